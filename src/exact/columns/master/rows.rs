//! The master before it has teams: a row for each participant, slot, earlier level and band of open teams.

use highs::{Model, Row, RowProblem, Sense};

use super::{Bounded, Master, Miss, failed};
use crate::exact::backend::BackendError;
use crate::exact::columns::slots::Shop;
use crate::exact::to_cost;

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
}
