//! What it costs to part an opening by a class: learned from those that were parted (pseudo-costs, Bénichou et al. 1971).

use super::opening::Opening;

/// A side that has nothing to round is worth as much as rounding so much.
const LITTLE: f64 = 0.02;
/// What a team more or less is taken to cost before that is known, in steps of the level.
const UNKNOWN: f64 = 8.0;

/// What a part of a team more or less has cost so far, by class and side.
pub struct Gains {
    /// The sum of gains, the sum of what was rounded.
    sums: Vec<[(f64, f64); 2]>,
    /// Gains before anything is known.
    first: f64,
}

impl Gains {
    /// Nothing is known; costs are multiples of `step`.
    pub fn new(classes: usize, step: f64) -> Self {
        Self {
            sums: vec![[(0.0, 0.0); 2]; classes],
            first: UNKNOWN * step.max(0.1),
        }
    }

    /// Rounding the class's teams by so much, `up` or down, has cost so much more.
    pub fn learn(&mut self, class: usize, up: bool, rounded: f64, gain: f64) {
        if rounded > LITTLE {
            let sum = &mut self.sums[class][usize::from(up)];
            sum.0 += gain;
            sum.1 += rounded;
        }
    }

    /// The class to part by, of those that are undecided, and how many of its teams the first part has at most; `open`: how many are open
    /// in the relaxation.
    pub fn choose(&self, opening: &Opening, open: &[f64]) -> Option<(usize, usize)> {
        let mut best: Option<(f64, usize, usize)> = None;
        for class in opening.undecided() {
            let (least, most) = opening.0[class];
            let fewer = (open[class] + 1e-6)
                .floor()
                .clamp(least as f64, most as f64 - 1.0);
            let rounded = [
                (open[class] - fewer).max(0.0),
                (fewer + 1.0 - open[class]).max(0.0),
            ];
            let score: f64 = (0..2)
                .map(|side| {
                    let (gain, sum) = self.sums[class][side];
                    let one = if sum > 0.0 { gain / sum } else { self.first };
                    (one * rounded[side].max(LITTLE)).max(1e-3)
                })
                .product();
            if best.as_ref().is_none_or(|(most, ..)| score > *most) {
                best = Some((score, class, fewer as usize));
            }
        }
        best.map(|(_, class, fewer)| (class, fewer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_costs_most_on_both_sides_comes_first() {
        let opening = Opening(vec![(1, 2), (1, 1), (0, 3)]);
        let mut gains = Gains::new(3, 1.0);
        // Nothing is known: the one whose teams are least whole.
        assert_eq!(gains.choose(&opening, &[1.0, 1.0, 1.5]), Some((2, 1)));
        for up in [false, true] {
            gains.learn(2, up, 0.5, 0.0);
            gains.learn(0, up, 0.5, 6.0);
        }
        assert_eq!(gains.choose(&opening, &[1.4, 1.0, 1.5]), Some((0, 1)));
        // All are whole: both parts are smaller than the opening.
        assert_eq!(gains.choose(&opening, &[2.0, 1.0, 3.0]), Some((0, 1)));
        assert_eq!(gains.choose(&Opening(vec![(1, 1)]), &[1.0]), None);
    }
}
