//! How the program and the columns of a level get on beside each other.

use std::collections::HashSet;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::time::{Duration, Instant};

use super::exchange::Exchange;
use super::job::Job;
use crate::model::TeamId;
use crate::rules::term::{Money, UNITS};

/// The program is left alone for so long …
const HEAD_START: Duration = Duration::from_secs(2);
/// … and after that, its own gap may be so many times what the columns leave.
const LAG: i64 = 2;

/// With so many heads in a team at the mean, columns take long: there are many of them for each team, and the program has few
/// teams to tell apart.
const LARGE: usize = 8;

/// What both look at.
pub struct Pace {
    began: Instant,
    /// Whether teams are large.
    large: bool,
    /// The bound at the beginning.
    first: Money,
    /// The program's own bound.
    bound: AtomicI64,
    /// Whether the program lags.
    lags: AtomicBool,
    columns: AtomicBool,
    /// Whether the program may be found to lag yet.
    may_lag: AtomicBool,
}

impl Pace {
    /// At the beginning; columns work.
    pub fn new(job: &Job, exchange: &Exchange) -> Self {
        let teams: HashSet<TeamId> = exchange.best().grouping.team_of.into_iter().collect();
        Self {
            large: job.compiled.people >= LARGE * teams.len(),
            first: exchange.bound(),
            began: Instant::now(),
            bound: AtomicI64::new(Money::MIN),
            lags: AtomicBool::new(false),
            columns: AtomicBool::new(true),
            may_lag: AtomicBool::new(false),
        }
    }

    /// The program has done what must not be cut short.
    pub fn may_lag(&self) {
        self.may_lag.store(true, Ordering::Relaxed);
    }

    /// Whether teams are so large that columns of the whole level take long.
    pub fn is_large(&self) -> bool {
        self.large
    }

    /// The columns have ended.
    pub fn columns_end(&self) {
        self.columns.store(false, Ordering::Relaxed);
    }

    /// Whether the columns are still at work.
    pub fn has_columns(&self) -> bool {
        self.columns.load(Ordering::Relaxed)
    }

    /// Whether the program has had some time for itself.
    fn has_had_a_head_start(&self) -> bool {
        self.began.elapsed() >= HEAD_START
    }

    /// The program's bound, in cost units.
    pub fn bounded(&self, bound: f64) {
        if bound.is_finite() {
            let bound = (bound * UNITS) as Money;
            self.bound.fetch_max(bound, Ordering::Relaxed);
        }
    }

    /// Whether the program was found to lag.
    pub fn lags(&self) -> bool {
        self.lags.load(Ordering::Relaxed)
    }

    /// Whether the program's own gap is much larger than what the columns leave.
    pub fn is_far_behind(&self, exchange: &Exchange) -> bool {
        let (cost, known) = (exchange.best().cost[exchange.level()], exchange.bound());
        let own = self.bound.load(Ordering::Relaxed);
        // Where teams are large, it often ends suddenly.
        if self.large || !self.has_had_a_head_start() || known == self.first {
            return false;
        }
        cost.saturating_sub(own) / LAG > cost.saturating_sub(known)
    }

    /// Ends the program's run where it is far behind and may be ended; whether it did.
    pub fn end_if_lagging(&self, exchange: &Exchange) -> bool {
        let lags = self.may_lag.load(Ordering::Relaxed) && self.is_far_behind(exchange);
        if lags {
            self.lags.store(true, Ordering::Relaxed);
            exchange.narrow().end();
        }
        lags
    }
}
