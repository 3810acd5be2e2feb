//! `compact`: slots left empty before the last used one of their room.

use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// No empty slots before a room's last talk.
pub(crate) struct CompactRule;

/// Whether the room is used after the time.
fn is_used_later(scene: &Scene, plan: &Plan, time: usize, room: usize) -> bool {
    (time + 1..scene.times()).any(|later| plan.at(later, room).is_some())
}

impl Formula for CompactRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for room in 0..scene.rooms {
            let mut next = None;
            for time in (0..scene.times()).rev() {
                match (plan.at(time, room), next) {
                    (Some(item), _) => next = Some(item),
                    (None, Some(item)) => tell(Breach {
                        items: &[item],
                        people: &[],
                        judges: &[],
                        amount: 1.0,
                    }),
                    (None, None) => {}
                }
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let mut gaps = Vec::new();
        for room in 0..scene.rooms {
            let mut later = None;
            for time in (0..scene.times().saturating_sub(1)).rev() {
                let used = sheet.implied(move |plan| is_used_later(scene, plan, time, room));
                let mut terms = sheet.occupied(time + 1, room, 1.0);
                terms.push((used, -1.0));
                sheet.program.at_most(terms, 0.0);
                if let Some(later) = later {
                    let terms = vec![(later, 1.0), (used, -1.0)];
                    sheet.program.at_most(terms, 0.0);
                }
                later = Some(used);
                let gap = sheet.implied(move |plan| {
                    plan.at(time, room).is_none() && is_used_later(scene, plan, time, room)
                });
                let mut terms = sheet.occupied(time, room, -1.0);
                terms.extend([(used, 1.0), (gap, -1.0)]);
                sheet.program.at_most(terms, 0.0);
                gaps.push(gap);
            }
        }
        Linear::sum(gaps)
    }

    /// Rooms in use until some time or longer are as many as talks at any time from then on, so what is empty before is
    /// counted from the numbers of talks at each time alone: the best of all such numbers.
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let (items, times) = (scene.items.len(), scene.times());
        let possible = |item: usize| (0..times).filter(move |time| scene.is_possible(item, *time));
        let last: Vec<Option<usize>> = (0..items).map(|item| possible(item).next_back()).collect();
        let first: Vec<Option<usize>> = (0..items).map(|item| possible(item).next()).collect();
        let rooms = scene.rooms.min(items);
        // [rooms in use][talks from here on]: the fewest empty slots.
        let mut best: Vec<Vec<Option<usize>>> = vec![vec![None; items + 1]; rooms + 1];
        best[0][0] = Some(0);
        for time in (0..times).rev() {
            let least = first.iter().filter(|first| **first >= Some(time)).count();
            let most = items - last.iter().filter(|last| **last < Some(time)).count();
            let capacity = scene.capacity(time);
            let mut next = vec![vec![None; items + 1]; rooms + 1];
            for (used, row) in best.iter().enumerate() {
                for (talks, empty) in row.iter().enumerate() {
                    let Some(empty) = empty else { continue };
                    for here in 0..=capacity.min(items - talks) {
                        let used = used.max(here);
                        let cell: &mut Option<usize> = &mut next[used][talks + here];
                        let cost = empty + used - here;
                        if (least..=most).contains(&(talks + here)) && cell.is_none_or(|c| cost < c)
                        {
                            *cell = Some(cost);
                        }
                    }
                }
            }
            best = next;
        }
        let all = best.iter().filter_map(|row| row[items]);
        all.min().unwrap_or(0) as f64
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }
}
