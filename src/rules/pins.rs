//! `pins`: a participant who is not in the pinned team, or in no team of the pinned theme, 1.

use super::classes::in_team;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{ParticipantId, Pin, TeamId, Violation, Workshop};

/// The roster's column `team`.
pub struct Pins;

/// Whether the pin allows the team.
fn allows(workshop: &Workshop, participant: ParticipantId, team: TeamId) -> bool {
    match workshop.participant(participant).pin {
        None => true,
        Some(Pin::Team(pinned)) => team == pinned,
        Some(Pin::Theme(theme)) => workshop.team(team).theme == Some(theme),
    }
}

impl Formula for Pins {
    fn violations(&self, view: &View) -> Vec<Violation> {
        view.scope
            .seen
            .iter()
            .filter(|p| !allows(view.workshop, **p, view.team(**p)))
            .filter_map(|p| in_team(view.team(*p), vec![*p], 1.0))
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        for participant in &scope.seen {
            if workshop.participant(*participant).pin.is_some() {
                let allowed = workshop
                    .team_ids()
                    .filter(|team| allows(workshop, *participant, *team));
                sink.places(*participant, 1.0, allowed.map(|team| (team, 0.0)));
            }
        }
    }
}
