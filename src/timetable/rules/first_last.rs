//! `first`, `last`: how many items start before / after the item in the session.

use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// An item as early, or as late, as possible.
pub(crate) struct FirstLastRule {
    pub item: usize,
    pub last: bool,
}

impl FirstLastRule {
    /// Whether the other item starts on the wrong side of this one.
    fn is_passed_by(&self, plan: &Plan, other: usize) -> bool {
        match (plan.time(self.item), plan.time(other)) {
            (Some(own), Some(other)) if self.last => other > own,
            (Some(own), Some(other)) => other < own,
            _ => false,
        }
    }
}

impl Formula for FirstLastRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for other in 0..scene.items.len() {
            if self.is_passed_by(plan, other) {
                tell(Breach {
                    items: &[self.item, other],
                    people: &[],
                    judges: &[],
                    amount: 1.0,
                });
            }
        }
    }

    /// For each other item and each cut of the day: not the item behind the cut and the other before it.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let times = scene.times();
        let mut passed = Vec::new();
        for other in (0..scene.items.len()).filter(|other| *other != self.item) {
            let passes = sheet.implied(move |plan| self.is_passed_by(plan, other));
            for cut in 1..times {
                let (own, others) = if self.last {
                    (0..cut, cut..times)
                } else {
                    (cut..times, 0..cut)
                };
                let mut terms = sheet.within(self.item, own, 1.0);
                terms.extend(sheet.within(other, others, 1.0));
                terms.push((passes, -1.0));
                sheet.program.at_most(terms, 1.0);
            }
            passed.push(passes);
        }
        Linear::sum(passed)
    }

    /// At its best time, the items that fit neither beside the item nor on its right side pass it.
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let mut times = (0..scene.times()).filter(|time| scene.is_possible(self.item, *time));
        let slots = if self.last {
            times.next_back().map_or(0, |time| (time + 1) * scene.rooms)
        } else {
            times
                .next()
                .map_or(0, |time| (scene.times() - time) * scene.rooms)
        };
        scene.items.len().saturating_sub(slots) as f64
    }
}
