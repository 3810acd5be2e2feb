//! The program of a level while others run beside it.

use super::attempt::cutoff;
use super::backend::{self, BackendError};
use super::exchange::Exchange;
use super::explain;
use super::ground::Ground;
use super::job::Job;
use super::pace::Pace;
use super::program::{Answer, Ending, Settings};
use super::seeker::TICK;
use super::teams::TeamProgram;
use crate::control::Limits;
use crate::rules::term::{Money, UNITS};

/// What is to be proved of a level.
pub struct Contest<'a> {
    /// The program.
    pub program: TeamProgram<'a>,
    /// Whether its optimum is the level's, not only a bound.
    pub complete: bool,
}

/// Solves the program, telling its plans and bounds to the exchange and taking better plans from it. Once columns have shown that
/// many places are in no plan as good as the best one, it begins again without them; where it lags, once more when the columns have
/// ended.
///
/// # Errors
/// When the ILP solver fails.
pub fn run_program(
    job: &Job,
    exchange: &Exchange,
    contest: &Contest,
    limits: &Limits,
    pace: &Pace,
) -> Result<(), BackendError> {
    pace.may_lag();
    loop {
        let (cancel, narrowing) = exchange.narrow().begin(&limits.cancel, contest.complete);
        let limits_of_run = limits.under(&cancel);
        if contest.complete && !narrowing.spare.is_empty() {
            let (spare, all) = (narrowing.spare.len(), narrowing.all());
            explain::spare(job, exchange.level(), spare, all);
            let narrower = job.compiled.without(&narrowing.spare);
            let Some(ground) = Ground::of(&narrower, job.reach, true) else {
                return Ok(());
            };
            let narrowed = Contest {
                program: ground.program(&exchange.best(), exchange.level()),
                complete: ground.complete,
            };
            run(job, exchange, &narrowed, &limits_of_run, Some(pace))?;
        } else {
            run(job, exchange, contest, &limits_of_run, Some(pace))?;
        }
        if !cancel.is_cancelled() || limits.is_over() {
            return Ok(());
        }
        while pace.lags() && pace.has_columns() && !limits.is_over() {
            std::thread::sleep(TICK);
        }
        // Where the columns have closed the gap, nothing is left to begin: even a program that is told to stop at once is built first.
        if limits.is_over() {
            return Ok(());
        }
    }
}

/// Solves it once, and tells how it ended; its bounds are told to the `pace` where there is one.
///
/// # Errors
/// When the ILP solver fails.
pub fn run(
    job: &Job,
    exchange: &Exchange,
    contest: &Contest,
    limits: &Limits,
    pace: Option<&Pace>,
) -> Result<Ending, BackendError> {
    let program = &contest.program;
    let best = exchange.best();
    let answer: Answer = backend::solve(
        program.program(),
        &Settings {
            limits,
            seed: job.seed,
            nodes: job.nodes,
            start: program.values(&best.grouping).as_deref(),
            cutoff: Some(cutoff(job, exchange.level(), &best)),
            progress: &|_, bound| {
                if let Some(pace) = pace {
                    pace.bounded(bound);
                }
                exchange.raise(bound);
            },
            news: &|cost| {
                let better = exchange.better_than((cost * UNITS) as Money)?;
                program.values(&better)
            },
        },
    )?;
    if let Some(values) = &answer.values {
        exchange.offer(program.grouping(values));
    }
    exchange.raise(answer.bound);
    if contest.complete && answer.ending != Ending::Stopped {
        exchange.end();
    }
    Ok(answer.ending)
}
