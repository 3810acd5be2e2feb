//! `expertise`: every judge of an item without the theme in `expertise`: 1. An item without a theme asks nothing.

use crate::timetable::formula::{Breach, Formula, Known, Seating};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// Judges know the theme.
pub(crate) struct ExpertiseRule;

impl Formula for ExpertiseRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for item in plan.in_order() {
            for judge in plan.panel(item) {
                if !scene.is_expert(*judge, item) {
                    tell(Breach {
                        items: &[item],
                        people: &[],
                        judges: &[*judge],
                        amount: 1.0,
                    });
                }
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let pairs =
            (0..scene.items.len()).flat_map(|item| (0..scene.judges()).map(move |j| (item, j)));
        Linear::sum(
            pairs
                .filter(|(item, judge)| !scene.is_expert(*judge, *item))
                .filter_map(|(item, judge)| sheet.seat(item, judge)),
        )
    }

    fn heeds_judges(&self) -> bool {
        true
    }

    fn seating<'f>(&'f self, scene: &'f Scene) -> Option<Seating<'f>> {
        let price = |item, judge| f64::from(u8::from(!scene.is_expert(judge, item)));
        Some(Seating::Seat(Box::new(price)))
    }

    /// Each item with all the experts there are, at its best time.
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let missing = |item: usize| {
            (0..scene.times())
                .filter(|time| scene.is_possible(item, *time))
                .map(|time| {
                    let judges = scene.panel_candidates(item, time);
                    let experts = judges.filter(|judge| scene.is_expert(*judge, item)).count();
                    scene.per_item.saturating_sub(experts)
                })
                .min()
                .unwrap_or(0)
        };
        (0..scene.items.len()).map(missing).sum::<usize>() as f64
    }

    fn tells_times_apart(&self) -> bool {
        false
    }
}
