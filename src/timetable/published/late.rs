//! Items that are late.

use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// 1 for each item that starts before the time at which it can.
pub(crate) struct LateRule;

impl Formula for LateRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let Some(published) = &scene.published else {
            return;
        };
        for (item, earliest) in published.earliest.iter().enumerate() {
            if plan.time(item).is_some_and(|time| time < *earliest) {
                tell(Breach {
                    items: &[item],
                    people: &[],
                    judges: &[],
                    amount: 1.0,
                });
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let mut early = Linear::default();
        if let Some(published) = &sheet.scene.published {
            for (item, earliest) in published.earliest.iter().enumerate() {
                early.terms.extend(sheet.within(item, 0..*earliest, 1.0));
            }
        }
        early
    }
}
