//! The proof by columns without a race beside it.

use super::heritage::Heritage;
use super::prove::{End, prove};
use crate::exact::backend::BackendError;
use crate::exact::exchange::Exchange;
use crate::exact::incumbent::Incumbent;
use crate::exact::job::Job;
use crate::rules::term::Money;

/// What the columns alone found.
#[derive(Clone, Debug)]
pub struct Alone {
    /// The best plan.
    pub best: Incumbent,
    /// No plan costs less at the level, given the levels before it at the cost of the start; [`Money::MIN`]: nothing known.
    pub bound: Money,
    /// How it ended.
    pub end: End,
    /// How many branches were worked on.
    pub branches: u64,
}

/// Proves one level by columns alone, from a plan that keeps the hard rules; `heritage` is what the level before left, then what
/// this one leaves.
///
/// # Errors
/// When the solver fails.
pub fn alone(
    job: &Job,
    start: Incumbent,
    level: usize,
    heritage: &mut Heritage,
) -> Result<Alone, BackendError> {
    let exchange = Exchange::new(job, level, start, Money::MIN);
    exchange.inherit(heritage);
    let limits = exchange.limits(job.limits);
    let ended = prove(job, &exchange, level, &limits, &|| true)?;
    exchange.bequeath(heritage);
    Ok(Alone {
        best: exchange.best(),
        bound: exchange.bound(),
        end: ended.end,
        branches: ended.branches,
    })
}
