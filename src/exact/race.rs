//! A proof and the local search side by side.

use super::backend::BackendError;
use super::columns::{self, End, Part};
use super::contest::{Contest, run_program};
use super::exchange::Exchange;
use super::explain::{self, Runners};
use super::job::{Job, Proof};
use super::openings::{self, Board, work_by_columns, work_by_program};
use super::pace::Pace;
use super::prover::Prover;
use super::seeker::{Seeker, TICK};
use crate::control::Limits;
use crate::rules::term::Money;

/// The columns' share of the time where there is one thread only.
const ALONE: f64 = 0.6;

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
    let runners = Runners {
        program: contest.is_some(),
        columns: fits,
    };
    explain::race(job, proof, level, &runners);
    let pace = Pace::new(job, &exchange);
    let left = &mut proof.openings;
    let of_level = contest.and_then(|contest| openings::board(job, &exchange, contest, left));
    let board = of_level.as_ref();
    if fits && !beside {
        // On one thread, openings have one try each, then columns their turn.
        if let (Some(contest), Some(board)) = (contest, board) {
            work_by_program(job, &exchange, board, contest, (&limits, &pace), 1)?;
        }
        if !limits.is_over() {
            let share = (level, &limits.share(ALONE));
            let whole = board.is_none() || !pace.is_large();
            in_turn(job, &exchange, (board, whole), share, &|| true);
        }
    }
    let proved = std::thread::scope(|scope| {
        let prover = contest.map(|contest| {
            scope.spawn(|| {
                // On one thread, the search has its turn afterwards.
                let share = if job.threads > 1 { 1.0 } else { 0.8 };
                let limits = limits.share(share);
                if limits.is_over() {
                    return Ok(());
                }
                if let Some(board) = board
                    && work_by_program(
                        job,
                        &exchange,
                        board,
                        contest,
                        (&limits, &pace),
                        usize::MAX,
                    )?
                {
                    return Ok(());
                }
                run_program(job, &exchange, contest, &limits, &pace)
            })
        });
        let columns = beside.then(|| {
            scope.spawn(|| {
                let free = || pace.lags();
                let whole = board.is_none() || !pace.is_large();
                in_turn(job, &exchange, (board, whole), (level, &limits), &free);
                pace.columns_end();
            })
        });
        if !beside {
            pace.columns_end();
        }
        let provers = usize::from(prover.is_some()) + usize::from(beside);
        let threads = job.threads.saturating_sub(provers).max(1);
        let mut seeker = Seeker::new(job, &exchange, fits, threads);
        if beside {
            // Also while the search has a turn: it lasts for seconds.
            scope.spawn(|| {
                while pace.has_columns() && !limits.is_over() {
                    std::thread::sleep(TICK);
                    if pace.end_if_lagging(&exchange) {
                        explain::lag(job, level);
                        break;
                    }
                }
            });
        }
        if provers >= job.threads {
            // The search has a thread as soon as one of them ends, or the program lags. Where the first level takes them long, one
            // run beside them pays: with a good plan all levels end sooner.
            let program = || prover.as_ref().is_some_and(|p| !p.is_finished());
            while program() && (!beside || pace.has_columns()) && !pace.lags() && !limits.is_over()
            {
                std::thread::sleep(TICK);
                exchange.end_if_stalled();
                if level == 1 && beside && seeker.is_due() {
                    seeker.round(&limits);
                }
            }
        }
        while !limits.is_over() {
            seeker.round(&limits);
        }
        if let Some(Err(panic)) = columns.map(|columns| columns.join()) {
            std::panic::resume_unwind(panic);
        }
        prover.map(|prover| prover.join())
    });
    if let Some(prover) = exchange.raised_by() {
        explain::bound(job, level, prover);
    }
    if let Some(board) = of_level {
        proof.openings = Some(board.left());
    }
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

/// The proof by columns, of the `whole` level and then of its openings where there is a board of them. What it could not do, the
/// program still may: an error ends it and is told with the result.
pub fn in_turn(
    job: &Job,
    exchange: &Exchange,
    (board, whole): (Option<&Board>, bool),
    (level, limits): (usize, &Limits),
    free: &(dyn Fn() -> bool + Sync),
) {
    let ended = match whole {
        true => columns::prove(job, exchange, level, limits, free).map(|ended| ended.end),
        false => Ok(End::Open),
    };
    let part = match ended {
        Ok(End::Closed) if exchange.raised_by() == Some(Prover::Columns) => Part::Proved,
        Ok(End::Closed) => Part::None,
        Ok(End::Open) => {
            match board.map(|board| work_by_columns(job, exchange, board, limits, free)) {
                Some(Ok(true)) => Part::Proved,
                Some(Ok(false)) | None => Part::None,
                Some(Err(error)) => Part::Failed(error.to_string()),
            }
        }
        Ok(End::Unfit(misfit)) => Part::Unfit(misfit),
        Err(error) => Part::Failed(error.to_string()),
    };
    exchange.columns().learn(part);
}
