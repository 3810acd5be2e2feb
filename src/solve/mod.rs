//! The conductor and the library's front door: which method when, then the report of what is known.

mod outcome;
mod replan;
mod teams;

use std::time::Duration;

use crate::exact::backend::BackendError;
use crate::model::{Finding, Outcome, SessionFinding};
use crate::score::CompileError;

pub use outcome::{schedule, solve};
pub use replan::{Replan, Replanning, Rest, replan};

/// How to solve.
#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    /// Which solvers to use.
    pub method: Method,
    /// The seed of all random numbers.
    pub seed: u64,
    /// Threads; at least 1.
    pub threads: usize,
    /// The time for all.
    pub time_limit: Option<Duration>,
    /// Whether to end sooner where nothing gets better for long.
    pub impatient: bool,
    /// A budget that does not depend on the clock: moves of the search in all, and search nodes of each proof.
    pub iterations: Option<u64>,
}

impl Default for Options {
    /// Both solvers, seed 1, one minute, all cores.
    fn default() -> Self {
        Self {
            method: Method::Auto,
            seed: 1,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            time_limit: Some(Duration::from_secs(60)),
            impatient: true,
            iterations: None,
        }
    }
}

/// Which solvers to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Search for the first plan, then proof.
    Auto,
    /// Proof only.
    Exact,
    /// Search only.
    Search,
}

/// A solved workshop.
#[derive(Clone, Debug)]
pub struct Solution {
    /// What is written.
    pub outcome: Outcome,
    /// Where the rules of teams are violated.
    pub findings: Vec<Finding>,
    /// Where the rules of sessions are violated.
    pub session_findings: Vec<SessionFinding>,
    /// Whether the plan keeps every hard rule.
    pub verdict: Verdict,
}

/// Whether the plan keeps every hard rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It does.
    Kept,
    /// It does not, and it is proven that none does.
    Impossible,
    /// It does not, and whether another would is not known.
    Unknown,
}

impl Verdict {
    /// The same, and a session of the plan breaks a hard rule too; `proven`: no timetable for these teams keeps them all.
    fn and(self, proven: bool) -> Self {
        match self {
            // What no plan can keep, no timetable can mend.
            Verdict::Impossible => Verdict::Impossible,
            Verdict::Kept if proven => Verdict::Impossible,
            Verdict::Kept | Verdict::Unknown => Verdict::Unknown,
        }
    }
}

/// Why there is no result at all.
#[derive(Clone, Debug, PartialEq)]
pub enum SolveError {
    /// The workshop cannot be turned into exact costs.
    Compile(CompileError),
    /// The ILP solver failed.
    Backend(BackendError),
    /// Stopped before there was any plan.
    NoPlan,
    /// The re-measured plan is not what the solver says: a bug.
    Disagreement(String),
}

impl From<CompileError> for SolveError {
    fn from(error: CompileError) -> Self {
        Self::Compile(error)
    }
}

impl From<BackendError> for SolveError {
    fn from(error: BackendError) -> Self {
        Self::Backend(error)
    }
}

#[cfg(test)]
mod tests {
    use super::Verdict::{Impossible, Kept, Unknown};

    #[test]
    fn a_session_never_makes_a_proved_clash_unproved() {
        let cases = [
            (Kept, true, Impossible),
            (Kept, false, Unknown),
            (Impossible, true, Impossible),
            (Impossible, false, Impossible),
            (Unknown, true, Unknown),
            (Unknown, false, Unknown),
        ];
        for (teams, proven, whole) in cases {
            assert_eq!(teams.and(proven), whole, "{teams:?} and {proven}");
        }
    }
}
