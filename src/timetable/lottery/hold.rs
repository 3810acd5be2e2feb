//! Holds the lottery of a session.

use super::budget::Budget;
use super::draw::{Drawing, Stop};
use super::lots::Lots;
use super::question::Questions;
use super::seek::Seek;
use crate::control::Cancel;
use crate::exact::backend::BackendError;
use crate::model::{Level, LotteryOutcome};
use crate::timetable::book::Book;
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::seating::Panels;

/// Draws one of the timetables that cost what the plan costs at every level, and makes it the plan. `None` where the session has
/// no lottery, or its order was published: what people were told is not drawn again.
///
/// A better timetable that turns up on the way takes the plan's place, and the lottery begins anew with its costs; the work
/// for all is limited, so that this ends.
///
/// # Errors
/// When the ILP solver fails, or contradicts the formulas.
pub(crate) fn hold(
    scene: &Scene,
    book: &Book,
    cancel: &Cancel,
    plan: &mut Plan,
) -> Result<Option<LotteryOutcome>, BackendError> {
    let Some(lottery) = &scene.session.lottery else {
        return Ok(None);
    };
    if scene.published.is_some() {
        return Ok(None);
    }
    let mut outcome = LotteryOutcome {
        seed: lottery.seed.clone(),
        draws: Vec::new(),
    };
    let lots = Lots {
        seed: &lottery.seed,
        session: &scene.session.id,
    };
    let panels = Panels::of(scene, book);
    let mut budget = Budget::new();
    loop {
        let costs = book.costs(scene, plan);
        if costs[0] > Level::TOLERANCE || scene.items.is_empty() {
            return Ok(Some(outcome));
        }
        let panels = panels.as_ref();
        let drawing = Drawing {
            scene,
            seek: Seek::new(scene, book, panels, cancel, &costs, lots.random()),
            questions: Questions::new(scene, book, panels, cancel, &costs),
            budget: &mut budget,
            plans: vec![plan.clone()],
        };
        match drawing.run(&lots) {
            Ok((drawn, draws)) => {
                *plan = drawn;
                outcome.draws = draws;
                return Ok(Some(outcome));
            }
            Err(Stop::Better(better)) => *plan = better,
            Err(Stop::Failed(error)) => return Err(error),
        }
    }
}
