//! `slack`: in each room, between two breaks, so many slots stay empty for late changes; in a stretch with fewer slots, all of
//! them. Counted is what is missing.

use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// Slots kept for late changes.
pub(crate) struct SlackRule {
    /// Per block: its times, and how many talks a room holds there without using the slack.
    blocks: Vec<(Vec<usize>, usize)>,
}

impl SlackRule {
    /// So many slots of each block in each room.
    pub fn new(scene: &Scene, slots: u32) -> Self {
        let block = |block: usize| {
            let times = 0..scene.times();
            let times: Vec<usize> = times.filter(|t| scene.block_of[*t] == block).collect();
            let room = times.len().saturating_sub(slots as usize);
            (times, room)
        };
        Self {
            blocks: (0..scene.blocks()).map(block).collect(),
        }
    }

    /// The talks of a block and room, where they are too many, and by how many.
    fn over(&self, block: usize, room: usize, plan: &Plan) -> (Vec<usize>, usize) {
        let (times, most) = &self.blocks[block];
        let talks = times.iter().filter_map(|time| plan.at(*time, room));
        let talks: Vec<usize> = talks.collect();
        let over = talks.len().saturating_sub(*most);
        (talks, over)
    }
}

impl Formula for SlackRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for block in 0..self.blocks.len() {
            for room in 0..scene.rooms {
                let (talks, over) = self.over(block, room, plan);
                if over > 0 {
                    tell(Breach {
                        items: &talks,
                        people: &[],
                        judges: &[],
                        amount: over as f64,
                    });
                }
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let mut missing = Linear::default();
        for (block, (times, most)) in self.blocks.iter().enumerate() {
            for room in 0..sheet.scene.rooms {
                let over = sheet.column(0.0, f64::INFINITY, false, move |plan| {
                    self.over(block, room, plan).1 as f64
                });
                let mut terms = vec![(over, -1.0)];
                for time in times {
                    terms.extend(sheet.occupied(*time, room, 1.0));
                }
                sheet.program.at_most(terms, *most as f64);
                missing.terms.push((over, 1.0));
            }
        }
        missing
    }

    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let room: usize = self.blocks.iter().map(|(_, most)| most * scene.rooms).sum();
        scene.items.len().saturating_sub(room) as f64
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }
}
