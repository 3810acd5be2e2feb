//! What the search for one slot's columns reads: its candidates in order of their own reduced cost, and for each rule the
//! least and most that any k of the later candidates add to it.

use super::bounds::{DistinctTable, FAR, Price, SumTable};
use super::candidates::{Candidates, fine};
use super::prices::{Fine, Prices};
use super::slots::Slot;
use super::tilt::Tilts;
use crate::rules::term::{Band, Money, Shape};

/// `a` without `b` costs.
#[derive(Clone, Copy, Debug)]
pub struct SplitTable {
    /// The position of `a`.
    pub a: usize,
    /// The position of `b`.
    pub b: usize,
    /// How much.
    pub price: Fine,
}

/// All tables of a slot under prices.
#[derive(Clone, Debug)]
pub struct Tables {
    /// The slot.
    pub slot: usize,
    /// Position → participant: the forced ones first, then the cheapest.
    pub order: Vec<usize>,
    /// How many are forced.
    pub forced: usize,
    /// For each position, what the candidate costs by itself.
    pub own: Vec<Fine>,
    /// `prefix[j] − prefix[i]`: a lower bound of what the candidates i..j cost beside any others.
    pub prefix: Vec<Fine>,
    /// No team has more members.
    pub most: usize,
    /// What a team costs by itself.
    pub base: Fine,
    /// `a × candidates + b`: what the two cost together; empty where no pairs count.
    pub pairs: Vec<Fine>,
    /// Costs of one without the other.
    pub splits: Vec<SplitTable>,
    /// Sums.
    pub sums: Vec<SumTable>,
    /// For each position: (sum, coefficient).
    pub coefficients: Vec<Vec<(usize, Money)>>,
    /// Numbers of classes.
    pub distinct: Vec<DistinctTable>,
    /// For each position, its cuts.
    pub cuts_of: Vec<Vec<usize>>,
    /// What each cut costs.
    pub cut_prices: Vec<Fine>,
    /// What is moved from rules to members.
    pub tilts: Tilts,
}

/// What a slot's tables move from rules to members.
#[derive(Clone, Copy)]
pub enum Tilting<'a> {
    /// Nothing: enough where nothing is bounded.
    None,
    /// What makes the bounds large; from those of other prices, where there are any.
    Tuned(Option<&'a Tilts>),
}

impl Tables {
    /// The tables of a slot.
    pub fn new(index: usize, slot: &Slot, prices: &Prices, tilting: Tilting) -> Self {
        let candidates = Candidates::new(slot, prices);
        let mut optimistic = candidates.optimistic();
        let count = optimistic.len();
        let tilts = match tilting {
            Tilting::None => Tilts::none(slot),
            Tilting::Tuned(before) => {
                Tilts::tuned(slot, prices, (&optimistic, candidates.most), before)
            }
        };
        for (value, taken) in optimistic.iter_mut().zip(&tilts.taken) {
            *value -= taken;
        }
        let mut order: Vec<usize> = (0..count).collect();
        let free = |at: usize| !slot.forced.contains(&slot.candidates[at]);
        order.sort_by_key(|at| (free(*at), optimistic[*at], *at));
        let mut position = vec![usize::MAX; slot.rules.allowed.len()];
        for (new, old) in order.iter().enumerate() {
            position[slot.candidates[*old]] = new;
        }
        let mut prefix = vec![0];
        for old in &order {
            prefix.push(prefix[prefix.len() - 1] + optimistic[*old]);
        }
        let cells = |a: &usize| {
            let row = candidates.pairs.get(a * count..(a + 1) * count);
            let in_order = |row: &[Fine]| order.iter().map(|b| row[*b]).collect::<Vec<Fine>>();
            row.map(in_order).unwrap_or_default()
        };
        let mut tables = Self {
            slot: index,
            forced: order.iter().filter(|at| !free(**at)).count(),
            own: order.iter().map(|old| candidates.own[*old]).collect(),
            prefix,
            most: candidates.most,
            base: -prices.slots[index],
            pairs: order.iter().flat_map(cells).collect(),
            splits: Vec::new(),
            sums: Vec::new(),
            coefficients: vec![Vec::new(); count],
            distinct: Vec::new(),
            cuts_of: vec![Vec::new(); count],
            cut_prices: Vec::new(),
            order: order.iter().map(|old| slot.candidates[*old]).collect(),
            tilts,
        };
        for split in &slot.rules.splits {
            let (a, b) = (position[split.a], position[split.b]);
            let price = fine(prices, split.level, split.cost);
            if a.max(b) != usize::MAX && price != 0 {
                tables.splits.push(SplitTable { a, b, price });
            }
        }
        tables.add_sums(slot, &position, prices);
        tables.add_distinct(slot, &position, prices);
        tables.add_cuts(&position, prices);
        tables
    }

