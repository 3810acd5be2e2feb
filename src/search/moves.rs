//! Which moves are tried: most aim at teams that somebody would like.

use super::lot::below;
use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::score::{State, Tables};

/// A change of the assignment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// The participant goes to the team.
    Relocate(usize, usize),
    /// Two change places.
    Swap(usize, usize),
    /// Three change places in a ring.
    Rotate(usize, usize, usize),
    /// The block goes to the team, and as many of its members come back.
    Block(usize, usize),
    /// Everyone leaves the team.
    Close(usize),
    /// The closed team opens with members of others.
    Open(usize),
    /// The team takes in as many as it may; one team after another gives as many as it can.
    Grow(usize),
    /// Everyone leaves the first team, and the second, closed one opens instead.
    Replace(usize, usize),
}

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

    /// The participant's teams.
    pub fn of(&self, participant: usize) -> &[u32] {
        let (from, to) = (self.starts[participant], self.starts[participant + 1]);
        &self.teams[from as usize..to as usize]
    }
}

/// Of 256 proposals: how many open or close teams.
const OPENING: usize = 6;
/// The same: how many fill a team to its most.
const GROWING: usize = 1;

/// The same: how many move one participant. Measured: where somebody wishes for something, more of them find better plans …
const RELOCATING_TO_WISHES: usize = 96;
/// … than where only differences count …
const RELOCATING: usize = 64;
/// … or where no team may change its size, so that they only lead astray for a while.
const RELOCATING_WHERE_FIXED: usize = 16;

/// Fewer members than this come one at a time.
const MANY: usize = 2;

/// So many members at the most are asked whether they would like to go.
const MOST_ASKED: usize = 8;

/// Proposes moves.
#[derive(Debug)]
pub struct Proposer {
    /// Of 256 proposals: how many are of each kind, added up.
    until: [usize; 6],
    sizes: Vec<(usize, usize)>,
}

impl Proposer {
    /// Fits the kinds to the workshop and to the plan at the beginning.
    pub fn new(tables: &Tables, wanted: &Wanted, start: &State) -> Self {
        let blocks = if tables.blocks.is_empty() { 0 } else { 20 };
        // Where all teams must be open, moves keep them so; but a start may have closed ones.
        let closed = (0..tables.teams).any(|team| start.heads(team) == 0);
        let opening = if closed || tables.some_may_close() {
            OPENING
        } else {
            0
        };
        let sizes = tables.sizes();
        let wide = sizes.iter().any(|(least, most)| most - least >= MANY);
        let grow = if wide && tables.teams > 1 { GROWING } else { 0 };
        let rotate = if tables.teams > 2 { 24 } else { 0 };
        let relocate = if sizes.iter().all(|(least, most)| least >= most) {
            RELOCATING_WHERE_FIXED
        } else if wanted.teams.is_empty() {
            RELOCATING
        } else {
            RELOCATING_TO_WISHES
        };
        Self {
            until: [
                opening,
                opening + grow,
                opening + grow + blocks,
                opening + grow + blocks + rotate,
                opening + grow + blocks + rotate + relocate,
                256,
            ],
            sizes,
        }
    }

    /// How few and how many heads the hard rules allow in the team.
    pub fn sizes(&self, team: usize) -> (usize, usize) {
        self.sizes[team]
    }

    /// Whether teams open and close.
    pub fn opens(&self) -> bool {
        self.until[0] > 0
    }

    /// A random move that opens or closes a team.
    pub fn opening(&self, state: &State, random: &mut Xoshiro256PlusPlus) -> Option<Move> {
        let tables = state.tables();
        let team = below(random, tables.teams);
        if state.heads(team) > 0 {
            return Some(Move::Close(team));
        }
        let instead = state.team(below(random, tables.people));
        Some(if below(random, 4) == 0 {
            Move::Open(team)
        } else {
            Move::Replace(instead, team)
        })
    }

    /// A random move, if the first try makes sense.
    pub fn propose(
        &self,
        state: &State,
        wanted: &Wanted,
        random: &mut Xoshiro256PlusPlus,
    ) -> Option<Move> {
        let tables = state.tables();
        let kind = below(random, 256);
        if kind < self.until[0] {
            return self.opening(state, random);
        }
        if kind < self.until[1] {
            let team = below(random, tables.teams);
            let room = self.sizes[team].1.saturating_sub(state.heads(team));
            return (room >= MANY && state.heads(team) > 0).then_some(Move::Grow(team));
        }
        if kind < self.until[2] {
            let block = below(random, tables.blocks.len());
            let first = tables.blocks[block][0];
            let team = aim(first, tables, wanted, random);
            return (team != state.team(first)).then_some(Move::Block(block, team));
        }
        let a = below(random, tables.people);
        let team = aim(a, tables, wanted, random);
        let from = state.team(a);
        if team == from {
            return None;
        }
        let heads = state.heads(team);
        if kind >= self.until[4] {
            let b = counterpart(state, wanted, team, from, random)?;
            return Some(Move::Swap(a, b));
        }
        if kind >= self.until[3] || heads == 0 {
            return Some(Move::Relocate(a, team));
        }
        let b = some_member(state, team, random)?;
        let third = aim(b, tables, wanted, random);
        if third == team || third == from {
            return Some(Move::Swap(a, b));
        }
        let c = counterpart(state, wanted, third, from, random)?;
        Some(Move::Rotate(a, b, c))
    }
}

/// A team for the participant: mostly one that is wanted, where there is any.
fn aim(
    participant: usize,
    tables: &Tables,
    wanted: &Wanted,
    random: &mut Xoshiro256PlusPlus,
) -> usize {
    if !wanted.of(participant).is_empty()
        && below(random, 4) != 0
        && let Some(team) = wanted.draw(participant, random)
    {
        return team;
    }
    below(random, tables.teams)
}

fn some_member(state: &State, team: usize, random: &mut Xoshiro256PlusPlus) -> Option<usize> {
    let members = state.members(team);
    if members.is_empty() {
        return None;
    }
    Some(members[below(random, members.len())] as usize)
}

/// A member of the team to go to another one in exchange: mostly one who wants to go there.
fn counterpart(
    state: &State,
    wanted: &Wanted,
    team: usize,
    to: usize,
    random: &mut Xoshiro256PlusPlus,
) -> Option<usize> {
    let first = some_member(state, team, random)?;
    if wanted.teams.is_empty() || below(random, 4) == 0 {
        return Some(first);
    }
    let members = state.members(team);
    let start = below(random, members.len());
    let willing = (0..members.len().min(MOST_ASKED))
        .map(|step| members[(start + step) % members.len()] as usize)
        .find(|member| wanted.of(*member).binary_search(&(to as u32)).is_ok());
    Some(willing.unwrap_or(first))
}
