//! What a move would change at one level, without making it.

use super::State;
use super::level::LevelState;
use crate::model::TeamId;
use crate::rules::term::Money;
use crate::score::tables::LevelTables;

/// A team, who leaves it and who comes.
type Turnover = (usize, usize, usize);

impl State {
    /// Stands for the one who leaves or comes where nobody does.
    fn nobody(&self) -> usize {
        self.tables.people
    }

    /// The part of [`State::entry`] that the team's counters cost.
    pub(super) fn entry_counters(&self, level: usize, participant: usize, team: usize) -> Money {
        let (tables, state) = (&self.tables.levels[level], &self.levels[level]);
        counters(tables, state, [(team, self.nobody(), participant)])
    }

    /// What relocating the participant to another team would add to the level's cost.
    #[inline]
    pub fn relocation(&self, level: usize, participant: usize, to: usize) -> Money {
        let (tables, state) = (&self.tables.levels[level], &self.levels[level]);
        let from = self.team(participant);
        let mut delta = state.gain(tables, &self.team_of, participant, to)
            - state.gain(tables, &self.team_of, participant, from)
            + self.odd(tables, &[(participant, to)]);
        if let (Some(left), Some(joined)) = (tables.by_heads(from), tables.by_heads(to)) {
            let (left_by, joined_by) = (self.heads(from), self.heads(to));
            delta += left[left_by - 1] - left[left_by] + joined[joined_by + 1] - joined[joined_by];
        } else {
            let nobody = self.nobody();
            let turnovers = [(from, participant, nobody), (to, nobody, participant)];
            delta += counters(tables, state, turnovers);
        }
        let closes = self.heads(from) == 1;
        let opens = self.heads(to) == 0;
        if closes {
            delta -= tables.when_open[from];
        }
        if opens {
            delta += tables.when_open[to];
        }
        if closes || opens {
            delta += openings(tables, state, from, to, closes, opens);
        }
        delta
    }

    /// What swapping two participants of different teams would add to the level's cost.
    #[inline]
    pub fn exchange(&self, level: usize, a: usize, b: usize) -> Money {
        let (tables, state) = (&self.tables.levels[level], &self.levels[level]);
        if tables.sizes_only {
            return 0;
        }
        let [team_a, team_b] = [self.team(a), self.team(b)];
        let turnovers = [(team_a, a, b), (team_b, b, a)];
        let gains = match state.swap_gains(tables, [a, b], [team_a, team_b]) {
            Some(gains) => gains,
            None => self.gains(level, turnovers) + self.odd(tables, &[(a, team_b), (b, team_a)]),
        };
        if tables.members_alike {
            return gains;
        }
        gains + counters(tables, state, turnovers)
    }

    /// What [`State::rotate`] would add to the level's cost.
    pub fn rotation(&self, level: usize, a: usize, b: usize, c: usize) -> Money {
        let (tables, state) = (&self.tables.levels[level], &self.levels[level]);
        if tables.sizes_only {
            return 0;
        }
        let (team_a, team_b, team_c) = (self.team(a), self.team(b), self.team(c));
        let turnovers = [(team_a, a, c), (team_b, b, a), (team_c, c, b)];
        let gains = self.gains(level, turnovers)
            + self.odd(tables, &[(a, team_b), (b, team_c), (c, team_a)]);
        if tables.members_alike {
            return gains;
        }
        gains + counters(tables, state, turnovers)
    }

    /// What the open team's cost changes by where `out` leaves, if anybody, who is worth [`State::entry_gain`] there, and `new`
    /// comes, if anybody; pairs that cost across teams are left out.
    pub fn turnover(
        &self,
        level: usize,
        team: usize,
        (out, out_gain): (Option<usize>, Money),
        new: Option<usize>,
    ) -> Money {
        let (tables, state) = (&self.tables.levels[level], &self.levels[level]);
        if tables.sizes_only && out.is_some() && new.is_some() {
            return 0;
        }
        let mut delta = -out_gain;
        if let Some(new) = new {
            delta += state.gain(tables, &self.team_of, new, team);
        }
        if let (Some(out), Some(new)) = (out, new) {
            delta -= tables.pairs.cost(new, out, team);
            if tables.members_alike {
                return delta;
            }
        }
        let nobody = self.nobody();
        let (left, came) = (out.unwrap_or(nobody), new.unwrap_or(nobody));
        delta + counters(tables, state, [(team, left, came)])
    }

    /// What places and pairs cost more where in each of the teams somebody leaves and somebody new comes; odd pairs are left
    /// out.
    #[inline]
    fn gains<const N: usize>(&self, level: usize, turnovers: [Turnover; N]) -> Money {
        let (tables, state) = (&self.tables.levels[level], &self.levels[level]);
        let changes = turnovers.map(|(team, out, new)| {
            state.gain(tables, &self.team_of, new, team)
                - state.gain(tables, &self.team_of, out, team)
                - tables.pairs.cost(new, out, team)
        });
        changes.iter().sum()
    }

