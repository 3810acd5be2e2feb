//! A pool: every column that a better plan can use. Once they are listed, prices look at the list only.
//!
//! A plan that uses a column costs at least the bound plus that column's reduced cost, so columns whose reduced cost is above
//! the gap are in no better plan (Baldacci, Christofides and Mingozzi 2008). Bounds from the pool hold for plans of its
//! columns; all others cost `outside` or more.

use super::prices::{Fine, Prices};
use super::slots::Team;
use crate::rules::term::Money;

/// The columns.
pub struct Pool {
    /// All columns that a plan below `outside` can use.
    pub teams: Vec<Team>,
    /// Plans with other columns cost so much or more.
    pub outside: Money,
}

/// For each slot, how many teams it has and a lower bound of its reduced costs.
pub type Least = Vec<(usize, Fine)>;

/// Columns of the slot with a smaller reduced cost than this can be in a plan that costs `target` or less.
pub fn ceiling(prices: &Prices, least: &Least, target: Money, slot: usize) -> Fine {
    let room = i128::from(target) * i128::from(prices.scale) - prices.fine_bound(least);
    let own = least.get(slot).map_or(0, |(_, least)| (*least).min(0));
    Fine::try_from(room + i128::from(own) + 1).unwrap_or(Fine::MAX)
}

impl Pool {
    /// Every team's reduced cost, in order.
    pub fn reduced(&self, prices: &Prices) -> Vec<Fine> {
        let counter = prices.counter();
        self.teams
            .iter()
            .map(|team| counter.reduced(team))
            .collect()
    }

    /// Leaves only what a plan of `target` or less can use.
    pub fn keep_below(&mut self, prices: &Prices, reduced: &[Fine], least: &Least, target: Money) {
        let ceilings: Vec<Fine> = (0..least.len())
            .map(|slot| ceiling(prices, least, target, slot))
            .collect();
        let mut costs = reduced.iter();
        let mut keep = |team: &Team| costs.next().is_some_and(|cost| *cost < ceilings[team.slot]);
        self.teams.retain(&mut keep);
    }
}
