//! `mirror`: over the items that are (or whose theme is) in the earlier session too, n of them:
//! |place here + place there − (n + 1)|. Places by start, then room order, among these.

use crate::exact::program::Column;
use crate::model::ThemeId;
use crate::timetable::assignment;
use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::item::Item;
use crate::timetable::name::folded;
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// Who spoke early in the earlier session speaks late here.
pub(crate) struct MirrorRule {
    /// The items that are in the earlier session too, with their place there.
    matched: Vec<(usize, usize)>,
    /// Per item: the place there, 0 where it was not there.
    there: Vec<usize>,
}

impl MirrorRule {
    /// Looks up who was in the earlier session. The places there run over the talks that some item here stands for.
    pub fn new(scene: &Scene, session: &str) -> Self {
        let earlier = scene
            .earlier
            .iter()
            .find(|placed| placed.session.id == session);
        // Talks are listed by start, then room.
        let talks: Vec<&Item> = earlier.map_or(Vec::new(), |placed| {
            let items = placed
                .timetable
                .talks
                .iter()
                .map(|talk| &placed.items[talk.item]);
            items.collect()
        });
        let partners: Vec<Option<usize>> = scene
            .items
            .iter()
            .map(|item| partner(item, &talks))
            .collect();
        let mut placed: Vec<usize> = partners.iter().flatten().copied().collect();
        placed.sort_unstable();
        placed.dedup();
        let there: Vec<usize> = partners
            .iter()
            .map(|partner| {
                let place = partner.and_then(|talk| placed.binary_search(&talk).ok());
                place.map_or(0, |place| place + 1)
            })
            .collect();
        let matched = there.iter().copied().enumerate();
        Self {
            matched: matched.filter(|(_, place)| *place > 0).collect(),
            there,
        }
    }

    /// |place here + place there − (n + 1)|.
    fn miss(&self, item: usize, place: usize) -> f64 {
        (place + self.there[item]).abs_diff(self.matched.len() + 1) as f64
    }

    /// The matched items here in the order of their places 1, 2, …
    fn order<'p>(&'p self, plan: &'p Plan) -> impl Iterator<Item = usize> + 'p {
        plan.in_order().filter(|item| self.there[*item] > 0)
    }
}

/// The talk of the earlier session that the item is, or else that is its theme.
pub(super) fn partner(item: &Item, talks: &[&Item]) -> Option<usize> {
    let key = folded(&item.key);
    let is_theme = |talk: &&Item, theme: ThemeId| talk.team.is_none() && talk.theme == Some(theme);
    talks
        .iter()
        .position(|talk| folded(&talk.key) == key)
        .or_else(|| {
            let theme = item.theme?;
            talks.iter().position(|talk| is_theme(talk, theme))
        })
}

impl Formula for MirrorRule {
    fn violations(&self, _scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for (position, item) in self.order(plan).enumerate() {
            let amount = self.miss(item, position + 1);
            if amount > 0.0 {
                tell(Breach {
                    items: &[item],
                    people: &[],
                    judges: &[],
                    amount,
                });
            }
        }
    }

    /// An assignment of items to (place, slot), the places in the order of the slots: as an assignment it is tight.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let (count, rooms) = (self.matched.len(), sheet.rooms);
        let slots = scene.times() * rooms;
        let mut miss = Linear::default();
        // [place][slot]: the columns of the items.
        let mut steps: Vec<Vec<Vec<Column>>> = vec![vec![Vec::new(); slots]; count];
        for (item, _) in &self.matched {
            let item = *item;
            for slot in 0..slots {
                let Some(place) = sheet.place(item, slot / rooms, slot % rooms) else {
                    continue;
                };
                let mut terms = vec![(place, -1.0)];
                for (position, steps) in steps.iter_mut().enumerate() {
                    // The places before it need slots, and where all are taken, the places after it too.
                    let fits =
                        slot >= position && (sheet.elastic || slot - position + count <= slots);
                    if !fits {
                        continue;
                    }
                    // Whole wherever the item's slot is: the first slot can only be place 1, and so on.
                    let column = sheet.implied(move |plan| {
                        plan.slot(item) == Some((slot / rooms, slot % rooms))
                            && self.order(plan).nth(position) == Some(item)
                    });
                    miss.terms.push((column, self.miss(item, position + 1)));
                    terms.push((column, 1.0));
                    steps[slot].push(column);
                }
                sheet.program.equal(terms, 0.0);
            }
        }
        let step = |position: usize, slot: usize, factor: f64| {
            let columns: &Vec<Column> = &steps[position][slot];
            columns.iter().map(move |column| (*column, factor))
        };
        for position in 0..count {
            let taken = (0..slots)
                .flat_map(|slot| step(position, slot, 1.0))
                .collect();
            if sheet.elastic {
                sheet.program.at_most(taken, 1.0);
            } else {
                sheet.program.equal(taken, 1.0);
            }
            if position + 1 == count {
                continue;
            }
            for slot in 0..slots {
                let mut terms: Vec<(Column, f64)> = (0..slot + 1)
                    .flat_map(|s| step(position + 1, s, 1.0))
                    .collect();
                if !terms.is_empty() {
                    terms.extend((0..slot).flat_map(|s| step(position, s, -1.0)));
                    sheet.program.at_most(terms, 0.0);
                }
            }
        }
        miss
    }

    /// The best assignment of items to places, where a place is possible only at a time that can have it: not more talks
    /// fit before, nor after.
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let (count, items) = (self.matched.len(), scene.items.len());
        let fits: Vec<usize> = (0..scene.times())
            .map(|time| scene.capacity(time))
            .collect();
        // As a place among the matched, an item at a time has at most so many before it and behind it.
        let mut before = 0;
        let mut places: Vec<(usize, usize)> = Vec::with_capacity(fits.len());
        for (time, here) in fits.iter().enumerate() {
            let behind: usize = fits[time..].iter().sum();
            before += here;
            places.push((count.saturating_sub(behind), before.min(items)));
        }
        let miss = |row: usize, column: usize| {
            let (item, _) = self.matched[row];
            let here = |time: &usize| {
                let (low, high) = places[*time];
                scene.is_possible(item, *time) && (low..high).contains(&column)
            };
            (0..scene.times())
                .any(|time| here(&time))
                .then(|| self.miss(item, column + 1) as usize)
        };
        let table: Vec<Vec<Option<usize>>> = (0..count)
            .map(|row| (0..count).map(|column| miss(row, column)).collect())
            .collect();
        // Where nothing fits there is nothing to bound.
        assignment::least(count, count, |row, column| table[row][column]).unwrap_or(0) as f64
    }

    fn tells_rooms_apart(&self) -> bool {
        !self.matched.is_empty()
    }

    fn names_rooms(&self) -> bool {
        !self.matched.is_empty()
    }
}
