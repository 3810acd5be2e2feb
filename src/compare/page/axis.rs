//! Scales with round ticks.

use crate::report::number;

/// A scale from values to pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
    /// The values with a line and a label.
    pub ticks: Vec<f64>,
}

impl Axis {
    /// A scale that shows all values, from pixel `from` to pixel `to`, with about `count` ticks.
    pub fn new(values: impl IntoIterator<Item = f64>, from: f64, to: f64, count: usize) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let ends = finite.fold(None, |ends: Option<(f64, f64)>, value| {
            let (low, high) = ends.unwrap_or((value, value));
            Some((low.min(value), high.max(value)))
        });
        let (mut low, mut high) = ends.unwrap_or((0.0, 1.0));
        if high - low <= 1e-9 * high.abs().max(1e-9) {
            let room = (high.abs() * 0.1).max(0.5);
            (low, high) = (low - room, high + room);
        }
        let step = round_step((high - low) / count.max(1) as f64);
        let first = (low / step).floor();
        let last = (high / step).ceil();
        let ticks = (first as i64..=last as i64).map(|place| place as f64 * step);
        Self {
            low: first * step,
            high: last * step,
            from,
            to,
            ticks: ticks.collect(),
        }
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        self.from + share * (self.to - self.from)
    }
}

/// 1, 2 or 5 times a power of ten, at least `step`.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let factors = [1.0, 2.0, 5.0, 10.0];
    let fitting = factors
        .into_iter()
        .find(|factor| factor * power >= step * (1.0 - 1e-9));
    fitting.unwrap_or(10.0) * power
}

/// A pixel as SVG writes it.
pub fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A tick's label.
pub fn label(value: f64) -> String {
    number((value * 1e9).round() / 1e9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_hold_every_value() {
        let cases: [(&[f64], &[f64]); 4] = [
            (&[0.0, 1.0], &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
            (&[1.13, 1.28], &[1.1, 1.15, 1.2, 1.25, 1.3]),
            (&[3.0, 3.0], &[2.4, 2.6, 2.8, 3.0, 3.2, 3.4, 3.6]),
            (&[], &[0.0, 0.2, 0.4, 0.6, 0.8, 1.0]),
        ];
        for (values, expected) in cases {
            let axis = Axis::new(values.iter().copied(), 0.0, 100.0, 5);
            let ticks: Vec<f64> = axis.ticks.iter().map(|t| (t * 1e6).round() / 1e6).collect();
            assert_eq!(ticks, expected, "{values:?}");
            for value in values {
                assert!((0.0..=100.0).contains(&axis.at(*value)));
            }
        }
    }
}
