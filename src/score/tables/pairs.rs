//! What two participants cost where they share a team.

use rustc_hash::FxHashMap;

use super::cells::{self, Cells, Unit};
use crate::model::TeamId;
use crate::rules::term::{Money, Teams};

/// The costs of pairs, all terms of a level in one; kept in units of the level.
#[derive(Debug)]
pub struct Pairs {
    people: usize,
    unit: Unit,
    /// `a × people + b`, where most pairs cost something.
    matrix: Option<Cells>,
    /// Otherwise, per participant: the others, ascending, and the cost.
    starts: Vec<u32>,
    entries: Vec<(u32, Money)>,
    /// Per participant: pairs that count in some teams only.
    some: Vec<Vec<SomeEntry>>,
    any: bool,
    any_some: bool,
}

#[derive(Debug)]
struct SomeEntry {
    other: usize,
    teams: Teams,
    cost: Money,
}

/// Denser than one pair in so many is kept as a matrix.
const DENSE: usize = 8;
/// And for so many participants at the most.
const MOST_PEOPLE: usize = 4_000;

impl Pairs {
    /// Whether no pair costs anything.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// The cost of the two in the team.
    #[inline]
    pub fn cost(&self, a: usize, b: usize, team: usize) -> Money {
        if !self.any {
            return 0;
        }
        let everywhere = match &self.matrix {
            Some(matrix) => matrix.get(a * self.people + b),
            None => {
                let row = self.row(a);
                let at = row.binary_search_by_key(&(b as u32), |entry| entry.0);
                at.map_or(0, |at| row[at].1)
            }
        };
        if !self.any_some {
            return everywhere * self.unit.money;
        }
        let team = TeamId::new(team);
        let here = self.some[a]
            .iter()
            .filter(|entry| entry.other == b && entry.teams.contains(team));
        let here = here.map(|entry| entry.cost).sum::<Money>();
        (everywhere + here) * self.unit.money
    }

    /// What a pair costs in the mean; `None` where it depends on the team, or nothing does.
    pub fn mean(&self) -> Option<f64> {
        if self.any_some || !self.any {
            return None;
        }
        let sum: f64 = match &self.matrix {
            Some(matrix) => matrix.sum(),
            None => self.entries.iter().map(|entry| entry.1 as f64).sum(),
        };
        let ordered = self.people * (self.people - 1);
        Some(sum * self.unit.money as f64 / ordered as f64)
    }

    /// Where most pairs cost something, what each costs wherever it is, in units: `a × people + b`.
    #[inline]
    pub fn matrix(&self) -> Option<&Cells> {
        self.matrix.as_ref()
    }

    /// Whether pairs cost the same in every team.
    pub fn are_alike_everywhere(&self) -> bool {
        !self.any_some
    }

    /// Calls `each` with every other participant, and the cost in units, whose pair with this one counts in the team.
    pub fn each(&self, participant: usize, team: usize, mut each: impl FnMut(usize, Money)) {
        match &self.matrix {
            Some(matrix) => {
                let from = participant * self.people;
                (0..self.people).for_each(|other| each(other, matrix.get(from + other)));
            }
            None => {
                for (other, cost) in self.row(participant) {
                    each(*other as usize, *cost);
                }
            }
        }
        self.each_some(participant, team, each);
    }

    /// The same, of the pairs that count in some teams only.
    pub fn each_some(&self, participant: usize, team: usize, mut each: impl FnMut(usize, Money)) {
        if self.any_some {
            let team = TeamId::new(team);
            for entry in &self.some[participant] {
                if entry.teams.contains(team) {
                    each(entry.other, entry.cost);
                }
            }
        }
    }

    fn row(&self, participant: usize) -> &[(u32, Money)] {
        let (from, to) = (self.starts[participant], self.starts[participant + 1]);
        &self.entries[from as usize..to as usize]
    }
}

/// While terms are collected.
#[derive(Default)]
pub struct Draft {
    everywhere: FxHashMap<(u32, u32), Money>,
    some: Vec<(usize, usize, Teams, Money)>,
}

