//! Against figures of other programs: SciPy 1.10.1 (`scipy.stats.wilcoxon`, `scipy.stats.bootstrap` with 400,000 resamples) and,
//! where ranks are shared, all 2ⁿ signs tried by a few lines of Python.

use super::*;

/// Hollander and Wolfe's depression scores.
const DEPRESSION: [f64; 9] = [0.952, -0.147, 1.022, 0.43, 0.62, 0.59, 0.49, -0.08, 0.01];

/// Darwin's maize.
const MAIZE: [f64; 15] = [
    6.0, 8.0, 14.0, 16.0, 23.0, 24.0, 28.0, 29.0, 41.0, -48.0, 49.0, 56.0, 60.0, -67.0, 75.0,
];

const TIES: [f64; 13] = [
    1.0, 1.0, 2.0, -2.0, 3.0, 0.0, 3.0, 3.0, -1.0, 4.0, 5.0, 0.0, 2.0,
];

fn close(value: f64, expected: f64, slack: f64) {
    assert!((value - expected).abs() <= slack, "{value}, not {expected}");
}

#[test]
fn small_samples_are_counted_out() {
    // wilcoxon(d, mode="exact").pvalue
    close(signed_rank(&DEPRESSION), 0.0390625, 1e-12);
    close(signed_rank(&MAIZE), 0.041259765625, 1e-12);
    // All signs tried, ranks by scipy.stats.rankdata.
    close(signed_rank(&TIES), 0.01953125, 1e-12);
    assert_eq!(signed_rank(&[]), 1.0);
    assert_eq!(signed_rank(&[0.0, 0.0]), 1.0);
    assert_eq!(signed_rank(&[2.0]), 1.0);
    // Six differences to one side: 2 / 2⁶.
    close(signed_rank(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0]), 0.03125, 1e-12);
}

#[test]
fn large_samples_are_normal_with_ties_taken_off() {
    // wilcoxon(d, mode="approx", correction=False).pvalue
    let plain: Vec<f64> = (1..=80)
        .map(|i| f64::from(i * 37 % 101 - 45) / 10.0)
        .collect();
    close(signed_rank(&plain), 0.11443133917365832, 1e-9);
    let tied: Vec<f64> = (1..=100).map(|i| f64::from(i * 37 % 23 - 8)).collect();
    close(signed_rank(&tied), 5.925972398740369e-05, 1e-9);
}

#[test]
fn intervals_are_those_of_another_bootstrap() {
    let skewed = [0.1, 0.2, 0.2, 0.3, 0.4, 0.5, 0.9, 1.6, 3.0, 7.5];
    let cases: [(&[f64], f64, f64); 2] = [(&MAIZE, -1.73, 36.27), (&skewed, 0.575, 3.84)];
    for (values, low, high) in cases {
        let interval = mean_interval(values, 100_000, 7).expect("an interval");
        let slack = 0.02 * (high - low);
        close(interval.low, low, slack);
        close(interval.high, high, slack);
    }
    let ratio = [
        (1.2, 10.0),
        (-0.4, 12.0),
        (2.2, 9.0),
        (0.8, 15.0),
        (0.1, 11.0),
        (3.1, 8.0),
        (-0.9, 14.0),
        (1.4, 10.0),
    ];
    let interval = ratio_interval(&ratio, 100_000, 7).expect("an interval");
    close(interval.low, 0.009345794392523364, 0.004);
    close(interval.high, 0.18860759493670887, 0.004);
}

#[test]
fn intervals_where_nothing_varies_and_where_much_is_known() {
    let same = mean_interval(&[0.25; 10], 1000, 1).expect("an interval");
    assert_eq!((same.low, same.high), (0.25, 0.25));
    assert_eq!(mean_interval(&[1.0], 1000, 1), None);
    assert_eq!(ratio_interval(&[(1.0, 0.0), (2.0, 0.0)], 1000, 1), None);
    // 5,000 values, half 0 and half 1: 0.5 ± 1.959964 · 0.50005 / √5000.
    let values: Vec<f64> = (0..5000).map(|i| f64::from(i % 2)).collect();
    let interval = mean_interval(&values, 1000, 1).expect("an interval");
    close(
        interval.high - 0.5,
        1.959964 * 0.50005 / 5000.0_f64.sqrt(),
        1e-6,
    );
    close(0.5 - interval.low, interval.high - 0.5, 1e-12);
}

/// Of 400 samples whose mean is known, about 95 % of the intervals hold it (five standard deviations of slack).
#[test]
fn intervals_hold_the_mean_as_often_as_they_say() {
    use rand::{RngExt, SeedableRng};
    let mut random = rand_xoshiro::Xoshiro256PlusPlus::seed_from_u64(3);
    let mut held = 0;
    for trial in 0..400 {
        // Means of three uniform numbers: bell-shaped, mean 0.5.
        let sample: Vec<f64> = (0..30)
            .map(|_| (0..3).map(|_| random.random::<f64>()).sum::<f64>() / 3.0)
            .collect();
        let interval = mean_interval(&sample, 1000, trial).expect("an interval");
        held += i32::from(interval.low <= 0.5 && 0.5 <= interval.high);
    }
    assert!((350..=400).contains(&held), "{held} of 400");
}

#[test]
fn effects_and_corrections() {
    // mean / std(ddof=1)
    let effect = standardized(&DEPRESSION).expect("they vary");
    close(effect, 1.011791805216197, 1e-9);
    assert_eq!(standardized(&[2.0, 2.0, 2.0]), None);
    close(rank_biserial(&TIES), 0.7878787878787878, 1e-12);
    assert_eq!(rank_biserial(&[0.0]), 0.0);
    assert_eq!(rank_biserial(&[1.0, 2.0]), 1.0);
    // Holm's definition, worked out by hand: 4 · 0.005, 3 · 0.01, 2 · 0.03, then no less than that.
    let corrected = holm(&[0.01, 0.04, 0.03, 0.005]);
    for (value, expected) in corrected.iter().zip([0.03, 0.06, 0.06, 0.02]) {
        close(*value, expected, 1e-12);
    }
    assert_eq!(holm(&[0.6, 0.7]), [1.0, 1.0]);
}

/// NumPy's default quantile.
#[test]
fn quantiles_lie_between_neighbours() {
    let sorted = [1.0, 2.0, 4.0, 8.0];
    let cases = [
        (0.0, 1.0),
        (0.25, 1.75),
        (0.5, 3.0),
        (0.75, 5.0),
        (1.0, 8.0),
    ];
    for (share, expected) in cases {
        close(quantile(&sorted, share), expected, 1e-12);
    }
}
