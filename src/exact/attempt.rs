//! One program solved for a proof: what it found is measured and kept, its bound recorded.

use super::backend::{self, BackendError};
use super::incumbent::{Incumbent, SAME, to_cost};
use super::job::{Job, Proof};
use super::program::{Answer, Settings};
use super::teams::TeamProgram;
use crate::control::{Event, Limits};
use crate::model::Grouping;
use crate::rules::term::Money;

pub(super) fn run(
    job: &Job,
    program: &TeamProgram,
    start: Option<&Incumbent>,
    level: usize,
    limits: &Limits,
    nodes: Option<u64>,
) -> Result<Answer, BackendError> {
    let values = start.and_then(|start| program.values(&start.grouping));
    with_settings(job, level, values.as_deref(), limits, nodes, |settings| {
        let cutoff = start.map(|start| cutoff(job, level, start));
        backend::solve(
            program.program(),
            &Settings {
                cutoff,
                ..*settings
            },
        )
    })
}

/// What costs so much or more is no better than the plan, in cost units: a little less than it costs, for rounding.
pub(super) fn cutoff(job: &Job, level: usize, best: &Incumbent) -> f64 {
    let little = (job.compiled.levels[level].step / 4).max(SAME / 2);
    to_cost(best.cost[level] - little)
}

/// Calls `solve` with settings that tell the observer of the level's progress.
pub(super) fn with_settings<T>(
    job: &Job,
    level: usize,
    start: Option<&[f64]>,
    limits: &Limits,
    nodes: Option<u64>,
    solve: impl FnOnce(&Settings) -> Result<T, BackendError>,
) -> Result<T, BackendError> {
    let priority = job.compiled.levels[level].priority;
    let finite = |value: f64| value.is_finite().then_some(value);
    solve(&Settings {
        limits,
        seed: job.seed,
        nodes,
        start,
        cutoff: None,
        progress: &|cost, bound| {
            job.observer.notice(Event::Progress {
                priority,
                cost: finite(cost),
                bound: finite(bound),
            });
        },
        news: &|_| None,
    })
}

/// Measures what the solver found and keeps it where it is better and costs no more at the levels before `level`.
pub(super) fn take(
    job: &Job,
    program: &TeamProgram,
    answer: &Answer,
    level: usize,
    best: &mut Option<Incumbent>,
) {
    if let Some(values) = &answer.values {
        keep_better(job, program.grouping(values), level, best);
    }
}

/// Measures an assignment and keeps it where it is better and costs no more at the levels before `level`.
pub(super) fn keep_better(
    job: &Job,
    grouping: Grouping,
    level: usize,
    best: &mut Option<Incumbent>,
) {
    let found = Incumbent::new(job.measure, grouping);
    let better = best.as_ref().is_none_or(|best| {
        let worse_before = (0..level).any(|l| found.cost[l] > best.cost[l] + SAME);
        !worse_before && found.beats(best)
    });
    if better {
        *best = Some(found);
    }
}

/// Records the level's bound.
pub(super) fn settle(job: &Job, proof: &mut Proof, level: usize, answer: &Answer) {
    let Some(best) = &proof.best else { return };
    if !answer.bound.is_finite() {
        return;
    }
    let rounded = job.compiled.levels[level].rounded_up(answer.bound);
    let bound = rounded.min(best.cost[level]);
    let before = proof.bounds[level].unwrap_or(Money::MIN);
    proof.bounds[level] = Some(before.max(bound));
}
