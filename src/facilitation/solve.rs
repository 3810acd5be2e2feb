//! Finds the best assignment, level by level, each with its bound.

use super::duty::Duty;
use super::formula::Aim;
use super::matching::matching;
use super::program::DutyProgram;
use super::task::Task;
use crate::control::Limits;
use crate::exact::backend::{self, BackendError};
use crate::exact::program::{Ending, Settings};
use crate::model::Level;

/// An assignment with what is known of it.
#[derive(Clone, Debug)]
pub struct Solved {
    /// Who stands by whom.
    pub duty: Duty,
    /// Per level: no assignment costs less, given the levels before it.
    pub bounds: Vec<f64>,
}

/// Solves a task: as many teams as possible have a facilitator, then loads are even, then facilitators stay with their teams,
/// then they know the themes.
///
/// # Errors
/// When the ILP solver fails, or contradicts the formulas: both are bugs.
pub fn solve(
    task: &Task,
    limits: &Limits,
    seed: u64,
    nodes: Option<u64>,
) -> Result<Solved, BackendError> {
    let aims = Aim::of(task);
    let mut duty = matching(task);
    let mut bounds = Vec::with_capacity(aims.len());
    let mut program = DutyProgram::new(task);
    for (level, aim) in aims.iter().enumerate() {
        if level > 0 {
            program.limit(aims[level - 1].cost(task, &duty));
        }
        program.aim(*aim, &duty);
        let mut bound = 0.0;
        if aim.cost(task, &duty) > Level::TOLERANCE {
            let start = program.values(&duty);
            let answer = backend::solve(
                &program.program,
                &Settings {
                    limits,
                    seed,
                    nodes,
                    start: Some(&start),
                    cutoff: None,
                    progress: &|_, _| {},
                    news: &|_| None,
                },
            )?;
            if answer.ending == Ending::Infeasible {
                let what = "the program refuses an assignment that is possible";
                return Err(contradiction(what));
            }
            if let Some(values) = &answer.values {
                duty = better(task, duty, program.duty(values), &aims[..=level])?;
            }
            bound = rounded_up(task, *aim, answer.bound);
        }
        let own = aim.cost(task, &duty);
        if bound > own + Level::TOLERANCE {
            return Err(contradiction("an assignment costs less than its bound"));
        }
        bounds.push(bound.min(own));
    }
    Ok(Solved { duty, bounds })
}

fn contradiction(what: &str) -> BackendError {
    BackendError(format!("facilitators: {what}"))
}

/// The new assignment where it costs less at the last of the levels; it must be possible and cost no more before.
fn better(task: &Task, old: Duty, new: Duty, levels: &[Aim]) -> Result<Duty, BackendError> {
    let gains = levels
        .iter()
        .map(|aim| aim.cost(task, &old) - aim.cost(task, &new));
    let gains: Vec<f64> = gains.collect();
    let (last, before) = gains.split_last().unwrap_or((&0.0, &[]));
    if !new.is_possible(task) || before.iter().any(|gain| *gain < -Level::TOLERANCE) {
        let what = "the program's assignment is not possible, or costs more";
        return Err(contradiction(what));
    }
    Ok(if *last > Level::TOLERANCE { new } else { old })
}

/// Costs are whole numbers; unevenness is one of 1 / facilitators.
fn rounded_up(task: &Task, aim: Aim, bound: f64) -> f64 {
    let steps = match aim {
        Aim::Load => task.workshop.facilitators.len().max(1) as f64,
        _ => 1.0,
    };
    if !bound.is_finite() {
        return 0.0;
    }
    (((bound - 10.0 * Level::TOLERANCE) * steps).ceil() / steps).max(0.0)
}
