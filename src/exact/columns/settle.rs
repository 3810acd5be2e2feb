//! What the levels after a proved one may use: every column that a plan of its least cost can have.
//!
//! Such a plan uses only columns whose reduced cost is at most what the level's bound, before it is rounded up to a step, leaves
//! below its cost. Where the first level is bounded tightly, these are few, and the next level begins with a list of them.

use super::generate::Step;
use super::heritage::Heritage;
use super::pool::{Least, ceiling};
use super::prices::Prices;
use super::prove::Prover;
use super::slots::Team;
use crate::exact::backend::BackendError;
use crate::exact::incumbent::SAME;
use crate::rules::term::Money;

/// The share of the time that is left that this may take …
const SHARE: f64 = 0.3;
/// … and of the time that the columns of the level have taken.
const SHARE_SO_FAR: f64 = 0.5;
/// With so many heads in a team at the mean, lists are too long.
const LARGE: usize = 8;
/// Rounds of columns.
const ROUNDS: usize = 60;

impl Prover<'_> {
    /// What the next level inherits.
    ///
    /// # Errors
    /// When the solver fails.
    pub(super) fn bequeath(&mut self) -> Result<Heritage, BackendError> {
        let last = self.level + 1 == self.job.compiled.levels.len();
        let mut heritage = Heritage::of(self.shop, &self.teams, self.cuts.clone());
        heritage.keep_spare(&mut self.legacy);
        if last {
            return Ok(heritage);
        }
        self.last_limits();
        if !self.is_closed() {
            heritage.keep_list(&mut self.legacy);
        } else if self.is_listable()
            && let Some(list) = self.settle()?
        {
            heritage.spare(self.spare_beside(&list));
            let cost = self.exchange.best().cost;
            heritage.restrict(self.shop, list, &cost);
            return Ok(heritage);
        }
        if let Some(priced) = &self.priced {
            for spare in self.spares(priced) {
                heritage.spare(spare);
            }
        }
        Ok(heritage)
    }

    /// The race is over, and its limits with it.
    fn last_limits(&mut self) {
        self.limits = match self.job.nodes {
            Some(_) => self.job.limits.clone(),
            None => {
                let most = self.began.elapsed().mul_f64(SHARE_SO_FAR);
                self.job.limits.share(SHARE).within(most)
            }
        };
    }

    /// Whether a list is worth trying: somebody else may have closed the level before all columns were priced once, and large teams
    /// are too many.
    fn is_listable(&self) -> bool {
        self.last_bound > Money::MIN && self.shop.people < LARGE * self.plan.len()
    }

    /// Lists the columns, if they are not too many.
    fn settle(&mut self) -> Result<Option<Vec<Team>>, BackendError> {
        self.pool = None;
        if let Some(priced) = &self.priced
            && self.is_proof(priced.bound())
        {
            return Ok(self.list_below(priced, self.kept()));
        }
        for _ in 0..ROUNDS {
            let solved = match self.master.solve(self.shop)? {
                Some(solved) if !self.limits.is_over() => solved,
                _ => return Ok(None),
            };
            if let Some(all) = self.inherited.take() {
                let listed = self.narrow(&solved.prices, &all)?;
                self.inherited = Some(all);
                match listed {
                    Some(listed) => return Ok(Some(listed)),
                    None => continue,
                }
            }
            let tables = self.tables_of(&solved.prices, &|_| true);
            let new = self.quick(&tables, &solved);
            if self.add(new)? > 0 {
                continue;
            }
            match self.price_exactly(&solved)? {
                Step::More => {}
                Step::Stuck => return Ok(None),
                Step::Priced(priced) => {
                    let list = self.list_below(&priced, self.kept());
                    self.priced = Some(priced);
                    return Ok(list);
                }
            }
        }
        Ok(None)
    }

    /// What plans may cost at this level when the next one is minimised: as much as still counts as the same.
    pub(super) fn kept(&self) -> Money {
        self.cost() + SAME
    }

    /// Whether the bound, rounded up to a step, closes the level.
    fn is_proof(&self, bound: Money) -> bool {
        let rounded = self.job.compiled.levels[self.level].next_step(bound);
        self.cost() <= rounded + SAME
    }

    /// Those of an inherited list that plans of the level's cost can use; `None`: there are columns below 0 among them, which the
    /// master has now.
    fn narrow(&mut self, prices: &Prices, all: &[Team]) -> Result<Option<Vec<Team>>, BackendError> {
        let counter = prices.counter();
        let reduced: Vec<_> = all.iter().map(|team| counter.reduced(team)).collect();
        let mut least: Least = self.shop.slots.iter().map(|s| (s.teams.len(), 0)).collect();
        for (team, cost) in all.iter().zip(&reduced) {
            least[team.slot].1 = least[team.slot].1.min(*cost);
        }
        let below = all
            .iter()
            .zip(&reduced)
            .filter(|(_, cost)| **cost < -self.worth());
        let new: Vec<_> = below
            .map(|(team, _)| (team.slot, team.members.clone()))
            .collect();
        if self.add(new)? > 0 {
            return Ok(None);
        }
        let most = self.kept();
        let can = |(team, cost): &(&Team, &i64)| **cost < ceiling(prices, &least, most, team.slot);
        let listed = all.iter().zip(&reduced).filter(can);
        Ok(Some(listed.map(|(team, _)| team.clone()).collect()))
    }
}
