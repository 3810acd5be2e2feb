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
    inside: Vec<bool>,
    /// The slot's part, the members by themselves, their pairs and cuts.
    value: Fine,
    sums: Vec<Money>,
    /// For each number of classes, the classes before each member came, and now.
    classes: Vec<Vec<u128>>,
    cuts: Vec<u8>,
    /// Lower bounds for each number of further members.
    bounds: Vec<Fine>,
}

impl<'a> Draft<'a> {
    /// The forced members alone.
    pub fn new(tables: &'a Tables) -> Self {
        let mut draft = Self {
            tables,
            members: Vec::new(),
            inside: vec![false; tables.order.len()],
            value: tables.base,
            sums: vec![0; tables.sums.len()],
            classes: vec![vec![0]; tables.distinct.len()],
            cuts: vec![0; tables.cut_prices.len()],
            bounds: Vec::new(),
        };
        (0..tables.forced).for_each(|at| draft.include(at));
        draft
    }

    /// Whether the candidate is a member.
    pub fn has(&self, at: usize) -> bool {
        self.inside[at]
    }

    /// What the candidate and the members cost together.
    fn pairs(&self, at: usize) -> Fine {
        let count = self.tables.order.len();
        match self.tables.pairs.get(at * count..(at + 1) * count) {
            Some(row) => self.members.iter().map(|other| row[*other]).sum(),
            None => 0,
        }
    }

    /// Whether the candidate may not be with one of the members.
    pub fn clashes(&self, at: usize) -> bool {
        let count = self.tables.order.len();
        let row = self.tables.pairs.get(at * count..(at + 1) * count);
        row.is_some_and(|row| {
            self.members
                .iter()
                .any(|other| row[*other] >= FORBIDDEN / 2)
        })
    }

    /// Adds a member.
    pub fn include(&mut self, at: usize) {
        let tables = self.tables;
        self.value += tables.own[at] + self.pairs(at);
        for cut in &tables.cuts_of[at] {
            self.cuts[*cut] += 1;
            if self.cuts[*cut] == 2 {
                self.value += tables.cut_prices[*cut];
            }
        }
        for (sum, coefficient) in &tables.coefficients[at] {
            self.sums[*sum] += coefficient;
        }
        for (present, table) in self.classes.iter_mut().zip(&tables.distinct) {
            let now = present.last().copied().unwrap_or(0);
            present.push(now | table.classes[at]);
        }
        self.inside[at] = true;
        self.members.push(at);
    }

    /// Takes the last member out again.
    pub fn undo(&mut self) {
        let Some(at) = self.members.pop() else { return };
        let tables = self.tables;
        self.inside[at] = false;
        self.value -= tables.own[at] + self.pairs(at);
        for cut in &tables.cuts_of[at] {
            if self.cuts[*cut] == 2 {
                self.value -= tables.cut_prices[*cut];
            }
            self.cuts[*cut] -= 1;
        }
        for (sum, coefficient) in &tables.coefficients[at] {
            self.sums[*sum] -= coefficient;
        }
        for present in &mut self.classes {
            present.pop();
        }
    }

    /// The reduced cost of the members as a team; at least [`FORBIDDEN`] / 2 where a hard rule forbids it.
    pub fn cost(&self) -> Fine {
        if self.members.is_empty() {
            return FORBIDDEN;
        }
        let mut cost = self.value;
        for split in &self.tables.splits {
            if self.inside[split.a] && !self.inside[split.b] {
                cost = cost.saturating_add(split.price);
            }
        }
        for (table, sum) in self.tables.sums.iter().zip(&self.sums) {
            cost = cost.saturating_add(table.cost(*sum, *sum));
        }
        let end = self.tables.order.len();
        for (table, present) in self.tables.distinct.iter().zip(&self.classes) {
            let present = present.last().copied().unwrap_or(0);
            cost = cost.saturating_add(table.cost(present, end, 0));
        }
        cost
    }

    /// No team of the members and at least one candidate from the position on (and no other) has a smaller reduced cost.
    pub fn bound(&mut self, from: usize) -> Fine {
        let tables = self.tables;
        let later = tables.order.len() - from;
        let more = later.min(tables.most.saturating_sub(self.members.len()));
        let own = |k: usize| tables.prefix[from + k] - tables.prefix[from];
        self.bounds.clear();
        for k in 1..=more {
            self.bounds.push(self.value.saturating_add(own(k)));
        }
        let mut parted: Fine = 0;
        for split in &tables.splits {
            if split.b < from && self.inside[split.a] && !self.inside[split.b] {
                parted = parted.saturating_add(split.price);
            }
        }
        let width = tables.most + 1;
        for (table, sum) in tables.sums.iter().zip(&self.sums) {
            let row = from * width + 1..from * width + 1 + more;
            let reach = table.least[row.clone()].iter().zip(&table.greatest[row]);
            for (bound, (low, high)) in self.bounds.iter_mut().zip(reach) {
                *bound = bound.saturating_add(table.tilted(*sum, *low, *high));
            }
        }
        for (table, present) in tables.distinct.iter().zip(&self.classes) {
            let present = present.last().copied().unwrap_or(0);
            for (k, bound) in self.bounds.iter_mut().enumerate() {
                *bound = bound.saturating_add(table.cost(present, from, k + 1));
            }
        }
        let least = self.bounds.iter().min().copied().unwrap_or(Fine::MAX);
        least.saturating_add(parted)
    }
}
