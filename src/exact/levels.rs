//! Proves teams level by level: each level's cost is minimised with the levels before it kept at their cost.

use std::time::Duration;

use super::aggregate::Aggregate;
use super::backend::{self, BackendError};
use super::columns;
use super::exchange::Exchange;
use super::ground::{Ground, Reach};
use super::incumbent::{Incumbent, SAME};
use super::program::{Answer, Ending, Settings};
use super::race::{Contest, in_turn, race};
use super::teams::{Hard, TeamProgram};
use crate::control::{Event, Limits, Observer};
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::Compiled;

/// The part of a level's time and the nodes that its program has for itself before others run beside it.
const QUICK: Duration = Duration::from_secs(2);
/// Less where columns stand ready to run beside it.
const QUICKER: Duration = Duration::from_millis(300);
const QUICK_NODES: u64 = 200;
/// The same with columns, where a budget of nodes stands in place of the clock.
const QUICKER_NODES: u64 = 5;
/// So many nodes of the search for columns take about the time of one node of a program.
const SMALL_NODES: u64 = 50;

/// The share of the time that the program over groups may take.
const AGGREGATE_SHARE: f64 = 0.5;

/// What the search may use to improve an assignment.
pub struct Effort<'a> {
    /// When to stop; `None`: a brief, fixed number of moves.
    pub limits: Option<&'a Limits>,
    /// Sets the random numbers of one round apart from those of others.
    pub round: u64,
    /// Threads.
    pub threads: usize,
}

/// Makes an assignment better, if it can.
pub type Improve<'a> = dyn Fn(&Grouping, &Effort) -> Option<Grouping> + Sync + 'a;

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
    /// How much to prove at the most.
    pub reach: Reach,
    /// Whether whole teams as columns may prove, too.
    pub columns: bool,
    /// Improves an assignment by local search.
    pub improve: &'a Improve<'a>,
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
    /// How much of the workshop the proof worked on.
    pub reach: Reach,
    /// Whether a level was left because nothing got better for long.
    pub stalled: bool,
    /// Whether equal teams, put together, proved a level that was open.
    pub aggregated: bool,
    /// Whether whole teams as columns proved one.
    pub by_columns: bool,
}

/// Proves the teams level by level, from an assignment if there is one, as far as the limits allow.
///
/// # Errors
/// When the ILP solver fails.
pub fn prove(job: &Job, start: Option<Incumbent>) -> Result<Proof, BackendError> {
    let floors = job.compiled.levels.iter();
    let strict = start.as_ref().is_some_and(Incumbent::keeps_hard_rules);
    let ground = Ground::of(job.compiled, job.reach, strict);
    let mut proof = Proof {
        bounds: floors.map(|level| Some(level.floor)).collect(),
        best: start,
        clash: false,
        reach: ground.as_ref().map_or(Reach::Nothing, Ground::reach),
        stalled: false,
        aggregated: false,
        by_columns: false,
    };
    let last = job.compiled.levels.len() - 1;
    let first_soft = match &ground {
        Some(ground) => prove_hard(job, ground, &mut proof)?,
        None => 1,
    };
    let aggregate = match &proof.best {
        Some(best) if job.reach != Reach::Nothing => Aggregate::of(job.compiled, best),
        _ => None,
    };
    // Where groups leave something unsaid, they are worth the time only if no program says more.
    let whole = ground.as_ref().is_some_and(|ground| ground.complete);
    for level in first_soft..=last {
        let told = match &aggregate {
            Some(aggregate) if !whole || aggregate.says_all(level) => {
                prove_aggregate(job, aggregate, &mut proof, level)?
            }
            _ => false,
        };
        if let Some(ground) = &ground
            && proof.best.is_some()
        {
            prove_level(job, ground, &mut proof, level, told)?;
        }
    }
    if ground.is_none() && job.nodes.is_none() && (1..=last).any(|l| is_open(job, &proof, l)) {
        race(job, &mut proof, last, None, job.limits)?;
    }
    Ok(proof)
}

/// Whether the best plan costs more at the level than is proven.
fn is_open(job: &Job, proof: &Proof, level: usize) -> bool {
    let bound = proof.bounds[level].unwrap_or(job.compiled.levels[level].floor);
    let best = proof.best.as_ref();
    best.is_some_and(|best| best.cost[level] > bound + SAME)
}

/// Minimises one soft level over groups of equal teams; tells whether that came to its end.
fn prove_aggregate(
    job: &Job,
    aggregate: &Aggregate,
    proof: &mut Proof,
    level: usize,
) -> Result<bool, BackendError> {
    let Some(best) = proof.best.as_ref().filter(|_| is_open(job, proof, level)) else {
        return Ok(false);
    };
    let limits = job.limits.share(AGGREGATE_SHARE);
    let (answer, grouping) = with_settings(job, level, None, &limits, job.nodes, |settings| {
        aggregate.solve(best, level, settings, job.threads)
    })?;
    if let Some(grouping) = grouping {
        keep_better(job, grouping, level, &mut proof.best);
    }
    settle(job, proof, level, &answer);
    proof.aggregated |= !is_open(job, proof, level);
    Ok(answer.ending != Ending::Stopped)
}

