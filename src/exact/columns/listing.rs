//! The list of all columns that matter.

use std::time::Duration;

use super::generate::{BESIDE, Priced};
use super::pool::{Pool, ceiling};
use super::pricing::{Search, search};
use super::prove::Prover;
use super::slots::Team;
use super::tables::Tables;
use crate::rules::term::Money;

/// The share of the time so far that listing may take, and so long at least.
const LISTING: f64 = 0.3;
const LIST_AT_LEAST: Duration = Duration::from_millis(400);

impl Prover<'_> {
    /// Lists every column that a better plan could use; whether that was possible.
    pub(super) fn list(&mut self, priced: &Priced) -> bool {
        let teams = self.list_below(priced, self.target());
        let outside = self.outside();
        self.pool = teams.map(|teams| Pool { teams, outside });
        if self.pool.is_some() {
            self.quiet = 0;
        }
        self.pool.is_some()
    }

    /// Every column that a plan of the cost can use; `None` where these are too many.
    pub(super) fn list_below(&self, priced: &Priced, most: Money) -> Option<Vec<Team>> {
        if priced.tables.len() < self.shop.slots.len() {
            return None;
        }
        let limits = match self.job.nodes {
            Some(_) => self.limits.clone(),
            None => self
                .limits
                .within(LIST_AT_LEAST.max(self.began.elapsed().mul_f64(LISTING))),
        };
        let mut teams: Vec<Team> = Vec::new();
        // Where there are too many, it shows at once in the slots that took longest.
        let mut order: Vec<&Tables> = priced.tables.iter().collect();
        order.sort_by_key(|tables| {
            (
                std::cmp::Reverse(self.habits[tables.slot].effort()),
                tables.slot,
            )
        });
        for some in order.chunks(BESIDE) {
            let left = self.means.most_listed.saturating_sub(teams.len());
            let (shop, limits, nodes) = (self.shop, &limits, 20 * self.nodes);
            let one = |tables: &&Tables| {
                let below = ceiling(&priced.prices, &priced.least, most, tables.slot);
                let what = Search {
                    below,
                    with: None,
                    keep: left,
                    all: true,
                    limits,
                    nodes,
                };
                let found = search(tables, &what);
                let team = |(_, members)| shop.team(tables.slot, members);
                let teams: Vec<Team> = found.columns.into_iter().map(team).collect();
                (!found.more).then_some(teams)
            };
            let here: Option<Vec<_>> = self.hands.each(some, one).into_iter().collect();
            teams.extend(here?.into_iter().flatten());
        }
        (teams.len() <= self.means.most_listed).then_some(teams)
    }
}
