//! A participant to be written.

use super::frame::Frame;

/// Everything in a row of the roster, and the place in the hidden plan. Companies, industries and the like are numbers;
/// `names` says them.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The id.
    pub id: String,
    /// Whether municipal.
    pub municipal: bool,
    /// The company, or the department.
    pub organization: usize,
    /// The industry of a private participant.
    pub industry: Option<usize>,
    /// The role.
    pub role: usize,
    /// The team in the hidden plan.
    pub team: usize,
    /// The place in that team.
    pub seat: usize,
    /// The theme presented.
    pub owns: Option<usize>,
    /// Themes wished, best first.
    pub choices: Vec<usize>,
    /// Whether the planted plan cannot give the first choice.
    pub displaced: bool,
    /// What only rich workshops have.
    pub extras: Extras,
}

/// What only rich workshops have.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// Years of experience.
    pub years: usize,
    /// Whether it is the first time.
    pub newcomer: bool,
    /// Skills.
    pub skills: Vec<usize>,
    /// A theme refused.
    pub never: Option<usize>,
    /// Those with the same number came as one.
    pub block: Option<usize>,
    /// Whether pinned to the theme of the hidden plan.
    pub pinned: bool,
    /// Wanted mates, as places in the roster.
    pub with: Vec<usize>,
    /// Unwanted mates, as places in the roster.
    pub without: Vec<usize>,
    /// Whether there is a credit for a choice lost last time.
    pub credit: bool,
    /// Whether late on the day of the presentations.
    pub late: bool,
    /// Meeting blocks that do not fit.
    pub busy: Vec<usize>,
}

/// Per team of the hidden plan: its members, as places in the roster.
pub fn by_team(frame: &Frame, people: &[Person]) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); frame.teams.len()];
    for (place, person) in people.iter().enumerate() {
        members[person.team].push(place);
    }
    members
}
