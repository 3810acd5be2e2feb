//! `before`: 1 for each item that does not end so many minutes before the talk in the other session starts that is it, or
//! its theme.

use jiff::{SignedDuration, civil::DateTime};

use super::mirror::partner;
use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::item::Item;
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// Who rehearses here does so early enough for the session that is planned already.
pub(crate) struct BeforeRule {
    /// `[item][time]`: too late.
    late: Vec<Vec<bool>>,
}

impl BeforeRule {
    /// Looks up when each item's talk in the other session starts.
    pub fn new(scene: &Scene, session: &str, minutes: u32) -> Self {
        let other = scene
            .earlier
            .iter()
            .find(|placed| placed.session.id == session);
        let talks: Vec<(&Item, DateTime)> = other.map_or(Vec::new(), |placed| {
            let talks = placed.timetable.talks.iter();
            let start = |start| placed.session.date.to_datetime(start);
            talks
                .map(|talk| (&placed.items[talk.item], start(talk.start)))
                .collect()
        });
        let items: Vec<&Item> = talks.iter().map(|(item, _)| *item).collect();
        let ahead = SignedDuration::from_mins(i64::from(minutes));
        let is_late = |item: &Item| -> Vec<bool> {
            let then = partner(item, &items).map(|talk| talks[talk].1);
            let ends = scene.starts.iter().map(|start| {
                let end = scene.session.talk_end(*start);
                scene.session.date.to_datetime(end).saturating_add(ahead)
            });
            ends.map(|end| then.is_some_and(|then| end > then))
                .collect()
        };
        Self {
            late: scene.items.iter().map(is_late).collect(),
        }
    }
}

impl Formula for BeforeRule {
    fn violations(&self, _scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for (item, late) in self.late.iter().enumerate() {
            if plan.time(item).is_some_and(|time| late[time]) {
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
        let mut violation = Linear::default();
        for (item, late) in self.late.iter().enumerate() {
            let times = (0..late.len()).filter(|time| late[*time]);
            violation.terms.extend(sheet.within(item, times, 1.0));
        }
        violation
    }

    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let is_lost = |item: &usize| {
            let mut times = (0..scene.times()).filter(|time| scene.is_possible(*item, *time));
            times.all(|time| self.late[*item][time])
        };
        let lost = (0..self.late.len()).filter(is_lost).count();
        lost as f64
    }
}
