//! Rank histograms: which choices people got, strategy by strategy.

use maud::{Markup, html};

use super::axis::px;
use crate::compare::table::{Table, Tally};
use crate::model::Language;

const WIDTH: f64 = 260.0;
const HEIGHT: f64 = 150.0;
const BASE: f64 = 122.0;
const TOP: f64 = 20.0;

/// Ranks above this share one bar, so that long lists stay readable.
const SHOWN: u32 = 8;

/// One chart for each strategy; nothing where nobody has a rank.
pub fn charts(table: &Table, language: Language) -> Markup {
    let longest = table.tallies.iter().flat_map(|tally| tally.ranks.keys());
    let longest = longest.filter_map(|rank| rank.parse::<u32>().ok()).max();
    let longest = longest.unwrap_or(0);
    let strategies = table.charter.strategies.iter().zip(&table.tallies);
    html! {
        @if longest > 0 {
            div.plots.small {
                @for (shade, (strategy, tally)) in strategies.enumerate() {
                    (chart(shade, &strategy.name, &bars(tally, longest, language)))
                }
            }
        }
    }
}

/// Label and share of each bar.
fn bars(tally: &Tally, longest: u32, language: Language) -> Vec<(String, f64)> {
    let counts = |rank: &str| tally.ranks.get(rank).copied().unwrap_or(0);
    let shown = longest.min(SHOWN);
    let mut bars: Vec<(String, u64)> = (1..=shown)
        .map(|rank| (rank.to_string(), counts(&rank.to_string())))
        .collect();
    if longest > shown {
        let rest = (shown + 1..=longest).map(|rank| counts(&rank.to_string()));
        bars.push((format!("{}+", shown + 1), rest.sum()));
    }
    let unlisted = language.pick("希望外", "unlisted");
    bars.push((unlisted.to_owned(), counts("unlisted")));
    let all: u64 = bars.iter().map(|(_, count)| count).sum();
    bars.into_iter()
        .map(|(label, count)| (label, count as f64 / all.max(1) as f64))
        .collect()
}

fn chart(shade: usize, name: &str, bars: &[(String, f64)]) -> Markup {
    let step = WIDTH / bars.len() as f64;
    let height = |share: f64| share * (BASE - TOP);
    html! {
        figure.plot {
            figcaption { (name) }
            svg.chart viewBox={ "0 0 " (px(WIDTH)) " " (px(HEIGHT)) } role="img" aria-label=(name) {
                line.grid x1="0" x2=(px(WIDTH)) y1=(px(BASE)) y2=(px(BASE)) {}
                @for (place, (label, share)) in bars.iter().enumerate() {
                    @let left = step * place as f64;
                    g.{ "shade" (shade % super::SHADES) } {
                        rect.column x=(px(left + step * 0.15)) y=(px(BASE - height(*share))) width=(px(step * 0.7)) height=(px(height(*share))) {}
                    }
                    text.tick x=(px(left + step / 2.0)) y=(px(BASE - height(*share) - 5.0)) text-anchor="middle" { (percent(*share)) }
                    text.tick x=(px(left + step / 2.0)) y=(px(HEIGHT - 10.0)) text-anchor="middle" { (label) }
                }
            }
        }
    }
}

fn percent(share: f64) -> String {
    match share > 0.0 && share < 0.005 {
        true => "<1%".to_owned(),
        false => format!("{:.0}%", 100.0 * share),
    }
}
