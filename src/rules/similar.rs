//! `similar`: max(0, number of distinct values − max).

use super::classes::{classes, in_team, outside};
use super::term::{Band, TermSink};
use super::{Formula, Scope, View};
use crate::model::{Similar, Violation, Workshop};

impl Formula for Similar {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let attribute = view.workshop.attribute(self.attribute);
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let distinct = classes(attribute, members).len();
                in_team(
                    *team,
                    members.clone(),
                    outside(None, Some(self.max), distinct),
                )
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let classes = classes(workshop.attribute(self.attribute), &scope.seen);
        let band = Band {
            low: None,
            high: Some(i64::from(self.max)),
        };
        let classes = classes.into_iter().map(|(_, members)| members).collect();
        sink.distinct(scope.teams.clone(), classes, band, scope.team_count);
    }
}
