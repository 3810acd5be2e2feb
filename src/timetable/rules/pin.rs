//! `pin`: 1 where the item is elsewhere.

use jiff::civil::Time;

use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::{Plan, Slot};
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// An item at a start and/or in a room.
pub(crate) struct PinRule {
    pub item: usize,
    pub start: Option<Time>,
    /// `Some(None)`: a room that the session does not have; the item is always elsewhere.
    pub room: Option<Option<usize>>,
}

impl PinRule {
    fn is_elsewhere(&self, scene: &Scene, (time, room): Slot) -> bool {
        self.start.is_some_and(|start| scene.starts[time] != start)
            || self.room.is_some_and(|pinned| pinned != Some(room))
    }
}

impl Formula for PinRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        if plan
            .slot(self.item)
            .is_some_and(|slot| self.is_elsewhere(scene, slot))
        {
            tell(Breach {
                items: &[self.item],
                people: &[],
                judges: &[],
                amount: 1.0,
            });
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let slots = (0..scene.times()).flat_map(|t| (0..sheet.rooms).map(move |r| (t, r)));
        Linear::sum(
            slots
                .filter(|slot| self.is_elsewhere(scene, *slot))
                .filter_map(|(time, room)| sheet.place(self.item, time, room)),
        )
    }

    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let mut slots = (0..scene.times()).flat_map(|t| (0..scene.rooms).map(move |r| (t, r)));
        let fits = slots
            .any(|slot| scene.is_possible(self.item, slot.0) && !self.is_elsewhere(scene, slot));
        f64::from(u8::from(!fits))
    }

    fn tells_rooms_apart(&self) -> bool {
        self.room.is_some()
    }

    fn names_rooms(&self) -> bool {
        self.room.is_some()
    }

    fn tells_times_apart(&self) -> bool {
        self.start.is_some()
    }
}
