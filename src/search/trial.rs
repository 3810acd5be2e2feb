//! Moves of many participants: they are made, measured, and taken back where they cost too much.

use super::lane::{Lane, NOTHING, accepts};
use super::lot::{Luck, below};
use super::moves::Move;

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
            Move::Close(team) => {
                while let Some(participant) = self.state.members(team).last().copied() {
                    let participant = participant as usize;
                    let target = self.elsewhere(participant, team);
                    self.go(participant, target);
                }
            }
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
                // The places of those who came are free: the others go there, each to a wanted one where there is any.
                let mut free: Vec<usize> = self.trail.iter().map(|(_, left)| *left).collect();
                free.retain(|left| *left != from && self.state.heads(*left) > 0);
                while let Some(participant) = self.state.members(from).last().copied() {
                    let participant = participant as usize;
                    let wanted = self.wanted.of(participant);
                    let liked = |left: &usize| wanted.binary_search(&(*left as u32)).is_ok();
                    let at = free.iter().position(liked).or(free.len().checked_sub(1));
                    let target = match at {
                        Some(at) => free.swap_remove(at),
                        None => self.elsewhere(participant, from),
                    };
                    self.go(participant, target);
                }
            }
            _ => {}
        }
    }

    /// Brings so many heads into the team: those who belong nowhere else first, then such as want to, drawn by lot.
    fn gather(&mut self, team: usize, size: usize) {
        for index in 0..self.wanted.only(team).len() {
            let participant = self.wanted.only(team)[index] as usize;
            self.go(participant, team);
        }
        let people = self.state.tables().people;
        for _ in 0..8 * size {
            if self.state.heads(team) >= size {
                break;
            }
            let participant = below(&mut self.random, people);
            let wanted = self.wanted.of(participant);
            if wanted.is_empty() || wanted.binary_search(&(team as u32)).is_ok() {
                self.go(participant, team);
            }
        }
    }

    /// An open team other than this one, a wanted one where the first tries find one.
    fn elsewhere(&mut self, participant: usize, team: usize) -> usize {
        let wanted = self.wanted.of(participant);
        for attempt in 0..12 {
            let target = if attempt < 6 && !wanted.is_empty() {
                wanted[below(&mut self.random, wanted.len())] as usize
            } else {
                below(&mut self.random, self.compiled.teams)
            };
            if target != team && self.state.heads(target) > 0 {
                return target;
            }
        }
        (team + 1) % self.compiled.teams
    }

    pub(super) fn go(&mut self, participant: usize, team: usize) {
        let from = self.state.team(participant);
        if from != team {
            self.trail.push((participant, from));
            self.state.relocate(participant, team);
        }
    }
}
