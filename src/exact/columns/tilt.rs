//! Tilts: a share of each rule's cost moved to its members, so that the candidates' order and the search's bound know of it.
//!
//! A rule of a sum s costs f(s). For any number t, f(s) + t s on the rule's side and −t c on the side of a member with the
//! coefficient c say the same together, but the bound (the best candidates, plus each rule at its best) becomes larger when
//! both sides ask for the same team: this is the Lagrangian dual of the pricing problem (see [`super::tune`]). Every choice is
//! valid; the final one is whole numbers.
//!
//! A cost w of one without another takes t from 0 to w: the one pays t, the other gets it back, and what is left is w − t for the
//! one without the other and t for the other without the one. A cut of the price w on three takes t up to w/2: each of the three
//! pays t, the team gets one t back, and what is left is t with none of them, 0 with one, w − t with two and w − 2t with three. A
//! pair that costs w together takes t up to w in the same way.

use rustc_hash::FxHashMap;

use super::candidates::{Candidates, at};
use super::habit::Way;
use super::prices::{Fine, Prices};
use super::slots::Slot;
use super::tilted::Part;
use super::tune::Problem;

/// What is moved from rules to members.
#[derive(Clone, Debug)]
pub struct Tilts {
    /// For each sum of the slot's rules, so much for each unit.
    pub sums: Vec<i64>,
    /// For each number of classes, so much for each member of each class.
    pub classes: Vec<Vec<Fine>>,
    /// For each rule about one without another, so much for the one, less for the other.
    pub splits: Vec<Fine>,
    /// For each cut of the prices, so much for each of its three, less once.
    pub cuts: Vec<Fine>,
    /// The same for each pair that costs something.
    pub pairs: Vec<Fine>,
    /// What sums, splits, cuts and pairs take off each candidate's own cost …
    pub taken: Vec<Fine>,
    /// … and what classes do.
    pub by_classes: Vec<Fine>,
    /// The multipliers that these are rounded from: where the next prices begin.
    multipliers: FxHashMap<Part, f64>,
}

impl Tilts {
    /// Nothing is moved.
    pub fn none(slot: &Slot, prices: &Prices, pairs: usize) -> Self {
        let classes = slot.rules.distinct.iter();
        Self {
            sums: vec![0; slot.rules.sums.len()],
            classes: classes.map(|rule| vec![0; rule.classes.len()]).collect(),
            splits: vec![0; slot.rules.splits.len()],
            cuts: vec![0; prices.cuts.len()],
            pairs: vec![0; pairs],
            taken: vec![0; slot.candidates.len()],
            by_classes: vec![0; slot.candidates.len()],
            multipliers: FxHashMap::default(),
        }
    }

    /// Tilts for the slot of the index with its candidates and pairs that cost something. `before`: those under other prices, to
    /// begin with.
    pub fn tuned(
        index: usize,
        slot: &Slot,
        prices: &Prices,
        (candidates, pairs): (&Candidates, &[(usize, usize, Fine)]),
        way: Way,
        before: Option<&Self>,
    ) -> Self {
        let problem = Problem::new(slot, prices, candidates, pairs, way);
        let known = before.map(|tilts| &tilts.multipliers);
        let best = problem.tune(prices.slots[index], known.filter(|known| !known.is_empty()));
        let mut tilts = Self::none(slot, prices, pairs.len());
        let cuts = prices.cuts.iter().enumerate();
        let place: FxHashMap<_, usize> = cuts.map(|(at, (cut, _))| (*cut, at)).collect();
        for (part, unit, tilt) in best {
            match part {
                Part::Sum(index) => tilts.sums[index] = (tilt / unit).round() as i64,
                Part::Class(index, class) => tilts.classes[index][class] = tilt.floor() as Fine,
                Part::Split(index) => tilts.splits[index] = tilt.floor() as Fine,
                Part::Cut(cut) => tilts.cuts[place[&cut]] = tilt.floor() as Fine,
                Part::Pair(index) => tilts.pairs[index] = tilt.floor() as Fine,
            }
            tilts.multipliers.insert(part, tilt);
        }
        tilts.take(slot, prices, pairs);
        tilts
    }

    fn take(&mut self, slot: &Slot, prices: &Prices, pairs: &[(usize, usize, Fine)]) {
        for (rule, tilt) in slot.rules.sums.iter().zip(&self.sums) {
            for (person, coefficient) in rule.coefficients.iter() {
                if let Some(at) = at(slot, person.index()) {
                    self.taken[at] += tilt * coefficient;
                }
            }
        }
        for (rule, tilt) in slot.rules.splits.iter().zip(&self.splits) {
            if let (Some(a), Some(b)) = (at(slot, rule.a), at(slot, rule.b)) {
                self.taken[a] -= tilt;
                self.taken[b] += tilt;
            }
        }
        for ((cut, _), tilt) in prices.cuts.iter().zip(&self.cuts) {
            for at in cut.0.iter().filter_map(|p| at(slot, *p)) {
                self.taken[at] -= tilt;
            }
        }
        for ((a, b, _), tilt) in pairs.iter().zip(&self.pairs) {
            self.taken[*a] -= tilt;
            self.taken[*b] -= tilt;
        }
        for (rule, tilt) in slot.rules.distinct.iter().zip(&self.classes) {
            for (members, tilt) in rule.classes.iter().zip(tilt) {
                for at in members.iter().filter_map(|p| at(slot, p.index())) {
                    self.by_classes[at] += tilt;
                }
            }
        }
    }
}
