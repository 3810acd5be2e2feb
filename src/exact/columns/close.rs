//! With no columns below 0 left: better plans, cuts, the list of all columns that matter, and the choice among them.

use std::time::Duration;

use super::cuts::separate;
use super::finish::choose;
use super::generate::Priced;
use super::master::Solved;
use super::partition::Partition;
use super::prices::{Fine, Prices};
use super::prove::Prover;
use super::slots::Team;
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::incumbent::SAME;
use crate::rules::term::Money;

/// Cuts that one round adds.
const MOST_CUTS: usize = 60;
/// So many rounds of cuts come between two exact searches of all slots.
const MOST_EARLY: usize = 3;
/// Pools with more columns will not end soon: better plans are looked for among their cheapest columns.
pub(super) const MANY: usize = 20_000;
/// So many of a pool's cheapest columns are looked at for better plans.
const MOST_CHOSEN: usize = 3_000;
/// What a look for better plans among the columns may take.
const BRIEF: Duration = Duration::from_secs(1);
/// After so many rounds of cuts in a row that raised the bound little, a pool has no more of them …
const SILENT: usize = 12;
/// … and after each so many, better plans are looked for in it.
const OFTEN: usize = 2;

impl Prover<'_> {
    /// A plan that counts as better costs no more than this.
    pub fn target(&self) -> Money {
        self.cost() - self.job.compiled.levels[self.level].step.max(SAME + 1)
    }

    /// A plan that costs more than the target costs so much at least.
    pub fn outside(&self) -> Money {
        let step = self.job.compiled.levels[self.level].step;
        self.target() + if step > SAME { step } else { 1 }
    }

    /// Looks for better plans among the columns where many of these are new; whether there is one.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn plans_from_columns(&mut self) -> Result<bool, BackendError> {
        let share = if self.chose_in_vain { 4 } else { 8 };
        if self.teams.len() < self.chosen_from + self.chosen_from / share + 1 {
            return Ok(false);
        }
        let before = self.cost();
        self.dive()?;
        self.take_best()?;
        self.chosen_from = self.teams.len();
        let all: Vec<&Team> = self.teams.iter().collect();
        let limits = match self.job.nodes {
            Some(_) => self.limits.clone(),
            None => self.limits.within(BRIEF),
        };
        choose(
            self.shop,
            &all,
            &self.plan,
            None,
            self.exchange,
            (&limits, self.job),
        )?;
        self.take_best()?;
        self.chose_in_vain = self.cost() >= before;
        Ok(!self.chose_in_vain)
    }

    /// One step towards the end; whether there is more to do.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn close(&mut self, solved: &Solved, priced: &Priced) -> Result<bool, BackendError> {
        let bound = priced.bound();
        let raised = bound.saturating_sub(self.last_bound);
        let little = raised < (self.gap() / 50).max(1);
        self.quiet = if little { self.quiet + 1 } else { 0 };
        self.last_bound = self.last_bound.max(bound);
        let few = self
            .pool
            .as_ref()
            .is_some_and(|pool| pool.teams.len() <= self.means.few);
        if self.pool.is_some() && (few || self.quiet >= SILENT) {
            return self.finish_from_pool(solved);
        }
        let many = self
            .pool
            .as_ref()
            .is_some_and(|pool| pool.teams.len() > MANY);
        if many && self.quiet % OFTEN == OFTEN - 1 && self.plans_from_pool(solved)? {
            return Ok(true);
        }
        let parted = !self.branches.is_empty();
        let worth_listing =
            parted || self.quiet >= self.means.quiet || self.gap() < self.listed_at / 4 * 3;
        if self.pool.is_none() && worth_listing {
            self.listed_at = self.gap();
            if self.list(priced) {
                return Ok(true);
            }
        }
        let cuts = separate(self.shop.people, &self.used(solved), MOST_CUTS);
        let enough = parted || self.quiet >= SILENT || cuts.is_empty();
        if enough || (self.quiet >= self.means.quiet && self.pool.is_none()) {
            return match self.pool {
                Some(_) => self.finish_from_pool(solved),
                None => self.branch(),
            };
        }
        for cut in cuts {
            self.master.cut(cut, &self.teams)?;
        }
        Ok(true)
    }

    /// Cuts before every column is priced: they hold all the same, and an exact search of all slots takes longer than several
    /// rounds of cuts. Whether there were any.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn cut_early(&mut self, solved: &Solved) -> Result<bool, BackendError> {
        if self.last_bound == Money::MIN || self.early >= MOST_EARLY {
            return Ok(false);
        }
        self.early += 1;
        let cuts = separate(self.shop.people, &self.used(solved), MOST_CUTS);
        let any = !cuts.is_empty();
        for cut in cuts {
            self.master.cut(cut, &self.teams)?;
        }
        Ok(any)
    }

    /// Tries every plan of the pool that reduced costs leave open, or, where these are too many, chooses by a program or by branches;
    /// whether there is more to do.
    fn finish_from_pool(&mut self, solved: &Solved) -> Result<bool, BackendError> {
        let count = self.pool.as_ref().map_or(0, |pool| pool.teams.len());
        if count > MANY && self.plans_from_pool(solved)? {
            return Ok(true);
        }
        let Some(mut pool) = self.pool.take() else {
            return Ok(false);
        };
        let reduced = pool.reduced(&solved.prices);
        let done = self.try_all(&solved.prices, (&pool.teams, &reduced), self.means.effort);
        pool.outside = pool.outside.min(self.outside());
        if done {
            self.exchange.raise_to(pool.outside);
        }
        self.pool = Some(pool);
        if done || self.limits.is_over() {
            return Ok(false);
        }
        if count <= self.means.few {
            self.choose_from_pool()?;
            return Ok(false);
        }
        self.branch()
    }

    /// Tries every plan of these teams that their reduced costs leave open, with so much `effort` at the most, in nodes times
    /// teams; whether that was all.
    pub(super) fn try_all(
        &self,
        prices: &Prices,
        (teams, reduced): (&[Team], &[Fine]),
        effort: u64,
    ) -> bool {
        let slots = self.shop.slots.iter().map(|slot| slot.teams.len());
        let slots: Vec<usize> = slots.collect();
        let room = || i128::from(self.target()) * i128::from(prices.scale) - prices.base;
        let partition = Partition {
            people: self.shop.people,
            slots: &slots,
            teams,
            reduced,
            limits: &self.limits,
            nodes: effort / teams.len().max(1) as u64,
        };
        partition.search(room(), &mut |chosen| {
            let teams: Vec<&Team> = chosen.iter().map(|at| &teams[*at]).collect();
            if let Some(plan) = self.shop.plan(&teams) {
                self.exchange.offer(plan);
            }
            room()
        })
    }

    /// Chooses among all that matters.
    fn choose_from_pool(&mut self) -> Result<(), BackendError> {
        let Some(pool) = &self.pool else {
            return Ok(());
        };
        let outside = Some(pool.outside);
        self.choose_of(pool.teams.iter().collect(), outside, &self.limits)
    }

    /// Looks for a better plan among the pool's cheapest columns; whether there is one.
    fn plans_from_pool(&mut self, solved: &Solved) -> Result<bool, BackendError> {
        let Some(pool) = &self.pool else {
            return Ok(false);
        };
        let before = self.cost();
        let reduced = pool.reduced(&solved.prices);
        let mut order: Vec<usize> = (0..reduced.len()).collect();
        order.sort_by_key(|at| (reduced[*at], *at));
        order.truncate(MOST_CHOSEN);
        let cheapest = order.into_iter().map(|at| &pool.teams[at]).collect();
        let limits = match self.job.nodes {
            Some(_) => self.limits.clone(),
            None => self.limits.within(4 * BRIEF),
        };
        self.choose_of(cheapest, None, &limits)?;
        self.take_best()?;
        Ok(self.cost() < before)
    }

    /// Chooses the best of the columns, from the best plan.
    fn choose_of<'t>(
        &'t self,
        mut all: Vec<&'t Team>,
        outside: Option<Money>,
        limits: &Limits,
    ) -> Result<(), BackendError> {
        // The best plan's teams give a start.
        let mut plan = Vec::new();
        for index in &self.plan {
            let team = &self.teams[*index];
            let place = all.iter().position(|other| *other == team);
            plan.push(place.unwrap_or(all.len()));
            if place.is_none() {
                all.push(team);
            }
        }
        let settings = (limits, self.job);
        choose(self.shop, &all, &plan, outside, self.exchange, settings)?;
        Ok(())
    }
}
