//! A workshop as levels of terms: all that a solver of teams reads.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::{ParticipantId, TeamId, Workshop};
use crate::rules::term::{Band, Money, Shape, Teams, Term, UNITS};
use crate::rules::{Clause, clauses};

/// The terms of one level.
#[derive(Clone, Debug)]
pub struct LevelTerms {
    /// 0: hard; then 1, 2, …
    pub priority: u32,
    /// The part of the preferences' fairness order.
    pub part: Option<u32>,
    /// The terms.
    pub terms: Vec<Term>,
    /// Every cost of this level is a multiple of it; at least 1.
    pub step: Money,
    /// No assignment costs less at this level.
    pub floor: Money,
}

impl LevelTerms {
    /// The terms of a workshop of so many teams, with their step and their floor.
    pub fn new(priority: u32, part: Option<u32>, terms: Vec<Term>, teams: usize) -> Self {
        Self {
            priority,
            part,
            step: step(&terms),
            floor: floor(&terms, teams),
            terms,
        }
    }

    /// The smallest multiple of the level's step that is not below `bound` (in cost units, not [`Money`]), with the
    /// solver's tolerance of 10⁻⁶ taken off first where the step is not finer than it anyway. It stays a bound, since
    /// every cost of the level is such a multiple.
    pub fn rounded_up(&self, bound: f64) -> Money {
        let slack = (1e-6 * bound.abs().max(1.0)).min(self.step as f64 / UNITS / 2.0);
        let money = ((bound - slack) * UNITS).ceil();
        if money <= self.floor as f64 {
            return self.floor;
        }
        self.next_step(money as Money)
    }

    /// The smallest multiple of the level's step that is not below `money`.
    pub fn next_step(&self, money: Money) -> Money {
        let rest = money.rem_euclid(self.step);
        if rest == 0 {
            money
        } else {
            money.saturating_add(self.step - rest)
        }
    }
}

/// A workshop as levels of terms, in the order in which levels are compared; level 0 is the hard one.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// How many participants.
    pub people: usize,
    /// How many possible teams.
    pub teams: usize,
    /// The levels; the first has priority 0.
    pub levels: Vec<LevelTerms>,
}

impl Compiled {
    /// The workshop in which participants may not be in teams, besides.
    pub fn without(&self, places: &[(usize, usize)]) -> Self {
        let mut narrower = self.clone();
        let hard = &mut narrower.levels[0];
        let cost = hard.next_step(UNITS as Money);
        let forbidden = places.iter().map(|(person, team)| Term::Place {
            participant: ParticipantId::new(*person),
            team: TeamId::new(*team),
            cost,
        });
        hard.terms.extend(forbidden);
        narrower
    }

    /// Asks for so many open ones of the teams, besides.
    pub fn ask_for_open(&mut self, teams: &[usize], least: usize) {
        let hard = &mut self.levels[0];
        hard.terms.push(Term::Opened {
            teams: teams.iter().map(|team| TeamId::new(*team)).collect(),
            band: Band {
                low: Some(least as i64),
                high: None,
            },
            cost: hard.next_step(UNITS as Money),
        });
    }

    /// Whether no assignment can cost less at any level.
    pub fn is_at_floor(&self, cost: &[Money]) -> bool {
        let levels = cost.iter().zip(&self.levels);
        levels.into_iter().all(|(cost, level)| *cost <= level.floor)
    }
}

/// Why a workshop cannot be turned into terms.
#[derive(Clone, Debug, PartialEq)]
pub enum CompileError {
    /// There are more pairs or places than memory holds.
    TooLarge {
        /// The rule.
        rule: String,
    },
    /// The costs of this level could exceed what 64 bits hold in units of 10⁻⁹.
    Overflow {
        /// The rule with the largest cost on it.
        rule: String,
    },
}

/// A level while its terms are collected.
#[derive(Default)]
struct LevelDraft {
    part: Option<u32>,
    terms: Vec<Term>,
    worst: f64,
}

/// What the costs of a level may add up to, in [`Money`]: a quarter of the range, so that differences fit too.
const MOST: f64 = (i64::MAX / 4) as f64;

/// Counters look every participant up; more cells (tables × participants) than this would fill the memory.
const MOST_CELLS: usize = 400_000_000;

