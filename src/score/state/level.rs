//! One level's counters.

use crate::rules::term::Money;
use crate::score::tables::{Cells, LevelTables};

/// The counters of one level.
#[derive(Clone, Debug)]
#[cfg_attr(test, derive(PartialEq))]
pub struct LevelState {
    people: usize,
    teams: usize,
    /// `team × people + participant`: what the participant costs in the team with its members, in units of the level; empty where
    /// not kept.
    gains: Cells,
    /// Per team: a row of the level's [`Sheet`](crate::score::tables::Sheet).
    cells: Vec<u32>,
    /// Per table: by team.
    pub sums: Vec<Vec<Money>>,
    /// Per table: `team × classes + class`.
    pub mixed: Vec<Vec<u32>>,
    /// Per table, by team: how many classes are present.
    pub mixed_present: Vec<Vec<u32>>,
    /// Per table: how many of its teams are open.
    pub open: Vec<i64>,
}

impl LevelState {
    /// The counters of an assignment.
    pub fn new(tables: &LevelTables, team_of: &[u32], members: &[Vec<u32>]) -> Self {
        let (people, teams) = (team_of.len(), members.len());
        let mut state = Self {
            people,
            teams,
            gains: Cells::zeros(
                tables.unit,
                if tables.keeps_gains {
                    people * teams
                } else {
                    0
                },
            ),
            cells: tables.sheet.empty.repeat(teams),
            sums: vec![vec![0; teams]; tables.sums.len()],
            mixed: tables
                .mixed
                .iter()
                .map(|m| vec![0; m.classes * teams])
                .collect(),
            mixed_present: vec![vec![0; teams]; tables.mixed.len()],
            open: tables
                .opened
                .iter()
                .map(|opened| {
                    let open = opened.counts.iter().zip(members);
                    open.filter(|(counts, members)| **counts && !members.is_empty())
                        .count() as i64
                })
                .collect(),
        };
        if tables.keeps_gains {
            for participant in 0..people {
                let base = tables.unit.count(tables.places.base(participant));
                for team in 0..teams {
                    state.gains.add(team * people + participant, base);
                }
                for (team, cost) in tables.places.exceptions(participant) {
                    let at = *team as usize * people + participant;
                    state.gains.add(at, tables.unit.count(*cost));
                }
            }
        }
        for (team, members) in members.iter().enumerate() {
            for participant in members {
                state.enter(tables, *participant as usize, team);
            }
        }
        state
    }

    /// Counts the participant in.
    pub fn enter(&mut self, tables: &LevelTables, participant: usize, team: usize) {
        self.tally(tables, participant, team, 1);
        self.spread(tables, participant, team, 1);
    }

    /// What the participant costs in the team with its members, itself left out.
    #[inline]
    pub fn gain(
        &self,
        tables: &LevelTables,
        team_of: &[u32],
        participant: usize,
        team: usize,
    ) -> Money {
        if tables.keeps_gains {
            return self.gains.get(team * self.people + participant) * tables.unit.money;
        }
        if !tables.worth.is_empty() {
            return tables.worth.get(participant * self.teams + team) * tables.unit.money;
        }
        let mut pairs = 0;
        if !tables.pairs.is_empty() {
            tables.pairs.each(participant, team, |other, cost| {
                if team_of[other] as usize == team {
                    pairs += cost;
                }
            });
        }
        tables.places.cost(participant, team) + pairs * tables.unit.money
    }

    /// What places and pairs cost more after a swap, where kept gains and a matrix of pairs, if there are pairs, tell it.
    #[inline]
    pub fn swap_gains(
        &self,
        tables: &LevelTables,
        [a, b]: [usize; 2],
        [team_a, team_b]: [usize; 2],
    ) -> Option<Money> {
        if !tables.gains_tell {
            return None;
        }
        let places = [(a, team_b), (a, team_a), (b, team_a), (b, team_b)];
        // The kind of cell is asked once and not for each of them.
        let units = match (&self.gains, tables.pairs.matrix()) {
            (Cells::Narrow(gains), Some(Cells::Narrow(matrix))) => {
                let gains = places.map(|(p, team)| gains[team * self.people + p].into());
                exchange(gains, matrix[a * self.people + b].into())
            }
            (gains, Some(matrix)) => {
                let gains = places.map(|(p, team)| gains.get(team * self.people + p));
                exchange(gains, matrix.get(a * self.people + b))
            }
            (_, None) => match &tables.worth {
                Cells::Narrow(worth) => exchange(
                    places.map(|(p, team)| worth[p * self.teams + team].into()),
                    0,
                ),
                worth => exchange(places.map(|(p, team)| worth.get(p * self.teams + team)), 0),
            },
        };
        Some(units * tables.unit.money)
    }

