//! `limit`: Σ over the values v of max(0, c(v) − max).

use super::classes::{classes, in_team, outside};
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{Limit, Violation, Workshop};

impl Formula for Limit {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let attribute = view.workshop.attribute(self.attribute);
        view.teams
            .iter()
            .flat_map(|(team, members)| {
                classes(attribute, members)
                    .into_iter()
                    .filter_map(|(_, same)| {
                        let amount = outside(None, Some(self.max), same.len());
                        in_team(*team, same, amount)
                    })
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let attribute = workshop.attribute(self.attribute);
        for (_, same) in classes(attribute, &scope.seen) {
            if same.len() > self.max as usize {
                sink.sum(
                    scope.teams.clone(),
                    same.into_iter().map(|p| (p, 1.0)),
                    None,
                    Some(f64::from(self.max)),
                    scope.team_count,
                );
            }
        }
    }
}
