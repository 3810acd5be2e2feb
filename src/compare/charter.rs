//! What a study is, as its journal and study.json tell it: enough to order, join and judge runs without the study's files.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::digest;
use super::shard::Shard;
use crate::model::{Approach, Language, Study};

/// What a study is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Charter {
    /// The version of this format: 1.
    pub format: u32,
    /// The program's version.
    pub version: String,
    /// Of all that the runs depend on.
    pub digest: String,
    /// The study's name.
    pub name: String,
    /// The language of the report.
    pub language: Language,
    /// The workshops.
    pub workshops: Vec<CharterWorkshop>,
    /// The strategies.
    pub strategies: Vec<CharterStrategy>,
    /// The position of the strategy that the others are compared with.
    pub reference: usize,
    /// The seeds.
    pub seeds: Vec<u64>,
    /// Which solvers.
    pub method: String,
    /// The budget of a run.
    pub iterations: u64,
    /// A change of less than this share of the reference's mean is none.
    pub unchanged_within: f64,
}

/// A workshop of a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CharterWorkshop {
    /// The name.
    pub name: String,
    /// Of all that its plans depend on.
    pub digest: String,
    /// How many people.
    pub people: usize,
}

/// A strategy of a study.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CharterStrategy {
    /// The name.
    pub name: String,
    /// What is done, as in study.toml.
    pub approach: String,
    /// Whether it has keys of its own.
    pub own_keys: bool,
}

/// A run: positions in the charter's lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// The workshop.
    pub workshop: usize,
    /// The strategy.
    pub strategy: usize,
    /// The seed.
    pub seed: usize,
}

impl Charter {
    /// The charter of a study.
    pub fn new(study: &Study) -> Self {
        let version = env!("CARGO_PKG_VERSION");
        let approach = |approach: Approach| {
            let named = Approach::NAMES.iter().find(|(_, known)| *known == approach);
            named.map_or("", |(name, _)| name).to_owned()
        };
        Self {
            format: 1,
            version: version.to_owned(),
            digest: digest::of_study(study, version),
            name: study.name.clone(),
            language: study.language,
            workshops: study
                .workshops
                .iter()
                .map(|named| CharterWorkshop {
                    name: named.name.clone(),
                    digest: digest::of_workshop(&named.workshop),
                    people: named.workshop.participants.len(),
                })
                .collect(),
            strategies: study
                .strategies
                .iter()
                .map(|strategy| CharterStrategy {
                    name: strategy.name.clone(),
                    approach: approach(strategy.approach),
                    own_keys: strategy.variants.is_some(),
                })
                .collect(),
            reference: study.reference,
            seeds: study.seeds.clone(),
            method: study.method.name().to_owned(),
            iterations: study.iterations,
            unchanged_within: study.unchanged_within,
        }
    }

    /// How many runs there are in all.
    pub fn runs(&self) -> usize {
        self.workshops.len() * self.seeds.len() * self.strategies.len()
    }

    /// The run of a number: workshop by workshop, then seed by seed, then strategy by strategy, so that early runs tell of
    /// every strategy.
    pub fn run(&self, number: usize) -> Run {
        let (strategies, seeds) = (self.strategies.len(), self.seeds.len());
        Run {
            workshop: number / strategies / seeds,
            seed: number / strategies % seeds,
            strategy: number % strategies,
        }
    }

    /// The number of a run.
    pub fn number(&self, run: Run) -> usize {
        (run.workshop * self.seeds.len() + run.seed) * self.strategies.len() + run.strategy
    }

    /// Whether the run belongs to the shard. It depends on the names and the seed only, so a study with more seeds keeps its
    /// runs where they were.
    pub fn belongs(&self, number: usize, shard: Shard) -> bool {
        let run = self.run(number);
        let (workshop, strategy) = (
            &self.workshops[run.workshop].name,
            &self.strategies[run.strategy].name,
        );
        shard.holds(workshop, strategy, self.seeds[run.seed])
    }
}
