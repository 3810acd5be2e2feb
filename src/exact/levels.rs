//! Proves teams level by level: each level's cost is minimised with the levels before it kept at their cost.

use std::time::Duration;

use super::backend::{self, BackendError};
use super::program::{Answer, Ending, Settings};
use super::race::Exchange;
use super::teams::{Hard, TeamProgram};
use crate::control::{Event, Limits, Observer};
use crate::model::Grouping;
use crate::rules::term::{Money, UNITS};
use crate::score::{Compiled, measure};

/// Costs closer than this are the same: half of SPEC §4's tolerance, in [`Money`].
pub const SAME: Money = 500;

/// Programs heavier than this (about columns plus row entries) are not begun: no solver finishes them.
const HEAVIEST: f64 = 20e6;

/// The part of a level's time and the nodes that its program has for itself before others run beside it.
const QUICK: Duration = Duration::from_secs(2);
const QUICK_NODES: u64 = 200;

/// How long the first round of the search beside a proof lasts; later ones up to five times as long.
const SLICE: Duration = Duration::from_secs(1);

/// How often a waiting thread looks up.
const TICK: Duration = Duration::from_millis(20);

/// Makes an assignment better, if it can.
pub type Improve<'a> = dyn Fn(&Grouping, Option<&Limits>, u64) -> Option<Grouping> + Sync + 'a;

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
    /// Threads; the proof has one, the search the others.
    pub threads: usize,
    /// Whether to end where nothing gets better for long.
    pub impatient: bool,
    /// Improves an assignment by other means: briefly, or with the time of these limits; the last is the round.
    pub improve: &'a Improve<'a>,
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
    /// Whether a level was left because nothing got better for long.
    pub stalled: bool,
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
        stalled: false,
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
        let limits = job.limits.share(0.5);
        let answer = run(job, &program, None, 1.min(levels - 1), &limits, job.nodes)?;
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
    let limits = job.limits.share(0.7);
    let answer = run(job, &program, proof.best.as_ref(), 0, &limits, job.nodes)?;
    take(job, &program, &answer, 0, &mut proof.best);
    settle(job, proof, 0, &answer);
    proof.clash |= proof.bounds[0].is_some_and(|bound| bound > 2 * SAME);
    Ok(1)
}

/// Minimises one soft level with the earlier ones kept.
fn prove_level(job: &Job, proof: &mut Proof, level: usize) -> Result<(), BackendError> {
    let floor = job.compiled.levels[level].floor;
    let is_open = |proof: &Proof| {
        let bound = proof.bounds[level].unwrap_or(floor);
        proof
            .best
            .as_ref()
            .is_some_and(|b| b.cost[level] > bound + SAME)
    };
    if level > 1 && is_open(proof) {
        improve(job, proof, level, None);
    }
    let Some(best) = proof.best.as_ref().filter(|_| is_open(proof)) else {
        return Ok(());
    };
    let program = level_program(job.compiled, best, level);
    let last = level + 1 == job.compiled.levels.len();
    let limits = job.limits.share(if last { 1.0 } else { 0.6 });
    // Alone first: most workshops end here, and then the plan does not depend on the clock.
    let (quick, nodes) = match job.nodes {
        Some(nodes) => (limits.clone(), Some(nodes)),
        None => (limits.share(0.2).within(QUICK), Some(QUICK_NODES)),
    };
    let answer = run(job, &program, Some(best), level, &quick, nodes)?;
    take(job, &program, &answer, level, &mut proof.best);
    settle(job, proof, level, &answer);
    if job.nodes.is_none() && is_open(proof) && answer.ending == Ending::Stopped {
        race(job, proof, level, &program, &limits)?;
    }
    Ok(())
}

