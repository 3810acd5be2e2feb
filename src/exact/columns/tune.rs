//! Which tilts give a large bound: the Lagrangian dual of one slot's pricing problem, by a deflected subgradient method.

use rustc_hash::FxHashMap;

use super::candidates::{Candidates, fine};
use super::habit::Way;
use super::prices::{Fine, Prices};
use super::slots::Slot;
use super::tilted::{Part, Tilted, tilted};
use crate::rules::term::Shape;

/// Steps from nothing …
const STEPS: usize = 200;
/// … and from tilts that were good under the prices before.
const FEW_STEPS: usize = 60;
/// The first step, as a share of what leads to a bound of 0, and how many steps may fail before it is halved.
const PACE: f64 = 1.0;
const PATIENCE: usize = 5;

/// One slot under prices.
pub struct Problem<'a> {
    slot: &'a Slot,
    prices: &'a Prices,
    /// What the candidates cost by themselves at the least.
    own: Vec<f64>,
    /// No team has more members.
    most: usize,
    rules: Vec<Tilted>,
}

impl<'a> Problem<'a> {
    /// The slot's candidates, those of their pairs that cost something, and what is tilted in this way.
    pub fn new(
        slot: &'a Slot,
        prices: &'a Prices,
        candidates: &Candidates,
        pairs: &[(usize, usize, Fine)],
        way: Way,
    ) -> Self {
        let own = candidates.optimistic();
        Self {
            slot,
            prices,
            own: own.into_iter().map(|own| own as f64).collect(),
            most: candidates.most,
            rules: tilted(slot, prices, candidates.most, pairs, way),
        }
    }

    /// For each rule, its unit and a tilt: together they give a large bound at the root. `earned`: what a team of the slot earns;
    /// `start`: tilts to begin with.
    ///
    /// The direction is that of Camerini, Fratta and Maffioli (1975), the step that of Held and Karp (1971): the bound cannot be much
    /// above 0, since some team with a reduced cost of 0 is in the master's basis.
    pub fn tune(
        &self,
        earned: Fine,
        start: Option<&FxHashMap<Part, f64>>,
    ) -> Vec<(Part, f64, f64)> {
        let rules = &self.rules;
        let begin = |rule: &Tilted| {
            let known = start.and_then(|start| start.get(&rule.part).copied());
            known.unwrap_or(0.0).clamp(rule.least, rule.price)
        };
        let mut tilt: Vec<f64> = rules.iter().map(begin).collect();
        let mut best = (f64::NEG_INFINITY, tilt.clone());
        // In shares of each rule's price, so that all are about as large.
        let mut way = vec![0.0; rules.len()];
        let (mut pace, mut failed) = (PACE, 0);
        let steps = if start.is_some() { FEW_STEPS } else { STEPS };
        for _ in 0..if self.own.is_empty() { 0 } else { steps } {
            let (bound, slope) = self.root(&tilt);
            if bound > best.0 {
                best = (bound, tilt.clone());
                failed = 0;
            } else {
                failed += 1;
                if failed >= PATIENCE {
                    pace *= 0.5;
                    failed = 0;
                    tilt.clone_from(&best.1);
                    way.fill(0.0);
                }
            }
            let slope = slope
                .iter()
                .zip(rules)
                .map(|(slope, rule)| slope * rule.price);
            let slope: Vec<f64> = slope.collect();
            let (along, length) = (dot(&slope, &way), dot(&way, &way));
            let deflect = if along < 0.0 {
                -1.5 * along / length
            } else {
                0.0
            };
            let ways = way.iter_mut().zip(&slope);
            ways.for_each(|(way, slope)| *way = slope + deflect * *way);
            let length = dot(&way, &way);
            if length == 0.0 {
                break;
            }
            let step = pace * (earned as f64 - bound).max(0.0) / length;
            for ((tilt, way), rule) in tilt.iter_mut().zip(&way).zip(rules) {
                *tilt = (*tilt + step * way * rule.price).clamp(rule.least, rule.price);
            }
        }
        let parts = rules.iter().zip(best.1);
        parts
            .map(|(rule, tilt)| (rule.part, rule.unit, tilt))
            .collect()
    }

