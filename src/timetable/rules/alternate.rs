//! `alternate`: every two talks of one theme that follow one another in a room: 1. An empty slot between two talks does
//! not separate them.

use crate::exact::program::Column;
use crate::model::ThemeId;
use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// No two talks of a theme in a row.
pub(crate) struct AlternateRule {
    /// The items of each theme that has several.
    themes: Vec<Vec<usize>>,
}

impl AlternateRule {
    pub fn new(scene: &Scene) -> Self {
        let mut themes: Vec<(ThemeId, Vec<usize>)> = Vec::new();
        for (position, item) in scene.items.iter().enumerate() {
            let Some(theme) = item.theme else { continue };
            match themes.iter_mut().find(|(known, _)| *known == theme) {
                Some((_, items)) => items.push(position),
                None => themes.push((theme, vec![position])),
            }
        }
        let several = themes.into_iter().map(|(_, items)| items);
        Self {
            themes: several.filter(|items| items.len() > 1).collect(),
        }
    }
}

/// The next talk in the room, where it is of the same theme.
fn repeated(scene: &Scene, plan: &Plan, time: usize, room: usize) -> Option<(usize, usize)> {
    let talk = plan.at(time, room)?;
    let next = (time + 1..scene.times()).find_map(|later| plan.at(later, room))?;
    let theme = scene.items[talk].theme;
    (theme.is_some() && scene.items[next].theme == theme).then_some((talk, next))
}

/// Per time: a column that counts the talks in the room up to then.
fn running_count<'s>(sheet: &mut Sheet<'s>, room: usize) -> Vec<Column> {
    let times = sheet.scene.times();
    let mut counts: Vec<Column> = Vec::with_capacity(times);
    for time in 0..times {
        let count = sheet.column(0.0, times as f64, false, move |plan| {
            (0..time + 1)
                .filter(|t| plan.at(*t, room).is_some())
                .count() as f64
        });
        let mut terms = sheet.occupied(time, room, 1.0);
        terms.push((count, -1.0));
        terms.extend(counts.last().map(|before| (*before, 1.0)));
        sheet.program.equal(terms, 0.0);
        counts.push(count);
    }
    counts
}

impl Formula for AlternateRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for room in 0..scene.rooms {
            for time in 0..scene.times() {
                if let Some((talk, next)) = repeated(scene, plan, time, room) {
                    tell(Breach {
                        items: &[talk, next],
                        people: &[],
                        judges: &[],
                        amount: 1.0,
                    });
                }
            }
        }
    }

    /// A repetition at a slot: a talk of the theme there, one at a later slot, nothing between.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        if self.themes.is_empty() {
            return Linear::default();
        }
        let times = scene.times();
        // Where every item is placed, no more slots than these are empty.
        let empty = if sheet.elastic {
            times
        } else {
            (times * scene.rooms).saturating_sub(scene.items.len())
        };
        let mut repetitions = Vec::new();
        for room in 0..scene.rooms {
            let talks_until = running_count(sheet, room);
            for time in 0..times.saturating_sub(1) {
                let column = sheet.implied(move |plan| repeated(scene, plan, time, room).is_some());
                repetitions.push(column);
                for next in (time + 1..times).take(empty + 1) {
                    for items in &self.themes {
                        let mut terms = sheet.held(items.iter().copied(), time, room, 1.0);
                        terms.extend(sheet.held(items.iter().copied(), next, room, 1.0));
                        if next > time + 1 {
                            terms.push((talks_until[next - 1], -1.0));
                            terms.push((talks_until[time], 1.0));
                        }
                        terms.push((column, -1.0));
                        sheet.program.at_most(terms, 1.0);
                    }
                }
            }
        }
        Linear::sum(repetitions)
    }

    /// In a room with k talks, c of a theme repeat at least 2c − k − 1 times; summed over the rooms.
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let most = self.themes.iter().map(Vec::len).max().unwrap_or(0);
        (2 * most).saturating_sub(scene.items.len() + scene.rooms) as f64
    }

    fn tells_rooms_apart(&self) -> bool {
        !self.themes.is_empty()
    }
}
