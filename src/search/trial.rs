//! Moves of many participants: they are made, measured, and taken back where they cost too much.

use super::lane::{Lane, NOTHING, accepts};
use super::lot::{Luck, below};
use super::moves::Move;

/// Of so many who would come to a team that opens, one is chosen …
const COMERS: usize = 8;
/// … where no more than so many have to be drawn to find them.
const DRAWN: usize = 64;
/// Who leaves a team that closes looks at so many wanted teams at the most …
const MOST_WANTED: usize = 12;
/// … and at so many others.
const ELSEWHERE: usize = 4;

/// The cheapest of what was offered.
#[derive(Default)]
struct Cheapest {
    choice: Option<(f64, usize)>,
    offers: usize,
}

impl Cheapest {
    fn offer(&mut self, choice: usize, cost: f64) {
        self.offers += 1;
        if self.choice.is_none_or(|(least, _)| cost < least) {
            self.choice = Some((cost, choice));
        }
    }
}

impl Lane<'_> {
    /// Makes a move of many participants, and takes it back where it costs too much.
    pub(super) fn step_by_trial(&mut self, wish: Move, luck: Luck, temperature: f64) -> bool {
        self.remember();
        let before = self.energy.of(&self.state);
        let broken = self.state.cost()[0];
        self.trail.clear();
        self.make(wish);
        let energy = self.energy.of(&self.state) - before;
        // So large a step into hard violations is a trap: there is no small step back.
        if self.state.cost()[0] > broken || !accepts(luck, energy, temperature) {
            while let Some((participant, team)) = self.trail.pop() {
                self.state.relocate(participant, team);
            }
            return false;
        }
        self.after();
        energy.abs() > NOTHING
    }

    pub(super) fn make(&mut self, wish: Move) {
        match wish {
            Move::Block(block, team) => {
                let from = self.state.team(self.state.tables().blocks[block][0]);
                let size = self.state.tables().blocks[block].len();
                let members = self.state.members(team).len();
                let first = if members == 0 {
                    0
                } else {
                    below(&mut self.random, members)
                };
                // As many come back as the block has, but for now and then, when sizes may change.
                let back = if below(&mut self.random, 4) == 0 {
                    0
                } else {
                    size.min(members)
                };
                let back: Vec<usize> = (0..back)
                    .map(|i| self.state.members(team)[(first + i) % members] as usize)
                    .collect();
                for index in 0..size {
                    let participant = self.state.tables().blocks[block][index];
                    self.go(participant, team);
                }
                for participant in back {
                    self.go(participant, from);
                }
            }
            Move::Close(team) => self.scatter(team, &[]),
            Move::Open(team) => {
                let teams = self.state.tables().teams;
                let people = self.state.tables().people;
                let open = (0..teams.min(64))
                    .filter(|t| self.state.heads(*t) > 0)
                    .count();
                let size = (people * teams.min(64) / (teams * open.max(1))).clamp(1, 64);
                self.gather(team, size);
            }
            Move::Replace(from, team) => {
                let size = self.state.heads(from).min(64);
                self.gather(team, size);
                // Those who came have left places.
                let left: Vec<usize> = self.trail.iter().map(|(_, left)| *left).collect();
                self.scatter(from, &left);
            }
            _ => {}
        }
    }

    /// Brings so many heads into the team: those who belong nowhere else first, then such as want to; of some drawn by lot always
    /// the one whose coming costs least.
    fn gather(&mut self, team: usize, size: usize) {
        for index in 0..self.wanted.only(team).len() {
            let participant = self.wanted.only(team)[index] as usize;
            self.go(participant, team);
        }
        let people = self.state.tables().people;
        for _ in self.state.heads(team)..size {
            let mut cheapest = Cheapest::default();
            for _ in 0..DRAWN {
                let participant = below(&mut self.random, people);
                let wanted = self.wanted.of(participant);
                let likes = wanted.is_empty() || wanted.binary_search(&(team as u32)).is_ok();
                if likes && self.state.team(participant) != team {
                    cheapest.offer(participant, self.relocation(participant, team));
                    if cheapest.offers == COMERS {
                        break;
                    }
                }
            }
            match cheapest.choice {
                Some((_, participant)) => self.go(participant, team),
                None => break,
            }
        }
    }

    /// Everyone leaves the team, each for the open one that costs least of those that are wanted, those in which places were
    /// `left`, and some drawn by lot.
    fn scatter(&mut self, team: usize, left: &[usize]) {
        while let Some(participant) = self.state.members(team).last().copied() {
            let participant = participant as usize;
            let mut cheapest = Cheapest::default();
            let wanted = self.wanted.of(participant).len();
            let targets = wanted.min(MOST_WANTED) + left.len() + ELSEWHERE;
            for index in 0..targets {
                let target = if index < left.len() {
                    left[index]
                } else if index < targets - ELSEWHERE {
                    let wanted = self.wanted.of(participant);
                    match wanted.len() <= MOST_WANTED {
                        true => wanted[index - left.len()] as usize,
                        false => wanted[below(&mut self.random, wanted.len())] as usize,
                    }
                } else {
                    below(&mut self.random, self.compiled.teams)
                };
                if target != team && self.state.heads(target) > 0 {
                    cheapest.offer(target, self.relocation(participant, target));
                }
            }
            let last = || (team + 1) % self.compiled.teams;
            let target = cheapest.choice.map_or_else(last, |(_, target)| target);
            self.go(participant, target);
        }
    }

    /// What it changes to bring the participant to the team, in energy.
    fn relocation(&self, participant: usize, team: usize) -> f64 {
        let levels = self.energy.factors.iter().enumerate();
        let parts = levels.filter(|(_, factor)| factor.weight > 0.0);
        let change = |level| self.state.relocation(level, participant, team) as f64;
        parts
            .map(|(level, factor)| factor.weight * change(level))
            .sum()
    }

    pub(super) fn go(&mut self, participant: usize, team: usize) {
        let from = self.state.team(participant);
        if from != team {
            self.trail.push((participant, from));
            self.state.relocate(participant, team);
        }
    }
}
