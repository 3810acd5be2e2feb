//! Where a rule leaves its terms: violations become money, and what the terms can add up to is watched.

use std::sync::Arc;

use super::{Band, Money, Shape, Teams, Term, UNITS};
use crate::model::{ParticipantId, TeamId};

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
