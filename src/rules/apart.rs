//! `apart`: for every listed pair in one team, 1.

use super::together::pairs;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{Apart, Violation, Workshop};

impl Formula for Apart {
    fn violations(&self, view: &View) -> Vec<Violation> {
        pairs(&self.members)
            .filter(|(a, b)| view.sees(*a) && view.sees(*b))
            .filter(|(a, b)| view.team(*a) == view.team(*b))
            .filter(|(a, _)| view.scope.teams.contains(view.team(*a)))
            .map(|(a, b)| Violation {
                team: Some(view.team(a)),
                people: vec![a, b],
                amount: 1.0,
            })
            .collect()
    }

    fn terms(&self, _workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        for (a, b) in pairs(&self.members) {
            if scope.sees(a) && scope.sees(b) {
                sink.pair(a, b, scope.teams.clone(), 1.0);
            }
        }
    }
}
