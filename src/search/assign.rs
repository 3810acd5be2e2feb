//! The assignment problem with few candidates for each row, by shortest augmenting paths with potentials (Jonker and Volgenant
//! 1987; Dijkstra's method on a heap).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Rows to be given a column each, none to two of them, at the least cost together. Kept to be written anew, so that its
/// memory is used again.
#[derive(Debug, Default)]
pub struct Assignment {
    /// Per row, and one more: where its offers begin.
    starts: Vec<usize>,
    /// Column and cost.
    offers: Vec<(u32, i64)>,
    columns: usize,
    /// Per column: its potential; no offer costs less than the sum of the row's and the column's.
    price: Vec<i64>,
    /// Per column: the row that has it, or [`NONE`].
    row_of: Vec<u32>,
    /// Per row: the column, or [`NONE`].
    column_of: Vec<u32>,
    /// Per column: the length of the shortest path to it, if reached …
    distance: Vec<i64>,
    /// … and the row before it.
    parent: Vec<u32>,
    reached: Vec<u32>,
    settled: Vec<u32>,
    heap: BinaryHeap<Reverse<(i64, u32)>>,
}

const NONE: u32 = u32::MAX;
const FAR: i64 = i64::MAX;

impl Assignment {
    /// Forgets all rows; from now on there are so many columns.
    pub fn clear(&mut self, columns: usize) {
        self.starts.clear();
        self.starts.push(0);
        self.offers.clear();
        self.columns = columns;
    }

    /// A column that the row being written may have, and what that costs.
    pub fn offer(&mut self, column: usize, cost: i64) {
        self.offers.push((column as u32, cost));
    }

    /// The row is written.
    pub fn end_row(&mut self) {
        self.starts.push(self.offers.len());
    }

    /// Per row: the column. A row for which no column is left, whatever the others take, has `u32::MAX`.
    pub fn solve(&mut self) -> &[u32] {
        let rows = self.starts.len() - 1;
        for (cells, size) in [
            (&mut self.column_of, rows),
            (&mut self.row_of, self.columns),
        ] {
            cells.clear();
            cells.resize(size, NONE);
        }
        self.parent.clear();
        self.parent.resize(self.columns, NONE);
        for cells in [&mut self.price, &mut self.distance] {
            cells.clear();
            cells.resize(self.columns, FAR);
        }
        for (column, cost) in &self.offers {
            let price = &mut self.price[*column as usize];
            *price = (*price).min(*cost);
        }
        for row in 0..rows {
            self.take_free(row);
        }
        for row in 0..rows {
            if self.column_of[row] == NONE {
                self.augment(row);
            }
        }
        &self.column_of
    }

    fn offers_of(&self, row: usize) -> &[(u32, i64)] {
        &self.offers[self.starts[row]..self.starts[row + 1]]
    }

    /// The row takes a column if one of its best is free.
    fn take_free(&mut self, row: usize) {
        let reduced = |offer: &(u32, i64)| offer.1 - self.price[offer.0 as usize];
        let least = self.offers_of(row).iter().map(reduced).min();
        let mut best = self
            .offers_of(row)
            .iter()
            .filter(|o| Some(reduced(o)) == least);
        let free = best.find(|offer| self.row_of[offer.0 as usize] == NONE);
        if let Some((column, _)) = free.copied() {
            self.row_of[column as usize] = row as u32;
            self.column_of[row] = column;
        }
    }

    /// Gives the row a column along the shortest path of rows that give theirs up for another.
    fn augment(&mut self, start: usize) {
        let mut row = start;
        let mut length = 0;
        self.heap.clear();
        self.settled.clear();
        let end = loop {
            self.reach_from(row, length);
            let Some(column) = self.nearest() else {
                break None;
            };
            length = self.distance[column as usize];
            match self.row_of[column as usize] {
                NONE => break Some(column),
                owner => {
                    self.settled.push(column);
                    row = owner as usize;
                }
            }
        };
        if let Some(end) = end {
            for column in self.settled.drain(..) {
                self.price[column as usize] += self.distance[column as usize] - length;
            }
            let mut column = end;
            loop {
                let row = self.parent[column as usize] as usize;
                self.row_of[column as usize] = row as u32;
                column = std::mem::replace(&mut self.column_of[row], column);
                if row == start {
                    break;
                }
            }
        }
        for column in self.reached.drain(..) {
            self.distance[column as usize] = FAR;
        }
    }

    /// Looks at what the row is offered.
    fn reach_from(&mut self, row: usize, length: i64) {
        let column = self.column_of[row];
        let offers = self.starts[row]..self.starts[row + 1];
        let own = self.offers[offers.clone()].iter().find(|o| o.0 == column);
        // The row's potential.
        let own = own.map_or(0, |(column, cost)| cost - self.price[*column as usize]);
        for at in offers {
            let (column, cost) = self.offers[at];
            let index = column as usize;
            let distance = length + cost - self.price[index] - own;
            if distance < self.distance[index] {
                if self.distance[index] == FAR {
                    self.reached.push(column);
                }
                self.distance[index] = distance;
                self.parent[index] = row as u32;
                self.heap.push(Reverse((distance, column)));
            }
        }
    }

    /// The nearest column that is reached and not yet settled.
    fn nearest(&mut self) -> Option<u32> {
        while let Some(Reverse((distance, column))) = self.heap.pop() {
            if distance == self.distance[column as usize] {
                return Some(column);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The least cost of giving the rows from this one on columns that are not taken; `None` where that can't be.
    fn least(costs: &[Vec<Option<i64>>], row: usize, taken: &mut [bool]) -> Option<i64> {
        if row == costs.len() {
            return Some(0);
        }
        let mut best = None;
        for column in 0..taken.len() {
            if let (false, Some(cost)) = (taken[column], costs[row][column]) {
                taken[column] = true;
                let rest = least(costs, row + 1, taken);
                taken[column] = false;
                best = rest.map(|rest| rest + cost).into_iter().chain(best).min();
            }
        }
        best
    }

    fn cost() -> impl Strategy<Value = Option<i64>> {
        prop_oneof![3 => (-9..30_i64).prop_map(Some), 2 => Just(None)]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]
        #[test]
        fn costs_the_least_of_all_assignments(
            costs in (1..7_usize).prop_flat_map(|n| prop::collection::vec(prop::collection::vec(cost(), n), n)),
        ) {
            let n = costs.len();
            let mut assignment = Assignment::default();
            // Twice: nothing of the first time may stay.
            for _ in 0..2 {
                assignment.clear(n);
                for row in &costs {
                    for (column, cost) in row.iter().enumerate() {
                        cost.iter().for_each(|cost| assignment.offer(column, *cost));
                    }
                    assignment.end_row();
                }
                let chosen = assignment.solve();
                let Some(least) = least(&costs, 0, &mut vec![false; n]) else {
                    prop_assert!(chosen.contains(&NONE));
                    continue;
                };
                let mut taken = vec![false; n];
                let mut total = 0;
                for (row, column) in chosen.iter().enumerate() {
                    let column = *column as usize;
                    prop_assert!(!std::mem::replace(&mut taken[column], true));
                    total += costs[row][column].expect("an offer");
                }
                prop_assert_eq!(total, least);
            }
        }
    }
}
