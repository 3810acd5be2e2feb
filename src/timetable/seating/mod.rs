//! Who judges what, apart from where things are: for known times the best panels of all, as far as the rules look at seats
//! and loads only; for unknown times a bound that no timetable undercuts.

mod flow;

use flow::Seats;

use super::book::Book;
use super::formula::Seating;
use super::plan::Plan;
use super::scene::Scene;
use crate::model::Level;

/// Weights are seen as whole numbers of these (rounded down: what is left out costs something).
const GRAIN: f64 = 1e-3;
/// Costs of a level, in grains / judges, stay below this, so that two levels and more fit into one number.
const LEVEL: i128 = 1 << 40;

/// What the levels say of seats and loads.
pub(crate) struct Panels {
    /// Per level: what a seat costs, `[item][judge]`, and what a load costs, `[load]`, in grains / judges.
    levels: Vec<Prices>,
}

struct Prices {
    seat: Vec<Vec<i128>>,
    load: Vec<i128>,
    /// Whether all that the level says is said here.
    whole: bool,
    /// Whether it says anything here.
    any: bool,
}

impl Panels {
    /// Looks up the prices; `None` where there are no panels, or weights too large for exact sums.
    pub fn of(scene: &Scene, book: &Book) -> Option<Self> {
        let (items, judges) = (scene.items.len(), scene.judges());
        if scene.per_item == 0 || judges == 0 {
            return None;
        }
        let mut levels = Vec::new();
        for level in 0..book.priorities.len() {
            let mut prices = Prices {
                seat: vec![vec![0; judges]; items],
                load: vec![0; items + 1],
                whole: true,
                any: false,
            };
            for (formula, weight) in book.level(level) {
                let whole = |cost: f64| (cost * judges as f64).round() as i128;
                let weight = (weight / GRAIN * (1.0 + 1e-12)).floor() as i128;
                match formula.seating(scene) {
                    Some(_) if weight > 1 << 20 => return None,
                    Some(Seating::Seat(cost)) => {
                        for (item, row) in prices.seat.iter_mut().enumerate() {
                            for (judge, price) in row.iter_mut().enumerate() {
                                *price += weight * whole(cost(item, judge));
                            }
                        }
                        prices.any = true;
                    }
                    Some(Seating::Load(cost)) => {
                        for (load, price) in prices.load.iter_mut().enumerate() {
                            *price += weight * whole(cost(load));
                        }
                        prices.any = true;
                    }
                    None => prices.whole &= level == 0,
                }
            }
            let seat = prices.seat.iter().flatten().max().copied().unwrap_or(0);
            let load = prices.load.iter().max().copied().unwrap_or(0);
            if seat * (items * scene.per_item) as i128 + load * judges as i128 > LEVEL {
                return None;
            }
            levels.push(prices);
        }
        Some(Self { levels })
    }

    /// Whether the level asks nothing but of seats and loads.
    pub fn says_all(&self, level: usize) -> bool {
        level > 0 && self.levels[level].whole && self.levels[level].any
    }

    /// The best panels for the places of a plan, by the levels in order as far as they are about panels; `None` where some
    /// item cannot have its judges.
    pub fn seat(&self, scene: &Scene, plan: &Plan) -> Option<Plan> {
        let (plan, missing) = self.seat_where(scene, plan, &|_, _| true, &[]);
        (missing == 0).then_some(plan)
    }

    /// The same with judges only where they are `allowed` (by item and judge), and in as many of the `wanted` seats as can
    /// be, before all else; and the seats that nobody can take.
    pub fn seat_where(
        &self,
        scene: &Scene,
        plan: &Plan,
        allowed: &dyn Fn(usize, usize) -> bool,
        wanted: &[(usize, usize)],
    ) -> (Plan, usize) {
        let mut factors = self.in_order();
        if !wanted.is_empty() {
            // What is wanted comes before the first level, and takes the place of the third.
            factors.iter_mut().for_each(|factor| *factor /= LEVEL);
        }
        let mut seats = self.seats(scene, &factors, |item, judge| {
            let time = plan.time(item)?;
            let there = scene.free[judge][time] && !scene.is_wanted(plan, judge, time);
            (there && allowed(item, judge)).then_some(())
        });
        for (item, judge) in wanted {
            if let Some(cost) = &mut seats.cost[*item][*judge] {
                *cost -= LEVEL * LEVEL;
            }
        }
        seats.when = (0..scene.items.len()).map(|item| plan.time(item)).collect();
        if scene.rooms == 1 {
            seats.when.fill(None);
        }
        let start: Vec<Vec<usize>> = (0..scene.items.len())
            .map(|item| plan.panel(item).to_vec())
            .collect();
        let seated = seats.best(&start);
        let mut plan = plan.clone();
        for (item, panel) in seated.panels.into_iter().enumerate() {
            plan.seat(item, panel);
        }
        (plan, seated.missing)
    }

