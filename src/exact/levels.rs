//! Proves teams level by level: each level's cost is minimised with the levels before it kept at their cost.

use super::backend::{self, BackendError};
use super::program::{Answer, Ending, Settings};
use super::teams::{Hard, TeamProgram};
use crate::control::{Event, Limits, Observer};
use crate::model::Grouping;
use crate::rules::term::{Money, UNITS};
use crate::score::{Compiled, measure};

/// Costs closer than this are the same: half of SPEC §4's tolerance, in [`Money`].
pub const SAME: Money = 500;

/// Programs heavier than this (about columns plus row entries) are not begun: no solver finishes them.
const HEAVIEST: f64 = 20e6;

/// What the proof works on.
pub struct Job<'a> {
    /// The workshop's terms.
    pub compiled: &'a Compiled,
    /// When to stop.
    pub limits: &'a Limits,
    /// The solver's random numbers.
    pub seed: u64,
    /// A budget of search nodes for each program, in place of the clock.
    pub nodes: Option<u64>,
    /// Told of progress.
    pub observer: &'a dyn Observer,
    /// Improves an assignment by other means: briefly, or with the time of these limits.
    pub improve: &'a dyn Fn(&Grouping, Option<&Limits>) -> Option<Grouping>,
}

/// An assignment with its cost at every level.
#[derive(Clone, Debug, PartialEq)]
pub struct Incumbent {
    /// The assignment.
    pub grouping: Grouping,
    /// Its measured cost.
    pub cost: Vec<Money>,
}

impl Incumbent {
    /// Measures an assignment.
    pub fn new(compiled: &Compiled, grouping: Grouping) -> Self {
        let cost = measure(compiled, &grouping);
        Self { grouping, cost }
    }

    /// Whether it costs less than `other`, levels compared in order.
    pub fn beats(&self, other: &Self) -> bool {
        let differing = self
            .cost
            .iter()
            .zip(&other.cost)
            .find(|(one, other)| (**one - **other).abs() > SAME);
        differing.is_some_and(|(one, other)| one < other)
    }

    /// Whether every hard rule is kept.
    pub fn keeps_hard_rules(&self) -> bool {
        self.cost[0] <= SAME
    }
}

/// What the proof found.
#[derive(Clone, Debug)]
pub struct Proof {
    /// The best assignment known.
    pub best: Option<Incumbent>,
    /// Per level: no assignment costs less, given the levels before it at the cost of `best`; `None`: nothing proven.
    pub bounds: Vec<Option<Money>>,
    /// Whether it is proven that no assignment keeps every hard rule.
    pub clash: bool,
    /// Whether the program was too large to begin.
    pub too_large: bool,
}

/// Proves the teams level by level, from an assignment if there is one, as far as the limits allow.
///
/// # Errors
/// When the ILP solver fails.
pub fn prove(job: &Job, start: Option<Incumbent>) -> Result<Proof, BackendError> {
    let floors = job.compiled.levels.iter();
    let mut proof = Proof {
        bounds: floors.map(|level| Some(level.floor)).collect(),
        best: start,
        clash: false,
        too_large: TeamProgram::weight(job.compiled) > HEAVIEST,
    };
    if proof.too_large {
        return Ok(proof);
    }
    let first_soft = prove_hard(job, &mut proof)?;
    if proof.best.is_some() {
        for level in first_soft..job.compiled.levels.len() {
            prove_level(job, &mut proof, level)?;
        }
    }
    Ok(proof)
}

/// Finds an assignment that keeps the hard rules, or the least violation; returns the first level that is still open.
fn prove_hard(job: &Job, proof: &mut Proof) -> Result<usize, BackendError> {
    let levels = job.compiled.levels.len();
    let hard = &job.compiled.levels[0];
    let kept = |best: &Option<Incumbent>| best.as_ref().is_some_and(Incumbent::keeps_hard_rules);
    // A level 0 that can be negative (a hard `difference` with a matrix) is a cost like any other.
    let plain = hard.floor >= 0;
    if plain && kept(&proof.best) {
        return Ok(1);
    }
    if plain && hard.floor <= SAME {
        let mut program = TeamProgram::new(job.compiled, Hard::Strict);
        if levels > 1 {
            program.aim_at(1);
        }
        let answer = run(job, &program, None, 1.min(levels - 1), 0.5)?;
        take(job, &program, &answer, 0, &mut proof.best);
        match answer.ending {
            Ending::Infeasible => proof.clash = true,
            Ending::Optimal if kept(&proof.best) => {
                if levels > 1 {
                    settle(job, proof, 1, &answer);
                }
                return Ok(2);
            }
            _ if kept(&proof.best) => return Ok(1),
            _ => {}
        }
    }
    let program = TeamProgram::new(job.compiled, Hard::Elastic);
    let answer = run(job, &program, proof.best.as_ref(), 0, 0.7)?;
    take(job, &program, &answer, 0, &mut proof.best);
    settle(job, proof, 0, &answer);
    proof.clash |= proof.bounds[0].is_some_and(|bound| bound > 2 * SAME);
    Ok(1)
}

