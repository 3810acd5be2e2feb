//! Terms: the small closed vocabulary that every rule becomes and that both solvers read.
//!
//! Costs are whole numbers of 10⁻⁹ cost units with the rule's weight folded in, so that sums are exact and do not depend on
//! their order.

mod sink;

use std::sync::Arc;

use crate::model::{ParticipantId, TeamId};
pub use sink::{Collected, TermSink};

/// How many [`Money`] units are a cost of 1.
pub const UNITS: f64 = 1e9;

/// A cost in units of 10⁻⁹.
pub type Money = i64;

/// A part of the cost of an assignment of participants to teams.
#[derive(Clone, Debug, PartialEq)]
pub enum Term {
    /// `cost` wherever the participant is; [`Term::Place`] then says what is different in some teams.
    Base {
        /// Who.
        participant: ParticipantId,
        /// How much.
        cost: Money,
    },
    /// `cost` where the participant is in the team.
    Place {
        /// Who.
        participant: ParticipantId,
        /// Where.
        team: TeamId,
        /// How much; may be negative.
        cost: Money,
    },
    /// `cost` where the two are in one team, and it is among `teams`.
    Pair {
        /// One.
        a: ParticipantId,
        /// The other.
        b: ParticipantId,
        /// Which teams count.
        teams: Teams,
        /// How much; may be negative.
        cost: Money,
    },
    /// `cost` where the two are in different teams, and the team of `a` (or, unless `directed`, of `b`) is among `teams`.
    Split {
        /// One.
        a: ParticipantId,
        /// The other.
        b: ParticipantId,
        /// Which teams count.
        teams: Teams,
        /// Whether only the team of `a` is looked at.
        directed: bool,
        /// How much, above 0.
        cost: Money,
    },
    /// For each open one of `teams`: `shape` of the sum of its members' coefficients.
    Sum {
        /// Which teams count.
        teams: Teams,
        /// Coefficients other than 0, each participant once.
        coefficients: Arc<[(ParticipantId, Money)]>,
        /// The cost of a sum.
        shape: Shape,
    },
    /// For each open one of `teams`: `cost` × how far the number of classes with a member in it is outside `band`.
    Distinct {
        /// Which teams count.
        teams: Teams,
        /// The members of each class; a participant may be in several.
        classes: Arc<[Vec<ParticipantId>]>,
        /// In classes.
        band: Band,
        /// For each class outside.
        cost: Money,
    },
    /// `cost` × how far the number of open ones of `teams` is outside `band`.
    Opened {
        /// Which teams count.
        teams: Arc<[TeamId]>,
        /// In teams.
        band: Band,
        /// For each team outside.
        cost: Money,
    },
}

/// A set of teams.
#[derive(Clone, Debug, PartialEq)]
pub enum Teams {
    /// Every team.
    All,
    /// Those whose entry is true.
    Some(Arc<[bool]>),
}

impl Teams {
    /// Whether the set has the team.
    pub fn contains(&self, team: TeamId) -> bool {
        match self {
            Teams::All => true,
            Teams::Some(marks) => marks[team.index()],
        }
    }
}

/// The cost of a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// How far the sum is outside the band, which is in the sum's own units.
    Band(Band),
    /// `cost` where the sum is exactly 1; all coefficients are 1.
    Alone {
        /// How much.
        cost: Money,
    },
}

impl Shape {
    /// The cost of a sum.
    pub fn cost(self, sum: Money) -> Money {
        match self {
            Shape::Band(band) => band.miss(sum),
            Shape::Alone { cost } if sum == 1 => cost,
            Shape::Alone { .. } => 0,
        }
    }
}

/// A band that costs nothing inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Its lower end.
    pub low: Option<i64>,
    /// Its upper end.
    pub high: Option<i64>,
}

impl Band {
    /// Without ends.
    pub const FREE: Self = Self {
        low: None,
        high: None,
    };

    /// How far `value` is outside.
    pub fn miss(self, value: i64) -> i64 {
        let below = self.low.map_or(0, |low| (low - value).max(0));
        let above = self.high.map_or(0, |high| (value - high).max(0));
        below + above
    }
}
