//! A first timetable: items with few possible times first, judges with few items first.

use super::plan::{Plan, Slot};
use super::scene::Scene;
use super::structure::seated::may_stay;

/// Places every item for which a slot is left, and seats judges as far as they go; never a judge who must not be there.
pub(crate) fn construct(scene: &Scene) -> Plan {
    let mut plan = Plan::empty(scene);
    let times = 0..scene.times();
    let mut order: Vec<usize> = (0..scene.items.len()).collect();
    order.sort_by_key(|item| {
        times
            .clone()
            .filter(|t| scene.is_possible(*item, *t))
            .count()
    });
    for item in order {
        if let Some(slot) = best_slot(scene, &plan, item) {
            plan.put(item, Some(slot));
        }
    }
    reseat(scene, &mut plan);
    plan
}

/// Judges for all items anew, items with few candidates first.
fn reseat(scene: &Scene, plan: &mut Plan) {
    let mut order: Vec<usize> = plan.in_order().collect();
    order.sort_by_key(|item| {
        let time = plan.time(*item).unwrap_or(0);
        scene.panel_candidates(*item, time).count()
    });
    for item in order {
        fill(scene, plan, item);
    }
}

/// Takes judges off the item who cannot hear it where it is now, and seats others as far as they go, those with the
/// fewest items first.
pub(crate) fn fill(scene: &Scene, plan: &mut Plan, item: usize) {
    let Some(time) = plan.time(item) else {
        return;
    };
    let mut panel: Vec<usize> = Vec::with_capacity(scene.per_item);
    let loads: Vec<usize> = (0..scene.judges()).map(|judge| plan.load(judge)).collect();
    let is_elsewhere = |judge: usize| {
        plan.during(time)
            .any(|other| other != item && plan.hears(judge, other))
    };
    let has_room = |judge: usize, own: usize| scene.max_load.is_none_or(|m| loads[judge] < m + own);
    for judge in plan.panel(item) {
        let may = !scene.conflict[item][*judge]
            && scene.free[*judge][time]
            && may_stay(scene, plan, *judge, item);
        if may && !is_elsewhere(*judge) && has_room(*judge, 1) && panel.len() < scene.per_item {
            panel.push(*judge);
        }
    }
    let mut others: Vec<usize> = scene
        .panel_candidates(item, time)
        .filter(|judge| !panel.contains(judge) && !is_elsewhere(*judge) && has_room(*judge, 0))
        .filter(|judge| may_stay(scene, plan, *judge, item))
        .collect();
    others.sort_by_key(|judge| (loads[*judge], !scene.is_expert(*judge, item)));
    let missing = scene.per_item - panel.len();
    panel.extend(others.into_iter().take(missing));
    plan.seat(item, panel);
}

/// The earliest of the free slots at which the fewest people are missing.
pub(crate) fn best_slot(scene: &Scene, plan: &Plan, item: usize) -> Option<Slot> {
    let slots = (0..scene.times()).flat_map(|time| (0..scene.rooms).map(move |room| (time, room)));
    slots
        .filter(|(time, room)| plan.at(*time, *room).is_none())
        .min_by_key(|(time, _)| {
            let clashes = scene
                .shared
                .iter()
                .filter(|shared| shared.items.contains(&item))
                .flat_map(|shared| &shared.items)
                .filter(|other| plan.time(**other) == Some(*time))
                .count();
            let possible = scene.is_possible(item, *time);
            (!possible, scene.away[item][*time].len() + clashes)
        })
}
