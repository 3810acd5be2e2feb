//! Which tilts give a large bound: the Lagrangian dual of one slot's pricing problem, by a deflected subgradient method.

use rustc_hash::FxHashMap;

use super::candidates::{at, fine};
use super::counted::{Amounts, numbers};
use super::prices::{Cut, Fine, Prices};
use super::rules::SumRule;
use super::slots::Slot;
use super::tables::MOST_COUNTED;
use crate::rules::term::Shape;

/// Steps from nothing …
const STEPS: usize = 200;
/// … and from tilts that were good under the prices before.
const FEW_STEPS: usize = 60;
/// The first step, as a share of what leads to a bound of 0, and how many steps may fail before it is halved.
const PACE: f64 = 1.0;
const PATIENCE: usize = 5;

/// What a tilt belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The sum of this index.
    Sum(usize),
    /// A class of the number of classes of this index.
    Class(usize, usize),
    /// The rule of this index about one without another.
    Split(usize),
    /// The cut.
    Cut(Cut),
}

/// A rule as the tilts see it, its figures in units in which coefficients are about 1.
struct Tilted {
    part: Part,
    /// (candidate, coefficient).
    members: Vec<(usize, f64)>,
    /// Tilts are from `least` to `price`, what a unit outside costs.
    least: f64,
    price: f64,
    /// How many [`crate::rules::term::Money`] are a unit.
    unit: f64,
    /// Where it costs nothing, and what sums a team of each size can have; of sums only.
    sum: Option<((f64, f64), Reach)>,
}

/// What sums a team of so many members can have.
enum Reach {
    /// From the first to the second, for each size.
    Any(Vec<(f64, f64)>),
    /// `second` for each member who is counted, `first` for each other one: so many of the candidates are counted.
    Counted {
        first: f64,
        second: f64,
        counted: usize,
        candidates: usize,
    },
}

/// One slot under prices.
pub struct Problem<'a> {
    slot: &'a Slot,
    prices: &'a Prices,
    /// What the candidates cost by themselves.
    own: &'a [Fine],
    /// No team has more members.
    most: usize,
    rules: Vec<Tilted>,
}

