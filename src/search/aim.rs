//! Who moves with whom, and where to: most choices aim at teams that somebody would like. There are at least two teams.

use super::lot::{Lot, below};
use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::score::{State, Tables};

/// So many members at the most are asked whether they would like to go.
const MOST_ASKED: usize = 8;

/// Per participant: teams in which some level costs less than elsewhere.
#[derive(Debug)]
pub struct Wanted {
    starts: Vec<u32>,
    /// By number.
    teams: Vec<u32>,
    /// The same, the best first.
    best_first: Vec<u32>,
    only: Vec<Vec<u32>>,
}

impl Wanted {
    /// Reads the places of all levels.
    pub fn new(tables: &Tables) -> Self {
        let mut wanted = Self {
            starts: vec![0],
            teams: Vec::new(),
            best_first: Vec::new(),
            only: vec![Vec::new(); tables.teams],
        };
        for participant in 0..tables.people {
            let from = wanted.teams.len();
            for level in &tables.levels {
                let row = level.places.exceptions(participant);
                let least = row.iter().map(|(_, cost)| *cost).min().unwrap_or(0);
                // Where every team has a cost of its own, those near the least are meant.
                let high = row.iter().map(|(_, cost)| *cost).max().unwrap_or(0);
                let cut = if row.len() == tables.teams {
                    least + (high - least) / 2
                } else {
                    0
                };
                let cheap = row.iter().filter(|(_, cost)| *cost < cut);
                wanted.teams.extend(cheap.map(|(team, _)| *team));
            }
            wanted.teams[from..].sort_unstable();
            let mut kept = from;
            for at in from..wanted.teams.len() {
                if at == from || wanted.teams[at] != wanted.teams[kept - 1] {
                    wanted.teams[kept] = wanted.teams[at];
                    kept += 1;
                }
            }
            wanted.teams.truncate(kept);
            wanted.best_first.extend(&wanted.teams[from..]);
            let cost = |team: &u32| {
                let (levels, team) = (tables.levels.iter(), *team as usize);
                levels.map(move |level| level.places.cost(participant, team))
            };
            wanted.best_first[from..].sort_by(|one, other| cost(one).cmp(cost(other)));
            wanted.starts.push(kept as u32);
        }
        for participant in 0..tables.people {
            let mut homes = tables.homes(participant);
            if let (Some(team), None) = (homes.next(), homes.next()) {
                wanted.only[team].push(participant as u32);
            }
        }
        wanted
    }

    /// Those whom hard rules allow in this team only.
    pub fn only(&self, team: usize) -> &[u32] {
        &self.only[team]
    }

    /// One of the participant's teams, drawn by lot, the better the likelier; `None` where there is none.
    pub fn draw(&self, participant: usize, random: &mut Xoshiro256PlusPlus) -> Option<usize> {
        let (from, to) = (self.starts[participant], self.starts[participant + 1]);
        let teams = &self.best_first[from as usize..to as usize];
        let luck = random.random::<f64>();
        let at = (teams.len() as f64 * luck * luck) as usize;
        teams.get(at).map(|team| *team as usize)
    }

    /// Whether nobody prefers any team.
    pub fn is_empty(&self) -> bool {
        self.teams.is_empty()
    }

    /// The participant's teams.
    #[inline]
    pub fn of(&self, participant: usize) -> &[u32] {
        let (from, to) = (self.starts[participant], self.starts[participant + 1]);
        &self.teams[from as usize..to as usize]
    }
}

/// With whom the participant changes places.
#[inline]
pub fn swap(
    state: &State,
    wanted: &Wanted,
    a: usize,
    random: &mut Xoshiro256PlusPlus,
) -> Option<usize> {
    let (team, lot) = aim(a, state, wanted, random);
    let from = state.team(a);
    if team == from {
        return None;
    }
    counterpart(state, wanted, team, from, lot, random)
}

/// Where the participant goes.
#[inline]
pub fn relocation(
    state: &State,
    wanted: &Wanted,
    a: usize,
    random: &mut Xoshiro256PlusPlus,
) -> Option<usize> {
    let (team, _) = aim(a, state, wanted, random);
    (team != state.team(a)).then_some(team)
}

/// Into whose place the participant goes, and whose place that one takes; `None` where that is the participant's own. Where teams
/// are few, that is half of all rings, and a search without these swaps misses more of the best plans.
#[inline]
pub fn ring(
    state: &State,
    wanted: &Wanted,
    a: usize,
    random: &mut Xoshiro256PlusPlus,
) -> Option<(usize, Option<usize>)> {
    let (team, lot) = aim(a, state, wanted, random);
    let from = state.team(a);
    if team == from {
        return None;
    }
    let b = some_member(state, team, lot)?;
    let (third, lot) = aim(b, state, wanted, random);
    if third == team || third == from {
        return Some((b, None));
    }
    let c = counterpart(state, wanted, third, from, lot, random)?;
    Some((b, Some(c)))
}

/// A team for the participant: mostly one that is wanted, where there is any, and else any but its own; and a lot whose lower half is
/// not used yet.
#[inline]
fn aim(
    participant: usize,
    state: &State,
    wanted: &Wanted,
    random: &mut Xoshiro256PlusPlus,
) -> (usize, Lot) {
    let lot = Lot::draw(random);
    if !wanted.is_empty()
        && below(random, 4) != 0
        && let Some(team) = wanted.draw(participant, random)
    {
        return (team, lot);
    }
    let other = lot.high(state.tables().teams - 1);
    (other + usize::from(other >= state.team(participant)), lot)
}

#[inline]
fn some_member(state: &State, team: usize, lot: Lot) -> Option<usize> {
    let members = state.members(team);
    let member = members.get(lot.low(members.len()))?;
    Some(*member as usize)
}

/// A member of the team to go to another one in exchange: mostly one who wants to go there.
#[inline]
fn counterpart(
    state: &State,
    wanted: &Wanted,
    team: usize,
    to: usize,
    lot: Lot,
    random: &mut Xoshiro256PlusPlus,
) -> Option<usize> {
    let first = some_member(state, team, lot)?;
    if wanted.is_empty() {
        return Some(first);
    }
    Some(willing(state, wanted, (team, to), first, random))
}

/// A member who wants to go there, mostly, and if there is one; else the first.
#[inline(never)]
fn willing(
    state: &State,
    wanted: &Wanted,
    (team, to): (usize, usize),
    first: usize,
    random: &mut Xoshiro256PlusPlus,
) -> usize {
    if below(random, 4) == 0 {
        return first;
    }
    let members = state.members(team);
    let start = below(random, members.len());
    let willing = (0..members.len().min(MOST_ASKED))
        .map(|step| members[(start + step) % members.len()] as usize)
        .find(|member| wanted.of(*member).binary_search(&(to as u32)).is_ok());
    willing.unwrap_or(first)
}
