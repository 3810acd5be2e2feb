//! The result as SPEC §4 writes it: what `result.json` holds.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FacilitationOutcome, LotteryOutcome, Replanned, SessionAdvice, SessionPressure};

/// The whole of `result.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    /// The version of this format: 1.
    pub format: u32,
    /// The name of the workshop.
    pub workshop: String,
    /// How good the teams are known to be.
    pub status: Status,
    /// The cost of the teams by level, in the order in which levels are compared.
    pub levels: Vec<Level>,
    /// What each rule costs; structure rules only where they are broken.
    pub rules: Vec<RuleCost>,
    /// How many participants got which choice: `1`, `2`, …, `unlisted`, and `none` for those whom no rank applies to.
    pub rank_profile: BTreeMap<String, u32>,
    /// The open teams.
    pub teams: Vec<TeamOutcome>,
    /// The timetable of each session.
    #[serde(default)]
    pub sessions: Vec<SessionOutcome>,
    /// Who stands by which team in which block, where any block asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub facilitation: Option<FacilitationOutcome>,
    /// How the result came about.
    pub solver: SolverNote,
    /// How it differs from a published plan, where it was made from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replan: Option<Replanned>,
}

/// How good a plan is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Cost equals bound at every level: no plan is better, proved.
    Optimal,
    /// Every hard rule is kept; a better plan may exist.
    Feasible,
    /// A hard rule is broken.
    Infeasible,
}

/// The cost of one level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Level {
    /// 0: hard rules; then 1, 2, …
    pub priority: u32,
    /// The part of the preferences' fairness order, 1, 2, …; 0: people affected by a change of a published plan, which comes
    /// first; absent on the level of the other rules.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// The cost.
    pub cost: f64,
    /// No plan costs less at this level, given the levels before it at the cost shown; null where none was proven.
    pub bound: Option<f64>,
}

impl Level {
    /// Two costs closer than this are the same (SPEC §4).
    pub const TOLERANCE: f64 = 1e-6;

    /// Whether the bound proves the cost.
    pub fn is_proven(&self) -> bool {
        self.bound
            .is_some_and(|bound| self.cost - bound <= Self::TOLERANCE)
    }
}

/// What one rule costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct RuleCost {
    /// The rule's id; `preferences`; or a structure rule's.
    pub id: String,
    /// The kind; of preferences and structure rules: the id.
    pub kind: String,
    /// 0: hard.
    pub priority: u32,
    /// The part, as of the level.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
    /// The weight; 1 of a hard rule.
    pub weight: f64,
    /// The violation.
    pub violation: f64,
    /// Weight × violation.
    pub cost: f64,
}

/// An open team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TeamOutcome {
    /// The team's id.
    pub id: String,
    /// The theme's id; null in a workshop without themes.
    pub theme: Option<String>,
    /// The members' ids, in the order of the roster.
    pub members: Vec<String>,
}

/// The timetable of one session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionOutcome {
    /// The session's id.
    pub id: String,
    /// How good the timetable is known to be.
    pub status: Status,
    /// Its cost by level.
    pub levels: Vec<Level>,
    /// What each of its rules costs; structure rules (`placed`, `presence`, `panel`) only where they are broken.
    pub rules: Vec<RuleCost>,
    /// The day, `2026-12-18`.
    pub date: String,
    /// The talks, by start, then in the order of the rooms.
    pub slots: Vec<SlotOutcome>,
    /// Items that no slot could be found for (only in an infeasible timetable).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unplaced: Vec<String>,
    /// How its order was drawn, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lottery: Option<LotteryOutcome>,
    /// What it needed beside what there was, counted before it was planned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pressure: Option<SessionPressure>,
    /// Why it cannot be planned, and what would help; only where it was found out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<SessionAdvice>,
}

/// One talk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SlotOutcome {
    /// The team's or theme's id, or the title.
    pub item: String,
    /// The room.
    pub room: String,
    /// `13:00`.
    pub start: String,
    /// `13:12`.
    pub end: String,
    /// The judges' ids, in the order of the file.
    #[serde(default)]
    pub judges: Vec<String>,
    /// Judges who sit in the room and do not score this talk (a conflict that asks them to recuse themselves).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recused: Vec<String>,
    /// Those of the judges who declare a conflict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declared: Vec<String>,
}

/// How the result came about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SolverNote {
    /// Which methods were used.
    pub method: String,
    /// Why they were, and why they stopped.
    #[serde(default)]
    pub reason: String,
    /// The seed.
    pub seed: u64,
    /// Threads.
    pub threads: usize,
    /// The iteration budget of the search, where one was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iterations: Option<u64>,
    /// Wall-clock seconds of solving.
    pub seconds: f64,
    /// The program's version.
    pub version: String,
}
