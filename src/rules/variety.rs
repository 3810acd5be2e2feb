//! `variety`: max(0, goal − number of distinct values).

use super::classes::{classes, in_team, outside};
use super::term::{Band, TermSink};
use super::{Formula, Scope, View};
use crate::model::{Variety, Violation, Workshop};

impl Variety {
    /// The goal; `"all"` is the number of values in the roster, as seen by the rule.
    fn goal(&self, workshop: &Workshop, scope: &Scope) -> u32 {
        self.goal.unwrap_or_else(|| {
            classes(workshop.attribute(self.attribute), &scope.seen).len() as u32
        })
    }
}

impl Formula for Variety {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let attribute = view.workshop.attribute(self.attribute);
        let goal = self.goal(view.workshop, view.scope);
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let distinct = classes(attribute, members).len();
                in_team(*team, members.clone(), outside(Some(goal), None, distinct))
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let classes = classes(workshop.attribute(self.attribute), &scope.seen);
        let band = Band {
            low: Some(i64::from(self.goal(workshop, scope))),
            high: None,
        };
        let classes = classes.into_iter().map(|(_, members)| members).collect();
        sink.distinct(scope.teams.clone(), classes, band, scope.team_count);
    }
}
