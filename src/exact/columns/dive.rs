//! A dive: takes the team that the master wants most, prices what is left, and so on until everyone is in a team.

use super::prices::{Fine, Prices};
use super::prove::Prover;
use super::slots::Team;
use crate::exact::backend::BackendError;
use crate::exact::to_cost;

/// Looks for new columns after each team that is taken.
const LOOKS: usize = 3;
/// The master wants a team for sure.
const SURE: f64 = 0.99;

impl Prover<'_> {
    /// Dives once; what it finds is offered.
    ///
    /// # Errors
    /// When the solver fails.
    pub fn dive(&mut self) -> Result<(), BackendError> {
        let mut taken = Vec::new();
        // Whom nobody takes costs more than any team of the plan, so that the master always has a solution and says who is missing.
        let costs = self.plan.iter().map(|at| self.teams[*at].cost[self.level]);
        let most = 1.0 + 2.0 * to_cost(costs.max().unwrap_or(self.cost()).max(0));
        self.master.let_miss(Some(most))?;
        let result = self.dive_from(&mut taken);
        self.master.let_miss(self.missing)?;
        for team in taken {
            self.master.fix(team, false)?;
        }
        result
    }

    fn dive_from(&mut self, taken: &mut Vec<usize>) -> Result<(), BackendError> {
        let mut is_in_team = vec![false; self.shop.people];
        let mut used = vec![0; self.shop.slots.len()];
        while is_in_team.contains(&false) {
            if self.limits.is_over() {
                return Ok(());
            }
            let Some(mut solved) = self.master.solve(self.shop)? else {
                return Ok(());
            };
            for _ in 0..LOOKS {
                let prices = without(&solved.prices, &is_in_team);
                let free = |slot: usize| {
                    let slot_has = &self.shop.slots[slot];
                    used[slot] < slot_has.teams.len()
                        && !slot_has.forced.iter().any(|p| is_in_team[*p])
                };
                let new = self.quick(&self.tables_of(&prices, &free), &solved);
                if self.add(new)? == 0 {
                    break;
                }
                match self.master.solve(self.shop)? {
                    Some(better) => solved = better,
                    None => return Ok(()),
                }
            }
            let wanted = self.teams.iter().zip(&solved.values).enumerate();
            let open = wanted.filter(|(_, (team, value))| {
                **value > 1e-6 && !team.members.iter().any(|p| is_in_team[*p])
            });
            let mut open: Vec<(usize, &Team, f64)> = open.map(|(at, (t, v))| (at, t, *v)).collect();
            open.sort_by(|one, other| other.2.total_cmp(&one.2).then(one.0.cmp(&other.0)));
            let sure = open
                .iter()
                .take_while(|(.., value)| *value > SURE)
                .count()
                .max(1);
            let next: Vec<usize> = open.iter().take(sure).map(|(at, ..)| *at).collect();
            if next.is_empty() {
                return Ok(());
            }
            for at in next {
                let team = &self.teams[at];
                team.members.iter().for_each(|p| is_in_team[*p] = true);
                used[team.slot] += 1;
                self.master.fix(at, true)?;
                taken.push(at);
            }
        }
        let plan: Vec<&Team> = taken.iter().map(|at| &self.teams[*at]).collect();
        if let Some(plan) = self.shop.plan(&plan) {
            self.exchange.offer(plan);
        }
        Ok(())
    }
}

/// Prices with which nobody wants those who are in a team.
fn without(prices: &Prices, is_in_team: &[bool]) -> Prices {
    let mut prices = prices.clone();
    let most = prices
        .people
        .iter()
        .map(|price| price.abs())
        .max()
        .unwrap_or(0);
    let never: Fine = -most.saturating_mul(4) - 1;
    for (price, in_team) in prices.people.iter_mut().zip(is_in_team) {
        if *in_team {
            *price = never;
        }
    }
    prices
}
