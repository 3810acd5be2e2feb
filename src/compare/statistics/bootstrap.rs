//! Confidence intervals of means and of ratios of means by the bootstrap, bias-corrected and accelerated (BCa; Efron 1987).

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use statrs::distribution::{ContinuousCDF, Normal};

use super::{deviation, mean, quantile};

/// Resamples. Their ends then vary by about a fiftieth of the interval.
pub const RESAMPLES: usize = 4000;

/// From so many values on, the normal approximation: the bootstrap would say the same and take longer.
const MANY: usize = 2000;

/// The confidence of all intervals.
pub const CONFIDENCE: f64 = 0.95;

/// The ends of an interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

impl Interval {
    fn point(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }
}

/// The interval of the mean; the same values and seed give the same ends. `None` of fewer than two values.
pub fn mean_interval(values: &[f64], resamples: usize, seed: u64) -> Option<Interval> {
    let pairs: Vec<(f64, f64)> = values.iter().map(|value| (*value, 1.0)).collect();
    ratio_interval(&pairs, resamples, seed)
}

/// The interval of Σ first / Σ second over pairs. `None` of fewer than two pairs, or where the ratio is not finite.
pub fn ratio_interval(pairs: &[(f64, f64)], resamples: usize, seed: u64) -> Option<Interval> {
    let count = pairs.len();
    let ratio = |sums: (f64, f64)| sums.0 / sums.1;
    let total = pairs
        .iter()
        .fold((0.0, 0.0), |sums, pair| (sums.0 + pair.0, sums.1 + pair.1));
    let whole = ratio(total);
    if count < 2 || !whole.is_finite() {
        return None;
    }
    let normal = Normal::standard();
    // What is left of each pair once the ratio is taken off: their mean is 0, their spread the ratio's (delta method).
    let rest: Vec<f64> = pairs.iter().map(|pair| pair.0 - whole * pair.1).collect();
    if rest
        .iter()
        .all(|rest| rest.abs() <= 1e-12 * total.0.abs().max(1.0))
    {
        return Some(Interval::point(whole));
    }
    if count >= MANY {
        let error = deviation(&rest) / (count as f64).sqrt() / (total.1 / count as f64).abs();
        let reach = normal.inverse_cdf(0.5 + CONFIDENCE / 2.0) * error;
        return Some(Interval {
            low: whole - reach,
            high: whole + reach,
        });
    }
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut drawn: Vec<f64> = Vec::with_capacity(resamples);
    for _ in 0..resamples {
        let mut sums = (0.0, 0.0);
        for _ in 0..count {
            let pair = pairs[random.random_range(0..count as u64) as usize];
            sums = (sums.0 + pair.0, sums.1 + pair.1);
        }
        let value = ratio(sums);
        if value.is_finite() {
            drawn.push(value);
        }
    }
    if drawn.len() < resamples {
        // Some resamples had nothing to divide by: such a ratio has no interval worth telling.
        return None;
    }
    drawn.sort_by(f64::total_cmp);
    let (bias, acceleration) = (
        bias(&drawn, whole, &normal),
        acceleration(pairs, total, &ratio),
    );
    let end = |tail: f64| {
        let z = bias + normal.inverse_cdf(tail);
        let share = normal.cdf(bias + z / (1.0 - acceleration * z));
        quantile(&drawn, share)
    };
    let tail = (1.0 - CONFIDENCE) / 2.0;
    Some(Interval {
        low: end(tail),
        high: end(1.0 - tail),
    })
}

/// How far the resamples lie to one side: the normal quantile of the share below (ties count half).
fn bias(sorted: &[f64], whole: f64, normal: &Normal) -> f64 {
    let slack = 1e-12 * whole.abs();
    let below = sorted.partition_point(|value| *value < whole - slack);
    let upto = sorted.partition_point(|value| *value <= whole + slack);
    let count = sorted.len() as f64;
    let share = (below + upto) as f64 / 2.0 / count;
    normal.inverse_cdf(share.clamp(0.5 / count, 1.0 - 0.5 / count))
}

/// A sixth of the skewness of the jackknife values.
fn acceleration(
    pairs: &[(f64, f64)],
    total: (f64, f64),
    ratio: &impl Fn((f64, f64)) -> f64,
) -> f64 {
    let without: Vec<f64> = pairs
        .iter()
        .map(|pair| ratio((total.0 - pair.0, total.1 - pair.1)))
        .collect();
    let middle = mean(&without);
    let (mut squares, mut cubes) = (0.0, 0.0);
    for value in &without {
        let rest = middle - value;
        squares += rest * rest;
        cubes += rest * rest * rest;
    }
    let spread = 6.0 * squares.powf(1.5);
    if spread > 0.0 && cubes.is_finite() {
        cubes / spread
    } else {
        0.0
    }
}
