//! The incremental state of the local search: an assignment, its counters, and its cost at every level.
//!
//! Every change is exact (whole numbers). What a move would cost is told level by level without making it, so that a move
//! that an early level forbids is never looked at further. Debug builds compare the state with the fresh measure.

mod delta;
mod fresh;
mod level;

use std::sync::Arc;

use crate::model::{Grouping, TeamId};
use crate::rules::term::Money;

use super::compiled::Compiled;
use super::measured::measure;
use super::tables::Tables;
use level::LevelState;

/// Marks a participant who is in no team yet.
const NOWHERE: u32 = u32::MAX;

/// An assignment with its cost at every level.
#[derive(Clone, Debug)]
pub struct State {
    tables: Arc<Tables>,
    team_of: Vec<u32>,
    /// Per team: the members.
    members: Vec<Vec<u32>>,
    /// Per participant: the position among the members.
    position: Vec<u32>,
    cost: Vec<Money>,
    levels: Vec<LevelState>,
}

impl State {
    /// The state of an assignment.
    pub fn new(tables: Arc<Tables>, grouping: &Grouping) -> Self {
        let team_of: Vec<u32> = grouping.team_of.iter().map(|team| team.0).collect();
        let mut members = vec![Vec::new(); tables.teams];
        let mut position = Vec::new();
        for (participant, team) in team_of.iter().enumerate() {
            let team: &mut Vec<u32> = &mut members[*team as usize];
            position.push(team.len() as u32);
            team.push(participant as u32);
        }
        let levels: Vec<LevelState> = tables
            .levels
            .iter()
            .map(|level| LevelState::new(level, &team_of, &members))
            .collect();
        let pairs = tables.levels.iter().zip(&levels);
        let cost = pairs
            .map(|(tables, state)| state.fresh_cost(tables, &team_of, &members))
            .collect();
        State {
            tables,
            team_of,
            members,
            position,
            cost,
            levels,
        }
    }

    /// Nobody in any team yet; see [`State::enter`].
    pub fn empty(tables: Arc<Tables>) -> Self {
        let team_of = vec![NOWHERE; tables.people];
        let members = vec![Vec::new(); tables.teams];
        let levels = tables.levels.iter();
        State {
            levels: levels
                .map(|level| LevelState::new(level, &team_of, &members))
                .collect(),
            cost: vec![0; tables.levels.len()],
            position: vec![0; team_of.len()],
            team_of,
            members,
            tables,
        }
    }

    /// What entering the team would add to the level's cost for someone who is nowhere, the opening of a team left out.
    pub fn entry(&self, level: usize, participant: usize, team: usize) -> Money {
        self.entry_gain(level, participant, team) + self.entry_counters(level, participant, team)
    }

    /// The part of [`State::entry`] that places and pairs cost.
    pub fn entry_gain(&self, level: usize, participant: usize, team: usize) -> Money {
        self.levels[level].gain(&self.tables.levels[level], &self.team_of, participant, team)
    }

    /// Puts someone who is nowhere into the team. The cost is not kept up while a state is built.
    pub fn enter(&mut self, participant: usize, team: usize) {
        self.position[participant] = self.members[team].len() as u32;
        self.members[team].push(participant as u32);
        self.team_of[participant] = team as u32;
        for (tables, state) in self.tables.levels.iter().zip(&mut self.levels) {
            state.enter(tables, participant, team);
        }
    }

    /// The tables that it reads, to build another state on.
    pub fn shared_tables(&self) -> Arc<Tables> {
        self.tables.clone()
    }

    /// The tables that it reads.
    #[inline]
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The cost at every level.
    #[inline]
    pub fn cost(&self) -> &[Money] {
        &self.cost
    }

    /// The team of a participant.
    #[inline]
    pub fn team(&self, participant: usize) -> usize {
        self.team_of[participant] as usize
    }

    /// How many members a team has.
    #[inline]
    pub fn heads(&self, team: usize) -> usize {
        self.members[team].len()
    }

    /// The members of a team, in no order that means anything.
    #[inline]
    pub fn members(&self, team: usize) -> &[u32] {
        &self.members[team]
    }

    /// The assignment.
    pub fn grouping(&self) -> Grouping {
        Grouping {
            team_of: self.team_of.iter().map(|t| TeamId(*t)).collect(),
        }
    }

    /// Moves the participant to the team.
    pub fn relocate(&mut self, participant: usize, team: usize) {
        if self.team(participant) != team {
            for level in 0..self.levels.len() {
                self.cost[level] += self.relocation(level, participant, team);
            }
            self.move_one(participant, team);
        }
    }

    /// Lets two participants change places.
    pub fn swap(&mut self, a: usize, b: usize) {
        let (team_a, team_b) = (self.team(a), self.team(b));
        if team_a != team_b {
            for level in 0..self.levels.len() {
                self.cost[level] += self.exchange(level, a, b);
            }
            let (at_a, at_b) = (self.position[a], self.position[b]);
            self.members[team_a][at_a as usize] = b as u32;
            self.members[team_b][at_b as usize] = a as u32;
            (self.position[a], self.position[b]) = (at_b, at_a);
            (self.team_of[a], self.team_of[b]) = (team_b as u32, team_a as u32);
            for (tables, state) in self.tables.levels.iter().zip(&mut self.levels) {
                state.trade(tables, [a, b], [team_a, team_b]);
            }
        }
    }

    /// Lets three participants of three teams change places: `a` to the team of `b`, `b` to that of `c`, `c` to that of `a`.
    pub fn rotate(&mut self, a: usize, b: usize, c: usize) {
        let (team_a, team_b, team_c) = (self.team(a), self.team(b), self.team(c));
        for level in 0..self.levels.len() {
            self.cost[level] += self.rotation(level, a, b, c);
        }
        self.move_one(a, team_b);
        self.move_one(b, team_c);
        self.move_one(c, team_a);
    }

    /// Asserts that the counters' cost is the fresh one.
    pub fn assert_fresh(&self, compiled: &Compiled) {
        assert_eq!(
            self.cost,
            measure(compiled, &self.grouping()),
            "state drifted"
        );
    }

    /// Moves the participant in the counters; the cost is the caller's.
    fn move_one(&mut self, participant: usize, to: usize) {
        let from = self.team(participant);
        let at = self.position[participant] as usize;
        self.members[from].swap_remove(at);
        if let Some(moved) = self.members[from].get(at) {
            self.position[*moved as usize] = at as u32;
        }
        self.position[participant] = self.members[to].len() as u32;
        self.members[to].push(participant as u32);
        self.team_of[participant] = to as u32;
        let closes = self.members[from].is_empty();
        let opens = self.members[to].len() == 1;
        for (tables, state) in self.tables.levels.iter().zip(&mut self.levels) {
            state.count(tables, participant, from, to);
            state.count_open(tables, from, to, closes, opens);
        }
    }
}

#[cfg(test)]
mod tests;
