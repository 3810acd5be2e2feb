//! The terms of each level, merged into tables that the local search reads: what a place costs, what a pair costs, and
//! counters per team.

mod cells;
mod counted;
mod heads;
mod level;
mod pairs;
mod places;

use crate::model::TeamId;
use crate::rules::term::{Money, Shape, Teams, Term};

use super::compiled::Compiled;
pub use cells::{Cells, Unit};
pub use counted::{Counts, Distinct, Mixed, Sheet, Sums};
pub use level::LevelTables;
pub use pairs::{Odd, Pairs};
pub use places::Places;

/// All levels of a workshop.
#[derive(Debug)]
pub struct Tables {
    /// How many participants.
    pub people: usize,
    /// How many possible teams.
    pub teams: usize,
    /// The levels; 0 is the hard one.
    pub levels: Vec<LevelTables>,
    /// Participants whom a hard rule keeps together, whatever the team: groups of at least two.
    pub blocks: Vec<Vec<usize>>,
}

/// Up to so many cells (participants × teams), a level's gains are kept per team and participant.
const MOST_CELLS: usize = 4_000_000;

impl Tables {
    /// Arranges the terms.
    pub fn new(compiled: &Compiled) -> Self {
        Self::within(compiled, MOST_CELLS)
    }

    /// Arranges the terms; gains are kept per team and participant where all levels together have at most so many cells.
    pub fn within(compiled: &Compiled, most_cells: usize) -> Self {
        let levels = compiled.levels.iter();
        let cells = compiled.people * compiled.teams * compiled.levels.len();
        Self {
            people: compiled.people,
            teams: compiled.teams,
            levels: levels
                .map(|level| LevelTables::new(compiled, level, cells <= most_cells))
                .collect(),
            blocks: blocks(compiled),
        }
    }

    /// In how many teams the participant's place breaks no hard rule.
    pub fn freedom(&self, participant: usize) -> usize {
        let places = &self.levels[0].places;
        let base = places.base(participant);
        let row = places.exceptions(participant);
        let good = row.iter().filter(|(_, cost)| base + cost <= 0).count();
        good + if base <= 0 { self.teams - row.len() } else { 0 }
    }

    /// How many counters of teams the two change alike.
    pub fn likeness(&self, one: usize, other: usize) -> usize {
        let alike = |level: &LevelTables| {
            let cells = level.sheet.cells(one).iter().zip(level.sheet.cells(other));
            cells.filter(|(one, other)| one == other).count()
        };
        self.levels.iter().map(alike).sum()
    }

    /// Whether hard rules leave a choice of which teams are open.
    pub fn some_may_close(&self) -> bool {
        let mut fixed = vec![false; self.teams];
        for opened in &self.levels[0].opened {
            let counted = opened.counts.iter().filter(|counts| **counts).count();
            if opened.band.low.is_some_and(|low| low >= counted as Money) {
                let teams = fixed.iter_mut().zip(&opened.counts);
                teams.for_each(|(fixed, counts)| *fixed |= counts);
            }
        }
        fixed.contains(&false)
    }

    /// The teams that the participant must be in one of by a hard rule; none where only some teams are forbidden, or none.
    pub fn homes(&self, participant: usize) -> impl Iterator<Item = usize> {
        let places = &self.levels[0].places;
        let base = places.base(participant);
        let row = places.exceptions(participant).iter();
        let free = row.filter(move |(_, cost)| base > 0 && base + cost <= 0);
        free.map(|(team, _)| *team as usize)
    }

    /// Per team: how few and how many heads the hard rules allow where it is open; 1 and everybody where they say nothing.
    pub fn sizes(&self) -> Vec<(usize, usize)> {
        let mut sizes = vec![(1, self.people); self.teams];
        for counts in &self.levels[0].counts {
            if counts.is_of_heads() {
                let free = |heads: &usize| counts.cost[*heads] == 0;
                let least = (0..=self.people).find(free).unwrap_or(0);
                let most = (0..=self.people).rev().find(free).unwrap_or(self.people);
                for (team, size) in sizes.iter_mut().enumerate() {
                    if counts.teams.contains(TeamId::new(team)) {
                        *size = (size.0.max(least), size.1.min(most));
                    }
                }
            }
        }
        sizes
    }
}

/// Who is kept together by hard rules that look at all teams.
fn blocks(compiled: &Compiled) -> Vec<Vec<usize>> {
    let mut head: Vec<usize> = (0..compiled.people).collect();
    fn find(head: &mut [usize], mut p: usize) -> usize {
        while head[p] != p {
            head[p] = head[head[p]];
            p = head[p];
        }
        p
    }
    for term in &compiled.levels[0].terms {
        if let Term::Split {
            a,
            b,
            teams: Teams::All,
            ..
        } = term
        {
            let (a, b) = (find(&mut head, a.index()), find(&mut head, b.index()));
            head[a.max(b)] = a.min(b);
        }
    }
    let mut blocks = vec![Vec::new(); compiled.people];
    for p in 0..compiled.people {
        blocks[find(&mut head, p)].push(p);
    }
    blocks.retain(|block| block.len() > 1);
    blocks
}

/// The cost of each number from 0 to `most`, where one more member adds `unit` to the sum.
fn by_number(most: usize, unit: Money, cost: impl Fn(Money) -> Money) -> Vec<Money> {
    (0..=most as Money).map(|n| cost(n * unit)).collect()
}

/// The shape's cost at 0.
fn at_zero(shape: Shape) -> Money {
    shape.cost(0)
}
