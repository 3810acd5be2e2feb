//! Soft terms as parts of the objective.

use super::{TeamProgram, units};
use crate::exact::definition::{Affine, Definition};
use crate::exact::program::Column;
use crate::model::ParticipantId;
use crate::rules::term::{Band, Money, Shape, Teams, Term};

impl TeamProgram<'_> {
    /// A term as a part of the objective.
    pub(super) fn charge(&mut self, term: &Term) {
        match term {
            Term::Base { cost, .. } => self.defined.program.constant += units(*cost),
            Term::Place {
                participant,
                team,
                cost,
            } => {
                if let Some(column) = self.at(*participant, team.index()) {
                    self.defined.program.charge(column, units(*cost));
                }
            }
            Term::Pair { a, b, teams, cost } => {
                for team in self.teams_of(teams) {
                    if let (Some(a), Some(b)) = (self.at(*a, team), self.at(*b, team)) {
                        self.charge_pair(a, b, *cost);
                    }
                }
            }
            Term::Split {
                a,
                b,
                teams,
                directed,
                cost,
            } => self.charge_split(*a, *b, teams, *directed, *cost),
            Term::Sum {
                teams,
                coefficients,
                shape,
            } => {
                for team in self.teams_of(teams) {
                    match shape {
                        Shape::Band(band) => {
                            let sum = self.sum(coefficients, team);
                            self.charge_band(sum, *band, units, Some(self.open[team]), 1.0);
                        }
                        Shape::Alone { cost } => self.charge_alone(coefficients, team, *cost),
                    }
                }
            }
            Term::Distinct {
                teams,
                classes,
                band,
                cost,
            } => {
                for team in self.teams_of(teams) {
                    let present = self.presence(classes, *band, team);
                    let open = Some(self.open[team]);
                    self.charge_band(present, *band, |n| n as f64, open, units(*cost));
                }
            }
            Term::Opened { teams, band, cost } => {
                let open = self.opened(teams);
                self.charge_band(open, *band, |n| n as f64, None, units(*cost));
            }
        }
    }

    /// `cost` × the product of two places.
    fn charge_pair(&mut self, a: Column, b: Column, cost: Money) {
        let both = self.defined.define(1.0, Definition::Both(a, b));
        let program = &mut self.defined.program;
        program.charge(both, units(cost));
        if cost > 0 {
            program.at_least(vec![(both, 1.0), (a, -1.0), (b, -1.0)], -1.0);
        } else {
            program.at_most(vec![(both, 1.0), (a, -1.0)], 0.0);
            program.at_most(vec![(both, 1.0), (b, -1.0)], 0.0);
        }
    }

    fn charge_split(
        &mut self,
        a: ParticipantId,
        b: ParticipantId,
        teams: &Teams,
        directed: bool,
        cost: Money,
    ) {
        let mut pairs = Vec::new();
        for team in self.teams_of(teams) {
            let (one, other) = (self.at(a, team), self.at(b, team));
            pairs.push((one, other));
            if !directed {
                pairs.push((other, one));
            }
        }
        let split = self.defined.define(1.0, Definition::Differ(pairs.clone()));
        self.defined.program.charge(split, units(cost));
        for (here, there) in pairs {
            if let Some(here) = here {
                let mut row = vec![(split, 1.0), (here, -1.0)];
                row.extend(there.map(|there| (there, 1.0)));
                self.defined.program.at_least(row, 0.0);
            }
        }
    }

    fn charge_alone(&mut self, members: &[(ParticipantId, Money)], team: usize, cost: Money) {
        let columns: Vec<Column> = members
            .iter()
            .filter_map(|(p, _)| self.at(*p, team))
            .collect();
        let rows = self.alone_rows(members, team);
        let alone = self.defined.define(1.0, Definition::Alone(columns));
        self.defined.program.charge(alone, units(cost));
        for mut row in rows {
            row.push((alone, -1.0));
            self.defined.program.at_most(row, 0.0);
        }
    }

    /// `price` × how far the sum is outside the band (of an open team; without one, of anything).
    fn charge_band(
        &mut self,
        sum: Vec<(Column, f64)>,
        band: Band,
        scale: impl Fn(i64) -> f64,
        open: Option<Column>,
        price: f64,
    ) {
        // The end of the band: a multiple of the open column, or a constant where there is none.
        let one = |end: i64| match open {
            Some(open) => (Some((open, scale(end))), 0.0),
            None => (None, scale(end)),
        };
        let mut sides: Vec<Affine> = Vec::new();
        if let Some(low) = band.low {
            let (column, constant) = one(low);
            let negative = sum.iter().map(|(c, a)| (*c, -a));
            sides.push((column.into_iter().chain(negative).collect(), constant));
        }
        if let Some(high) = band.high {
            let (column, constant) = one(high);
            let shifted = column.into_iter().map(|(c, a)| (c, -a));
            sides.push((sum.iter().copied().chain(shifted).collect(), -constant));
        }
        let crossed = matches!((band.low, band.high), (Some(low), Some(high)) if low > high);
        if crossed {
            // Both sides can be missed at once: each has a column of its own.
            for side in sides {
                self.charge_sides(vec![side], price);
            }
        } else {
            self.charge_sides(sides, price);
        }
    }

    /// `price` × max(0, every side).
    fn charge_sides(&mut self, sides: Vec<Affine>, price: f64) {
        if sides.is_empty() {
            return;
        }
        let definition = Definition::Positive(sides.clone());
        let miss = self.defined.define(f64::INFINITY, definition);
        self.defined.program.charge(miss, price);
        for (mut row, constant) in sides {
            row.push((miss, -1.0));
            self.defined.program.at_most(row, -constant);
        }
    }
}
