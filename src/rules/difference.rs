//! `difference`: for every pair in one team 1 − d(p, q), d = the mean over the attributes of 0/1 (categorical) or
//! |x − y| / range (numeric); with a matrix −d(p, q).
//!
//! A column is numeric where every filled cell that the rule sees is a number. An attribute blank in p or q is left out of
//! the mean; none left = 0. A range of 0 counts as 1. Two cells of several values are the same where they hold the same set.

use super::classes::in_team;
use super::together::pairs;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{Attribute, Difference, ParticipantId, Violation, Workshop};

/// An attribute as a measure of difference.
enum Column<'a> {
    /// 0 or 1.
    Categorical(&'a Attribute),
    /// |x − y| / range.
    Numeric(&'a Attribute, f64),
}

impl<'a> Column<'a> {
    fn new(attribute: &'a Attribute, seen: &[ParticipantId]) -> Self {
        let mut filled = seen
            .iter()
            .filter(|p| !attribute.values(**p).is_empty())
            .peekable();
        if filled.peek().is_none() {
            return Column::Categorical(attribute);
        }
        let mut low = f64::INFINITY;
        let mut high = f64::NEG_INFINITY;
        for participant in filled {
            let Some(number) = attribute.number(*participant) else {
                return Column::Categorical(attribute);
            };
            low = low.min(number);
            high = high.max(number);
        }
        let range = if high > low { high - low } else { 1.0 };
        Column::Numeric(attribute, range)
    }

    /// The difference of two participants; `None` where one cell is blank.
    fn difference(&self, p: ParticipantId, q: ParticipantId) -> Option<f64> {
        match self {
            Column::Categorical(attribute) => {
                let sorted = |participant| {
                    let mut values = attribute.values(participant).to_vec();
                    values.sort_unstable();
                    values
                };
                let (one, other) = (sorted(p), sorted(q));
                (!one.is_empty() && !other.is_empty()).then(|| if one == other { 0.0 } else { 1.0 })
            }
            Column::Numeric(attribute, range) => {
                Some((attribute.number(p)? - attribute.number(q)?).abs() / range)
            }
        }
    }
}

/// What a pair in one team costs.
fn pair_cost(rule: &Difference, columns: &[Column], p: ParticipantId, q: ParticipantId) -> f64 {
    if let Difference::Matrix(distances) = rule {
        return -distances.get(p, q);
    }
    let differences: Vec<f64> = columns
        .iter()
        .filter_map(|column| column.difference(p, q))
        .collect();
    let mean = if differences.is_empty() {
        0.0
    } else {
        differences.iter().sum::<f64>() / differences.len() as f64
    };
    1.0 - mean
}

fn columns<'a>(rule: &Difference, workshop: &'a Workshop, scope: &Scope) -> Vec<Column<'a>> {
    match rule {
        Difference::Attributes(attributes) => attributes
            .iter()
            .map(|id| Column::new(workshop.attribute(*id), &scope.seen))
            .collect(),
        Difference::Matrix(_) => Vec::new(),
    }
}

impl Formula for Difference {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let columns = columns(self, view.workshop, view.scope);
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let amount = pairs(members)
                    .map(|(p, q)| pair_cost(self, &columns, p, q))
                    .sum();
                in_team(*team, Vec::new(), amount)
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let columns = columns(self, workshop, scope);
        for (p, q) in pairs(&scope.seen) {
            sink.pair(p, q, scope.teams.clone(), pair_cost(self, &columns, p, q));
        }
    }
}
