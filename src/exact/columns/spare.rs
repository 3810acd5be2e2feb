//! Places that no plan needs any more: whoever would be in a team of a slot only in columns whose reduced cost is above what the
//! level's bound leaves below the plan's cost (reduced-cost fixing, of a participant and a slot in place of a column).
//!
//! Where too many columns matter for a list, these are what a level leaves to the ones after it, to columns and programs alike.

use super::generate::Priced;
use super::pool::ceiling;
use super::pricing::{Search, search};
use super::prove::Prover;
use super::slots::Team;
use super::tables::Tables;
use crate::exact::incumbent::SAME;
use crate::rules::term::Money;

/// What no plan of these costs needs.
#[derive(Clone, Debug)]
pub struct Spare {
    /// What a plan costs at the most, level by level.
    cost: Vec<Money>,
    /// Participants, and the names of teams.
    places: Vec<(usize, usize)>,
    /// How many places are left.
    left: usize,
}

impl Spare {
    /// The places, where plans cost no more than those that it is about.
    pub fn places(&self, cost: &[Money]) -> &[(usize, usize)] {
        let no_more = self.cost.iter().zip(cost).all(|(most, cost)| cost <= most);
        match no_more && cost.len() >= self.cost.len() {
            true => &self.places,
            false => &[],
        }
    }
}

/// One place is searched for no longer than so many nodes.
const NODES: u64 = 20_000;
/// Of the costs that a better plan may have, so many are looked at: each a step below the one before.
const STEPS: Money = 3;

impl Prover<'_> {
    /// What no plan needs that costs no more than the best one, at this level and those before.
    pub(super) fn spare(&self, priced: &Priced) -> Option<Spare> {
        self.spare_at(priced, self.cost())
    }

    /// The same, and what plans do not need which are better by a few steps: somebody else may find one, and close the level with it.
    pub(super) fn spares(&self, priced: &Priced) -> Vec<Spare> {
        let (cost, bound) = (self.cost(), self.exchange.bound());
        let step = self.job.compiled.levels[self.level].step;
        let steps = if step > SAME { STEPS } else { 0 };
        let better = (1..=steps).map(|steps| cost.saturating_sub(step.saturating_mul(steps)));
        let possible = better.take_while(|cost| *cost >= bound);
        std::iter::once(cost)
            .chain(possible)
            .filter_map(|cost| self.spare_at(priced, cost))
            .collect()
    }

    fn spare_at(&self, priced: &Priced, cost: Money) -> Option<Spare> {
        let needed = self.needed(priced, cost + SAME)?;
        Some(self.spared(&needed, cost))
    }

    /// Where the gap is much smaller than the last time, tells the exchange where no plan has anybody which is as good as the best.
    pub(super) fn tell_spare(&mut self, priced: &Priced) {
        if self.gap() > self.spared_at / 4 * 3 {
            return;
        }
        self.spared_at = self.gap();
        if let Some(spare) = self.spare(priced) {
            self.exchange.narrow().tell(spare.places, spare.left);
        }
    }

    /// By slot and participant: whether a plan may need the place that costs no more than `most`.
    fn needed(&self, priced: &Priced, most: Money) -> Option<Vec<Vec<bool>>> {
        if priced.tables.len() < self.shop.slots.len() {
            return None;
        }
        let limits = self.limits.clone();
        let prices = &priced.prices;
        let counter = prices.counter();
        let below = |slot: usize| ceiling(prices, &priced.least, most, slot);
        let mut needed = vec![vec![false; self.shop.people]; self.shop.slots.len()];
        for team in &self.teams {
            if counter.reduced(team) < below(team.slot) {
                mark(&mut needed[team.slot], &team.members);
            }
        }
        let work: Vec<(&Tables, Vec<bool>)> = priced.tables.iter().zip(needed).collect();
        let rest = |(tables, needed): &(&Tables, Vec<bool>)| {
            let mut needed = needed.clone();
            for (at, person) in tables.order.iter().enumerate() {
                if needed[*person] {
                    continue;
                }
                let what = Search {
                    below: below(tables.slot),
                    with: Some(at),
                    keep: 0,
                    all: true,
                    limits: &limits,
                    nodes: NODES,
                };
                let found = search(tables, &what);
                match found.columns.first() {
                    Some((_, members)) => mark(&mut needed, members),
                    None => needed[*person] = found.least < what.below,
                }
            }
            needed
        };
        Some(self.hands.each(&work, rest))
    }

    /// What is left where these columns are all that plans of the best one's cost can use.
    pub(super) fn spare_beside(&self, all: &[Team]) -> Spare {
        let mut needed = vec![vec![false; self.shop.people]; self.shop.slots.len()];
        for team in all {
            mark(&mut needed[team.slot], &team.members);
        }
        self.spared(&needed, self.cost())
    }

    /// By slot and participant: whether the place is needed. A place in a team is spare where it is in all the team's slots.
    /// `cost`: of a plan of the level, at the most.
    fn spared(&self, needed: &[Vec<bool>], cost: Money) -> Spare {
        let mut needs: Vec<Vec<bool>> =
            vec![vec![false; self.job.compiled.teams]; self.shop.people];
        let mut could = needs.clone();
        for (slot, needed) in needed.iter().enumerate() {
            for name in self.shop.names(slot) {
                for person in &self.shop.slots[slot].candidates {
                    could[*person][name] = true;
                    needs[*person][name] |= needed[*person];
                }
            }
        }
        let (mut places, mut left) = (Vec::new(), 0);
        for (person, (needs, could)) in needs.iter().zip(&could).enumerate() {
            let spare = (0..needs.len()).filter(|name| could[*name] && !needs[*name]);
            places.extend(spare.map(|name| (person, name)));
            left += needs.iter().filter(|needs| **needs).count();
        }
        let mut most = self.exchange.best().cost[..self.level].to_vec();
        most.push(cost);
        Spare {
            cost: most,
            places,
            left,
        }
    }
}

fn mark(needed: &mut [bool], members: &[usize]) {
    members.iter().for_each(|person| needed[*person] = true);
}