impl<'a> Problem<'a> {
    /// The soft rules that can be tilted: bands of sums, classes that are wanted, one without another, cuts.
    pub fn new(slot: &'a Slot, prices: &'a Prices, own: &'a [Fine], most: usize) -> Self {
        let rules = [
            sums(slot, prices, most),
            classes(slot, prices),
            splits(slot, prices),
            cuts(slot, prices),
        ];
        Self {
            slot,
            prices,
            own,
            most,
            rules: rules.into_iter().flatten().collect(),
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
            let slope = slope.iter().zip(rules).map(|(slope, rule)| slope * rule.price);
            let slope: Vec<f64> = slope.collect();
            let (along, length) = (dot(&slope, &way), dot(&way, &way));
            let deflect = if along < 0.0 { -1.5 * along / length } else { 0.0 };
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
        parts.map(|(rule, tilt)| (rule.part, rule.unit, tilt)).collect()
    }

    /// The bound of the slot's reduced costs (but for what the slot earns and what the tilts do not touch) and a subgradient.
    fn root(&self, tilt: &[f64]) -> (f64, Vec<f64>) {
        let (slot, rules) = (self.slot, &self.rules);
        let mut value: Vec<f64> = self.own.iter().map(|own| *own as f64).collect();
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
            if matches!(rule.part, Part::Cut(_)) {
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

fn sums(slot: &Slot, prices: &Prices, most: usize) -> Vec<Tilted> {
    let mut tilted = Vec::new();
    for (index, rule) in slot.rules.sums.iter().enumerate() {
        let Shape::Band(band) = rule.shape else {
            continue;
        };
        let weight = prices.weights[rule.level];
        // The tables ask the same of a sum: its two sides do not cross.
        let crossed = band
            .low
            .is_some_and(|low| band.high.is_some_and(|high| low > high));
        if rule.level == 0 || weight == 0 || crossed {
            continue;
        }
        let largest = rule.coefficients.iter().map(|(_, c)| c.abs()).max();
        let unit = largest.unwrap_or(0) as f64;
        if unit == 0.0 {
            continue;
        }
        let end = |end: Option<i64>, none: f64| end.map_or(none, |end| end as f64 / unit);
        let members = rule.coefficients.iter();
        let members = members.filter_map(|(p, c)| Some((at(slot, p.index())?, *c as f64 / unit)));
        let price = weight as f64 * unit;
        tilted.push(Tilted {
            part: Part::Sum(index),
            members: members.collect(),
            least: -price,
            price,
            unit,
            sum: Some((
                (end(band.low, -1e6), end(band.high, 1e6)),
                Reach::of(slot, rule, most, unit),
            )),
        });
    }
    tilted
}

fn classes(slot: &Slot, prices: &Prices) -> Vec<Tilted> {
    let mut tilted = Vec::new();
    for (index, rule) in slot.rules.distinct.iter().enumerate() {
        let price = fine(prices, rule.level, rule.cost);
        if rule.level == 0 || price == 0 || rule.band.low.is_none() {
            continue;
        }
        for (class, members) in rule.classes.iter().enumerate() {
            let members = members.iter().filter_map(|p| at(slot, p.index()));
            let members = members.map(|at| (at, 1.0)).collect();
            tilted.push(Tilted::plain(Part::Class(index, class), members, price as f64));
        }
    }
    tilted
}

fn splits(slot: &Slot, prices: &Prices) -> Vec<Tilted> {
    let rules = slot.rules.splits.iter().enumerate();
    let soft = rules.filter(|(_, rule)| rule.level > 0);
    let tilted = soft.filter_map(|(index, rule)| {
        let members = vec![(at(slot, rule.a)?, -1.0), (at(slot, rule.b)?, 1.0)];
        let price = fine(prices, rule.level, rule.cost) as f64;
        Some(Tilted::plain(Part::Split(index), members, price))
    });
    tilted.filter(|rule| rule.price > 0.0).collect()
}

fn cuts(slot: &Slot, prices: &Prices) -> Vec<Tilted> {
    let tilted = prices.cuts.iter().map(|(cut, price)| {
        let members = cut.0.iter().filter_map(|p| Some((at(slot, *p)?, -1.0)));
        // With two members it costs the price, with three no more.
        Tilted::plain(Part::Cut(*cut), members.collect(), *price as f64 / 2.0)
    });
    tilted.filter(|rule| rule.members.len() >= 2).collect()
}

impl Tilted {
    /// A rule that is no sum.
    fn plain(part: Part, members: Vec<(usize, f64)>, price: f64) -> Self {
        Self {
            part,
            members,
            least: 0.0,
            price,
            unit: 1.0,
            sum: None,
        }
    }

    /// The least that a team of the size pays for a sum, tilt included, and the sum with which it does.
    fn least(&self, tilt: f64, size: usize) -> Option<(f64, f64)> {
        let ((low, high), reach) = self.sum.as_ref()?;
        let pay = |sum: f64| {
            let miss = (low - sum).max(0.0) + (sum - high).max(0.0);
            (self.price * miss + tilt * sum, sum)
        };
        let end = if tilt > 0.0 { *low } else { *high };
        Some(match reach {
            Reach::Any(reach) => {
                let (least, greatest) = reach[size];
                pay(end.clamp(least, greatest))
            }
            Reach::Counted {
                first,
                second,
                counted,
                candidates,
            } => {
                let (fewest, most) = numbers(size, *candidates, *counted);
                let sum = |number: f64| first * (size as f64 - number) + second * number;
                if first == second {
                    return Some(pay(sum(0.0)));
                }
                // Convex in the number: the best one is beside the end of the band.
                let number = (end - first * size as f64) / (second - first);
                let number = number.floor().clamp(fewest as f64, most as f64);
                let next = (number + 1.0).min(most as f64);
                let (one, other) = (pay(sum(number)), pay(sum(next)));
                if other.0 < one.0 { other } else { one }
            }
        })
    }
}

impl Reach {
    fn of(slot: &Slot, rule: &SumRule, most: usize, unit: f64) -> Self {
        let mut coefficients = vec![0; slot.candidates.len()];
        for (person, coefficient) in rule.coefficients.iter() {
            if let Some(at) = at(slot, person.index()) {
                coefficients[at] = *coefficient;
            }
        }
        let in_units = |sum: i64| sum as f64 / unit;
        if let Some(amounts) = Amounts::of(&coefficients).filter(|_| most <= MOST_COUNTED) {
            return Self::Counted {
                first: in_units(amounts.first),
                second: in_units(amounts.second),
                counted: coefficients.iter().filter(|c| **c == amounts.second).count(),
                candidates: coefficients.len(),
            };
        }
        coefficients.sort_unstable();
        let sums = |ascending: &mut dyn Iterator<Item = &i64>| {
            let sums = ascending.scan(0, |sum, c| {
                *sum += c;
                Some(*sum)
            });
            std::iter::once(0).chain(sums).take(most + 1).map(in_units).collect::<Vec<f64>>()
        };
        let (least, greatest) = (sums(&mut coefficients.iter()), sums(&mut coefficients.iter().rev()));
        Self::Any(least.into_iter().zip(greatest).collect())
    }
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
