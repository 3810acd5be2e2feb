//! `room_change`: every change of room of a judge between two talks that the judge hears one after the other: 1.

use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// Judges stay in their room.
pub(crate) struct RoomChangeRule;

impl Formula for RoomChangeRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let mut last: Vec<Option<usize>> = vec![None; scene.judges()];
        for item in plan.in_order() {
            for judge in plan.panel(item) {
                if let Some(before) = last[*judge].replace(item)
                    && room(plan, before) != room(plan, item)
                {
                    tell(Breach {
                        items: &[before, item],
                        people: &[],
                        judges: &[*judge],
                        amount: 1.0,
                    });
                }
            }
        }
    }

    /// Every judge is in some room at every time, where a talk is heard in that room; a move costs 1. Between talks a
    /// judge may stay or move, so moves are as many as rooms change from talk to talk.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        if scene.per_item == 0 || scene.rooms < 2 {
            return Linear::default();
        }
        let mut moves = Vec::new();
        for judge in 0..scene.judges() {
            if sheet.seats_of(judge).next().is_none() {
                continue;
            }
            let mut before = Vec::new();
            for time in 0..scene.times() {
                let here: Vec<_> = (0..scene.rooms)
                    .map(|room| {
                        sheet.implied(move |plan| position(scene, plan, judge, time) == room)
                    })
                    .collect();
                let one = here.iter().map(|column| (*column, 1.0)).collect();
                sheet.program.equal(one, 1.0);
                for item in 0..scene.items.len() {
                    let Some(hearing) = sheet.hearing(judge, item, time) else {
                        continue;
                    };
                    for (room, here) in here.iter().enumerate() {
                        // Heard now, and the talk in none of the other rooms: so in this one.
                        let mut terms = vec![(hearing, 1.0), (*here, -1.0)];
                        let others = (0..scene.rooms).filter(|other| *other != room);
                        let others = others.filter_map(|other| sheet.place(item, time, other));
                        terms.extend(others.map(|column| (column, -1.0)));
                        sheet.program.at_most(terms, 0.0);
                    }
                }
                if time > 0 {
                    let moved = sheet.implied(move |plan| {
                        position(scene, plan, judge, time) != position(scene, plan, judge, time - 1)
                    });
                    for (now, then) in here.iter().zip(&before) {
                        let terms = vec![(*now, 1.0), (*then, -1.0), (moved, -1.0)];
                        sheet.program.at_most(terms, 0.0);
                    }
                    moves.push(moved);
                }
                before = here;
            }
        }
        Linear::sum(moves)
    }

    fn heeds_judges(&self) -> bool {
        true
    }

    /// A judge who hears talks in several rooms changes at least so many times less one. A room needs as many judges as can
    /// hear all its talks: the best numbers of talks per room.
    fn least(&self, scene: &Scene, known: &Known) -> f64 {
        let (items, times, most) = (scene.items.len(), scene.times(), known.most_heard);
        if scene.per_item == 0 || most == 0 {
            return 0.0;
        }
        let judges = |talks: usize| match talks {
            0 => 0,
            talks => scene.per_item.max((talks * scene.per_item).div_ceil(most)),
        };
        // [talks so far]: the fewest judges, one for each room that they hear talks in.
        let mut fewest: Vec<Option<usize>> = vec![None; items + 1];
        fewest[0] = Some(0);
        for _ in 0..scene.rooms {
            let mut next = fewest.clone();
            for (talks, count) in fewest.iter().enumerate() {
                let Some(count) = count else { continue };
                for here in 1..=times.min(items - talks) {
                    let all = count + judges(here);
                    let cell = &mut next[talks + here];
                    *cell = Some(cell.map_or(all, |known| known.min(all)));
                }
            }
            fewest = next;
        }
        let there = scene.free.iter().filter(|free| free.contains(&true));
        fewest[items].map_or(0, |count| count.saturating_sub(there.count())) as f64
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }
}

fn room(plan: &Plan, item: usize) -> Option<usize> {
    plan.slot(item).map(|slot| slot.1)
}

/// The room of the judge's last talk up to a time, or else of the first talk after it, or else the first room.
fn position(scene: &Scene, plan: &Plan, judge: usize, time: usize) -> usize {
    let heard = |t: usize| plan.heard(judge, t).and_then(|item| room(plan, item));
    (0..time + 1)
        .rev()
        .find_map(heard)
        .or_else(|| (time + 1..scene.times()).find_map(heard))
        .unwrap_or(0)
}
