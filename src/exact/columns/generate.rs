//! New columns under the master's prices, from the slots' searches or from the list of all that matter; where there are none, a bound.

use std::sync::Arc;

use super::decisions::Decision;
use super::exactly::Searched;
use super::master::Solved;
use super::pool::Least;
use super::prices::{Fine, Prices};
use super::prove::Prover;
use super::tables::{Tables, Tilting};
use crate::exact::backend::BackendError;
use crate::rules::term::Money;

/// Columns of one slot that one round adds.
pub(super) const MOST_NEW: usize = 12;
/// Where the last search of all slots took fewer nodes, it is repeated rather than looked for columns in other ways.
const SHORT: u64 = 50_000;
/// The share of the gap that columns may take from the bound which are below 0 by little.
const SLACK: f64 = 0.01;
/// Slots that are searched side by side, on however many threads: the answer must not depend on these.
pub const BESIDE: usize = 4;

/// Prices under which no column costs less than 0, or little less.
pub struct Priced {
    /// The prices.
    pub prices: Prices,
    /// The slots' tables; none where the pool gave the prices.
    pub tables: Vec<Tables>,
    /// The slots' least reduced costs.
    pub least: Least,
}

impl Priced {
    /// No plan costs less.
    pub fn bound(&self) -> Money {
        self.prices.bound(&self.least)
    }
}

/// What pricing came to.
pub(super) enum Step {
    /// There are new columns, or better plans.
    More,
    /// The budget is used up.
    Stuck,
    /// No columns below 0 are left.
    Priced(Priced),
}

impl Prover<'_> {
    /// New columns by search, or a bound.
    pub(super) fn price(&mut self, solved: &Solved) -> Result<Step, BackendError> {
        let tables = self.tables_of(&solved.prices, &|_| true);
        let new = self.quick(&tables, solved);
        if self.add(new)? > 0 {
            return Ok(Step::More);
        }
        // An exact search that is short is worth more.
        if self.searched > SHORT {
            let new = self.thorough(&tables, solved);
            if self.add(new)? > 0 {
                return Ok(Step::More);
            }
        }
        if self.plans_from_columns()? {
            return Ok(Step::More);
        }
        if self.cut_early(solved)? {
            return Ok(Step::More);
        }
        let step = self.price_exactly(solved)?;
        if matches!(step, Step::Priced(_)) {
            self.early = 0;
        }
        Ok(step)
    }

    /// Searches all slots exactly: new columns, or a bound.
    pub(super) fn price_exactly(&mut self, solved: &Solved) -> Result<Step, BackendError> {
        let searched = self.search_slots(solved, Some(SLACK))?;
        if let Some(bound) = searched.bound {
            self.exchange.raise_to(bound);
        }
        Ok(match searched {
            Searched { stuck: true, .. } => Step::Stuck,
            Searched {
                added: 0,
                unfinished: false,
                priced,
                ..
            } => Step::Priced(priced),
            _ => Step::More,
        })
    }

    /// New columns from the pool, or a bound.
    pub(super) fn price_from_pool(&mut self, solved: &Solved) -> Result<Step, BackendError> {
        let (target, outside) = (self.target(), self.outside());
        let searched = self.search_pool(solved, &[])?;
        let Some(pool) = &mut self.pool else {
            return Ok(Step::Stuck);
        };
        let least = &searched.priced.least;
        let bound = solved.prices.bound(least);
        self.exchange.raise_to(bound.min(pool.outside));
        let reduced = pool.reduced(&solved.prices);
        pool.keep_below(&solved.prices, &reduced, least, target);
        pool.outside = pool.outside.min(outside);
        Ok(if searched.added > 0 {
            Step::More
        } else {
            Step::Priced(searched.priced)
        })
    }

    /// Looks at the columns of the pool that the decisions allow.
    pub(super) fn search_pool(
        &mut self,
        solved: &Solved,
        decisions: &[Arc<Decision>],
    ) -> Result<Searched, BackendError> {
        let worth = self.worth();
        let mut least: Least = self.shop.slots.iter().map(|s| (s.teams.len(), 0)).collect();
        let mut below: Vec<Vec<(Fine, usize)>> = vec![Vec::new(); least.len()];
        let mut new = Vec::new();
        if let Some(pool) = &self.pool {
            let reduced = pool.reduced(&solved.prices);
            for (at, (team, cost)) in pool.teams.iter().zip(&reduced).enumerate() {
                let lower = *cost < least[team.slot].1 || *cost < -worth;
                if lower && decisions.iter().all(|decision| decision.allows(team)) {
                    least[team.slot].1 = least[team.slot].1.min(*cost);
                    if *cost < -worth {
                        below[team.slot].push((*cost, at));
                    }
                }
            }
            for below in &mut below {
                below.sort_unstable();
                let best = below.iter().take(MOST_NEW).map(|(_, at)| &pool.teams[*at]);
                new.extend(best.map(|team| (team.slot, team.members.clone())));
            }
        }
        Ok(Searched {
            bound: Some(solved.prices.bound(&least)),
            added: self.add(new)?,
            unfinished: false,
            stuck: false,
            priced: Priced {
                prices: solved.prices.clone(),
                tables: Vec::new(),
                least,
            },
        })
    }

    /// The tables of the slots that are wanted, for local search: they bound little.
    pub fn tables_of(&self, prices: &Prices, wanted: &dyn Fn(usize) -> bool) -> Vec<Tables> {
        let slots = self.slots.iter().enumerate();
        let slots: Vec<_> = slots.filter(|(index, _)| wanted(*index)).collect();
        self.hands.each(&slots, |(index, slot)| {
            Tables::new(*index, slot, prices, Tilting::None)
        })
    }
}
