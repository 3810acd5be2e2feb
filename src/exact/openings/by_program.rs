//! The program's part: linear programs part the openings, then each has a program of its own.

use std::time::Duration;

use super::board::Board;
use super::item::Item;
use super::parting::Parting;
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::contest::{Contest, run};
use crate::exact::exchange::Exchange;
use crate::exact::explain;
use crate::exact::ground::Ground;
use crate::exact::job::Job;
use crate::exact::pace::Pace;
use crate::exact::program::Ending;
use crate::exact::prover::Prover;
use crate::exact::to_cost;

/// So many linear programs are solved at a level …
const MOST_SOLVED: usize = 2_000;
/// … and no more openings that may hold a better plan are kept apart: with more, the level stays one problem.
const MOST_APART: usize = 200;
/// The share of the level's time that linear programs may take before that.
const SHARE: f64 = 0.3;
/// The first try of an opening lasts for so long, each further one so many times as long as the one before.
const FIRST: Duration = Duration::from_millis(300);
const LONGER: u32 = 4;
/// After so many that told no more than was known of the level, those that follow in the round are as long as in the next one.
const IN_VAIN: usize = 2;
/// Of the gap, the share below which openings that were just parted come first: the next linear program begins where the last ended.
const NEAR: f64 = 0.5;

/// Parts the openings and proves one after the other, until none may hold a better plan, the limits are reached or each was tried in so
/// many `rounds`; whether they were few enough.
///
/// # Errors
/// When the ILP solver fails.
pub fn work_by_program(
    job: &Job,
    exchange: &Exchange,
    board: &Board,
    contest: &Contest,
    (limits, pace): (&Limits, &Pace),
    rounds: usize,
) -> Result<bool, BackendError> {
    let apart = part(job, exchange, board, contest, (limits, pace))?;
    board.settle(apart);
    if !apart {
        return Ok(false);
    }
    let (mut round, mut in_vain) = (0, 0);
    loop {
        board.check()?;
        let last = board.awake() == 1;
        if round > 0 || in_vain >= IN_VAIN || last {
            // What does not end at once is for columns, too. Here the program does not lag: the two work on different openings.
            exchange.set_apart(board.awake());
        }
        if limits.is_over() || round == rounds || !board.any(|item| !item.ended) {
            return Ok(true);
        }
        let next = board.take(Prover::Program, |item| {
            item.tries[0] <= round && !item.ended
        });
        let Some(mut item) = next else {
            (round, in_vain) = (round + 1, 0);
            continue;
        };
        // The last one has all the time, but where the next round is somebody else's.
        let within = match last && rounds > 1 {
            true => limits.clone(),
            false => limits.within(length(round + usize::from(in_vain >= IN_VAIN))),
        };
        try_opening(job, exchange, board, &mut item, &within)?;
        in_vain += usize::from(!item.ended && item.bound <= exchange.bound());
        board.give_back(Prover::Program, item);
    }
}

/// How long a try of the round lasts.
fn length(round: usize) -> Duration {
    FIRST.saturating_mul(LONGER.saturating_pow(round as u32))
}

/// Solves the program of an opening, as far as the limits allow.
fn try_opening(
    job: &Job,
    exchange: &Exchange,
    board: &Board,
    item: &mut Item,
    limits: &Limits,
) -> Result<(), BackendError> {
    let (cancel, narrowing) = exchange.narrow().begin(&item.done, false);
    let own = exchange.opening(item.bound, &cancel);
    let narrower = item.within(job.compiled, board);
    let narrower = narrower.without(&narrowing.spare);
    let Some(ground) = Ground::of(&narrower, job.reach, true) else {
        item.ended = true;
        return Ok(());
    };
    let best = board.named_in_order(exchange.best());
    let contest = Contest {
        program: ground.program(&best, exchange.level()),
        complete: ground.complete,
    };
    let ending = run(job, &own, &contest, &own.limits(limits), None)?;
    item.ended = ending != Ending::Stopped;
    item.bound = own.bound();
    Ok(())
}

/// Parts the openings by linear programs, those with the least bound first; whether they are few enough, and columns of the whole level
/// not far ahead.
///
/// # Errors
/// When the ILP solver fails.
pub(super) fn part(
    job: &Job,
    exchange: &Exchange,
    board: &Board,
    contest: &Contest,
    (limits, pace): (&Limits, &Pace),
) -> Result<bool, BackendError> {
    let level = exchange.level();
    let mut parting = Parting::new(&contest.program, board, &job.compiled.levels[level])?;
    let short = limits.share(SHARE);
    let apart = loop {
        let cost = exchange.best().cost[level];
        let near = cost.saturating_sub(board.bound()) as f64 * (1.0 - NEAR);
        let next = board
            .last(|item| item.is_unsettled() && (cost.saturating_sub(item.bound)) as f64 >= near)
            .or_else(|| board.take(Prover::Program, Item::is_unsettled));
        let Some(item) = next else { break true };
        if limits.is_over() {
            break true;
        }
        pace.bounded(to_cost(board.bound()));
        let many = parting.solved >= MOST_SOLVED || board.awake() > MOST_APART;
        if many
            || (!board.is_inherited() && pace.is_far_behind(exchange))
            || short.is_over()
            || !parting.part(item, cost, limits)?
        {
            break false;
        }
    };
    explain::openings(job, level, parting.solved, board.awake(), apart);
    Ok(apart)
}