    /// No timetable that keeps the hard rules, and costs no more than `costs` at the levels before this one, costs less
    /// here: whoever could hear an item at some time may hear it, and time does not matter further. The levels before it
    /// enter with a price (Lagrange), or as what comes first where nothing is left to give there.
    pub fn least(&self, scene: &Scene, level: usize, costs: &[f64]) -> f64 {
        if !self.levels[level].any {
            return 0.0;
        }
        let earlier: Vec<usize> = (1..level).filter(|l| self.levels[*l].any).collect();
        // A level that asks for other things too cannot be capped by its cost as a whole: its part of seats is at most that.
        let caps: i128 = earlier
            .iter()
            .map(|l| (costs[*l] / GRAIN * scene.judges() as f64 + 0.01).floor() as i128)
            .sum();
        let mut best = 0.0_f64;
        // (of this level, of those before it)
        let mut shares = vec![(1_i128, 0_i128)];
        if !earlier.is_empty() {
            shares.extend([(4, 1), (2, 1), (1, 1), (1, 2), (1, 4), (1, 8), (1, LEVEL)]);
        }
        for (own, before) in shares {
            let mut factors = vec![0; self.levels.len()];
            factors[level] = own;
            for l in &earlier {
                factors[*l] = before;
            }
            let seats = self.seats(scene, &factors, |item, judge| {
                let meets =
                    |time: &usize| scene.free[judge][*time] && scene.is_possible(item, *time);
                (0..scene.times()).any(|time| meets(&time)).then_some(())
            });
            let seated = seats.best(&[]);
            if seated.missing > 0 {
                continue;
            }
            // Rounded down: a smaller bound is right, too.
            let idle = factors.iter().zip(&self.levels).map(|(f, l)| f * l.load[0]);
            let idle = idle.sum::<i128>() * scene.judges() as i128;
            let bound = (idle + seated.cost - before * caps).div_euclid(own);
            best = best.max(bound as f64 * GRAIN / scene.judges() as f64 - Level::TOLERANCE / 10.0);
        }
        best
    }

    /// Factors that make each of the first three levels weigh more than all later ones together.
    fn in_order(&self) -> Vec<i128> {
        let mut factors = vec![0; self.levels.len()];
        let said = (0..self.levels.len()).filter(|l| self.levels[*l].any);
        for (level, factor) in said.zip([LEVEL * LEVEL, LEVEL, 1]) {
            factors[level] = factor;
        }
        factors
    }

    /// The network with the levels' prices times their factors.
    fn seats(
        &self,
        scene: &Scene,
        factors: &[i128],
        can: impl Fn(usize, usize) -> Option<()>,
    ) -> Seats {
        let (items, judges) = (scene.items.len(), scene.judges());
        let sum = |price: &dyn Fn(&Prices) -> i128| -> i128 {
            let levels = self.levels.iter().zip(factors);
            levels.map(|(prices, factor)| factor * price(prices)).sum()
        };
        let cost = (0..items)
            .map(|item| {
                let cost = |judge: usize| {
                    can(item, judge).filter(|()| !scene.conflict[item][judge])?;
                    Some(sum(&|prices| prices.seat[item][judge]))
                };
                (0..judges).map(cost).collect()
            })
            .collect();
        let loads: Vec<i128> = (0..=items)
            .map(|load| sum(&|prices| prices.load[load]))
            .collect();
        let steps: Vec<i128> = loads.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let load = (0..judges)
            .map(|judge| {
                let there = scene.free[judge].iter().filter(|free| **free).count();
                let most = there.min(scene.max_load.unwrap_or(items)).min(items);
                steps[..most].to_vec()
            })
            .collect();
        Seats {
            wanted: scene.per_item,
            judges,
            cost,
            when: vec![None; items],
            load,
        }
    }
}
