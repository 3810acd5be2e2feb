//! Small changes of where items are.

use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::plan::{Plan, Slot};
use super::scene::Scene;

/// Two slots exchange what they hold, an item moves up or down the order, or two rooms cross.
pub(crate) fn shift(scene: &Scene, plan: &mut Plan, random: &mut Xoshiro256PlusPlus) {
    match random.random_range(0..if scene.rooms > 1 { 10 } else { 8 }) {
        0..6 => {
            let item = random.random_range(0..scene.items.len());
            exchange(plan, item, any_slot(scene, random));
        }
        6 | 7 => {
            let (from, to) = (any_slot(scene, random), any_slot(scene, random));
            insert(scene, plan, from, to, random.random());
        }
        8 => {
            // Another room at the same time.
            let item = random.random_range(0..scene.items.len());
            if let Some((time, _)) = plan.slot(item) {
                exchange(plan, item, (time, random.random_range(0..scene.rooms)));
            }
        }
        _ => cross(scene, plan, random),
    }
}

fn any_slot(scene: &Scene, random: &mut Xoshiro256PlusPlus) -> Slot {
    let slot = random.random_range(0..scene.times() * scene.rooms);
    (slot / scene.rooms, slot % scene.rooms)
}

/// The item goes to the slot; who is there comes here.
fn exchange(plan: &mut Plan, item: usize, slot: Slot) {
    match plan.at(slot.0, slot.1) {
        Some(other) if other == item => {}
        Some(other) => plan.swap(item, other),
        None => plan.put(item, Some(slot)),
    }
}

/// What is in the first slot goes to the second, and what is between moves up: in the room of the second, or in all slots.
fn insert(scene: &Scene, plan: &mut Plan, from: Slot, to: Slot, in_room: bool) {
    let from = if in_room { (from.0, to.1) } else { from };
    let number = |slot: Slot| slot.0 * scene.rooms + slot.1;
    let step = if in_room { scene.rooms } else { 1 };
    let (mut at, end) = (number(from), number(to));
    while at != end {
        let next = if at < end { at + step } else { at - step };
        let slot = |n: usize| (n / scene.rooms, n % scene.rooms);
        let held = |n: usize, plan: &Plan| plan.at(slot(n).0, slot(n).1);
        match (held(at, plan), held(next, plan)) {
            (Some(item), _) => exchange(plan, item, slot(next)),
            (None, Some(item)) => exchange(plan, item, slot(at)),
            (None, None) => {}
        }
        at = next;
    }
}

/// From some time on, or at this time only, two rooms exchange their talks.
pub(crate) fn cross(scene: &Scene, plan: &mut Plan, random: &mut Xoshiro256PlusPlus) {
    let (times, rooms) = (scene.times(), scene.rooms);
    let time = random.random_range(0..times);
    let until = if random.random() { times } else { time + 1 };
    let (first, second) = (random.random_range(0..rooms), random.random_range(0..rooms));
    if first == second {
        return;
    }
    for time in time..until {
        match (plan.at(time, first), plan.at(time, second)) {
            (Some(here), Some(there)) => plan.swap(here, there),
            (Some(here), None) => plan.put(here, Some((time, second))),
            (None, Some(there)) => plan.put(there, Some((time, first))),
            (None, None) => {}
        }
    }
}
