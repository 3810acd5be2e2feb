//! Costs as whole multiples of a unit, half as wide where all of them fit: a matrix of pairs is read at random, and what fits
//! into the processor's cache is read in a fraction of the time.

use std::ops::{AddAssign, Sub, SubAssign};

use crate::rules::term::Money;

/// What all places and pairs of a level are multiples of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unit {
    /// At least 1.
    pub money: Money,
    /// Whether no sum of a place and of all pairs of a participant, whatever their signs, is too large for a narrow cell.
    pub narrow: bool,
}

impl Unit {
    /// The costs in units.
    #[inline]
    pub fn count(self, money: Money) -> Money {
        money / self.money
    }
}

/// While costs are looked at.
pub struct Draft {
    divisor: u64,
    /// Per participant: the most that places and pairs can add up to.
    most: Vec<u64>,
}

impl Draft {
    pub fn new(people: usize) -> Self {
        Self {
            divisor: 0,
            most: vec![0; people],
        }
    }

    /// A participant's cost.
    pub fn add(&mut self, participant: usize, cost: Money) {
        let (mut one, mut other) = (cost.unsigned_abs(), self.divisor);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        self.divisor = one;
        let most = &mut self.most[participant];
        *most = most.saturating_add(cost.unsigned_abs());
    }

    pub fn finish(self) -> Unit {
        let money = Money::try_from(self.divisor.max(1)).unwrap_or(1);
        let most = self.most.iter().max().map_or(0, |most| most / money as u64);
        let narrow = most <= i32::MAX as u64;
        Unit { money, narrow }
    }
}

/// Numbers of units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cells {
    /// All are small.
    Narrow(Vec<i32>),
    /// Some may be large.
    Wide(Vec<Money>),
}

impl Cells {
    /// So many, all 0.
    pub fn zeros(unit: Unit, cells: usize) -> Self {
        match unit.narrow {
            true => Self::Narrow(vec![0; cells]),
            false => Self::Wide(vec![0; cells]),
        }
    }

    /// Not a single one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn len(&self) -> usize {
        match self {
            Self::Narrow(cells) => cells.len(),
            Self::Wide(cells) => cells.len(),
        }
    }

    /// The number in the cell.
    #[inline]
    pub fn get(&self, at: usize) -> Money {
        match self {
            Self::Narrow(cells) => cells[at].into(),
            Self::Wide(cells) => cells[at],
        }
    }

    /// Adds to the cell; the sum is one that the unit was made for.
    #[inline]
    pub fn add(&mut self, at: usize, number: Money) {
        match self {
            Self::Narrow(cells) => cells[at] += number as i32,
            Self::Wide(cells) => cells[at] += number,
        }
    }

    /// The sum of all cells.
    pub fn sum(&self) -> f64 {
        (0..self.len()).map(|at| self.get(at) as f64).sum()
    }

    /// Adds row `other` of `rows` to row `own`, or takes it away; both have `width` cells.
    pub fn add_row(&mut self, own: usize, rows: &Self, other: usize, width: usize, away: bool) {
        match (self, rows) {
            (Self::Narrow(cells), Self::Narrow(rows)) => {
                add_row(row_mut(cells, own, width), row(rows, other, width), away);
            }
            (Self::Wide(cells), Self::Wide(rows)) => {
                add_row(row_mut(cells, own, width), row(rows, other, width), away);
            }
            (cells, rows) => {
                for at in 0..width {
                    let number = rows.get(other * width + at);
                    cells.add(own * width + at, if away { -number } else { number });
                }
            }
        }
    }

    /// Adds row `b` of `rows` less row `a` to the first of two rows, and takes as much from the second.
    pub fn trade_rows(&mut self, own: [usize; 2], rows: &Self, [a, b]: [usize; 2], width: usize) {
        match (self, rows) {
            (Self::Narrow(cells), Self::Narrow(rows)) => {
                trade(
                    rows_mut(cells, own, width),
                    row(rows, a, width),
                    row(rows, b, width),
                );
            }
            (Self::Wide(cells), Self::Wide(rows)) => {
                trade(
                    rows_mut(cells, own, width),
                    row(rows, a, width),
                    row(rows, b, width),
                );
            }
            (cells, rows) => {
                for (team, less, more) in [(own[0], a, b), (own[1], b, a)] {
                    cells.add_row(team, rows, less, width, true);
                    cells.add_row(team, rows, more, width, false);
                }
            }
        }
    }
}

