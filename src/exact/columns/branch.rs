//! Branch and price over the pool: where the master wants somebody in two places at once, or two people half together, both
//! answers are tried (Ryan and Foster 1981), the branch with the least bound first. Prices come from the pool, cuts stay valid.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::cuts::separate;
use super::master::{Solved, Wish};
use super::pool::Least;
use super::prices::Fine;
use super::prove::Prover;
use super::slots::Team;
use crate::exact::backend::BackendError;
use crate::exact::to_cost;
use crate::rules::term::Money;

/// Rounds of cuts in one branch, and how many each adds.
const CUT_ROUNDS: usize = 2;
const MOST_CUTS: usize = 20;
/// Columns of one slot that one round adds.
const MOST_NEW: usize = 12;
/// Branches that give up after so many are as good as endless.
const MOST_BRANCHES: usize = 20_000;
/// A share that is neither all nor nothing.
const PART: f64 = 1e-4;

/// What a branch settles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Decision {
    /// Whether the participant is in this slot.
    Place(usize, usize, bool),
    /// Whether the two are in one team.
    Pair(usize, usize, bool),
}

impl Decision {
    fn allows(self, team: &Team) -> bool {
        let has = |person: usize| team.members.binary_search(&person).is_ok();
        match self {
            Self::Place(person, slot, yes) => !has(person) || (team.slot == slot) == yes,
            Self::Pair(a, b, true) => has(a) == has(b),
            Self::Pair(a, b, false) => !(has(a) && has(b)),
        }
    }

    fn otherwise(self) -> Self {
        match self {
            Self::Place(person, slot, yes) => Self::Place(person, slot, !yes),
            Self::Pair(a, b, yes) => Self::Pair(a, b, !yes),
        }
    }
}

/// What a branch came to.
struct Outcome {
    bound: Money,
    next: Option<Decision>,
}

/// Bound, number, decisions: the least bound first, then the oldest.
type Branches = BinaryHeap<Reverse<(Money, usize, Vec<Decision>)>>;

