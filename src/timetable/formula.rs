//! What a session rule is to the rest of the room: a plain formula, and the same as rows of an integer program.

use super::plan::Plan;
use super::scene::Scene;
use super::sheet::{Linear, Sheet};
use crate::model::ParticipantId;

/// One place where a rule is violated.
pub(crate) struct Breach<'b> {
    /// The items concerned.
    pub items: &'b [usize],
    /// The participants concerned.
    pub people: &'b [ParticipantId],
    /// The judges concerned.
    pub judges: &'b [usize],
    /// How much.
    pub amount: f64,
}

/// A rule of a session, or one of its structure rules.
pub(crate) trait Formula {
    /// SPEC §3's formula, naive on purpose. Items that could not be placed are asked nothing here; their lack is counted
    /// by the structure rules.
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach));

    /// The same as a linear expression over the sheet's columns, with the columns and rows that it needs: its least value
    /// at a timetable is the violation.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear;

    /// The participants behind a breach, where naming them takes more work than counting them.
    fn people(&self, _scene: &Scene, _items: &[usize]) -> Vec<ParticipantId> {
        Vec::new()
    }

    /// No timetable that keeps the structure rules violates this one less.
    fn least(&self, _scene: &Scene) -> f64 {
        0.0
    }

    /// The violation is always a multiple of this.
    fn unit(&self, _scene: &Scene) -> f64 {
        1.0
    }

    /// Whether it matters which room an item is in.
    fn tells_rooms_apart(&self) -> bool {
        false
    }

    /// Whether rooms could not be renamed without changing the violation.
    fn names_rooms(&self) -> bool {
        false
    }

    /// Whether times could not be exchanged without changing the violation.
    fn tells_times_apart(&self) -> bool {
        true
    }

    /// The violation in all.
    fn violation(&self, scene: &Scene, plan: &Plan) -> f64 {
        let mut sum = 0.0;
        self.violations(scene, plan, &mut |breach| sum += breach.amount);
        sum
    }
}
