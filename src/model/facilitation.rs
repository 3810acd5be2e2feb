//! Facilitators: who may stand by teams while they discuss and prepare, and who does.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{JudgeId, Level, ParticipantId, RuleCost, Status, ThemeId, Ties, ValueId, Window};

/// Somebody of facilitators.csv.
#[derive(Clone, Debug, PartialEq)]
pub struct Facilitator {
    /// The id as written; unique.
    pub id: String,
    /// The name; the id where there is none.
    pub name: String,
    /// The organization as written.
    pub organization: String,
    /// The same organization in the roster's column, where somebody has it.
    pub organization_value: Option<ValueId>,
    /// When the facilitator can be there; empty: always.
    pub available: Vec<Window>,
    /// Themes that the facilitator knows.
    pub expertise: Vec<ThemeId>,
    /// Whose teams the facilitator must not stand by, besides those of the own organization.
    pub conflicts: Ties,
    /// The facilitator in the roster: where id and name are equal, it is the same person.
    pub participant: Option<ParticipantId>,
    /// The facilitator among the judges, likewise.
    pub judge: Option<JudgeId>,
}

/// What makes a block of the agenda one in which every open team has a facilitator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facilitation {
    /// The block's id; unique.
    pub id: String,
    /// How many teams a facilitator can stand by at once, at least 1.
    pub teams_each: u32,
}

/// Who stands by whom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FacilitationOutcome {
    /// How good it is known to be; `infeasible`: some team has nobody in some block.
    pub status: Status,
    /// Its cost by level: teams without a facilitator, uneven load, changes of facilitator, lacking expertise.
    pub levels: Vec<Level>,
    /// What each level counts.
    pub rules: Vec<RuleCost>,
    /// The blocks, in the order of time.
    pub blocks: Vec<FacilitatedBlock>,
}

/// A block with its teams.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacilitatedBlock {
    /// The block's id.
    pub id: String,
    /// The day, `2026-12-18`.
    pub date: String,
    /// `13:00`.
    pub start: String,
    /// `14:30`.
    pub end: String,
    /// The open teams, in the order of the workshop.
    pub teams: Vec<FacilitatedTeam>,
    /// So many facilitators can be there at all.
    pub there: usize,
    /// So many teams have nobody.
    pub lacking: usize,
}

/// A team in a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FacilitatedTeam {
    /// The team's id.
    pub team: String,
    /// The facilitator's id; null where it has none.
    pub facilitator: Option<String>,
}
