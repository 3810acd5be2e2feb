//! Which moves are tried: most aim at teams that somebody would like.

use super::lot::{Lot, below};
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

/// Of 256 proposals: how many open or close teams.
const OPENING: usize = 6;
/// The same: how many are rings of three, each of whom may find a wish …
const ROTATING_TO_WISHES: usize = 24;
/// … and where nobody has any.
const ROTATING: usize = 4;
/// The same: how many move one participant. Measured: where somebody wishes for something, more of them find better plans …
const RELOCATING_TO_WISHES: usize = 96;
/// … than where only differences count …
const RELOCATING: usize = 64;
/// … or where no team may change its size, so that they only lead astray for a while.
const RELOCATING_WHERE_FIXED: usize = 4;

/// So many members at the most are asked whether they would like to go.
const MOST_ASKED: usize = 8;

/// Proposes moves.
#[derive(Debug)]
pub struct Proposer {
    /// Of 256 proposals: how many are of each kind, added up.
    until: [usize; 4],
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
        let rotate = match tables.teams {
            0..=2 => 0,
            _ if wanted.is_empty() => ROTATING,
            _ => ROTATING_TO_WISHES,
        };
        let relocate = if sizes.iter().all(|(least, most)| least >= most) {
            RELOCATING_WHERE_FIXED
        } else if wanted.is_empty() {
            RELOCATING
        } else {
            RELOCATING_TO_WISHES
        };
        Self {
            until: [
                opening,
                opening + blocks,
                opening + blocks + rotate,
                opening + blocks + rotate + relocate,
            ],
            sizes,
        }
    }

    /// How few and how many heads the hard rules allow in each team.
    pub fn all_sizes(&self) -> &[(usize, usize)] {
        &self.sizes
    }

    /// How few and how many heads the hard rules allow in the team.
    pub fn sizes(&self, team: usize) -> (usize, usize) {
        self.sizes[team]
    }

    /// Whether the participant can go to the team without one of the two teams getting too small or too large.
    #[inline]
    pub fn has_room(&self, state: &State, participant: usize, team: usize) -> bool {
        let from = state.team(participant);
        state.heads(from) > self.sizes[from].0 && state.heads(team) < self.sizes[team].1
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

    /// Which kind of move to try, and who takes part.
    #[inline]
    pub fn kind(&self, tables: &Tables, random: &mut Xoshiro256PlusPlus) -> (Kind, usize) {
        let lot = Lot::draw(random);
        let share = lot.low(256);
        let kind = if share >= self.until[3] {
            Kind::Swap
        } else if share >= self.until[2] {
            Kind::Relocate
        } else if share >= self.until[1] {
            Kind::Rotate
        } else {
            Kind::Many(share)
        };
        (kind, lot.high(tables.people))
    }

    /// A random move, if the first try makes sense.
    pub fn propose(
        &self,
        state: &State,
        wanted: &Wanted,
        random: &mut Xoshiro256PlusPlus,
    ) -> Option<Move> {
        let (kind, a) = self.kind(state.tables(), random);
        match kind {
            Kind::Many(share) => self.many(share, state, wanted, random),
            Kind::Swap => {
                let b = swap(state, wanted, a, random)?;
                Some(Move::Swap(a, b))
            }
            Kind::Relocate => {
                let team = relocation(state, wanted, a, random)?;
                Some(Move::Relocate(a, team))
            }
            Kind::Rotate => {
                let (b, c) = ring(state, wanted, a, random)?;
                Some(c.map_or(Move::Swap(a, b), |c| Move::Rotate(a, b, c)))
            }
        }
    }

    /// A move of many participants; which kind, `share` tells.
    pub fn many(
        &self,
        share: usize,
        state: &State,
        wanted: &Wanted,
        random: &mut Xoshiro256PlusPlus,
    ) -> Option<Move> {
        let tables = state.tables();
        if share < self.until[0] {
            return self.opening(state, random);
        }
        let block = below(random, tables.blocks.len());
        let first = tables.blocks[block][0];
        let (team, _) = aim(first, tables, wanted, random);
        (team != state.team(first)).then_some(Move::Block(block, team))
    }
}

/// Kinds of moves; those of few participants are told apart before the move is drawn, since the inner loop has no time to
/// take a [`Move`] apart again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Two change places.
    Swap,
    /// One goes elsewhere.
    Relocate,
    /// Three change places in a ring.
    Rotate,
    /// Another one; the number tells [`Proposer::many`] which.
    Many(usize),
}

/// With whom the participant changes places.
#[inline]
pub fn swap(
    state: &State,
    wanted: &Wanted,
    a: usize,
    random: &mut Xoshiro256PlusPlus,
) -> Option<usize> {
    let (team, lot) = aim(a, state.tables(), wanted, random);
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
    let (team, _) = aim(a, state.tables(), wanted, random);
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
    let (team, lot) = aim(a, state.tables(), wanted, random);
    let from = state.team(a);
    if team == from {
        return None;
    }
    let b = some_member(state, team, lot)?;
    let (third, lot) = aim(b, state.tables(), wanted, random);
    if third == team || third == from {
        return Some((b, None));
    }
    let c = counterpart(state, wanted, third, from, lot, random)?;
    Some((b, Some(c)))
}

/// A team for the participant: mostly one that is wanted, where there is any; and a lot whose lower half is not used yet.
#[inline]
fn aim(
    participant: usize,
    tables: &Tables,
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
    (lot.high(tables.teams), lot)
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
    if wanted.is_empty() || below(random, 4) == 0 {
        return Some(first);
    }
    let members = state.members(team);
    let start = below(random, members.len());
    let willing = (0..members.len().min(MOST_ASKED))
        .map(|step| members[(start + step) % members.len()] as usize)
        .find(|member| wanted.of(*member).binary_search(&(to as u32)).is_ok());
    Some(willing.unwrap_or(first))
}
