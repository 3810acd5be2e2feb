//! The best plan so far.

use crate::model::Grouping;
use crate::rules::term::{Money, UNITS};
use crate::score::{Compiled, measure};

/// Costs closer than this are the same: half of SPEC §4's tolerance, in [`Money`].
pub const SAME: Money = 500;

/// An assignment with its cost at every level.
#[derive(Clone, Debug, PartialEq)]
pub struct Incumbent {
    /// The assignment.
    pub grouping: Grouping,
    /// Its measured cost.
    pub cost: Vec<Money>,
}

impl Incumbent {
    /// Measures an assignment.
    pub fn new(compiled: &Compiled, grouping: Grouping) -> Self {
        let cost = measure(compiled, &grouping);
        Self { grouping, cost }
    }

    /// Whether it costs less than `other`, levels compared in order.
    pub fn beats(&self, other: &Self) -> bool {
        let differing = self
            .cost
            .iter()
            .zip(&other.cost)
            .find(|(one, other)| (**one - **other).abs() > SAME);
        differing.is_some_and(|(one, other)| one < other)
    }

    /// Whether every hard rule is kept.
    pub fn keeps_hard_rules(&self) -> bool {
        self.cost[0] <= SAME
    }
}

/// A cost in the units of SPEC.md.
pub fn to_cost(money: Money) -> f64 {
    money as f64 / UNITS
}
