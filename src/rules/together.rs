//! `together`: for every listed pair in different teams, 1. With `themes`, a pair counts where at least one of the two is in
//! one of these themes' teams.

use super::{Formula, Scope, View, term::TermSink};
use crate::model::{ParticipantId, Together, Violation, Workshop};

/// All unordered pairs.
pub fn pairs(
    members: &[ParticipantId],
) -> impl Iterator<Item = (ParticipantId, ParticipantId)> + '_ {
    members
        .iter()
        .enumerate()
        .flat_map(|(i, a)| members[i + 1..].iter().map(move |b| (*a, *b)))
}

/// One violation of 1 for each of the pairs that are in different teams and touch the rule's scope.
pub fn parted(
    view: &View,
    pairs: impl Iterator<Item = (ParticipantId, ParticipantId)>,
) -> Vec<Violation> {
    pairs
        .filter(|(a, b)| view.sees(*a) && view.sees(*b) && view.team(*a) != view.team(*b))
        .filter(|(a, b)| {
            [a, b]
                .iter()
                .any(|p| view.scope.teams.contains(view.team(**p)))
        })
        .map(|(a, b)| Violation {
            team: None,
            people: vec![a, b],
            amount: 1.0,
        })
        .collect()
}

impl Formula for Together {
    fn violations(&self, view: &View) -> Vec<Violation> {
        parted(view, pairs(&self.members))
    }

    fn terms(&self, _workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        for (a, b) in pairs(&self.members) {
            if scope.sees(a) && scope.sees(b) {
                sink.split(a, b, scope.teams.clone(), false);
            }
        }
    }
}
