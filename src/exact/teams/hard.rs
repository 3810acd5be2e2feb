//! Hard terms as constraints.

use super::{TeamProgram, units};
use crate::exact::program::Column;
use crate::rules::term::{Band, Shape, Term};

impl TeamProgram<'_> {
    /// A hard term as constraints: it costs nothing.
    pub(super) fn require(&mut self, term: &Term) {
        match term {
            // Forbidden places have no column.
            Term::Base { .. } | Term::Place { .. } => {}
            Term::Pair { a, b, teams, .. } => {
                for team in self.teams_of(teams) {
                    if let (Some(a), Some(b)) = (self.at(*a, team), self.at(*b, team)) {
                        let row = vec![(a, 1.0), (b, 1.0)];
                        self.defined.program.at_most(row, 1.0);
                    }
                }
            }
            Term::Split {
                a,
                b,
                teams,
                directed,
                ..
            } => {
                for team in self.teams_of(teams) {
                    let entry = |column: Option<Column>, factor| column.map(|c| (c, factor));
                    let one = entry(self.at(*a, team), 1.0);
                    let other = entry(self.at(*b, team), -1.0);
                    let row: Vec<(Column, f64)> = one.into_iter().chain(other).collect();
                    if row.is_empty() {
                        continue;
                    }
                    if *directed {
                        self.defined.program.at_most(row, 0.0);
                    } else {
                        self.defined.program.equal(row, 0.0);
                    }
                }
            }
            Term::Sum {
                teams,
                coefficients,
                shape,
            } => {
                for team in self.teams_of(teams) {
                    match shape {
                        Shape::Band(band) => {
                            let sum = self.sum(coefficients, team);
                            self.require_band(sum, *band, units, self.open[team]);
                        }
                        Shape::Alone { .. } => {
                            for row in self.alone_rows(coefficients, team) {
                                self.defined.program.at_most(row, 0.0);
                            }
                        }
                    }
                }
            }
            Term::Distinct {
                teams,
                classes,
                band,
                ..
            } => {
                for team in self.teams_of(teams) {
                    let present = self.presence(classes, *band, team);
                    self.require_band(present, *band, |n| n as f64, self.open[team]);
                }
            }
            Term::Opened { teams, band, .. } => {
                let open: Vec<(Column, f64)> = self.opened(teams);
                if band.low.is_some_and(|low| low >= teams.len() as i64) {
                    for (column, _) in &open {
                        self.defined.program.fix(*column, 1.0);
                    }
                }
                if let Some(low) = band.low {
                    self.defined.program.at_least(open.clone(), low as f64);
                }
                if let Some(high) = band.high {
                    self.defined.program.at_most(open, high as f64);
                }
            }
        }
    }

    /// low × open ≤ sum ≤ high × open; a closed team's sum is 0.
    fn require_band(
        &mut self,
        sum: Vec<(Column, f64)>,
        band: Band,
        scale: impl Fn(i64) -> f64,
        open: Column,
    ) {
        if let Some(low) = band.low {
            let mut row = sum.clone();
            row.push((open, -scale(low)));
            self.defined.program.at_least(row, 0.0);
        }
        if let Some(high) = band.high {
            let mut row = sum;
            row.push((open, -scale(high)));
            self.defined.program.at_most(row, 0.0);
        }
    }
}
