//! The columns that the proof holds: new ones, those of plans, and those that make one.

use super::master::Solved;
use super::prove::Prover;
use super::slots::Team;
use crate::exact::backend::BackendError;
use crate::exact::incumbent::SAME;

impl Prover<'_> {
    /// The best plan's teams become columns, and those of other plans.
    pub fn take_best(&mut self) -> Result<(), BackendError> {
        let others = self.exchange.take_others();
        let others = others.iter().filter_map(|plan| self.shop.teams_of(plan));
        let others: Vec<_> = others.flatten().map(|t| (t.slot, t.members)).collect();
        self.add(others)?;
        let best = self.exchange.best();
        let Some(teams) = self.shop.teams_of(&best.grouping) else {
            return Ok(());
        };
        if self.exchange.is_opening() && self.shop.cost(0, &teams) > 0 {
            // Other teams are open in it: only its teams are of use.
            self.add(teams.into_iter().map(|team| (team.slot, team.members)))?;
            return Ok(());
        }
        // Every plan is counted again by other code: no proof may rest on a cost that is wrong.
        for level in 0..=self.level {
            let cost = self.shop.cost(level, &teams) * self.shop.steps[level];
            if (cost - best.cost[level]).abs() > SAME {
                return Err(BackendError("a plan's columns cost something else".into()));
            }
        }
        let keys: Vec<(usize, Vec<usize>)> = teams
            .into_iter()
            .map(|team| (team.slot, team.members))
            .collect();
        self.add(keys.iter().cloned())?;
        let place = |key: &(usize, Vec<usize>)| {
            let mut teams = self.teams.iter();
            teams.position(|team| team.slot == key.0 && team.members == key.1)
        };
        self.plan = keys.iter().filter_map(place).collect();
        Ok(())
    }

    /// Adds the columns that are new; how many were.
    pub fn add(
        &mut self,
        columns: impl IntoIterator<Item = (usize, Vec<usize>)>,
    ) -> Result<usize, BackendError> {
        let before = self.teams.len();
        for (slot, members) in columns {
            let team = self.shop.team(slot, members);
            if self.known.insert((slot, team.members.clone())) {
                self.master.add(self.shop, &team)?;
                self.teams.push(team);
            }
        }
        Ok(self.teams.len() - before)
    }

    /// The teams that the master uses.
    pub fn used(&self, solved: &Solved) -> Vec<(&Team, f64)> {
        let used = self.teams.iter().zip(&solved.values);
        let used = used.filter(|(_, value)| **value > 1e-6);
        used.map(|(team, value)| (team, *value)).collect()
    }

    /// Offers the master's solution where it is a plan.
    pub fn offer_whole(&self, solved: &Solved) {
        let used = self.teams.iter().zip(&solved.values);
        let whole: Vec<&Team> = used
            .filter(|(_, v)| **v > 0.999)
            .map(|(team, _)| team)
            .collect();
        if let Some(plan) = self.shop.plan(&whole) {
            self.exchange.offer(plan);
        }
    }
}
