//! Terms: the small closed vocabulary that every rule becomes and that both solvers read.
//!
//! Costs are whole numbers of 10⁻⁹ cost units with the rule's weight folded in, so that sums are exact and do not depend on
//! their order.

use std::sync::Arc;

use crate::model::{ParticipantId, TeamId};

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

/// Collects the terms of one rule; violations are multiplied by the rule's weight here.
#[derive(Debug)]
pub struct TermSink {
    weight: f64,
    terms: Vec<Term>,
    /// The largest absolute cost that the terms so far can add up to.
    worst: f64,
    overfull: bool,
}

/// No rule becomes more terms than this: beyond, memory would run out before any solver ends.
const MOST_TERMS: usize = 20_000_000;

/// A rule as terms.
#[derive(Debug)]
pub struct Collected {
    /// The terms.
    pub terms: Vec<Term>,
    /// The largest absolute cost that they can add up to, in [`Money`].
    pub worst: f64,
    /// Whether there were too many terms, so that these are not all.
    pub overfull: bool,
}

impl TermSink {
    /// An empty sink for a rule of this weight.
    pub fn new(weight: f64) -> Self {
        Self {
            weight,
            terms: Vec::new(),
            worst: 0.0,
            overfull: false,
        }
    }

    /// What was collected.
    pub fn finish(self) -> Collected {
        Collected {
            terms: self.terms,
            worst: self.worst,
            overfull: self.overfull,
        }
    }

    fn push(&mut self, term: Term) {
        if self.terms.len() < MOST_TERMS {
            self.terms.push(term);
        } else {
            self.overfull = true;
        }
    }

    /// A violation as money. What does not fit saturates; `worst` then tells.
    fn money(&self, violation: f64) -> Money {
        (violation * self.weight * UNITS).round() as Money
    }

    fn money_worth(&mut self, violation: f64, times: usize) -> Money {
        let money = violation * self.weight * UNITS;
        self.worst += money.abs() * times as f64;
        money.round() as Money
    }

    /// `everywhere` in every team, but for some teams, where it is `violation`: as few terms as there are exceptions.
    pub fn places(
        &mut self,
        participant: ParticipantId,
        everywhere: f64,
        exceptions: impl IntoIterator<Item = (TeamId, f64)>,
    ) {
        let base = self.money_worth(everywhere, 1);
        if base != 0 {
            self.push(Term::Base {
                participant,
                cost: base,
            });
        }
        for (team, violation) in exceptions {
            let cost = self.money_worth(violation, 1) - base;
            if cost != 0 {
                self.push(Term::Place {
                    participant,
                    team,
                    cost,
                });
            }
        }
    }

    /// `violation` where the participant is in the team.
    pub fn place(&mut self, participant: ParticipantId, team: TeamId, violation: f64) {
        let cost = self.money_worth(violation, 1);
        if cost != 0 {
            self.push(Term::Place {
                participant,
                team,
                cost,
            });
        }
    }

    /// `violation` where the two share one of the teams.
    pub fn pair(&mut self, a: ParticipantId, b: ParticipantId, teams: Teams, violation: f64) {
        let cost = self.money_worth(violation, 1);
        if cost != 0 {
            self.push(Term::Pair { a, b, teams, cost });
        }
    }

    /// 1 where the two are in different teams, see [`Term::Split`].
    pub fn split(&mut self, a: ParticipantId, b: ParticipantId, teams: Teams, directed: bool) {
        let cost = self.money_worth(1.0, 1);
        if cost != 0 {
            self.push(Term::Split {
                a,
                b,
                teams,
                directed,
                cost,
            });
        }
    }

    /// For each open team: how far the sum of the members' coefficients is outside `low` to `high`.
    pub fn sum(
        &mut self,
        teams: Teams,
        coefficients: impl IntoIterator<Item = (ParticipantId, f64)>,
        low: Option<f64>,
        high: Option<f64>,
        number_of_teams: usize,
    ) {
        let mut heaviest = 0.0;
        let coefficients: Arc<[(ParticipantId, Money)]> = coefficients
            .into_iter()
            .map(|(participant, value)| {
                heaviest += (value * self.weight * UNITS).abs();
                (participant, self.money(value))
            })
            .filter(|(_, coefficient)| *coefficient != 0)
            .collect();
        let ends = low.unwrap_or(0.0).abs() + high.unwrap_or(0.0).abs();
        self.worst += heaviest + ends * self.weight * UNITS * number_of_teams as f64;
        let band = Band {
            low: low.map(|v| self.money(v)),
            high: high.map(|v| self.money(v)),
        };
        self.push(Term::Sum {
            teams,
            coefficients,
            shape: Shape::Band(band),
        });
    }

    /// For each open team: 1 where exactly one of `members` is in it.
    pub fn alone(&mut self, teams: Teams, members: &[ParticipantId]) {
        let cost = self.money_worth(1.0, members.len());
        self.push(Term::Sum {
            teams,
            coefficients: members.iter().map(|p| (*p, 1)).collect(),
            shape: Shape::Alone { cost },
        });
    }

    /// For each open team: how far the number of classes present is outside the band.
    pub fn distinct(
        &mut self,
        teams: Teams,
        classes: Vec<Vec<ParticipantId>>,
        band: Band,
        number_of_teams: usize,
    ) {
        let far = classes.len() as f64
            + band.low.unwrap_or(0).abs() as f64
            + band.high.unwrap_or(0).abs() as f64;
        let cost = self.money_worth(1.0, 0);
        self.worst += far * self.weight * UNITS * number_of_teams as f64;
        self.push(Term::Distinct {
            teams,
            classes: classes.into(),
            band,
            cost,
        });
    }

    /// How far the number of open ones of `teams` is outside the band.
    pub fn opened(&mut self, teams: &[TeamId], band: Band) {
        let cost = self.money_worth(1.0, teams.len());
        self.push(Term::Opened {
            teams: teams.into(),
            band,
            cost,
        });
    }
}
