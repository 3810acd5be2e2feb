//! `load`: Σ over all judges of the file of |items judged − mean|.

use crate::model::Level;
use crate::timetable::formula::{Breach, Formula, Known, Seating};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet, Terms};

/// Equal loads.
pub(crate) struct LoadRule;

impl Formula for LoadRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let mut loads = vec![0.0; scene.judges()];
        for item in 0..scene.items.len() {
            for judge in plan.panel(item) {
                loads[*judge] += 1.0;
            }
        }
        let mean = loads.iter().sum::<f64>() / loads.len() as f64;
        for (judge, load) in loads.iter().enumerate() {
            let amount = f64::abs(load - mean);
            if amount > 0.0 {
                tell(Breach {
                    items: &[],
                    people: &[],
                    judges: &[judge],
                    amount,
                });
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let judges = scene.judges();
        if scene.per_item == 0 || judges == 0 {
            return Linear::default();
        }
        // Everything times the number of judges, so that all numbers are whole: with thirds as coefficients, HiGHS was
        // seen to cut off the optimum.
        let times = |sheet: &Sheet, judge: usize, factor: usize, sign: f64| -> Terms {
            let factor = sign * factor as f64;
            sheet
                .seats_of(judge)
                .map(|column| (column, factor))
                .collect()
        };
        let seats = scene.per_item * scene.items.len();
        let mut deviations = Linear::default();
        for judge in 0..judges {
            let most = (judges * scene.items.len()).max(seats) as f64;
            let deviation = sheet.column(0.0, most, true, move |plan| {
                let sum: usize = (0..judges).map(|j| plan.load(j)).sum();
                (judges * plan.load(judge)).abs_diff(sum) as f64
            });
            deviations.terms.push((deviation, 1.0 / judges as f64));
            for sign in [1.0, -1.0] {
                let mut right = 0.0;
                let mut terms = vec![(deviation, -1.0)];
                if sheet.elastic {
                    for other in 0..judges {
                        let own = if other == judge { judges - 1 } else { 1 };
                        let sign = if other == judge { sign } else { -sign };
                        terms.extend(times(sheet, other, own, sign));
                    }
                } else {
                    terms.extend(times(sheet, judge, judges, sign));
                    right = sign * seats as f64;
                }
                sheet.program.at_most(terms, right);
            }
            if !sheet.elastic && !seats.is_multiple_of(judges) {
                // Loads are whole numbers: the chord between the two next to the mean cuts nothing off. Times `judges`:
                // its values there are `above` and `judges - above`, of which it joins the points.
                let (low, above) = (seats / judges, seats % judges);
                let slope = judges as f64 - 2.0 * above as f64;
                let mut terms: Terms = sheet.seats_of(judge).map(|c| (c, slope)).collect();
                terms.push((deviation, -1.0));
                sheet
                    .program
                    .at_most(terms, slope * low as f64 - above as f64);
            }
        }
        deviations
    }

    /// The seats given out one by one, each to the judge whom it costs least: the cost is convex in each load.
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let judges = scene.judges();
        if scene.per_item == 0 || judges == 0 {
            return 0.0;
        }
        let mean = mean(scene);
        let cost = |load: usize| (load as f64 - mean).abs();
        let most: Vec<usize> = (0..judges)
            .map(|judge| {
                let hears = (0..scene.items.len()).filter(|i| !scene.conflict[*i][judge]);
                let there = scene.free[judge].iter().any(|free| *free);
                let most = if there { hears.count() } else { 0 };
                most.min(scene.max_load.unwrap_or(usize::MAX))
            })
            .collect();
        let mut loads = vec![0_usize; judges];
        for _ in 0..scene.per_item * scene.items.len() {
            let next = (0..judges)
                .filter(|judge| loads[*judge] < most[*judge])
                .min_by_key(|judge| loads[*judge]);
            match next {
                Some(judge) => loads[judge] += 1,
                None => return 0.0,
            }
        }
        loads.into_iter().map(cost).sum()
    }

    fn heeds_judges(&self) -> bool {
        true
    }

    fn seating<'f>(&'f self, scene: &'f Scene) -> Option<Seating<'f>> {
        let mean = mean(scene);
        Some(Seating::Load(Box::new(move |load| {
            (load as f64 - mean).abs()
        })))
    }

    /// What is above the mean is as much as what is below it.
    fn most_heard(&self, scene: &Scene, violation: f64) -> usize {
        (mean(scene) + violation / 2.0 + Level::TOLERANCE).floor() as usize
    }

    fn unit(&self, scene: &Scene) -> f64 {
        1.0 / scene.judges().max(1) as f64
    }

    fn tells_times_apart(&self) -> bool {
        false
    }
}

/// The mean where every item has its judges.
fn mean(scene: &Scene) -> f64 {
    (scene.per_item * scene.items.len()) as f64 / scene.judges() as f64
}