impl Prover<'_> {
    /// Branches until the level is proved, whether it came to that.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn branch(&mut self) -> Result<bool, BackendError> {
        let plan: Money = self.plan.iter().map(|at| self.teams[*at].cost[self.level]).sum();
        self.master.let_miss(Some(1.0 + 2.0 * to_cost(plan.max(0))))?;
        let mut banned = Vec::new();
        let done = self.branches(&mut banned);
        for (team, banned) in banned.into_iter().enumerate() {
            if banned {
                self.master.set(team, Wish::Free)?;
            }
        }
        self.master.let_miss(None)?;
        done
    }

    fn branches(&mut self, banned: &mut Vec<bool>) -> Result<bool, BackendError> {
        let mut open = Branches::from([Reverse((self.exchange.bound(), 0, Vec::new()))]);
        let mut count = 0;
        while let Some(Reverse((bound, _, decisions))) = open.pop() {
            self.take_best()?;
            let outside = self.outside();
            if let Some(pool) = &mut self.pool {
                pool.outside = pool.outside.min(outside);
                self.exchange.raise_to(bound.min(pool.outside));
            }
            if self.is_closed() || bound > self.target() {
                return Ok(true);
            }
            count += 1;
            let most = self.job.nodes.map_or(MOST_BRANCHES, |nodes| nodes as usize);
            if count > most || self.limits.is_over() {
                return Ok(false);
            }
            let outcome = self.one_branch(&decisions, banned)?;
            let bound = bound.max(outcome.bound);
            if bound > self.target() {
                continue;
            }
            let Some(next) = outcome.next else {
                return Ok(false);
            };
            for decision in [next, next.otherwise()] {
                let mut decisions = decisions.clone();
                decisions.push(decision);
                open.push(Reverse((bound, 2 * count + open.len(), decisions)));
            }
        }
        if let Some(pool) = &self.pool {
            self.exchange.raise_to(pool.outside);
        }
        Ok(true)
    }

    fn one_branch(
        &mut self,
        decisions: &[Decision],
        banned: &mut Vec<bool>,
    ) -> Result<Outcome, BackendError> {
        let allows = |team: &Team| decisions.iter().all(|decision| decision.allows(team));
        let Some(pool) = &self.pool else {
            return Err(BackendError("branches need a pool".into()));
        };
        let allowed: Vec<usize> = (0..pool.teams.len())
            .filter(|at| allows(&pool.teams[*at]))
            .collect();
        let mut outcome = Outcome {
            bound: Money::MIN,
            next: None,
        };
        let mut rounds = 0;
        loop {
            banned.resize(self.teams.len(), false);
            for (at, (team, banned)) in self.teams.iter().zip(banned.iter_mut()).enumerate() {
                let ban = !allows(team);
                if ban != *banned {
                    *banned = ban;
                    self.master.set(at, if ban { Wish::Banned } else { Wish::Free })?;
                }
            }
            let Some(solved) = self.master.solve(self.shop)? else {
                return Ok(outcome);
            };
            self.offer_whole(&solved);
            let new = self.columns_of(&solved, &allowed, &mut outcome.bound);
            if outcome.bound > self.target() || self.limits.is_over() {
                return Ok(outcome);
            }
            if self.add(new)? > 0 {
                continue;
            }
            outcome.next = self.next_decision(&solved);
            rounds += 1;
            if rounds > CUT_ROUNDS {
                return Ok(outcome);
            }
            let cuts = separate(self.shop.people, &self.used(&solved), MOST_CUTS);
            if cuts.is_empty() {
                return Ok(outcome);
            }
            for cut in cuts {
                self.master.cut(cut, &self.teams)?;
            }
        }
    }

    /// Columns of the pool below 0 that are allowed, and a bound.
    fn columns_of(
        &self,
        solved: &Solved,
        allowed: &[usize],
        bound: &mut Money,
    ) -> Vec<(usize, Vec<usize>)> {
        let Some(pool) = &self.pool else {
            return Vec::new();
        };
        let counter = solved.prices.counter();
        let slots = self.shop.slots.iter();
        let mut least: Least = slots.map(|slot| (slot.teams.len(), 0)).collect();
        let mut below: Vec<Vec<(Fine, usize)>> = vec![Vec::new(); least.len()];
        for at in allowed {
            let team = &pool.teams[*at];
            let cost = counter.reduced(team);
            least[team.slot].1 = least[team.slot].1.min(cost);
            if cost < -self.worth() {
                below[team.slot].push((cost, *at));
            }
        }
        *bound = (*bound).max(solved.prices.bound(&least));
        let mut new = Vec::new();
        for below in &mut below {
            below.sort_unstable();
            let best = below.iter().take(MOST_NEW).map(|(_, at)| &pool.teams[*at]);
            new.extend(best.map(|team| (team.slot, team.members.clone())));
        }
        new
    }

    /// The teams that the master uses.
    pub fn used(&self, solved: &Solved) -> Vec<(&Team, f64)> {
        let used = self.teams.iter().zip(&solved.values);
        let used = used.filter(|(_, value)| **value > 1e-6);
        used.map(|(team, value)| (team, *value)).collect()
    }

    /// The place or pair that is most in doubt.
    fn next_decision(&self, solved: &Solved) -> Option<Decision> {
        let (people, slots) = (self.shop.people, self.shop.slots.len());
        let mut places = vec![0.0; people * slots];
        let mut pairs = vec![0.0; people * people];
        for (team, value) in self.used(solved) {
            for (at, person) in team.members.iter().enumerate() {
                places[person * slots + team.slot] += value;
                for other in &team.members[at + 1..] {
                    pairs[person * people + other] += value;
                }
            }
        }
        let doubt = |shares: &[f64]| {
            let doubts = shares.iter().enumerate().map(|(at, share)| (at, share.min(1.0 - share)));
            let most = doubts.max_by(|one, other| one.1.total_cmp(&other.1).then(other.0.cmp(&one.0)));
            most.filter(|(_, doubt)| *doubt > PART).map(|(at, _)| at)
        };
        if let Some(at) = doubt(&places) {
            return Some(Decision::Place(at / slots, at % slots, true));
        }
        doubt(&pairs).map(|at| Decision::Pair(at / people, at % people, true))
    }
}
