//! `presence`: "who must be there is available", and "no person in two places at once, across sessions too".

use crate::exact::program::Column;
use crate::model::ParticipantId;
use crate::timetable::delegate::delegates;
use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::{Scene, Shared};
use crate::timetable::sheet::{Linear, Sheet};

/// 1 for each person who must be at an item and cannot; where one attendee is enough, 1 for each item without any. At an
/// item without a slot everybody is missing: so it is never better to leave out a talk that somebody misses.
pub(crate) struct PresenceRule;

impl Formula for PresenceRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for (position, item) in scene.items.iter().enumerate() {
            let missing = match plan.time(position) {
                None => &item.attendees,
                Some(time) => &scene.away[position][time],
            };
            let nobody = missing.len() == item.attendees.len();
            if !missing.is_empty() && (!item.any || nobody) {
                tell(Breach {
                    items: &[position],
                    people: missing,
                    judges: &[],
                    amount: if item.any { 1.0 } else { missing.len() as f64 },
                });
            }
        }
        for shared in &scene.shared {
            two_places(scene, plan, shared, tell);
        }
        for time in 0..scene.times() {
            for (item, person) in stand_ins(scene, plan, time) {
                if person.is_none() {
                    tell(Breach {
                        items: &[item],
                        people: &scene.items[item].attendees,
                        judges: &[],
                        amount: 1.0,
                    });
                }
            }
        }
    }

    fn tells_times_apart(&self) -> bool {
        false
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let mut missed = Linear::default();
        if sheet.elastic {
            charge_absences(sheet, &mut missed);
        }
        for time in 0..scene.times() {
            for shared in &scene.shared {
                one_place(sheet, shared, time, &mut missed);
            }
        }
        missed
    }
}

/// Whether the shared person must be at the item for certain, and could be there at the time.
fn must_attend(scene: &Scene, shared: &Shared, item: usize, time: usize) -> bool {
    !scene.items[item].any && !scene.away[item][time].contains(&shared.person)
}

/// Each item but one of those that want the person at the same time is missed; all, where the person judges then.
fn two_places(scene: &Scene, plan: &Plan, shared: &Shared, tell: &mut dyn FnMut(Breach)) {
    for (position, item) in shared.items.iter().enumerate() {
        let Some(time) = plan.time(*item) else {
            continue;
        };
        if !must_attend(scene, shared, *item, time) {
            continue;
        }
        let judged = shared.judge.and_then(|judge| plan.heard(judge, time));
        let attended = shared.items[..position].iter().copied().find(|other| {
            plan.time(*other) == Some(time) && must_attend(scene, shared, *other, time)
        });
        if let Some(other) = judged.or(attended) {
            tell(Breach {
                items: &[other, *item],
                people: &[shared.person],
                judges: &[],
                amount: 1.0,
            });
        }
    }
}

/// Whether someone is free for the item who is wanted for nothing else.
fn has_own_stand_in(scene: &Scene, item: usize, time: usize) -> bool {
    scene
        .stand_ins(item, time)
        .any(|person| scene.shared(person).is_none())
}

/// Whether people who are wanted elsewhere too are the only ones for the item.
fn is_contested(scene: &Scene, item: usize, time: usize) -> bool {
    scene.items[item].any
        && scene.stand_ins(item, time).next().is_some()
        && !has_own_stand_in(scene, item, time)
}

/// Who stands for the contested items at a time.
fn stand_ins(scene: &Scene, plan: &Plan, time: usize) -> Vec<(usize, Option<ParticipantId>)> {
    if scene.shared.is_empty() {
        return Vec::new();
    }
    let items: Vec<usize> = plan
        .during(time)
        .filter(|item| is_contested(scene, *item, time))
        .collect();
    let judges_now = |person: ParticipantId| {
        scene
            .shared(person)
            .and_then(|shared| shared.judge)
            .is_some_and(|judge| plan.heard(judge, time).is_some())
    };
    let candidates: Vec<Vec<ParticipantId>> = items
        .iter()
        .map(|item| {
            let people = scene.stand_ins(*item, time);
            people.filter(|person| !judges_now(*person)).collect()
        })
        .collect();
    items.into_iter().zip(delegates(&candidates)).collect()
}

/// The price of absences that the time alone decides, and of unplaced items.
fn charge_absences(sheet: &Sheet, missed: &mut Linear) {
    let scene = sheet.scene;
    for (position, item) in scene.items.iter().enumerate() {
        let price = |missing: usize| {
            if item.any {
                f64::from(u8::from(missing > 0 && missing == item.attendees.len()))
            } else {
                missing as f64
            }
        };
        let all = price(item.attendees.len());
        if all > 0.0 {
            missed.terms.push((sheet.unplaced[position], all));
        }
        for time in 0..scene.times() {
            let price = price(scene.away[position][time].len());
            if price > 0.0 {
                let columns = sheet.during(position, time);
                missed.terms.extend(columns.map(|column| (column, price)));
            }
        }
    }
}

/// The person is in one place at a time.
fn one_place<'s>(sheet: &mut Sheet<'s>, shared: &'s Shared, time: usize, missed: &mut Linear) {
    let scene = sheet.scene;
    let mut terms: Vec<(Column, f64)> = shared
        .judge
        .map(|judge| sheet.sits(judge, time, 1.0))
        .unwrap_or_default();
    for item in &shared.items {
        if must_attend(scene, shared, *item, time) {
            terms.extend(sheet.during(*item, time).map(|column| (column, 1.0)));
        } else if is_contested(scene, *item, time)
            && !scene.away[*item][time].contains(&shared.person)
        {
            terms.push((stands(sheet, *item, shared.person, time, missed), 1.0));
        }
    }
    if terms.len() < 2 {
        return;
    }
    let attends = shared.items.iter().any(|item| !scene.items[*item].any);
    if sheet.elastic && attends {
        let excess = sheet.column(0.0, f64::INFINITY, false, move |plan| {
            let mut count = 0.0;
            two_places(scene, plan, shared, &mut |breach| {
                if plan.time(breach.items[1]) == Some(time) {
                    count += breach.amount;
                }
            });
            count
        });
        missed.terms.push((excess, 1.0));
        terms.push((excess, -1.0));
    }
    sheet.program.at_most(terms, 1.0);
}

/// The column "this person stands for the item at this time". The first person of an item brings the row that asks for
/// one of them.
fn stands<'s>(
    sheet: &mut Sheet<'s>,
    item: usize,
    person: ParticipantId,
    time: usize,
    missed: &mut Linear,
) -> Column {
    let scene = sheet.scene;
    let stands_for = move |plan: &Plan| {
        stand_ins(scene, plan, time)
            .into_iter()
            .find(|(other, _)| *other == item)
    };
    let column = sheet.binary(move |plan| stands_for(plan) == Some((item, Some(person))));
    let key = (item, time);
    if let Some(row) = sheet.stand_in_rows.get(&key) {
        sheet.program.rows[*row].terms.push((column, -1.0));
        return column;
    }
    let mut terms: Vec<(Column, f64)> = sheet.during(item, time).map(|c| (c, 1.0)).collect();
    terms.push((column, -1.0));
    if sheet.elastic {
        let nobody = sheet.implied(move |plan| stands_for(plan) == Some((item, None)));
        missed.terms.push((nobody, 1.0));
        terms.push((nobody, -1.0));
    }
    sheet.stand_in_rows.insert(key, sheet.program.rows.len());
    sheet.program.at_most(terms, 0.0);
    column
}
