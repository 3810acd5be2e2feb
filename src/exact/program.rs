//! A mixed-integer linear program as plain data, and what solving it gives.

use crate::control::Limits;

/// A variable of a [`Program`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Column(pub usize);

/// What a [`Program`] knows of one variable.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnData {
    /// At least.
    pub low: f64,
    /// At most.
    pub high: f64,
    /// Whether only whole numbers are allowed.
    pub integer: bool,
    /// Its coefficient in the objective, which is minimised.
    pub cost: f64,
}

/// How the sum of a row compares with its right-hand side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sense {
    /// At most.
    Most,
    /// At least.
    Least,
    /// Equal.
    Equal,
}

/// A linear constraint.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Coefficients; a column may stand in it several times, they add up.
    pub terms: Vec<(Column, f64)>,
    /// The comparison.
    pub sense: Sense,
    /// The right-hand side.
    pub right: f64,
}

/// A mixed-integer linear program; the objective is minimised.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Program {
    /// The variables; position = [`Column`].
    pub columns: Vec<ColumnData>,
    /// The constraints.
    pub rows: Vec<Row>,
    /// A constant in the objective.
    pub constant: f64,
}

impl Program {
    /// A new 0/1 variable.
    pub fn binary(&mut self) -> Column {
        self.column(0.0, 1.0, true)
    }

    /// A new continuous variable between `low` and `high` (which may be infinite).
    pub fn continuous(&mut self, low: f64, high: f64) -> Column {
        self.column(low, high, false)
    }

    /// A new variable.
    pub fn column(&mut self, low: f64, high: f64, integer: bool) -> Column {
        self.columns.push(ColumnData {
            low,
            high,
            integer,
            cost: 0.0,
        });
        Column(self.columns.len() - 1)
    }

    /// Adds `cost` to the column's coefficient in the objective.
    pub fn charge(&mut self, column: Column, cost: f64) {
        self.columns[column.0].cost += cost;
    }

    /// Adds the constraint Σ terms ≤ right.
    pub fn at_most(&mut self, terms: Vec<(Column, f64)>, right: f64) {
        self.row(terms, Sense::Most, right);
    }

    /// Adds the constraint Σ terms ≥ right.
    pub fn at_least(&mut self, terms: Vec<(Column, f64)>, right: f64) {
        self.row(terms, Sense::Least, right);
    }

    /// Adds the constraint Σ terms = right.
    pub fn equal(&mut self, terms: Vec<(Column, f64)>, right: f64) {
        self.row(terms, Sense::Equal, right);
    }

    fn row(&mut self, terms: Vec<(Column, f64)>, sense: Sense, right: f64) {
        self.rows.push(Row {
            terms,
            sense,
            right,
        });
    }

    /// Allows the column this one value only.
    pub fn fix(&mut self, column: Column, value: f64) {
        let data = &mut self.columns[column.0];
        (data.low, data.high) = (value, value);
    }

    /// Turns the objective so far into the constraint objective ≤ `most`, and starts an empty objective.
    pub fn bound_objective(&mut self, most: f64) {
        let terms: Vec<(Column, f64)> = self
            .columns
            .iter_mut()
            .enumerate()
            .filter(|(_, data)| data.cost != 0.0)
            .map(|(index, data)| (Column(index), std::mem::take(&mut data.cost)))
            .collect();
        let right = most - std::mem::take(&mut self.constant);
        if !terms.is_empty() {
            self.at_most(terms, right);
        }
    }

    /// Whether every column is 0 or 1.
    pub fn is_binary(&self) -> bool {
        let is_binary = |c: &ColumnData| c.integer && c.low >= 0.0 && c.high <= 1.0;
        self.columns.iter().all(is_binary)
    }

    /// Whether any column must be whole.
    pub fn has_integers(&self) -> bool {
        self.columns.iter().any(|column| column.integer)
    }

    /// Whether the columns' bounds keep the row by themselves.
    pub fn is_idle(&self, row: &Row) -> bool {
        let reach = |upwards: bool| -> f64 {
            let ends = row.terms.iter().map(|(column, factor)| {
                let data = &self.columns[column.0];
                let end = match (*factor > 0.0) == upwards {
                    true => data.high,
                    false => data.low,
                };
                if *factor == 0.0 { 0.0 } else { factor * end }
            });
            ends.sum()
        };
        match row.sense {
            Sense::Most => reach(true) <= row.right,
            Sense::Least => reach(false) >= row.right,
            Sense::Equal => reach(true) <= row.right && reach(false) >= row.right,
        }
    }

    /// The objective at these values of the columns.
    pub fn objective(&self, values: &[f64]) -> f64 {
        let linear: f64 = self
            .columns
            .iter()
            .zip(values)
            .map(|(column, value)| column.cost * value)
            .sum();
        linear + self.constant
    }

    /// Whether the values keep every bound and row within `tolerance`, and are whole where they must be.
    pub fn is_feasible(&self, values: &[f64], tolerance: f64) -> bool {
        let columns = self.columns.iter().zip(values).all(|(column, value)| {
            *value >= column.low - tolerance
                && *value <= column.high + tolerance
                && (!column.integer || (value - value.round()).abs() <= tolerance)
        });
        columns
            && self.rows.iter().all(|row| {
                let sum: f64 = row.terms.iter().map(|(c, a)| a * values[c.0]).sum();
                match row.sense {
                    Sense::Most => sum <= row.right + tolerance,
                    Sense::Least => sum >= row.right - tolerance,
                    Sense::Equal => (sum - row.right).abs() <= tolerance,
                }
            })
    }
}

/// How to solve a [`Program`].
pub struct Settings<'a> {
    /// When to stop.
    pub limits: &'a Limits,
    /// The solver's own random numbers.
    pub seed: u64,
    /// Stop after so many nodes of the search tree: a budget that does not depend on the clock.
    pub nodes: Option<u64>,
    /// A value for every column to start from; an infeasible one is ignored.
    pub start: Option<&'a [f64]>,
    /// Values with this objective or more do not matter: they may be left out of account, and no bound is above it.
    pub cutoff: Option<f64>,
    /// Told (best objective, bound) from time to time; infinite where there is none.
    pub progress: &'a (dyn Fn(f64, f64) + Sync),
    /// Asked now and then, with the best objective so far, for better values found elsewhere; infeasible ones are ignored.
    pub news: &'a (dyn Fn(f64) -> Option<Vec<f64>> + Sync),
}

/// How solving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The values are optimal.
    Optimal,
    /// There are no feasible values.
    Infeasible,
    /// A limit was reached.
    Stopped,
}

/// What solving a [`Program`] gave.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How it ended.
    pub ending: Ending,
    /// The best values found, one for each column.
    pub values: Option<Vec<f64>>,
    /// No feasible values have a smaller objective; −∞ where nothing is known.
    pub bound: f64,
}
