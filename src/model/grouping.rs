//! An assignment of participants to teams.

use super::{ParticipantId, TeamId, Workshop};

/// Who is in which team: one team for every present participant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Grouping {
    /// Per participant.
    pub team_of: Vec<TeamId>,
}

impl Grouping {
    /// The team of a participant.
    pub fn team(&self, participant: ParticipantId) -> TeamId {
        self.team_of[participant.index()]
    }

    /// Per possible team: its members in the order of the roster.
    pub fn members(&self, workshop: &Workshop) -> Vec<Vec<ParticipantId>> {
        let mut members = vec![Vec::new(); workshop.teams.len()];
        for (index, team) in self.team_of.iter().enumerate() {
            members[team.index()].push(ParticipantId::new(index));
        }
        members
    }
}
