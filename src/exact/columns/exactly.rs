//! Exact searches of all slots under the master's prices: the columns below 0, or a bound.
//!
//! Where the master costs more than a better plan may, not all columns below 0 matter: what its bound has to spare may be taken by them.
//! Slots that are searched quickly take what they need of it, and the others share the rest, so that their searches end sooner.

use super::generate::{BESIDE, MOST_NEW, Priced};
use super::master::Solved;
use super::pool::Least;
use super::prices::{Fine, Prices};
use super::pricing::{Found, Search, search};
use super::prove::Prover;
use super::tables::{Tables, Tilting};
use crate::exact::backend::BackendError;
use crate::rules::term::Money;

/// Where they are searched for long, so many columns are enough.
const ENOUGH: usize = 24;
/// A search of one slot with more nodes waits for the others.
const SLOW: u64 = 20_000;
/// A search that was stopped is repeated with so many times the nodes.
const MORE: u64 = 4;

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

/// What the searches of the slots have told so far.
struct Told {
    /// The slots' least reduced costs.
    least: Least,
    /// The slots that were looked at.
    seen: Vec<bool>,
    /// Slots whose last search was stopped.
    stopped: Vec<usize>,
    /// Reduced costs, slots and members of columns.
    columns: Vec<(Fine, usize, Vec<usize>)>,
}

impl Told {
    fn learn(&mut self, found: Vec<(usize, Found)>) {
        for (slot, found) in found {
            let least = &mut self.least[slot].1;
            *least = match self.seen[slot] {
                true => (*least).max(found.least),
                false => found.least,
            };
            self.seen[slot] = true;
            self.stopped.retain(|stopped| *stopped != slot);
            if found.stopped {
                self.stopped.push(slot);
            }
            let columns = found.columns.into_iter();
            self.columns
                .extend(columns.map(|(cost, members)| (cost, slot, members)));
        }
    }
}

