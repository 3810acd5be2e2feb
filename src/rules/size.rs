//! `size`: heads missing from or beyond the size of an open team.

use std::collections::BTreeMap;

use super::classes::in_team;
use super::term::{Teams, TermSink};
use super::{Formula, Scope, View};
use crate::model::{Violation, Workshop};

/// Every team's size.
pub struct Size;

impl Formula for Size {
    fn violations(&self, view: &View) -> Vec<Violation> {
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let miss = view.workshop.team(*team).size.miss(members.len());
                in_team(*team, Vec::new(), miss as f64)
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let mut by_size: BTreeMap<(Option<u32>, Option<u32>), Vec<bool>> = BTreeMap::new();
        for team in workshop.team_ids() {
            let size = workshop.team(team).size;
            by_size
                .entry((size.min, size.max))
                .or_insert_with(|| vec![false; workshop.teams.len()])[team.index()] = true;
        }
        for ((min, max), marks) in by_size {
            // An open team has at least one member anyway.
            let min = min.filter(|min| *min > 1);
            if min.is_some() || max.is_some() {
                let count = marks.iter().filter(|m| **m).count();
                sink.sum(
                    Teams::Some(marks.into()),
                    scope.seen.iter().map(|p| (*p, 1.0)),
                    min.map(f64::from),
                    max.map(f64::from),
                    count,
                );
            }
        }
    }
}