    /// What moves change in the costs of odd pairs.
    #[inline]
    fn odd(&self, tables: &LevelTables, moves: &[(usize, usize)]) -> Money {
        if tables.odd.is_empty() {
            return 0;
        }
        let before = |other: usize| self.team(other);
        let after = |other: usize| {
            let moved = moves.iter().find(|(p, _)| *p == other);
            moved.map_or_else(|| self.team(other), |(_, to)| *to)
        };
        let mut delta = 0;
        for (index, (participant, to)) in moves.iter().enumerate() {
            // A pair of two who move is looked at once.
            let counts = |other: usize| moves[..index].iter().all(|(p, _)| *p != other);
            delta += tables.odd.cost(*participant, *to, after, counts);
            delta -= tables
                .odd
                .cost(*participant, self.team(*participant), before, counts);
        }
        delta
    }
}

/// What the teams' counters cost more after the turnovers, as if each team were open before and after. The teams are distinct.
#[inline]
fn counters<const N: usize>(
    tables: &LevelTables,
    state: &LevelState,
    turnovers: [Turnover; N],
) -> Money {
    let rows = turnovers.map(|(team, ..)| state.row(tables, team));
    let cells = turnovers.map(|(_, out, new)| (tables.sheet.cells(out), tables.sheet.cells(new)));
    let mut delta = 0;
    // What depends on chance is reckoned rather than branched on: the processor could not guess it.
    for (at, counts) in tables.counts.iter().enumerate() {
        for turn in 0..N {
            let (old, fresh) = (cells[turn].0[at], cells[turn].1[at]);
            if counts.teams.contains(TeamId::new(turnovers[turn].0)) {
                let differ = Money::from(old != fresh);
                let up = counts.rise[rows[turn][fresh as usize] as usize];
                // Nobody leaves an empty class; where one comes and goes in it, any number will do.
                let down = counts.rise[rows[turn][old as usize].saturating_sub(1) as usize];
                delta += differ * (up - down);
            }
        }
    }
    for (distinct, at) in tables.distinct.iter().zip(tables.counts.len()..) {
        for turn in 0..N {
            let (old, fresh) = (cells[turn].0[at], cells[turn].1[at]);
            if distinct.teams.contains(TeamId::new(turnovers[turn].0)) {
                let row = rows[turn];
                let differ = old != fresh;
                let gone = differ & (row[old as usize] == 1);
                let comes = differ & (row[fresh as usize] == 0);
                let before = row[distinct.at + distinct.classes + 1] as usize;
                let after = before + usize::from(comes) - usize::from(gone);
                delta += distinct.cost[after] - distinct.cost[before];
            }
        }
    }
    if !tables.sums.is_empty() || !tables.mixed.is_empty() {
        let slow = turnovers.map(|turnover| sums_and_mixed(tables, state, turnover));
        delta += slow.iter().sum::<Money>();
    }
    delta
}

/// The part of [`counters`] that sums of numbers and classes that overlap cost.
fn sums_and_mixed(tables: &LevelTables, state: &LevelState, (team, out, new): Turnover) -> Money {
    let id = TeamId::new(team);
    let mut delta = 0;
    for (sums, state) in tables.sums.iter().zip(&state.sums) {
        let change = sums.number[new] - sums.number[out];
        if change != 0 && sums.teams.contains(id) {
            delta += sums.shape.cost(state[team] + change) - sums.shape.cost(state[team]);
        }
    }
    let mixed = tables.mixed.iter().zip(&state.mixed);
    for ((mixed, state), present) in mixed.zip(&state.mixed_present) {
        if !mixed.teams.contains(id) {
            continue;
        }
        let row = team * mixed.classes;
        let (old, fresh) = (
            classes(&mixed.classes_of, out),
            classes(&mixed.classes_of, new),
        );
        let gone = old
            .iter()
            .filter(|class| state[row + **class as usize] == 1 && !fresh.contains(class));
        let comes = fresh
            .iter()
            .filter(|class| state[row + **class as usize] == 0);
        let before = present[team] as usize;
        let after = before + comes.count() - gone.count();
        delta += mixed.cost[after] - mixed.cost[before];
    }
    delta
}

fn classes(classes_of: &[Vec<u32>], participant: usize) -> &[u32] {
    classes_of.get(participant).map_or(&[], Vec::as_slice)
}

/// What closing one team and opening another changes in the costs of how many are open.
fn openings(
    tables: &LevelTables,
    state: &LevelState,
    from: usize,
    to: usize,
    closes: bool,
    opens: bool,
) -> Money {
    let change = |index: usize, by: i64| {
        let (opened, open) = (&tables.opened[index], state.open[index]);
        opened.cost * (opened.band.miss(open + by) - opened.band.miss(open))
    };
    let mut delta = 0;
    for index in &tables.in_opened[from] {
        let also = opens && tables.opened[*index].counts[to];
        delta += change(*index, i64::from(also) - i64::from(closes));
    }
    for index in &tables.in_opened[to] {
        if !tables.opened[*index].counts[from] {
            delta += change(*index, i64::from(opens));
        }
    }
    delta
}
