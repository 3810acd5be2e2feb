//! What the search for one slot's columns reads: its candidates in order of their own reduced cost, and for each rule the
//! least and most that any k of the later candidates add to it.

use super::prices::{Fine, Prices};
use super::slots::Slot;
use super::tilt::Tilts;
use crate::exact::incumbent::SAME;
use crate::rules::term::{Band, Money, Shape};

/// More than any real reduced cost: what the hard level forbids.
pub const FORBIDDEN: Fine = 1 << 59;

/// How a sum costs.
#[derive(Clone, Copy, Debug)]
pub enum Price {
    /// So much for each unit outside the band.
    Outside(i64),
    /// So much where the sum is exactly 1.
    Alone(Fine),
    /// Forbidden where it is outside the band.
    Band,
    /// Forbidden where it is exactly 1.
    NeverAlone,
}

/// A sum over the members.
#[derive(Clone, Debug)]
pub struct SumTable {
    /// The band's ends.
    pub low: Money,
    /// The band's upper end.
    pub high: Money,
    /// Its cost.
    pub price: Price,
    /// Taken off the candidates' own costs for each unit, and paid by the sum: see [`super::tilt`].
    pub tilt: i64,
    /// `position × (most + 1) + k`: the least that k candidates from the position on add.
    pub least: Vec<Money>,
    /// The same, the most.
    pub greatest: Vec<Money>,
}

/// No band ends here, and no sum gets here.
const FAR: Money = 1 << 60;

impl SumTable {
    /// A lower bound of the cost with the tilt of any more between the two.
    pub fn tilted(&self, sum: Money, least: Money, greatest: Money) -> Fine {
        if self.tilt == 0 {
            return self.cost(sum + least, sum + greatest);
        }
        // Convex, with its least at an end of the band.
        let end = if self.tilt > 0 { self.low } else { self.high };
        let more = (end - sum).clamp(least, greatest);
        self.cost(sum + more, sum + more) + self.tilt * more
    }

    /// A lower bound of the cost of any sum between the two.
    pub fn cost(&self, from: Money, to: Money) -> Fine {
        match self.price {
            Price::Outside(weight) => ((self.low - to).max(0) + (from - self.high).max(0)) * weight,
            Price::Alone(cost) if from == 1 && to == 1 => cost,
            Price::NeverAlone if from == 1 && to == 1 => FORBIDDEN,
            Price::Band if (self.low - to).max(0) + (from - self.high).max(0) > SAME => FORBIDDEN,
            _ => 0,
        }
    }
}

/// A number of classes.
#[derive(Clone, Debug)]
pub struct DistinctTable {
    /// The band's ends.
    pub low: i64,
    /// The band's upper end.
    pub high: i64,
    /// For each class outside.
    pub price: Fine,
    /// For each position, the candidate's classes.
    pub classes: Vec<u128>,
    /// For each position, the classes that candidates from it on have.
    pub later: Vec<u128>,
    /// For each position, the most classes that one candidate from it on has.
    pub widest: Vec<i64>,
    /// Classes with what is taken off their members' own costs and paid by the number, the least first.
    pub tilts: Vec<(Fine, u128)>,
}

impl DistinctTable {
    /// A lower bound of the cost with the tilts, with `present` and `more` candidates from the position on.
    pub fn cost(&self, present: u128, position: usize, more: usize) -> Fine {
        let now = i64::from(present.count_ones());
        let mut cost = self.price.saturating_mul((now - self.high).max(0));
        let mut lacking = (self.low - now).max(0);
        if lacking > 0 {
            let new = self.later[position] & !present;
            let mut most = self.widest[position].saturating_mul(more as i64);
            for (tilt, class) in &self.tilts {
                if lacking == 0 || most == 0 {
                    break;
                }
                if new & class != 0 {
                    cost = cost.saturating_add(*tilt);
                    lacking -= 1;
                    most -= 1;
                }
            }
        }
        cost = cost.saturating_add(self.price.saturating_mul(lacking));
        cost.min(FORBIDDEN)
    }
}

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
}

/// A slot's candidates under prices, by their place in the roster of the slot.
struct Candidates {
    /// What each costs by itself.
    own: Vec<Fine>,
    /// `a × candidates + b`: what the two cost together; empty where no pairs count.
    pairs: Vec<Fine>,
    /// No team has more members.
    most: usize,
}

impl Candidates {
    fn new(slot: &Slot, prices: &Prices) -> Self {
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

    /// What each costs at the least beside any others.
    fn optimistic(&self) -> Vec<Fine> {
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

impl Tables {
    /// The tables of a slot.
    pub fn new(index: usize, slot: &Slot, prices: &Prices) -> Self {
        let candidates = Candidates::new(slot, prices);
        let mut optimistic = candidates.optimistic();
        let count = optimistic.len();
        let tilts = Tilts::new(slot, prices, &optimistic, candidates.most);
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
        };
        for split in &slot.rules.splits {
            let (a, b) = (position[split.a], position[split.b]);
            let price = fine(prices, split.level, split.cost);
            if a.max(b) != usize::MAX && price != 0 {
                tables.splits.push(SplitTable { a, b, price });
            }
        }
        tables.add_sums(slot, &position, prices, &tilts);
        tables.add_distinct(slot, &position, prices, &tilts);
        tables.add_cuts(&position, prices);
        tables
    }

    fn add_sums(&mut self, slot: &Slot, position: &[usize], prices: &Prices, tilts: &Tilts) {
        let count = self.order.len();
        for (rule, tilt) in slot.rules.sums.iter().zip(&tilts.sums) {
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

    fn add_distinct(&mut self, slot: &Slot, position: &[usize], prices: &Prices, tilts: &Tilts) {
        let count = self.order.len();
        for (rule, tilts) in slot.rules.distinct.iter().zip(&tilts.classes) {
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
