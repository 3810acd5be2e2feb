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
    /// So much where the sum is exactly 1.
    Alone(Fine),
    /// Forbidden where it is outside the band.
    Band,
    /// Forbidden where it is exactly 1.
    NeverAlone,
}

/// A sum over the members.
#[derive(Clone, Debug)]
pub struct SumTable {
    /// The band's ends.
    pub low: Money,
    /// The band's upper end.
    pub high: Money,
    /// Its cost.
    pub price: Price,
    /// Taken off the candidates' own costs for each unit, and paid by the sum: see [`super::tilt`].
    pub tilt: i64,
    /// `position × (most + 1) + k`: the least that k candidates from the position on add.
    pub least: Vec<Money>,
    /// The same, the most.
    pub greatest: Vec<Money>,
}

/// No band ends here, and no sum gets here.
pub const FAR: Money = 1 << 60;

impl SumTable {
    /// A lower bound of the cost with the tilt of any more between the two.
    pub fn tilted(&self, sum: Money, least: Money, greatest: Money) -> Fine {
        if self.tilt == 0 {
            return self.cost(sum + least, sum + greatest);
        }
        // Convex, with its least at an end of the band.
        let end = if self.tilt > 0 { self.low } else { self.high };
        let more = (end - sum).clamp(least, greatest);
        self.cost(sum + more, sum + more) + self.tilt * more
    }

    /// A lower bound of the cost of any sum between the two.
    pub fn cost(&self, from: Money, to: Money) -> Fine {
        match self.price {
            Price::Outside(weight) => ((self.low - to).max(0) + (from - self.high).max(0)) * weight,
            Price::Alone(cost) if from == 1 && to == 1 => cost,
            Price::NeverAlone if from == 1 && to == 1 => FORBIDDEN,
            Price::Band if (self.low - to).max(0) + (from - self.high).max(0) > SAME => FORBIDDEN,
            _ => 0,
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
    /// A lower bound of the cost with the tilts, with `present` and `more` candidates from the position on.
    pub fn cost(&self, present: u128, position: usize, more: usize) -> Fine {
        let now = i64::from(present.count_ones());
        let mut cost = self.price.saturating_mul((now - self.high).max(0));
        let mut lacking = (self.low - now).max(0);
        if lacking > 0 {
            let new = self.later[position] & !present;
            let mut most = self.widest[position].saturating_mul(more as i64);
            for (tilt, class) in &self.tilts {
                if lacking == 0 || most == 0 {
                    break;
                }
                if new & class != 0 {
                    cost = cost.saturating_add(*tilt);
                    lacking -= 1;
                    most -= 1;
                }
            }
        }
        cost = cost.saturating_add(self.price.saturating_mul(lacking));
        cost.min(FORBIDDEN)
    }
}
