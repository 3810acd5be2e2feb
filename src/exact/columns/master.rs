//! The master: the linear program over the columns known so far. The only file here that names the LP solver.

use highs::{Col, HighsModelStatus, Model, Row, RowProblem, Sense};

use super::prices::{Cut, Fine, MOST_PRICE, Prices, price};
use super::slots::{Shop, Team};
use crate::exact::backend::BackendError;
use crate::exact::to_cost;

/// A row's place among the duals, and its bounds.
struct Bounded {
    row: Row,
    index: usize,
    low: f64,
    high: f64,
}

/// A column that is not a team: how far the number of open teams misses one end of a band.
struct Miss {
    /// Its row among the opened ones, and its coefficient there.
    row: usize,
    sign: i64,
    /// Its level and cost.
    level: usize,
    cost: i64,
    /// It is never more.
    most: i64,
}

/// The master's optimum.
pub struct Solved {
    /// The value of every column, in the order in which they were added.
    pub values: Vec<f64>,
    /// What the columns are worth.
    pub prices: Prices,
    /// What they cost, in cost units; with what is missed, where that is allowed.
    pub cost: f64,
    /// How much is missed.
    pub missed: f64,
}

/// The linear program.
pub struct Master {
    /// Taken while HiGHS runs.
    model: Option<Model>,
    people: Vec<Row>,
    slots: Vec<Row>,
    opened: Vec<(usize, Bounded)>,
    /// The rows of the levels before.
    earlier: Vec<Row>,
    misses: Vec<Miss>,
    cuts: Vec<(Cut, Row)>,
    teams: Vec<Col>,
    /// For each participant, that nobody has them, and for each end of a band and each level before, a unit outside: for dives and
    /// branches, in which the columns so far may leave no solution.
    missing: Vec<Col>,
    /// How many columns there are before the teams.
    extra: usize,
}

/// No master of ours takes so many pivots; HiGHS goes round in circles.
const MOST_PIVOTS: i32 = 200_000;
/// HiGHS's own choice of the simplex method, and its primal one.
const CHOOSE: i32 = 0;
const PRIMAL: i32 = 4;

fn failed(what: &str) -> BackendError {
    BackendError(what.to_owned())
}

impl Master {
    /// The rows; no teams yet.
    ///
    /// # Errors
    /// When HiGHS refuses them.
    pub fn new(shop: &Shop) -> Result<Self, BackendError> {
        let mut model = RowProblem::new()
            .try_optimise(Sense::Minimise)
            .map_err(|_| failed("the master was refused"))?;
        model.make_quiet();
        let set = |model: &mut Model| {
            model.try_set_option("threads", 1)?;
            model.try_set_option("parallel", "off")?;
            model.try_set_option("presolve", "off")?;
            model.try_set_option("simplex_iteration_limit", MOST_PIVOTS)?;
            model.try_set_option("solver", "simplex")
        };
        set(&mut model).map_err(|_| failed("an option was refused"))?;
        let mut count = 0;
        let mut add = |low: f64, high: f64| {
            count += 1;
            model
                .try_add_row(low..=high, [])
                .map_err(|_| failed("a row was refused"))
        };
        let people = (0..shop.people)
            .map(|_| add(1.0, 1.0))
            .collect::<Result<_, _>>()?;
        let slots = shop
            .slots
            .iter()
            .map(|slot| add(f64::NEG_INFINITY, slot.teams.len() as f64))
            .collect::<Result<_, _>>()?;
        let earlier = (1..shop.level)
            .map(|level| add(f64::NEG_INFINITY, shop.units(level, shop.most[level])))
            .collect::<Result<_, _>>()?;
        let mut opened = Vec::new();
        let mut misses = Vec::new();
        for (rule_index, rule) in shop.opened.iter().enumerate() {
            let ends = [
                (rule.band.low, 1, f64::INFINITY),
                (rule.band.high, -1, f64::NEG_INFINITY),
            ];
            for (end, sign, free) in ends {
                let Some(end) = end else { continue };
                let index = shop.people + shop.slots.len() + shop.level - 1 + opened.len();
                let (low, high) = if sign > 0 {
                    (end as f64, free)
                } else {
                    (free, end as f64)
                };
                if rule.level > 0 {
                    misses.push(Miss {
                        row: opened.len(),
                        sign,
                        level: rule.level,
                        cost: rule.cost,
                        most: end.abs() + rule.teams as i64,
                    });
                }
                let row = add(low, high)?;
                opened.push((
                    rule_index,
                    Bounded {
                        row,
                        index,
                        low,
                        high,
                    },
                ));
            }
        }
        let mut master = Self {
            model: Some(model),
            people,
            slots,
            opened,
            earlier,
            misses: Vec::new(),
            cuts: Vec::new(),
            teams: Vec::new(),
            extra: 0,
            missing: Vec::new(),
        };
        for miss in &misses {
            let mut entries = vec![(master.opened[miss.row].1.row, miss.sign as f64)];
            let mut cost = 0.0;
            if miss.level == shop.level {
                cost = to_cost(miss.cost);
            } else {
                entries.push((
                    master.earlier[miss.level - 1],
                    shop.units(miss.level, miss.cost),
                ));
            }
            let most = miss.most as f64;
            master
                .model()?
                .try_add_column(cost, 0.0..=most, entries)
                .map_err(|_| failed("a column was refused"))?;
        }
        master.misses = misses;
        let people = master.people.iter().map(|row| (*row, 1.0));
        let opened = master.opened.iter().map(|(_, bounded)| {
            let below = bounded.low.is_finite();
            (bounded.row, if below { 1.0 } else { -1.0 })
        });
        let earlier = master.earlier.iter().map(|row| (*row, -1.0));
        let entries: Vec<(Row, f64)> = people.chain(opened).chain(earlier).collect();
        for entry in entries {
            let column = master
                .model()?
                .try_add_column(0.0, 0.0..=0.0, [entry])
                .map_err(|_| failed("a column was refused"))?;
            master.missing.push(column);
        }
        master.extra = master.misses.len() + master.missing.len();
        Ok(master)
    }

