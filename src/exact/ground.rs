//! What programs are built from: the whole workshop where that is within reach, else the workshop without its soft pairs.

use std::borrow::Cow;

use super::incumbent::{Incumbent, SAME};
use super::teams::{Hard, TeamProgram};
use crate::rules::term::Money;
use crate::score::{Compiled, pair_products, without_pairs};

/// Programs heavier than this (about columns plus row entries) are not begun: no solver finishes them.
pub(super) const HEAVIEST: f64 = 20e6;

/// With more products of two places (soft pairs × teams), the relaxation of a program says next to nothing, and takes long.
const MOST_PRODUCTS: usize = 20_000;

/// How many products of two places the soft pairs need, and how many are allowed.
pub(super) fn products(compiled: &Compiled) -> (usize, usize) {
    (pair_products(compiled), MOST_PRODUCTS)
}

/// How much of a workshop a proof works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// All of it.
    Whole,
    /// All but soft pairs: it gives bounds, the search gives plans.
    WithoutPairs,
    /// Even that is too large: the search alone.
    Nothing,
}

/// What the programs of a job are built from.
pub struct Ground<'a> {
    /// Its terms.
    pub terms: Cow<'a, Compiled>,
    /// Per level: added to what the terms cost.
    shifts: Vec<Money>,
    /// Whether this is the whole workshop; otherwise it only gives bounds.
    pub complete: bool,
}

impl<'a> Ground<'a> {
    /// The whole workshop, the workshop without its soft pairs, or nothing where even that is too large.
    pub fn of(compiled: &'a Compiled, most: Reach, strict: bool) -> Option<Self> {
        if most == Reach::Nothing {
            return None;
        }
        let few_pairs = pair_products(compiled) <= MOST_PRODUCTS;
        if most == Reach::Whole && few_pairs && TeamProgram::weight(compiled) <= HEAVIEST {
            return Some(Self {
                shifts: vec![0; compiled.levels.len()],
                terms: Cow::Borrowed(compiled),
                complete: true,
            });
        }
        let relaxed = without_pairs(compiled, strict);
        (TeamProgram::weight(&relaxed.compiled) <= HEAVIEST).then_some(Self {
            shifts: relaxed.pairs_at_least,
            terms: Cow::Owned(relaxed.compiled),
            complete: false,
        })
    }

    /// Adds the level to the program's objective.
    pub fn aim_at(&self, program: &mut TeamProgram, level: usize) {
        program.aim_at(level);
        program.shift(self.shifts[level]);
    }

    /// How much of the workshop this is.
    pub fn reach(&self) -> Reach {
        if self.complete {
            Reach::Whole
        } else {
            Reach::WithoutPairs
        }
    }

    /// The program of a soft level: the hard rules and the levels before it kept as `best` keeps them.
    pub fn program(&self, best: &Incumbent, level: usize) -> TeamProgram<'_> {
        let compiled = &self.terms;
        let strict = best.keeps_hard_rules() && compiled.levels[0].floor >= 0;
        let hard = if strict { Hard::Strict } else { Hard::Elastic };
        let mut program = TeamProgram::new(compiled, hard);
        if !strict {
            program.keep(kept_at(compiled, best, 0));
        }
        for earlier in 1..level {
            self.aim_at(&mut program, earlier);
            program.keep(kept_at(compiled, best, earlier));
        }
        self.aim_at(&mut program, level);
        program
    }
}

/// What an earlier level may cost: half a step more than it does, so that rounding excludes no plan of the same cost; where
/// steps are finer than the tolerance (shares, standard deviations), as much as still counts as the same.
pub(super) fn kept_at(compiled: &Compiled, best: &Incumbent, level: usize) -> Money {
    best.cost[level] + (compiled.levels[level].step / 2).max(SAME)
}
