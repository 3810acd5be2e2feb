//! The master's columns as whole numbers: better plans from some teams, a proof from all that matter.

use super::slots::{Shop, Team};
use crate::control::Limits;
use crate::exact::attempt::cutoff;
use crate::exact::backend::{self, BackendError};
use crate::exact::exchange::Exchange;
use crate::exact::job::Job;
use crate::exact::program::{Answer, Column, Program, Settings};
use crate::exact::to_cost;
use crate::rules::term::Money;

/// Chooses the best of the teams, offers the plan, and gives a bound for plans of these teams; `plan` (indices of teams) is
/// where to start, and plans with other teams cost `outside` or more, where that is known.
///
/// # Errors
/// When the solver fails.
pub fn choose(
    shop: &Shop,
    teams: &[&Team],
    plan: &[usize],
    outside: Option<Money>,
    exchange: &Exchange,
    settings: (&Limits, &Job),
) -> Result<Answer, BackendError> {
    let program = program(shop, teams);
    let start = start(shop, &program, teams, plan);
    let raise = |bound: f64| {
        if let Some(outside) = outside {
            exchange.raise_within(bound, outside);
        }
    };
    let answer = backend::solve(
        &program,
        &Settings {
            limits: settings.0,
            seed: settings.1.seed,
            nodes: settings.1.nodes,
            start: start.as_deref(),
            cutoff: Some(cutoff(settings.1, shop.level, &exchange.best())),
            progress: &|_, bound| raise(bound),
            news: &|_| None,
        },
    )?;
    if let Some(values) = &answer.values {
        let chosen = teams.iter().zip(values).filter(|(_, value)| **value > 0.5);
        let chosen: Vec<&Team> = chosen.map(|(team, _)| *team).collect();
        if let Some(plan) = shop.plan(&chosen) {
            exchange.offer(plan);
        }
    }
    raise(answer.bound);
    Ok(answer)
}

/// One 0/1 column for each team, the rows of the master, and whole columns for what the number of open teams misses.
fn program(shop: &Shop, teams: &[&Team]) -> Program {
    let mut program = Program::default();
    let columns: Vec<Column> = teams.iter().map(|_| program.binary()).collect();
    let pick = |counts: &dyn Fn(&Team) -> f64| -> Vec<(Column, f64)> {
        let entries = teams
            .iter()
            .zip(&columns)
            .map(|(team, c)| (*c, counts(team)));
        entries.filter(|(_, entry)| *entry != 0.0).collect()
    };
    let one = |yes: bool| f64::from(u8::from(yes));
    let mut earlier: Vec<Vec<(Column, f64)>> = (0..shop.level)
        .map(|level| pick(&|team: &Team| shop.units(level, team.cost[level])))
        .collect();
    for person in 0..shop.people {
        program.equal(
            pick(&|team: &Team| one(team.members.contains(&person))),
            1.0,
        );
    }
    for (index, slot) in shop.slots.iter().enumerate() {
        let row = pick(&|team: &Team| one(team.slot == index));
        program.at_most(row, slot.teams.len() as f64);
    }
    for rule in &shop.opened {
        let row = pick(&|team: &Team| one(rule.slots[team.slot]));
        for (end, sign) in [(rule.band.low, 1.0), (rule.band.high, -1.0)] {
            let Some(end) = end else { continue };
            let mut row = row.clone();
            if rule.level > 0 {
                let most = (end.abs() + rule.teams as i64) as f64;
                let miss = program.column(0.0, most, true);
                row.push((miss, sign));
                if rule.level == shop.level {
                    program.charge(miss, to_cost(rule.cost));
                } else {
                    earlier[rule.level].push((miss, shop.units(rule.level, rule.cost)));
                }
            }
            if sign > 0.0 {
                program.at_least(row, end as f64);
            } else {
                program.at_most(row, end as f64);
            }
        }
    }
    for (level, row) in earlier.into_iter().enumerate().skip(1) {
        program.at_most(row, shop.units(level, shop.most[level]));
    }
    for (team, column) in teams.iter().zip(&columns) {
        program.charge(*column, to_cost(team.cost[shop.level]));
    }
    program
}

/// The values of a plan; the misses follow the teams, in the order of the rules.
fn start(shop: &Shop, program: &Program, teams: &[&Team], plan: &[usize]) -> Option<Vec<f64>> {
    let mut values = vec![0.0; teams.len()];
    for index in plan {
        *values.get_mut(*index)? = 1.0;
    }
    for rule in shop.opened.iter().filter(|rule| rule.level > 0) {
        let open = plan
            .iter()
            .filter(|index| rule.slots[teams[**index].slot])
            .count() as i64;
        if let Some(low) = rule.band.low {
            values.push((low - open).max(0) as f64);
        }
        if let Some(high) = rule.band.high {
            values.push((open - high).max(0) as f64);
        }
    }
    (!plan.is_empty() && values.len() == program.columns.len()).then_some(values)
}
