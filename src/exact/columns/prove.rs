//! The proof of one level by columns: prices, new columns, bound; then cuts; then all columns that still matter.

use rustc_hash::FxHashSet;

use super::master::{Master, Solved};
use super::pool::{Least, Pool};
use super::prices::{Fine, Prices};
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
/// Where the last search of all slots took more nodes, the next one ends when it has found enough …
const LONG: u64 = 200_000;
/// … columns.
const ENOUGH: usize = 24;
/// Columns below 0 by less than so many [`Money`] are left: the master's tolerance, not gain.
const WORTH: Money = 200;

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
        pool: None,
        nodes: job.nodes.unwrap_or(NODES),
        searched: 0,
        turn: 0,
        chosen_from: 0,
        listed_at: Money::MAX,
        last_bound: Money::MIN,
        quiet: 0,
    };
    prover.run()
}

/// What the proof of one level knows.
pub struct Prover<'a> {
    pub job: &'a Job<'a>,
    pub exchange: &'a Exchange<'a>,
    pub level: usize,
    pub limits: &'a Limits,
    pub shop: &'a Shop,
    pub master: Master,
    pub teams: Vec<Team>,
    known: FxHashSet<(usize, Vec<usize>)>,
    /// The best plan's teams.
    pub plan: Vec<usize>,
    /// All columns that matter, once they are listed.
    pub pool: Option<Pool>,
    /// Nodes for an exact search of one slot.
    pub nodes: u64,
    /// Nodes that the last exact search of all slots took.
    searched: u64,
    /// The slot that the next search begins with.
    turn: usize,
    /// How many teams there were when a plan was last chosen from them.
    pub chosen_from: usize,
    /// The gap when all columns were last listed.
    pub listed_at: Money,
    /// The best bound of the master, with no columns below 0.
    pub last_bound: Money,
    /// Rounds of cuts in a row that raised it little.
    pub quiet: usize,
}

/// Prices under which no column costs less than 0.
pub struct Priced {
    /// The slots' tables; none where the pool gave the prices.
    pub tables: Vec<Tables>,
    /// The slots' least reduced costs.
    pub least: Least,
}

