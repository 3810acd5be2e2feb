//! What the master's optimum says columns are worth.

use super::Master;
use crate::exact::columns::prices::{Fine, MOST_PRICE, Prices, price};
use crate::exact::columns::slots::Shop;

impl Master {
    /// Any duals give valid prices: what has the wrong sign is 0.
    pub(super) fn prices(&self, shop: &Shop, duals: &[f64]) -> Prices {
        let scale = shop.scale;
        let price = |dual: f64| price(dual, scale);
        let mut duals_left = duals.iter().copied();
        let mut next = |count: usize| duals_left.by_ref().take(count).collect::<Vec<f64>>();
        let people: Vec<Fine> = next(shop.people).into_iter().map(price).collect();
        let below = |dual: f64| price(dual).min(0);
        let mut slots: Vec<Fine> = next(shop.slots.len()).into_iter().map(below).collect();
        let mut base: i128 = people.iter().map(|price| i128::from(*price)).sum();
        for (slot, earned) in shop.slots.iter().zip(&slots) {
            base += slot.teams.len() as i128 * i128::from(*earned);
        }
        let mut weights = vec![0; shop.level + 1];
        weights[shop.level] = scale;
        for (level, dual) in (1..shop.level).zip(next(shop.level - 1)) {
            let weight = -dual * scale as f64 * shop.steps[level] as f64;
            let weight = weight.round().clamp(0.0, MOST_PRICE) as i64;
            weights[level] = weight.min(shop.most_weight[level]);
            base -= i128::from(weights[level]) * i128::from(shop.most[level]);
        }
        let mut open_prices = Vec::new();
        for (rule, bounded) in &self.opened {
            let dual = duals.get(bounded.index).copied().unwrap_or(0.0);
            let earned = if bounded.low.is_finite() {
                price(dual).max(0)
            } else {
                price(dual).min(0)
            };
            let end = if earned > 0 {
                bounded.low
            } else {
                bounded.high
            };
            if earned != 0 {
                base += i128::from(earned) * end as i128;
                for (slot, own) in slots.iter_mut().enumerate() {
                    if shop.opened[*rule].slots[slot] {
                        *own += earned;
                    }
                }
            }
            open_prices.push(earned);
        }
        for miss in &self.misses {
            let cost = i128::from(miss.cost) * i128::from(weights[miss.level]);
            let reduced = cost - i128::from(miss.sign) * i128::from(open_prices[miss.row]);
            base += reduced.min(0) * i128::from(miss.most);
        }
        let first_cut = shop.people + shop.slots.len() + shop.level - 1 + self.opened.len();
        let mut cuts = Vec::new();
        for ((cut, _), dual) in self.cuts.iter().zip(duals.iter().skip(first_cut)) {
            let paid = -below(*dual);
            if paid > 0 {
                base -= i128::from(paid);
                cuts.push((*cut, paid));
            }
        }
        Prices {
            scale,
            weights,
            people,
            slots,
            cuts,
            base,
        }
    }
}
