//! Teams that people give: what a workbook is written with, and read by again.

use super::{Grouping, ParticipantId, RuleCost, TeamId, Violation};

/// The sheet of people and their teams, in Japanese and English.
pub const TEAMS_SHEET: [&str; 2] = ["チーム", "Teams"];

/// The header of the column that tells where the plan has a person, in Japanese and English.
pub const PLANNED_TEAM: [&str; 2] = ["案のチーム", "planned team"];

/// Teams as somebody gives them.
#[derive(Clone, Debug, PartialEq)]
pub struct GivenTeams {
    /// Who is in which team.
    pub grouping: Grouping,
    /// The teams of the plan that they were made from, where the file tells; who was not in it is where the file puts them.
    pub planned: Option<Grouping>,
}

/// What the teams that somebody gave change of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Edit {
    /// Who is elsewhere: from which team, to which; in the order of the roster.
    pub moves: Vec<(ParticipantId, TeamId, TeamId)>,
    /// The cost of each level before and after, in the order in which levels are compared.
    pub levels: Vec<EditedLevel>,
    /// The rules that are violated more, less or elsewhere, by priority.
    pub rules: Vec<EditedRule>,
}

/// A level before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct EditedLevel {
    /// Its priority.
    pub priority: u32,
    /// Its part.
    pub part: Option<u32>,
    /// The plan's cost.
    pub before: f64,
    /// The cost now.
    pub after: f64,
}

/// A rule before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct EditedRule {
    /// The rule as it is now; its violation is 0 where it is not broken any more.
    pub now: RuleCost,
    /// The plan's violation.
    pub violation_before: f64,
    /// The plan's cost.
    pub cost_before: f64,
    /// Where it is violated more than before: by how much, and who was not among those concerned.
    pub worse: Vec<Violation>,
    /// Where it is violated less: by how much, and who is not among those concerned any more.
    pub better: Vec<Violation>,
}