/// The program of a soft level: the hard rules and the levels before it kept as `best` keeps them.
fn level_program<'a>(compiled: &'a Compiled, best: &Incumbent, level: usize) -> TeamProgram<'a> {
    let strict = best.keeps_hard_rules() && compiled.levels[0].floor >= 0;
    let hard = if strict { Hard::Strict } else { Hard::Elastic };
    let mut program = TeamProgram::new(compiled, hard);
    if !strict {
        program.keep(kept_at(compiled, best, 0));
    }
    for earlier in 1..level {
        program.aim_at(earlier);
        program.keep(kept_at(compiled, best, earlier));
    }
    program.aim_at(level);
    program
}

/// Proves the level on one thread while the others look for better plans; each tells the other what it finds.
fn race(
    job: &Job,
    proof: &mut Proof,
    level: usize,
    program: &TeamProgram,
    limits: &Limits,
) -> Result<(), BackendError> {
    let Some(best) = proof.best.clone() else {
        return Ok(());
    };
    let bound = proof.bounds[level].unwrap_or(Money::MIN);
    let exchange = Exchange::new(job, level, best, bound);
    let limits = exchange.limits(limits);
    let proved = std::thread::scope(|scope| {
        let prover = scope.spawn(|| {
            // On one thread, the search has its turn afterwards.
            let share = if job.threads > 1 { 1.0 } else { 0.8 };
            let answer = prove_against(job, &exchange, program, &limits.share(share));
            let stopped = answer.as_ref().is_ok_and(|a| a.ending == Ending::Stopped);
            if !stopped {
                exchange.end();
            }
            answer
        });
        if job.threads == 1 {
            while !prover.is_finished() && !limits.is_over() {
                std::thread::sleep(TICK);
                exchange.end_if_stalled();
            }
        }
        for round in 1.. {
            if limits.is_over() {
                break;
            }
            let slice = limits.within(SLICE * round.min(5));
            match (job.improve)(&exchange.best().grouping, Some(&slice), u64::from(round)) {
                Some(better) => exchange.offer(better),
                None => std::thread::sleep(TICK),
            }
            exchange.end_if_stalled();
        }
        prover.join()
    });
    proof.best = Some(exchange.best());
    proof.stalled |= exchange.has_stalled();
    let known = exchange.bound().max(bound);
    proof.bounds[level] = (known > Money::MIN).then_some(known);
    match proved {
        Ok(answer) => {
            let answer = answer?;
            take(job, program, &answer, level, &mut proof.best);
            settle(job, proof, level, &answer);
            Ok(())
        }
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// Solves the level's program, telling its bounds to the exchange and taking better plans from it.
fn prove_against(
    job: &Job,
    exchange: &Exchange,
    program: &TeamProgram,
    limits: &Limits,
) -> Result<Answer, BackendError> {
    backend::solve(
        program.program(),
        &Settings {
            limits,
            seed: job.seed,
            nodes: None,
            start: program.values(&exchange.best().grouping).as_deref(),
            progress: &|_, bound| exchange.raise(bound),
            news: &|cost| {
                let better = exchange.better_than((cost * UNITS) as Money)?;
                program.values(&better)
            },
        },
    )
}

/// Lets the search improve the plan; a better one is kept where it costs no more at the levels before.
fn improve(job: &Job, proof: &mut Proof, level: usize, limits: Option<&Limits>) {
    let Some(best) = &proof.best else { return };
    if let Some(grouping) = (job.improve)(&best.grouping, limits, 0) {
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
    limits: &Limits,
    nodes: Option<u64>,
) -> Result<Answer, BackendError> {
    let values = start.and_then(|start| program.values(&start.grouping));
    let priority = job.compiled.levels[level].priority;
    let finite = |value: f64| value.is_finite().then_some(value);
    backend::solve(
        program.program(),
        &Settings {
            limits,
            seed: job.seed,
            nodes,
            start: values.as_deref(),
            progress: &|cost, bound| {
                job.observer.notice(Event::Progress {
                    priority,
                    cost: finite(cost),
                    bound: finite(bound),
                });
            },
            news: &|_| None,
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
