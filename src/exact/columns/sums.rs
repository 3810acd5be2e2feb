//! The tables of a slot's sums: counted ones, those about who is alone, and all others.

use super::bounds::{AloneTable, FAR, FORBIDDEN, Price, SumCost, SumTable};
use super::candidates::fine;
use super::counted::{Amounts, Counted};
use super::prices::{Fine, Prices};
use super::slots::Slot;
use super::tables::{MOST_COUNTED, Tables};
use crate::rules::term::{Money, Shape};

impl Tables {
    /// Adds the sums, and with them the fewest members.
    pub(super) fn add_sums(&mut self, slot: &Slot, position: &[usize], prices: &Prices) {
        let count = self.order.len();
        let tilts = self.tilts.sums.clone();
        for (rule, tilt) in slot.rules.sums.iter().zip(tilts) {
            let mut coefficients = vec![0; count];
            for (person, coefficient) in rule.coefficients.iter() {
                if let Some(own) = coefficients.get_mut(position[person.index()]) {
                    *own = *coefficient;
                }
            }
            let band = match rule.shape {
                Shape::Band(band) => band,
                Shape::Alone { cost } => {
                    let price = fine(prices, rule.level, cost);
                    self.add_alone(price, &coefficients);
                    continue;
                }
            };
            let price = match (rule.level, prices.weights[rule.level]) {
                (0, _) => Price::Band,
                (_, 0) => continue,
                (_, weight) => Price::Outside(weight),
            };
            let cost = SumCost {
                low: band.low.unwrap_or(-FAR),
                high: band.high.unwrap_or(FAR),
                price,
                tilt,
            };
            let amounts = Amounts::of(&coefficients).filter(|_| self.most <= MOST_COUNTED);
            match amounts {
                Some(amounts) => self.add_counted(cost, amounts, &coefficients),
                None => self.add_sum(cost, &coefficients),
            }
        }
        let mut sizes = self.forced.max(1)..=self.most;
        let is_free = |size: &usize| self.by_size[*size] < FORBIDDEN / 2;
        self.fewest = sizes.find(is_free).unwrap_or(self.most + 1);
    }

    fn add_alone(&mut self, price: Fine, coefficients: &[Money]) {
        if price == 0 {
            return;
        }
        let mut later = vec![0; coefficients.len() + 1];
        for (at, coefficient) in coefficients.iter().enumerate().rev() {
            later[at] = later[at + 1] + usize::from(*coefficient != 0);
            if *coefficient != 0 {
                self.kinds[at].alone.push(self.alone.len());
            }
        }
        self.alone.push(AloneTable { price, later });
    }

    fn add_counted(&mut self, cost: SumCost, amounts: Amounts, coefficients: &[Money]) {
        let is_counted: Vec<bool> = coefficients.iter().map(|c| *c == amounts.second).collect();
        let of = |size, number| cost.of(amounts.sum(size, number));
        let (table, least) = Counted::new(&is_counted, self.most, of);
        for (by_size, least) in self.by_size.iter_mut().zip(least) {
            *by_size = by_size.saturating_add(least);
        }
        if is_counted.iter().all(|counted| *counted) {
            // Nothing but the size matters.
            return;
        }
        for (kinds, _) in self.kinds.iter_mut().zip(is_counted).filter(|(_, is)| *is) {
            kinds.counted.push(self.counted.len());
        }
        self.counted.push(table);
    }

    fn add_sum(&mut self, cost: SumCost, coefficients: &[Money]) {
        let table = SumTable {
            cost,
            least: reach(coefficients, self.most, |a, b| a < b),
            greatest: reach(coefficients, self.most, |a, b| a > b),
        };
        let width = self.most + 1;
        table.bound(0, 0, width, 0, &mut self.hope);
        for (kinds, coefficient) in self.kinds.iter_mut().zip(coefficients) {
            if *coefficient != 0 {
                kinds.sums.push((self.sums.len(), *coefficient));
            }
        }
        self.sums.push(table);
    }
}

/// `position × (most + 1) + k`: the sum of the first k of the coefficients from the position on, in the order of `before`.
fn reach(coefficients: &[Money], most: usize, before: impl Fn(Money, Money) -> bool) -> Vec<Money> {
    let width = most + 1;
    let mut table = vec![0; (coefficients.len() + 1) * width];
    let mut sorted: Vec<Money> = Vec::new();
    for at in (0..coefficients.len()).rev() {
        let own = coefficients[at];
        let place = sorted.partition_point(|other| !before(own, *other));
        sorted.insert(place, own);
        sorted.truncate(most);
        let mut sum = 0;
        for k in 0..=most {
            table[at * width + k] = sum;
            sum += sorted.get(k).copied().unwrap_or(0);
        }
    }
    table
}
