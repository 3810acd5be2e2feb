//! Questions to the program: is there a timetable as good as the one at hand with one of these positions?

use super::budget::Budget;
use crate::control::{Cancel, Limits};
use crate::exact::backend::BackendError;
use crate::exact::program::Ending;
use crate::model::Level;
use crate::timetable::book::Book;
use crate::timetable::plan::Plan;
use crate::timetable::proof::{Effort, Proof};
use crate::timetable::scene::Scene;
use crate::timetable::seating::Panels;

/// Nodes of each search tree.
const NODES: u64 = 400;

/// Above so many cells (items × times × rooms × judges) no program with judges is written for a lottery.
const MOST_CELLS: usize = 60_000;

/// What a program says.
pub(super) enum Reply {
    /// There is no such timetable: proved.
    Refuted,
    /// This one costs no more at any level.
    Plan(Plan),
    /// It did not find out.
    Unknown,
}

/// The programs of a session whose costs are limited at every level.
pub(super) struct Questions<'q> {
    scene: &'q Scene<'q>,
    book: &'q Book,
    panels: Option<&'q Panels>,
    cancel: &'q Cancel,
    costs: Vec<f64>,
    /// Without judges, where there are any: a small program whose proofs are right for the whole one.
    placed: Option<Proof<'q>>,
    /// With all that there is.
    whole: Option<Proof<'q>>,
}

impl<'q> Questions<'q> {
    /// The programs for these costs.
    pub fn new(
        scene: &'q Scene<'q>,
        book: &'q Book,
        panels: Option<&'q Panels>,
        cancel: &'q Cancel,
        costs: &[f64],
    ) -> Self {
        let judges = if scene.per_item > 0 {
            scene.judges()
        } else {
            0
        };
        let cells = scene.items.len() * scene.times() * scene.rooms;
        let fits = |judges: usize| cells * (judges + 1) <= MOST_CELLS;
        Self {
            scene,
            book,
            panels,
            cancel,
            costs: costs.to_vec(),
            placed: (judges > 0 && fits(0)).then(|| Proof::closed(scene, book, false, costs)),
            whole: fits(judges).then(|| Proof::closed(scene, book, true, costs)),
        }
    }

    /// Asks for a timetable that has the `fixed` times and at least one of the `wanted` positions.
    ///
    /// # Errors
    /// When the solver fails, or contradicts the formulas.
    pub fn ask(
        &mut self,
        fixed: &[Option<usize>],
        wanted: &[(usize, usize)],
        budget: &mut Budget,
    ) -> Result<Reply, BackendError> {
        let limits = Limits {
            deadline: None,
            cancel: self.cancel.clone(),
        };
        let effort = Effort {
            limits: &limits,
            seed: 1,
            nodes: Some(NODES),
            observer: &(),
        };
        let (scene, book, costs) = (self.scene, self.book, &self.costs);
        let costs_no_more = |plan: &Plan| {
            let told = book.costs(scene, plan);
            let mut levels = told.iter().zip(costs);
            levels.all(|(new, old)| *new <= old + Level::TOLERANCE)
        };
        for proof in [&mut self.placed, &mut self.whole].into_iter().flatten() {
            if !budget.program(proof.columns()) {
                continue;
            }
            let verdict = proof.ask(fixed, wanted, &effort)?;
            if verdict.ending == Ending::Infeasible {
                return Ok(Reply::Refuted);
            }
            let Some(plan) = verdict.plan else { continue };
            let seated = match self.panels {
                Some(panels) if !proof.is_judged() => panels.seat(scene, &plan),
                _ => Some(plan).filter(|_| proof.is_judged()),
            };
            if let Some(plan) = seated.filter(|plan| costs_no_more(plan)) {
                return Ok(Reply::Plan(plan));
            }
        }
        Ok(Reply::Unknown)
    }
}
