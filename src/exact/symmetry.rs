//! Teams that nothing tells apart, and an order among them that keeps one of their permutations.
//!
//! Of equal teams, the one with the earlier first member comes first, closed ones last. Every plan can be relabelled so, at
//! the same cost; the rows say the same of the columns (asymmetric representatives; Campêlo, Campos, Corrêa 2008).

use std::collections::BTreeMap;

use crate::model::{Grouping, TeamId};
use crate::rules::term::{Teams, Term};
use crate::score::{Compiled, LevelTerms};

/// What tells a team apart: (level, term, participant) and how much.
type Marks = BTreeMap<(usize, usize, usize), i64>;

/// The teams that can change names without changing any cost: groups of at least two, each ascending.
pub fn equal_teams(compiled: &Compiled) -> Vec<Vec<usize>> {
    let mut groups = classes_of_teams(&compiled.levels, compiled.teams);
    groups.retain(|group| group.len() > 1);
    groups
}

/// All teams in groups that these levels do not tell apart, each ascending.
pub fn classes_of_teams(levels: &[LevelTerms], teams: usize) -> Vec<Vec<usize>> {
    let mut marks = vec![Marks::new(); teams];
    for (level, terms) in levels.iter().enumerate() {
        for (index, term) in terms.terms.iter().enumerate() {
            // A term about some teams only marks them; one about all tells none apart.
            let some = match term {
                Term::Base { .. } => continue,
                Term::Place {
                    participant,
                    team,
                    cost,
                } => {
                    let key = (level, usize::MAX, participant.index());
                    *marks[team.index()].entry(key).or_default() += cost;
                    continue;
                }
                Term::Opened { teams, .. } => {
                    for team in teams.iter() {
                        marks[team.index()].insert((level, index, 0), 1);
                    }
                    continue;
                }
                Term::Pair { teams, .. }
                | Term::Split { teams, .. }
                | Term::Sum { teams, .. }
                | Term::Distinct { teams, .. } => teams,
            };
            if let Teams::Some(flags) = some {
                for (team, _) in flags.iter().enumerate().filter(|(_, flag)| **flag) {
                    marks[team].insert((level, index, 0), 1);
                }
            }
        }
    }
    let mut groups: BTreeMap<Marks, Vec<usize>> = BTreeMap::new();
    for (team, marks) in marks.into_iter().enumerate() {
        groups.entry(marks).or_default().push(team);
    }
    let mut groups: Vec<Vec<usize>> = groups.into_values().collect();
    groups.sort();
    groups
}

/// The same plan with the names of equal teams put in order: by the position in `order` of their first member.
pub fn canonical(grouping: &Grouping, groups: &[Vec<usize>], order: &[usize]) -> Grouping {
    let teams = grouping
        .team_of
        .iter()
        .map(|t| t.index() + 1)
        .chain(groups.iter().flatten().map(|t| t + 1))
        .max()
        .unwrap_or(0);
    let mut first = vec![usize::MAX; teams];
    for (position, participant) in order.iter().enumerate() {
        let team = grouping.team_of[*participant].index();
        first[team] = first[team].min(position);
    }
    let mut name: Vec<usize> = (0..teams).collect();
    for group in groups {
        let mut sorted = group.clone();
        sorted.sort_by_key(|team| (first[*team], *team));
        for (old, new) in sorted.iter().zip(group) {
            name[*old] = *new;
        }
    }
    Grouping {
        team_of: grouping
            .team_of
            .iter()
            .map(|team| TeamId::new(name[team.index()]))
            .collect(),
    }
}
