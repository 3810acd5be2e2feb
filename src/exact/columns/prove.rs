//! The proof of one level by columns: prices, new columns, bound; then cuts; then all columns that still matter.

use rustc_hash::FxHashSet;
use std::time::Duration;

use super::cuts::separate;
use super::finish::choose;
use super::master::{Master, Solved};
use super::prices::{Fine, Prices, SCALE};
use super::pricing::{Found, Search, descend, search};
use super::slots::{Shop, Team};
use super::tables::Tables;
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::exchange::Exchange;
use crate::exact::incumbent::SAME;
use crate::exact::levels::Job;
use crate::rules::term::Money;

/// How the proof ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The level is proved.
    Closed,
    /// It was stopped, or nothing more was to be done.
    Open,
    /// The workshop does not fit, for this reason.
    Unfit(&'static str),
}

/// Columns of one slot that one round adds.
const MOST_NEW: usize = 12;
/// Nodes of the first exact search of a slot; more each time that was not enough.
const NODES: u64 = 100_000;
/// Cuts that one round adds.
const MOST_CUTS: usize = 60;
/// With more columns in all, the whole-number program takes longer than more cuts.
const FEW: usize = 2_500;
/// Beyond, it is hopeless.
const MANY: usize = 20_000;
/// What a look for better plans among the columns may take.
const BRIEF: Duration = Duration::from_secs(2);

/// Proves the level from the exchange's plan, as far as the limits allow, telling the exchange what it finds.
///
/// # Errors
/// When the solver fails.
pub fn prove(
    job: &Job,
    exchange: &Exchange,
    level: usize,
    limits: &Limits,
) -> Result<End, BackendError> {
    let best = exchange.best();
    let shop = match Shop::new(job.compiled, level, &best) {
        Ok(shop) => shop,
        Err(reason) => return Ok(End::Unfit(reason)),
    };
    let mut prover = Prover {
        job,
        exchange,
        level,
        limits,
        master: Master::new(&shop)?,
        shop: &shop,
        teams: Vec::new(),
        known: FxHashSet::default(),
        plan: Vec::new(),
        nodes: job.nodes.unwrap_or(NODES),
        chosen_from: 0,
        listed_at: Money::MAX,
        quiet: 0,
    };
    prover.run()
}

struct Prover<'a> {
    job: &'a Job<'a>,
    exchange: &'a Exchange<'a>,
    level: usize,
    limits: &'a Limits,
    shop: &'a Shop,
    master: Master,
    teams: Vec<Team>,
    known: FxHashSet<(usize, Vec<usize>)>,
    /// The best plan's teams.
    plan: Vec<usize>,
    /// Nodes for an exact search of one slot.
    nodes: u64,
    /// How many teams there were when a plan was last chosen from them.
    chosen_from: usize,
    /// The gap when all columns were last listed.
    listed_at: Money,
    /// Rounds of cuts in a row that raised the bound little.
    quiet: usize,
}

