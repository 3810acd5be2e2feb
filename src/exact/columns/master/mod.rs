//! The master: the linear program over the columns known so far. The only folder here that names the LP solver.

mod duals;
mod rows;
mod solving;

use highs::{Col, Model, Row};

pub use solving::Solved;

use super::prices::Cut;
use super::slots::{Shop, Team};
use crate::exact::backend::BackendError;
use crate::exact::to_cost;

/// A row's place among the duals, and its bounds.
struct Bounded {
    row: Row,
    index: usize,
    low: f64,
    high: f64,
}

/// A column that is not a team: how far the number of open teams misses one end of a band.
struct Miss {
    /// Its row among the opened ones, and its coefficient there.
    row: usize,
    sign: i64,
    /// Its level and cost.
    level: usize,
    cost: i64,
    /// It is never more.
    most: i64,
}

/// The linear program.
pub struct Master {
    /// Taken while HiGHS runs.
    model: Option<Model>,
    people: Vec<Row>,
    slots: Vec<Row>,
    opened: Vec<(usize, Bounded)>,
    /// The rows of the levels before.
    earlier: Vec<Row>,
    misses: Vec<Miss>,
    cuts: Vec<(Cut, Row)>,
    teams: Vec<Col>,
    /// For each participant, that nobody has them, and for each end of a band and each level before, a unit outside: for dives and
    /// branches, in which the columns so far may leave no solution.
    missing: Vec<Col>,
    /// How many columns there are before the teams.
    extra: usize,
}

fn failed(what: &str) -> BackendError {
    BackendError(what.to_owned())
}

impl Master {
    fn model(&mut self) -> Result<&mut Model, BackendError> {
        self.model
            .as_mut()
            .ok_or_else(|| failed("the master was lost"))
    }

    /// Adds a team.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn add(&mut self, shop: &Shop, team: &Team) -> Result<(), BackendError> {
        let mut entries: Vec<(Row, f64)> = team
            .members
            .iter()
            .map(|p| (self.people[*p], 1.0))
            .collect();
        entries.push((self.slots[team.slot], 1.0));
        for (level, row) in (1..shop.level).zip(&self.earlier) {
            if team.cost[level] != 0 {
                entries.push((*row, shop.units(level, team.cost[level])));
            }
        }
        for (rule, bounded) in &self.opened {
            if shop.opened[*rule].slots[team.slot] {
                entries.push((bounded.row, 1.0));
            }
        }
        for (cut, row) in &self.cuts {
            if cut.counts(&team.members) {
                entries.push((*row, 1.0));
            }
        }
        let cost = to_cost(team.cost[shop.level]);
        let column = self
            .model()?
            .try_add_column(cost, 0.0..=f64::INFINITY, entries)
            .map_err(|_| failed("a column was refused"))?;
        self.teams.push(column);
        Ok(())
    }

    /// Adds a cut; `teams` are all the teams so far.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn cut(&mut self, cut: Cut, teams: &[Team]) -> Result<(), BackendError> {
        let counted = teams
            .iter()
            .zip(&self.teams)
            .filter(|(team, _)| cut.counts(&team.members));
        let entries: Vec<(Col, f64)> = counted.map(|(_, column)| (*column, 1.0)).collect();
        let row = self
            .model()?
            .try_add_row(f64::NEG_INFINITY..=1.0, entries)
            .map_err(|_| failed("a cut was refused"))?;
        self.cuts.push((cut, row));
        Ok(())
    }

    /// Whether a team is taken whatever it costs.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn fix(&mut self, team: usize, taken: bool) -> Result<(), BackendError> {
        let column = self.teams[team];
        let least = if taken { 1.0 } else { 0.0 };
        self.model()?.change_column_bounds(column, least..);
        Ok(())
    }

    /// Whether a team may be used.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn allow(&mut self, team: usize, allowed: bool) -> Result<(), BackendError> {
        let column = self.teams[team];
        let most = if allowed { f64::INFINITY } else { 0.0 };
        self.model()?.change_column_bounds(column, 0.0..=most);
        Ok(())
    }

    /// Participants may be in no team, and bands missed, for so much each, in cost units; `None`: they may not.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn let_miss(&mut self, price: Option<f64>) -> Result<(), BackendError> {
        let most = if price.is_some() { f64::INFINITY } else { 0.0 };
        for column in self.missing.clone() {
            let model = self.model()?;
            model.change_column_cost(column, price.unwrap_or(0.0));
            model.change_column_bounds(column, 0.0..=most);
        }
        Ok(())
    }
}
