//! `count`: max(0, min − c) + max(0, c − max), c = members with one of the values.

use super::classes::{in_team, outside};
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{Count, Violation, Workshop};

impl Formula for Count {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let attribute = view.workshop.attribute(self.attribute);
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let mut counted = members.clone();
                counted.retain(|p| attribute.has_any(*p, &self.values));
                let amount = outside(self.min, self.max, counted.len());
                in_team(*team, counted, amount)
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let attribute = workshop.attribute(self.attribute);
        let counted = scope
            .seen
            .iter()
            .filter(|p| attribute.has_any(**p, &self.values))
            .map(|p| (*p, 1.0));
        sink.sum(
            scope.teams.clone(),
            counted,
            self.min.map(f64::from),
            self.max.map(f64::from),
            scope.team_count,
        );
    }
}
