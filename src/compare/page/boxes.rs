//! Box plots: every run of every strategy, one chart for a measure.

use maud::{Markup, html};

use super::axis::{Axis, label, px};
use crate::compare::measures::{self, Better};
use crate::compare::statistics::{mean, quantile};
use crate::compare::table::Table;
use crate::model::Language;

const WIDTH: f64 = 520.0;
const ROW: f64 = 24.0;
const LEFT: f64 = 150.0;
const RIGHT: f64 = 16.0;
const BOTTOM: f64 = 26.0;
const TOP: f64 = 6.0;

/// Names longer than this are cut in a chart.
const NAME: usize = 18;

/// Five quantiles and the mean of a strategy's runs.
struct Spread {
    shade: usize,
    name: String,
    quantiles: Option<[f64; 5]>,
    mean: f64,
}

/// The chart of a measure; `None` where no run has it.
pub fn chart(table: &Table, measure: usize, language: Language) -> Option<Markup> {
    let known = &measures::ALL[measure];
    let spreads: Vec<Spread> = table
        .charter
        .strategies
        .iter()
        .enumerate()
        .map(|(shade, strategy)| {
            let mut values = table.figures(measure, shade);
            values.sort_by(f64::total_cmp);
            let quantiles = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| quantile(&values, share));
            Spread {
                shade,
                name: short(&strategy.name),
                quantiles: (!values.is_empty()).then_some(quantiles),
                mean: mean(&values),
            }
        })
        .collect();
    let all = spreads.iter().filter_map(|spread| spread.quantiles);
    let values: Vec<f64> = all.flatten().collect();
    if values.is_empty() {
        return None;
    }
    let height = TOP + ROW * spreads.len() as f64 + BOTTOM;
    let x = Axis::new(values, LEFT, WIDTH - RIGHT, 5);
    let words = known.words();
    let title = words.pick(language);
    let better = match known.better {
        Better::Lower => language.pick("小さいほど良い", "lower is better"),
        Better::Higher => language.pick("大きいほど良い", "higher is better"),
    };
    Some(html! {
        figure.plot {
            figcaption { (title) " " span.fine { (better) } }
            svg.chart viewBox={ "0 0 " (px(WIDTH)) " " (px(height)) } role="img" aria-label=(title) {
                @for tick in &x.ticks {
                    line.grid x1=(px(x.at(*tick))) x2=(px(x.at(*tick))) y1=(px(TOP)) y2=(px(height - BOTTOM)) {}
                    text.tick x=(px(x.at(*tick))) y=(px(height - 8.0)) text-anchor="middle" { (label(*tick)) }
                }
                @for (place, spread) in spreads.iter().enumerate() {
                    @let middle = TOP + ROW * (place as f64 + 0.5);
                    text.name x=(px(LEFT - 10.0)) y=(px(middle + 4.0)) text-anchor="end" { (spread.name) }
                    @if let Some([least, low, median, high, most]) = spread.quantiles {
                        g.{ "shade" (spread.shade % super::SHADES) } {
                            line.whisker x1=(px(x.at(least))) x2=(px(x.at(most))) y1=(px(middle)) y2=(px(middle)) {}
                            rect.box x=(px(x.at(low))) y=(px(middle - 7.0)) width=(px((x.at(high) - x.at(low)).max(1.0))) height="14" {}
                            line.median x1=(px(x.at(median))) x2=(px(x.at(median))) y1=(px(middle - 8.0)) y2=(px(middle + 8.0)) {}
                            circle.mean cx=(px(x.at(spread.mean))) cy=(px(middle)) r="3" {}
                        }
                    }
                }
            }
        }
    })
}

fn short(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
