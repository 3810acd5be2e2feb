//! A timetable by numbers, as formulas and the search see it.

use super::scene::Scene;
use crate::model::{JudgeId, Talk, Timetable};

/// A slot: (position in the slot starts, room).
pub(crate) type Slot = (usize, usize);

/// Which item is in which slot, heard by whom.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Plan {
    rooms: usize,
    /// Per item; `None`: unplaced.
    slots: Vec<Option<Slot>>,
    /// Per time and room.
    held: Vec<Option<usize>>,
    /// Per item: its judges, ascending. Empty where the item is unplaced.
    panels: Vec<Vec<usize>>,
}

/// Copies reuse their memory: the search makes one for every change that it tries.
impl Clone for Plan {
    fn clone(&self) -> Self {
        Self {
            rooms: self.rooms,
            slots: self.slots.clone(),
            held: self.held.clone(),
            panels: self.panels.clone(),
        }
    }

    fn clone_from(&mut self, other: &Self) {
        self.rooms = other.rooms;
        self.slots.clone_from(&other.slots);
        self.held.clone_from(&other.held);
        self.panels.clone_from(&other.panels);
    }
}

impl Plan {
    /// Nothing is placed.
    pub fn empty(scene: &Scene) -> Self {
        Self {
            rooms: scene.rooms,
            slots: vec![None; scene.items.len()],
            held: vec![None; scene.times() * scene.rooms],
            panels: vec![Vec::new(); scene.items.len()],
        }
    }

    /// The numbers of a timetable. A talk at a time or in a room that the session does not have, of an unknown item, or
    /// in a slot that is taken already, counts as unplaced ([`from_outcome`](super::from_outcome) refuses such talks).
    pub fn from_timetable(scene: &Scene, timetable: &Timetable) -> Self {
        let mut plan = Self::empty(scene);
        for talk in &timetable.talks {
            let time = scene.starts.iter().position(|start| *start == talk.start);
            if let Some(time) = time
                && talk.room < scene.rooms
                && talk.item < scene.items.len()
                && plan.slots[talk.item].is_none()
                && plan.at(time, talk.room).is_none()
            {
                plan.put(talk.item, Some((time, talk.room)));
                plan.seat(talk.item, talk.judges.iter().map(|j| j.index()).collect());
            }
        }
        plan
    }

    /// The timetable of these numbers.
    pub fn to_timetable(&self, scene: &Scene) -> Timetable {
        let mut talks = Vec::new();
        for (time, start) in scene.starts.iter().enumerate() {
            for room in 0..self.rooms {
                if let Some(item) = self.at(time, room) {
                    talks.push(Talk {
                        item,
                        room,
                        start: *start,
                        judges: self.panels[item].iter().map(|j| JudgeId::new(*j)).collect(),
                    });
                }
            }
        }
        let unplaced = (0..self.slots.len())
            .filter(|item| self.slots[*item].is_none())
            .collect();
        Timetable { talks, unplaced }
    }

    /// The slot of an item.
    pub fn slot(&self, item: usize) -> Option<Slot> {
        self.slots[item]
    }

    /// The time of an item.
    pub fn time(&self, item: usize) -> Option<usize> {
        self.slots[item].map(|(time, _)| time)
    }

    /// The item in a slot.
    pub fn at(&self, time: usize, room: usize) -> Option<usize> {
        self.held[time * self.rooms + room]
    }

    /// What the rooms hold at a time.
    pub fn row(&self, time: usize) -> &[Option<usize>] {
        &self.held[time * self.rooms..(time + 1) * self.rooms]
    }

    /// The items at a time, by room.
    pub fn during(&self, time: usize) -> impl Iterator<Item = usize> + '_ {
        self.held[time * self.rooms..(time + 1) * self.rooms]
            .iter()
            .filter_map(|item| *item)
    }

    /// The placed items, by start, then room.
    pub fn in_order(&self) -> impl Iterator<Item = usize> + '_ {
        self.held.iter().filter_map(|item| *item)
    }

    /// The judges of an item.
    pub fn panel(&self, item: usize) -> &[usize] {
        &self.panels[item]
    }

    /// Whether the judge hears the item.
    pub fn hears(&self, judge: usize, item: usize) -> bool {
        self.panels[item].contains(&judge)
    }

    /// The item that the judge hears at a time (the first by room).
    pub fn heard(&self, judge: usize, time: usize) -> Option<usize> {
        self.during(time).find(|item| self.hears(judge, *item))
    }

    /// How many items the judge hears.
    pub fn load(&self, judge: usize) -> usize {
        self.panels.iter().filter(|p| p.contains(&judge)).count()
    }

    /// Puts the item into a slot, which must be free or its own; its judges go with it. Taken out, it has no judges.
    pub fn put(&mut self, item: usize, slot: Option<Slot>) {
        if let Some((time, room)) = self.slots[item] {
            self.held[time * self.rooms + room] = None;
        }
        self.slots[item] = slot;
        match slot {
            Some((time, room)) => self.held[time * self.rooms + room] = Some(item),
            None => self.panels[item].clear(),
        }
    }

    /// Exchanges the slots of two items; the judges stay with the items, but for those of an item that has no slot now.
    pub fn swap(&mut self, first: usize, second: usize) {
        self.slots.swap(first, second);
        for item in [first, second] {
            match self.slots[item] {
                Some((time, room)) => self.held[time * self.rooms + room] = Some(item),
                None => self.panels[item].clear(),
            }
        }
    }

    /// Nobody judges anything any more.
    pub fn clear_panels(&mut self) {
        self.panels.iter_mut().for_each(Vec::clear);
    }

    /// Gives the item these judges.
    pub fn seat(&mut self, item: usize, mut judges: Vec<usize>) {
        judges.sort_unstable();
        judges.dedup();
        self.panels[item] = judges;
    }
}
