//! The proof by openings without a race beside it.

use super::board::Left;
use super::by_columns::work_by_columns;
use super::by_program::{part, work_by_program};
use crate::exact::backend::BackendError;
use crate::exact::contest::Contest;
use crate::exact::exchange::Exchange;
use crate::exact::ground::Ground;
use crate::exact::incumbent::Incumbent;
use crate::exact::job::Job;
use crate::exact::pace::Pace;
use crate::exact::prover::Prover;
use crate::rules::term::Money;

/// What openings alone found.
#[derive(Clone, Debug)]
pub struct ByOpenings {
    /// The best plan.
    pub best: Incumbent,
    /// No plan costs less at the level, given the levels before it at the cost of the start; [`Money::MIN`]: nothing known.
    pub bound: Money,
}

/// Proves one level by openings, from a plan that keeps the hard rules, each by the program or by whole teams as columns; `left` is what
/// the level before has left of the openings, then what this one leaves. `None`: there is nothing to decide about.
///
/// # Errors
/// When the solver fails.
pub fn by_openings(
    job: &Job,
    start: Incumbent,
    level: usize,
    prover: Prover,
    left: &mut Option<Left>,
) -> Result<Option<ByOpenings>, BackendError> {
    let Some(ground) = Ground::of(job.compiled, job.reach, true) else {
        return Ok(None);
    };
    let contest = Contest {
        program: ground.program(&start, level),
        complete: ground.complete,
    };
    let exchange = Exchange::new(job, level, start, Money::MIN);
    let Some(board) = super::board(job, &exchange, &contest, left) else {
        return Ok(None);
    };
    let limits = exchange.limits(job.limits);
    let pace = Pace::new(job, &exchange);
    pace.columns_end();
    let until = (&limits, &pace);
    match prover {
        Prover::Program => {
            work_by_program(job, &exchange, &board, &contest, until, usize::MAX)?;
        }
        Prover::Columns => {
            board.settle(part(job, &exchange, &board, &contest, until)?);
            work_by_columns(job, &exchange, &board, &limits, &|| true)?;
        }
    }
    *left = Some(board.left());
    Ok(Some(ByOpenings {
        best: exchange.best(),
        bound: exchange.bound(),
    }))
}
