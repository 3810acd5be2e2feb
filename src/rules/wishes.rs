//! `wishes`: for every `with` id not in the same team, 1; for every `without` id in the same team, 1. With `themes`, the
//! wishes of those count who are in one of these themes' teams.

use super::{Formula, Scope, View, term::TermSink};
use crate::model::{ParticipantId, Violation, Workshop};

/// The rule has no keys of its own.
pub struct Wishes;

impl Formula for Wishes {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let mut violations = Vec::new();
        let mut add = |a: ParticipantId, b: ParticipantId| {
            violations.push(Violation {
                team: Some(view.team(a)),
                people: vec![a, b],
                amount: 1.0,
            });
        };
        for wisher in &view.scope.seen {
            let team = view.team(*wisher);
            if !view.scope.teams.contains(team) {
                continue;
            }
            let participant = view.workshop.participant(*wisher);
            for other in participant.with.iter().filter(|p| view.sees(**p)) {
                if view.team(*other) != team {
                    add(*wisher, *other);
                }
            }
            for other in participant.without.iter().filter(|p| view.sees(**p)) {
                if view.team(*other) == team {
                    add(*wisher, *other);
                }
            }
        }
        violations
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        for wisher in &scope.seen {
            let participant = workshop.participant(*wisher);
            for other in participant.with.iter().filter(|p| scope.sees(**p)) {
                sink.split(*wisher, *other, scope.teams.clone(), true);
            }
            for other in participant.without.iter().filter(|p| scope.sees(**p)) {
                sink.pair(*wisher, *other, scope.teams.clone(), 1.0);
            }
        }
    }
}
