//! Terms as rows and costs of groups, and which of them groups say in full.

use super::program::{AggregateProgram, units};
use crate::exact::program::Column;
use crate::model::{ParticipantId, TeamId};
use crate::rules::term::{Band, Money, Shape, Teams, Term, UNITS};

impl AggregateProgram<'_> {
    fn groups_of(&self, teams: &Teams) -> Vec<usize> {
        let first = |group: &usize| TeamId::new(self.groups.teams[*group][0]);
        let all = 0..self.groups.teams.len();
        all.filter(|group| teams.contains(first(group))).collect()
    }

    /// A term as far as groups say it: as rows at level 0, else in the objective.
    pub(super) fn term(&mut self, level: usize, index: usize) {
        let compiled = self.compiled;
        match &compiled.levels[level].terms[index] {
            Term::Sum {
                teams,
                coefficients,
                shape: Shape::Band(band),
            } => {
                let unit = equal_unit(coefficients).filter(|unit| is_whole(*band, *unit));
                let scale = unit.map_or(1.0 / UNITS, |unit| 1.0 / unit as f64);
                let mut number = vec![0.0; compiled.people];
                for (participant, coefficient) in coefficients.iter() {
                    number[participant.index()] = *coefficient as f64 * scale;
                }
                for group in self.groups_of(teams) {
                    let sum = self.sum(group, |participant| number[participant]);
                    // In so many units of 10⁻⁹ the sum and the band are written.
                    let price = match (level, unit) {
                        (0, _) => None,
                        (_, Some(unit)) => Some((units(unit), true)),
                        (_, None) => Some((1.0, false)),
                    };
                    self.band(group, sum, *band, scale, price);
                }
            }
            Term::Distinct {
                teams,
                classes,
                band,
                cost,
            } => {
                let Some(low) = band.low else { return };
                let groups = self.groups_of(teams);
                let mut present: Vec<Vec<(Column, f64)>> =
                    vec![Vec::new(); self.groups.teams.len()];
                for class in classes.iter() {
                    let mut is_in = vec![0.0; compiled.people];
                    class.iter().for_each(|p| is_in[p.index()] = 1.0);
                    for group in &groups {
                        let mut sum = self.sum(*group, |participant| is_in[participant]);
                        let most = self.groups.teams[*group].len() as f64;
                        let here = self.program.column(0.0, most, true);
                        sum.push((here, -1.0));
                        self.program.at_least(sum, 0.0);
                        self.link(vec![(here, 1.0)], self.open[*group], 1.0, false);
                        present[*group].push((here, 1.0));
                    }
                }
                let band = Band {
                    low: Some(low),
                    high: None,
                };
                for group in groups {
                    let present = std::mem::take(&mut present[group]);
                    let price = (level > 0).then(|| (units(*cost), true));
                    self.band(group, present, band, 1.0, price);
                }
            }
            Term::Opened { teams, band, cost } => {
                let open = self.opened(teams);
                // A constant in place of open teams: a column fixed to 1.
                let one = self.program.column(1.0, 1.0, true);
                let price = (level > 0).then(|| (units(*cost), true));
                if let Some(low) = band.low {
                    self.miss(open.clone(), one, low as f64, price, true);
                }
                if let Some(high) = band.high {
                    self.miss(open, one, high as f64, price, false);
                }
            }
            // Pairs, and who is alone, cannot be said of groups; soft, they cost at least 0 or what `gains` tells.
            _ => {}
        }
    }

    fn band(
        &mut self,
        group: usize,
        sum: Vec<(Column, f64)>,
        band: Band,
        scale: f64,
        price: Option<(f64, bool)>,
    ) {
        let open = self.open[group];
        if let Some(low) = band.low {
            self.miss(sum.clone(), open, low as f64 * scale, price, true);
        }
        if let Some(high) = band.high {
            self.miss(sum, open, high as f64 * scale, price, false);
        }
    }

    /// The sum is at least (or at most) `edge` × `times`; where there is a price, each unit missed costs so much.
    fn miss(
        &mut self,
        mut sum: Vec<(Column, f64)>,
        times: Column,
        edge: f64,
        price: Option<(f64, bool)>,
        below: bool,
    ) {
        if let Some((price, whole)) = price {
            let missed = self.program.column(0.0, f64::INFINITY, whole);
            self.program.charge(missed, price);
            sum.push((missed, if below { 1.0 } else { -1.0 }));
        }
        self.link(sum, times, edge, below);
    }
}

/// Whether the program says the whole of the term.
pub(super) fn is_said(term: &Term) -> bool {
    match term {
        Term::Base { .. } | Term::Place { .. } | Term::Opened { .. } => true,
        Term::Sum {
            coefficients,
            shape: Shape::Band(band),
            ..
        } => equal_unit(coefficients).is_some_and(|unit| is_whole(*band, unit)),
        Term::Distinct { band, .. } => band.high.is_none(),
        Term::Sum { .. } | Term::Pair { .. } | Term::Split { .. } => false,
    }
}

/// The coefficient of all, where all are the same and above 0.
pub(super) fn equal_unit(coefficients: &[(ParticipantId, Money)]) -> Option<Money> {
    let unit = coefficients.first().map(|(_, unit)| *unit)?;
    let equal = unit > 0 && coefficients.iter().all(|(_, other)| *other == unit);
    equal.then_some(unit)
}

/// Whether the band's ends are whole numbers of the unit.
fn is_whole(band: Band, unit: Money) -> bool {
    let ends = band.low.into_iter().chain(band.high);
    ends.into_iter().all(|end| end % unit == 0)
}
