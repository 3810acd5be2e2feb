//! A program in the words of the modelling library.

use good_lp::{Expression, ProblemVariables, SolverModel, Variable, variable};

use crate::exact::program::{Program, Sense};

/// The program in good_lp's words, without the rows that its bounds keep anyway: HiGHS's presolve, which would find them, is mostly
/// off.
pub(super) fn written(program: &Program) -> good_lp::solvers::highs::HighsProblem {
    let mut variables = ProblemVariables::new();
    let columns: Vec<Variable> = program
        .columns
        .iter()
        .map(|column| {
            let definition = variable().min(column.low).max(column.high);
            variables.add(if column.integer {
                definition.integer()
            } else {
                definition
            })
        })
        .collect();
    let objective = program
        .columns
        .iter()
        .zip(&columns)
        .filter(|(data, _)| data.cost != 0.0)
        .fold(Expression::from(0.0), |sum, (data, column)| {
            sum + data.cost * *column
        });
    let mut problem = variables.minimise(objective).using(good_lp::highs);
    for row in program.rows.iter().filter(|row| !program.is_idle(row)) {
        let mut sum = Expression::with_capacity(row.terms.len());
        for (column, factor) in &row.terms {
            sum.add_mul(*factor, columns[column.0]);
        }
        problem.add_constraint(match row.sense {
            Sense::Most => sum.leq(row.right),
            Sense::Least => sum.geq(row.right),
            Sense::Equal => sum.eq(row.right),
        });
    }
    problem
}
