//! Aggregation: teams that nothing tells apart are put together, so that the program says only who is in which *group* of
//! teams. It drops what it cannot say, so its optimum is a bound for any workshop; where an even split of each group costs
//! no more, the split plan is optimal. Nothing rests on the split: every plan is measured afresh.
//!
//! Why bounds hold: over the n open teams of a group, Σ max(0, low − sₜ) ≥ max(0, n · low − Σ sₜ), and the same above; and a
//! class that has c members in the group is present in at most min(n, c) of its teams. Why they are often reached: sets of
//! people that form two laminar families can be dealt evenly all at once (the rows of such sets are totally unimodular; for
//! one attribute each, the equitable edge colouring of de Werra 1971).

mod groups;
mod plan;
mod profile;
mod program;
mod split;
mod terms;

use super::backend::{self, BackendError};
use super::ground::kept_at;
use super::incumbent::Incumbent;
use super::program::{Answer, Settings};
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::{Compiled, pairs_at_least};
use groups::Groups;
use program::AggregateProgram;

/// Heavier programs (about columns plus row entries) are not begun.
const HEAVIEST: f64 = 20e6;

/// A workshop seen by its groups of teams.
pub struct Aggregate<'a> {
    compiled: &'a Compiled,
    groups: Groups,
    /// Per level: what the pairs that groups cannot tell cost at least.
    gains: Vec<Money>,
}

impl<'a> Aggregate<'a> {
    /// `None` where no two teams are alike, where hard rules cannot all be kept or are costs (so that rows would say too
    /// much), or where the program would be too large.
    pub fn of(compiled: &'a Compiled, best: &Incumbent) -> Option<Self> {
        if !best.keeps_hard_rules() || compiled.levels[0].floor < 0 {
            return None;
        }
        let groups = Groups::of(compiled)?;
        (AggregateProgram::weight(&groups, compiled) <= HEAVIEST).then(|| Self {
            gains: pairs_at_least(compiled, true),
            groups,
            compiled,
        })
    }

    /// Whether every term up to the level can be said of groups, so that the bound is mostly reached.
    pub fn says_all(&self, level: usize) -> bool {
        let levels = self.compiled.levels[..=level].iter();
        let mut terms = levels.flat_map(|level| &level.terms);
        terms.all(terms::is_said)
    }

    /// Solves a soft level over groups, the levels before it kept as `best` keeps them: a bound, and a plan, its groups
    /// dealt to teams on so many threads.
    ///
    /// # Errors
    /// When the ILP solver fails.
    pub fn solve(
        &self,
        best: &Incumbent,
        level: usize,
        settings: &Settings,
        threads: usize,
    ) -> Result<(Answer, Option<Grouping>), BackendError> {
        let keep = |earlier| kept_at(self.compiled, best, earlier);
        let program = AggregateProgram::new(&self.groups, self.compiled, level, keep, &self.gains);
        let answer = backend::solve(program.program(), settings)?;
        let grouping = match &answer.values {
            Some(values) => Some(program.grouping(values, settings.limits, threads)?),
            None => None,
        };
        Ok((answer, grouping))
    }
}
