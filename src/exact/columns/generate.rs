//! New columns under the master's prices, from the slots' searches or from the list of all that matter; where there are none, a bound.

use super::master::Solved;
use super::pool::Least;
use super::prices::{Fine, Prices};
use super::improve::{descend, roam};
use super::pricing::{Found, Search, search};
use super::prove::Prover;
use super::tables::{Tables, Tilting};
use crate::exact::backend::BackendError;
use crate::rules::term::Money;

/// Columns of one slot that one round adds.
const MOST_NEW: usize = 12;
/// Where the last search of all slots took more nodes, the next one ends when it has found enough …
const LONG: u64 = 200_000;
/// … columns.
const ENOUGH: usize = 24;
/// Steps of the longer local search from each team.
const STEPS: usize = 40;
/// Slots that are searched side by side, on however many threads: the answer must not depend on these.
pub const BESIDE: usize = 4;

/// Prices under which no column costs less than 0.
pub struct Priced {
    /// The slots' tables; none where the pool gave the prices.
    pub tables: Vec<Tables>,
    /// The slots' least reduced costs.
    pub least: Least,
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
        let t0 = std::time::Instant::now();
        let new = self.thorough(&tables, solved);
        let n = self.add(new)?;
        eprintln!("TR {:.2} L{} roam {:.2}s new {}", self.began.elapsed().as_secs_f64(), self.level, t0.elapsed().as_secs_f64(), n);
        if n > 0 {
            return Ok(Step::More);
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
        let tables = self.tuned_tables(&solved.prices);
        let below = -self.slack(&solved.prices);
        let t0 = std::time::Instant::now();
        let found = self.exact(&tables, below);
        {
            let mut e: Vec<(u64, usize)> = found.iter().map(|(s, f)| (f.nodes, *s)).collect();
            e.sort();
            e.reverse();
            let new: usize = found.iter().map(|(_, f)| f.columns.len()).sum();
            let roots: Vec<(usize, i64, i64, usize)> = e.iter().take(4).map(|(_, s)| (*s, super::team::Draft::new(&tables[*s]).bound(tables[*s].forced, i64::MAX) / self.shop.scale / 1000, found.iter().find(|f| f.0 == *s).map_or(0, |f| f.1.least / self.shop.scale / 1000), tables[*s].order.len())).collect();
            eprintln!("    roots (k) {roots:?} scale {} below {} sums {} distinct {} pairs {} splits {} most {}", self.shop.scale, below, tables[e[0].1].sums.len(), tables[e[0].1].distinct.len(), tables[e[0].1].pairs.len(), tables[e[0].1].splits.len(), tables[e[0].1].most);
            if let Ok(file) = std::env::var("DUMP") && self.level == 2 && e[0].0 > 1_000_000 {
                let slot = &self.shop.slots[e[0].1];
                let p = &solved.prices;
                let c = super::candidates::Candidates::new(slot, p);
                let mut out = String::new();
                use std::fmt::Write;
                let _ = writeln!(out, "base {}", -p.slots[e[0].1]);
                let _ = writeln!(out, "forced {:?}", slot.forced);
                let _ = writeln!(out, "cand {:?}", slot.candidates);
                let _ = writeln!(out, "own {:?}", c.own);
                for r in &slot.rules.sums {
                    let co: Vec<(usize, i64)> = r.coefficients.iter().map(|(p, c)| (p.index(), *c)).collect();
                    let _ = writeln!(out, "sum {} {} {:?} {:?}", r.level, p.weights[r.level], r.shape, co);
                }
                for r in &slot.rules.distinct {
                    let co: Vec<Vec<usize>> = r.classes.iter().map(|c| c.iter().map(|p| p.index()).collect()).collect();
                    let _ = writeln!(out, "distinct {} {} {:?} {} {:?}", r.level, p.weights[r.level], r.band, r.cost, co);
                }
                for r in &slot.rules.splits { let _ = writeln!(out, "split {} {} {} {} {}", r.level, p.weights[r.level], r.a, r.b, r.cost); }
                for r in &slot.rules.pairs { let _ = writeln!(out, "pair {} {} {} {} {}", r.level, p.weights[r.level], r.a, r.b, r.cost); }
                let _ = writeln!(out, "least {:?} nodes {}", found.iter().find(|f| f.0 == e[0].1).map(|f| f.1.least), e[0].0);
                let _ = std::fs::write(file, out);
            }
            eprintln!("TR {:.2} L{} exact {:.2}s nodes {} new {} of {} slots, teams {} cuts {} gap {} value {} top {:?}", self.began.elapsed().as_secs_f64(), self.level, t0.elapsed().as_secs_f64(), e.iter().map(|x| x.0).sum::<u64>(), new, found.len(), self.teams.len(), solved.prices.cuts.len(), self.gap(), solved.prices.bound(&vec![]), &e[..e.len().min(5)]);
        }
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
        if self.add(new)? > 0 {
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
    pub(super) fn price_from_pool(&mut self, solved: &Solved) -> Result<Step, BackendError> {
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

    /// The tables of the slots that are wanted, for local search: they bound little.
    pub fn tables_of(&self, prices: &Prices, wanted: &dyn Fn(usize) -> bool) -> Vec<Tables> {
        let slots = self.shop.slots.iter().enumerate();
        let slots: Vec<_> = slots.filter(|(index, _)| wanted(*index)).collect();
        self.hands.each(&slots, |(index, slot)| {
            Tables::new(*index, slot, prices, Tilting::None)
        })
    }

    /// The tables of all slots, for exact search. Prices change little from one to the next: the tilts begin where they were.
    fn tuned_tables(&mut self, prices: &Prices) -> Vec<Tables> {
        let slots: Vec<_> = self.shop.slots.iter().enumerate().collect();
        let known = &self.tilts;
        let tables = self.hands.each(&slots, |(index, slot)| {
            let tilting = Tilting::Tuned(known.get(*index));
            Tables::new(*index, slot, prices, tilting)
        });
        self.tilts = tables.iter().map(|tables| tables.tilts.clone()).collect();
        tables
    }

    /// Columns that are below 0 by no more are left for now: together they take from the bound at most half of what rounding it
    /// up to the level's step gives back, or a hundredth of the gap.
    fn slack(&self, prices: &Prices) -> Fine {
        let counts = self.shop.slots.iter().map(|slot| (slot.teams.len(), 0));
        let least: Least = counts.collect();
        let teams = least.iter().map(|(count, _)| *count).sum::<usize>().max(1) as Money;
        let value = prices.bound(&least);
        let step = self.job.compiled.levels[self.level].step.max(1);
        let rounding = (value - 1).rem_euclid(step) / 2;
        let gap = self.cost().saturating_sub(value).max(0) / 100;
        let room = rounding.max(gap) / teams;
        self.worth().max(room.saturating_mul(self.shop.scale))
    }

    /// Columns below 0, found by local search from those that the master uses.
    pub fn quick(&self, tables: &[Tables], solved: &Solved) -> Vec<(usize, Vec<usize>)> {
        self.near(tables, solved, |tables, starts| {
            descend(tables, starts, MOST_NEW)
        })
    }

    /// The same by a longer search, which does not end at the first team that no change makes cheaper.
    fn thorough(&self, tables: &[Tables], solved: &Solved) -> Vec<(usize, Vec<usize>)> {
        self.near(tables, solved, |tables, starts| {
            roam(tables, starts, STEPS, MOST_NEW)
        })
    }

    fn near(
        &self,
        tables: &[Tables],
        solved: &Solved,
        search: impl Fn(&Tables, &[&[usize]]) -> Vec<(Fine, Vec<usize>)> + Sync,
    ) -> Vec<(usize, Vec<usize>)> {
        let (worth, teams, known) = (self.worth(), &self.teams, &self.known);
        let better = |tables: &Tables| {
            let used = teams.iter().zip(&solved.values);
            let used = used.filter(|(team, value)| team.slot == tables.slot && **value > 1e-6);
            let starts: Vec<&[usize]> = used.map(|(team, _)| &team.members[..]).collect();
            let found = search(tables, &starts);
            let better = found.into_iter().filter(|(cost, _)| *cost < -worth);
            let keys = better.map(|(_, members)| (tables.slot, members));
            keys.filter(|key| !known.contains(key)).collect()
        };
        let new: Vec<Vec<_>> = self.hands.each(tables, better);
        new.into_iter().flatten().collect()
    }

    /// The slots searched for columns below 0; not all of them where that takes long and there are columns enough.
    fn exact(&mut self, tables: &[Tables], below: Fine) -> Vec<(usize, Found)> {
        let mut found: Vec<(usize, Found)> = Vec::new();
        let (mut new, mut nodes) = (0, 0);
        // What is quick comes first: where it finds enough, the rest can wait.
        let mut turn: Vec<usize> = (0..tables.len())
            .map(|step| (self.turn + step) % tables.len())
            .collect();
        turn.sort_by_key(|at| self.effort[*at] > LONG / 10);
        let what = Search {
            below,
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
                self.effort[*slot] = found.nodes;
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