    /// The bound of the slot's reduced costs (but for what the slot earns and what the tilts do not touch) and a subgradient.
    fn root(&self, tilt: &[f64]) -> (f64, Vec<f64>) {
        let (slot, rules) = (self.slot, &self.rules);
        let mut value = self.own.clone();
        for (rule, tilt) in rules.iter().zip(tilt) {
            for (at, coefficient) in &rule.members {
                value[*at] -= tilt * coefficient;
            }
        }
        let is_forced = |at: &usize| slot.forced.contains(&slot.candidates[*at]);
        let mut order: Vec<usize> = (0..value.len()).collect();
        order.sort_by(|a, b| {
            is_forced(b)
                .cmp(&is_forced(a))
                .then(value[*a].total_cmp(&value[*b]))
        });
        let mut wanted = vec![0.0; rules.len()];
        let mut total = self.root_of_classes(tilt, &mut wanted);
        for ((rule, tilt), wanted) in rules.iter().zip(tilt).zip(&mut wanted) {
            if matches!(rule.part, Part::Cut(_) | Part::Pair(_)) {
                total -= tilt;
                *wanted = -1.0;
            }
        }
        // The number of members with the least bound.
        let smallest = smallest(slot).max(slot.forced.len()).max(1);
        let mut sum = 0.0;
        let mut least = (f64::INFINITY, 0);
        for (count, at) in order.iter().take(self.most).enumerate() {
            sum += value[*at];
            let size = count + 1;
            if size >= smallest {
                let paid = rules.iter().zip(tilt);
                let paid = paid.filter_map(|(rule, tilt)| Some(rule.least(*tilt, size)?.0));
                let all = sum + paid.sum::<f64>();
                if all < least.0 {
                    least = (all, size);
                }
            }
        }
        for ((rule, tilt), wanted) in rules.iter().zip(tilt).zip(&mut wanted) {
            if let Some((_, sum)) = rule.least(*tilt, least.1) {
                *wanted = sum;
            }
        }
        let mut inside = vec![false; value.len()];
        order[..least.1].iter().for_each(|at| inside[*at] = true);
        let slope = rules.iter().zip(&wanted).map(|(rule, wanted)| {
            let here = rule.members.iter().filter(|(at, _)| inside[*at]);
            wanted - here.map(|(_, c)| c).sum::<f64>()
        });
        (total + least.0.min(1e300), slope.collect())
    }

    /// What numbers of classes pay at their best, whatever the size, and with which classes.
    fn root_of_classes(&self, tilt: &[f64], wanted: &mut [f64]) -> f64 {
        let mut total = 0.0;
        for (index, rule) in self.slot.rules.distinct.iter().enumerate() {
            let Some(low) = rule.band.low else { continue };
            let mine = |at: &usize| {
                let other = &self.rules[*at];
                matches!(other.part, Part::Class(of, _) if of == index) && !other.members.is_empty()
            };
            let mut classes: Vec<usize> = (0..self.rules.len()).filter(mine).collect();
            classes.sort_by(|a, b| tilt[*a].total_cmp(&tilt[*b]));
            classes.truncate(low.max(0) as usize);
            if rule.level > 0 {
                let lacking = low.max(0) as usize - classes.len();
                total += fine(self.prices, rule.level, rule.cost) as f64 * lacking as f64;
            }
            for class in classes {
                total += tilt[class];
                wanted[class] = 1.0;
            }
        }
        total
    }
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(a, b)| a * b).sum()
}

/// About the fewest members that hard sums allow.
fn smallest(slot: &Slot) -> usize {
    let hard = slot.rules.sums.iter().filter(|rule| rule.level == 0);
    let fewest = hard.filter_map(|rule| {
        let Shape::Band(band) = rule.shape else {
            return None;
        };
        let greatest = rule.coefficients.iter().map(|(_, c)| *c).max()?;
        let low = band.low?;
        (greatest > 0 && low > 0).then(|| (low as f64 / greatest as f64).ceil() as usize)
    });
    fewest.max().unwrap_or(1).min(slot.candidates.len())
}
