//! Better plans for a level, with the means that fit it: places alone, the best panels for places, or everything at once.

use super::anneal::{Anneal, without_illegal_judges};
use super::arrange::Arrange;
use super::formula::Formula;
use super::reseat::Reseat;
use super::run::Run;
use super::seating::Panels;
use super::settle::Settle;
use crate::control::Limits;
use crate::model::Level;

/// Changes that the local search tries for a level, for each pair of an item and a slot or judge; and at most.
const ROUNDS: (usize, usize) = (200, 300_000);

/// The same for changes of places alone, and for arrangements that get the best panels.
const ARRANGED: (usize, usize) = (1_000, 1_500_000);
const RESEATED: (usize, usize) = (5, 20_000);
/// Fewer changes are tried where people are locked: what can be better is near.
const LOCKED: usize = 8;
/// How often places are improved anew.
const TURNS: u64 = 3;

impl Run<'_> {
    /// Looks for better plans with the means that fit the level.
    pub(super) fn improve(&mut self, level: usize) {
        let limits = self.limits(0.3);
        let target = if self.elastic {
            0.0
        } else {
            self.bounds[level]
        };
        let slots = self.scene.times() * self.scene.rooms;
        let pairs = self.scene.items.len() * (slots + self.scene.judges());
        let rounds = ROUNDS.1.min(ROUNDS.0 * pairs);
        // Where people are locked, nearly every other arrangement, and nearly every other set of panels, affects more of
        // them: small changes of what there is are the ones that count.
        if self.elastic {
            self.anneal(level, target, rounds, &limits);
            return;
        }
        if level > 0 && self.is_locked() {
            self.anneal(level, target, rounds / LOCKED, &limits);
            return;
        }
        let settles = self.scene.seated || self.scene.anchors > 0;
        if let Some(panels) = self.panels.as_ref().filter(|_| settles) {
            let better = Settle {
                scene: self.scene,
                book: self.book,
                panels,
                limits: &limits,
                seed: self.request.seed,
                rounds: RESEATED.1.min(RESEATED.0 * pairs),
            }
            .improve(&self.plan, level, target);
            self.take(better);
            if self.is_open(level, target) {
                self.anneal(level, target, rounds / 4, &limits);
            }
            return;
        }
        let heeds = |(formula, _): (&dyn Formula, f64)| formula.heeds_judges();
        let without_judges = level == 0 || !self.book.level(level).all(heeds);
        let says_all = |panels: &Panels| panels.says_all(level);
        let whole =
            !self.book.level(level).any(heeds) || self.panels.as_ref().is_some_and(says_all);
        for turn in 0..TURNS {
            if !without_judges || !self.is_open(level, target) || limits.is_over() {
                break;
            }
            let better = Arrange {
                scene: self.scene,
                book: self.book,
                panels: self.panels.as_ref(),
                limits: &limits,
                seed: self.request.seed.wrapping_add(turn),
                rounds: ARRANGED.1.min(ARRANGED.0 * pairs),
            }
            .improve(&self.plan, level, target);
            self.take(better);
        }
        if let Some(panels) = &self.panels
            && level > 0
            && self.is_open(level, target)
            && panels.says_all(level)
        {
            let better = Reseat {
                scene: self.scene,
                book: self.book,
                panels,
                limits: &limits,
                seed: self.request.seed,
                rounds: RESEATED.1.min(RESEATED.0 * pairs),
            }
            .improve(&self.plan, level, target);
            self.take(better);
        }
        if self.is_open(level, target) {
            // Where one of the above sees all of the level, most is found by now.
            let rounds = if whole { rounds / 4 } else { rounds };
            self.anneal(level, target, rounds, &limits);
        }
    }

    fn is_open(&self, level: usize, target: f64) -> bool {
        self.costs[level] > target + Level::TOLERANCE
    }

    fn anneal(&mut self, level: usize, target: f64, rounds: usize, limits: &Limits) {
        let anneal = Anneal {
            scene: self.scene,
            book: self.book,
            limits,
            seed: self.request.seed,
            rounds,
        };
        let better = anneal.improve(&self.plan, level, target);
        let better = if self.elastic {
            without_illegal_judges(self.scene, &better)
        } else {
            better
        };
        self.take(better);
    }
}
