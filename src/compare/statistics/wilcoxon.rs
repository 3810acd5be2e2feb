//! Wilcoxon's signed-rank test, two-sided (Wilcoxon 1945). Differences of 0 are left out; alike ones share their ranks.

use statrs::distribution::{ContinuousCDF, Normal};

/// Up to so many differences the distribution is counted out, also where ranks are shared; above, it is the normal one.
const COUNTED: usize = 50;

/// The signed ranks of differences: Σ of the positive and of the negative ones, and the shared ranks, doubled to be whole.
pub struct SignedRanks {
    /// Σ of ranks of positive differences.
    pub positive: f64,
    /// Σ of ranks of negative differences.
    pub negative: f64,
    /// Per difference that is not 0: twice its rank.
    doubled: Vec<usize>,
    /// Σ over groups of alike ones of t³ − t.
    ties: f64,
}

/// Ranks differences by size. Those that agree to nine digits of the largest are alike.
pub fn ranks(differences: &[f64]) -> SignedRanks {
    let largest = differences
        .iter()
        .fold(0.0_f64, |most, d| most.max(d.abs()));
    let slack = largest * 1e-9;
    let mut sorted: Vec<f64> = differences
        .iter()
        .copied()
        .filter(|difference| difference.abs() > slack)
        .collect();
    sorted.sort_by(|a, b| a.abs().total_cmp(&b.abs()));
    let mut ranks = SignedRanks {
        positive: 0.0,
        negative: 0.0,
        doubled: Vec::with_capacity(sorted.len()),
        ties: 0.0,
    };
    let mut from = 0;
    while from < sorted.len() {
        let like = sorted[from..].partition_point(|d| d.abs() <= sorted[from].abs() + slack);
        // Ranks from + 1 … from + like; their mean, doubled.
        let doubled = 2 * from + like + 1;
        for difference in &sorted[from..from + like] {
            ranks.doubled.push(doubled);
            let sum = match *difference > 0.0 {
                true => &mut ranks.positive,
                false => &mut ranks.negative,
            };
            *sum += doubled as f64 / 2.0;
        }
        let like_count = like as f64;
        ranks.ties += like_count.powi(3) - like_count;
        from += like;
    }
    ranks
}

/// The probability of signed ranks at least as uneven, if signs were tossed. 1 where every difference is 0.
pub fn signed_rank(differences: &[f64]) -> f64 {
    let ranks = ranks(differences);
    let count = ranks.doubled.len();
    if count == 0 {
        return 1.0;
    }
    let smaller = ranks.positive.min(ranks.negative);
    let probability = match count <= COUNTED {
        true => 2.0 * at_most(&ranks.doubled, (2.0 * smaller).round() as usize),
        false => {
            let n = count as f64;
            let middle = n * (n + 1.0) / 4.0;
            let variance = n * (n + 1.0) * (2.0 * n + 1.0) / 24.0 - ranks.ties / 48.0;
            2.0 * Normal::standard().cdf((smaller - middle) / variance.sqrt())
        }
    };
    probability.min(1.0)
}

/// The share of all 2ⁿ signs whose positive ranks (doubled) sum to at most `limit`.
fn at_most(doubled: &[usize], limit: usize) -> f64 {
    let mut share = vec![0.0; limit + 1];
    share[0] = 1.0;
    for rank in doubled {
        for sum in (0..=limit).rev() {
            let with = sum.checked_sub(*rank).map_or(0.0, |rest| share[rest]);
            share[sum] = (share[sum] + with) / 2.0;
        }
    }
    share.iter().sum()
}
