//! The linear relaxation of a program, solved again and again under other bounds of some columns.

use highs::{HighsModelStatus, Model};

use super::written::written;
use super::{BackendError, set};
use crate::control::Limits;
use crate::exact::program::{Column, Program};

/// One solution takes so many pivots at the most: some seconds.
const MOST_PIVOTS: i32 = 30_000;

/// A program without its whole numbers. Each solution begins where the last one ended.
pub struct Relaxation {
    /// Taken while HiGHS runs.
    model: Option<Model>,
    constant: f64,
}

/// What solving it once gave.
#[derive(Clone, Debug, PartialEq)]
pub enum Relaxed {
    /// The least objective, and each column's value there.
    Value(f64, Vec<f64>),
    /// Nothing is below the cutoff.
    Nothing,
    /// The limits were reached.
    Stopped,
}

impl Relaxation {
    /// The relaxation of the program. Columns whose bounds are to change have their widest ones now.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn of(program: &Program) -> Result<Self, BackendError> {
        let mut relaxed = program.clone();
        for column in &mut relaxed.columns {
            column.integer = false;
        }
        let mut model = written(&relaxed)
            .try_into_inner()
            .map_err(|e| BackendError(e.to_string()))?;
        model.make_quiet();
        set(&mut model, "threads", 1)?;
        set(&mut model, "parallel", "off")?;
        set(&mut model, "presolve", "off")?;
        set(&mut model, "solver", "simplex")?;
        set(&mut model, "simplex_iteration_limit", MOST_PIVOTS)?;
        Ok(Self {
            model: Some(model),
            constant: program.constant,
        })
    }

    /// Its optimum with each of the columns between its two bounds, if that is below `cutoff`.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn solve(
        &mut self,
        bounds: &[(Column, f64, f64)],
        cutoff: f64,
        limits: &Limits,
    ) -> Result<Relaxed, BackendError> {
        if limits.is_over() {
            return Ok(Relaxed::Stopped);
        }
        let lost = || BackendError("the relaxation was lost".into());
        let mut model = self.model.take().ok_or_else(lost)?;
        for (column, low, high) in bounds {
            // SAFETY: the model lives, and HiGHS refuses a column that it does not have.
            let status = unsafe {
                highs_sys::Highs_changeColBounds(
                    model.as_mut_ptr(),
                    column.0 as highs_sys::HighsInt,
                    *low,
                    *high,
                )
            };
            if status == highs_sys::STATUS_ERROR {
                return Err(BackendError("bounds were refused".into()));
            }
        }
        set(&mut model, "objective_bound", cutoff - self.constant)?;
        let solved = model
            .try_solve()
            .map_err(|_| BackendError("the relaxation failed".into()))?;
        let (status, value) = (solved.status(), solved.objective_value() + self.constant);
        let relaxed = match status {
            HighsModelStatus::Optimal if value < cutoff => {
                Relaxed::Value(value, solved.get_solution().columns().to_vec())
            }
            HighsModelStatus::Optimal
            | HighsModelStatus::Infeasible
            | HighsModelStatus::ObjectiveBound => Relaxed::Nothing,
            HighsModelStatus::ReachedIterationLimit => Relaxed::Stopped,
            other => {
                return Err(BackendError(format!("the relaxation ended with {other:?}")));
            }
        };
        self.model = Some(Model::from(solved));
        Ok(relaxed)
    }
}