    fn add_sums(&mut self, slot: &Slot, position: &[usize], prices: &Prices) {
        let count = self.order.len();
        for (rule, tilt) in slot.rules.sums.iter().zip(&self.tilts.sums) {
            let weight = prices.weights[rule.level];
            let (band, price) = match rule.shape {
                Shape::Band(band) if rule.level == 0 => (band, Price::Band),
                Shape::Band(band) => (band, Price::Outside(weight)),
                Shape::Alone { .. } if rule.level == 0 => (Band::FREE, Price::NeverAlone),
                Shape::Alone { cost } => (Band::FREE, Price::Alone(cost * weight)),
            };
            if matches!(price, Price::Outside(0) | Price::Alone(0)) {
                continue;
            }
            let mut coefficients = vec![0; count];
            for (person, coefficient) in rule.coefficients.iter() {
                let at = position[person.index()];
                if at != usize::MAX {
                    coefficients[at] = *coefficient;
                    self.coefficients[at].push((self.sums.len(), *coefficient));
                }
            }
            self.sums.push(SumTable {
                low: band.low.unwrap_or(-FAR),
                high: band.high.unwrap_or(FAR),
                price,
                tilt: *tilt,
                least: reach(&coefficients, self.most, |a, b| a < b),
                greatest: reach(&coefficients, self.most, |a, b| a > b),
            });
        }
    }

    fn add_distinct(&mut self, slot: &Slot, position: &[usize], prices: &Prices) {
        let count = self.order.len();
        for (rule, tilts) in slot.rules.distinct.iter().zip(&self.tilts.classes) {
            let price = fine(prices, rule.level, rule.cost);
            if price == 0 {
                continue;
            }
            let mut classes = vec![0_u128; count];
            for (class, members) in rule.classes.iter().enumerate() {
                for person in members {
                    if let Some(mask) = classes.get_mut(position[person.index()]) {
                        *mask |= 1 << class;
                    }
                }
            }
            let mut later = vec![0; count + 1];
            let mut widest = vec![0; count + 1];
            for at in (0..count).rev() {
                later[at] = later[at + 1] | classes[at];
                widest[at] = i64::from(classes[at].count_ones()).max(widest[at + 1]);
            }
            let bits = tilts.iter().enumerate();
            let mut tilts: Vec<(Fine, u128)> = bits.map(|(class, t)| (*t, 1 << class)).collect();
            tilts.sort_unstable();
            self.distinct.push(DistinctTable {
                tilts,
                low: rule.band.low.unwrap_or(-FAR),
                high: rule.band.high.unwrap_or(FAR),
                price,
                classes,
                later,
                widest,
            });
        }
    }

    fn add_cuts(&mut self, position: &[usize], prices: &Prices) {
        for (cut, price) in prices.cuts.iter().filter(|(_, price)| *price > 0) {
            let members: Vec<usize> = cut.0.iter().map(|p| position[*p]).collect();
            for at in members.into_iter().filter(|at| *at != usize::MAX) {
                self.cuts_of[at].push(self.cut_prices.len());
            }
            self.cut_prices.push(*price);
        }
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
