//! New columns under the master's prices, from the slots' searches or from the list of all that matter; where there are none, a bound.

use std::sync::Arc;

use super::decisions::Decision;
use super::master::Solved;
use super::pool::Least;
use super::prices::{Fine, Prices};
use super::pricing::{Found, Search, search};
use super::prove::Prover;
use super::tables::{Tables, Tilting};
use crate::exact::backend::BackendError;
use crate::rules::term::Money;

/// Columns of one slot that one round adds.
pub(super) const MOST_NEW: usize = 12;
/// Where the last search of all slots took more nodes, the next one ends when it has found enough …
const LONG: u64 = 200_000;
/// … columns. And where it took fewer, it is repeated rather than looked for columns in other ways.
const SHORT: u64 = 50_000;
const ENOUGH: usize = 24;
/// The share of the gap that columns may take from the bound which are below 0 by little.
const SLACK: f64 = 0.01;
/// Slots that are searched side by side, on however many threads: the answer must not depend on these.
pub const BESIDE: usize = 4;

/// Prices under which no column costs less than 0.
pub struct Priced {
    /// The slots' tables; none where the pool gave the prices.
    pub tables: Vec<Tables>,
    /// The slots' least reduced costs.
    pub least: Least,
}

/// What looking at all columns of the branch at hand came to.
pub(super) struct Searched {
    /// No plan of the branch costs less; `None` where not all slots were looked at.
    pub bound: Option<Money>,
    /// New columns.
    pub added: usize,
    /// There are none, but the search was stopped before its end.
    pub unfinished: bool,
    /// And it must not be repeated with more nodes.
    pub stuck: bool,
    /// The prices.
    pub priced: Priced,
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

    /// Searches the slots of the branch at hand exactly. `slack`: the share of the gap that is left for now, `None`: nothing is left.
    pub(super) fn search_slots(
        &mut self,
        solved: &Solved,
        slack: Option<f64>,
    ) -> Result<Searched, BackendError> {
        let tables = self.tuned_tables(&solved.prices);
        let below = slack.map_or(-1, |share| -self.slack(&solved.prices, share));
        let found = self.exact(&tables, below);
        self.check(&solved.prices, &found)?;
        let all = found.len() == tables.len();
        let unfinished = found.iter().any(|(_, found)| found.stopped);
        let mut least: Least = self.shop.slots.iter().map(|s| (s.teams.len(), 0)).collect();
        let mut new = Vec::new();
        for (slot, found) in found {
            least[slot].1 = found.least;
            let columns = found.columns.into_iter();
            new.extend(columns.map(|(_, members)| (slot, members)));
        }
        let bound = all.then(|| solved.prices.bound(&least));
        let added = self.add(new)?;
        let more = added == 0 && unfinished;
        if more {
            self.nodes = self.nodes.saturating_mul(4);
        }
        Ok(Searched {
            bound,
            added,
            unfinished: more,
            // With a budget of nodes, that was it.
            stuck: more && self.job.nodes.is_some(),
            priced: Priced { tables, least },
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
        self.exchange
            .raise_to(solved.prices.bound(least).min(pool.outside));
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

    /// The tables of all slots, for exact search. Prices change little from one to the next: the tilts begin where they were.
    fn tuned_tables(&mut self, prices: &Prices) -> Vec<Tables> {
        let slots: Vec<_> = self.slots.iter().enumerate().collect();
        let habits = &self.habits;
        let tables = self.hands.each(&slots, |(index, slot)| {
            let way = habits[*index].way();
            let tilting = Tilting::Tuned(way, habits[*index].tilts(way));
            Tables::new(*index, slot, prices, tilting)
        });
        for (habit, tables) in self.habits.iter_mut().zip(&tables) {
            habit.keep(habit.way(), &tables.tilts);
        }
        tables
    }

    /// Columns that are below 0 by no more are left for now: together they take from the bound at most half of what rounding it
    /// up to the level's step gives back, or this share of the gap, or what the bound has to spare where nothing better can be left.
    fn slack(&self, prices: &Prices, share: f64) -> Fine {
        let counts = self.shop.slots.iter().map(|slot| (slot.teams.len(), 0));
        let least: Least = counts.collect();
        let teams = least.iter().map(|(count, _)| *count).sum::<usize>().max(1) as Money;
        let value = prices.bound(&least);
        let step = self.job.compiled.levels[self.level].step.max(1);
        let rounding = (value - 1).rem_euclid(step) / 2;
        let gap = self.cost().saturating_sub(value).max(0) as f64 * share;
        let spare = value.saturating_sub(self.cost());
        let room = rounding.max(gap as Money).max(spare) / teams;
        self.worth().max(room.saturating_mul(self.shop.scale))
    }

    /// The slots searched for columns below 0; not all of them where that takes long and there are columns enough.
    fn exact(&mut self, tables: &[Tables], below: Fine) -> Vec<(usize, Found)> {
        let mut found: Vec<(usize, Found)> = Vec::new();
        let (mut new, mut nodes) = (0, 0);
        // What is quick comes first: where it finds enough, the rest can wait.
        let mut turn: Vec<usize> = (0..tables.len())
            .map(|step| (self.turn + step) % tables.len())
            .collect();
        turn.sort_by_key(|at| self.habits[*at].effort() > LONG / 10);
        let what = Search {
            below,
            with: None,
            keep: MOST_NEW,
            all: false,
            limits: &self.limits,
            nodes: self.nodes,
        };
        for some in turn.chunks(BESIDE) {
            if self.searched > LONG && new >= ENOUGH {
                self.turn = some[0];
                return found;
            }
            let one = |at: &usize| (tables[*at].slot, search(&tables[*at], &what));
            let here = self.hands.each(some, one);
            for (slot, found) in &here {
                new += found.columns.len();
                nodes += found.nodes;
                let habit = &mut self.habits[*slot];
                habit.learn(habit.way(), found.nodes, found.stopped);
            }
            found.extend(here);
        }
        self.searched = nodes;
        found
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
