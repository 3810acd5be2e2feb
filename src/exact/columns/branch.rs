//! Branch and price (Barnhart et al. 1998): where cuts raise the bound no further and the columns that matter are too many to be
//! listed, the level is parted by decisions: somebody is in a team of some slots or in none of them, two are together or apart.
//!
//! A decision takes candidates out of slots and forbids pairs, so that branches are priced as everything else is; columns and cuts
//! hold in all of them. The branch with the least bound comes first, and the decision is the one that raises the bounds of both sides
//! most while no new columns are looked for (strong branching, Achterberg, Koch, Martin 2005).

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::decisions::Decision;
use super::exactly::Searched;
use super::master::Solved;
use super::pool::{Least, ceiling};
use super::prices::Fine;
use super::prove::Prover;
use crate::exact::backend::BackendError;
use crate::exact::to_cost;
use crate::rules::term::Money;

/// Where so few of a pool's columns matter in a branch, every plan of them is tried …
const MOST_TRIED: usize = 8_000;
/// … as far as so much effort lasts, in nodes times columns.
const EFFORT: u64 = 100_000_000;
/// So many decisions of each kind are tried before one is taken.
const TRIED: usize = 4;
/// The share of the gap that columns may take from a branch's bound which are below 0 by little: its branches look again.
const SLACK: f64 = 0.1;
/// With a budget of nodes: one branch for so many of them.
const NODES_OF_BRANCH: u64 = 200_000;
/// Without a list, branches are worked on for so long at the least before one is tried again.
const LEAST: Duration = Duration::from_secs(2);
/// The price of those whom nobody has is raised so many times.
pub(super) const RAISES: usize = 4;

/// A part of the level's plans.
pub(super) struct Branch {
    decisions: Vec<Arc<Decision>>,
    /// No plan of it costs less.
    bound: Money,
}

/// What work on a branch came to.
enum Outcome {
    /// There is nothing better in it.
    Done,
    /// It is to be parted by this.
    Parted(Decision),
    /// The limits are reached, or nothing parts it.
    Left,
}

