//! Rules as tilts see them: who is a member, how far a tilt may go, and what a team pays at its best.

use super::candidates::{at, fine};
use super::counted::{Amounts, numbers};
use super::habit::Way;
use super::prices::{Cut, Fine, Prices};
use super::rules::SumRule;
use super::slots::Slot;
use super::tables::MOST_COUNTED;
use crate::rules::term::Shape;

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
    /// The pair of this index.
    Pair(usize),
}

/// A rule as the tilts see it, its figures in units in which coefficients are about 1.
pub(super) struct Tilted {
    pub part: Part,
    /// (candidate, coefficient).
    pub members: Vec<(usize, f64)>,
    /// Tilts are from `least` to `price`, what a unit outside costs.
    pub least: f64,
    pub price: f64,
    /// How many [`crate::rules::term::Money`] are a unit.
    pub unit: f64,
    /// Where it costs nothing, and what sums a team of each size can have; of sums only.
    sum: Option<((f64, f64), Reach)>,
}

/// What sums a team of so many members can have.
pub(super) enum Reach {
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

/// The soft rules of a slot that can be tilted: bands of sums, classes that are wanted, one without another; and, in full, cuts and
/// pairs that cost something.
pub(super) fn tilted(
    slot: &Slot,
    prices: &Prices,
    most: usize,
    pairs: &[(usize, usize, Fine)],
    way: Way,
) -> Vec<Tilted> {
    let mut tilted = sums(slot, prices, most);
    tilted.extend(classes(slot, prices));
    tilted.extend(splits(slot, prices));
    if way == Way::Full {
        tilted.extend(cuts(slot, prices));
        let pairs = pairs.iter().enumerate();
        tilted.extend(pairs.map(|(index, (a, b, price))| {
            let members = vec![(*a, -1.0), (*b, -1.0)];
            Tilted::plain(Part::Pair(index), members, *price as f64)
        }));
    }
    tilted
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
            tilted.push(Tilted::plain(
                Part::Class(index, class),
                members,
                price as f64,
            ));
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
    pub fn plain(part: Part, members: Vec<(usize, f64)>, price: f64) -> Self {
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
    pub fn least(&self, tilt: f64, size: usize) -> Option<(f64, f64)> {
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
                counted: coefficients
                    .iter()
                    .filter(|c| **c == amounts.second)
                    .count(),
                candidates: coefficients.len(),
            };
        }
        coefficients.sort_unstable();
        let sums = |ascending: &mut dyn Iterator<Item = &i64>| {
            let sums = ascending.scan(0, |sum, c| {
                *sum += c;
                Some(*sum)
            });
            std::iter::once(0)
                .chain(sums)
                .take(most + 1)
                .map(in_units)
                .collect::<Vec<f64>>()
        };
        let (least, greatest) = (
            sums(&mut coefficients.iter()),
            sums(&mut coefficients.iter().rev()),
        );
        Self::Any(least.into_iter().zip(greatest).collect())
    }
}
