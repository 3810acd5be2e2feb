//! The hard level: a plan that keeps the rules, or the least violation.

use super::attempt::{run, settle, take};
use super::backend::BackendError;
use super::ground::Ground;
use super::incumbent::{Incumbent, SAME};
use super::job::{Job, Proof};
use super::program::Ending;
use super::teams::{Hard, TeamProgram};

/// Finds an assignment that keeps the hard rules, or the least violation; returns the first level that is still open.
pub(super) fn prove_hard(
    job: &Job,
    ground: &Ground,
    proof: &mut Proof,
) -> Result<usize, BackendError> {
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
