//! A first timetable near the published one: what can stay stays, the rest is repaired by a short search that pays for
//! broken rules and for every person affected (simulated annealing, Kirkpatrick et al. 1983).

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::facts::Published;
use crate::control::Limits;
use crate::model::Level;
use crate::timetable::anneal::{Anneal, without_illegal_judges};
use crate::timetable::book::Book;
use crate::timetable::construct::best_slot;
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;

/// What a broken hard rule costs beside a person affected: enough that it is mended, little enough that the search can
/// pass through it.
const BROKEN: f64 = 12.0;

/// Changes tried for each pair of an item and a slot or judge; and at most.
const ROUNDS: (usize, usize) = (100, 100_000);

/// The nearest timetable that was found, by the levels in order.
pub(crate) fn nearest(
    scene: &Scene,
    book: &Book,
    published: &Published,
    limits: &Limits,
    seed: u64,
) -> Plan {
    let kept = kept(scene, published);
    let mut best = without_illegal_judges(scene, &kept);
    let mut best_costs = book.costs(scene, &best);
    if best_costs[0] <= Level::TOLERANCE && best_costs.get(1).is_none_or(|c| *c == 0.0) {
        return best;
    }
    let first = (1..book.priorities.len()).find(|level| book.parts[*level].is_some());
    let energy = |plan: &Plan| {
        let broken = book.cost(scene, plan, 0);
        let people = first.map_or(0.0, |level| book.cost(scene, plan, level));
        (broken, broken * BROKEN + people)
    };
    let rounds = {
        let pairs = scene.items.len() * (scene.times() * scene.rooms + scene.judges());
        ROUNDS.1.min(ROUNDS.0 * pairs)
    };
    let anneal = Anneal {
        scene,
        book,
        limits,
        seed,
        rounds,
    };
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed ^ 0x3c);
    let (mut plan, mut next) = (best.clone(), best.clone());
    let mut cost = energy(&plan).1;
    for round in 0..rounds {
        if round % 256 == 0 && limits.is_over() {
            break;
        }
        let progress = round as f64 / rounds as f64;
        let heat = 4.0 * (0.02_f64).powf(progress);
        next.clone_from(&plan);
        anneal.change(&mut next, &mut random);
        let (broken, told) = energy(&next);
        if told <= cost - heat * random.random::<f64>().max(1e-300).ln() {
            std::mem::swap(&mut plan, &mut next);
            cost = told;
            if broken <= best_costs[0] + Level::TOLERANCE {
                let costs = book.costs(scene, &plan);
                if is_less(&costs, &best_costs) {
                    (best, best_costs) = (plan.clone(), costs);
                }
            }
        }
    }
    best
}

/// The published timetable with what is still possible of it; what lost its slot goes to the best free one.
fn kept(scene: &Scene, published: &Published) -> Plan {
    let mut plan = Plan::empty(scene);
    let possible = |item: usize, time: usize| {
        published.begun[item] || scene.is_possible(item, time) && time >= published.earliest[item]
    };
    for (item, slot) in published.slots.iter().enumerate() {
        if let Some((time, room)) = *slot
            && possible(item, time)
            && plan.at(time, room).is_none()
        {
            plan.put(item, Some((time, room)));
            plan.seat(item, published.panels[item].clone());
        }
    }
    for item in 0..scene.items.len() {
        if plan.slot(item).is_none()
            && let Some(slot) = best_slot(scene, &plan, item)
        {
            plan.put(item, Some(slot));
            plan.seat(item, published.panels[item].clone());
        }
    }
    plan
}

fn is_less(new: &[f64], old: &[f64]) -> bool {
    let mut pairs = new.iter().zip(old);
    let differs = pairs.find(|(new, old)| (*new - *old).abs() > Level::TOLERANCE);
    differs.is_some_and(|(new, old)| new < old)
}
