//! `balance` of a numeric attribute: |Σ over the members of (x − mean)| / sd; a blank cell's participant is not seen, and
//! sd = 0 costs nothing.

use super::classes::in_team;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{NumericBalance, Violation, Workshop};

/// Mean and population standard deviation over all that the rule sees; `None` where nobody has a number or all have the
/// same.
fn spread(rule: &NumericBalance, workshop: &Workshop, scope: &Scope) -> Option<(f64, f64)> {
    let attribute = workshop.attribute(rule.attribute);
    let numbers: Vec<f64> = scope
        .seen
        .iter()
        .filter_map(|p| attribute.number(*p))
        .collect();
    let count = numbers.len() as f64;
    let first = *numbers.first()?;
    if numbers.iter().all(|x| *x == first) {
        return None;
    }
    let mean = numbers.iter().sum::<f64>() / count;
    let variance = numbers.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / count;
    (variance > 0.0).then_some((mean, variance.sqrt()))
}

impl Formula for NumericBalance {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let Some((mean, deviation)) = spread(self, view.workshop, view.scope) else {
            return Vec::new();
        };
        let attribute = view.workshop.attribute(self.attribute);
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let sum: f64 = members
                    .iter()
                    .filter_map(|p| attribute.number(*p))
                    .map(|x| x - mean)
                    .sum();
                in_team(*team, Vec::new(), sum.abs() / deviation)
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let Some((mean, deviation)) = spread(self, workshop, scope) else {
            return;
        };
        let attribute = workshop.attribute(self.attribute);
        let coefficients = scope
            .seen
            .iter()
            .filter_map(|p| Some((*p, (attribute.number(*p)? - mean) / deviation)));
        sink.sum(
            scope.teams.clone(),
            coefficients,
            Some(0.0),
            Some(0.0),
            scope.team_count,
        );
    }
}
