//! Local improvement of a timetable, one level at a time (simulated annealing, Kirkpatrick et al. 1983).

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::book::Book;
use super::construct::fill;
use super::plan::Plan;
use super::scene::Scene;
use super::shift::cross;
use super::structure::seated::meets_barred;
use crate::control::Limits;
use crate::model::Level;

/// How a level is improved.
pub(crate) struct Anneal<'a> {
    pub scene: &'a Scene<'a>,
    pub book: &'a Book,
    pub limits: &'a Limits,
    pub seed: u64,
    /// How many changes are tried.
    pub rounds: usize,
}

impl Anneal<'_> {
    /// The best timetable found for a level that costs no more at the levels before it. Stops early at `target`.
    pub fn improve(&self, start: &Plan, level: usize, target: f64) -> Plan {
        let (scene, book) = (self.scene, self.book);
        let mut random = Xoshiro256PlusPlus::seed_from_u64(self.seed ^ ((level as u64) << 32));
        let caps: Vec<f64> = (0..level).map(|l| book.cost(scene, start, l)).collect();
        let mut best = start.clone();
        let mut best_cost = book.cost(scene, start, level);
        if best_cost <= target + Level::TOLERANCE {
            return best;
        }
        let (coarse, fine) = self.steps(start, level, &mut random);
        let penalty = 2.0 * coarse;
        let (mut plan, mut next, mut cost) = (start.clone(), start.clone(), best_cost);
        for round in 0..self.rounds {
            if best_cost <= target + Level::TOLERANCE || round % 256 == 0 && self.limits.is_over() {
                break;
            }
            let progress = round as f64 / self.rounds as f64;
            let heat = 0.5 * coarse * (0.1 * fine / coarse).powf(progress);
            next.clone_from(&plan);
            self.change(&mut next, &mut random);
            // Metropolis' rule, turned round: so a change that is too dear is seen before all is counted.
            let most = cost - heat * random.random::<f64>().max(1e-300).ln();
            let mut excess = 0.0;
            for (earlier, cap) in caps.iter().enumerate() {
                if excess * penalty <= most {
                    excess += (book.cost(scene, &next, earlier) - cap).max(0.0);
                }
            }
            if excess * penalty > most {
                continue;
            }
            let own = book.cost(scene, &next, level);
            let total = own + excess * penalty;
            if total <= most {
                if excess <= Level::TOLERANCE && own < best_cost - Level::TOLERANCE {
                    (best, best_cost) = (next.clone(), own);
                }
                std::mem::swap(&mut plan, &mut next);
                cost = total;
            }
        }
        best
    }

    /// By how much a change alters the cost of the level on average, and the smallest weight of a violation there: the
    /// heat falls from the one to a fraction of the other.
    fn steps(&self, start: &Plan, level: usize, random: &mut Xoshiro256PlusPlus) -> (f64, f64) {
        const SAMPLE: usize = 200;
        let weights = self.book.level(level).map(|(_, weight)| weight);
        let fine = weights.fold(f64::INFINITY, f64::min);
        let fine = if fine.is_finite() { fine } else { 1.0 };
        let before = self.book.cost(self.scene, start, level);
        let mut sum = 0.0;
        let mut count = 0_usize;
        for _ in 0..SAMPLE.min(self.rounds) {
            let mut plan = start.clone();
            self.change(&mut plan, random);
            let delta = (self.book.cost(self.scene, &plan, level) - before).abs();
            if delta > Level::TOLERANCE {
                sum += delta;
                count += 1;
            }
        }
        let mean = if count > 0 { sum / count as f64 } else { fine };
        (mean.max(fine), fine)
    }

    /// Makes a small change.
    pub fn change(&self, plan: &mut Plan, random: &mut Xoshiro256PlusPlus) {
        let scene = self.scene;
        let items = scene.items.len();
        let slots = scene.times() * scene.rooms;
        if items == 0 || slots == 0 {
            return;
        }
        let item = random.random_range(0..items);
        let with_judges = scene.per_item > 0;
        let several_rooms = u32::from(scene.rooms > 1);
        match random.random_range(0..if with_judges { 11 } else { 4 + several_rooms }) {
            0..4 => self.relocate(plan, item, random),
            4 => cross(scene, plan, random),
            5 | 6 => self.replace_judge(plan, item, random),
            7 | 8 => exchange_judges(plan, item, random.random_range(0..items), random),
            9 => self.cross_judges(plan, random),
            _ => fill(scene, plan, item),
        }
    }

    /// From some time on, two judges exchange their seats.
    fn cross_judges(&self, plan: &mut Plan, random: &mut Xoshiro256PlusPlus) {
        let (times, judges) = (self.scene.times(), self.scene.judges());
        if judges < 2 {
            return;
        }
        let time = random.random_range(0..times);
        let (first, second) = (
            random.random_range(0..judges),
            random.random_range(0..judges),
        );
        for item in 0..self.scene.items.len() {
            if plan.time(item).is_some_and(|t| t >= time)
                && plan.hears(first, item) != plan.hears(second, item)
            {
                let other = |judge: &usize| match *judge {
                    judge if judge == first => second,
                    judge if judge == second => first,
                    judge => judge,
                };
                let panel = plan.panel(item).iter().map(other).collect();
                plan.seat(item, panel);
            }
        }
    }

    /// The item goes to another slot; who is there comes here. Judges go along, or stay where they are, or are sought anew.
    fn relocate(&self, plan: &mut Plan, item: usize, random: &mut Xoshiro256PlusPlus) {
        let scene = self.scene;
        let slot = random.random_range(0..scene.times() * scene.rooms);
        let (time, room) = (slot / scene.rooms, slot % scene.rooms);
        let other = plan.at(time, room);
        match other {
            Some(other) if other == item => return,
            Some(other) => plan.swap(item, other),
            None => plan.put(item, Some((time, room))),
        }
        if scene.per_item == 0 {
            return;
        }
        let moved = [Some(item), other];
        let moved = moved.into_iter().flatten();
        match random.random_range(0..3) {
            0 => {}
            1 => {
                if let Some(other) = other
                    && plan.slot(other).is_some()
                {
                    let (first, second) = (plan.panel(item).to_vec(), plan.panel(other).to_vec());
                    plan.seat(item, second);
                    plan.seat(other, first);
                }
            }
            _ => moved.for_each(|item| fill(scene, plan, item)),
        }
    }

    fn replace_judge(&self, plan: &mut Plan, item: usize, random: &mut Xoshiro256PlusPlus) {
        let Some(time) = plan.time(item) else { return };
        let mut panel = plan.panel(item).to_vec();
        let others: Vec<usize> = self
            .scene
            .panel_candidates(item, time)
            .filter(|judge| !panel.contains(judge))
            .collect();
        if others.is_empty() {
            return;
        }
        let new = others[random.random_range(0..others.len())];
        if panel.len() < self.scene.per_item {
            panel.push(new);
        } else {
            let seat = random.random_range(0..panel.len());
            panel[seat] = new;
        }
        plan.seat(item, panel);
    }
}

