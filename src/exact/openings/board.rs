//! The openings that are left of a level while provers work on them side by side.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard};

use super::item::Item;
use super::opening::Opening;
use crate::control::Cancel;
use crate::exact::backend::BackendError;
use crate::exact::columns::Heritage;
use crate::exact::exchange::Exchange;
use crate::exact::incumbent::{Incumbent, SAME};
use crate::exact::prover::Prover;
use crate::exact::symmetry;
use crate::rules::term::Money;

/// The openings that hold all plans which are as good as the best one at the levels up to one.
#[derive(Clone, Debug)]
pub struct Left {
    /// The level.
    level: usize,
    /// The classes of teams.
    classes: Vec<Vec<usize>>,
    items: Vec<Item>,
}

/// What the provers of a level share.
pub struct Board<'a> {
    /// What the level's provers share besides.
    pub exchange: &'a Exchange<'a>,
    /// The classes of teams that nothing tells apart.
    pub classes: Vec<Vec<usize>>,
    /// What the hard rules say.
    pub known: Opening,
    inner: Mutex<Inner>,
}

struct Inner {
    items: Vec<Item>,
    next: usize,
    /// Whether each is looked at by itself; `None`: that is not known yet.
    apart: Option<bool>,
    /// Whether a level before has parted them.
    inherited: bool,
}

/// An opening, its bound, and how many teams of each class its relaxation opens, if that is known.
pub type Bounded = (Opening, Money, Option<Vec<f64>>);

impl Inner {
    fn push(&mut self, done: Cancel, (opening, bound, open): Bounded, heritage: Heritage) {
        self.items.push(Item {
            opening,
            bound,
            open,
            tries: [0; 2],
            taken: [false; 2],
            ended: false,
            heritage,
            done,
            id: self.next,
        });
        self.next += 1;
    }
}

