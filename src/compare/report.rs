//! What study.json holds: the study, its figures, and every run's costs, for the next comparison to be held against.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::charter::{Charter, Run};
use super::statistics::{CONFIDENCE, RESAMPLES};
use super::summary::{self, Estimate, Unit};
use super::table::Table;
use super::verdict;

/// The whole of study.json. Seconds are left out: the same study gives the same file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StudyReport {
    /// What the study is.
    pub study: Charter,
    /// What intervals and tests are about.
    pub unit: Unit,
    /// The confidence of intervals.
    pub confidence: f64,
    /// Resamples of each bootstrap.
    pub resamples: usize,
    /// Per strategy.
    pub strategies: Vec<StrategyReport>,
    /// Every measure of every strategy.
    pub estimates: Vec<Estimate>,
    /// Every run's costs, workshop by workshop.
    pub costs: Vec<WorkshopCosts>,
}

/// What a strategy comes to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StrategyReport {
    /// The name.
    pub name: String,
    /// How many runs.
    pub runs: usize,
    /// How many plans break hard rules.
    pub broken: usize,
    /// How many runs gave no plan.
    pub failed: usize,
    /// Reasons of failures, some of them.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub reasons: BTreeSet<String>,
    /// In how many runs the strategy's own objective is proved.
    pub proved: usize,
    /// In plain words, Japanese.
    pub ja: String,
    /// In plain words, English.
    pub en: String,
}

/// The costs of all runs on one workshop.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WorkshopCosts {
    /// The workshop.
    pub workshop: String,
    /// The names of the levels of the workshop as given.
    pub levels: Vec<String>,
    /// Per strategy, per seed: the cost of each level; empty where there is no plan.
    pub runs: Vec<Vec<Vec<f64>>>,
}

impl StudyReport {
    /// The report of all runs.
    pub fn new(table: &Table) -> Self {
        let charter = table.charter;
        let estimates = summary::estimates(table);
        let runs = charter.workshops.len() * charter.seeds.len();
        let strategies = charter.strategies.iter().zip(&table.tallies);
        let strategies = strategies
            .map(|(strategy, tally)| {
                let text = verdict::sentence(charter, &strategy.name, tally, &estimates);
                StrategyReport {
                    name: strategy.name.clone(),
                    runs,
                    broken: tally.broken,
                    failed: tally.failed,
                    reasons: tally.reasons.clone(),
                    proved: tally.proved,
                    ja: text.ja,
                    en: text.en,
                }
            })
            .collect();
        Self {
            study: charter.clone(),
            unit: Unit::of(charter.workshops.len()),
            confidence: CONFIDENCE,
            resamples: RESAMPLES,
            strategies,
            estimates,
            costs: costs(table),
        }
    }

    /// The estimate of a strategy's measure.
    pub fn estimate(&self, strategy: &str, measure: &str) -> Option<&Estimate> {
        self.estimates
            .iter()
            .find(|estimate| estimate.strategy == strategy && estimate.measure == measure)
    }
}

fn costs(table: &Table) -> Vec<WorkshopCosts> {
    let charter = table.charter;
    let workshops = charter.workshops.iter().enumerate();
    workshops
        .map(|(workshop, named)| {
            let of_strategy = |strategy: usize| -> Vec<Vec<f64>> {
                let seeds = 0..charter.seeds.len();
                let runs = seeds.map(|seed| Run {
                    workshop,
                    strategy,
                    seed,
                });
                runs.map(|run| table.levels[charter.number(run)].to_vec())
                    .collect()
            };
            WorkshopCosts {
                workshop: named.name.clone(),
                levels: table.level_names[workshop].clone(),
                runs: (0..charter.strategies.len()).map(of_strategy).collect(),
            }
        })
        .collect()
}
