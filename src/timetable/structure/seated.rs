//! `seated`: a judge stays in one room between breaks, and not where an item is presented that the judge must not even hear.

use super::stay::write_stays;
use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet, Terms};

/// For each judge and block, the scores that would have to be given up so that the judge stays in one room, in which, while
/// the judge is there, nothing is presented that forbids it. Our own timetables give none.
pub(crate) struct SeatedRule;

impl Formula for SeatedRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for judge in 0..scene.judges() {
            for block in 0..scene.blocks() {
                let heard = heard(scene, plan, judge, block);
                if heard.is_empty() {
                    continue;
                }
                let may = |room: &usize| !meets_barred(scene, plan, judge, block, *room);
                let count = |room: usize| heard.iter().filter(|(_, r)| *r == room).count();
                let most = (0..scene.rooms).filter(may).map(count).max().unwrap_or(0);
                if heard.len() > most {
                    let items: Vec<usize> = heard.iter().map(|(item, _)| *item).collect();
                    tell(Breach {
                        items: &items,
                        people: &[],
                        judges: &[judge],
                        amount: (heard.len() - most) as f64,
                    });
                }
            }
        }
    }

    fn heeds_judges(&self) -> bool {
        true
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }

    /// Rows also where other rules have a price: a judge who could not stay does not judge.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        if sheet.scene.rooms > 1 {
            write_stays(sheet, sheet.scene.block_of.clone());
            write_rooms(sheet);
        } else {
            write_one_room(sheet);
        }
        Linear::default()
    }
}

/// The talks that the judge hears in a block, with their rooms.
fn heard(scene: &Scene, plan: &Plan, judge: usize, block: usize) -> Vec<(usize, usize)> {
    let items = (0..scene.items.len()).filter(|item| plan.hears(judge, *item));
    let slots = items.filter_map(|item| Some((item, plan.slot(item)?)));
    let here = slots.filter(|(_, (time, _))| scene.block_of[*time] == block);
    here.map(|(item, (_, room))| (item, room)).collect()
}

/// Whether something is presented in the room during the block, while the judge could be there, that forbids the judge to
/// sit there.
pub(crate) fn meets_barred(
    scene: &Scene,
    plan: &Plan,
    judge: usize,
    block: usize,
    room: usize,
) -> bool {
    let times = (0..scene.times()).filter(|time| scene.block_of[*time] == block);
    times
        .filter(|time| scene.free[judge][*time])
        .filter_map(|time| plan.at(time, room))
        .any(|item| scene.barred[item][judge])
}

/// Whether the judge could hear the item without leaving a room or sitting where it is forbidden.
pub(crate) fn may_stay(scene: &Scene, plan: &Plan, judge: usize, item: usize) -> bool {
    let Some((time, room)) = plan.slot(item).filter(|_| scene.seated) else {
        return true;
    };
    let block = scene.block_of[time];
    !meets_barred(scene, plan, judge, block, room)
        && (0..scene.times())
            .filter(|other| scene.block_of[*other] == block)
            .flat_map(|other| plan.row(other).iter().enumerate())
            .filter(|(other, _)| *other != room)
            .filter_map(|(_, held)| *held)
            .all(|other| !plan.hears(judge, other))
}

fn write_rooms(sheet: &mut Sheet) {
    let scene = sheet.scene;
    for block in 0..scene.blocks() {
        let times: Vec<usize> = sheet.stays.times(block).collect();
        for room in 0..scene.rooms {
            for judge in 0..scene.judges() {
                let stay = sheet.stays.of(judge, block, room);
                for item in (0..scene.items.len()).filter(|item| scene.barred[*item][judge]) {
                    let there = times.iter().filter(|time| scene.free[judge][**time]);
                    let mut terms: Terms = there
                        .filter_map(|time| sheet.place(item, *time, room))
                        .map(|place| (place, 1.0))
                        .collect();
                    if !terms.is_empty() {
                        terms.push((stay, 1.0));
                        sheet.program.at_most(terms, 1.0);
                    }
                }
            }
            if sheet.elastic {
                continue;
            }
            // A room needs its judges all at once: implied by the rows of panels where all is whole, and tighter where not.
            for time in &times {
                let mut terms = sheet.occupied(*time, room, -(scene.per_item as f64));
                let there = (0..scene.judges()).filter(|judge| scene.free[*judge][*time]);
                terms.extend(there.map(|judge| (sheet.stays.of(judge, block, room), 1.0)));
                sheet.program.at_least(terms, 0.0);
            }
        }
    }
}

/// One room: only those who must not sit there while something is presented cannot judge in its block.
fn write_one_room(sheet: &mut Sheet) {
    let scene = sheet.scene;
    for judge in 0..scene.judges() {
        for block in 0..scene.blocks() {
            let times = || (0..scene.times()).filter(|time| scene.block_of[*time] == block);
            let barred = (0..scene.items.len()).filter(|item| scene.barred[*item][judge]);
            let barred: Vec<Terms> = barred
                .map(|item| {
                    let there = times().filter(|time| scene.free[judge][*time]);
                    sheet.within(item, there, 1.0)
                })
                .filter(|terms| !terms.is_empty())
                .collect();
            if barred.is_empty() {
                continue;
            }
            let stay = sheet.binary(move |plan| !heard(scene, plan, judge, block).is_empty());
            for mut terms in barred {
                terms.push((stay, 1.0));
                sheet.program.at_most(terms, 1.0);
            }
            for item in 0..scene.items.len() {
                if let Some(seat) = sheet.seat(item, judge) {
                    let mut terms = sheet.within(item, times(), 1.0);
                    terms.extend([(seat, 1.0), (stay, -1.0)]);
                    sheet.program.at_most(terms, 1.0);
                }
            }
        }
    }
}
