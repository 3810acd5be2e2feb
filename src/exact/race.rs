//! A proof and the local search side by side.

use std::time::{Duration, Instant};

use super::backend::{self, BackendError};
use super::columns;
use super::exchange::Exchange;
use super::levels::{Effort, Job, Proof};
use super::program::{Answer, Ending, Settings};
use super::teams::TeamProgram;
use crate::control::Limits;
use crate::rules::term::{Money, UNITS};

/// How long the first round of the search lasts; later ones last half of the time so far.
const SLICE: Duration = Duration::from_secs(1);

/// How often a waiting thread looks up.
const TICK: Duration = Duration::from_millis(20);

/// What is to be proved of a level.
pub struct Contest<'a> {
    /// The program.
    pub program: TeamProgram<'a>,
    /// Whether its optimum is the level's, not only a bound.
    pub complete: bool,
}

/// Works on the level until it is proven, the limits are reached, or nothing gets better: the program on one thread, the
/// search on the others; each tells the other what it finds. Without a program, only the search works.
///
/// # Errors
/// When the ILP solver fails.
pub fn race(
    job: &Job,
    proof: &mut Proof,
    level: usize,
    contest: Option<&Contest>,
    limits: &Limits,
) -> Result<(), BackendError> {
    let Some(best) = proof.best.clone() else {
        return Ok(());
    };
    let before = proof.bounds[level];
    let exchange = Exchange::new(job, level, best, before.unwrap_or(Money::MIN));
    let limits = exchange.limits(limits);
    let proved = std::thread::scope(|scope| {
        let prover = contest.map(|contest| {
            scope.spawn(|| {
                // On one thread, the search has its turn afterwards.
                let share = if job.threads > 1 { 1.0 } else { 0.8 };
                prove(job, &exchange, contest, &limits.share(share))
            })
        });
        if job.threads == 1 {
            while prover.as_ref().is_some_and(|p| !p.is_finished()) && !limits.is_over() {
                std::thread::sleep(TICK);
                exchange.end_if_stalled();
            }
        }
        let mut threads = job.threads - usize::from(prover.is_some() && job.threads > 1);
        // Columns take the next thread, if there is one beside the program's.
        let columns = (prover.is_some() && threads > 0 && columns::fits(job.compiled, level).is_ok())
            .then(|| scope.spawn(|| columns::prove(job, &exchange, level, &limits)));
        if columns.is_some() {
            threads -= 1;
            while threads == 0 && columns.as_ref().is_some_and(|c| !c.is_finished()) {
                std::thread::sleep(TICK);
                exchange.end_if_stalled();
            }
        }
        search(job, &exchange, &limits, threads.max(1));
        let columns = columns.and_then(|columns| columns.join().ok());
        eprintln!("columns: {columns:?}");
        prover.map(|prover| prover.join())
    });
    proof.best = Some(exchange.best());
    proof.stalled |= exchange.has_stalled();
    let known = exchange.bound();
    proof.bounds[level] = (known > Money::MIN).then_some(known).max(before);
    match proved {
        None => Ok(()),
        Some(Ok(result)) => result,
        Some(Err(panic)) => std::panic::resume_unwind(panic),
    }
}

/// Improves the best plan round by round, longer each time.
fn search(job: &Job, exchange: &Exchange, limits: &Limits, threads: usize) {
    let began = Instant::now();
    for round in 1.. {
        if limits.is_over() {
            return;
        }
        let slice = limits.within(SLICE.max(began.elapsed() / 2));
        let effort = Effort {
            limits: Some(&slice),
            round,
            threads,
        };
        match (job.improve)(&exchange.best().grouping, &effort) {
            Some(found) => exchange.offer(found),
            None => std::thread::sleep(TICK),
        }
        exchange.end_if_stalled();
    }
}

/// Solves the program, telling its plans and bounds to the exchange and taking better plans from it.
fn prove(
    job: &Job,
    exchange: &Exchange,
    contest: &Contest,
    limits: &Limits,
) -> Result<(), BackendError> {
    let program = &contest.program;
    let answer: Answer = backend::solve(
        program.program(),
        &Settings {
            limits,
            seed: job.seed,
            nodes: None,
            start: program.values(&exchange.best().grouping).as_deref(),
            progress: &|_, bound| exchange.raise(bound),
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
    Ok(())
}
