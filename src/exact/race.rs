//! A proof and the local search side by side.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use super::backend::{self, BackendError};
use super::columns::{self, End, Part};
use super::exchange::Exchange;
use super::job::{Job, Proof};
use super::program::{Answer, Ending, Settings};
use super::seeker::{Seeker, TICK};
use super::teams::TeamProgram;
use crate::control::{Cancel, Limits};
use crate::model::TeamId;
use crate::rules::term::{Money, UNITS};

/// The columns' share of the time where there is one thread only.
const ALONE: f64 = 0.6;

/// The program is left alone for so long …
const HEAD_START: Duration = Duration::from_secs(2);
/// … and after that, its own gap may be so many times what the columns leave.
const LAG: i64 = 2;

/// With so many heads in a team at the mean, columns take long: there are many of them for each team, and the program has few
/// teams to tell apart.
const LARGE: usize = 8;

/// What is to be proved of a level.
pub struct Contest<'a> {
    /// The program.
    pub program: TeamProgram<'a>,
    /// Whether its optimum is the level's, not only a bound.
    pub complete: bool,
}

/// Works on the level until it is proven, the limits are reached, or nothing gets better: the program on one thread, whole
/// teams as columns on another where the level allows it, the search on the others; each tells the other what it finds. A
/// program that lags far behind the columns gives its thread to the search, and comes back when they end. Without a program,
/// only the search works.
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
    exchange.inherit(&mut proof.heritage);
    let fits = contest.is_some() && proof.has_columns(job, level);
    let beside = fits && job.threads > 1;
    if fits && !beside {
        in_turn(job, &exchange, level, &limits.share(ALONE), &|| true);
    }
    let pace = Pace::new(job, &limits.cancel, &exchange);
    let proved = std::thread::scope(|scope| {
        let prover = contest.map(|contest| {
            scope.spawn(|| {
                // On one thread, the search has its turn afterwards.
                let share = if job.threads > 1 { 1.0 } else { 0.8 };
                prove(job, &exchange, contest, &limits.share(share), &pace)
            })
        });
        let columns = beside.then(|| {
            scope.spawn(|| {
                let free = || pace.program.is_cancelled();
                in_turn(job, &exchange, level, &limits, &free);
                pace.columns_end();
            })
        });
        if !beside {
            pace.columns_end();
        }
        let provers = usize::from(prover.is_some()) + usize::from(beside);
        let threads = job.threads.saturating_sub(provers).max(1);
        let mut seeker = Seeker::new(job, &exchange, fits, threads);
        let columns_work = || pace.has_columns();
        if provers >= job.threads {
            // The search has a thread as soon as one of them ends, or the program lags. Where it takes them long, one run beside
            // them pays: both end sooner with a good plan.
            let program = || prover.as_ref().is_some_and(|p| !p.is_finished());
            while program() && (!beside || pace.has_columns()) && !limits.is_over() {
                std::thread::sleep(TICK);
                exchange.end_if_stalled();
                if beside && pace.program_lags(&exchange, level) {
                    break;
                }
                if beside && seeker.is_fresh() && pace.has_had_a_head_start() {
                    seeker.round(&limits, &|| false);
                }
            }
        }
        while !limits.is_over() {
            seeker.round(&limits, &columns_work);
        }
        if let Some(Err(panic)) = columns.map(|columns| columns.join()) {
            std::panic::resume_unwind(panic);
        }
        prover.map(|prover| prover.join())
    });
    proof.best = Some(exchange.best());
    proof.stalled |= exchange.has_stalled();
    proof.columns.learn(exchange.columns().clone());
    exchange.bequeath(&mut proof.heritage);
    let known = exchange.bound();
    proof.bounds[level] = (known > Money::MIN).then_some(known).max(before);
    match proved {
        None => Ok(()),
        Some(Ok(result)) => result,
        Some(Err(panic)) => std::panic::resume_unwind(panic),
    }
}

/// The proof by columns. What it could not do, the program still may: an error ends it and is told with the result.
pub fn in_turn(
    job: &Job,
    exchange: &Exchange,
    level: usize,
    limits: &Limits,
    free: &(dyn Fn() -> bool + Sync),
) {
    let ended = columns::prove(job, exchange, level, limits, free);
    let part = match ended.map(|ended| ended.end) {
        Ok(End::Closed) => Part::Proved,
        Ok(End::Open) => Part::None,
        Ok(End::Unfit(misfit)) => Part::Unfit(misfit),
        Err(error) => Part::Failed(error.to_string()),
    };
    exchange.columns().learn(part);
}

/// How the program and the columns get on beside each other.
struct Pace {
    began: Instant,
    /// Ends the program's first run.
    program: Cancel,
    /// Whether teams are large.
    large: bool,
    /// The bound at the beginning.
    first: Money,
    /// The program's own bound.
    bound: AtomicI64,
    columns: AtomicBool,
}

impl Pace {
    fn new(job: &Job, cancel: &Cancel, exchange: &Exchange) -> Self {
        let teams: HashSet<TeamId> = exchange.best().grouping.team_of.into_iter().collect();
        Self {
            large: job.compiled.people >= LARGE * teams.len(),
            first: exchange.bound(),
            began: Instant::now(),
            program: cancel.child(),
            bound: AtomicI64::new(Money::MIN),
            columns: AtomicBool::new(true),
        }
    }

    fn columns_end(&self) {
        self.columns.store(false, Ordering::Relaxed);
    }

    /// Whether the columns are still at work.
    fn has_columns(&self) -> bool {
        self.columns.load(Ordering::Relaxed)
    }

    fn bounded(&self, bound: f64) {
        if bound.is_finite() {
            let bound = (bound * UNITS) as Money;
            self.bound.fetch_max(bound, Ordering::Relaxed);
        }
    }

    fn has_had_a_head_start(&self) -> bool {
        self.began.elapsed() >= HEAD_START
    }

    /// Ends the program's run where its own gap is much larger than what the columns leave; whether it did.
    fn program_lags(&self, exchange: &Exchange, level: usize) -> bool {
        let (cost, known) = (exchange.best().cost[level], exchange.bound());
        let own = self.bound.load(Ordering::Relaxed);
        // Where teams are large, it often ends suddenly.
        if self.large || !self.has_had_a_head_start() || known == self.first {
            return false;
        }
        let lags = cost.saturating_sub(own) / LAG > cost.saturating_sub(known);
        if lags {
            self.program.cancel();
        }
        lags
    }
}

/// Solves the program, telling its plans and bounds to the exchange and taking better plans from it; where it lags, once more
/// when the columns have ended.
fn prove(
    job: &Job,
    exchange: &Exchange,
    contest: &Contest,
    limits: &Limits,
    pace: &Pace,
) -> Result<(), BackendError> {
    run(job, exchange, contest, &limits.under(&pace.program), pace)?;
    if pace.program.is_cancelled() {
        while pace.has_columns() && !limits.is_over() {
            std::thread::sleep(TICK);
        }
        if !limits.is_over() {
            run(job, exchange, contest, limits, pace)?;
        }
    }
    Ok(())
}

fn run(
    job: &Job,
    exchange: &Exchange,
    contest: &Contest,
    limits: &Limits,
    pace: &Pace,
) -> Result<(), BackendError> {
    let program = &contest.program;
    let answer: Answer = backend::solve(
        program.program(),
        &Settings {
            limits,
            seed: job.seed,
            nodes: None,
            start: program.values(&exchange.best().grouping).as_deref(),
            progress: &|_, bound| {
                pace.bounded(bound);
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
    Ok(())
}