fn row<T>(cells: &[T], row: usize, width: usize) -> &[T] {
    &cells[row * width..(row + 1) * width]
}

fn row_mut<T>(cells: &mut [T], row: usize, width: usize) -> &mut [T] {
    &mut cells[row * width..(row + 1) * width]
}

/// Two different rows, in the order asked for.
fn rows_mut<T>(cells: &mut [T], [one, other]: [usize; 2], width: usize) -> [&mut [T]; 2] {
    let (low, high) = cells.split_at_mut(one.max(other) * width);
    let (low, high) = (row_mut(low, one.min(other), width), &mut high[..width]);
    if one < other {
        [low, high]
    } else {
        [high, low]
    }
}

/// Adding and taking away are two loops, since multiplying by a sign takes longer than either.
fn add_row<T: Copy + AddAssign + SubAssign>(own: &mut [T], other: &[T], away: bool) {
    let cells = own.iter_mut().zip(other);
    if away {
        cells.for_each(|(own, other)| *own -= *other);
    } else {
        cells.for_each(|(own, other)| *own += *other);
    }
}

fn trade<T>([one, other]: [&mut [T]; 2], a: &[T], b: &[T])
where
    T: Copy + AddAssign + SubAssign + Sub<Output = T>,
{
    let numbers = a.iter().zip(b);
    for ((one, other), (a, b)) in one.iter_mut().zip(other).zip(numbers) {
        let change = *b - *a;
        *one += change;
        *other -= change;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unit(costs: &[(usize, Money)]) -> Unit {
        let mut draft = Draft::new(3);
        costs
            .iter()
            .for_each(|(participant, cost)| draft.add(*participant, *cost));
        draft.finish()
    }

    #[test]
    fn a_unit_divides_all_costs_and_is_narrow_where_every_sum_fits() {
        let is = |money, narrow| Unit { money, narrow };
        assert_eq!(unit(&[]), is(1, true));
        assert_eq!(unit(&[(0, 0), (1, -12), (2, 18)]), is(6, true));
        let most = Money::from(i32::MAX);
        assert_eq!(unit(&[(0, 7 * most)]), is(7 * most, true));
        assert_eq!(unit(&[(0, most - 1), (0, -1), (1, 5)]), is(1, true));
        assert_eq!(unit(&[(0, most - 1), (0, -1), (0, 1)]), is(1, false));
        assert_eq!(unit(&[(0, Money::MIN), (0, Money::MAX)]), is(1, false));
        assert_eq!(unit(&[(0, Money::MIN)]), is(1, false));
    }

    #[test]
    fn rows_are_added_and_traded_whatever_their_widths() {
        let filled = |narrow: bool, factor: Money| {
            let mut cells = Cells::zeros(Unit { money: 1, narrow }, 9);
            (0..9).for_each(|at| cells.add(at, factor * (at as Money + 1)));
            cells
        };
        let numbers = |cells: &Cells| -> Vec<Money> { (0..9).map(|at| cells.get(at)).collect() };
        for (own, other) in [(true, true), (true, false), (false, true), (false, false)] {
            let (mut cells, rows) = (filled(own, 1), filled(other, 10));
            cells.add_row(2, &rows, 0, 3, false);
            assert_eq!(numbers(&cells), [1, 2, 3, 4, 5, 6, 17, 28, 39]);
            cells.add_row(0, &rows, 1, 3, true);
            assert_eq!(numbers(&cells), [-39, -48, -57, 4, 5, 6, 17, 28, 39]);
            cells.trade_rows([2, 1], &rows, [0, 2], 3);
            assert_eq!(numbers(&cells), [-39, -48, -57, -56, -55, -54, 77, 88, 99]);
            assert_eq!(cells.sum(), -42.0 - 3.0);
        }
    }
}