/// Minimises one soft level with the earlier ones kept.
fn prove_level(job: &Job, proof: &mut Proof, level: usize) -> Result<(), BackendError> {
    let floor = job.compiled.levels[level].floor;
    let is_open = |proof: &Proof| proof.best.as_ref().is_some_and(|b| b.cost[level] > floor);
    if level > 1 && is_open(proof) {
        improve(job, proof, level, None);
    }
    let Some(best) = proof.best.as_ref().filter(|_| is_open(proof)) else {
        return Ok(());
    };
    let hard = &job.compiled.levels[0];
    let strict = best.keeps_hard_rules() && hard.floor >= 0;
    let mut program = TeamProgram::new(
        job.compiled,
        if strict { Hard::Strict } else { Hard::Elastic },
    );
    if !strict {
        program.keep(kept_at(job.compiled, best, 0));
    }
    for earlier in 1..level {
        program.aim_at(earlier);
        program.keep(kept_at(job.compiled, best, earlier));
    }
    program.aim_at(level);
    let last = level + 1 == job.compiled.levels.len();
    let share = if last { 0.8 } else { 0.6 };
    let answer = run(job, &program, Some(best), level, share)?;
    take(job, &program, &answer, level, &mut proof.best);
    settle(job, proof, level, &answer);
    if answer.ending == Ending::Stopped && !job.limits.is_over() {
        // The proof gave up: what time is left goes to a better plan.
        let share = if last { 1.0 } else { 0.3 };
        improve(job, proof, level, Some(&job.limits.share(share)));
    }
    Ok(())
}

/// Lets the other means improve the plan; a better one is kept where it costs no more at the levels before.
fn improve(job: &Job, proof: &mut Proof, level: usize, limits: Option<&Limits>) {
    let Some(best) = &proof.best else { return };
    if let Some(grouping) = (job.improve)(&best.grouping, limits) {
        keep_better(job, grouping, level, &mut proof.best);
    }
}

/// What an earlier level may cost: half a step more than it does, so that rounding excludes no plan of the same cost; where
/// steps are finer than the tolerance (shares, standard deviations), as much as still counts as the same.
fn kept_at(compiled: &Compiled, best: &Incumbent, level: usize) -> Money {
    best.cost[level] + (compiled.levels[level].step / 2).max(SAME)
}

fn run(
    job: &Job,
    program: &TeamProgram,
    start: Option<&Incumbent>,
    level: usize,
    share: f64,
) -> Result<Answer, BackendError> {
    let values = start.and_then(|start| program.values(&start.grouping));
    let priority = job.compiled.levels[level].priority;
    let finite = |value: f64| value.is_finite().then_some(value);
    let limits = job.limits.share(share);
    backend::solve(
        program.program(),
        &Settings {
            limits: &limits,
            seed: job.seed,
            nodes: job.nodes,
            start: values.as_deref(),
            progress: &|cost, bound| {
                job.observer.notice(Event::Progress {
                    priority,
                    cost: finite(cost),
                    bound: finite(bound),
                });
            },
        },
    )
}

/// Measures what the solver found and keeps it where it is better and costs no more at the levels before `level`.
fn take(
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
fn keep_better(job: &Job, grouping: Grouping, level: usize, best: &mut Option<Incumbent>) {
    let found = Incumbent::new(job.compiled, grouping);
    let better = best.as_ref().is_none_or(|best| {
        let worse_before = (0..level).any(|l| found.cost[l] > best.cost[l] + SAME);
        !worse_before && found.beats(best)
    });
    if better {
        *best = Some(found);
    }
}

/// Records the level's bound.
fn settle(job: &Job, proof: &mut Proof, level: usize, answer: &Answer) {
    let Some(best) = &proof.best else { return };
    if !answer.bound.is_finite() {
        return;
    }
    let rounded = job.compiled.levels[level].rounded_up(answer.bound);
    let bound = rounded.min(best.cost[level]);
    let before = proof.bounds[level].unwrap_or(Money::MIN);
    proof.bounds[level] = Some(before.max(bound));
}

/// A cost in the units of SPEC.md.
pub fn to_cost(money: Money) -> f64 {
    money as f64 / UNITS
}