    fn model(&mut self) -> Result<&mut Model, BackendError> {
        self.model
            .as_mut()
            .ok_or_else(|| failed("the master was lost"))
    }

    /// Adds a team.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn add(&mut self, shop: &Shop, team: &Team) -> Result<(), BackendError> {
        let mut entries: Vec<(Row, f64)> = team
            .members
            .iter()
            .map(|p| (self.people[*p], 1.0))
            .collect();
        entries.push((self.slots[team.slot], 1.0));
        for (level, row) in (1..shop.level).zip(&self.earlier) {
            if team.cost[level] != 0 {
                entries.push((*row, shop.units(level, team.cost[level])));
            }
        }
        for (rule, bounded) in &self.opened {
            if shop.opened[*rule].slots[team.slot] {
                entries.push((bounded.row, 1.0));
            }
        }
        for (cut, row) in &self.cuts {
            if cut.counts(&team.members) {
                entries.push((*row, 1.0));
            }
        }
        let cost = to_cost(team.cost[shop.level]);
        let column = self
            .model()?
            .try_add_column(cost, 0.0..=f64::INFINITY, entries)
            .map_err(|_| failed("a column was refused"))?;
        self.teams.push(column);
        Ok(())
    }

    /// Adds a cut; `teams` are all the teams so far.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn cut(&mut self, cut: Cut, teams: &[Team]) -> Result<(), BackendError> {
        let counted = teams
            .iter()
            .zip(&self.teams)
            .filter(|(team, _)| cut.counts(&team.members));
        let entries: Vec<(Col, f64)> = counted.map(|(_, column)| (*column, 1.0)).collect();
        let row = self
            .model()?
            .try_add_row(f64::NEG_INFINITY..=1.0, entries)
            .map_err(|_| failed("a cut was refused"))?;
        self.cuts.push((cut, row));
        Ok(())
    }

    /// Whether a team is taken whatever it costs.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn fix(&mut self, team: usize, taken: bool) -> Result<(), BackendError> {
        let column = self.teams[team];
        let least = if taken { 1.0 } else { 0.0 };
        self.model()?.change_column_bounds(column, least..);
        Ok(())
    }

    /// Whether a team may be used.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn allow(&mut self, team: usize, allowed: bool) -> Result<(), BackendError> {
        let column = self.teams[team];
        let most = if allowed { f64::INFINITY } else { 0.0 };
        self.model()?.change_column_bounds(column, 0.0..=most);
        Ok(())
    }

    /// Participants may be in no team, and bands missed, for so much each, in cost units; `None`: they may not.
    ///
    /// # Errors
    /// When HiGHS refuses it.
    pub fn let_miss(&mut self, price: Option<f64>) -> Result<(), BackendError> {
        let most = if price.is_some() { f64::INFINITY } else { 0.0 };
        for column in self.missing.clone() {
            let model = self.model()?;
            model.change_column_cost(column, price.unwrap_or(0.0));
            model.change_column_bounds(column, 0.0..=most);
        }
        Ok(())
    }

    /// Solves it from where it stood; `None` where the fixed teams leave no solution.
    ///
    /// # Errors
    /// When HiGHS fails.
    pub fn solve(&mut self, shop: &Shop) -> Result<Option<Solved>, BackendError> {
        let mut solution = None;
        for strategy in [CHOOSE, PRIMAL] {
            let mut model = self
                .model
                .take()
                .ok_or_else(|| failed("the master was lost"))?;
            model
                .try_set_option("simplex_strategy", strategy)
                .map_err(|_| failed("an option was refused"))?;
            let solved = model.try_solve().map_err(|_| failed("the master failed"))?;
            let status = solved.status();
            let optimal = status == HighsModelStatus::Optimal;
            solution = optimal.then(|| (solved.get_solution(), solved.objective_value()));
            self.model = Some(Model::from(solved));
            if status == HighsModelStatus::Infeasible {
                return Ok(None);
            }
            if solution.is_some() {
                break;
            }
        }
        let (solution, cost) = solution.ok_or_else(|| failed("the master has no optimum"))?;
        let values = solution.columns()[self.extra..].to_vec();
        let missed = &solution.columns()[self.misses.len()..self.extra];
        Ok(Some(Solved {
            values,
            prices: self.prices(shop, solution.dual_rows()),
            cost,
            missed: missed.iter().sum(),
        }))
    }

    /// Any duals give valid prices: what has the wrong sign is 0.
    fn prices(&self, shop: &Shop, duals: &[f64]) -> Prices {
        let scale = shop.scale;
        let price = |dual: f64| price(dual, scale);
        let mut duals_left = duals.iter().copied();
        let mut next = |count: usize| duals_left.by_ref().take(count).collect::<Vec<f64>>();
        let people: Vec<Fine> = next(shop.people).into_iter().map(price).collect();
        let below = |dual: f64| price(dual).min(0);
        let mut slots: Vec<Fine> = next(shop.slots.len()).into_iter().map(below).collect();
        let mut base: i128 = people.iter().map(|price| i128::from(*price)).sum();
        for (slot, earned) in shop.slots.iter().zip(&slots) {
            base += slot.teams.len() as i128 * i128::from(*earned);
        }
        let mut weights = vec![0; shop.level + 1];
        weights[shop.level] = scale;
        for (level, dual) in (1..shop.level).zip(next(shop.level - 1)) {
            let weight = -dual * scale as f64 * shop.steps[level] as f64;
            let weight = weight.round().clamp(0.0, MOST_PRICE) as i64;
            weights[level] = weight.min(shop.most_weight[level]);
            base -= i128::from(weights[level]) * i128::from(shop.most[level]);
        }
        let mut open_prices = Vec::new();
        for (rule, bounded) in &self.opened {
            let dual = duals.get(bounded.index).copied().unwrap_or(0.0);
            let earned = if bounded.low.is_finite() {
                price(dual).max(0)
            } else {
                price(dual).min(0)
            };
            let end = if earned > 0 {
                bounded.low
            } else {
                bounded.high
            };
            if earned != 0 {
                base += i128::from(earned) * end as i128;
                for (slot, own) in slots.iter_mut().enumerate() {
                    if shop.opened[*rule].slots[slot] {
                        *own += earned;
                    }
                }
            }
            open_prices.push(earned);
        }
        for miss in &self.misses {
            let cost = i128::from(miss.cost) * i128::from(weights[miss.level]);
            let reduced = cost - i128::from(miss.sign) * i128::from(open_prices[miss.row]);
            base += reduced.min(0) * i128::from(miss.most);
        }
        let first_cut = shop.people + shop.slots.len() + shop.level - 1 + self.opened.len();
        let mut cuts = Vec::new();
        for ((cut, _), dual) in self.cuts.iter().zip(duals.iter().skip(first_cut)) {
            let paid = -below(*dual);
            if paid > 0 {
                base -= i128::from(paid);
                cuts.push((*cut, paid));
            }
        }
        Prices {
            scale,
            weights,
            people,
            slots,
            cuts,
            base,
        }
    }
}
