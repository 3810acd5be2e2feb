//! What the runs say: means with intervals, and each strategy against the reference.

use rayon::prelude::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::charter::{Charter, Run};
use super::digest;
use super::measures::{self, Better};
use super::statistics::{
    self, Interval, RESAMPLES, holm, mean, mean_interval, rank_biserial, signed_rank, standardized,
};
use super::table::Table;

/// What is drawn again and again, and what a test counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    /// Workshops, each with the mean over its seeds: what is found holds for workshops like these.
    Workshops,
    /// Runs: there are too few workshops to say anything of others.
    Runs,
}

/// With fewer workshops than this, no signed-rank test could find anything: 2 / 2⁵ is above 0.05.
const ENOUGH_WORKSHOPS: usize = 6;

/// A difference is found where chance gives such ones less often than this.
const SIGNIFICANCE: f64 = 0.05;

impl Unit {
    /// Workshops where there are enough.
    pub fn of(workshops: usize) -> Self {
        match workshops >= ENOUGH_WORKSHOPS {
            true => Unit::Workshops,
            false => Unit::Runs,
        }
    }
}

/// A measure of one strategy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The strategy.
    pub strategy: String,
    /// The measure.
    pub measure: String,
    /// How many units have it.
    pub units: usize,
    /// The mean.
    pub mean: f64,
    /// The lower end of the mean's 95 % interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The standard deviation of the units.
    pub deviation: f64,
    /// The least of the units.
    pub least: f64,
    /// The most of the units.
    pub most: f64,
    /// Against the reference; absent of the reference itself and where no unit has both.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<Comparison>,
}

/// A strategy against the reference, in one measure; units where both have it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// How many units.
    pub units: usize,
    /// The mean difference, strategy minus reference.
    pub difference: f64,
    /// The lower end of its 95 % interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// Wilcoxon's signed-rank test, two-sided.
    pub p: f64,
    /// Corrected by Holm for the strategies of this measure.
    pub p_holm: f64,
    /// The matched-pairs rank-biserial correlation, −1 to 1.
    pub rank_biserial: f64,
    /// The mean difference in standard deviations of the differences; null where they do not vary.
    pub standardized: Option<f64>,
    /// The share of units that are better.
    pub better_share: f64,
    /// The share of units that are worse.
    pub worse_share: f64,
    /// What that comes to.
    pub finding: Finding,
}

/// What a comparison comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    /// Better: the corrected test and the interval agree.
    Better,
    /// Worse, likewise.
    Worse,
    /// The whole interval is within what the study calls unchanged.
    Unchanged,
    /// None of these can be said.
    Unclear,
}

impl Finding {
    /// The word in the tables.
    pub fn word(self) -> &'static str {
        match self {
            Finding::Better => "better",
            Finding::Worse => "worse",
            Finding::Unchanged => "unchanged",
            Finding::Unclear => "unclear",
        }
    }
}

/// Every measure of every strategy that has it, strategies outermost, measures in the order of [`measures::ALL`].
pub fn estimates(table: &Table) -> Vec<Estimate> {
    let charter = table.charter;
    let unit = Unit::of(charter.workshops.len());
    let pairs: Vec<(usize, usize)> = (0..charter.strategies.len())
        .flat_map(|strategy| (0..measures::COUNT).map(move |measure| (strategy, measure)))
        .collect();
    let made: Vec<Option<Estimate>> = pairs
        .par_iter()
        .map(|(strategy, measure)| estimate(table, unit, *strategy, *measure))
        .collect();
    let mut estimates: Vec<Estimate> = made.into_iter().flatten().collect();
    for measure in &measures::ALL {
        correct(&mut estimates, measure.name);
    }
    for estimate in &mut estimates {
        judge(estimate);
    }
    // The findings need the reference's mean, which stands in its own estimates.
    let reference = &charter.strategies[charter.reference].name;
    let means: Vec<(String, f64)> = estimates
        .iter()
        .filter(|estimate| estimate.strategy == *reference)
        .map(|estimate| (estimate.measure.clone(), estimate.mean))
        .collect();
    for estimate in &mut estimates {
        let base = means
            .iter()
            .find(|(measure, _)| *measure == estimate.measure);
        let base = base.map_or(0.0, |(_, mean)| *mean);
        if let Some(against) = &mut estimate.against {
            let limit = charter.unchanged_within * base.abs();
            if against.low.is_some_and(|low| low >= -limit)
                && against.high.is_some_and(|high| high <= limit)
            {
                against.finding = Finding::Unchanged;
            }
        }
    }
    estimates
}

