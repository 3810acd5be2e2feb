//! The only folder that names good_lp, and the door to HiGHS for whole programs: solves a [`Program`], or its relaxation.
//!
//! The program is written down through good_lp. It hides HiGHS's dual bound, callbacks and the difference between
//! "stopped" and "infeasible", so the model is then handed to the `highs` crate, and the callbacks go through `highs-sys`.

mod answer;
mod relaxation;
mod watch;
mod written;

use std::sync::Mutex;

pub use relaxation::{Relaxation, Relaxed};

use super::program::{Answer, Ending, Program, Settings};
use answer::answer;
use watch::{Watch, listen};
use written::written;

/// The solver gave no usable answer although nothing asked it to stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackendError(pub String);

impl std::fmt::Display for BackendError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the ILP solver failed: {}", self.0)
    }
}

impl std::error::Error for BackendError {}

/// Solves the program on one thread, to a gap of zero unless a limit stops it. The same program and settings give the
/// same answer, except where the clock or the cancel flag stopped it.
///
/// # Errors
/// When HiGHS refuses the program or fails.
pub fn solve(program: &Program, settings: &Settings) -> Result<Answer, BackendError> {
    if settings.limits.is_over() {
        return Ok(stopped());
    }
    if program.columns.is_empty() {
        let feasible = program.is_feasible(&[], 1e-9);
        return Ok(Answer {
            ending: if feasible {
                Ending::Optimal
            } else {
                Ending::Infeasible
            },
            values: feasible.then(Vec::new),
            bound: if feasible {
                program.constant
            } else {
                f64::INFINITY
            },
        });
    }
    // HiGHS checks its answer with the tolerance it worked with, and now and then its own rounding fails that check.
    attempt(program, settings, FINE).or_else(|_| attempt(program, settings, USUAL))
}

/// How far HiGHS may miss a row or a whole number. At its usual 10⁻⁶, bounds come out too low by as much, which is all that
/// SPEC §4 allows. (Our figures are multiples of 10⁻⁹; a tolerance that is none leaves no sum on its edge.)
const FINE: f64 = 5.5e-9;
/// HiGHS's default.
const USUAL: f64 = 1e-6;

/// HiGHS's heuristics that solve another program within.
const SUB_PROGRAMS: [&str; 3] = [
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
];

fn attempt(program: &Program, settings: &Settings, tolerance: f64) -> Result<Answer, BackendError> {
    let mut model = written(program)
        .try_into_inner()
        .map_err(|e| BackendError(e.to_string()))?;
    model.make_quiet();
    set(&mut model, "threads", 1)?;
    set(&mut model, "parallel", "off")?;
    if !program.is_binary() {
        // HiGHS 1.15.1's presolve cuts off optima of programs with other columns than 0/1 (its issues 1725, 3043, 3073,
        // 3274): against brute force, about one in 3,000 of our small ones. A slower proof beats a wrong one.
        set(&mut model, "presolve", "off")?;
    }
    set(&mut model, "mip_feasibility_tolerance", tolerance)?;
    set(&mut model, "primal_feasibility_tolerance", tolerance)?;
    set(&mut model, "mip_rel_gap", 0.0)?;
    set(&mut model, "mip_abs_gap", 1e-7)?;
    set(
        &mut model,
        "random_seed",
        (settings.seed % 2_147_483_647) as i32,
    )?;
    if let Some(nodes) = settings.nodes {
        set(
            &mut model,
            "mip_max_nodes",
            nodes.min(i32::MAX as u64) as i32,
        )?;
    }
    if let Some(left) = settings.limits.left() {
        set(&mut model, "time_limit", left.as_secs_f64().max(0.01))?;
    }
    if let Some(cutoff) = settings.cutoff.filter(|_| program.has_integers()) {
        set(&mut model, "objective_bound", cutoff - program.constant)?;
    }
    if let Some(start) = settings.start {
        // A plan at hand came from a local search, which beats the plans of HiGHS's sub-programs; and these hear no interrupt.
        for heuristic in SUB_PROGRAMS {
            set(&mut model, heuristic, false)?;
        }
        model
            .try_set_solution(Some(start), None, None, None)
            .map_err(|_| BackendError("the start was refused".into()))?;
    }
    let watch = Watch {
        cancel: &settings.limits.cancel,
        progress: settings.progress,
        news: settings.news,
        constant: program.constant,
        most: settings.cutoff.unwrap_or(f64::INFINITY),
        columns: program.columns.len(),
        bound: Mutex::new(f64::NEG_INFINITY),
    };
    listen(&mut model, &watch);
    let solved = model
        .try_solve()
        .map_err(|_| BackendError("HiGHS reported an error".into()))?;
    answer(program, &solved, &watch)
}

fn set<V: highs::HighsOptionValue>(
    model: &mut highs::Model,
    name: &str,
    value: V,
) -> Result<(), BackendError> {
    model
        .try_set_option(name, value)
        .map_err(|_| BackendError(format!("the option {name} was refused")))
}

fn stopped() -> Answer {
    Answer {
        ending: Ending::Stopped,
        values: None,
        bound: f64::NEG_INFINITY,
    }
}

#[cfg(test)]
mod tests;