/// Finds an assignment that keeps the hard rules, or the least violation; returns the first level that is still open.
fn prove_hard(job: &Job, ground: &Ground, proof: &mut Proof) -> Result<usize, BackendError> {
    let levels = job.compiled.levels.len();
    let hard = &job.compiled.levels[0];
    let kept = |best: &Option<Incumbent>| best.as_ref().is_some_and(Incumbent::keeps_hard_rules);
    // A level 0 that can be negative (a hard `difference` with a matrix) is a cost like any other.
    let plain = hard.floor >= 0;
    if plain && kept(&proof.best) {
        return Ok(1);
    }
    if plain && hard.floor <= SAME {
        let mut program = TeamProgram::new(&ground.terms, Hard::Strict);
        if levels > 1 {
            ground.aim_at(&mut program, 1);
        }
        let limits = job.limits.share(0.5);
        let answer = run(job, &program, None, 1.min(levels - 1), &limits, job.nodes)?;
        take(job, &program, &answer, 0, &mut proof.best);
        match answer.ending {
            Ending::Infeasible => proof.clash = true,
            _ if kept(&proof.best) => {
                if levels > 1 {
                    settle(job, proof, 1, &answer);
                }
                let done = ground.complete && answer.ending == Ending::Optimal;
                return Ok(if done { 2 } else { 1 });
            }
            _ => {}
        }
    }
    let program = TeamProgram::new(&ground.terms, Hard::Elastic);
    let limits = job.limits.share(0.7);
    let answer = run(job, &program, proof.best.as_ref(), 0, &limits, job.nodes)?;
    take(job, &program, &answer, 0, &mut proof.best);
    settle(job, proof, 0, &answer);
    proof.clash |= proof.bounds[0].is_some_and(|bound| bound > 2 * SAME);
    Ok(1)
}

/// Minimises one soft level with the earlier ones kept. `told`: groups of equal teams have told what they can, so that a
/// program without pairs would add nothing.
fn prove_level(
    job: &Job,
    ground: &Ground,
    proof: &mut Proof,
    level: usize,
    told: bool,
) -> Result<(), BackendError> {
    if level > 1 && is_open(job, proof, level) {
        improve(job, proof, level);
    }
    let Some(best) = proof.best.as_ref().filter(|_| is_open(job, proof, level)) else {
        return Ok(());
    };
    let last = level + 1 == job.compiled.levels.len();
    let limits = job.limits.share(if last { 1.0 } else { 0.6 });
    if told && !ground.complete {
        return match job.nodes {
            Some(_) => Ok(()),
            None => race(job, proof, level, None, &limits),
        };
    }
    let contest = Contest {
        program: ground.program(best, level),
        complete: ground.complete,
    };
    // Alone first: most workshops end here, and then the plan does not depend on the clock.
    let fits = job.columns && columns::fits(job.compiled, level).is_ok();
    let (quick, nodes) = match job.nodes {
        Some(nodes) if fits => (limits.clone(), nodes.min(QUICKER_NODES)),
        Some(nodes) => (limits.clone(), nodes),
        None => {
            let most = if fits { QUICKER } else { QUICK };
            (limits.share(0.2).within(most), QUICK_NODES)
        }
    };
    let run_program = |proof: &mut Proof, limits: &Limits, nodes: u64| {
        let best = proof.best.as_ref();
        let answer = run(job, &contest.program, best, level, limits, Some(nodes))?;
        take(job, &contest.program, &answer, level, &mut proof.best);
        settle(job, proof, level, &answer);
        Ok(answer.ending != Ending::Stopped)
    };
    let ended = run_program(proof, &quick, nodes)?;
    if !is_open(job, proof, level) || (ended && ground.complete) {
        return Ok(());
    }
    match job.nodes {
        None => race(job, proof, level, (!ended).then_some(&contest), &limits),
        Some(_) if ended || !fits => Ok(()),
        Some(all) => {
            prove_columns(job, proof, level, &limits);
            if is_open(job, proof, level) && all > nodes {
                run_program(proof, &limits, all)?;
            }
            Ok(())
        }
    }
}

/// The proof by columns with a budget of nodes.
fn prove_columns(job: &Job, proof: &mut Proof, level: usize, limits: &Limits) {
    let Some(best) = proof.best.clone() else {
        return;
    };
    let before = proof.bounds[level];
    let exchange = Exchange::new(job, level, best, before.unwrap_or(Money::MIN));
    let nodes = job.nodes.map(|nodes| nodes.saturating_mul(SMALL_NODES));
    let job = &Job { nodes, ..*job };
    in_turn(job, &exchange, level, &exchange.limits(limits), &|| true);
    proof.best = Some(exchange.best());
    let known = exchange.bound();
    proof.bounds[level] = (known > Money::MIN).then_some(known).max(before);
    proof.by_columns |= exchange.is_closed_by_columns();
}

/// Lets the search improve the plan briefly.
fn improve(job: &Job, proof: &mut Proof, level: usize) {
    let Some(best) = &proof.best else { return };
    let effort = Effort {
        limits: None,
        round: 0,
        threads: job.threads,
    };
    if let Some(grouping) = (job.improve)(&best.grouping, &effort) {
        keep_better(job, grouping, level, &mut proof.best);
    }
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
    with_settings(job, level, values.as_deref(), limits, nodes, |settings| {
        backend::solve(program.program(), settings)
    })
}

/// Calls `solve` with settings that tell the observer of the level's progress.
fn with_settings<T>(
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
