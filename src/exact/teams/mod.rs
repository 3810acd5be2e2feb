//! Terms as rows and columns: the compact program of teams, x\[p, t\] = 1 where participant p is in team t.

mod assignment;
mod hard;
mod parts;
mod size;
mod soft;

use super::definition::DefinedProgram;
use super::program::{Column, Program};
use super::symmetry;
use crate::model::{Grouping, TeamId};
use crate::rules::term::{Money, UNITS};
use crate::score::Compiled;

/// How the hard level is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hard {
    /// As constraints: feasible plans only.
    Strict,
    /// As costs: any plan.
    Elastic,
}

/// The program of a workshop's teams.
pub struct TeamProgram<'a> {
    compiled: &'a Compiled,
    defined: DefinedProgram,
    /// `participant × teams + team`; `None` where a hard rule forbids it.
    places: Vec<Option<Column>>,
    open: Vec<Column>,
    groups: Vec<Vec<usize>>,
    order: Vec<usize>,
}

fn units(money: Money) -> f64 {
    money as f64 / UNITS
}

impl<'a> TeamProgram<'a> {
    /// The assignment, the hard level as asked, and no objective yet (with [`Hard::Elastic`]: the hard level's).
    pub fn new(compiled: &'a Compiled, hard: Hard) -> Self {
        let mut program = Self {
            compiled,
            defined: DefinedProgram::default(),
            places: Vec::new(),
            open: Vec::new(),
            groups: symmetry::equal_teams(compiled),
            order: Vec::new(),
        };
        program.assignment(hard);
        for term in &compiled.levels[0].terms {
            match hard {
                Hard::Strict => program.require(term),
                Hard::Elastic => program.charge(term),
            }
        }
        program.break_symmetry();
        if hard == Hard::Strict {
            program.open_what_must_be();
        }
        program
    }

    /// Adds the level's terms to the objective.
    pub fn aim_at(&mut self, level: usize) {
        for term in &self.compiled.levels[level].terms {
            self.charge(term);
        }
    }

    /// Adds a constant to the objective.
    pub fn shift(&mut self, constant: Money) {
        self.defined.program.constant += units(constant);
    }

    /// Turns the objective so far into the constraint that it is at most `cost`.
    pub fn keep(&mut self, cost: Money) {
        self.defined.program.bound_objective(units(cost));
    }

    /// The program.
    pub fn program(&self) -> &Program {
        &self.defined.program
    }

    /// Whether each team is open.
    pub fn open(&self) -> &[Column] {
        &self.open
    }

    /// A value for every column: the assignment, its equal teams renamed to keep the order among them. `None` where the
    /// assignment uses a forbidden place.
    pub fn values(&self, grouping: &Grouping) -> Option<Vec<f64>> {
        let grouping = symmetry::canonical(grouping, &self.groups, &self.order);
        let mut values = vec![0.0; self.program().columns.len()];
        for (participant, team) in grouping.team_of.iter().enumerate() {
            values[self.place(participant, team.index())?.0] = 1.0;
            values[self.open[team.index()].0] = 1.0;
        }
        self.defined.complete(&mut values);
        Some(values)
    }

    /// The assignment that the values of the columns mean, each participant in the place with the largest value.
    pub fn grouping(&self, values: &[f64]) -> Grouping {
        let teams = self.compiled.teams;
        let team_of = (0..self.compiled.people)
            .map(|participant| {
                let mut best = (f64::NEG_INFINITY, 0);
                for team in 0..teams {
                    if let Some(column) = self.place(participant, team)
                        && values[column.0] > best.0
                    {
                        best = (values[column.0], team);
                    }
                }
                TeamId::new(best.1)
            })
            .collect();
        Grouping { team_of }
    }
}
