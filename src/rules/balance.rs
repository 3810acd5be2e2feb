//! `balance` of a categorical attribute: Σ over the values v of |c(v) − s·share(v)|. The first value of a cell counts;
//! s and the shares count people with a value.

use super::classes::in_team;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{Attribute, Balance, ParticipantId, Violation, Workshop};

/// Per value of the attribute: how many of `people` have it first.
fn counts(attribute: &Attribute, people: &[ParticipantId]) -> Vec<usize> {
    let mut counts = vec![0; attribute.labels.len()];
    for value in people.iter().filter_map(|p| attribute.first(*p)) {
        counts[value.index()] += 1;
    }
    counts
}

impl Formula for Balance {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let attribute = view.workshop.attribute(self.attribute);
        let all = counts(attribute, &view.scope.seen);
        let total: usize = all.iter().sum();
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let here = counts(attribute, members);
                let size: usize = here.iter().sum();
                let amount: f64 = here
                    .iter()
                    .zip(&all)
                    .filter(|(_, all)| **all > 0)
                    .map(|(here, all)| {
                        let share = *all as f64 / total as f64;
                        (*here as f64 - size as f64 * share).abs()
                    })
                    .sum();
                in_team(*team, Vec::new(), amount)
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let attribute = workshop.attribute(self.attribute);
        let all = counts(attribute, &scope.seen);
        let total: usize = all.iter().sum();
        for (value, count) in all.iter().enumerate().filter(|(_, count)| **count > 0) {
            let share = *count as f64 / total as f64;
            let coefficients = scope.seen.iter().filter_map(|p| {
                let first = attribute.first(*p)?;
                let own = if first.index() == value { 1.0 } else { 0.0 };
                Some((*p, own - share))
            });
            sink.sum(
                scope.teams.clone(),
                coefficients,
                Some(0.0),
                Some(0.0),
                scope.team_count,
            );
        }
    }
}