/// One number for each unit: of a run's number from `value`, `None` where there is none.
pub fn units(
    charter: &Charter,
    unit: Unit,
    strategy: usize,
    value: &dyn Fn(Run) -> Option<f64>,
) -> Vec<f64> {
    let workshops = 0..charter.workshops.len();
    let of_workshop = |workshop: usize| -> Vec<f64> {
        let seeds = 0..charter.seeds.len();
        let runs = seeds.map(|seed| Run {
            workshop,
            strategy,
            seed,
        });
        runs.filter_map(value).collect()
    };
    match unit {
        Unit::Runs => workshops.flat_map(of_workshop).collect(),
        Unit::Workshops => workshops
            .map(of_workshop)
            .filter(|values| !values.is_empty())
            .map(|values| mean(&values))
            .collect(),
    }
}

fn ends(interval: Option<Interval>) -> (Option<f64>, Option<f64>) {
    (interval.map(|i| i.low), interval.map(|i| i.high))
}

fn estimate(table: &Table, unit: Unit, strategy: usize, measure: usize) -> Option<Estimate> {
    let charter = table.charter;
    let name = &charter.strategies[strategy].name;
    let known = &measures::ALL[measure];
    let values = units(charter, unit, strategy, &|run| table.figure(measure, run));
    if values.is_empty() {
        return None;
    }
    let seed = digest::of_text(&format!("{name} {}", known.name));
    let (low, high) = ends(mean_interval(&values, RESAMPLES, seed));
    Some(Estimate {
        strategy: name.clone(),
        measure: known.name.to_owned(),
        units: values.len(),
        mean: mean(&values),
        low,
        high,
        deviation: statistics::deviation(&values),
        least: values.iter().copied().fold(f64::INFINITY, f64::min),
        most: values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        against: against(table, unit, strategy, measure, seed),
    })
}

/// The comparison, its finding not yet made.
fn against(
    table: &Table,
    unit: Unit,
    strategy: usize,
    measure: usize,
    seed: u64,
) -> Option<Comparison> {
    let charter = table.charter;
    if strategy == charter.reference {
        return None;
    }
    let difference = |run: Run| {
        let base = Run {
            strategy: charter.reference,
            ..run
        };
        Some(table.figure(measure, run)? - table.figure(measure, base)?)
    };
    let differences = units(charter, unit, strategy, &difference);
    if differences.is_empty() {
        return None;
    }
    let (low, high) = ends(mean_interval(&differences, RESAMPLES, seed));
    let count = differences.len() as f64;
    let slack = 1e-9;
    let above = differences.iter().filter(|d| **d > slack).count() as f64 / count;
    let below = differences.iter().filter(|d| **d < -slack).count() as f64 / count;
    let (better_share, worse_share) = match measures::ALL[measure].better {
        Better::Higher => (above, below),
        Better::Lower => (below, above),
    };
    let p = signed_rank(&differences);
    Some(Comparison {
        units: differences.len(),
        difference: mean(&differences),
        low,
        high,
        p,
        p_holm: p,
        rank_biserial: rank_biserial(&differences),
        standardized: standardized(&differences),
        better_share,
        worse_share,
        finding: Finding::Unclear,
    })
}

/// Corrects the tests of one measure for the number of strategies.
fn correct(estimates: &mut [Estimate], measure: &str) {
    let mut family: Vec<&mut Comparison> = estimates
        .iter_mut()
        .filter(|estimate| estimate.measure == measure)
        .filter_map(|estimate| estimate.against.as_mut())
        .collect();
    let raw: Vec<f64> = family.iter().map(|comparison| comparison.p).collect();
    for (comparison, corrected) in family.iter_mut().zip(holm(&raw)) {
        comparison.p_holm = corrected;
    }
}

/// Better or worse where the corrected test and the interval agree.
fn judge(estimate: &mut Estimate) {
    let better = measures::position(&estimate.measure).map(|at| measures::ALL[at].better);
    let Some(against) = &mut estimate.against else {
        return;
    };
    if against.p_holm >= SIGNIFICANCE {
        return;
    }
    let is_higher = against.low.is_some_and(|low| low > 0.0);
    let is_lower = against.high.is_some_and(|high| high < 0.0);
    against.finding = match (is_higher, is_lower, better) {
        (true, _, Some(Better::Higher)) | (_, true, Some(Better::Lower)) => Finding::Better,
        (true, _, Some(Better::Lower)) | (_, true, Some(Better::Higher)) => Finding::Worse,
        _ => Finding::Unclear,
    };
}
