//! Columns "the judge is in this room during this block". They say no more of a plan than which talks are heard where, and
//! both `seated` and `anchors` read them.

use crate::exact::program::Column;
use crate::timetable::sheet::{Sheet, Terms};

/// Where judges are, block by block.
#[derive(Default)]
pub(crate) struct Stays {
    /// Per time: its block.
    pub block_of: Vec<usize>,
    /// `[judge][block][room]`.
    columns: Vec<Column>,
    rooms: usize,
}

impl Stays {
    /// How many blocks there are.
    pub fn blocks(&self) -> usize {
        self.block_of.last().map_or(0, |last| last + 1)
    }

    /// The column of a judge in a room during a block.
    pub fn of(&self, judge: usize, block: usize, room: usize) -> Column {
        self.columns[(judge * self.blocks() + block) * self.rooms + room]
    }

    /// The times of a block.
    pub fn times(&self, block: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.block_of.len()).filter(move |time| self.block_of[*time] == block)
    }
}

/// Makes the columns, each judge in one room at most; what a judge hears in a block is in the judge's room. Several rooms
/// only.
pub(super) fn write_stays<'s>(sheet: &mut Sheet<'s>, block_of: Vec<usize>) {
    let scene = sheet.scene;
    let rooms = scene.rooms;
    let mut stays = Stays {
        block_of,
        columns: Vec::new(),
        rooms,
    };
    for judge in 0..scene.judges() {
        for block in 0..stays.blocks() {
            let times: Vec<usize> = stays.times(block).collect();
            let mut here = Vec::with_capacity(rooms);
            for room in 0..rooms {
                let times = times.clone();
                here.push(sheet.binary(move |plan| {
                    times.iter().any(|time| {
                        let heard = plan.heard(judge, *time);
                        heard.is_some_and(|item| plan.slot(item) == Some((*time, room)))
                    })
                }));
            }
            let one = here.iter().map(|column| (*column, 1.0)).collect();
            sheet.program.at_most(one, 1.0);
            for item in 0..scene.items.len() {
                for (room, column) in here.iter().enumerate() {
                    // Heard now, and the talk in none of the other rooms: so in this one.
                    let mut terms: Terms = Vec::new();
                    let mut is_possible = false;
                    for time in &times {
                        let Some(hearing) = sheet.hearing(judge, item, *time) else {
                            continue;
                        };
                        terms.push((hearing, 1.0));
                        is_possible |= sheet.place(item, *time, room).is_some();
                        let others = (0..rooms).filter(|other| *other != room);
                        let others = others.filter_map(|other| sheet.place(item, *time, other));
                        terms.extend(others.map(|place| (place, -1.0)));
                    }
                    if is_possible {
                        terms.push((*column, -1.0));
                        sheet.program.at_most(terms, 0.0);
                    }
                }
            }
            stays.columns.extend(here);
        }
    }
    sheet.stays = stays;
}
