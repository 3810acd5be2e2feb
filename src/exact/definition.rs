//! What the auxiliary columns of a program mean, so that an assignment can be completed to a value for every column.

use super::program::{Column, Program};

/// Σ coefficient × column + constant.
pub type Affine = (Vec<(Column, f64)>, f64);

/// The value of an auxiliary column, from columns defined before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// max(0, Σ coefficient × column + constant), over all these sums.
    Positive(Vec<Affine>),
    /// 1 where one of the columns is 1.
    Any(Vec<Column>),
    /// 1 where both columns are 1.
    Both(Column, Column),
    /// 1 where exactly one of the columns is 1.
    Alone(Vec<Column>),
    /// 1 where, for one of the pairs, the first column is 1 and the second is not.
    Differ(Vec<(Option<Column>, Option<Column>)>),
}

impl Definition {
    fn value(&self, values: &[f64]) -> f64 {
        let is_on = |column: &Column| values[column.0] > 0.5;
        let on = |flag: bool| f64::from(u8::from(flag));
        match self {
            Definition::Positive(sums) => sums
                .iter()
                .map(|(sum, constant)| {
                    sum.iter().map(|(c, a)| a * values[c.0]).sum::<f64>() + constant
                })
                .fold(0.0, f64::max),
            Definition::Any(columns) => on(columns.iter().any(is_on)),
            Definition::Both(a, b) => on(is_on(a) && is_on(b)),
            Definition::Alone(columns) => on(columns.iter().filter(|c| is_on(c)).count() == 1),
            Definition::Differ(pairs) => on(pairs
                .iter()
                .any(|(a, b)| a.as_ref().is_some_and(is_on) && !b.as_ref().is_some_and(is_on))),
        }
    }
}

/// A program some of whose columns are defined by others.
#[derive(Clone, Debug, Default)]
pub struct DefinedProgram {
    /// The program.
    pub program: Program,
    definitions: Vec<(Column, Definition)>,
}

impl DefinedProgram {
    /// A new continuous column from 0 to `high` with a meaning.
    pub fn define(&mut self, high: f64, definition: Definition) -> Column {
        let column = self.program.continuous(0.0, high);
        self.definitions.push((column, definition));
        column
    }

    /// Fills in the defined columns.
    pub fn complete(&self, values: &mut [f64]) {
        for (column, definition) in &self.definitions {
            values[column.0] = definition.value(values);
        }
    }
}
