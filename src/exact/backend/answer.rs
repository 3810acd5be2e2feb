//! What a solved model says of the program.

use highs::{HighsModelStatus, HighsSolutionStatus};

use super::BackendError;
use super::watch::Watch;
use crate::exact::program::{Answer, Ending, Program};

/// The ending, the values, and a bound that holds.
pub(super) fn answer(
    program: &Program,
    solved: &highs::SolvedModel,
    watch: &Watch,
) -> Result<Answer, BackendError> {
    let status = solved.status();
    let mut bound = *watch.bound.lock().unwrap_or_else(|e| e.into_inner());
    if let Ok(last) = solved.double_info_value(c"mip_dual_bound")
        && program.has_integers()
        && last.is_finite()
    {
        bound = bound.max(last);
    }
    let has_values = solved.primal_solution_status() == HighsSolutionStatus::Feasible;
    let values = has_values.then(|| solved.get_solution().columns().to_vec());
    let ending = match status {
        HighsModelStatus::Optimal | HighsModelStatus::ModelEmpty => Ending::Optimal,
        HighsModelStatus::Infeasible => Ending::Infeasible,
        HighsModelStatus::ReachedTimeLimit
        | HighsModelStatus::ReachedInterrupt
        | HighsModelStatus::ReachedIterationLimit
        | HighsModelStatus::ReachedSolutionLimit
        | HighsModelStatus::ReachedMemoryLimit => Ending::Stopped,
        other => return Err(BackendError(format!("HiGHS ended with {other:?}"))),
    };
    let bound = match (ending, &values) {
        (Ending::Infeasible, _) => f64::INFINITY,
        // A program without whole numbers has no MIP bound: at its optimum, the objective is the bound.
        (Ending::Optimal, Some(values)) if !bound.is_finite() => program.objective(values),
        _ if bound.is_finite() => bound + program.constant,
        _ => f64::NEG_INFINITY,
    };
    Ok(Answer {
        ending,
        values,
        bound: bound.min(watch.most),
    })
}
