//! What a participant costs in a team: one cost everywhere, and others in a few teams.

use rustc_hash::FxHashMap;

use super::cells::{self, Cells, Unit};
use crate::rules::term::Money;

/// Rows of exceptions, one for each participant.
#[derive(Debug)]
pub struct Places {
    base: Vec<Money>,
    starts: Vec<u32>,
    entries: Vec<(u32, Money)>,
}

impl Places {
    /// The cost of the participant in the team.
    pub fn cost(&self, participant: usize, team: usize) -> Money {
        let row = self.exceptions(participant);
        let at = row.binary_search_by_key(&(team as u32), |entry| entry.0);
        self.base[participant] + at.map_or(0, |at| row[at].1)
    }

    /// `participant × teams + team`: all costs, in units.
    pub fn spread(&self, teams: usize, unit: Unit) -> Cells {
        let mut cells = Cells::zeros(unit, self.base.len() * teams);
        for (participant, base) in self.base.iter().enumerate() {
            let row = participant * teams;
            (row..row + teams).for_each(|at| cells.add(at, unit.count(*base)));
            for (team, cost) in self.exceptions(participant) {
                cells.add(row + *team as usize, unit.count(*cost));
            }
        }
        cells
    }

    /// Whether nobody's cost depends on the team.
    pub fn is_plain(&self) -> bool {
        self.entries.is_empty()
    }

    /// The cost wherever nothing else is said.
    pub fn base(&self, participant: usize) -> Money {
        self.base[participant]
    }

    /// What is added in some teams, by team.
    pub fn exceptions(&self, participant: usize) -> &[(u32, Money)] {
        let (from, to) = (self.starts[participant], self.starts[participant + 1]);
        &self.entries[from as usize..to as usize]
    }
}

/// While terms are collected.
pub struct Draft {
    base: Vec<Money>,
    rows: Vec<FxHashMap<u32, Money>>,
}

impl Draft {
    pub fn new(people: usize) -> Self {
        Self {
            base: vec![0; people],
            rows: vec![FxHashMap::default(); people],
        }
    }

    pub fn base(&mut self, participant: usize, cost: Money) {
        self.base[participant] += cost;
    }

    pub fn add(&mut self, participant: usize, team: usize, cost: Money) {
        *self.rows[participant].entry(team as u32).or_default() += cost;
    }

    /// Tells everybody's costs.
    pub fn look(&self, unit: &mut cells::Draft) {
        for (participant, (base, row)) in self.base.iter().zip(&self.rows).enumerate() {
            unit.add(participant, *base);
            row.values().for_each(|cost| unit.add(participant, *cost));
        }
    }

    pub fn finish(self) -> Places {
        let mut starts = vec![0];
        let mut entries = Vec::new();
        for row in self.rows {
            let from = entries.len();
            entries.extend(row.into_iter().filter(|(_, cost)| *cost != 0));
            entries[from..].sort_unstable_by_key(|entry: &(u32, Money)| entry.0);
            starts.push(entries.len() as u32);
        }
        Places {
            base: self.base,
            starts,
            entries,
        }
    }
}
