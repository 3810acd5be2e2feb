//! The master solved, wholly or for a glance.

use highs::{HighsModelStatus, Model, SolvedModel};

use super::{Master, failed};
use crate::exact::backend::BackendError;
use crate::exact::columns::prices::Prices;
use crate::exact::columns::slots::Shop;

/// The master's optimum.
pub struct Solved {
    /// The value of every column, in the order in which they were added.
    pub values: Vec<f64>,
    /// What the columns are worth.
    pub prices: Prices,
    /// What they cost, in cost units; with what is missed, where that is allowed.
    pub cost: f64,
    /// How much is missed.
    pub missed: f64,
}

/// Which columns and rows are basic, in HiGHS's words.
pub struct Basis {
    columns: Vec<i32>,
    rows: Vec<i32>,
}

/// No master of ours takes so many pivots; HiGHS goes round in circles.
const MOST_PIVOTS: i32 = 200_000;
/// Nor does the interior point method take so many steps, unless it gets nowhere.
const MOST_STEPS: i32 = 200;
/// What a branch is worth shows after so many.
const FEW_PIVOTS: i32 = 100;
/// HiGHS's own choice of the simplex method, its dual and its primal one.
const CHOOSE: i32 = 0;
const DUAL: i32 = 1;
const PRIMAL: i32 = 4;

impl Master {
    /// Solves it from where it stood; `None` where the fixed teams leave no solution.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn solve(&mut self, shop: &Shop) -> Result<Option<Solved>, BackendError> {
        let mut solution = None;
        for strategy in [CHOOSE, PRIMAL] {
            let solved = self.run(strategy, MOST_PIVOTS)?;
            let status = solved.status();
            let optimal = status == HighsModelStatus::Optimal;
            solution = optimal.then(|| (solved.get_solution(), solved.objective_value()));
            self.model = Some(Model::from(solved));
            if status == HighsModelStatus::Infeasible {
                return Ok(None);
            }
            if solution.is_some() {
                break;
            }
        }
        let (solution, cost) = solution.ok_or_else(|| failed("the master has no optimum"))?;
        let values = solution.columns()[self.extra..].to_vec();
        let missed = &solution.columns()[self.misses.len()..self.extra];
        Ok(Some(Solved {
            values,
            prices: self.prices(shop, solution.dual_rows()),
            cost,
            missed: missed.iter().sum(),
        }))
    }

    /// Prices from the middle of the optimal face, as the interior point method without crossover finds them: columns are found more quickly
    /// under these than under those of a vertex (Rousseau, Gendreau and Feillet 2007), and any prices bound. `None`: HiGHS has none. The
    /// simplex method goes on from where it stood.
    ///
    /// # Errors
    /// When HiGHS fails otherwise.
    pub fn central(&mut self, shop: &Shop) -> Result<Option<Prices>, BackendError> {
        let basis = self.basis()?;
        self.set_method("ipm", "off")?;
        let solved = self.run(CHOOSE, MOST_PIVOTS)?;
        let optimal = solved.status() == HighsModelStatus::Optimal;
        let solution = solved.get_solution();
        self.model = Some(Model::from(solved));
        self.set_method("choose", "on")?;
        self.stand(&basis)?;
        let duals = solution.dual_rows();
        let usable = optimal && duals.iter().all(|dual| dual.is_finite());
        Ok(usable.then(|| self.prices(shop, duals)))
    }

    fn set_method(&mut self, solver: &str, crossover: &str) -> Result<(), BackendError> {
        let model = self.model()?;
        model
            .try_set_option("solver", solver)
            .and_then(|()| model.try_set_option("run_crossover", crossover))
            .and_then(|()| model.try_set_option("ipm_iteration_limit", MOST_STEPS))
            .map_err(|_| failed("an option was refused"))
    }

    /// Where the last solution stands.
    ///
    /// # Errors
    /// When HiGHS does not tell.
    pub fn basis(&self) -> Result<Basis, BackendError> {
        let model = self.model.as_ref();
        let model = model.ok_or_else(|| failed("the master was lost"))?;
        let mut basis = Basis {
            columns: vec![0; model.num_cols()],
            rows: vec![0; model.num_rows()],
        };
        // SAFETY: the model lives, and both buffers are as long as HiGHS writes.
        let status = unsafe {
            highs_sys::Highs_getBasis(
                model.as_ptr(),
                basis.columns.as_mut_ptr(),
                basis.rows.as_mut_ptr(),
            )
        };
        match status {
            highs_sys::STATUS_ERROR => Err(failed("the master has no basis")),
            _ => Ok(basis),
        }
    }

    /// Goes back to where a solution stood; columns and rows are as many as then.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn stand(&mut self, basis: &Basis) -> Result<(), BackendError> {
        let model = self.model()?;
        if basis.columns.len() != model.num_cols() || basis.rows.len() != model.num_rows() {
            return Err(failed("the master has changed"));
        }
        // SAFETY: the model lives, and both buffers are as long as HiGHS reads.
        let status = unsafe {
            highs_sys::Highs_setBasis(
                model.as_mut_ptr(),
                basis.columns.as_ptr(),
                basis.rows.as_ptr(),
            )
        };
        match status {
            highs_sys::STATUS_ERROR => Err(failed("the basis was refused")),
            _ => Ok(()),
        }
    }

    /// About what the optimum costs: what the dual simplex method knows after a few pivots; `None` where there is no solution. No
    /// proof may rest on it.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn estimate(&mut self) -> Result<Option<f64>, BackendError> {
        let solved = self.run(DUAL, FEW_PIVOTS)?;
        let (status, cost) = (solved.status(), solved.objective_value());
        self.model = Some(Model::from(solved));
        Ok((status != HighsModelStatus::Infeasible).then_some(cost))
    }

    fn run(&mut self, strategy: i32, pivots: i32) -> Result<SolvedModel, BackendError> {
        let model = self.model.take();
        let mut model = model.ok_or_else(|| failed("the master was lost"))?;
        let mut set = |name: &str, value: i32| {
            model
                .try_set_option(name, value)
                .map_err(|_| failed("an option was refused"))
        };
        set("simplex_strategy", strategy)?;
        set("simplex_iteration_limit", pivots)?;
        model.try_solve().map_err(|_| failed("the master failed"))
    }
}
