//! Local improvement of a level that asks for seats and loads only: items change their places where the levels before allow
//! it, and each arrangement is judged by the best panels that it can have.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::book::Book;
use super::plan::Plan;
use super::scene::Scene;
use super::seating::Panels;
use super::shift::shift;
use crate::control::Limits;
use crate::model::Level;

/// How a level is improved.
pub(crate) struct Reseat<'a> {
    pub scene: &'a Scene<'a>,
    pub book: &'a Book,
    pub panels: &'a Panels,
    pub limits: &'a Limits,
    pub seed: u64,
    /// How many arrangements get their panels.
    pub rounds: usize,
}

/// So many changes are drawn at most for one that the levels before allow.
const DRAWN: usize = 60;

impl Reseat<'_> {
    /// The best timetable found for a level that costs no more at the levels before it. Stops early at `target`.
    pub fn improve(&self, start: &Plan, level: usize, target: f64) -> Plan {
        let (scene, book) = (self.scene, self.book);
        let mut random =
            Xoshiro256PlusPlus::seed_from_u64(self.seed ^ 0x5a ^ ((level as u64) << 40));
        let caps = book.costs(scene, start);
        let mut best = start.clone();
        let mut best_cost = caps[level];
        if let Some(plan) = self.panels.seat(scene, start) {
            let costs = book.costs(scene, &plan);
            if self.keeps(&costs, &caps, level) && costs[level] < best_cost - Level::TOLERANCE {
                (best, best_cost) = (plan, costs[level]);
            }
        }
        let (mut plan, mut cost) = (best.clone(), best_cost);
        let weights = book.level(level).map(|(_, weight)| weight);
        let fine = weights.fold(f64::INFINITY, f64::min);
        let (first, last) = (0.8 * fine, 0.15 * fine);
        for round in 0..self.rounds {
            if best_cost <= target + Level::TOLERANCE || self.limits.is_over() {
                break;
            }
            let Some(next) = self.changed(&plan, &caps, level, &mut random) else {
                break;
            };
            let Some(next) = self.panels.seat(scene, &next) else {
                continue;
            };
            let costs = book.costs(scene, &next);
            if !self.keeps(&costs, &caps, level) {
                continue;
            }
            let heat = first * (last / first).powf(round as f64 / self.rounds as f64);
            if costs[level] <= cost || random.random::<f64>() < ((cost - costs[level]) / heat).exp()
            {
                (plan, cost) = (next, costs[level]);
                if cost < best_cost - Level::TOLERANCE {
                    (best, best_cost) = (plan.clone(), cost);
                }
            }
        }
        best
    }

    fn keeps(&self, costs: &[f64], caps: &[f64], level: usize) -> bool {
        (0..level).all(|l| costs[l] <= caps[l] + Level::TOLERANCE)
    }

    /// Another arrangement that costs no more at the levels before, as far as judges do not matter.
    fn changed(
        &self,
        plan: &Plan,
        caps: &[f64],
        level: usize,
        random: &mut Xoshiro256PlusPlus,
    ) -> Option<Plan> {
        let (scene, book) = (self.scene, self.book);
        let mut next = plan.clone();
        for _ in 0..DRAWN {
            next.clone_from(plan);
            shift(scene, &mut next, random);
            let keeps = |l: usize| book.placed_cost(scene, &next, l) <= caps[l] + Level::TOLERANCE;
            let differs = (0..scene.times()).any(|time| next.row(time) != plan.row(time));
            if differs && (0..level).all(keeps) {
                return Some(next);
            }
        }
        Some(plan.clone())
    }
}
