//! Tilts: a share of each rule's cost moved to its members, so that the candidates' order and the search's bound know of it.
//!
//! A rule of a sum s costs f(s). For any number t, f(s) + t s on the rule's side and −t c on the side of a member with the
//! coefficient c say the same together, but the bound (the best candidates, plus each rule at its best) becomes larger when
//! both sides ask for the same team: this is the Lagrangian dual of the pricing problem, and its multipliers are found by a
//! few steps along subgradients. Every choice is valid; the final one is whole numbers.

use super::candidates::{at, fine};
use super::prices::{Fine, Prices};
use super::slots::Slot;
use crate::rules::term::Shape;

/// Steps along subgradients from nothing …
const STEPS: usize = 80;
/// … and from tilts that were good under the prices before.
const FEW_STEPS: usize = 16;
/// The first step, as a share of the dearest rule's price, in both cases.
const PACE: f64 = 0.3;
const SLOW_PACE: f64 = 0.03;

/// What is moved from rules to members.
#[derive(Clone, Debug)]
pub struct Tilts {
    /// For each sum of the slot's rules, so much for each unit.
    pub sums: Vec<i64>,
    /// For each number of classes, so much for each member of each class.
    pub classes: Vec<Vec<Fine>>,
    /// What is taken off each candidate's own cost.
    pub taken: Vec<Fine>,
    /// The multipliers that these are rounded from: where the next prices begin.
    multipliers: Vec<f64>,
}

/// A rule as the tilts see it, its figures in units in which coefficients are about 1.
struct Tilted {
    /// (candidate, coefficient).
    members: Vec<(usize, f64)>,
    /// Where the part that is tilted belongs.
    from: From,
    /// What a unit outside costs: no tilt is larger.
    price: f64,
    /// How many [`crate::rules::term::Money`] are a unit.
    unit: f64,
}

enum From {
    /// The sum of this index, with its band.
    Sum(usize, f64, f64),
    /// A class of the number of classes of this index.
    Class(usize, usize),
}

impl Tilts {
    /// Nothing is moved.
    pub fn none(slot: &Slot) -> Self {
        let classes = slot.rules.distinct.iter();
        Self {
            sums: vec![0; slot.rules.sums.len()],
            classes: classes.map(|rule| vec![0; rule.classes.len()]).collect(),
            taken: vec![0; slot.candidates.len()],
            multipliers: Vec::new(),
        }
    }

    /// Tilts for a slot whose candidates cost so much by themselves; a team has at most so many. `before`: those under other
    /// prices, to begin with.
    pub fn tuned(
        slot: &Slot,
        prices: &Prices,
        (own, most): (&[Fine], usize),
        before: Option<&Self>,
    ) -> Self {
        let rules = tilted(slot, prices);
        let known = before.map(|tilts| &tilts.multipliers[..]);
        let start = known.filter(|known| known.len() == rules.len());
        let best = tune(slot, prices, &rules, own, most, start);
        let mut tilts = Self {
            multipliers: best.clone(),
            ..Self::none(slot)
        };
        for (rule, tilt) in rules.iter().zip(best) {
            match rule.from {
                From::Sum(index, ..) => tilts.sums[index] = (tilt / rule.unit).round() as i64,
                From::Class(index, class) => tilts.classes[index][class] = tilt.floor() as Fine,
            }
        }
        for (rule, tilt) in slot.rules.sums.iter().zip(&tilts.sums) {
            for (person, coefficient) in rule.coefficients.iter() {
                if let Some(at) = at(slot, person.index()) {
                    tilts.taken[at] += tilt * coefficient;
                }
            }
        }
        for (rule, tilt) in slot.rules.distinct.iter().zip(&tilts.classes) {
            for (members, tilt) in rule.classes.iter().zip(tilt) {
                for at in members.iter().filter_map(|p| at(slot, p.index())) {
                    tilts.taken[at] += tilt;
                }
            }
        }
        tilts
    }
}

/// The soft rules that can be tilted: bands of sums, and classes that are wanted.
fn tilted(slot: &Slot, prices: &Prices) -> Vec<Tilted> {
    let mut rules = Vec::new();
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
        let coefficients = rule.coefficients.iter();
        let unit = coefficients
            .clone()
            .map(|(_, c)| c.abs())
            .max()
            .unwrap_or(0) as f64;
        if unit == 0.0 {
            continue;
        }
        let end = |end: Option<i64>, none: f64| end.map_or(none, |end| end as f64 / unit);
        rules.push(Tilted {
            members: coefficients
                .filter_map(|(p, c)| Some((at(slot, p.index())?, *c as f64 / unit)))
                .collect(),
            from: From::Sum(index, end(band.low, -1e6), end(band.high, 1e6)),
            price: weight as f64 * unit,
            unit,
        });
    }
    for (index, rule) in slot.rules.distinct.iter().enumerate() {
        let price = fine(prices, rule.level, rule.cost);
        if rule.level == 0 || price == 0 || rule.band.low.is_none() {
            continue;
        }
        for (class, members) in rule.classes.iter().enumerate() {
            rules.push(Tilted {
                members: members
                    .iter()
                    .filter_map(|p| Some((at(slot, p.index())?, 1.0)))
                    .collect(),
                from: From::Class(index, class),
                price: price as f64,
                unit: 1.0,
            });
        }
    }
    rules
}

