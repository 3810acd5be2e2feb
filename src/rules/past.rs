//! `past`: for every pair in one team, how often they were before; an event k events ago counts 0.5^(k / half_life),
//! without half_life 1.

use std::collections::BTreeMap;

use super::together::pairs;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{ParticipantId, Past, Violation, Workshop};

impl Past {
    /// What one meeting `ago` events ago counts.
    fn count(&self, ago: u32) -> f64 {
        self.half_life
            .map_or(1.0, |half_life| 0.5_f64.powf(f64::from(ago) / half_life))
    }
}

impl Formula for Past {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let mut violations: BTreeMap<(ParticipantId, ParticipantId), f64> = BTreeMap::new();
        for past in &self.teams {
            for (a, b) in pairs(&past.members) {
                let together = view.team(a) == view.team(b)
                    && view.scope.teams.contains(view.team(a))
                    && view.sees(a)
                    && view.sees(b);
                if together {
                    *violations.entry((a.min(b), a.max(b))).or_default() += self.count(past.ago);
                }
            }
        }
        violations
            .into_iter()
            .map(|((a, b), amount)| Violation {
                team: Some(view.team(a)),
                people: vec![a, b],
                amount,
            })
            .collect()
    }

    fn terms(&self, _workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let mut counts: BTreeMap<(ParticipantId, ParticipantId), f64> = BTreeMap::new();
        for past in &self.teams {
            for (a, b) in pairs(&past.members) {
                if scope.sees(a) && scope.sees(b) {
                    *counts.entry((a.min(b), a.max(b))).or_default() += self.count(past.ago);
                }
            }
        }
        for ((a, b), count) in counts {
            sink.pair(a, b, scope.teams.clone(), count);
        }
    }
}
