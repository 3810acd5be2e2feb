//! What a report is about.

use crate::model::{Finding, Outcome, SessionFinding, Workshop};

/// A workshop with the plan that was found for it.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// The plan.
    pub outcome: &'a Outcome,
    /// Where the teams violate a rule.
    pub findings: &'a [Finding],
    /// Where the timetables violate a rule.
    pub session_findings: &'a [SessionFinding],
}