impl Prover<'_> {
    fn run(&mut self) -> Result<End, BackendError> {
        let mut last_bound = Money::MIN;
        loop {
            self.take_best()?;
            if self.is_closed() {
                return Ok(End::Closed);
            }
            if self.limits.is_over() || self.plan.is_empty() {
                return Ok(End::Open);
            }
            let solved = self.master.solve(self.shop)?;
            self.offer_whole(&solved);
            let tables = self.tables(&solved.prices);
            let mut new = self.quick(&tables, &solved);
            if new.is_empty() {
                let found = self.exact(&tables);
                self.check(&solved.prices, &found)?;
                let least = self.least(&found);
                let bound = solved.prices.bound(&least);
                self.exchange.raise_to(bound);
                let unfinished = found.iter().any(|found| found.more && found.columns.is_empty());
                let columns = found.into_iter().zip(0..).flat_map(|(found, slot)| {
                    found.columns.into_iter().map(move |(_, members)| (slot, members))
                });
                new = columns.collect();
                if self.is_closed() {
                    return Ok(End::Closed);
                }
                if self.add(new.drain(..))? == 0 {
                    if unfinished && self.job.nodes.is_some() {
                        return Ok(End::Open);
                    }
                    if unfinished {
                        self.nodes = self.nodes.saturating_mul(4);
                        continue;
                    }
                    self.quiet = if bound - last_bound < (self.gap() / 50).max(1) {
                        self.quiet + 1
                    } else {
                        0
                    };
                    last_bound = last_bound.max(bound);
                    if !self.close(&solved, &tables, &least)? {
                        return Ok(if self.is_closed() { End::Closed } else { End::Open });
                    }
                }
            } else {
                self.add(new.drain(..))?;
            }
        }
    }

    fn cost(&self) -> Money {
        self.exchange.best().cost[self.level]
    }

    fn gap(&self) -> Money {
        self.cost().saturating_sub(self.exchange.bound())
    }

    fn is_closed(&self) -> bool {
        self.gap() <= SAME
    }

    /// The best plan's teams become columns.
    fn take_best(&mut self) -> Result<(), BackendError> {
        let best = self.exchange.best();
        let Some(teams) = self.shop.teams_of(&best.grouping) else {
            return Ok(());
        };
        // Every plan is counted again by other code: no proof may rest on a cost that is wrong.
        for level in 0..=self.level {
            let cost = self.shop.cost(level, &teams) * self.shop.steps[level];
            if (cost - best.cost[level]).abs() > SAME {
                return Err(BackendError("a plan's columns cost something else".into()));
            }
        }
        let keys: Vec<(usize, Vec<usize>)> =
            teams.into_iter().map(|team| (team.slot, team.members)).collect();
        self.add(keys.iter().cloned())?;
        let place = |key: &(usize, Vec<usize>)| {
            let mut teams = self.teams.iter();
            teams.position(|team| team.slot == key.0 && team.members == key.1)
        };
        self.plan = keys.iter().filter_map(place).collect();
        Ok(())
    }

    /// Adds the columns that are new; how many were.
    fn add(
        &mut self,
        columns: impl IntoIterator<Item = (usize, Vec<usize>)>,
    ) -> Result<usize, BackendError> {
        let before = self.teams.len();
        for (slot, members) in columns {
            let team = self.shop.team(slot, members);
            if self.known.insert((slot, team.members.clone())) {
                self.master.add(self.shop, &team)?;
                self.teams.push(team);
            }
        }
        Ok(self.teams.len() - before)
    }

    /// Offers the master's solution where it is a plan.
    fn offer_whole(&self, solved: &Solved) {
        let used = self.teams.iter().zip(&solved.values);
        let whole: Vec<&Team> = used.filter(|(_, v)| **v > 0.999).map(|(team, _)| team).collect();
        if let Some(plan) = self.shop.plan(&whole) {
            self.exchange.offer(plan);
        }
    }

    fn tables(&self, prices: &Prices) -> Vec<Tables> {
        let slots = self.shop.slots.iter().enumerate();
        slots.map(|(index, slot)| Tables::new(index, slot, prices)).collect()
    }

    /// Columns found by local search from those that the master uses.
    fn quick(&self, tables: &[Tables], solved: &Solved) -> Vec<(usize, Vec<usize>)> {
        let mut new = Vec::new();
        for (slot, tables) in tables.iter().enumerate() {
            let used = self.teams.iter().zip(&solved.values);
            let used = used.filter(|(team, value)| team.slot == slot && **value > 1e-6);
            let starts: Vec<&[usize]> = used.map(|(team, _)| &team.members[..]).collect();
            let better = descend(tables, &starts, MOST_NEW);
            let worth = better.into_iter().filter(|(cost, _)| *cost < -WORTH);
            let unknown = worth.map(|(_, mut members)| {
                members.sort_unstable();
                (slot, members)
            });
            new.extend(unknown.filter(|key| !self.known.contains(key)));
        }
        new
    }

    /// Every slot searched for columns below 0.
    fn exact(&self, tables: &[Tables]) -> Vec<Found> {
        let one = |tables: &Tables| {
            search(
                tables,
                &Search {
                    below: -WORTH,
                    keep: MOST_NEW,
                    limits: self.limits,
                    nodes: self.nodes,
                },
            )
        };
        tables.iter().map(one).collect()
    }

    /// Counts what the search found again, plainly.
    fn check(&self, prices: &Prices, found: &[Found]) -> Result<(), BackendError> {
        for (slot, found) in found.iter().enumerate() {
            for (cost, members) in &found.columns {
                if prices.reduced(&self.shop.team(slot, members.clone())) != *cost {
                    return Err(BackendError("a column's price came out differently".into()));
                }
            }
        }
        Ok(())
    }

    /// For each slot, its number of teams and a lower bound of its reduced costs.
    fn least(&self, found: &[Found]) -> Vec<(usize, Fine)> {
        let slots = self.shop.slots.iter().zip(found);
        slots.map(|(slot, found)| (slot.teams.len(), found.least)).collect()
    }

    /// With no columns below 0: better plans, cuts, the list of all columns that matter. Whether there is more to do.
    fn close(
        &mut self,
        solved: &Solved,
        tables: &[Tables],
        least: &[(usize, Fine)],
    ) -> Result<bool, BackendError> {
        if self.teams.len() > self.chosen_from {
            self.chosen_from = self.teams.len();
            let all: Vec<&Team> = self.teams.iter().collect();
            let limits = match self.job.nodes {
                Some(_) => self.limits.clone(),
                None => self.limits.within(BRIEF),
            };
            choose(self.shop, &all, &self.plan, None, self.exchange, (&limits, self.job))?;
            self.take_best()?;
            if self.is_closed() {
                return Ok(false);
            }
        }
        let stuck = self.quiet >= 4;
        if stuck || self.gap() < self.listed_at / 4 * 3 {
            self.listed_at = self.gap();
            if self.list(solved, tables, least, if stuck { MANY } else { FEW })? {
                return Ok(false);
            }
        }
        if stuck {
            return Ok(false);
        }
        let used = self.teams.iter().zip(&solved.values);
        let used: Vec<(&Team, f64)> = used.filter(|(_, v)| **v > 1e-6).map(|(t, v)| (t, *v)).collect();
        let cuts = separate(self.shop.people, &used, MOST_CUTS);
        if cuts.is_empty() {
            self.list(solved, tables, least, MANY)?;
            return Ok(false);
        }
        for cut in cuts {
            self.master.cut(cut, &self.teams)?;
        }
        Ok(true)
    }

    /// Lists every column that a better plan could use and chooses among them; whether that was possible.
    fn list(
        &mut self,
        solved: &Solved,
        tables: &[Tables],
        least: &[(usize, Fine)],
        most: usize,
    ) -> Result<bool, BackendError> {
        let bound = solved.prices.fine_bound(least);
        let step = self.job.compiled.levels[self.level].step;
        // A plan that counts as better costs no more than this.
        let target = self.cost() - step.max(SAME + 1);
        let outside = target + if step > SAME { step } else { 1 };
        let room = i128::from(target) * i128::from(SCALE) - bound;
        let mut listed: Vec<Team> = Vec::new();
        for (tables, (_, least)) in tables.iter().zip(least) {
            let below = room + i128::from((*least).min(0)) + 1;
            let below = Fine::try_from(below).unwrap_or(Fine::MAX);
            let left = most.saturating_sub(listed.len());
            let found = search(
                tables,
                &Search {
                    below,
                    keep: left + 1,
                    limits: self.limits,
                    nodes: 20 * self.nodes,
                },
            );
            if found.more || found.columns.len() > left {
                return Ok(false);
            }
            let columns = found.columns.into_iter();
            listed.extend(columns.map(|(_, members)| self.shop.team(tables.slot, members)));
        }
        // The best plan's teams give a start.
        let mut plan = Vec::new();
        for index in &self.plan {
            let team = &self.teams[*index];
            let place = listed.iter().position(|other| other == team);
            plan.push(place.unwrap_or(listed.len()));
            if place.is_none() {
                listed.push(team.clone());
            }
        }
        let all: Vec<&Team> = listed.iter().collect();
        let settings = (self.limits, self.job);
        choose(self.shop, &all, &plan, Some(outside), self.exchange, settings)?;
        Ok(true)
    }
}

/// Columns below 0 by less than this are left: rounding, not gain.
const WORTH: Fine = SCALE * 2;