impl Prover<'_> {
    /// Parts the level until no branch can hold a better plan, or the limits are reached, or, without a list of all columns that
    /// matter, it has lasted as long as everything before: they may have become few enough. Whether there is more to do.
    ///
    /// # Errors
    /// When the solver fails.
    pub(super) fn branch(&mut self) -> Result<bool, BackendError> {
        // How many teams of each theme are open is decided before all else.
        if self.exchange.openings().is_some() {
            return Ok(false);
        }
        let mut open = std::mem::take(&mut self.branches);
        if open.is_empty() {
            open.push(Branch {
                decisions: Vec::new(),
                bound: self.last_bound,
            });
        }
        let until = match (&self.pool, self.job.nodes) {
            (None, None) => Some(Instant::now() + self.began.elapsed().max(LEAST)),
            _ => None,
        };
        let stuck = self.branch_all(&mut open, until);
        self.enter(&[])?;
        if open.is_empty() {
            self.raise_branches(Money::MAX);
        }
        let more = !stuck? && !open.is_empty() && !self.is_closed() && !self.limits.is_over();
        self.branches = open;
        Ok(more)
    }

    /// Works on the branches; whether nothing more can be done.
    fn branch_all(
        &mut self,
        open: &mut Vec<Branch>,
        until: Option<Instant>,
    ) -> Result<bool, BackendError> {
        let most = self.job.nodes.map(|nodes| nodes / NODES_OF_BRANCH);
        let mut count = 0;
        while let Some(at) = least(open) {
            self.take_best()?;
            self.raise_branches(open[at].bound);
            if self.is_closed() || self.limits.is_over() || most.is_some_and(|most| count >= most) {
                return Ok(true);
            }
            if until.is_some_and(|until| Instant::now() >= until) {
                return Ok(false);
            }
            let mut branch = open.swap_remove(at);
            if branch.bound > self.target() {
                continue;
            }
            count += 1;
            self.parted += 1;
            self.enter(&branch.decisions)?;
            let outcome = self.work(&mut branch);
            self.master.let_miss(self.missing)?;
            match outcome? {
                Outcome::Done => {}
                Outcome::Parted(decision) => {
                    for decision in [decision.opposite(), decision] {
                        let mut decisions = branch.decisions.clone();
                        decisions.push(Arc::new(decision));
                        let bound = branch.bound;
                        open.push(Branch { decisions, bound });
                    }
                }
                Outcome::Left => {
                    open.push(branch);
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    /// What is proved of the level when no branch has a smaller bound.
    fn raise_branches(&self, bound: Money) {
        let mut bound = bound.min(self.outside());
        if let Some(pool) = &self.pool {
            bound = bound.min(pool.outside);
        }
        self.exchange.raise_to(bound);
    }

    /// What it costs in the master that nobody has somebody: more each time, and at least as much as the whole plan.
    pub(super) fn price_of_missing(&self, raised: usize) -> f64 {
        (1.0 + to_cost(self.cost()).abs()) * 10_f64.powi(raised as i32)
    }

    /// Prices the branch until it is done, or a decision is needed.
    fn work(&mut self, branch: &mut Branch) -> Result<Outcome, BackendError> {
        let mut raised = 0;
        let mut slack = Some(SLACK);
        loop {
            if self.limits.is_over() {
                return Ok(Outcome::Left);
            }
            let Some(solved) = self.master.solve(self.shop)? else {
                // The columns so far leave somebody out: prices tell which are wanted.
                if raised > RAISES {
                    return Ok(Outcome::Left);
                }
                self.master.let_miss(Some(self.price_of_missing(raised)))?;
                raised += 1;
                continue;
            };
            self.offer_whole(&solved);
            if self.pool.is_none() {
                let tables = self.tables_of(&solved.prices, &|_| true);
                let new = self.quick(&tables, &solved);
                if self.add(new)? > 0 {
                    continue;
                }
            }
            let searched = if self.pool.is_some() {
                self.search_pool(&solved, &branch.decisions)?
            } else {
                self.search_slots(&solved, slack)?
            };
            if let Some(bound) = searched.bound {
                branch.bound = branch.bound.max(bound);
            }
            if branch.bound > self.target() {
                return Ok(Outcome::Done);
            }
            match searched {
                Searched { added: 1.., .. } => {}
                Searched { stuck: true, .. } => return Ok(Outcome::Left),
                Searched {
                    unfinished: true, ..
                } => {}
                _ if solved.missed > 1e-6 => {
                    if raised > RAISES {
                        return Ok(Outcome::Left);
                    }
                    self.master.let_miss(Some(self.price_of_missing(raised)))?;
                    raised += 1;
                }
                _ if self.is_tried(&solved, &searched.priced.least, &branch.decisions) => {
                    return Ok(Outcome::Done);
                }
                _ => match self.decide(&solved, branch)? {
                    Some(decision) => return Ok(Outcome::Parted(decision)),
                    // The master has a plan, and columns that were left for now may still make it cheaper.
                    None if slack.is_some() => slack = None,
                    None => return Ok(Outcome::Left),
                },
            }
        }
    }

    /// Tries every plan of the branch where the pool's columns that matter in it are few; whether that was all.
    fn is_tried(&self, solved: &Solved, least: &Least, decisions: &[Arc<Decision>]) -> bool {
        let Some(pool) = &self.pool else {
            return false;
        };
        let (prices, target) = (&solved.prices, self.target());
        let slots = 0..self.shop.slots.len();
        let ceilings: Vec<Fine> = slots
            .map(|slot| ceiling(prices, least, target, slot))
            .collect();
        let (mut teams, mut costs) = (Vec::new(), Vec::new());
        for (team, cost) in pool.teams.iter().zip(pool.reduced(prices)) {
            if cost < ceilings[team.slot] && decisions.iter().all(|d| d.allows(team)) {
                teams.push(team.clone());
                costs.push(cost);
            }
            if teams.len() > MOST_TRIED {
                return false;
            }
        }
        self.try_all(prices, (&teams, &costs), EFFORT)
    }

    /// The decision that raises the bound most on both sides, of those about which the master is undecided.
    fn decide(
        &mut self,
        solved: &Solved,
        branch: &Branch,
    ) -> Result<Option<Decision>, BackendError> {
        let used = self.used(solved);
        let mut open = Decision::places(self.shop, &used, TRIED);
        open.extend(Decision::pairs(self.shop.people, &used, TRIED));
        let mut best: Option<(f64, Decision)> = None;
        let gap = to_cost(self.target() - branch.bound).max(1e-9);
        let basis = self.master.basis()?;
        for decision in open {
            let mut raised = [gap; 2];
            for (raised, side) in raised
                .iter_mut()
                .zip([decision.clone(), decision.opposite()])
            {
                let mut decisions = branch.decisions.clone();
                decisions.push(Arc::new(side));
                self.allow(&decisions)?;
                self.master.stand(&basis)?;
                if let Some(cost) = self.master.estimate()? {
                    *raised = (cost - solved.cost).clamp(gap * 1e-3, gap);
                }
            }
            let score = raised[0] * raised[1];
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, decision));
            }
        }
        Ok(best.map(|(_, decision)| decision))
    }

    /// Sets the slots and the master for a branch.
    fn enter(&mut self, decisions: &[Arc<Decision>]) -> Result<(), BackendError> {
        let slots = self.shop.slots.iter().enumerate();
        let slots = slots.map(|(index, slot)| Decision::restrict(decisions, index, slot));
        self.slots = slots.collect();
        self.allow(decisions)
    }

    /// Lets the master use only what the decisions allow.
    fn allow(&mut self, decisions: &[Arc<Decision>]) -> Result<(), BackendError> {
        self.allowed.resize(self.teams.len(), true);
        for (at, team) in self.teams.iter().enumerate() {
            let allowed = decisions.iter().all(|decision| decision.allows(team));
            if allowed != self.allowed[at] {
                self.master.allow(at, allowed)?;
                self.allowed[at] = allowed;
            }
        }
        Ok(())
    }
}

/// Where the branch with the least bound is; of equals, the one that came last, which is the deepest.
fn least(open: &[Branch]) -> Option<usize> {
    let places = (0..open.len()).rev();
    places.min_by_key(|at| open[*at].bound)
}
