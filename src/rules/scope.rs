//! Which teams and participants a rule looks at (keys `themes` and `where`).

use std::sync::Arc;

use super::term::Teams;
use crate::model::{Grouping, ParticipantId, Rule, TeamId, Workshop};

/// The teams and participants that a rule looks at.
#[derive(Clone, Debug)]
pub struct Scope {
    /// The teams.
    pub teams: Teams,
    /// Their number.
    pub team_count: usize,
    /// The participants, in the order of the roster.
    pub seen: Vec<ParticipantId>,
}

impl Scope {
    /// Everyone and every team.
    pub fn everything(workshop: &Workshop) -> Self {
        Self {
            teams: Teams::All,
            team_count: workshop.teams.len(),
            seen: workshop.participant_ids().collect(),
        }
    }

    /// The scope of a rule of workshop.toml.
    pub fn of(workshop: &Workshop, rule: &Rule) -> Self {
        let seen = workshop
            .participant_ids()
            .filter(|p| rule.seen[p.index()])
            .collect();
        let Some(themes) = &rule.themes else {
            return Self {
                seen,
                ..Self::everything(workshop)
            };
        };
        let marks: Arc<[bool]> = workshop
            .teams
            .iter()
            .map(|team| team.theme.is_some_and(|theme| themes.contains(&theme)))
            .collect();
        Self {
            team_count: marks.iter().filter(|m| **m).count(),
            teams: Teams::Some(marks),
            seen,
        }
    }

    /// Whether the rule sees the participant.
    pub fn sees(&self, participant: ParticipantId) -> bool {
        self.seen.binary_search(&participant).is_ok()
    }

    /// What the rule sees of a plan.
    pub fn view<'a>(&'a self, workshop: &'a Workshop, grouping: &'a Grouping) -> View<'a> {
        let mut open = vec![false; workshop.teams.len()];
        for team in &grouping.team_of {
            open[team.index()] = true;
        }
        let mut members = vec![Vec::new(); workshop.teams.len()];
        for participant in &self.seen {
            members[grouping.team(*participant).index()].push(*participant);
        }
        let teams = workshop
            .team_ids()
            .filter(|team| open[team.index()] && self.teams.contains(*team))
            .map(|team| (team, std::mem::take(&mut members[team.index()])))
            .collect();
        View {
            workshop,
            scope: self,
            grouping,
            teams,
        }
    }
}

/// What a rule sees of a plan.
pub struct View<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// The rule's scope.
    pub scope: &'a Scope,
    /// The plan.
    pub grouping: &'a Grouping,
    /// The open teams of the scope, each with its members as far as they are seen.
    pub teams: Vec<(TeamId, Vec<ParticipantId>)>,
}

impl View<'_> {
    /// The team of a participant.
    pub fn team(&self, participant: ParticipantId) -> TeamId {
        self.grouping.team(participant)
    }

    /// Whether the rule sees the participant.
    pub fn sees(&self, participant: ParticipantId) -> bool {
        self.scope.sees(participant)
    }
}
