//! One number from the costs of all levels, for acceptance only: what is best is decided by the levels in order.

use crate::rules::term::Money;
use crate::score::State;

/// Weights of the levels, and what a random move changes.
#[derive(Clone, Debug)]
pub struct Energy {
    /// Per level.
    pub factors: Vec<Factor>,
    /// The mean change of energy by a random move.
    pub mean: f64,
    /// The mean change of the last level that changes at all.
    pub finest: f64,
    least_price: f64,
}

/// What a level's costs are worth.
#[derive(Clone, Copy, Debug)]
pub struct Factor {
    /// Energy per [`Money`].
    pub weight: f64,
    /// How much energy the levels after it give back at the most, by experience; more is not hoped for.
    pub slack: f64,
}

/// How many typical changes of the levels after it a small change of a level outweighs.
const PRIORITY: f64 = 2.5;
/// The same for hard violations, to begin with.
const HARD_PRIORITY: f64 = 4.0;

impl Energy {
    /// From the changes that sampled moves make, a row for each move, a column for each level. Levels after the first `heeded`
    /// weigh nothing.
    pub fn from_samples(samples: &[Vec<Money>], levels: usize, heeded: usize) -> Self {
        let mut weights = vec![0.0; levels];
        let mut means = vec![0.0; levels];
        let mut after = 0.0;
        let mut finest = 0.0;
        for level in (0..levels.min(heeded)).rev() {
            let mut changes: Vec<f64> = samples
                .iter()
                .map(|sample| sample[level].unsigned_abs() as f64)
                .filter(|change| *change > 0.0)
                .collect();
            if changes.is_empty() {
                continue;
            }
            changes.sort_unstable_by(f64::total_cmp);
            let small = changes[changes.len() / 10];
            let mean = changes.iter().sum::<f64>() / changes.len() as f64;
            let priority = if level == 0 { HARD_PRIORITY } else { PRIORITY };
            weights[level] = if after == 0.0 {
                1.0 / mean
            } else {
                priority * after / small
            };
            means[level] = mean * weights[level];
            if after == 0.0 {
                finest = means[level];
            }
            after = means[level];
        }
        // A level that no sampled move changed still counts when one does.
        for level in (0..levels.min(heeded)).rev() {
            if weights[level] == 0.0 {
                weights[level] = PRIORITY * (after.max(1.0)) / 1e9;
            }
        }
        let factor = |level: usize| Factor {
            weight: weights[level],
            slack: 4.0 * means[level + 1..].iter().sum::<f64>(),
        };
        let energy = |sample: &Vec<Money>| -> f64 {
            let parts = sample.iter().zip(&weights);
            parts
                .map(|(change, weight)| *change as f64 * weight)
                .sum::<f64>()
                .abs()
        };
        let moved: Vec<f64> = samples.iter().map(energy).filter(|e| *e > 0.0).collect();
        let mean = moved.iter().sum::<f64>() / moved.len().max(1) as f64;
        Self {
            least_price: weights[0],
            factors: (0..levels).map(factor).collect(),
            mean,
            finest: if finest > 0.0 { finest } else { mean },
        }
    }

    /// The energy of the state, from which differences are taken.
    pub fn of(&self, state: &State) -> f64 {
        let parts = state.cost().iter().zip(&self.factors);
        parts
            .map(|(cost, factor)| *cost as f64 * factor.weight)
            .sum()
    }

    /// Makes hard violations dearer or cheaper, within bounds (strategic oscillation, Glover 1989).
    pub fn turn_hard(&mut self, factor: f64) {
        let wanted = self.factors[0].weight * factor;
        self.factors[0].weight = wanted.clamp(self.least_price, self.least_price * 30.0);
    }

    /// Hard violations proved too cheap: they are never as cheap again.
    pub fn raise_least_price(&mut self) {
        self.least_price *= 1.6;
        self.factors[0].weight = self.least_price * 2.0;
    }
}
