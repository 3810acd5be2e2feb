//! What the rules ask: in a planted workshop what the hidden plan reaches, else what is usual.

use super::frame::Frame;
use super::person::{Person, by_team};
use super::shape::{Shape, Span};

/// The figures in the rules.
#[derive(Clone, Debug)]
pub struct Targets {
    /// Municipal members in a team.
    pub municipal: Span,
    /// Industries in a team; 0 asks nothing.
    pub industries: usize,
    /// Roles in a team.
    pub roles: usize,
    /// Members of one organization in a team.
    pub colleagues: usize,
    /// Whether `balance` of sectors can be asked.
    pub balance_sectors: bool,
    /// Whether `balance` of roles can be asked.
    pub balance_roles: bool,
    /// The ideal size, in halves, where it can be asked.
    pub ideal_size: Option<f64>,
    /// Per team of the hidden plan: its members, as places in the roster.
    pub members: Vec<Vec<usize>>,
}

/// The figures for a shape and its people.
pub fn targets(shape: &Shape, frame: &Frame, people: &[Person]) -> Targets {
    let members = by_team(frame, people);
    match shape.planted {
        Some(_) => reached(people, members),
        None => usual(shape, members),
    }
}

fn usual(shape: &Shape, members: Vec<Vec<usize>>) -> Targets {
    let (municipal, teams) = (shape.municipal_count(), members.len());
    Targets {
        municipal: Span::new(municipal / teams, municipal.div_ceil(teams)),
        industries: ((shape.people - municipal) / teams).min(shape.industries),
        roles: shape.roles.min((shape.team_size.min - 1).max(1)),
        colleagues: 2,
        balance_sectors: true,
        balance_roles: true,
        ideal_size: Some((shape.team_size.min + shape.team_size.max) as f64 / 2.0),
        members,
    }
}

fn reached(people: &[Person], members: Vec<Vec<usize>>) -> Targets {
    let teams: Vec<Vec<&Person>> = members
        .iter()
        .map(|team| team.iter().map(|place| &people[*place]).collect())
        .collect();
    let municipal = |team: &Vec<&Person>| team.iter().filter(|p| p.municipal).count();
    let industries = |team: &Vec<&Person>| distinct(team.iter().filter_map(|p| p.industry)).len();
    let roles = |team: &Vec<&Person>| distinct(team.iter().map(|p| p.role)).len();
    let colleagues = |team: &Vec<&Person>| {
        let same = distinct(team.iter().map(|p| (p.municipal, p.organization)));
        same.iter().map(|(_, count)| *count).max().unwrap_or(0)
    };
    let sizes = distinct(teams.iter().map(Vec::len));
    Targets {
        municipal: Span::new(
            teams.iter().map(municipal).min().unwrap_or(0),
            teams.iter().map(municipal).max().unwrap_or(0),
        ),
        industries: teams.iter().map(industries).min().unwrap_or(0),
        roles: teams.iter().map(roles).min().unwrap_or(0),
        colleagues: teams.iter().map(colleagues).max().unwrap_or(0),
        balance_sectors: is_exact(people, &teams, |p| usize::from(p.municipal)),
        balance_roles: is_exact(people, &teams, |p| p.role),
        ideal_size: (sizes.len() == 1).then(|| sizes[0].0 as f64),
        members,
    }
}

/// Each value and how often it comes.
fn distinct<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut values: Vec<T> = values.collect();
    values.sort_unstable();
    let runs = values.chunk_by(|a, b| a == b);
    runs.map(|run| (run[0], run.len())).collect()
}

/// Whether every team has each value in the very share that all have: c(v) · n = s · n(v).
fn is_exact(people: &[Person], teams: &[Vec<&Person>], value: impl Fn(&Person) -> usize) -> bool {
    let all = distinct(people.iter().map(&value));
    teams.iter().all(|team| {
        let here = distinct(team.iter().map(|p| value(p)));
        all.iter().all(|(v, total)| {
            let place = here.binary_search_by_key(v, |(v, _)| *v);
            let count = place.map_or(0, |place| here[place].1);
            count * people.len() == team.len() * total
        })
    })
}
