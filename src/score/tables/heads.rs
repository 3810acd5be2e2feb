//! What teams cost by their number of heads alone.

use rustc_hash::FxHashMap;

use super::counted::Counts;
use crate::model::TeamId;
use crate::rules::term::Money;

/// A table of costs by number of heads for each kind of team: most teams are alike.
#[derive(Debug, Default)]
pub struct ByHeads {
    /// Per team: its kind; no team where there are no tables.
    kind: Vec<u32>,
    /// Per kind.
    costs: Vec<Vec<Money>>,
}

impl ByHeads {
    /// The tables of all teams, up to so many heads.
    pub fn new(counts: &[Counts], people: usize, teams: usize) -> Self {
        let mut by_heads = Self::default();
        let mut kinds = FxHashMap::default();
        for team in 0..teams {
            let id = TeamId::new(team);
            let counted = (0..counts.len()).filter(|at| counts[*at].teams.contains(id));
            let kind = *kinds.entry(counted.collect::<Vec<_>>()).or_insert_with(|| {
                let costs = (0..=people).map(|heads| size_cost(counts, team, heads));
                by_heads.costs.push(costs.collect());
                by_heads.costs.len() - 1
            });
            by_heads.kind.push(kind as u32);
        }
        by_heads
    }

    /// The team's table, if there are tables.
    #[inline]
    pub fn of(&self, team: usize) -> Option<&[Money]> {
        let kind = *self.kind.get(team)?;
        Some(&self.costs[kind as usize])
    }
}

/// What counts that look at heads only cost in the team.
pub fn size_cost(counts: &[Counts], team: usize, heads: usize) -> Money {
    let team = TeamId::new(team);
    let of_heads = counts
        .iter()
        .filter(|counts| counts.is_of_heads() && counts.teams.contains(team));
    of_heads.map(|counts| counts.cost[heads]).sum()
}
