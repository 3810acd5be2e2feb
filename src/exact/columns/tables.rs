//! What the search for one slot's columns reads: its candidates in order of their own reduced cost, and for each rule the
//! least and most that any k of the later candidates add to it.

use super::bounds::{AloneTable, CutTable, DistinctTable, FAR, FORBIDDEN, SplitTable, SumTable};
use super::candidates::{Candidates, fine};
use super::counted::Counted;
use super::habit::Way;
use super::prices::{Fine, Prices};
use super::slots::Slot;
use super::tilt::Tilts;
use crate::rules::term::Money;

/// The rules that a candidate counts for.
#[derive(Clone, Debug, Default)]
pub struct Kinds {
    /// Counted sums.
    pub counted: Vec<usize>,
    /// Rules about who is alone.
    pub alone: Vec<usize>,
    /// Other sums, with the coefficient.
    pub sums: Vec<(usize, Money)>,
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
    /// For each position, what the candidate costs by itself, the tilts of sums taken off.
    pub own: Vec<Fine>,
    /// `prefix[j] − prefix[i]`: a lower bound of what the candidates i..j cost beside any others.
    pub prefix: Vec<Fine>,
    /// No team has fewer members.
    pub fewest: usize,
    /// No team has more members.
    pub most: usize,
    /// What a team costs by itself.
    pub base: Fine,
    /// For each size up to `most`: what the counted sums cost at the least.
    pub by_size: Vec<Fine>,
    /// The same of the other sums.
    pub hope: Vec<Fine>,
    /// How many words have a bit for each position.
    pub words: usize,
    /// For each position, `words` words: with whom the candidate may not be; empty where everyone may be with everyone.
    pub clashes: Vec<u64>,
    /// `a × candidates + b`: what the two cost together where that is less than nothing; empty where no pairs do.
    pub pairs: Vec<Fine>,
    /// Costs of one without another.
    pub splits: Vec<SplitTable>,
    /// For each position, the rules for which the candidate counts.
    pub kinds: Vec<Kinds>,
    /// Sums to which every candidate adds one of two amounts.
    pub counted: Vec<Counted>,
    /// Costs where one is alone.
    pub alone: Vec<AloneTable>,
    /// Other sums.
    pub sums: Vec<SumTable>,
    /// Numbers of classes.
    pub distinct: Vec<DistinctTable>,
    /// For each position, its cuts and pairs that cost something.
    pub cuts_of: Vec<Vec<usize>>,
    /// For each position, those of its cuts that have nobody after it.
    pub ends: Vec<Vec<usize>>,
    /// Cuts, and pairs that cost something.
    pub cuts: Vec<CutTable>,
    /// What is moved from rules to members.
    pub tilts: Tilts,
}

/// Where teams may have more members, numbers of all sizes take more room than they are worth.
pub const MOST_COUNTED: usize = 64;

/// What a slot's tables move from rules to members.
#[derive(Clone, Copy)]
pub enum Tilting<'a> {
    /// Nothing: enough where nothing is bounded.
    None,
    /// What makes the bounds large, in one way or the other; from those of other prices, where there are any.
    Tuned(Way, Option<&'a Tilts>),
}

impl Tables {
    /// The tables of a slot.
    pub fn new(index: usize, slot: &Slot, prices: &Prices, tilting: Tilting) -> Self {
        let candidates = Candidates::new(slot, prices);
        let mut optimistic = candidates.optimistic();
        let dear = candidates.dear_pairs();
        let count = optimistic.len();
        let tilts = match tilting {
            Tilting::None => Tilts::none(slot, prices, dear.len()),
            Tilting::Tuned(way, before) => {
                Tilts::tuned(index, slot, prices, (&candidates, &dear), way, before)
            }
        };
        for (at, value) in optimistic.iter_mut().enumerate() {
            *value -= tilts.taken[at] + tilts.by_classes[at];
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
        let own = order
            .iter()
            .map(|old| candidates.own[*old] - tilts.taken[*old]);
        let mut tables = Self {
            slot: index,
            forced: order.iter().filter(|at| !free(**at)).count(),
            own: own.collect(),
            prefix,
            fewest: 1,
            most: candidates.most,
            base: -prices.slots[index],
            by_size: vec![0; candidates.most + 1],
            hope: vec![0; candidates.most + 1],
            words: count.div_ceil(64),
            clashes: Vec::new(),
            pairs: Vec::new(),
            splits: Vec::new(),
            kinds: vec![Kinds::default(); count],
            counted: Vec::new(),
            alone: Vec::new(),
            sums: Vec::new(),
            distinct: Vec::new(),
            cuts_of: vec![Vec::new(); count],
            ends: vec![Vec::new(); count],
            cuts: Vec::new(),
            order: order.iter().map(|old| slot.candidates[*old]).collect(),
            tilts,
        };
        for (split, tilt) in slot.rules.splits.iter().zip(&tables.tilts.splits) {
            let (a, b, tilt) = (position[split.a], position[split.b], *tilt);
            let price = fine(prices, split.level, split.cost) - tilt;
            if a.max(b) != usize::MAX && price.max(tilt) != 0 {
                tables.splits.push(SplitTable { a, b, price, tilt });
            }
        }
        tables.add_pairs(&candidates.pairs, &order);
        for ((a, b, price), tilt) in dear.into_iter().zip(tables.tilts.pairs.clone()) {
            let places = [a, b].map(|at| position[slot.candidates[at]]);
            tables.add_cut(&places, CutTable::of_two(price, tilt), tilt);
        }
        tables.add_sums(slot, &position, prices);
        tables.add_distinct(slot, &position, prices);
        tables.add_cuts(&position, prices);
        tables
    }

    fn add_pairs(&mut self, pairs: &[Fine], order: &[usize]) {
        let count = order.len();
        let cells = |a: &usize| {
            let row = pairs.get(a * count..(a + 1) * count);
            let in_order = |row: &[Fine]| order.iter().map(|b| row[*b]).collect::<Vec<Fine>>();
            row.map(in_order).unwrap_or_default()
        };
        let in_order: Vec<Fine> = order.iter().flat_map(cells).collect();
        if in_order.iter().any(|cost| *cost >= FORBIDDEN / 2) {
            self.clashes = vec![0; count * self.words];
            for (at, _) in in_order
                .iter()
                .enumerate()
                .filter(|(_, c)| **c >= FORBIDDEN / 2)
            {
                let (a, b) = (at / count, at % count);
                self.clashes[a * self.words + b / 64] |= 1 << (b % 64);
            }
        }
        if in_order.iter().any(|cost| *cost < 0) {
            self.pairs = in_order.into_iter().map(|cost| cost.min(0)).collect();
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
        for ((cut, price), tilt) in prices.cuts.iter().zip(self.tilts.cuts.clone()) {
            let places = cut.0.map(|p| position[p]);
            self.add_cut(&places, CutTable::of_three(*price, tilt), tilt);
        }
    }

    fn add_cut(&mut self, places: &[usize], table: CutTable, tilt: Fine) {
        let here = places.iter().copied().filter(|at| *at != usize::MAX);
        if here.clone().count() < 2 {
            return;
        }
        here.clone()
            .for_each(|at| self.cuts_of[at].push(self.cuts.len()));
        here.max()
            .into_iter()
            .for_each(|at| self.ends[at].push(self.cuts.len()));
        self.base -= tilt;
        self.cuts.push(table);
    }
}
