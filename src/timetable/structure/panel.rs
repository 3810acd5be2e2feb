//! `panel`: "exactly per_item judges each", and "a judge is available, is in one room at a time, and judges no item with a
//! conflict", at most max_load items.

use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet, Terms};

/// 1 for each judge that an item has too few or too many (an item without a slot has none), and for each seat of a judge
/// who must not be there: a conflict, not available, in two rooms, past max_load. Our own timetables have only the first.
pub(crate) struct PanelRule;

impl Formula for PanelRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let mut loads = vec![0_usize; scene.judges()];
        for item in (0..scene.items.len()).filter(|item| plan.slot(*item).is_none()) {
            tell_missing(scene, plan, item, tell);
        }
        for item in plan.in_order() {
            tell_missing(scene, plan, item, tell);
            let Some(time) = plan.time(item) else {
                continue;
            };
            for judge in plan.panel(item) {
                loads[*judge] += 1;
                let wrongs = usize::from(scene.conflict[item][*judge])
                    + usize::from(!scene.free[*judge][time])
                    + usize::from(plan.heard(*judge, time) != Some(item))
                    + usize::from(scene.max_load.is_some_and(|most| loads[*judge] > most));
                if wrongs > 0 {
                    tell(Breach {
                        items: &[item],
                        people: &[],
                        judges: &[*judge],
                        amount: wrongs as f64,
                    });
                }
            }
        }
    }

    fn heeds_judges(&self) -> bool {
        true
    }

    fn tells_times_apart(&self) -> bool {
        false
    }

    /// Makes the judges' columns, after the items' places.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        if scene.per_item == 0 {
            return Linear::default();
        }
        for item in 0..scene.items.len() {
            for judge in 0..scene.judges() {
                let can = !scene.conflict[item][judge]
                    && (0..scene.times()).any(|time| scene.free[judge][time]);
                let column = can.then(|| sheet.binary(move |plan| plan.hears(judge, item)));
                sheet.seat.push(column);
            }
        }
        if scene.rooms > 1 {
            write_hearings(sheet);
        } else {
            write_availability(sheet);
        }
        for judge in 0..scene.judges() {
            if let Some(most) = scene.max_load {
                let terms = sheet.seats_of(judge).map(|column| (column, 1.0)).collect();
                sheet.program.at_most(terms, most as f64);
            }
        }
        for class in sheet.symmetry.judges.clone() {
            for pair in class.windows(2) {
                let mut terms: Terms = sheet.seats_of(pair[0]).map(|c| (c, 1.0)).collect();
                terms.extend(sheet.seats_of(pair[1]).map(|c| (c, -1.0)));
                sheet.program.at_least(terms, 0.0);
            }
        }
        write_panels(sheet)
    }
}

fn tell_missing(scene: &Scene, plan: &Plan, item: usize, tell: &mut dyn FnMut(Breach)) {
    let miss = scene.per_item.abs_diff(plan.panel(item).len());
    if miss > 0 {
        tell(Breach {
            items: &[item],
            people: &[],
            judges: &[],
            amount: miss as f64,
        });
    }
}

/// Each item has its judges.
fn write_panels(sheet: &mut Sheet) -> Linear {
    let scene = sheet.scene;
    let per_item = scene.per_item as f64;
    let mut missing = Vec::new();
    for item in 0..scene.items.len() {
        let mut terms: Terms = (0..scene.judges())
            .filter_map(|judge| sheet.seat(item, judge))
            .map(|column| (column, 1.0))
            .collect();
        if sheet.elastic {
            if scene.rooms == 1 {
                let unplaced = sheet.unplaced[item];
                for (column, _) in terms.clone() {
                    let pair = vec![(column, 1.0), (unplaced, 1.0)];
                    sheet.program.at_most(pair, 1.0);
                }
            }
            let short = sheet.column(0.0, per_item, false, move |plan| {
                per_item - plan.panel(item).len() as f64
            });
            missing.push(short);
            terms.push((short, 1.0));
        }
        sheet.program.equal(terms, per_item);
    }
    Linear::sum(missing)
}

/// One room: a judge hears one item at a time anyway; only the times when the judge is away matter.
fn write_availability(sheet: &mut Sheet) {
    let scene = sheet.scene;
    for item in 0..scene.items.len() {
        for judge in 0..scene.judges() {
            let Some(seat) = sheet.seat(item, judge) else {
                continue;
            };
            let away = (0..scene.times()).filter(|time| !scene.free[judge][*time]);
            let mut terms = sheet.within(item, away, 1.0);
            if !terms.is_empty() {
                terms.push((seat, 1.0));
                sheet.program.at_most(terms, 1.0);
            }
        }
    }
}

/// Several rooms: a judge hears one item at a time.
fn write_hearings(sheet: &mut Sheet) {
    let scene = sheet.scene;
    for judge in 0..scene.judges() {
        for item in 0..scene.items.len() {
            for time in 0..scene.times() {
                let places: Terms = sheet.during(item, time).map(|c| (c, -1.0)).collect();
                let can = sheet.seat(item, judge).is_some()
                    && scene.free[judge][time]
                    && !places.is_empty();
                let column = can.then(|| {
                    sheet.implied(move |plan| {
                        plan.time(item) == Some(time) && plan.hears(judge, item)
                    })
                });
                sheet.hearing.push(column);
                if let Some(column) = column {
                    let mut terms = places;
                    terms.push((column, 1.0));
                    sheet.program.at_most(terms, 0.0);
                }
            }
        }
        for time in 0..scene.times() {
            let terms = sheet.sits(judge, time, 1.0);
            if terms.len() > 1 {
                sheet.program.at_most(terms, 1.0);
            }
        }
        for item in 0..scene.items.len() {
            if let Some(seat) = sheet.seat(item, judge) {
                let mut terms: Terms = (0..scene.times())
                    .filter_map(|time| sheet.hearing(judge, item, time))
                    .map(|column| (column, 1.0))
                    .collect();
                terms.push((seat, -1.0));
                sheet.program.equal(terms, 0.0);
            }
        }
    }
    // Not more judges than seats at a place: implied by the rows above where all is whole, and tighter where not.
    for item in 0..scene.items.len() {
        for time in 0..scene.times() {
            let mut terms: Terms = (0..scene.judges())
                .filter_map(|judge| sheet.hearing(judge, item, time))
                .map(|column| (column, 1.0))
                .collect();
            let seats = -(scene.per_item as f64);
            terms.extend(sheet.during(item, time).map(|column| (column, seats)));
            if sheet.elastic {
                sheet.program.at_most(terms, 0.0);
            } else {
                sheet.program.equal(terms, 0.0);
            }
        }
    }
}
