//! The only file that names good_lp, and the door to HiGHS for whole programs: solves a [`Program`].
//!
//! The program is written down through good_lp. It hides HiGHS's dual bound, callbacks and the difference between
//! "stopped" and "infeasible", so the model is then handed to the `highs` crate, and the callbacks go through `highs-sys`.

use std::ffi::{c_char, c_int, c_void};
use std::sync::Mutex;

use good_lp::{Expression, ProblemVariables, SolverModel, Variable, variable};
use highs::{HighsModelStatus, HighsSolutionStatus};

use super::program::{Answer, ColumnData, Ending, Program, Sense, Settings};
use crate::control::Cancel;

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

fn attempt(program: &Program, settings: &Settings, tolerance: f64) -> Result<Answer, BackendError> {
    let mut model = written(program)
        .try_into_inner()
        .map_err(|e| BackendError(e.to_string()))?;
    model.make_quiet();
    set(&mut model, "threads", 1)?;
    set(&mut model, "parallel", "off")?;
    let is_binary = |column: &ColumnData| column.integer && column.low >= 0.0 && column.high <= 1.0;
    if !program.columns.iter().all(is_binary) {
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
    if let Some(start) = settings.start {
        model
            .try_set_solution(Some(start), None, None, None)
            .map_err(|_| BackendError("the start was refused".into()))?;
    }
    let watch = Watch {
        cancel: &settings.limits.cancel,
        progress: settings.progress,
        news: settings.news,
        constant: program.constant,
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

/// The program in good_lp's words.
fn written(program: &Program) -> good_lp::solvers::highs::HighsProblem {
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
    for row in &program.rows {
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

fn answer(
    program: &Program,
    solved: &highs::SolvedModel,
    watch: &Watch,
) -> Result<Answer, BackendError> {
    let status = solved.status();
    let mut bound = *watch.bound.lock().unwrap_or_else(|e| e.into_inner());
    if let Ok(last) = solved.double_info_value(c"mip_dual_bound")
        && program.columns.iter().any(|c| c.integer)
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
        bound,
    })
}

/// What the callback needs.
struct Watch<'a> {
    cancel: &'a Cancel,
    progress: &'a (dyn Fn(f64, f64) + Sync),
    news: &'a (dyn Fn(f64) -> Option<Vec<f64>> + Sync),
    /// What HiGHS does not know of the objective.
    constant: f64,
    columns: usize,
    /// The best bound that a callback told.
    bound: Mutex<f64>,
}

/// Registers the callback for interrupts and progress.
fn listen(model: &mut highs::Model, watch: &Watch) {
    let highs = model.as_mut_ptr();
    // SAFETY: the model is alive, the callback has the C signature that HiGHS declares, and `watch` outlives the run.
    unsafe {
        let data = std::ptr::from_ref(watch).cast_mut().cast::<c_void>();
        highs_sys::Highs_setCallback(highs, Some(on_event), data);
        for kind in [
            highs_sys::kHighsCallbackSimplexInterrupt,
            highs_sys::kHighsCallbackIpmInterrupt,
            highs_sys::kHighsCallbackMipInterrupt,
            highs_sys::kHighsCallbackMipLogging,
            highs_sys::kHighsCallbackMipImprovingSolution,
            highs_sys::kHighsCallbackCallbackMipUserSolution,
        ] {
            highs_sys::Highs_startCallback(highs, kind);
        }
    }
}

/// Called by HiGHS while it runs.
unsafe extern "C" fn on_event(
    kind: c_int,
    _message: *const c_char,
    out: *const highs_sys::HighsCallbackDataOut,
    input: *mut highs_sys::HighsCallbackDataIn,
    data: *mut c_void,
) {
    // SAFETY: `data` is the `Watch` that `listen` registered, alive for the whole run; HiGHS gives valid `out` and
    // `input`, or null, which is checked.
    unsafe {
        let watch = &*data.cast_const().cast::<Watch>();
        if kind == highs_sys::kHighsCallbackCallbackMipUserSolution {
            let best = out
                .as_ref()
                .map_or(f64::INFINITY, |out| out.mip_primal_bound);
            if !input.is_null()
                && let Some(values) = (watch.news)(best + watch.constant)
                && values.len() == watch.columns
            {
                highs_sys::Highs_setCallbackSolution(input, values.len() as c_int, values.as_ptr());
            }
            return;
        }
        if let Some(out) = out.as_ref()
            && (kind == highs_sys::kHighsCallbackMipLogging
                || kind == highs_sys::kHighsCallbackMipImprovingSolution)
        {
            if out.mip_dual_bound.is_finite() {
                let mut bound = watch.bound.lock().unwrap_or_else(|e| e.into_inner());
                *bound = bound.max(out.mip_dual_bound);
            }
            let constant = watch.constant;
            (watch.progress)(
                out.mip_primal_bound + constant,
                out.mip_dual_bound + constant,
            );
        }
        if let Some(input) = input.as_mut() {
            input.user_interrupt = c_int::from(watch.cancel.is_cancelled());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::control::Limits;

    fn settings(limits: &Limits) -> Settings<'_> {
        Settings {
            limits,
            seed: 1,
            nodes: None,
            start: None,
            progress: &|_, _| {},
            news: &|_| None,
        }
    }

    /// max 5a + 4b + 3c, 2a + 3b + c ≤ 5, 4a + b + 2c ≤ 11, 3a + 4b + 2c ≤ 8, whole: a = 2, c = 1 gives 13.
    fn knapsack() -> Program {
        let mut program = Program::default();
        let [a, b, c] = [5.0, 4.0, 3.0].map(|gain| {
            let column = program.column(0.0, 10.0, true);
            program.charge(column, -gain);
            column
        });
        program.at_most(vec![(a, 2.0), (b, 3.0), (c, 1.0)], 5.0);
        program.at_most(vec![(a, 4.0), (b, 1.0), (c, 2.0)], 11.0);
        program.at_most(vec![(a, 3.0), (b, 4.0), (c, 2.0)], 8.0);
        program
    }

    #[test]
    fn a_known_program_is_solved_with_its_bound() {
        let limits = Limits::none();
        let mut program = knapsack();
        program.constant = 100.0;
        let answer = solve(&program, &settings(&limits)).unwrap();
        assert_eq!(answer.ending, Ending::Optimal);
        let values = answer.values.unwrap();
        assert!((program.objective(&values) - 87.0).abs() < 1e-6);
        assert!((answer.bound - 87.0).abs() < 1e-6, "{}", answer.bound);
        assert!(program.is_feasible(&values, 1e-6));
    }

    #[test]
    fn news_from_elsewhere_are_taken() {
        use std::sync::atomic::{AtomicUsize, Ordering};
        let limits = Limits::none();
        let asked = AtomicUsize::new(0);
        let mut settings = settings(&limits);
        let news = |best: f64| {
            asked.fetch_add(1, Ordering::Relaxed);
            (best > -13.0).then(|| vec![2.0, 0.0, 1.0])
        };
        settings.news = &news;
        // The first answer to a program with no objective worth branching on: only the count of questions is certain.
        let answer = solve(&knapsack(), &settings).unwrap();
        assert!(asked.load(Ordering::Relaxed) > 0);
        assert!((answer.bound + 13.0).abs() < 1e-6);
        assert!((knapsack().objective(&answer.values.unwrap()) + 13.0).abs() < 1e-6);
    }

    #[test]
    fn infeasible_is_told_from_stopped() {
        let limits = Limits::none();
        let mut program = knapsack();
        program.at_least(vec![(super::super::program::Column(0), 1.0)], 9.0);
        let answer = solve(&program, &settings(&limits)).unwrap();
        assert_eq!(answer.ending, Ending::Infeasible);
        limits.cancel.cancel();
        let answer = solve(&program, &settings(&limits)).unwrap();
        assert_eq!(answer.ending, Ending::Stopped);
    }

    #[test]
    fn a_program_without_whole_numbers_has_its_optimum_as_bound() {
        let limits = Limits::none();
        let mut program = Program::default();
        let x = program.continuous(0.0, f64::INFINITY);
        program.charge(x, 2.0);
        program.at_least(vec![(x, 4.0)], 6.0);
        let answer = solve(&program, &settings(&limits)).unwrap();
        assert!((answer.bound - 3.0).abs() < 1e-9);
    }
}
