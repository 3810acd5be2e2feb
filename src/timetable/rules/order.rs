//! `order`: 1 where `before` does not start earlier than `after`.

use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// One item strictly before another.
pub(crate) struct OrderRule {
    pub before: usize,
    pub after: usize,
}

impl OrderRule {
    fn is_broken(&self, plan: &Plan) -> bool {
        match (plan.time(self.before), plan.time(self.after)) {
            (Some(before), Some(after)) => before >= after,
            _ => false,
        }
    }
}

impl Formula for OrderRule {
    fn violations(&self, _scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        if self.is_broken(plan) {
            tell(Breach {
                items: &[self.before, self.after],
                people: &[],
                judges: &[],
                amount: 1.0,
            });
        }
    }

    /// Not both: `before` at t or later, `after` at t or earlier.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let times = sheet.scene.times();
        let broken = sheet.implied(|plan| self.is_broken(plan));
        for time in 0..times {
            let mut terms = sheet.within(self.before, time..times, 1.0);
            terms.extend(sheet.within(self.after, 0..time + 1, 1.0));
            terms.push((broken, -1.0));
            sheet.program.at_most(terms, 1.0);
        }
        Linear::sum([broken])
    }

    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let possible =
            |item: usize| (0..scene.times()).filter(move |time| scene.is_possible(item, *time));
        let earliest = possible(self.before).next();
        let latest = possible(self.after).next_back();
        f64::from(u8::from(self.before == self.after || earliest >= latest))
    }
}
