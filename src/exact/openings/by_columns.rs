//! The columns' part: whole teams as columns of one opening after the other.

use super::board::Board;
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::columns::{self, End};
use crate::exact::exchange::Exchange;
use crate::exact::job::Job;
use crate::exact::prover::Prover;
use crate::exact::seeker::TICK;

/// An opening is worked on so often at the most.
const MOST_TRIES: usize = 3;
/// Each time for so much of the time that is left.
const SHARE: f64 = 0.25;

/// After the columns of the whole level: proves opening by opening, as soon as they are set apart, until none may hold a better plan or
/// the limits are reached. Whether any was proved.
///
/// # Errors
/// When the solver fails.
pub fn work_by_columns(
    job: &Job,
    exchange: &Exchange,
    board: &Board,
    limits: &Limits,
    free: &(dyn Fn() -> bool + Sync),
) -> Result<bool, BackendError> {
    let mut shared = exchange.heritage().shared();
    let (mut proved, mut failed) = (false, None);
    while !limits.is_over() && board.awake() > 0 {
        match board.is_apart() {
            None => {
                std::thread::sleep(TICK);
                continue;
            }
            Some(false) => break,
            Some(true) => {}
        }
        let Some(mut item) = board.take(Prover::Columns, |item| item.tries[1] < MOST_TRIES) else {
            break;
        };
        let own = exchange.opening(item.bound, &item.done);
        let compiled = item.within(job.compiled, board);
        let part = Job {
            compiled: &compiled,
            ..*job
        };
        let mut heritage = std::mem::take(&mut item.heritage);
        heritage.take_over(&shared);
        own.inherit(&mut heritage);
        // The program works on the others: what has ended is not waited for.
        let share = limits.share(SHARE.max(1.0 / board.awake().max(1) as f64));
        match columns::prove(&part, &own, exchange.level(), &own.limits(&share), free) {
            Ok(ended) => {
                proved |= ended.end == End::Closed && own.raised_by() == Some(Prover::Columns);
            }
            // What was proved until then holds, and the other openings have solvers of their own.
            Err(error) => failed = Some(error),
        }
        own.bequeath(&mut heritage);
        shared = heritage.shared();
        item.heritage = heritage;
        item.bound = own.bound();
        board.give_back(Prover::Columns, item);
    }
    exchange.heritage().take_over(&shared);
    match failed {
        Some(error) if board.awake() > 0 => Err(error),
        _ => Ok(proved),
    }
}
