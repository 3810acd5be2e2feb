//! What counting and integer programs say of a level: better plans, and that no plan costs less.

use super::Run;
use crate::exact::backend::BackendError;
use crate::exact::program::Ending;
use crate::model::Level;
use crate::timetable::proof::Proof;

impl<'r> Run<'r> {
    /// The bound that counting gives, where every item has its slot and its judges.
    pub(super) fn count_bound(&mut self, level: usize) {
        if !self.elastic {
            let panels = self.panels.as_ref();
            let least = self.book.least(self.scene, level, &self.costs, panels);
            self.raise(level, least);
        }
    }

    /// Lets programs say what they can of the level.
    pub(super) fn prove(&mut self, level: usize) -> Result<(), BackendError> {
        let last = level + 1 == self.book.priorities.len();
        let share = if last { 1.0 } else { 0.5 };
        // Who judges may not matter for the level: then a much smaller program often says all that there is to say.
        let placed = !self.elastic && self.panels.is_some() && {
            let mut rules = self.book.level(level);
            rules.any(|(formula, _)| !formula.heeds_judges())
        };
        if placed && self.is_worth_a_program(level) {
            let proof = match self.placed_proof.take() {
                Some(proof) => proof,
                None => Proof::new(self.scene, self.book, false, false),
            };
            self.placed_proof = Some(self.work(proof, level, share * 0.6)?);
        }
        if self.is_worth_a_program(level) {
            let mut proof = match self.proof.take() {
                Some(proof) => proof,
                None => Proof::new(self.scene, self.book, self.elastic, true),
            };
            if self.is_locked() && self.panels.is_some() && !self.elastic {
                proof = self.choose_judges(proof, level, share * 0.3)?;
            }
            self.proof = Some(if self.is_worth_a_program(level) {
                self.work(proof, level, share)?
            } else {
                proof
            });
        }
        Ok(())
    }

    /// Looks for better judges with every item where it is: a program that is much easier, and says nothing of others.
    fn choose_judges(
        &mut self,
        mut proof: Proof<'r>,
        level: usize,
        share: f64,
    ) -> Result<Proof<'r>, BackendError> {
        proof.aim(level, &self.costs);
        proof.keep_places(Some(&self.plan));
        let limits = self.limits(share);
        let verdict = proof.work(Some(&self.plan), &self.effort(&limits))?;
        proof.keep_places(None);
        if let Some(plan) = verdict.plan {
            self.take(plan);
        }
        Ok(proof)
    }

    fn is_worth_a_program(&self, level: usize) -> bool {
        let open = self.costs[level] - self.bounds[level] > Level::TOLERANCE;
        open && self.is_small() && !self.request.limits.is_over()
    }

    /// Lets the program say what it can of the level.
    fn work(
        &mut self,
        mut proof: Proof<'r>,
        level: usize,
        share: f64,
    ) -> Result<Proof<'r>, BackendError> {
        proof.aim(level, &self.costs);
        let limits = self.limits(share);
        let verdict = proof.work(Some(&self.plan), &self.effort(&limits))?;
        if verdict.ending == Ending::Infeasible {
            return Err(BackendError(format!(
                "session {}: the program refuses a timetable that keeps its rules",
                self.scene.session.id
            )));
        }
        if let Some(plan) = verdict.plan {
            let seated = match &self.panels {
                Some(panels) if !proof.is_judged() => panels.seat(self.scene, &plan),
                _ => Some(plan),
            };
            if let Some(plan) = seated {
                self.take(plan);
            }
        }
        self.raise(level, verdict.bound);
        if self.bounds[level] > self.costs[level] + Level::TOLERANCE {
            return Err(BackendError(format!(
                "session {}: a timetable costs {}, less than its bound {}",
                self.scene.session.id, self.costs[level], self.bounds[level]
            )));
        }
        Ok(proof)
    }

    fn raise(&mut self, level: usize, bound: f64) {
        let bound = self.book.rounded_up(self.scene, level, bound).max(bound);
        self.bounds[level] = self.bounds[level].max(bound);
    }
}
