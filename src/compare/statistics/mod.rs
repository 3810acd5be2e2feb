//! Statistics of paired differences: intervals, a test, its correction for several strategies, effect sizes.

mod bootstrap;
mod effect;
mod holm;
#[cfg(test)]
mod tests;
mod wilcoxon;

pub use bootstrap::{CONFIDENCE, Interval, RESAMPLES, mean_interval, ratio_interval};
pub use effect::{rank_biserial, standardized};
pub use holm::holm;
pub use wilcoxon::signed_rank;

/// The mean; 0 of nothing.
pub fn mean(values: &[f64]) -> f64 {
    match values.len() {
        0 => 0.0,
        count => values.iter().sum::<f64>() / count as f64,
    }
}

/// The sample standard deviation (n − 1); 0 of fewer than two.
pub fn deviation(values: &[f64]) -> f64 {
    if values.len() < 2 {
        return 0.0;
    }
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (squares / (values.len() - 1) as f64).sqrt()
}

/// The quantile of sorted values, between neighbours in proportion (type 7 of Hyndman and Fan 1996).
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return f64::NAN;
    };
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = place.ceil() as usize;
    sorted[below] + (sorted[above] - sorted[below]) * (place - below as f64)
}
