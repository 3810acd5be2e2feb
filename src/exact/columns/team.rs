//! A team while the search for columns builds it, with lower bounds of what it can still become.

use super::bounds::FORBIDDEN;
use super::prices::Fine;
use super::tables::Tables;
use crate::rules::term::Money;

/// A set of candidates, told by their positions.
pub struct Draft<'a> {
    tables: &'a Tables,
    /// The members' positions, in the order in which they came.
    pub members: Vec<usize>,
    /// A bit for each position.
    inside: Vec<u64>,
    /// The slot's part, the members by themselves, their pairs and what cuts cost for sure.
    value: Fine,
    /// For each counted sum, how many members are counted.
    numbers: Vec<usize>,
    /// The same for the rules about who is alone.
    alone: Vec<usize>,
    sums: Vec<Money>,
    /// For each number of classes, the classes before each member came, and now.
    classes: Vec<Vec<u128>>,
    /// For each cut, how many of its two or three are members.
    cuts: Vec<u8>,
    /// What cuts cost beside `value` as long as nobody comes.
    rest: Fine,
    /// Lower bounds for each number of further members.
    bounds: Vec<Fine>,
}

impl<'a> Draft<'a> {
    /// The forced members alone.
    pub fn new(tables: &'a Tables) -> Self {
        let mut draft = Self {
            tables,
            members: Vec::new(),
            inside: vec![0; tables.words],
            value: tables.base,
            numbers: vec![0; tables.counted.len()],
            alone: vec![0; tables.alone.len()],
            sums: vec![0; tables.sums.len()],
            classes: vec![vec![0]; tables.distinct.len()],
            cuts: vec![0; tables.cuts.len()],
            rest: tables.cuts.iter().map(|cut| cut.rest[0]).sum(),
            bounds: Vec::new(),
        };
        (0..tables.forced).for_each(|at| draft.include(at));
        draft
    }

    /// Whether the candidate is a member.
    pub fn has(&self, at: usize) -> bool {
        self.inside[at / 64] & (1 << (at % 64)) != 0
    }

    /// Whether the candidate may not be with one of the members.
    pub fn clashes(&self, at: usize) -> bool {
        let words = self.tables.words;
        let row = self.tables.clashes.get(at * words..(at + 1) * words);
        row.is_some_and(|row| {
            row.iter()
                .zip(&self.inside)
                .any(|(one, own)| one & own != 0)
        })
    }

    /// What the candidate and the members cost together.
    fn pairs(&self, at: usize) -> Fine {
        let count = self.tables.order.len();
        let row = self.tables.pairs.get(at * count..(at + 1) * count);
        let soft = row.map_or(0, |row| self.members.iter().map(|other| row[*other]).sum());
        if self.clashes(at) {
            soft + FORBIDDEN
        } else {
            soft
        }
    }

    /// Adds a member.
    pub fn include(&mut self, at: usize) {
        let tables = self.tables;
        self.value += tables.own[at] + self.pairs(at);
        for cut in &tables.cuts_of[at] {
            let (number, cut) = (&mut self.cuts[*cut], &tables.cuts[*cut]);
            self.rest -= cut.rest[*number as usize];
            *number += 1;
            self.rest += cut.rest[*number as usize];
            if *number == 2 {
                self.value += cut.second;
            }
        }
        let kinds = &tables.kinds[at];
        kinds.counted.iter().for_each(|sum| self.numbers[*sum] += 1);
        kinds.alone.iter().for_each(|rule| self.alone[*rule] += 1);
        for (sum, coefficient) in &kinds.sums {
            self.sums[*sum] += coefficient;
        }
        for (present, table) in self.classes.iter_mut().zip(&tables.distinct) {
            let now = present.last().copied().unwrap_or(0);
            present.push(now | table.classes[at]);
        }
        self.inside[at / 64] |= 1 << (at % 64);
        self.members.push(at);
    }

