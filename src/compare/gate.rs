//! Whether quality fell since a study that was kept: the same workshops, strategies and seeds, paired.

use std::collections::BTreeMap;

use super::digest;
use super::report::{StudyReport, WorkshopCosts};
use super::statistics::{RESAMPLES, mean_interval, ratio_interval};
use super::summary::Unit;
use crate::model::Text;
use crate::report::number;

/// What the gate found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    /// A sentence for each strategy.
    pub lines: Vec<Text>,
    /// Whether the quality of some strategy fell by more than is allowed, with confidence.
    pub fell: bool,
}

/// The costs of one run then and now, by level.
struct Pair<'a> {
    workshop: usize,
    then: &'a [f64],
    now: &'a [f64],
}

/// Holds a study against the baseline. `most`: the share of the cost that may be lost.
pub fn judge(now: &StudyReport, baseline: &StudyReport, most: f64) -> Gate {
    let mut gate = Gate {
        lines: Vec::new(),
        fell: false,
    };
    for (place, strategy) in now.study.strategies.iter().enumerate() {
        let known = baseline
            .study
            .strategies
            .iter()
            .position(|known| known == strategy);
        let Some(then) = known else {
            continue;
        };
        let (line, fell) = strategy_lines(now, baseline, (place, then), most);
        gate.lines.push(line);
        gate.fell |= fell;
    }
    gate
}

/// The sentence about one strategy, and whether it fell.
fn strategy_lines(
    now: &StudyReport,
    baseline: &StudyReport,
    (place, then): (usize, usize),
    most: f64,
) -> (Text, bool) {
    let name = &now.study.strategies[place].name;
    let mut lost_plans = 0;
    // Per level, by its name: the pairs of each workshop. Levels are compared in order.
    let mut levels: Vec<(String, Changes)> = Vec::new();
    for (workshop, costs) in now.costs.iter().enumerate() {
        let known = baseline
            .costs
            .iter()
            .find(|known| known.workshop == costs.workshop);
        let Some(known) =
            known.filter(|known| known.levels == costs.levels || known.levels.is_empty())
        else {
            continue;
        };
        for pair in pairs(now, baseline, costs, known, (place, then), workshop) {
            if pair.now.is_empty() {
                lost_plans += usize::from(!pair.then.is_empty());
                continue;
            }
            if pair.then.is_empty() {
                continue;
            }
            for (at, level) in costs.levels.iter().enumerate() {
                let index = levels.iter().position(|(name, _)| name == level);
                let index = index.unwrap_or_else(|| {
                    levels.push((level.clone(), Changes::new()));
                    levels.len() - 1
                });
                let of_workshop = levels[index].1.entry(pair.workshop).or_default();
                of_workshop.push((pair.now[at] - pair.then[at], pair.then[at]));
            }
        }
    }
    if lost_plans > 0 {
        return (
            Text::new(
                format!(
                    "「{name}」: 以前は案ができたのに、今回はできなかった実行が {lost_plans} 件あります。"
                ),
                format!("“{name}”: {lost_plans} runs that gave a plan before give none now."),
            ),
            true,
        );
    }
    levels.sort_by_key(|(level, _)| order(level));
    for (level, workshops) in &levels {
        match change(name, level, workshops) {
            Change::Gain(share) => return (gained(name, level, share), false),
            Change::Loss { share, surely } if surely > most => {
                return (lost(name, level, share, surely, most), true);
            }
            _ => {}
        }
    }
    (
        Text::new(
            format!("「{name}」: 品質は落ちていません。"),
            format!("“{name}”: quality did not fall."),
        ),
        false,
    )
}

/// Levels in the order in which they are compared: priority, then part, the level of the other rules last.
fn order(level: &str) -> (u64, u64) {
    let (priority, part) = level.split_once('.').unwrap_or((level, ""));
    (
        priority.parse().unwrap_or(u64::MAX),
        part.parse().unwrap_or(u64::MAX),
    )
}

