//! One level's cost from its counters, everything looked at.

use super::level::LevelState;
use crate::model::TeamId;
use crate::rules::term::Money;
use crate::score::tables::LevelTables;

impl LevelState {
    /// The level's cost, from the counters, every participant and team looked at.
    pub(super) fn fresh_cost(
        &self,
        tables: &LevelTables,
        team_of: &[u32],
        members: &[Vec<u32>],
    ) -> Money {
        let mut cost = tables.constant;
        let mut twice = 0;
        for (participant, team) in team_of.iter().enumerate() {
            let team = *team as usize;
            let place = tables.places.cost(participant, team);
            cost += place;
            twice += self.gain(tables, team_of, participant, team) - place;
            let other = |other: usize| team_of[other] as usize;
            cost += tables
                .odd
                .cost(participant, team, other, |other| other > participant);
        }
        cost += twice / 2;
        for team in (0..members.len()).filter(|team| !members[*team].is_empty()) {
            cost += self.team_cost(tables, team);
        }
        let opened = tables.opened.iter().zip(&self.open);
        cost + opened
            .map(|(opened, open)| opened.cost * opened.band.miss(*open))
            .sum::<Money>()
    }

    /// What the counters of an open team cost.
    fn team_cost(&self, tables: &LevelTables, team: usize) -> Money {
        let id = TeamId::new(team);
        let mut cost = 0;
        let row = self.row(tables, team);
        for counts in &tables.counts {
            if counts.teams.contains(id) {
                let classes = &row[counts.at..counts.at + counts.classes];
                cost += classes
                    .iter()
                    .map(|count| counts.cost[*count as usize])
                    .sum::<Money>();
            }
        }
        for (sums, state) in tables.sums.iter().zip(&self.sums) {
            if sums.teams.contains(id) {
                cost += sums.shape.cost(state[team]);
            }
        }
        for distinct in &tables.distinct {
            if distinct.teams.contains(id) {
                let present = row[distinct.at + distinct.classes + 1];
                cost += distinct.cost[present as usize];
            }
        }
        for (mixed, present) in tables.mixed.iter().zip(&self.mixed_present) {
            if mixed.teams.contains(id) {
                cost += mixed.cost[present[team] as usize];
            }
        }
        cost
    }
}
