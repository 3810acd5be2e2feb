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

/// Works on the level until it is proven, the limits are reached, or nothing gets better: the program on one thread, whole
/// teams as columns on another where the level allows it, the search on the others; each tells the other what it finds. Without
/// a program, only the search works.
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
        let columns = (prover.is_some() && columns_start(job, level).is_ok())
            .then(|| scope.spawn(|| columns::prove(job, &exchange, level, &limits)));
        let provers = usize::from(prover.is_some()) + usize::from(columns.is_some());
        if provers >= job.threads {
            // The search has a thread as soon as one of them ends.
            let program = || prover.as_ref().is_some_and(|p| !p.is_finished());
            let columns = || columns.as_ref().is_none_or(|c| !c.is_finished());
            while program() && columns() && !limits.is_over() {
                std::thread::sleep(TICK);
                exchange.end_if_stalled();
            }
        }
        let threads = job.threads.saturating_sub(provers).max(1);
        search(job, &exchange, &limits, threads);
        // What the columns could not do, the program still may: only a panic is passed on.
        let columns = columns.map(|columns| columns.join());
        if let Some(Err(panic)) = columns {
            std::panic::resume_unwind(panic);
        }
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

/// Whether the proof by columns runs beside the program.
///
/// # Errors
/// Why not.
pub fn columns_start(job: &Job, level: usize) -> Result<(), &'static str> {
    if job.nodes.is_some() {
        return Err("a budget of nodes asks for the same answer at any speed");
    }
    if job.threads < 2 {
        return Err("there is one thread only");
    }
    columns::fits(job.compiled, level)
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
