//! `compact`: slots left empty before the last used one of their room.

use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// No empty slots before a room's last talk.
pub(crate) struct CompactRule;

/// Whether the room is used after the time.
fn is_used_later(scene: &Scene, plan: &Plan, time: usize, room: usize) -> bool {
    (time + 1..scene.times()).any(|later| plan.at(later, room).is_some())
}

impl Formula for CompactRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for room in 0..scene.rooms {
            let mut next = None;
            for time in (0..scene.times()).rev() {
                match (plan.at(time, room), next) {
                    (Some(item), _) => next = Some(item),
                    (None, Some(item)) => tell(Breach {
                        items: &[item],
                        people: &[],
                        judges: &[],
                        amount: 1.0,
                    }),
                    (None, None) => {}
                }
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let mut gaps = Vec::new();
        for room in 0..scene.rooms {
            let mut later = None;
            for time in (0..scene.times().saturating_sub(1)).rev() {
                let used = sheet.implied(move |plan| is_used_later(scene, plan, time, room));
                let mut terms = sheet.occupied(time + 1, room, 1.0);
                terms.push((used, -1.0));
                sheet.program.at_most(terms, 0.0);
                if let Some(later) = later {
                    let terms = vec![(later, 1.0), (used, -1.0)];
                    sheet.program.at_most(terms, 0.0);
                }
                later = Some(used);
                let gap = sheet.implied(move |plan| {
                    plan.at(time, room).is_none() && is_used_later(scene, plan, time, room)
                });
                let mut terms = sheet.occupied(time, room, -1.0);
                terms.extend([(used, 1.0), (gap, -1.0)]);
                sheet.program.at_most(terms, 0.0);
                gaps.push(gap);
            }
        }
        Linear::sum(gaps)
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }
}
