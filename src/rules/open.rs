//! `open`: teams missing from or beyond the number that may form in all.

use super::{
    Formula, Scope, View,
    term::{Band, TermSink},
};
use crate::model::{TeamId, Violation, Workshop};

/// `[teams].open`.
pub struct Open;

impl Formula for Open {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let miss = view.workshop.open.miss(view.teams.len());
        (miss > 0)
            .then_some(Violation {
                team: None,
                people: Vec::new(),
                amount: miss as f64,
            })
            .into_iter()
            .collect()
    }

    fn terms(&self, workshop: &Workshop, _scope: &Scope, sink: &mut TermSink) {
        if !workshop.open.is_free() {
            let teams: Vec<TeamId> = workshop.team_ids().collect();
            sink.opened(&teams, band(workshop.open));
        }
    }
}

/// A range as a band.
pub fn band(range: crate::model::Range) -> Band {
    Band {
        low: range.min.map(i64::from),
        high: range.max.map(i64::from),
    }
}