/// The runs that both studies have, of one workshop.
fn pairs<'a>(
    now: &'a StudyReport,
    baseline: &'a StudyReport,
    costs: &'a WorkshopCosts,
    known: &'a WorkshopCosts,
    (place, then): (usize, usize),
    workshop: usize,
) -> Vec<Pair<'a>> {
    let seeds = now.study.seeds.iter().enumerate();
    let pairs = seeds.filter_map(|(at, seed)| {
        let old = baseline
            .study
            .seeds
            .iter()
            .position(|known| known == seed)?;
        Some(Pair {
            workshop,
            now: costs.runs.get(place)?.get(at)?,
            then: known.runs.get(then)?.get(old)?,
        })
    });
    pairs.collect()
}

/// Of one level, per workshop: by how much each run's cost rose, and what it was.
type Changes = BTreeMap<usize, Vec<(f64, f64)>>;

/// How a level's cost changed.
enum Change {
    /// Nothing that is certain.
    None,
    /// It fell, by this share of the cost.
    Gain(f64),
    /// It rose, by this share, and surely by `surely`.
    Loss { share: f64, surely: f64 },
}

fn change(strategy: &str, level: &str, workshops: &Changes) -> Change {
    let sum = |pairs: &[(f64, f64)]| -> (f64, f64) {
        let count = pairs.len() as f64;
        let total = pairs.iter().fold((0.0, 0.0), |sum, pair| {
            (sum.0 + pair.0, sum.1 + pair.1.abs())
        });
        (total.0 / count, total.1 / count)
    };
    let units: Vec<(f64, f64)> = match Unit::of(workshops.len()) {
        Unit::Workshops => workshops.values().map(|pairs| sum(pairs)).collect(),
        Unit::Runs => workshops
            .values()
            .flatten()
            .map(|pair| (pair.0, pair.1.abs()))
            .collect(),
    };
    let (difference, cost) = sum(&units);
    if units.iter().all(|unit| unit.0 == 0.0) {
        return Change::None;
    }
    let seed = digest::of_text(&format!("gate {strategy} {level}"));
    let is_free = cost <= f64::EPSILON;
    let interval = match is_free {
        // Nothing was paid before: whatever is paid now is without measure.
        true => {
            let differences: Vec<f64> = units.iter().map(|unit| unit.0).collect();
            mean_interval(&differences, RESAMPLES, seed)
        }
        false => ratio_interval(&units, RESAMPLES, seed),
    };
    // One run alone: both programs are deterministic, so what is seen is so.
    let (low, high) = interval.map_or((difference / cost, difference / cost), |i| (i.low, i.high));
    match (low > 0.0, high < 0.0) {
        (true, _) if is_free => Change::Loss {
            share: f64::INFINITY,
            surely: f64::INFINITY,
        },
        (true, _) => Change::Loss {
            share: difference / cost,
            surely: low,
        },
        (_, true) => Change::Gain(-difference / cost),
        _ => Change::None,
    }
}

fn percent(share: f64) -> String {
    match share.is_finite() {
        true => format!("{} %", number(100.0 * share)),
        false => "∞".to_owned(),
    }
}

fn gained(name: &str, level: &str, share: f64) -> Text {
    let share = percent(share);
    Text::new(
        format!("「{name}」: 段 {level} のコストが {share} 良くなりました。"),
        format!("“{name}”: level {level} costs {share} less."),
    )
}

fn lost(name: &str, level: &str, share: f64, surely: f64, most: f64) -> Text {
    let (share, surely, most) = (percent(share), percent(surely), percent(most));
    Text::new(
        format!(
            "「{name}」: 段 {level} のコストが {share} 悪くなりました（95% の確かさで {surely} 以上。許されるのは {most} まで）。"
        ),
        format!(
            "“{name}”: level {level} costs {share} more (with 95 % confidence at least {surely}; {most} is allowed)."
        ),
    )
}
