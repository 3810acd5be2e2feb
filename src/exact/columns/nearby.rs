//! New columns near those that the master uses.

use super::generate::MOST_NEW;
use super::improve::{descend, roam};
use super::master::Solved;
use super::prices::Fine;
use super::prove::Prover;
use super::tables::Tables;

/// Steps of the longer local search from each team.
const STEPS: usize = 40;

impl Prover<'_> {
    /// Columns below 0, found by local search from those that the master uses.
    pub fn quick(&self, tables: &[Tables], solved: &Solved) -> Vec<(usize, Vec<usize>)> {
        self.near(tables, solved, |tables, starts| {
            descend(tables, starts, MOST_NEW)
        })
    }

    /// The same by a longer search, which does not end at the first team that no change makes cheaper.
    pub(super) fn thorough(&self, tables: &[Tables], solved: &Solved) -> Vec<(usize, Vec<usize>)> {
        self.near(tables, solved, |tables, starts| {
            roam(tables, starts, STEPS, MOST_NEW)
        })
    }

    fn near(
        &self,
        tables: &[Tables],
        solved: &Solved,
        search: impl Fn(&Tables, &[&[usize]]) -> Vec<(Fine, Vec<usize>)> + Sync,
    ) -> Vec<(usize, Vec<usize>)> {
        let (worth, teams, known) = (self.worth(), &self.teams, &self.known);
        let better = |tables: &Tables| {
            let used = teams.iter().zip(&solved.values);
            let used = used.filter(|(team, value)| team.slot == tables.slot && **value > 1e-6);
            let starts: Vec<&[usize]> = used.map(|(team, _)| &team.members[..]).collect();
            let found = search(tables, &starts);
            let better = found.into_iter().filter(|(cost, _)| *cost < -worth);
            let keys = better.map(|(_, members)| (tables.slot, members));
            keys.filter(|key| !known.contains(key)).collect()
        };
        let new: Vec<Vec<_>> = self.hands.each(tables, better);
        new.into_iter().flatten().collect()
    }
}
