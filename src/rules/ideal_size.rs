//! `ideal_size`: |s − size|, s = the team's size as seen by the rule.

use super::classes::in_team;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{IdealSize, Violation, Workshop};

impl Formula for IdealSize {
    fn violations(&self, view: &View) -> Vec<Violation> {
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                in_team(*team, Vec::new(), (members.len() as f64 - self.size).abs())
            })
            .collect()
    }

    fn terms(&self, _workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        sink.sum(
            scope.teams.clone(),
            scope.seen.iter().map(|p| (*p, 1.0)),
            Some(self.size),
            Some(self.size),
            scope.team_count,
        );
    }
}