impl Prover<'_> {
    fn run(&mut self) -> Result<End, BackendError> {
        loop {
            self.take_best()?;
            if self.is_closed() {
                return Ok(End::Closed);
            }
            if self.limits.is_over() || self.plan.is_empty() {
                return Ok(End::Open);
            }
            let Some(solved) = self.master.solve(self.shop)? else {
                return Err(BackendError("the master has no solution".into()));
            };
            self.offer_whole(&solved);
            let priced = if self.pool.is_some() {
                self.price_from_pool(&solved)?
            } else {
                self.price(&solved)?
            };
            let more = match priced {
                Step::More => true,
                Step::Stuck => false,
                Step::Priced(priced) => self.close(&solved, &priced)?,
            };
            if !more || self.is_closed() {
                return Ok(if self.is_closed() {
                    End::Closed
                } else {
                    End::Open
                });
            }
        }
    }

    /// New columns by search, or a bound.
    fn price(&mut self, solved: &Solved) -> Result<Step, BackendError> {
        let tables = self.tables_of(&solved.prices, &|_| true);
        let new = self.quick(&tables, solved);
        if self.add(new)? > 0 {
            return Ok(Step::More);
        }
        if self.plans_from_columns()? {
            return Ok(Step::More);
        }
        let found = self.exact(&tables);
        self.check(&solved.prices, &found)?;
        let all = found.len() == tables.len();
        let unfinished = found
            .iter()
            .any(|(_, found)| found.more && found.columns.is_empty());
        let mut least: Least = self.shop.slots.iter().map(|s| (s.teams.len(), 0)).collect();
        let mut new = Vec::new();
        for (slot, found) in found {
            least[slot].1 = found.least;
            new.extend(
                found
                    .columns
                    .into_iter()
                    .map(|(_, members)| (slot, members)),
            );
        }
        if all {
            self.exchange.raise_to(solved.prices.bound(&least));
        }
        if self.is_closed() || self.add(new)? > 0 {
            return Ok(Step::More);
        }
        if unfinished {
            // With a budget of nodes, that was it.
            self.nodes = self.nodes.saturating_mul(4);
            return Ok(if self.job.nodes.is_some() {
                Step::Stuck
            } else {
                Step::More
            });
        }
        Ok(Step::Priced(Priced { tables, least }))
    }

    /// New columns from the pool, or a bound.
    fn price_from_pool(&mut self, solved: &Solved) -> Result<Step, BackendError> {
        let (target, outside, worth) = (self.target(), self.outside(), self.worth());
        let Some(pool) = &mut self.pool else {
            return Ok(Step::Stuck);
        };
        let reduced = pool.reduced(&solved.prices);
        let mut least: Least = self.shop.slots.iter().map(|s| (s.teams.len(), 0)).collect();
        let mut below: Vec<Vec<(Fine, usize)>> = vec![Vec::new(); least.len()];
        for (at, (team, cost)) in pool.teams.iter().zip(&reduced).enumerate() {
            least[team.slot].1 = least[team.slot].1.min(*cost);
            if *cost < -worth {
                below[team.slot].push((*cost, at));
            }
        }
        self.exchange
            .raise_to(solved.prices.bound(&least).min(pool.outside));
        let mut new = Vec::new();
        for below in &mut below {
            below.sort_unstable();
            let best = below.iter().take(MOST_NEW).map(|(_, at)| &pool.teams[*at]);
            new.extend(best.map(|team| (team.slot, team.members.clone())));
        }
        pool.keep_below(&solved.prices, &reduced, &least, target);
        pool.outside = pool.outside.min(outside);
        if self.add(new)? > 0 {
            return Ok(Step::More);
        }
        Ok(Step::Priced(Priced {
            tables: Vec::new(),
            least,
        }))
    }

    pub fn cost(&self) -> Money {
        self.exchange.best().cost[self.level]
    }

    pub fn gap(&self) -> Money {
        self.cost().saturating_sub(self.exchange.bound())
    }

    pub fn is_closed(&self) -> bool {
        self.gap() <= SAME
    }

    /// The best plan's teams become columns.
    pub fn take_best(&mut self) -> Result<(), BackendError> {
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
        let keys: Vec<(usize, Vec<usize>)> = teams
            .into_iter()
            .map(|team| (team.slot, team.members))
            .collect();
        self.add(keys.iter().cloned())?;
        let place = |key: &(usize, Vec<usize>)| {
            let mut teams = self.teams.iter();
            teams.position(|team| team.slot == key.0 && team.members == key.1)
        };
        self.plan = keys.iter().filter_map(place).collect();
        Ok(())
    }

    /// Adds the columns that are new; how many were.
    pub fn add(
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

    /// The teams that the master uses.
    pub fn used(&self, solved: &Solved) -> Vec<(&Team, f64)> {
        let used = self.teams.iter().zip(&solved.values);
        let used = used.filter(|(_, value)| **value > 1e-6);
        used.map(|(team, value)| (team, *value)).collect()
    }

    /// Offers the master's solution where it is a plan.
    pub fn offer_whole(&self, solved: &Solved) {
        let used = self.teams.iter().zip(&solved.values);
        let whole: Vec<&Team> = used
            .filter(|(_, v)| **v > 0.999)
            .map(|(team, _)| team)
            .collect();
        if let Some(plan) = self.shop.plan(&whole) {
            self.exchange.offer(plan);
        }
    }

    /// The tables of the slots that are wanted.
    pub fn tables_of(&self, prices: &Prices, wanted: &dyn Fn(usize) -> bool) -> Vec<Tables> {
        let slots = self.shop.slots.iter().enumerate();
        let slots = slots.filter(|(index, _)| wanted(*index));
        slots
            .map(|(index, slot)| Tables::new(index, slot, prices))
            .collect()
    }

    /// Columns below 0, found by local search from those that the master uses.
    pub fn quick(&self, tables: &[Tables], solved: &Solved) -> Vec<(usize, Vec<usize>)> {
        let mut new = Vec::new();
        for tables in tables {
            let slot = tables.slot;
            let used = self.teams.iter().zip(&solved.values);
            let used = used.filter(|(team, value)| team.slot == slot && **value > 1e-6);
            let starts: Vec<&[usize]> = used.map(|(team, _)| &team.members[..]).collect();
            let better = descend(tables, &starts, MOST_NEW);
            let worth = better.into_iter().filter(|(cost, _)| *cost < -self.worth());
            let unknown = worth.map(|(_, mut members)| {
                members.sort_unstable();
                (slot, members)
            });
            new.extend(unknown.filter(|key| !self.known.contains(key)));
        }
        new
    }

    /// The slots searched for columns below 0; not all of them where that takes long and there are columns enough.
    fn exact(&mut self, tables: &[Tables]) -> Vec<(usize, Found)> {
        let mut found: Vec<(usize, Found)> = Vec::new();
        let (mut new, mut nodes) = (0, 0);
        for step in 0..tables.len() {
            if self.searched > LONG && new >= ENOUGH {
                self.turn = (self.turn + step) % tables.len();
                return found;
            }
            let tables = &tables[(self.turn + step) % tables.len()];
            let one = search(
                tables,
                &Search {
                    below: -self.worth(),
                    keep: MOST_NEW,
                    all: false,
                    limits: self.limits,
                    nodes: self.nodes,
                },
            );
            new += one.columns.len();
            nodes += one.nodes;
            found.push((tables.slot, one));
        }
        self.searched = nodes;
        found
    }

    /// Columns below 0 by less are left.
    pub fn worth(&self) -> Fine {
        WORTH * self.shop.scale
    }

    /// Counts what the search found again, plainly.
    fn check(&self, prices: &Prices, found: &[(usize, Found)]) -> Result<(), BackendError> {
        for (slot, found) in found {
            for (cost, members) in &found.columns {
                if prices.reduced(&self.shop.team(*slot, members.clone())) != *cost {
                    return Err(BackendError("a column's price came out differently".into()));
                }
            }
        }
        Ok(())
    }
}

/// What pricing came to.
enum Step {
    /// There are new columns, or better plans.
    More,
    /// The budget is used up.
    Stuck,
    /// No columns below 0 are left.
    Priced(Priced),
}
