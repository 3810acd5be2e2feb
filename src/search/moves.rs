//! Which kinds of moves are tried, and how often.

use super::aim::{self, Wanted};
use super::lot::below;
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

/// Of 256 proposals: how many open or close teams.
const OPENING: usize = 4;
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

/// So many teams are drawn in search of a closed one.
const TRIES: usize = 16;

/// Counts proposals, 256 to the round.
#[derive(Clone, Copy, Debug, Default)]
pub struct Turn(u8);

impl Turn {
    /// This turn; the next one comes next.
    #[inline]
    pub fn take(&mut self) -> Self {
        let turn = *self;
        self.0 = self.0.wrapping_add(1);
        turn
    }
}

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

    /// A random move that opens a team, closes one, or both: one is as likely as the others.
    pub fn opening(&self, state: &State, random: &mut Xoshiro256PlusPlus) -> Option<Move> {
        let tables = state.tables();
        let open = state.team(below(random, tables.people));
        let mut drawn = (0..TRIES).map(|_| below(random, tables.teams));
        let closed = drawn.find(|team| state.heads(*team) == 0);
        match (below(random, 3), closed) {
            (0, _) | (_, None) => Some(Move::Close(open)),
            (1, Some(team)) => Some(Move::Open(team)),
            (_, Some(team)) => Some(Move::Replace(open, team)),
        }
    }

    /// Which kind of move to try in this turn. The kinds take turns, all of one kind after another: a lot for each move would
    /// leave the processor to guess which comes next.
    #[inline]
    pub fn kind(&self, turn: Turn) -> Kind {
        let share = usize::from(turn.0);
        if share >= self.until[3] {
            Kind::Swap
        } else if share >= self.until[2] {
            Kind::Relocate
        } else if share >= self.until[1] {
            Kind::Rotate
        } else {
            Kind::Many(share)
        }
    }

    /// A move, if the first try makes sense.
    pub fn propose(
        &self,
        turn: Turn,
        state: &State,
        wanted: &Wanted,
        random: &mut Xoshiro256PlusPlus,
    ) -> Option<Move> {
        let a = below(random, state.tables().people);
        match self.kind(turn) {
            Kind::Many(share) => self.many(share, state, wanted, random),
            Kind::Swap => {
                let b = aim::swap(state, wanted, a, random)?;
                Some(Move::Swap(a, b))
            }
            Kind::Relocate => {
                let team = aim::relocation(state, wanted, a, random)?;
                Some(Move::Relocate(a, team))
            }
            Kind::Rotate => {
                let (b, c) = aim::ring(state, wanted, a, random)?;
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
        let team = aim::relocation(state, wanted, first, random)?;
        Some(Move::Block(block, team))
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
