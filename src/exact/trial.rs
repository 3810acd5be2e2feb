//! How a level is tried: the short ways first, then its provers side by side or in turn.

use std::time::Duration;

use super::attempt::{run, settle, take};
use super::backend::BackendError;
use super::contest::Contest;
use super::exchange::Exchange;
use super::ground::Ground;
use super::job::{Job, Proof, is_open};
use super::program::Ending;
use super::race::{in_turn, race};
use crate::control::Limits;
use crate::rules::term::Money;

/// The part of a level's time and the nodes that its program has for itself before others run beside it.
const QUICK: Duration = Duration::from_secs(2);
/// Less where columns stand ready to run beside it.
const QUICKER: Duration = Duration::from_millis(300);
const QUICK_NODES: u64 = 200;
/// What columns have for themselves where all that matter are listed.
const BRIEF: Duration = Duration::from_secs(1);
/// The same with columns, where a budget of nodes stands in place of the clock.
const QUICKER_NODES: u64 = 5;
/// So many nodes of the search for columns take about the time of one node of a program.
const SMALL_NODES: u64 = 50;

/// A level, or a part of its plans, with its program.
pub struct Trial<'a> {
    contest: Contest<'a>,
    /// Whether whole teams can be its columns.
    fits: bool,
}

impl<'a> Trial<'a> {
    /// The level of a proof that has a plan.
    pub fn new(job: &Job, ground: &'a Ground, proof: &mut Proof, level: usize) -> Option<Self> {
        let best = proof.best.as_ref()?;
        Some(Self {
            contest: Contest {
                program: ground.program(best, level),
                complete: ground.complete,
            },
            fits: proof.has_columns(job, level),
        })
    }

    /// The program alone: most workshops end here, and then the plan does not depend on the clock. Whether it
    /// came to its end. Where a level before needed all provers, so will this one, and they begin at once.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn brief(
        &self,
        job: &Job,
        proof: &mut Proof,
        level: usize,
        limits: &Limits,
    ) -> Result<bool, BackendError> {
        if proof.openings.is_some() {
            return Ok(false);
        }
        let (quick, nodes) = match job.nodes {
            Some(nodes) => (limits.clone(), self.brief_nodes(nodes)),
            None => {
                let most = if self.fits { QUICKER } else { QUICK };
                (limits.share(0.2).within(most), QUICK_NODES)
            }
        };
        self.run_program(job, proof, level, &quick, nodes)
    }

    /// Of a budget, what the program has at first.
    fn brief_nodes(&self, nodes: u64) -> u64 {
        if self.fits {
            nodes.min(QUICKER_NODES)
        } else {
            nodes
        }
    }

    /// After [`Trial::brief`]: all provers, as far as the limits allow. `ended`: the program came to its end.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn long(
        &self,
        job: &Job,
        proof: &mut Proof,
        level: usize,
        limits: &Limits,
        ended: bool,
    ) -> Result<(), BackendError> {
        match job.nodes {
            None => {
                let contest = (!ended).then_some(&self.contest);
                race(job, proof, level, contest, limits)
            }
            Some(_) if ended || !self.fits => Ok(()),
            Some(all) => {
                prove_columns(job, proof, level, limits);
                if is_open(job, proof, level) && all > self.brief_nodes(all) {
                    self.run_program(job, proof, level, limits, all)?;
                }
                Ok(())
            }
        }
    }

    fn run_program(
        &self,
        job: &Job,
        proof: &mut Proof,
        level: usize,
        limits: &Limits,
        nodes: u64,
    ) -> Result<bool, BackendError> {
        let (best, program) = (proof.best.as_ref(), &self.contest.program);
        let answer = run(job, program, best, level, limits, Some(nodes))?;
        take(job, program, &answer, level, &mut proof.best);
        settle(job, proof, level, &answer);
        Ok(answer.ending != Ending::Stopped)
    }
}

/// With a list of all columns that matter, columns mostly end at once: they have a short time for themselves.
pub fn from_list(job: &Job, proof: &mut Proof, level: usize, limits: &Limits) {
    if proof.heritage.has_list() && proof.has_columns(job, level) {
        prove_columns(job, proof, level, &limits.share(0.2).within(BRIEF));
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
    exchange.inherit(&mut proof.heritage);
    let limits = exchange.limits(limits);
    in_turn(job, &exchange, (None, true), (level, &limits), &|| true);
    proof.best = Some(exchange.best());
    let known = exchange.bound();
    proof.bounds[level] = (known > Money::MIN).then_some(known).max(before);
    proof.columns.learn(exchange.columns().clone());
    exchange.bequeath(&mut proof.heritage);
}
