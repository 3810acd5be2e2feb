//! Where a rule is broken or costs something, in a form that reports can put into words.

use super::{JudgeId, ParticipantId, TeamId};

/// One place where a rule is violated.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The team concerned; `None` where it is about no single team.
    pub team: Option<TeamId>,
    /// The people concerned.
    pub people: Vec<ParticipantId>,
    /// How much (before the weight). May be negative for `difference` with a matrix.
    pub amount: f64,
}

/// All violations of one rule in a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's id; `preferences`; or a structure rule's.
    pub rule: String,
    /// The kind; of preferences and structure rules: the id.
    pub kind: &'static str,
    /// 0: hard.
    pub priority: u32,
    /// Where, in the order of teams and people.
    pub violations: Vec<Violation>,
}

/// All violations of one rule of one session.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionFinding {
    /// The session's id.
    pub session: String,
    /// The rule's id, or a structure rule's: `placed`, `presence`, `panel`.
    pub rule: String,
    /// The kind; of structure rules: the id.
    pub kind: &'static str,
    /// 0: hard.
    pub priority: u32,
    /// Where.
    pub violations: Vec<SessionViolation>,
}

/// One place where a session's rule is violated.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionViolation {
    /// The items concerned, as in [`SlotOutcome::item`](super::SlotOutcome::item).
    pub items: Vec<String>,
    /// The participants concerned.
    pub people: Vec<ParticipantId>,
    /// The judges concerned.
    pub judges: Vec<JudgeId>,
    /// How much (before the weight).
    pub amount: f64,
}