    /// Takes the last member out again.
    pub fn undo(&mut self) {
        let Some(at) = self.members.pop() else { return };
        let tables = self.tables;
        self.inside[at / 64] &= !(1 << (at % 64));
        self.value -= tables.own[at] + self.pairs(at);
        for cut in &tables.cuts_of[at] {
            let (number, cut) = (&mut self.cuts[*cut], &tables.cuts[*cut]);
            if *number == 2 {
                self.value -= cut.second;
            }
            self.rest -= cut.rest[*number as usize];
            *number -= 1;
            self.rest += cut.rest[*number as usize];
        }
        let kinds = &tables.kinds[at];
        kinds.counted.iter().for_each(|sum| self.numbers[*sum] -= 1);
        kinds.alone.iter().for_each(|rule| self.alone[*rule] -= 1);
        for (sum, coefficient) in &kinds.sums {
            self.sums[*sum] -= coefficient;
        }
        for present in &mut self.classes {
            present.pop();
        }
    }

    /// The reduced cost of the members as a team; at least [`FORBIDDEN`] / 2 where a hard rule forbids it.
    pub fn cost(&self) -> Fine {
        let (tables, size) = (self.tables, self.members.len());
        let by_size = tables.by_size.get(size).copied().unwrap_or(FORBIDDEN);
        if size == 0 || by_size >= FORBIDDEN / 2 {
            return FORBIDDEN;
        }
        let mut cost = (self.value + self.rest).saturating_add(by_size);
        for split in &tables.splits {
            match (self.has(split.a), self.has(split.b)) {
                (true, false) => cost = cost.saturating_add(split.price),
                (false, true) => cost += split.tilt,
                _ => {}
            }
        }
        for (table, number) in tables.counted.iter().zip(&self.numbers) {
            cost = cost.saturating_add(table.excess(size, *number));
        }
        for (table, number) in tables.alone.iter().zip(&self.alone) {
            cost = cost.saturating_add(table.cost(*number));
        }
        for (table, sum) in tables.sums.iter().zip(&self.sums) {
            cost = cost.saturating_add(table.cost.of(*sum));
        }
        for (table, present) in tables.distinct.iter().zip(&self.classes) {
            cost = cost.saturating_add(table.cost(present.last().copied().unwrap_or(0)));
        }
        cost
    }

    /// What the cuts cost, beside what they cost for sure before, of which the candidate at the position is the last one: it is
    /// decided now.
    pub fn ended(&self, at: usize) -> Fine {
        let ends = self.tables.ends[at].iter();
        ends.map(|cut| self.tables.cuts[*cut].rest[self.cuts[*cut] as usize])
            .sum()
    }

    /// No team of the members and at least one candidate from the position on (and no other) has a smaller reduced cost, or one
    /// below `limit`: from there on, it is not reckoned to the end.
    pub fn bound(&mut self, from: usize, limit: Fine) -> Fine {
        let (tables, members) = (self.tables, self.members.len());
        let later = tables.order.len() - from;
        let first = tables.fewest.max(members + 1);
        let last = tables.most.min(members + later);
        if first > last {
            return Fine::MAX;
        }
        let more = first - members;
        let sizes = first..last + 1;
        let mut value = self.value;
        for split in &tables.splits {
            match (self.has(split.a), self.has(split.b)) {
                (true, false) if split.b < from => value = value.saturating_add(split.price),
                (false, true) if split.a < from => value += split.tilt,
                _ => {}
            }
        }
        value -= tables.prefix[from];
        let own = &tables.prefix[from + more..from + more + sizes.len()];
        self.bounds.clear();
        let mut hopeful = false;
        let rules = tables.by_size[sizes.clone()]
            .iter()
            .zip(&tables.hope[sizes]);
        for (own, (by_size, hope)) in own.iter().zip(rules) {
            let bound = value.saturating_add(own + by_size);
            hopeful |= bound.saturating_add(*hope) < limit;
            self.bounds.push(bound);
        }
        if !hopeful {
            return limit;
        }
        let bounds = &mut self.bounds[..];
        for (table, number) in tables.counted.iter().zip(&self.numbers) {
            table.bound((members, *number), from, first, bounds);
        }
        for (table, present) in tables.distinct.iter().zip(&self.classes) {
            let present = present.last().copied().unwrap_or(0);
            table.bound(present, from, more, bounds);
        }
        let width = tables.most + 1;
        for (table, sum) in tables.sums.iter().zip(&self.sums) {
            table.bound(*sum, from, width, more, bounds);
        }
        let mut least = bounds.iter().min().copied().unwrap_or(Fine::MAX);
        for (table, number) in tables.alone.iter().zip(&self.alone) {
            if *number == 1 && table.later[from] == 0 {
                least = least.saturating_add(table.price);
            }
        }
        least
    }
}
