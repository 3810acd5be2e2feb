//! Local improvement of where items are, without a look at who judges them but for whether enough judges can be had at each
//! time (simulated annealing, Kirkpatrick et al. 1983). Judges are then seated at best by [`Panels`].

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
pub(crate) struct Arrange<'a> {
    pub scene: &'a Scene<'a>,
    pub book: &'a Book,
    /// `None`: no judges.
    pub panels: Option<&'a Panels>,
    pub limits: &'a Limits,
    pub seed: u64,
    /// How many changes are tried.
    pub rounds: usize,
}

/// Seatings that are tried at most for arrangements that look better.
const SEATINGS: usize = 400;

/// An arrangement under way.
struct State {
    plan: Plan,
    /// Per time: seats that nobody can take.
    missing: Vec<usize>,
}

impl Arrange<'_> {
    /// The best timetable found for a level that costs no more at the levels before it. Stops early at `target`.
    pub fn improve(&self, start: &Plan, level: usize, target: f64) -> Plan {
        let (scene, book) = (self.scene, self.book);
        if scene.items.is_empty() || scene.times() == 0 {
            return start.clone();
        }
        let mut random =
            Xoshiro256PlusPlus::seed_from_u64(self.seed ^ 0xa5 ^ ((level as u64) << 40));
        let mut best = start.clone();
        let mut costs = book.costs(scene, start);
        let caps = self.placed_costs(start, level);
        let mut plan = start.clone();
        plan.clear_panels();
        let missing = (0..scene.times()).map(|time| self.missing(&plan, time));
        let mut state = State {
            missing: missing.collect(),
            plan,
        };
        let (heat_high, heat_low) = self.heats(&state, level, &caps, &mut random);
        let mut next = State {
            plan: state.plan.clone(),
            missing: state.missing.clone(),
        };
        let penalty = 4.0 * heat_high;
        let mut energy = self.energy(&state, level, &caps, penalty, f64::INFINITY).0;
        let mut tries = SEATINGS;
        for round in 0..self.rounds {
            if costs[level] <= target + Level::TOLERANCE
                || tries == 0
                || round % 256 == 0 && self.limits.is_over()
            {
                break;
            }
            let progress = round as f64 / self.rounds as f64;
            let heat = heat_high * (heat_low / heat_high).powf(progress);
            next.plan.clone_from(&state.plan);
            shift(scene, &mut next.plan, &mut random);
            next.missing.clone_from(&state.missing);
            for time in 0..scene.times() {
                if next.plan.row(time) != state.plan.row(time) {
                    next.missing[time] = self.missing(&next.plan, time);
                }
            }
            let most = energy - heat * random.random::<f64>().max(1e-300).ln();
            let (told, excess) = self.energy(&next, level, &caps, penalty, most);
            if told > most {
                continue;
            }
            std::mem::swap(&mut state, &mut next);
            energy = told;
            if excess <= Level::TOLERANCE
                && told < self.placed_cost(&best, level) - Level::TOLERANCE
                || level == 0 && told <= Level::TOLERANCE
            {
                tries -= 1;
                if let Some((plan, new)) = self.seated(&state.plan, &costs, level) {
                    (best, costs) = (plan, new);
                }
            }
        }
        best
    }

    /// The arrangement with its judges, where it is better at the level and no worse before it.
    fn seated(&self, plan: &Plan, costs: &[f64], level: usize) -> Option<(Plan, Vec<f64>)> {
        let plan = match self.panels {
            Some(panels) => panels.seat(self.scene, plan)?,
            None => plan.clone(),
        };
        let new = self.book.costs(self.scene, &plan);
        let before = (0..level).all(|l| new[l] <= costs[l] + Level::TOLERANCE);
        (before && new[level] < costs[level] - Level::TOLERANCE).then_some((plan, new))
    }

    /// The cost of a level as far as it does not depend on judges.
    fn placed_cost(&self, plan: &Plan, level: usize) -> f64 {
        self.book.placed_cost(self.scene, plan, level)
    }

    fn placed_costs(&self, plan: &Plan, level: usize) -> Vec<f64> {
        (0..level).map(|l| self.placed_cost(plan, l)).collect()
    }

    /// The cost at the level plus the price of what is worse before it, and that excess; anything above `most`, where it is
    /// more than that.
    fn energy(
        &self,
        state: &State,
        level: usize,
        caps: &[f64],
        penalty: f64,
        most: f64,
    ) -> (f64, f64) {
        let mut excess = state.missing.iter().sum::<usize>() as f64;
        if level == 0 {
            return (excess + self.placed_cost(&state.plan, 0), 0.0);
        }
        for (earlier, cap) in caps.iter().enumerate() {
            if excess * penalty > most {
                return (excess * penalty, excess);
            }
            excess += (self.placed_cost(&state.plan, earlier) - cap).max(0.0);
        }
        (
            excess * penalty + self.placed_cost(&state.plan, level),
            excess,
        )
    }

    /// The first and the last heat: from what changes alter on average down to a part of the smallest weight.
    fn heats(
        &self,
        state: &State,
        level: usize,
        caps: &[f64],
        random: &mut Xoshiro256PlusPlus,
    ) -> (f64, f64) {
        const SAMPLE: usize = 200;
        let weights = self.book.level(level).map(|(_, weight)| weight);
        let fine = weights.fold(f64::INFINITY, f64::min);
        let fine = if fine.is_finite() { fine } else { 1.0 };
        let before = self.energy(state, level, caps, 0.0, f64::INFINITY).0;
        let (mut sum, mut count) = (0.0, 0_usize);
        for _ in 0..SAMPLE {
            let mut plan = state.plan.clone();
            shift(self.scene, &mut plan, random);
            let change = (self.placed_cost(&plan, level) - before).abs();
            if change > Level::TOLERANCE {
                (sum, count) = (sum + change, count + 1);
            }
        }
        let mean = if count > 0 { sum / count as f64 } else { fine };
        (0.5 * mean.max(fine), 0.12 * fine)
    }

    /// Seats at a time that nobody can take (augmenting paths, Kuhn 1955).
    fn missing(&self, plan: &Plan, time: usize) -> usize {
        let scene = self.scene;
        if scene.per_item == 0 {
            return 0;
        }
        let talks = plan.during(time).count();
        let candidates: Vec<Vec<usize>> = plan
            .during(time)
            .map(|item| {
                let there = |judge: &usize| !scene.is_wanted(plan, *judge, time);
                scene.panel_candidates(item, time).filter(there).collect()
            })
            .collect();
        if candidates
            .iter()
            .all(|list: &Vec<usize>| list.len() >= talks * scene.per_item)
        {
            return 0;
        }
        let mut holder: Vec<Option<usize>> = vec![None; scene.judges()];
        let mut missing = 0;
        for talk in 0..talks {
            for _ in 0..scene.per_item {
                let mut tried = vec![false; scene.judges()];
                missing += usize::from(!seat(talk, &candidates, &mut holder, &mut tried));
            }
        }
        missing
    }
}

fn seat(
    talk: usize,
    candidates: &[Vec<usize>],
    holder: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    for judge in &candidates[talk] {
        if holder[*judge] == Some(talk) || std::mem::replace(&mut tried[*judge], true) {
            continue;
        }
        let free = match holder[*judge] {
            None => true,
            Some(other) => seat(other, candidates, holder, tried),
        };
        if free {
            holder[*judge] = Some(talk);
            return true;
        }
    }
    false
}
