//! Prices: the duals of the master as whole numbers, so that reduced costs and bounds are exact.
//!
//! Every choice of prices gives a valid bound (Lagrangian relaxation), so rounding them costs nothing but a little of it.

use std::cell::RefCell;

use super::slots::Team;
use crate::rules::term::Money;

/// A reduced cost, in [`Money`] times [`Prices::scale`].
pub type Fine = i64;

/// No price is larger.
pub const MOST_PRICE: f64 = 1e16;

/// A dual in cost units as a price.
pub fn price(dual: f64, scale: i64) -> Fine {
    let fine = dual * crate::rules::term::UNITS * scale as f64;
    fine.clamp(-MOST_PRICE, MOST_PRICE).round() as Fine
}

/// A cut on three participants: of teams that have two of them, there is at most one (Jepsen et al. 2008).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cut(pub [usize; 3]);

impl Cut {
    /// Whether a team has two of the three.
    pub fn counts(&self, members: &[usize]) -> bool {
        self.0.iter().filter(|p| members.contains(p)).count() >= 2
    }
}

/// What a team pays and earns.
#[derive(Clone, Debug)]
pub struct Prices {
    /// How many units of reduced cost are one [`Money`].
    pub scale: i64,
    /// For each level, how much of its cost is paid: the scale for the level in question, the weights of those before.
    pub weights: Vec<i64>,
    /// What each participant earns.
    pub people: Vec<Fine>,
    /// What a team in each slot earns.
    pub slots: Vec<Fine>,
    /// What a team pays for each cut that counts it, not negative.
    pub cuts: Vec<(Cut, Fine)>,
    /// The bound where every slot's least reduced cost is 0.
    pub base: i128,
}

impl Prices {
    /// The reduced cost of a team, computed plainly.
    pub fn reduced(&self, team: &Team) -> Fine {
        let cost: Fine = team
            .cost
            .iter()
            .zip(&self.weights)
            .map(|(c, w)| c * w)
            .sum();
        let earned: Fine = team.members.iter().map(|p| self.people[*p]).sum();
        let cuts = self
            .cuts
            .iter()
            .filter(|(cut, _)| cut.counts(&team.members));
        let paid: Fine = cuts.map(|(_, price)| price).sum();
        cost - earned - self.slots[team.slot] + paid
    }

    /// What finds the reduced costs of many teams quickly.
    pub fn counter(&self) -> Counter<'_> {
        let mut cuts_of = vec![Vec::new(); self.people.len()];
        for (index, (cut, _)) in self.cuts.iter().enumerate() {
            cut.0.iter().for_each(|p| cuts_of[*p].push(index));
        }
        Counter {
            prices: self,
            cuts_of,
            seen: RefCell::new(vec![0; self.cuts.len()]),
        }
    }

    /// The bound in [`Money`]: no plan costs less. `least` has for each slot how many teams it has and a lower bound of its
    /// reduced costs.
    pub fn bound(&self, least: &[(usize, Fine)]) -> Money {
        let fine = self.fine_bound(least);
        let scale = i128::from(self.scale);
        // Costs are whole: the bound may be rounded up.
        let money = fine.div_euclid(scale) + i128::from(fine.rem_euclid(scale) != 0);
        Money::try_from(money).unwrap_or(Money::MIN)
    }

    /// The same in units of reduced cost.
    pub fn fine_bound(&self, least: &[(usize, Fine)]) -> i128 {
        let gains = least
            .iter()
            .map(|(count, least)| *count as i128 * i128::from((*least).min(0)));
        self.base + gains.sum::<i128>()
    }
}

/// Reduced costs of many teams under the same prices.
pub struct Counter<'a> {
    prices: &'a Prices,
    cuts_of: Vec<Vec<usize>>,
    /// How many members each cut has seen; 0 between two teams.
    seen: RefCell<Vec<u8>>,
}

impl Counter<'_> {
    /// The reduced cost of a team: the same as [`Prices::reduced`].
    pub fn reduced(&self, team: &Team) -> Fine {
        let prices = self.prices;
        let levels = team.cost.iter().zip(&prices.weights);
        let mut cost = levels.map(|(c, w)| c * w).sum::<Fine>() - prices.slots[team.slot];
        let mut seen = self.seen.borrow_mut();
        for person in &team.members {
            cost -= prices.people[*person];
            for cut in &self.cuts_of[*person] {
                seen[*cut] += 1;
                if seen[*cut] == 2 {
                    cost += prices.cuts[*cut].1;
                }
            }
        }
        for person in &team.members {
            self.cuts_of[*person].iter().for_each(|cut| seen[*cut] = 0);
        }
        cost
    }
}
