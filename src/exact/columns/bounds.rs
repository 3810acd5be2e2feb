//! What a rule costs a team at the least, from what is in it and what could still come.

use super::prices::Fine;
use crate::exact::incumbent::SAME;
use crate::rules::term::Money;

/// More than any real reduced cost: what the hard level forbids.
pub const FORBIDDEN: Fine = 1 << 59;

/// How a sum costs.
#[derive(Clone, Copy, Debug)]
pub enum Price {
    /// So much for each unit outside the band.
    Outside(i64),
    /// Forbidden where it is outside the band.
    Band,
}

/// A sum over the members.
#[derive(Clone, Copy, Debug)]
pub struct SumCost {
    /// The band's ends.
    pub low: Money,
    /// The band's upper end.
    pub high: Money,
    /// Its cost.
    pub price: Price,
    /// Taken off the candidates' own costs for each unit, and paid by the sum: see [`super::tilt`].
    pub tilt: i64,
}

/// No band ends here, and no sum gets here.
pub const FAR: Money = 1 << 60;

impl SumCost {
    /// The cost of a sum with its tilt.
    pub fn of(&self, sum: Money) -> Fine {
        let miss = (self.low - sum).max(0) + (sum - self.high).max(0);
        let cost = match self.price {
            Price::Outside(weight) => miss * weight,
            Price::Band if miss > SAME => FORBIDDEN,
            Price::Band => 0,
        };
        cost + self.tilt * sum
    }

    /// The least of any sum between the two.
    pub fn least(&self, from: Money, to: Money) -> Fine {
        // Convex, with its least at an end of the band, or all over it.
        let (first, last) = (self.low.min(self.high), self.low.max(self.high));
        let sum = match self.tilt {
            0 => from.clamp(first, last),
            1.. => first,
            _ => last,
        };
        self.of(sum.clamp(from, to))
    }
}

/// A sum whose candidates add different amounts.
#[derive(Clone, Debug)]
pub struct SumTable {
    /// What it costs.
    pub cost: SumCost,
    /// `position × (most + 1) + k`: the least that k candidates from the position on add.
    pub least: Vec<Money>,
    /// The same, the most.
    pub greatest: Vec<Money>,
}

impl SumTable {
    /// Adds the least that the sum with k candidates from `from` on costs, for k from `more` on; `width` is that of its tables.
    #[inline]
    pub fn bound(&self, sum: Money, from: usize, width: usize, more: usize, bounds: &mut [Fine]) {
        let row = from * width + more..from * width + more + bounds.len();
        let reach = self.least[row.clone()].iter().zip(&self.greatest[row]);
        for (bound, (low, high)) in bounds.iter_mut().zip(reach) {
            *bound = bound.saturating_add(self.cost.least(sum + low, sum + high));
        }
    }
}

/// A cost where exactly one member is of some kind.
#[derive(Clone, Debug)]
pub struct AloneTable {
    /// How much.
    pub price: Fine,
    /// For each position, how many candidates from it on are of the kind.
    pub later: Vec<usize>,
}

impl AloneTable {
    /// The cost with so many.
    pub fn cost(&self, number: usize) -> Fine {
        if number == 1 { self.price } else { 0 }
    }
}

/// `a` without `b` costs, and with its tilt `b` without `a`, too.
#[derive(Clone, Copy, Debug)]
pub struct SplitTable {
    /// The position of `a`.
    pub a: usize,
    /// The position of `b`.
    pub b: usize,
    /// What `a` costs without `b`, beside its tilt.
    pub price: Fine,
    /// What `b` costs without `a`.
    pub tilt: Fine,
}

/// What a cut, or a pair that costs something together, costs beside its tilt: see [`super::tilt`].
#[derive(Clone, Copy, Debug)]
pub struct CutTable {
    /// From the second member on, whoever may still come.
    pub second: Fine,
    /// And for each number of members, as long as nobody comes.
    pub rest: [Fine; 4],
}

impl CutTable {
    /// From a price and a tilt.
    pub fn of_three(price: Fine, tilt: Fine) -> Self {
        Self {
            second: price - 2 * tilt,
            rest: [tilt, 0, tilt, 0],
        }
    }

    /// From a price and a tilt.
    pub fn of_two(price: Fine, tilt: Fine) -> Self {
        Self {
            second: price - tilt,
            rest: [tilt, 0, 0, 0],
        }
    }
}

/// A number of classes.
#[derive(Clone, Debug)]
pub struct DistinctTable {
    /// The band's ends.
    pub low: i64,
    /// The band's upper end.
    pub high: i64,
    /// For each class outside.
    pub price: Fine,
    /// For each position, the candidate's classes.
    pub classes: Vec<u128>,
    /// For each position, the classes that candidates from it on have.
    pub later: Vec<u128>,
    /// For each position, the most classes that one candidate from it on has.
    pub widest: Vec<i64>,
    /// Classes with what is taken off their members' own costs and paid by the number, the least first.
    pub tilts: Vec<(Fine, u128)>,
}

impl DistinctTable {
    /// The cost of so many classes.
    pub fn cost(&self, present: u128) -> Fine {
        let now = i64::from(present.count_ones());
        let miss = (self.low - now).max(0) + (now - self.high).max(0);
        self.price.saturating_mul(miss).min(FORBIDDEN)
    }

    /// Adds a lower bound of the cost with the tilts, with `present` and k candidates from the position on, for k from `more` on.
    #[inline]
    pub fn bound(&self, present: u128, position: usize, more: usize, bounds: &mut [Fine]) {
        let now = i64::from(present.count_ones());
        let lacking = (self.low - now).max(0);
        let (mut paid, mut taken) = (0, 0);
        let new = self.later[position] & !present;
        let mut tilts = self.tilts.iter().filter(|(_, class)| new & class != 0);
        for (more, bound) in (more..).zip(bounds) {
            let can = self.widest[position].saturating_mul(more as i64);
            while taken < lacking.min(can)
                && let Some((tilt, _)) = tilts.next()
            {
                paid += tilt;
                taken += 1;
            }
            let miss = (now - self.high).max(0) + lacking - taken;
            let cost = self.price.saturating_mul(miss).saturating_add(paid);
            *bound = bound.saturating_add(cost.min(FORBIDDEN));
        }
    }
}
