//! Groups of teams that nothing tells apart, and what participants cost in them.

use rustc_hash::FxHashMap;

use crate::exact::symmetry;
use crate::rules::term::{Money, Term};
use crate::score::Compiled;

/// The groups of a workshop: every team is in one, most alone or with the other teams of its theme.
#[derive(Debug)]
pub struct Groups {
    /// The teams of each group, ascending.
    pub teams: Vec<Vec<usize>>,
    /// Per level and participant: the cost where no group has one of its own.
    base: Vec<Vec<Money>>,
    /// Per level: (participant, group) → what is added there.
    exceptions: Vec<FxHashMap<(u32, u32), Money>>,
    /// Per participant: groups with a cost of their own at some level, ascending.
    named: Vec<Vec<u32>>,
}

impl Groups {
    /// Finds the groups; `None` where no two teams are alike, so that there is nothing to put together.
    pub fn of(compiled: &Compiled) -> Option<Self> {
        let mut teams = symmetry::equal_teams(compiled);
        if teams.is_empty() {
            return None;
        }
        let mut grouped = vec![false; compiled.teams];
        for team in teams.iter().flatten() {
            grouped[*team] = true;
        }
        teams.extend(
            (0..compiled.teams)
                .filter(|t| !grouped[*t])
                .map(|t| vec![t]),
        );
        teams.sort_unstable();
        let mut first = vec![None; compiled.teams];
        for (group, its) in teams.iter().enumerate() {
            first[its[0]] = Some(group as u32);
        }
        let mut base = vec![vec![0; compiled.people]; compiled.levels.len()];
        let mut exceptions = vec![FxHashMap::default(); compiled.levels.len()];
        let mut named = vec![Vec::new(); compiled.people];
        for (level, terms) in compiled.levels.iter().enumerate() {
            for term in &terms.terms {
                match term {
                    Term::Base { participant, cost } => base[level][participant.index()] += cost,
                    Term::Place {
                        participant,
                        team,
                        cost,
                    } => {
                        // What it costs in one team of a group, it costs in each.
                        let Some(group) = first[team.index()] else {
                            continue;
                        };
                        let key = (participant.index() as u32, group);
                        *exceptions[level].entry(key).or_default() += cost;
                        named[participant.index()].push(group);
                    }
                    _ => {}
                }
            }
        }
        for named in &mut named {
            named.sort_unstable();
            named.dedup();
        }
        Some(Self {
            teams,
            base,
            exceptions,
            named,
        })
    }

    /// The groups in which the participant has a cost of its own at some level.
    pub fn named(&self, participant: usize) -> &[u32] {
        &self.named[participant]
    }

    /// What the participant costs at the level in any other group.
    pub fn base(&self, level: usize, participant: usize) -> Money {
        self.base[level][participant]
    }

    /// What the participant costs at the level in the group.
    pub fn cost(&self, level: usize, participant: usize, group: usize) -> Money {
        let key = (participant as u32, group as u32);
        let added = self.exceptions[level].get(&key).copied().unwrap_or(0);
        self.base[level][participant] + added
    }
}