impl<'a> Board<'a> {
    /// All that the hard rules allow, or what a level before has left of it.
    pub fn new(
        exchange: &'a Exchange<'a>,
        classes: Vec<Vec<usize>>,
        known: Opening,
        left: Option<Left>,
    ) -> Self {
        let mut inner = Inner {
            items: Vec::new(),
            next: 0,
            apart: None,
            inherited: false,
        };
        let left = left.filter(|left| left.level < exchange.level() && left.classes == classes);
        inner.inherited = left.is_some();
        let done = || exchange.cancel().child();
        match left {
            Some(left) => {
                for item in left.items {
                    inner.push(done(), (item.opening, Money::MIN, None), item.heritage);
                }
            }
            None => inner.push(
                done(),
                (known.clone(), Money::MIN, None),
                Heritage::default(),
            ),
        }
        Self {
            exchange,
            classes,
            known,
            inner: Mutex::new(inner),
        }
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// All openings are parted, or they are too many for that.
    pub fn settle(&self, apart: bool) {
        self.inner().apart = Some(apart);
    }

    /// Whether a level before has parted them, and could not do with less.
    pub fn is_inherited(&self) -> bool {
        self.inner().inherited
    }

    /// Whether each opening is to be looked at by itself; `None`: that is not known yet.
    pub fn is_apart(&self) -> Option<bool> {
        self.inner().apart
    }

    fn cost(&self) -> Money {
        self.exchange.best().cost[self.exchange.level()]
    }

    /// Leaves out what holds no plan as good as the best one, and tells the bound of the others.
    pub fn look(&self, prover: Prover) {
        let cost = self.cost();
        let mut inner = self.inner();
        inner.items.retain(|item| item.bound <= cost + SAME);
        let bounds = inner.items.iter().map(|item| item.bound);
        let bound = bounds.min().unwrap_or(Money::MAX).min(cost);
        drop(inner);
        self.exchange.raise_by(prover, bound);
    }

    /// No plan of the level that is better than the best one costs less.
    pub fn bound(&self) -> Money {
        let inner = self.inner();
        let bounds = inner.items.iter().map(|item| item.bound);
        bounds.min().unwrap_or(Money::MAX)
    }

    /// The plan with the names of equal teams in order, the closed ones last.
    pub fn named_in_order(&self, best: Incumbent) -> Incumbent {
        let order: Vec<usize> = (0..best.grouping.team_of.len()).collect();
        Incumbent {
            grouping: symmetry::canonical(&best.grouping, &self.classes, &order),
            cost: best.cost,
        }
    }

    /// Of the two that came last, the wanted one with the least bound.
    pub fn last(&self, wanted: impl Fn(&Item) -> bool) -> Option<Item> {
        let inner = self.inner();
        let last = inner.items.iter().rev().take(2).filter(|item| wanted(item));
        last.min_by_key(|item| item.bound).cloned()
    }

    /// How many may hold a better plan.
    pub fn awake(&self) -> usize {
        self.count(|_| true)
    }

    /// Whether any that may hold a better plan is such.
    pub fn any(&self, such: impl Fn(&Item) -> bool) -> bool {
        self.count(such) > 0
    }

    fn count(&self, such: impl Fn(&Item) -> bool) -> usize {
        let least = self.cost() - SAME;
        let inner = self.inner();
        let awake = inner.items.iter().filter(|item| item.bound < least);
        awake.filter(|item| such(item)).count()
    }

    /// That the best plan is in one of those that are left: where it is not, some bound was wrong, and no proof may rest on it.
    ///
    /// # Errors
    /// When it is not.
    pub fn check(&self) -> Result<(), BackendError> {
        let best = self.exchange.best().grouping;
        let open: HashSet<usize> = best.team_of.iter().map(|team| team.index()).collect();
        let count = |class: &Vec<usize>| class.iter().filter(|team| open.contains(*team)).count();
        let open: Vec<usize> = self.classes.iter().map(count).collect();
        let inner = self.inner();
        match inner.items.iter().any(|item| item.opening.holds(&open)) {
            true => Ok(()),
            false => Err(BackendError("the best plan's opening was ruled out".into())),
        }
    }

    /// The one to work on: of those wanted that may hold a better plan, those first on which nobody works, then which the prover has tried
    /// least, for columns those which the program has tried most, then with the least bound.
    pub fn take(&self, prover: Prover, wanted: impl Fn(&Item) -> bool) -> Option<Item> {
        let least = self.cost() - SAME;
        let own = prover.index();
        let mut inner = self.inner();
        let open = inner
            .items
            .iter_mut()
            .filter(|item| item.bound < least && !item.taken[own] && wanted(item));
        let in_vain = |item: &Item| match prover {
            Prover::Program => 0,
            Prover::Columns => item.tries[Prover::Program.index()],
        };
        let item = open.min_by_key(|item| {
            let tried = (item.tries[own], Reverse(in_vain(item)));
            (item.taken[1 - own], tried, item.bound)
        })?;
        item.taken[own] = true;
        Some(item.clone())
    }

    /// Work on it is over; what is known of it now.
    pub fn give_back(&self, prover: Prover, item: Item) {
        let own = prover.index();
        let cost = self.cost();
        let mut inner = self.inner();
        if let Some(here) = inner.items.iter_mut().find(|here| here.id == item.id) {
            here.taken[own] = false;
            here.tries[own] += 1;
            here.bound = here.bound.max(item.bound);
            here.ended |= item.ended;
            if prover == Prover::Columns {
                here.heritage = item.heritage;
            }
            if here.bound >= cost - SAME {
                here.done.cancel();
            }
        }
        drop(inner);
        self.look(prover);
    }

    /// In place of an item, the parts that are left of it, each with its bound and how many teams its relaxation opens.
    pub fn part(&self, item: &Item, parts: Vec<Bounded>) {
        let mut inner = self.inner();
        inner.items.retain(|here| here.id != item.id);
        for part in parts {
            inner.push(self.exchange.cancel().child(), part, item.heritage.clone());
        }
        drop(inner);
        self.look(Prover::Program);
    }

    /// What is left for the levels after this one.
    pub fn left(self) -> Left {
        self.look(Prover::Program);
        let inner = self.inner.into_inner().unwrap_or_else(|e| e.into_inner());
        Left {
            level: self.exchange.level(),
            classes: self.classes,
            items: inner.items,
        }
    }
}
