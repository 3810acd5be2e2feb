//! Dealing the people of a group to its teams, every counted set as evenly as it goes.

use super::terms::equal_unit;
use crate::control::Limits;
use crate::exact::backend::{self, BackendError};
use crate::exact::program::{Column, Program, Settings};
use crate::model::{Grouping, TeamId};
use crate::rules::term::{Shape, Term};
use crate::score::Compiled;

/// A group to deal.
pub struct Dealing<'a> {
    /// Its teams.
    pub teams: &'a [usize],
    /// How many of them are to be open.
    pub open: usize,
    /// Its people.
    pub members: &'a [usize],
}

/// A miss in a set of an earlier level outweighs so many in later ones.
const PRIORITY: f64 = 100.0;

/// Deals all groups, on so many threads.
///
/// # Errors
/// When the solver fails.
pub fn deal(
    compiled: &Compiled,
    dealings: &[Dealing],
    limits: &Limits,
    threads: usize,
) -> Result<Grouping, BackendError> {
    let threads = threads.clamp(1, dealings.len().max(1));
    let every = &|first: usize| -> Result<Vec<(usize, usize)>, BackendError> {
        let mut dealt = Vec::new();
        for dealing in dealings.iter().skip(first).step_by(threads) {
            dealt.extend(deal_one(compiled, dealing, limits)?);
        }
        Ok(dealt)
    };
    let results = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|first| scope.spawn(move || every(first)))
            .collect();
        let joined = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
        joined.collect::<Vec<_>>()
    });
    let mut team_of = vec![TeamId::new(0); compiled.people];
    for result in results {
        let dealt = result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        for (participant, team) in dealt {
            team_of[participant] = TeamId::new(team);
        }
    }
    Ok(Grouping { team_of })
}

/// Peels one team after another: each takes its share of every set, rounded down or up. Where the sets form two laminar
/// families there always is such a team, and what is left can go on; elsewhere the program misses as little as it can.
fn deal_one(
    compiled: &Compiled,
    dealing: &Dealing,
    limits: &Limits,
) -> Result<Vec<(usize, usize)>, BackendError> {
    let open = dealing.open.clamp(1, dealing.teams.len());
    let sets = sets(compiled, dealing, open);
    let mut left: Vec<usize> = dealing.members.to_vec();
    let mut dealt = Vec::new();
    for (index, team) in dealing.teams[..open].iter().enumerate() {
        let teams = open - index;
        let taken = if teams == 1 {
            vec![true; left.len()]
        } else {
            peel(&sets, &left, teams, limits)?
        };
        let mut rest = Vec::new();
        for (participant, taken) in left.into_iter().zip(taken) {
            if taken {
                dealt.push((participant, *team));
            } else {
                rest.push(participant);
            }
        }
        left = rest;
    }
    Ok(dealt)
}

/// A set of people to be spread evenly, and what a head too many or too few weighs.
struct Set {
    people: Vec<usize>,
    weight: f64,
}

/// What the terms of all levels count in the group's teams.
fn sets(compiled: &Compiled, dealing: &Dealing, open: usize) -> Vec<Set> {
    let mut is_member = vec![false; compiled.people];
    dealing.members.iter().for_each(|p| is_member[*p] = true);
    let mut sets = vec![Set {
        people: dealing.members.to_vec(),
        weight: PRIORITY * PRIORITY,
    }];
    let team = TeamId::new(dealing.teams[0]);
    for (level, terms) in compiled.levels.iter().enumerate() {
        let weight = PRIORITY.powi(2 - level.min(4) as i32);
        for term in &terms.terms {
            match term {
                Term::Sum {
                    teams,
                    coefficients,
                    shape: Shape::Band(_),
                } if teams.contains(team) && equal_unit(coefficients).is_some() => {
                    let people = coefficients.iter().map(|(p, _)| p.index());
                    let people: Vec<usize> = people.filter(|p| is_member[*p]).collect();
                    sets.push(Set { people, weight });
                }
                Term::Distinct { teams, classes, .. } if teams.contains(team) => {
                    // Of a class with more members than teams, one for each team has to be spread; the others are free.
                    let mut all = Vec::new();
                    for class in classes.iter() {
                        let here = class.iter().map(|p| p.index()).filter(|p| is_member[*p]);
                        let people: Vec<usize> = here.take(open).collect();
                        all.extend(people.iter().copied());
                        sets.push(Set { people, weight });
                    }
                    sets.push(Set {
                        people: all,
                        weight,
                    });
                }
                _ => {}
            }
        }
    }
    sets.retain(|set| !set.people.is_empty());
    sets.sort_by(|a, b| a.people.cmp(&b.people).then(b.weight.total_cmp(&a.weight)));
    sets.dedup_by(|later, first| later.people == first.people);
    sets
}

/// Who of those left goes to the next of so many teams.
fn peel(
    sets: &[Set],
    left: &[usize],
    teams: usize,
    limits: &Limits,
) -> Result<Vec<bool>, BackendError> {
    let mut program = Program::default();
    let columns: Vec<Column> = left.iter().map(|_| program.binary()).collect();
    let mut at = rustc_hash::FxHashMap::default();
    at.extend(left.iter().copied().zip(columns.iter().copied()));
    for set in sets {
        let row: Vec<(Column, f64)> = (set.people.iter())
            .filter_map(|p| Some((*at.get(p)?, 1.0)))
            .collect();
        let (low, high) = (row.len() / teams, row.len().div_ceil(teams));
        for (edge, sign) in [(low, 1.0), (high, -1.0)] {
            let missed = program.column(0.0, f64::INFINITY, true);
            program.charge(missed, set.weight);
            let mut row = row.clone();
            row.push((missed, sign));
            if sign > 0.0 {
                program.at_least(row, edge as f64);
            } else {
                program.at_most(row, edge as f64);
            }
        }
    }
    let answer = backend::solve(
        &program,
        &Settings {
            limits,
            seed: 0,
            nodes: Some(MOST_NODES),
            start: None,
            cutoff: None,
            progress: &|_, _| {},
            news: &|_| None,
        },
    )?;
    let even = |index: usize| index.is_multiple_of(teams);
    Ok(match answer.values {
        Some(values) => columns.iter().map(|c| values[c.0] > 0.5).collect(),
        // Out of time: every so-manieth.
        None => (0..left.len()).map(even).collect(),
    })
}

/// A peel that needs more nodes than this has sets that cannot all be even.
const MOST_NODES: u64 = 200;
