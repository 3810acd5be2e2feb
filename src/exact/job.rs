//! What a proof is asked and what it found.

use std::time::Instant;

use super::columns::{self, Heritage, Means, Part};
use super::ground::Reach;
use super::incumbent::{Incumbent, SAME};
use super::openings::Left;
use crate::control::{Limits, Observer};
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::Compiled;

/// What the search may use to improve an assignment.
pub struct Effort<'a> {
    /// The level at which it should cost less; later ones only tell equal plans apart.
    pub level: usize,
    /// When to stop; `None`: a brief, fixed number of moves.
    pub limits: Option<&'a Limits>,
    /// Sets the random numbers of one round apart from those of others.
    pub round: u64,
    /// Threads.
    pub threads: usize,
    /// Whether to begin from nothing rather than from the assignment.
    pub fresh: bool,
}

/// Makes an assignment better, if it can.
pub type Improve<'a> = dyn Fn(&Grouping, &Effort) -> Option<Grouping> + Sync + 'a;

/// What the proof works on.
pub struct Job<'a> {
    /// The workshop's terms, or those of a part of its plans: with more that the hard level forbids.
    pub compiled: &'a Compiled,
    /// The terms by which plans are measured: the whole workshop's.
    pub measure: &'a Compiled,
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
    /// How whole teams as columns prove, too; `None`: they do not.
    pub columns: Option<Means>,
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
    /// What whole teams as columns did.
    pub columns: Part,
    /// What they leave to the next level.
    pub heritage: Heritage,
    /// What the last level that was parted by openings has left of them.
    pub openings: Option<Left>,
    /// When it began.
    pub began: Instant,
}

impl Proof {
    /// Whether whole teams can be columns of the level; if not, the reason is kept.
    pub(super) fn has_columns(&mut self, job: &Job, level: usize) -> bool {
        let fits = job.columns.map(|_| columns::fits(job.compiled, level));
        if let Some(Err(misfit)) = fits {
            self.columns.learn(Part::Unfit(misfit));
        }
        fits.is_some_and(|fits| fits.is_ok())
    }
}

/// Whether the best plan costs more at the level than is proven.
pub(super) fn is_open(job: &Job, proof: &Proof, level: usize) -> bool {
    let bound = proof.bounds[level].unwrap_or(job.compiled.levels[level].floor);
    let best = proof.best.as_ref();
    best.is_some_and(|best| best.cost[level] > bound + SAME)
}