impl Prover<'_> {
    /// Searches the slots of the branch at hand exactly. `slack`: the share of the gap that is left for now, `None`: nothing is left.
    pub(super) fn search_slots(
        &mut self,
        solved: &Solved,
        slack: Option<f64>,
    ) -> Result<Searched, BackendError> {
        let prices = self.prices_for(solved, slack.is_some())?;
        let tables = self.tuned_tables(&prices);
        let mut told = Told {
            least: self.counts(),
            seen: vec![false; tables.len()],
            stopped: Vec::new(),
            columns: Vec::new(),
        };
        let spare = self.to_spare(&prices, &told.least);
        let hopeless = spare > 0;
        let mut below = match slack {
            Some(share) if !hopeless => -self.slack(&prices, share),
            Some(_) => -self.worth(),
            None => -1,
        };
        let mut slots: Vec<usize> = (0..tables.len())
            .map(|step| (self.turn + step) % tables.len())
            .collect();
        let teams: usize = told.least.iter().map(|(count, _)| *count).sum();
        let equal = Fine::try_from(-spare / teams.max(1) as i128).unwrap_or(Fine::MIN);
        let budget = self.job.nodes.is_some();
        let (mut nodes, mut passes) = (self.nodes, 0);
        let long = std::mem::take(&mut self.searched) > self.means.long;
        loop {
            // What takes no more than an equal share may not be needed.
            let counted = if hopeless { equal.min(below) } else { below };
            let enough = if long { ENOUGH } else { usize::MAX };
            let found = self.exact(&tables, &slots, (below, nodes), (counted, enough));
            self.check(&prices, &found)?;
            told.learn(found);
            passes += 1;
            let all = told.seen.iter().all(|seen| *seen);
            let bound = all.then(|| prices.bound(&told.least));
            let closes = bound.is_some_and(|bound| bound > self.target());
            let again = all && !closes && !told.stopped.is_empty() && !self.is_to_end();
            let shared = match hopeless && again {
                true => self.shared(&prices, &mut told),
                false => None,
            };
            let longer = (told.columns.is_empty() && !budget).then_some(below);
            // A budget of nodes is for one search of a slot, but a share is worth another.
            let next = shared.filter(|_| !budget || passes == 1).or(longer);
            if let Some(next) = next.filter(|_| again) {
                if !budget {
                    nodes = nodes.saturating_mul(MORE);
                }
                (slots, below) = (told.stopped.clone(), next);
                continue;
            }
            if !hopeless {
                self.nodes = nodes;
            }
            let added = match closes {
                true => 0,
                false => {
                    let new = told.columns.into_iter();
                    self.add(new.map(|(_, slot, members)| (slot, members)))?
                }
            };
            let unfinished = added == 0 && !closes && !told.stopped.is_empty();
            return Ok(Searched {
                bound,
                added,
                unfinished,
                // With a budget of nodes, that was it.
                stuck: unfinished && budget,
                priced: Priced {
                    prices,
                    tables,
                    least: told.least,
                },
            });
        }
    }

    /// The master's prices, or central ones once searches have taken long, if those will do.
    fn prices_for(&mut self, solved: &Solved, central: bool) -> Result<Prices, BackendError> {
        self.takes_long |= self.searched > self.means.long;
        if central
            && self.takes_long
            && let Some(prices) = self.master.central(self.shop)?
        {
            return Ok(prices);
        }
        Ok(solved.prices.clone())
    }

    /// For each slot, how many teams it has, and 0.
    fn counts(&self) -> Least {
        let slots = self.shop.slots.iter();
        slots.map(|slot| (slot.teams.len(), 0)).collect()
    }

    /// What the bound has more than it takes to leave out all better plans, in reduced cost.
    fn to_spare(&self, prices: &Prices, least: &Least) -> i128 {
        let wanted = i128::from(self.target() + 1) * i128::from(prices.scale);
        prices.fine_bound(least) - wanted
    }

    /// What each team of the slots whose searches were stopped may take of what there is to spare, below 0; those that are known to need
    /// no more are taken out. `None`: there are columns that take more.
    fn shared(&self, prices: &Prices, told: &mut Told) -> Option<Fine> {
        loop {
            let mut others = told.least.clone();
            told.stopped.iter().for_each(|slot| others[*slot].1 = 0);
            let teams: usize = told.stopped.iter().map(|slot| others[*slot].0).sum();
            let each = self
                .to_spare(prices, &others)
                .div_euclid(teams.max(1) as i128);
            let each = Fine::try_from(each).unwrap_or(Fine::MAX);
            let takes_more = |(cost, slot, _): &(Fine, usize, Vec<usize>)| {
                *cost < -each && told.stopped.contains(slot)
            };
            if each <= 0 || told.columns.iter().any(takes_more) {
                return None;
            }
            let before = told.stopped.len();
            let least = &told.least;
            told.stopped.retain(|slot| least[*slot].1 < -each);
            if told.stopped.len() == before {
                return Some(-each);
            }
        }
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
    /// up to the level's step gives back, or this share of the gap.
    fn slack(&self, prices: &Prices, share: f64) -> Fine {
        let least = self.counts();
        let teams = least.iter().map(|(count, _)| *count).sum::<usize>().max(1) as Money;
        let value = prices.bound(&least);
        let step = self.job.compiled.levels[self.level].step.max(1);
        let rounding = (value - 1).rem_euclid(step) / 2;
        let gap = self.cost().saturating_sub(value).max(0) as f64 * share;
        let room = rounding.max(gap as Money) / teams;
        self.worth().max(room.saturating_mul(self.shop.scale))
    }

    /// The slots searched for columns below; not all of them once there are columns enough that cost less than `counted`.
    fn exact(
        &mut self,
        tables: &[Tables],
        slots: &[usize],
        (below, nodes): (Fine, u64),
        (counted, enough): (Fine, usize),
    ) -> Vec<(usize, Found)> {
        let mut found: Vec<(usize, Found)> = Vec::new();
        let mut new = 0;
        // What is quick comes first: where it finds enough, the rest can wait.
        let mut turn = slots.to_vec();
        turn.sort_by_key(|at| self.habits[*at].effort() > SLOW);
        let what = Search {
            below,
            with: None,
            keep: MOST_NEW,
            all: false,
            limits: &self.limits,
            nodes,
        };
        for some in turn.chunks(BESIDE) {
            if new >= enough {
                self.turn = some[0];
                return found;
            }
            let one = |at: &usize| (tables[*at].slot, search(&tables[*at], &what));
            let here = self.hands.each(some, one);
            for (slot, found) in &here {
                let columns = found.columns.iter();
                new += columns.filter(|(cost, _)| *cost < counted).count();
                self.searched += found.nodes;
                let habit = &mut self.habits[*slot];
                habit.learn(habit.way(), found.nodes, found.stopped);
            }
            found.extend(here);
        }
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
