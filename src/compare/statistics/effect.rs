//! How large a difference is, whatever its unit.

use super::wilcoxon::ranks;
use super::{deviation, mean};

/// The matched-pairs rank-biserial correlation (Kerby 2014): favourable minus unfavourable signed ranks, by all of them; from
/// −1 (always less) to 1 (always more). 0 where nothing differs.
pub fn rank_biserial(differences: &[f64]) -> f64 {
    let ranks = ranks(differences);
    let all = ranks.positive + ranks.negative;
    match all > 0.0 {
        true => (ranks.positive - ranks.negative) / all,
        false => 0.0,
    }
}

/// The mean difference in standard deviations of the differences (Cohen's d_z); `None` where they do not vary.
pub fn standardized(differences: &[f64]) -> Option<f64> {
    let spread = deviation(differences);
    let mean = mean(differences);
    (spread > 1e-12 * mean.abs().max(1e-12)).then(|| mean / spread)
}
