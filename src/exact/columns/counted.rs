//! Sums to which every candidate of a slot adds one of two amounts: of a team's size, how many add the second says all.
//!
//! A share of 0.3 of eight members is met by nobody: knowing that numbers are whole, the bound of the search for columns does
//! not hope for it.

use super::bounds::FORBIDDEN;
use super::prices::Fine;
use crate::rules::term::Money;

/// The cost of such a sum.
#[derive(Clone, Debug)]
pub struct Counted {
    /// `size × (most + 1) + number`: what a team of this size with so many who add the second amount costs, its tilt included, above
    /// the least for this size.
    excess: Vec<Fine>,
    /// For each size, the number that costs least.
    best: Vec<usize>,
    /// For each position, how many candidates from it on add the second amount.
    later: Vec<usize>,
    most: usize,
}

/// The two amounts of a sum.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amounts {
    /// What those who are not counted add.
    pub first: Money,
    /// What those who are counted add.
    pub second: Money,
}

impl Amounts {
    /// The amounts of the candidates' coefficients; `None` where there are more than two. Where there is one, all are counted.
    pub fn of(coefficients: &[Money]) -> Option<Self> {
        let second = *coefficients.iter().max_by_key(|c| (c.abs(), **c))?;
        let mut others = coefficients.iter().filter(|c| **c != second);
        let first = others.next().copied().unwrap_or(second);
        others
            .all(|c| *c == first)
            .then_some(Self { first, second })
    }

    /// The sum of a team of this size with so many who are counted.
    pub fn sum(&self, size: usize, number: usize) -> Money {
        self.second * number as Money + self.first * (size as Money - number as Money)
    }
}

/// How many of so many candidates can be counted in a team of a size, where `counted` of them are.
pub fn numbers(size: usize, candidates: usize, counted: usize) -> (usize, usize) {
    (size.saturating_sub(candidates - counted), size.min(counted))
}

impl Counted {
    /// The cost for each size up to `most` and each number, convex in the number; and, for each size, the least. `is_counted` has an
    /// entry for each position.
    pub fn new(
        is_counted: &[bool],
        most: usize,
        cost: impl Fn(usize, usize) -> Fine,
    ) -> (Self, Vec<Fine>) {
        let candidates = is_counted.len();
        let mut later = vec![0; candidates + 1];
        for at in (0..candidates).rev() {
            later[at] = later[at + 1] + usize::from(is_counted[at]);
        }
        let width = most + 1;
        let mut excess = vec![0; width * width];
        let (mut best, mut least) = (vec![0; width], vec![0; width]);
        for size in 0..=most {
            let (low, high) = numbers(size, candidates, later[0]);
            let costs = (low..=high).map(|number| (cost(size, number), number));
            let (cheapest, at) = costs.min().unwrap_or((0, low));
            (best[size], least[size]) = (at, cheapest);
            for number in low..=high {
                excess[size * width + number] = (cost(size, number) - cheapest).min(FORBIDDEN);
            }
        }
        let counted = Self {
            excess,
            best,
            later,
            most,
        };
        (counted, least)
    }

    /// What the team costs above the least for its size.
    #[inline]
    pub fn excess(&self, size: usize, number: usize) -> Fine {
        self.excess[size * (self.most + 1) + number]
    }

    /// For each of the sizes, from `size` on: the least that exactly so many more members than `members`, of whom `number` are
    /// counted, leave of that, all from the position on.
    #[inline]
    pub fn bound(
        &self,
        (members, number): (usize, usize),
        from: usize,
        size: usize,
        bounds: &mut [Fine],
    ) {
        let counted = self.later[from];
        let others = self.later.len() - 1 - from - counted;
        for (size, bound) in (size..).zip(bounds) {
            let more = size - members;
            let (low, high) = (more.saturating_sub(others), more.min(counted));
            let at = self.best[size].clamp(number + low, number + high);
            *bound = bound.saturating_add(self.excess(size, at));
        }
    }
}
