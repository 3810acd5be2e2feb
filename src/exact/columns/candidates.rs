//! A slot's candidates, each by itself and two by two, before they are put in order.

use super::bounds::FORBIDDEN;
use super::prices::{Fine, Prices};
use super::slots::Slot;
use crate::exact::incumbent::SAME;
use crate::rules::term::{Money, Shape};

/// A slot's candidates under prices, by their place in the roster of the slot.
pub struct Candidates {
    /// What each costs by itself.
    pub own: Vec<Fine>,
    /// `a × candidates + b`: what the two cost together; empty where no pairs count.
    pub pairs: Vec<Fine>,
    /// No team has more members.
    pub most: usize,
}

impl Candidates {
    /// The slot's candidates.
    pub fn new(slot: &Slot, prices: &Prices) -> Self {
        let rules = &slot.rules;
        let own = slot.candidates.iter().map(|p| {
            let places = rules.places.iter().zip(&prices.weights).skip(1);
            let cost: Fine = places.map(|(places, weight)| places[*p] * weight).sum();
            cost - prices.people[*p]
        });
        let mut candidates = Self {
            own: own.collect(),
            pairs: Vec::new(),
            most: slot.candidates.len(),
        };
        // One without somebody who is no candidate: decided by the first alone.
        for split in &rules.splits {
            if let Some(a) = at(slot, split.a)
                && at(slot, split.b).is_none()
            {
                candidates.own[a] += fine(prices, split.level, split.cost);
            }
        }
        let count = slot.candidates.len();
        for pair in &rules.pairs {
            let (Some(a), Some(b)) = (at(slot, pair.a), at(slot, pair.b)) else {
                continue;
            };
            if candidates.pairs.is_empty() {
                candidates.pairs = vec![0; count * count];
            }
            let cost = fine(prices, pair.level, pair.cost);
            for cell in [a * count + b, b * count + a] {
                candidates.pairs[cell] = (candidates.pairs[cell] + cost).min(FORBIDDEN);
            }
        }
        candidates.limit_size(slot);
        candidates
    }

    /// The most members that hard sums of coefficients above 0 allow.
    fn limit_size(&mut self, slot: &Slot) {
        for rule in slot.rules.sums.iter().filter(|rule| rule.level == 0) {
            let Shape::Band(band) = rule.shape else {
                continue;
            };
            let Some(high) = band.high else { continue };
            let mut sizes = vec![0; self.own.len()];
            for (person, coefficient) in rule.coefficients.iter() {
                if let Some(at) = at(slot, person.index()) {
                    sizes[at] = *coefficient;
                }
            }
            sizes.sort_unstable();
            if sizes.first().is_none_or(|least| *least < 0) {
                continue;
            }
            let mut sum = 0;
            let fitting = sizes.iter().take_while(|size| {
                sum += **size;
                sum <= high + SAME
            });
            self.most = self.most.min(fitting.count());
        }
    }

    /// Pairs that cost something together and are not forbidden: two places in the roster of the slot, and how much.
    pub fn dear_pairs(&self) -> Vec<(usize, usize, Fine)> {
        let count = self.own.len();
        let cells = self.pairs.iter().enumerate();
        let cells = cells.map(|(at, cost)| (at / count, at % count, *cost));
        let dear = cells.filter(|(a, b, cost)| a < b && *cost > 0 && *cost < FORBIDDEN / 2);
        dear.collect()
    }

    /// What each costs at the least beside any others.
    pub fn optimistic(&self) -> Vec<Fine> {
        let count = self.own.len();
        let value = |at: usize| {
            if self.pairs.is_empty() {
                return self.own[at];
            }
            let mut gains = self.pairs[at * count..(at + 1) * count].to_vec();
            gains.retain(|cost| *cost < 0);
            gains.sort_unstable();
            gains.truncate(self.most.saturating_sub(1));
            self.own[at] + gains.iter().sum::<Fine>()
        };
        (0..count).map(value).collect()
    }
}

/// Where the participant stands among the slot's candidates.
pub fn at(slot: &Slot, person: usize) -> Option<usize> {
    slot.candidates.binary_search(&person).ok()
}

/// A rule's cost; hard ones forbid.
pub fn fine(prices: &Prices, level: usize, cost: Money) -> Fine {
    if level == 0 {
        FORBIDDEN
    } else {
        cost * prices.weights[level]
    }
}