/// Tilts with a large bound at the root.
fn tune(
    slot: &Slot,
    prices: &Prices,
    rules: &[Tilted],
    own: &[Fine],
    most: usize,
    start: Option<&[f64]>,
) -> Vec<f64> {
    let least = |rule: &Tilted| match rule.from {
        From::Sum(..) => -rule.price,
        From::Class(..) => 0.0,
    };
    let (mut tilt, steps, mut pace) = match start {
        Some(start) => {
            let within = start.iter().zip(rules);
            let within = within.map(|(tilt, rule)| tilt.clamp(least(rule), rule.price));
            (within.collect(), FEW_STEPS, SLOW_PACE)
        }
        None => (vec![0.0; rules.len()], STEPS, PACE),
    };
    let mut best = (f64::NEG_INFINITY, tilt.clone());
    if rules.is_empty() || own.is_empty() {
        return tilt;
    }
    let scale: f64 = rules.iter().map(|rule| rule.price).fold(0.0, f64::max);
    let mut failed = 0;
    for _ in 0..steps {
        let (bound, slope) = root(slot, prices, rules, own, most, &tilt);
        if bound > best.0 {
            best = (bound, tilt.clone());
            failed = 0;
        } else {
            failed += 1;
            if failed >= 4 {
                pace *= 0.6;
                failed = 0;
                tilt.clone_from(&best.1);
                continue;
            }
        }
        let length = slope.iter().map(|s| s * s).sum::<f64>();
        if length == 0.0 {
            break;
        }
        let step = pace * scale / length.sqrt();
        for ((tilt, slope), rule) in tilt.iter_mut().zip(&slope).zip(rules) {
            *tilt = (*tilt + step * slope).clamp(least(rule), rule.price);
        }
    }
    best.1
}

/// The bound of the slot's reduced costs (but for a constant and what the tilts do not touch) and a subgradient.
fn root(
    slot: &Slot,
    prices: &Prices,
    rules: &[Tilted],
    own: &[Fine],
    most: usize,
    tilt: &[f64],
) -> (f64, Vec<f64>) {
    let mut value: Vec<f64> = own.iter().map(|own| *own as f64).collect();
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
    // What each rule pays at its best, and with how many units.
    let mut total = 0.0;
    let mut wanted = vec![0.0; rules.len()];
    for ((rule, tilt), wanted) in rules.iter().zip(tilt).zip(&mut wanted) {
        if let From::Sum(_, low, high) = rule.from {
            let coefficients = rule.members.iter().map(|(_, c)| *c);
            let (mut least, mut greatest): (Vec<f64>, Vec<f64>) =
                coefficients.partition(|c| *c < 0.0);
            least.sort_by(f64::total_cmp);
            greatest.sort_by(|a, b| b.total_cmp(a));
            let sum = |parts: &[f64]| parts.iter().take(most).sum::<f64>();
            let end = if *tilt > 0.0 { low } else { high };
            let units = end.clamp(sum(&least), sum(&greatest));
            let miss = (low - units).max(0.0) + (units - high).max(0.0);
            total += rule.price * miss + tilt * units;
            *wanted = units;
        }
    }
    for (index, rule) in slot.rules.distinct.iter().enumerate() {
        let Some(low) = rule.band.low else { continue };
        let of_rule = |other: &From| matches!(other, From::Class(of, _) if *of == index);
        let mut classes: Vec<usize> = (0..rules.len())
            .filter(|r| of_rule(&rules[*r].from) && !rules[*r].members.is_empty())
            .collect();
        classes.sort_by(|a, b| tilt[*a].total_cmp(&tilt[*b]));
        classes.truncate(low.max(0) as usize);
        let lacking = low.max(0) as usize - classes.len();
        let price = fine(prices, rule.level, rule.cost) as f64;
        if rule.level > 0 {
            total += price * lacking as f64;
        }
        for class in classes {
            total += tilt[class];
            wanted[class] = 1.0;
        }
    }
    // The number of members with the least bound; rules of sizes decide among them later.
    let smallest = smallest(slot).max(slot.forced.len()).max(1);
    let mut sum = 0.0;
    let mut least = (f64::INFINITY, 0);
    for (count, at) in order.iter().take(most).enumerate() {
        sum += value[*at];
        if count + 1 >= smallest && sum < least.0 {
            least = (sum, count + 1);
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
