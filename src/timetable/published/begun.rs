//! What has begun stays as it was published, and nothing else goes to a time that has begun.

use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// 1 for each talk that has begun and is elsewhere than published, and for each other one at a time that has begun.
pub(crate) struct BegunRule;

/// 1 for each judge who is on the panel of a talk that has begun and was not published there, or the other way round; where
/// the session has judges.
pub(crate) struct BegunPanelRule;

impl Formula for BegunRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let Some(published) = &scene.published else {
            return;
        };
        for item in 0..scene.items.len() {
            let wrong = if published.begun[item] {
                published.is_moved(plan, item)
            } else {
                plan.time(item)
                    .is_some_and(|time| time < published.first_open)
            };
            if wrong {
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
        let mut wrong = Linear::default();
        let Some(published) = &sheet.scene.published else {
            return wrong;
        };
        for (item, slot) in published.slots.iter().enumerate() {
            if published.begun[item] {
                wrong.constant += 1.0;
                let place = slot.and_then(|(time, room)| sheet.place(item, time, room));
                wrong.terms.extend(place.map(|column| (column, -1.0)));
            } else {
                let early = sheet.within(item, 0..published.first_open, 1.0);
                wrong.terms.extend(early);
            }
        }
        wrong
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }

    fn names_rooms(&self) -> bool {
        true
    }
}

impl Formula for BegunPanelRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let Some(published) = scene.published.as_ref().filter(|_| scene.per_item > 0) else {
            return;
        };
        for item in (0..scene.items.len()).filter(|item| published.begun[*item]) {
            for judge in 0..scene.judges() {
                if plan.hears(judge, item) != published.heard(judge, item) {
                    tell(Breach {
                        items: &[item],
                        people: &[],
                        judges: &[judge],
                        amount: 1.0,
                    });
                }
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let mut wrong = Linear::default();
        let scene = sheet.scene;
        let Some(published) = scene.published.as_ref().filter(|_| scene.per_item > 0) else {
            return wrong;
        };
        for item in (0..scene.items.len()).filter(|item| published.begun[*item]) {
            for judge in 0..scene.judges() {
                let seat = sheet.seat(item, judge);
                if published.heard(judge, item) {
                    wrong.constant += 1.0;
                    wrong.terms.extend(seat.map(|column| (column, -1.0)));
                } else {
                    wrong.terms.extend(seat.map(|column| (column, 1.0)));
                }
            }
        }
        wrong
    }

    fn heeds_judges(&self) -> bool {
        true
    }
}