impl Draft {
    pub fn add(&mut self, a: usize, b: usize, teams: &Teams, cost: Money) {
        match teams {
            Teams::All => {
                let key = (a.min(b) as u32, a.max(b) as u32);
                *self.everywhere.entry(key).or_default() += cost;
            }
            Teams::Some(_) => self.some.push((a, b, teams.clone(), cost)),
        }
    }

    /// Tells the costs of all pairs to both of each.
    pub fn look(&self, unit: &mut cells::Draft) {
        let everywhere = self.everywhere.iter();
        let everywhere = everywhere.map(|((a, b), cost)| (*a as usize, *b as usize, *cost));
        let some = self.some.iter().map(|(a, b, _, cost)| (*a, *b, *cost));
        for (a, b, cost) in everywhere.chain(some) {
            unit.add(a, cost);
            unit.add(b, cost);
        }
    }

    /// In units that all the costs are multiples of.
    pub fn finish(self, people: usize, unit: Unit) -> Pairs {
        let any = !self.everywhere.is_empty() || !self.some.is_empty();
        let any_some = !self.some.is_empty();
        let mut some: Vec<Vec<SomeEntry>> = Vec::new();
        some.resize_with(if any_some { people } else { 0 }, Vec::new);
        for (a, b, teams, cost) in self.some {
            let cost = unit.count(cost);
            let entry = |other, teams| SomeEntry { other, teams, cost };
            some[a].push(entry(b, teams.clone()));
            some[b].push(entry(a, teams));
        }
        let is_dense = people <= MOST_PEOPLE && self.everywhere.len() * DENSE * 2 > people * people;
        let mut pairs = Pairs {
            people,
            unit,
            matrix: None,
            starts: vec![0; people + 1],
            entries: Vec::new(),
            some,
            any,
            any_some,
        };
        let everywhere = self.everywhere.into_iter();
        let everywhere = everywhere.map(|((a, b), cost)| (a, b, unit.count(cost)));
        if is_dense {
            let mut matrix = Cells::zeros(unit, people * people);
            for (a, b, cost) in everywhere {
                let (a, b) = (a as usize, b as usize);
                matrix.add(a * people + b, cost);
                matrix.add(b * people + a, cost);
            }
            pairs.matrix = Some(matrix);
            return pairs;
        }
        let both = everywhere.flat_map(|(a, b, cost)| [(a, b, cost), (b, a, cost)]);
        let mut entries: Vec<(u32, u32, Money)> = both.collect();
        entries.sort_unstable();
        for (a, _, _) in &entries {
            pairs.starts[*a as usize + 1] += 1;
        }
        for p in 0..people {
            pairs.starts[p + 1] += pairs.starts[p];
        }
        pairs.entries = entries.into_iter().map(|(_, b, cost)| (b, cost)).collect();
        pairs
    }
}

/// Pairs that cost where both are in some teams, together or not.
#[derive(Debug)]
pub struct Odd {
    of: Vec<Vec<SomeEntry>>,
    any: bool,
}

impl Odd {
    pub(super) fn new(people: usize) -> Self {
        let mut of = Vec::new();
        of.resize_with(people, Vec::new);
        Self { of, any: false }
    }

    pub(super) fn add(&mut self, a: usize, b: usize, teams: &Teams, cost: Money) {
        self.any = true;
        for (one, other) in [(a, b), (b, a)] {
            self.of[one].push(SomeEntry {
                other,
                teams: teams.clone(),
                cost,
            });
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        !self.any
    }

    /// What the pairs cost of the participant in the team with those whose team `team_of` tells and `counts` wants.
    pub fn cost(
        &self,
        participant: usize,
        team: usize,
        team_of: impl Fn(usize) -> usize,
        counts: impl Fn(usize) -> bool,
    ) -> Money {
        let mine = TeamId::new(team);
        self.of[participant]
            .iter()
            .filter(|entry| counts(entry.other) && entry.teams.contains(mine))
            .filter(|entry| entry.teams.contains(TeamId::new(team_of(entry.other))))
            .map(|entry| entry.cost)
            .sum()
    }
}