/// A judge of each item takes the other's seat.
fn exchange_judges(plan: &mut Plan, first: usize, second: usize, random: &mut Xoshiro256PlusPlus) {
    let (mut here, mut there) = (plan.panel(first).to_vec(), plan.panel(second).to_vec());
    if first == second || here.is_empty() || there.is_empty() {
        return;
    }
    let a = random.random_range(0..here.len());
    let b = random.random_range(0..there.len());
    if here.contains(&there[b]) || there.contains(&here[a]) {
        return;
    }
    std::mem::swap(&mut here[a], &mut there[b]);
    plan.seat(first, here);
    plan.seat(second, there);
}

/// Where judges stay between breaks, each leaves all rooms but the one with the most talks of those where it may stay.
fn leave_other_rooms(scene: &Scene, plan: &mut Plan) {
    if !scene.seated {
        return;
    }
    for judge in 0..scene.judges() {
        for block in 0..scene.blocks() {
            let heard: Vec<(usize, usize)> = (0..scene.times())
                .filter(|time| scene.block_of[*time] == block)
                .filter_map(|time| {
                    plan.slot(plan.heard(judge, time)?)
                        .zip(plan.heard(judge, time))
                })
                .map(|((_, room), item)| (item, room))
                .collect();
            let talks = |room: usize| heard.iter().filter(|(_, r)| *r == room).count();
            let stay = (0..scene.rooms)
                .filter(|room| !meets_barred(scene, plan, judge, block, *room))
                .max_by_key(|room| talks(*room));
            for (item, room) in heard {
                if stay != Some(room) {
                    let panel = plan.panel(item).iter().copied();
                    plan.seat(item, panel.filter(|other| *other != judge).collect());
                }
            }
        }
    }
}

/// Takes judges off items where they must not be: a missing judge is no worse, and a timetable of ours never has the other.
pub(crate) fn without_illegal_judges(scene: &Scene, plan: &Plan) -> Plan {
    let mut legal = Plan::empty(scene);
    let mut loads = vec![0_usize; scene.judges()];
    for item in plan.in_order() {
        legal.put(item, plan.slot(item));
        let time = plan.time(item).unwrap_or(0);
        let may = |judge: &usize| {
            !scene.conflict[item][*judge]
                && scene.free[*judge][time]
                && plan.heard(*judge, time) == Some(item)
                && scene.max_load.is_none_or(|most| loads[*judge] < most)
        };
        let panel: Vec<usize> = plan.panel(item).iter().copied().filter(may).collect();
        for judge in &panel {
            loads[*judge] += 1;
        }
        legal.seat(item, panel);
    }
    leave_other_rooms(scene, &mut legal);
    for item in plan.in_order() {
        fill(scene, &mut legal, item);
    }
    legal
}
