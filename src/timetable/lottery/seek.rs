//! Timetables as good as the one at hand, found by small changes: a random walk (Metropolis et al. 1953) whose energy is what
//! a timetable costs too much.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::known::Known;
use crate::control::{Cancel, Limits};
use crate::model::Level;
use crate::timetable::anneal::Anneal;
use crate::timetable::book::Book;
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::seating::Panels;
use crate::timetable::shift::shift;

/// How a timetable compares with the one at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// It costs more at some level.
    Worse,
    /// It costs the same at every level.
    Same,
    /// It costs less at some level and more at none.
    Better,
}

/// Where a walk starts and how long it is.
pub(super) struct Walk<'w> {
    pub start: &'w Plan,
    /// Items that stay at their times.
    pub fixed: &'w [Option<usize>],
    pub rounds: usize,
    /// The first and the last heat, in violations.
    pub heat: (f64, f64),
}

/// Looks for timetables that cost no more than `costs` at any level.
pub(super) struct Seek<'s> {
    scene: &'s Scene<'s>,
    book: &'s Book,
    panels: Option<&'s Panels>,
    cancel: &'s Cancel,
    costs: Vec<f64>,
    /// Per level: what a unit of cost counts.
    prices: Vec<f64>,
    random: Xoshiro256PlusPlus,
}

impl<'s> Seek<'s> {
    /// With random numbers from a seed of its own.
    pub fn new(
        scene: &'s Scene<'s>,
        book: &'s Book,
        panels: Option<&'s Panels>,
        cancel: &'s Cancel,
        costs: &[f64],
        seed: u64,
    ) -> Self {
        let price = |level: usize| {
            let weights = book.level(level).map(|(_, weight)| weight);
            1.0 / weights.fold(f64::INFINITY, f64::min).min(1e9)
        };
        Self {
            scene,
            book,
            panels,
            cancel,
            costs: costs.to_vec(),
            prices: (0..costs.len()).map(price).collect(),
            random: Xoshiro256PlusPlus::seed_from_u64(seed),
        }
    }

    /// How a timetable compares with the one at hand.
    pub fn fit(&self, plan: &Plan) -> Fit {
        let costs = self.book.costs(self.scene, plan);
        let differences = || costs.iter().zip(&self.costs).map(|(new, old)| new - old);
        if differences().any(|more| more > Level::TOLERANCE) {
            Fit::Worse
        } else if differences().any(|more| more < -Level::TOLERANCE) {
            Fit::Better
        } else {
            Fit::Same
        }
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        self.random.random_range(0..count)
    }

    /// The timetable with an item at another time, who is there in its place; `None` where only items of given times are there.
    pub fn moved(&mut self, plan: &Plan, known: &Known, item: usize, time: usize) -> Option<Plan> {
        let rooms: Vec<usize> = (0..self.scene.rooms)
            .filter(|room| {
                let other = plan.at(time, *room);
                other.is_none_or(|other| known.fixed[other].is_none())
            })
            .collect();
        let room = *rooms.get(self.random.random_range(0..rooms.len().max(1)))?;
        let mut moved = plan.clone();
        match moved.at(time, room) {
            Some(other) if other != item => moved.swap(item, other),
            _ => moved.put(item, Some((time, room))),
        }
        Some(moved)
    }

    /// Walks, and shows every timetable on the way that costs no more than the one at hand, until `see` says that it is enough.
    pub fn walk(&mut self, walk: &Walk, see: &mut dyn FnMut(&Plan, Fit) -> bool) {
        let (scene, book) = (self.scene, self.book);
        let limits = Limits {
            deadline: None,
            cancel: self.cancel.clone(),
        };
        let judges = Anneal {
            scene,
            book,
            limits: &limits,
            seed: 0,
            rounds: 0,
        };
        let free: Vec<usize> = (0..scene.items.len())
            .filter(|item| walk.fixed[*item].is_none())
            .collect();
        let mut plan = walk.start.clone();
        let mut energy = self.energy(&plan, f64::INFINITY);
        if energy <= Level::TOLERANCE && see(&plan, self.fit(&plan)) {
            return;
        }
        let mut next = plan.clone();
        for round in 0..walk.rounds {
            if round % 256 == 0 && self.cancel.is_cancelled() {
                return;
            }
            let progress = round as f64 / walk.rounds as f64;
            let heat = walk.heat.0 * (walk.heat.1 / walk.heat.0).powf(progress);
            next.clone_from(&plan);
            self.change(&mut next, &free, &judges);
            let keeps = |(item, time): (usize, &Option<usize>)| {
                time.is_none_or(|time| next.time(item) == Some(time))
            };
            if next == plan || !walk.fixed.iter().enumerate().all(keeps) {
                continue;
            }
            let most = energy - heat * self.random.random::<f64>().max(1e-300).ln();
            let told = self.seated(&mut next, most);
            if told <= most {
                std::mem::swap(&mut plan, &mut next);
                energy = told;
                if energy <= Level::TOLERANCE && see(&plan, self.fit(&plan)) {
                    return;
                }
            }
        }
    }

    /// A small change, mostly of items that are free to move.
    fn change(&mut self, plan: &mut Plan, free: &[usize], judges: &Anneal) {
        let scene = self.scene;
        let random = &mut self.random;
        let slots = scene.times() * scene.rooms;
        match random.random_range(0..8) {
            0 if scene.per_item > 0 => judges.change(plan, random),
            0..3 => shift(scene, plan, random),
            _ if free.is_empty() => {}
            3 => {
                let slot = random.random_range(0..slots);
                let slot = (slot / scene.rooms, slot % scene.rooms);
                let item = free[random.random_range(0..free.len())];
                match plan.at(slot.0, slot.1) {
                    Some(other) if other != item => plan.swap(item, other),
                    _ => plan.put(item, Some(slot)),
                }
            }
            _ => {
                let (first, second) = (
                    free[random.random_range(0..free.len())],
                    free[random.random_range(0..free.len())],
                );
                if first != second {
                    plan.swap(first, second);
                }
            }
        }
    }

    /// The energy of the timetable, with the best judges where these cost less and the places may do.
    fn seated(&self, plan: &mut Plan, most: f64) -> f64 {
        let told = self.energy(plan, most);
        let Some(panels) = self.panels.filter(|_| told > Level::TOLERANCE) else {
            return told;
        };
        if self.placed_energy(plan) > most {
            return told;
        }
        match panels.seat(self.scene, plan) {
            Some(seated) => {
                let other = self.energy(&seated, most);
                if other < told {
                    *plan = seated;
                }
                other.min(told)
            }
            None => told,
        }
    }

    /// What the timetable costs too much, in violations; anything above `most`, where it is more than that.
    fn energy(&self, plan: &Plan, most: f64) -> f64 {
        let mut sum = 0.0;
        for (level, cap) in self.costs.iter().enumerate() {
            let excess = self.book.cost(self.scene, plan, level) - cap;
            if excess > Level::TOLERANCE {
                sum += excess * self.prices[level];
            }
            if sum > most {
                break;
            }
        }
        sum
    }

    /// The part of it that does not depend on judges.
    fn placed_energy(&self, plan: &Plan) -> f64 {
        let levels = self.costs.iter().enumerate();
        levels
            .map(|(level, cap)| {
                let excess = self.book.placed_cost(self.scene, plan, level) - cap;
                if excess > Level::TOLERANCE {
                    excess * self.prices[level]
                } else {
                    0.0
                }
            })
            .sum()
    }
}
