//! `placed`: "each item is in exactly one slot and each slot holds at most one item".

use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// 1 for each item without a slot.
pub(crate) struct PlacedRule;

impl Formula for PlacedRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for item in 0..scene.items.len() {
            if plan.slot(item).is_none() {
                tell(Breach {
                    items: &[item],
                    people: &[],
                    judges: &[],
                    amount: 1.0,
                });
            }
        }
    }

    fn tells_times_apart(&self) -> bool {
        false
    }

    /// Makes the place columns, first of all.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        for item in 0..scene.items.len() {
            for time in 0..scene.times() {
                let possible = (sheet.elastic || scene.is_possible(item, time))
                    && sheet.symmetry.allows_time(item, time);
                for room in 0..sheet.rooms {
                    let allowed = possible && sheet.symmetry.allows_room(item, room);
                    let one = sheet.rooms == 1;
                    let column = allowed.then(|| {
                        sheet.binary(move |plan| {
                            plan.slot(item)
                                .is_some_and(|slot| slot.0 == time && (one || slot.1 == room))
                        })
                    });
                    sheet.place.push(column);
                }
            }
        }
        let mut missing = Vec::new();
        for item in 0..scene.items.len() {
            let mut terms = sheet.within(item, 0..scene.times(), 1.0);
            if sheet.elastic {
                let column = sheet.implied(move |plan| plan.slot(item).is_none());
                sheet.unplaced.push(column);
                missing.push(column);
                terms.push((column, 1.0));
            }
            sheet.program.equal(terms, 1.0);
        }
        let capacity = sheet.capacity() as f64;
        for time in 0..scene.times() {
            for room in 0..sheet.rooms {
                let terms = sheet.occupied(time, room, 1.0);
                sheet.program.at_most(terms, capacity);
            }
        }
        Linear::sum(missing)
    }
}
