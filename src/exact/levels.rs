//! Proves teams level by level: each level's cost is minimised with the levels before it kept at their cost.

use std::time::{Duration, Instant};

use super::aggregate::Aggregate;
use super::attempt::{keep_better, settle, with_settings};
use super::backend::BackendError;
use super::columns::{Heritage, Part};
use super::explain;
use super::ground::{Ground, Reach};
use super::hard::prove_hard;
use super::incumbent::Incumbent;
use super::job::{Effort, Job, Proof, is_open};
use super::program::Ending;
use super::race::race;
use super::trial::{self, Trial};
use crate::score::Compiled;

/// Where the levels before took so long, the search has this share of that for the next one, and so much at the most.
const TAKEN_LONG: Duration = Duration::from_secs(3);
const SHARE_OF_TAKEN: f64 = 0.15;
const LONG: Duration = Duration::from_secs(3);

/// The share of the time left that a level may take where others come after it: while it is open, their bounds say little.
const BUT_FOR_LATER: f64 = 0.85;

/// The share of the time that the program over groups may take.
const AGGREGATE_SHARE: f64 = 0.5;

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
        columns: Part::None,
        heritage: Heritage::default(),
        openings: None,
        began: Instant::now(),
    };
    let last = job.compiled.levels.len() - 1;
    explain::ground(job, ground.as_ref());
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
        let used = |aggregate: &&Aggregate| !whole || aggregate.says_all(level);
        if job.reach != Reach::Nothing && is_open(job, &proof, level) {
            let used = aggregate.as_ref().is_some_and(|aggregate| used(&aggregate));
            explain::groups(job, level, aggregate.as_ref(), used);
        }
        let told = match aggregate.as_ref().filter(used) {
            Some(aggregate) => prove_aggregate(job, aggregate, &mut proof, level)?,
            None => false,
        };
        if let Some(ground) = &ground {
            let narrower = without_spare_places(job, ground, &proof, level);
            let narrowed = narrower
                .as_ref()
                .and_then(|narrower| Some((narrower, Ground::of(narrower, job.reach, strict)?)));
            match narrowed {
                Some((compiled, ground)) => {
                    let job = &Job { compiled, ..*job };
                    prove_level(job, &ground, &mut proof, level, told)?;
                }
                None => prove_level(job, ground, &mut proof, level, told)?,
            }
        }
        explain::level(job, &proof, level);
    }
    if let Some(ground) = &ground
        && ground.complete
        && job.nodes.is_none()
    {
        // What one level did not use may be enough for another.
        for level in first_soft..=last {
            if !proof.stalled && !job.limits.is_over() && is_open(job, &proof, level) {
                prove_level(job, ground, &mut proof, level, false)?;
                explain::level(job, &proof, level);
            }
        }
    }
    let open = (1..=last).any(|level| is_open(job, &proof, level));
    if ground.is_none() && job.nodes.is_none() && open && !job.limits.is_over() {
        race(job, &mut proof, last, None, job.limits)?;
        explain::level(job, &proof, last);
    }
    Ok(proof)
}

/// The workshop without the places that nobody needs, as the levels before have shown; `None` where they showed none.
fn without_spare_places(
    job: &Job,
    ground: &Ground,
    proof: &Proof,
    level: usize,
) -> Option<Compiled> {
    let best = proof.best.as_ref()?;
    let spare = proof.heritage.spare_places(&best.cost[..level]);
    if !ground.complete || spare.is_empty() {
        return None;
    }
    let all = job.compiled.people * job.compiled.teams;
    explain::spare(job, level, spare.len(), all);
    Some(job.compiled.without(&spare))
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
    if !is_open(job, proof, level) || proof.best.is_none() {
        return Ok(());
    }
    let last = level + 1 == job.compiled.levels.len();
    let limits = job.limits.share(if last { 1.0 } else { BUT_FOR_LATER });
    if told && !ground.complete {
        return match job.nodes {
            Some(_) => Ok(()),
            None => race(job, proof, level, None, &limits),
        };
    }
    trial::from_list(job, proof, level, &limits);
    if !is_open(job, proof, level) {
        return Ok(());
    }
    let Some(trial) = Trial::new(job, ground, proof, level) else {
        return Ok(());
    };
    let ended = trial.brief(job, proof, level, &limits)?;
    if !is_open(job, proof, level) || (ended && ground.complete) {
        return Ok(());
    }
    trial.long(job, proof, level, &limits, ended)
}

/// Lets the search improve the plan briefly, and longer where the levels before took long.
fn improve(job: &Job, proof: &mut Proof, level: usize) {
    let Some(best) = &proof.best else { return };
    let taken = proof.began.elapsed();
    let long = job.nodes.is_none() && taken >= TAKEN_LONG;
    let limits = long.then(|| job.limits.within((taken.mul_f64(SHARE_OF_TAKEN)).min(LONG)));
    let effort = Effort {
        level,
        limits: limits.as_ref(),
        round: 0,
        threads: job.threads,
        fresh: false,
    };
    if let Some(grouping) = (job.improve)(&best.grouping, &effort) {
        keep_better(job, grouping, level, &mut proof.best);
    }
}