    /// The team's row of the sheet.
    pub fn row(&self, tables: &LevelTables, team: usize) -> &[u32] {
        let width = tables.sheet.width;
        &self.cells[team * width..(team + 1) * width]
    }

    /// Moves the participant from one team's counters to the other's.
    pub fn count(&mut self, tables: &LevelTables, participant: usize, from: usize, to: usize) {
        self.tally(tables, participant, from, -1);
        self.spread(tables, participant, from, -1);
        self.enter(tables, participant, to);
    }

    /// Lets two change places in the counters of their teams.
    pub fn trade(&mut self, tables: &LevelTables, [a, b]: [usize; 2], teams: [usize; 2]) {
        let [team_a, team_b] = teams;
        match tables.only_matrix() {
            // Heads are all that is counted beside gains, and they stay the same.
            Some(matrix) => self.gains.trade_rows(teams, matrix, [a, b], self.people),
            None if tables.members_alike && tables.pairs.is_empty() => {}
            None => {
                self.count(tables, a, team_a, team_b);
                self.count(tables, b, team_b, team_a);
            }
        }
    }

    /// Counts teams that closed and opened.
    pub fn count_open(
        &mut self,
        tables: &LevelTables,
        from: usize,
        to: usize,
        closes: bool,
        opens: bool,
    ) {
        if closes {
            for index in &tables.in_opened[from] {
                self.open[*index] -= 1;
            }
        }
        if opens {
            for index in &tables.in_opened[to] {
                self.open[*index] += 1;
            }
        }
    }

    fn tally(&mut self, tables: &LevelTables, participant: usize, team: usize, sign: i32) {
        let width = tables.sheet.width;
        let row = &mut self.cells[team * width..(team + 1) * width];
        let (counted, distinct) = tables
            .sheet
            .cells(participant)
            .split_at(tables.counts.len());
        for (counts, cell) in tables.counts.iter().zip(counted) {
            let cell = *cell as usize;
            if cell != counts.at + counts.classes {
                row[cell] = row[cell].wrapping_add_signed(sign);
            }
        }
        for (table, cell) in tables.distinct.iter().zip(distinct) {
            let cell = *cell as usize;
            if cell != table.at + table.classes {
                let mut present = row[table.at + table.classes + 1];
                recount(&mut row[cell], &mut present, sign);
                row[table.at + table.classes + 1] = present;
            }
        }
        for (sums, state) in tables.sums.iter().zip(&mut self.sums) {
            state[team] += Money::from(sign) * sums.number[participant];
        }
        let mixed = tables.mixed.iter().zip(&mut self.mixed);
        for ((mixed, state), present) in mixed.zip(&mut self.mixed_present) {
            for class in &mixed.classes_of[participant] {
                let at = team * mixed.classes + *class as usize;
                recount(&mut state[at], &mut present[team], sign);
            }
        }
    }

    /// Adds `sign` × the participant's pairs to what others cost in the team.
    fn spread(&mut self, tables: &LevelTables, participant: usize, team: usize, sign: Money) {
        if self.gains.is_empty() || tables.pairs.is_empty() {
            return;
        }
        let gains = &mut self.gains;
        let from = team * self.people;
        let add = |other: usize, cost: Money| gains.add(from + other, sign * cost);
        match tables.pairs.matrix() {
            Some(matrix) => {
                tables.pairs.each_some(participant, team, add);
                self.gains
                    .add_row(team, matrix, participant, self.people, sign < 0);
            }
            None => tables.pairs.each(participant, team, add),
        }
    }
}

/// What a swap changes, by what each of the two costs in the other's team and in their own, and by what they cost together.
#[inline]
fn exchange([a_there, a_here, b_there, b_here]: [Money; 4], pair: Money) -> Money {
    a_there - a_here + b_there - b_here - 2 * pair
}

/// Adds `sign` to the class's count, and tells when the class appears or is gone.
fn recount(count: &mut u32, present: &mut u32, sign: i32) {
    let before = *count;
    *count = count.wrapping_add_signed(sign);
    if before == 0 || *count == 0 {
        *present = present.wrapping_add_signed(sign);
    }
}
