//! The fresh measure: what the terms of each level cost, every one looked at.

use super::compiled::Compiled;
use crate::model::Grouping;
use crate::rules::term::{Money, Teams, Term};

/// What the terms of each level cost: the fresh measure that every incremental state must equal.
pub fn measure(compiled: &Compiled, grouping: &Grouping) -> Vec<Money> {
    let mut members = vec![Vec::new(); compiled.teams];
    for (participant, team) in grouping.team_of.iter().enumerate() {
        members[team.index()].push(participant);
    }
    compiled
        .levels
        .iter()
        .map(|level| {
            level
                .terms
                .iter()
                .map(|term| term_cost(term, grouping, &members))
                .sum()
        })
        .collect()
}

fn term_cost(term: &Term, grouping: &Grouping, members: &[Vec<usize>]) -> Money {
    let open_of = |teams: &Teams| -> Vec<usize> {
        (0..members.len())
            .filter(|t| !members[*t].is_empty() && teams.contains(crate::model::TeamId::new(*t)))
            .collect()
    };
    match term {
        Term::Base { cost, .. } => *cost,
        Term::Place {
            participant,
            team,
            cost,
        } => {
            if grouping.team(*participant) == *team {
                *cost
            } else {
                0
            }
        }
        Term::Pair { a, b, teams, cost } => {
            let team = grouping.team(*a);
            let counts = team == grouping.team(*b) && teams.contains(team);
            if counts { *cost } else { 0 }
        }
        Term::Split {
            a,
            b,
            teams,
            directed,
            cost,
        } => {
            let (one, other) = (grouping.team(*a), grouping.team(*b));
            let looked = teams.contains(one) || (!directed && teams.contains(other));
            if one != other && looked { *cost } else { 0 }
        }
        Term::Sum {
            teams,
            coefficients,
            shape,
        } => {
            let mut sums = vec![0; members.len()];
            for (participant, coefficient) in coefficients.iter() {
                sums[grouping.team(*participant).index()] += coefficient;
            }
            open_of(teams)
                .into_iter()
                .map(|t| shape.cost(sums[t]))
                .sum()
        }
        Term::Distinct {
            teams,
            classes,
            band,
            cost,
        } => {
            let mut present = vec![0; members.len()];
            for class in classes.iter() {
                let mut here: Vec<usize> =
                    class.iter().map(|p| grouping.team(*p).index()).collect();
                here.sort_unstable();
                here.dedup();
                here.into_iter().for_each(|team| present[team] += 1);
            }
            let open = open_of(teams).into_iter();
            open.map(|t| cost * band.miss(present[t])).sum()
        }
        Term::Opened { teams, band, cost } => {
            let open = teams.iter().filter(|t| !members[t.index()].is_empty());
            cost * band.miss(open.count() as i64)
        }
    }
}
