//! `must_hear`: 1 where the two items are presented at the same time, so that those of one cannot hear the other.

use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// Two items that hear each other.
pub(crate) struct MustHearRule {
    pub item: usize,
    pub hears: usize,
}

impl MustHearRule {
    fn is_broken(&self, plan: &Plan) -> bool {
        let time = plan.time(self.item);
        time.is_some() && time == plan.time(self.hears)
    }
}

impl Formula for MustHearRule {
    fn violations(&self, _scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        if self.is_broken(plan) {
            tell(Breach {
                items: &[self.item, self.hears],
                people: &[],
                judges: &[],
                amount: 1.0,
            });
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let broken = sheet.implied(|plan| self.is_broken(plan));
        for time in 0..sheet.scene.times() {
            let mut terms = sheet.within(self.item, time..time + 1, 1.0);
            terms.extend(sheet.within(self.hears, time..time + 1, 1.0));
            terms.push((broken, -1.0));
            sheet.program.at_most(terms, 1.0);
        }
        Linear::sum([broken])
    }

    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let mut times: Vec<usize> = [self.item, self.hears]
            .into_iter()
            .flat_map(|item| (0..scene.times()).filter(move |t| scene.is_possible(item, *t)))
            .collect();
        times.sort_unstable();
        times.dedup();
        f64::from(u8::from(self.item == self.hears || times.len() == 1))
    }

    fn tells_times_apart(&self) -> bool {
        false
    }
}
