//! Local search where judges stay in rooms or must score in every room: places, who stays where, and who scores everywhere are
//! changed together (simulated annealing, Kirkpatrick et al. 1983); each arrangement gets the best panels that it can have.

mod seat;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::book::Book;
use super::plan::Plan;
use super::scene::Scene;
use super::seating::Panels;
use super::shift::shift;
use super::structure::anchors::rooms_missed;
use crate::control::Limits;
use crate::model::Level;

/// How a level is improved.
pub(crate) struct Settle<'a> {
    pub scene: &'a Scene<'a>,
    pub book: &'a Book,
    pub panels: &'a Panels,
    pub limits: &'a Limits,
    pub seed: u64,
    /// How many arrangements get their panels.
    pub rounds: usize,
}

/// So many changes are drawn for each one that gets its panels.
const DRAWN: usize = 40;

/// An arrangement.
#[derive(Clone)]
struct State {
    plan: Plan,
    /// `[judge][block]`: the judge's room. Empty where judges do not stay.
    stays: Vec<Option<usize>>,
    /// Who should score in every room.
    anchors: Vec<usize>,
}

impl Settle<'_> {
    /// The best timetable found for a level that costs no more at the levels before it. Stops early at `target`.
    pub fn improve(&self, start: &Plan, level: usize, target: f64) -> Plan {
        let (scene, book) = (self.scene, self.book);
        if scene.items.is_empty() || scene.times() == 0 {
            return start.clone();
        }
        let mut random =
            Xoshiro256PlusPlus::seed_from_u64(self.seed ^ 0x5e ^ ((level as u64) << 40));
        let mut best = start.clone();
        let mut costs = book.costs(scene, start);
        let caps = costs.clone();
        let weights = book.level(level).map(|(_, weight)| weight);
        let fine = weights.fold(f64::INFINITY, f64::min);
        let fine = if fine.is_finite() { fine } else { 1.0 };
        let (first, last, penalty) = (1.2 * fine, 0.12 * fine, 3.0 * fine);
        let mut state = self.settled(start, &mut random);
        let mut energy = self.energy(&state.plan, level, &caps, penalty);
        let mut next = state.clone();
        let mut seated = 0;
        for drawn in 0..self.rounds * DRAWN {
            if costs[level] <= target + Level::TOLERANCE
                || seated == self.rounds
                || drawn % 16 == 0 && self.limits.is_over()
            {
                break;
            }
            let heat = first * (last / first).powf(seated as f64 / self.rounds as f64);
            let most = energy - heat * random.random::<f64>().max(1e-300).ln();
            next.clone_from(&state);
            self.change(&mut next, level, &mut random);
            let placed = self.placed_energy(&next.plan, level, &caps, penalty);
            let price = if level == 0 { 1.0 } else { penalty };
            let enough = (most - placed) / price;
            if enough < 0.0 || self.lacking(&next, enough) > enough {
                continue;
            }
            seated += 1;
            self.seat(&mut next, &mut random);
            let told = self.energy(&next.plan, level, &caps, penalty);
            if told > most {
                continue;
            }
            std::mem::swap(&mut state, &mut next);
            energy = told;
            let new = book.costs(scene, &state.plan);
            let keeps = (0..level).all(|l| new[l] <= caps[l] + Level::TOLERANCE);
            if keeps && new[level] < costs[level] - Level::TOLERANCE {
                (best, costs) = (state.plan.clone(), new);
            }
        }
        best
    }

    /// Where the judges of a plan stay; who has no room goes where the fewest are.
    fn settled(&self, plan: &Plan, random: &mut Xoshiro256PlusPlus) -> State {
        let scene = self.scene;
        let (judges, blocks, rooms) = (scene.judges(), scene.blocks(), scene.rooms);
        let mut state = State {
            plan: plan.clone(),
            stays: Vec::new(),
            anchors: Vec::new(),
        };
        if scene.seated {
            state.stays = vec![None; judges * blocks];
            for block in 0..blocks {
                let mut there = vec![0_usize; rooms];
                for judge in 0..judges {
                    let mut heard = vec![0_usize; rooms];
                    for item in (0..scene.items.len()).filter(|item| plan.hears(judge, *item)) {
                        if let Some((time, room)) = plan.slot(item)
                            && scene.block_of[time] == block
                        {
                            heard[room] += 1;
                        }
                    }
                    let most = (0..rooms).max_by_key(|room| (heard[*room], rooms - room));
                    if let Some(room) = most.filter(|room| heard[*room] > 0) {
                        state.stays[judge * blocks + block] = Some(room);
                        there[room] += 1;
                    }
                }
                for judge in 0..judges {
                    let stay = &mut state.stays[judge * blocks + block];
                    if stay.is_none() {
                        // One room further in each block, so that judges see several.
                        let key = |room: &usize| (there[*room], (room + judge + block) % rooms);
                        let room = (0..rooms).min_by_key(key).unwrap_or(0);
                        *stay = Some(room);
                        there[room] += 1;
                    }
                }
            }
        }
        let mut order: Vec<usize> = (0..judges).collect();
        order.sort_by_key(|judge| (rooms_missed(scene, plan, *judge), random.random::<u32>()));
        order.truncate(scene.anchors);
        state.anchors = order;
        self.seat(&mut state, random);
        state
    }

    /// Makes a small change.
    fn change(&self, state: &mut State, level: usize, random: &mut Xoshiro256PlusPlus) {
        let scene = self.scene;
        let (judges, blocks) = (scene.judges(), scene.blocks());
        if !state.anchors.is_empty() && random.random_range(0..12) == 0 {
            let anchor = random.random_range(0..state.anchors.len());
            let other = random.random_range(0..judges);
            if !state.anchors.contains(&other) {
                state.anchors[anchor] = other;
            }
            return;
        }
        let heeds = self.book.level(level).any(|(f, _)| f.heeds_judges());
        let places = if heeds { 4 } else { 7 };
        if !scene.seated || scene.rooms < 2 || random.random_range(0..10) < places {
            shift(scene, &mut state.plan, random);
            return;
        }
        let block = random.random_range(0..blocks);
        let first = random.random_range(0..judges);
        let second = random.random_range(0..judges);
        match random.random_range(0..3) {
            0 => {
                let room = random.random_range(0..scene.rooms);
                state.stays[first * blocks + block] = Some(room);
            }
            1 => state
                .stays
                .swap(first * blocks + block, second * blocks + block),
            _ => {
                for block in 0..blocks {
                    state
                        .stays
                        .swap(first * blocks + block, second * blocks + block);
                }
            }
        }
    }

    /// The cost at the level, plus the price of what is worse before it; at level 0 also how far judges are from being
    /// anchors.
    fn energy(&self, plan: &Plan, level: usize, caps: &[f64], penalty: f64) -> f64 {
        let (scene, book) = (self.scene, self.book);
        let mut missed: Vec<usize> = (0..scene.judges())
            .map(|judge| rooms_missed(scene, plan, judge))
            .collect();
        missed.sort_unstable();
        let missed: usize = missed.iter().take(scene.anchors).sum();
        let own = book.cost(scene, plan, level);
        if level == 0 {
            return own + 0.3 * missed as f64;
        }
        let excess = |l: usize| (book.cost(scene, plan, l) - caps[l]).max(0.0);
        let excess: f64 = (0..level).map(excess).sum();
        own + penalty * (excess + 0.3 * missed as f64)
    }

    /// The part of it that does not depend on judges.
    fn placed_energy(&self, plan: &Plan, level: usize, caps: &[f64], penalty: f64) -> f64 {
        let (scene, book) = (self.scene, self.book);
        let own = book.placed_cost(scene, plan, level);
        let excess = |l: usize| (book.placed_cost(scene, plan, l) - caps[l]).max(0.0);
        own + penalty * (0..level).map(excess).sum::<f64>()
    }
}
