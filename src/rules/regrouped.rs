//! `regrouped`: a participant who is in another team than the one that was published, 1.

use super::classes::in_team;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{ParticipantId, TeamId, Violation, Workshop};

/// The published teams.
pub struct Regrouped;

fn published(workshop: &Workshop, participant: ParticipantId) -> Option<TeamId> {
    let teams = &workshop.published_teams;
    teams.get(participant.index()).copied().flatten()
}

impl Formula for Regrouped {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let is_elsewhere = |p: &&ParticipantId| {
            published(view.workshop, **p).is_some_and(|team| team != view.team(**p))
        };
        let elsewhere = view.scope.seen.iter().filter(is_elsewhere);
        elsewhere
            .filter_map(|p| in_team(view.team(*p), vec![*p], 1.0))
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        for participant in &scope.seen {
            if let Some(team) = published(workshop, *participant) {
                sink.places(*participant, 1.0, [(team, 0.0)]);
            }
        }
    }
}
