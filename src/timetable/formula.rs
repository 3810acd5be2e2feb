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

/// A rule that looks at seats or loads only, as a price.
pub(crate) enum Seating<'f> {
    /// Of each seat, by item and judge: at least 0.
    Seat(Box<dyn Fn(usize, usize) -> f64 + 'f>),
    /// Of each judge's load, convex and at least 0, where every item has its judges.
    Load(Box<dyn Fn(usize) -> f64 + 'f>),
}

/// What is known of every timetable that is no worse than the best one at the levels before.
pub(crate) struct Known {
    /// No judge hears more items.
    pub most_heard: usize,
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

    /// No timetable that keeps the structure rules, and of which this is known, violates this one less.
    fn least(&self, _scene: &Scene, _known: &Known) -> f64 {
        0.0
    }

    /// Whether it matters who judges what.
    fn heeds_judges(&self) -> bool {
        false
    }

    /// The same as a price of seats or loads, where it is one in every timetable that keeps the structure rules: exact, as a
    /// whole number of 1 / judges.
    fn seating<'f>(&'f self, _scene: &'f Scene) -> Option<Seating<'f>> {
        None
    }

    /// No judge hears more than this in a timetable that violates the rule so much.
    fn most_heard(&self, _scene: &Scene, _violation: f64) -> usize {
        usize::MAX
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