/// How many tables of counters the terms become: sums of one shape over the same teams, one after another, share one.
fn tables(terms: &[Term]) -> usize {
    let mut tables = 0;
    let mut last: Option<(&Teams, &Shape)> = None;
    for term in terms {
        match term {
            Term::Sum { teams, shape, .. } => {
                tables += usize::from(last != Some((teams, shape)));
                last = Some((teams, shape));
            }
            Term::Distinct { .. } => tables += 1,
            _ => {}
        }
    }
    tables
}

/// Turns the workshop's rules into terms.
///
/// # Errors
/// When weights are so large that costs would not be exact, or the workshop is too large.
pub fn compile(workshop: &Workshop) -> Result<Compiled, CompileError> {
    let mut levels: BTreeMap<(u32, u32), LevelDraft> = BTreeMap::new();
    levels.insert((0, u32::MAX), LevelDraft::default());
    let mut cells = 0;
    for clause in clauses(workshop) {
        let collected = clause.terms(workshop);
        if collected.overfull {
            return Err(CompileError::TooLarge {
                rule: clause.id.to_owned(),
            });
        }
        cells += tables(&collected.terms) * workshop.participants.len();
        if cells > MOST_CELLS {
            return Err(CompileError::TooLarge {
                rule: clause.id.to_owned(),
            });
        }
        let level = levels.entry(clause.level()).or_default();
        level.part = clause.part;
        level.terms.extend(collected.terms);
        level.worst += collected.worst;
        if level.worst.is_nan() || level.worst > MOST {
            return Err(CompileError::Overflow {
                rule: clause.id.to_owned(),
            });
        }
    }
    let levels = levels
        .into_iter()
        .map(|((priority, _), draft)| {
            LevelTerms::new(priority, draft.part, draft.terms, workshop.teams.len())
        })
        .collect();
    Ok(Compiled {
        people: workshop.participants.len(),
        teams: workshop.teams.len(),
        levels,
    })
}

/// The levels of a workshop as (priority, part), without compiling terms.
pub fn level_keys(clauses: &[Clause]) -> Vec<(u32, Option<u32>)> {
    let mut keys: BTreeMap<(u32, u32), Option<u32>> = BTreeMap::new();
    keys.insert((0, u32::MAX), None);
    for clause in clauses {
        keys.insert(clause.level(), clause.part);
    }
    keys.into_iter()
        .map(|((priority, _), part)| (priority, part))
        .collect()
}

/// The greatest common divisor of all costs that the terms can have; 1 where there are none.
fn step(terms: &[Term]) -> Money {
    let mut divisor = 0;
    let mut add = |value: Money| divisor = gcd(divisor, value.abs());
    for term in terms {
        match term {
            Term::Base { cost, .. }
            | Term::Place { cost, .. }
            | Term::Pair { cost, .. }
            | Term::Split { cost, .. }
            | Term::Distinct { cost, .. }
            | Term::Opened { cost, .. } => add(*cost),
            Term::Sum {
                shape: Shape::Alone { cost },
                ..
            } => add(*cost),
            Term::Sum {
                coefficients,
                shape: Shape::Band(band),
                ..
            } => {
                coefficients.iter().for_each(|(_, c)| add(*c));
                band.low.into_iter().chain(band.high).for_each(&mut add);
            }
        }
    }
    divisor.max(1)
}

fn gcd(a: Money, b: Money) -> Money {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A cost that no assignment goes below: everyone in the cheapest place, every negative pair together, all else 0.
fn floor(terms: &[Term], teams: usize) -> Money {
    let mut places: FxHashMap<(usize, usize), Money> = FxHashMap::default();
    let mut floor = 0;
    for term in terms {
        match term {
            Term::Base { cost, .. } => floor += cost,
            Term::Place {
                participant,
                team,
                cost,
            } => {
                let key = (participant.index(), team.index());
                *places.entry(key).or_default() += cost;
            }
            Term::Pair { cost, .. } => floor += (*cost).min(0),
            _ => {}
        }
    }
    // Per participant: how many teams have a cost of their own, and the least.
    let mut least: FxHashMap<usize, (usize, Money)> = FxHashMap::default();
    for ((participant, _), cost) in places {
        let entry = least.entry(participant).or_insert((0, Money::MAX));
        *entry = (entry.0 + 1, entry.1.min(cost));
    }
    let cheapest = least.into_values().map(
        |(count, cost)| {
            if count == teams { cost } else { cost.min(0) }
        },
    );
    floor + cheapest.sum::<Money>()
}
