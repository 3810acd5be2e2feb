//! `anchors`: so many judges at least who score something in every room in which something is presented. Scores of different
//! rooms can then be compared by what these judges gave.

use super::stay::write_stays;
use crate::exact::program::Column;
use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet, Terms};

/// 1 for each judge that is missing.
pub(crate) struct AnchorsRule;

impl Formula for AnchorsRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let judges = 0..scene.judges();
        let anchors: Vec<usize> = judges
            .filter(|judge| rooms_missed(scene, plan, *judge) == 0)
            .collect();
        if anchors.len() < scene.anchors {
            tell(Breach {
                items: &[],
                people: &[],
                judges: &anchors,
                amount: (scene.anchors - anchors.len()) as f64,
            });
        }
    }

    fn heeds_judges(&self) -> bool {
        true
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }

    fn tells_times_apart(&self) -> bool {
        false
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        if scene.rooms > 1 && sheet.stays.blocks() == 0 {
            write_stays(sheet, (0..scene.times()).collect());
        }
        let used = used_rooms(sheet);
        let mut anchors: Terms = Vec::new();
        for judge in 0..scene.judges() {
            let anchor = sheet.implied(move |plan| rooms_missed(scene, plan, judge) == 0);
            for (room, used) in used.iter().enumerate() {
                // It scores something there, or nothing is presented there.
                let mut terms = visits(sheet, judge, room);
                terms.extend([(anchor, -1.0), (*used, -1.0)]);
                sheet.program.at_least(terms, -1.0);
            }
            anchors.push((anchor, 1.0));
        }
        let wanted = scene.anchors as f64;
        let mut missing = Linear::default();
        if sheet.elastic {
            let short = sheet.column(0.0, wanted, false, |plan| self.violation(scene, plan));
            anchors.push((short, 1.0));
            missing.terms.push((short, 1.0));
        }
        sheet.program.at_least(anchors, wanted);
        missing
    }
}

fn is_used(scene: &Scene, plan: &Plan, room: usize) -> bool {
    (0..scene.times()).any(|time| plan.at(time, room).is_some())
}

/// The rooms with talks in which the judge scores none.
pub(crate) fn rooms_missed(scene: &Scene, plan: &Plan, judge: usize) -> usize {
    let scores = |room: usize| {
        let talks = (0..scene.times()).filter_map(|time| plan.at(time, room));
        talks.into_iter().any(|item| plan.hears(judge, item))
    };
    let used = (0..scene.rooms).filter(|room| is_used(scene, plan, *room));
    used.filter(|room| !scores(*room)).count()
}

/// Per room the column "something is presented there".
fn used_rooms(sheet: &mut Sheet) -> Vec<Column> {
    let scene = sheet.scene;
    let mut used = Vec::new();
    for room in 0..scene.rooms {
        let column = sheet.implied(move |plan| is_used(scene, plan, room));
        for time in 0..scene.times() {
            let mut terms = sheet.occupied(time, room, 1.0);
            if !terms.is_empty() {
                terms.push((column, -1.0));
                sheet.program.at_most(terms, 0.0);
            }
        }
        used.push(column);
    }
    used
}

/// Columns whose sum is above 0 only where the judge scores something in the room.
fn visits(sheet: &mut Sheet, judge: usize, room: usize) -> Terms {
    let scene = sheet.scene;
    if scene.rooms == 1 {
        return sheet.seats_of(judge).map(|seat| (seat, 1.0)).collect();
    }
    let mut visits = Vec::new();
    for block in 0..sheet.stays.blocks() {
        let times: Vec<usize> = sheet.stays.times(block).collect();
        let heard: Terms = times
            .iter()
            .flat_map(|time| sheet.sits(judge, *time, -1.0))
            .collect();
        if heard.is_empty() {
            continue;
        }
        let stay = sheet.stays.of(judge, block, room);
        let visit = sheet.implied(move |plan| {
            let talks = times.iter().filter_map(|time| plan.at(*time, room));
            talks.into_iter().any(|item| plan.hears(judge, item))
        });
        sheet.program.at_most(vec![(visit, 1.0), (stay, -1.0)], 0.0);
        let mut terms = heard;
        terms.push((visit, 1.0));
        sheet.program.at_most(terms, 0.0);
        visits.push((visit, 1.0));
    }
    visits
}
