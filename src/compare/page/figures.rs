//! The tables: means with intervals, and every comparison in full.

use maud::{Markup, html};

use crate::compare::measures::{self, Better};
use crate::compare::report::StudyReport;
use crate::compare::summary::{Estimate, Finding};
use crate::compare::table::Table;
use crate::model::Language;
use crate::report::number;

/// The measures of the first table.
const FIRST: [&str; 9] = [
    "hard",
    "first_cost",
    "mean_rank",
    "worst_rank",
    "first_share",
    "diversity",
    "company_repeats",
    "blocking_moves",
    "gap",
];

/// A finding: its sign and its words.
fn sign(finding: Finding, language: Language) -> (&'static str, &'static str) {
    match finding {
        Finding::Better => ("▲", language.pick("良い", "better")),
        Finding::Worse => ("▼", language.pick("悪い", "worse")),
        Finding::Unchanged => ("＝", language.pick("変わらない", "unchanged")),
        Finding::Unclear => ("？", language.pick("はっきりしない", "not clear")),
    }
}

fn ends(low: Option<f64>, high: Option<f64>) -> String {
    match (low, high) {
        (Some(low), Some(high)) => format!("{} – {}", number(low), number(high)),
        _ => "–".to_owned(),
    }
}

/// Means with intervals; signs tell what became of the comparison with the reference.
pub fn means(report: &StudyReport, table: &Table, language: Language) -> Markup {
    let shown: Vec<_> = FIRST
        .iter()
        // The search alone knows no bound worth telling.
        .filter(|name| **name != "gap" || report.study.method != "search")
        .filter(|name| report.estimates.iter().any(|e| e.measure == **name))
        .filter_map(|name| Some(&measures::ALL[measures::position(name)?]))
        .collect();
    let rows = report.strategies.iter().zip(&table.tallies);
    html! {
        div.scroll tabindex="0" {
            table.means {
                thead {
                    tr {
                        th { (language.pick("戦略", "strategy")) }
                        @for measure in &shown {
                            th.figure { (measure.words().pick(language)) " " (arrow(measure.better)) }
                        }
                        th.figure { (language.pick("秒（1回）", "seconds a run")) }
                    }
                }
                tbody {
                    @for (strategy, tally) in rows {
                        tr {
                            th scope="row" {
                                (strategy.name)
                                @if report.study.strategies[report.study.reference].name == strategy.name {
                                    " " span.fine { (language.pick("基準", "reference")) }
                                }
                            }
                            @for measure in &shown {
                                td.figure { (mean(report.estimate(&strategy.name, measure.name), language)) }
                            }
                            td.figure { (number(tally.seconds / strategy.runs.max(1) as f64)) }
                        }
                    }
                }
            }
        }
        p.fine {
            @for finding in [Finding::Better, Finding::Worse, Finding::Unchanged, Finding::Unclear] {
                @let (sign, words) = sign(finding, language);
                (sign) " " (words) "　"
            }
        }
    }
}

fn arrow(better: Better) -> &'static str {
    match better {
        Better::Lower => "↓",
        Better::Higher => "↑",
    }
}

fn mean(estimate: Option<&Estimate>, language: Language) -> Markup {
    let Some(estimate) = estimate else {
        return html! { "–" };
    };
    let finding = estimate.against.as_ref().map(|against| against.finding);
    html! {
        (number(estimate.mean))
        @if let Some(finding) = finding {
            @let (sign, words) = sign(finding, language);
            " " span.(finding.word()) title=(words) { (sign) }
        }
        br;
        span.fine { (ends(estimate.low, estimate.high)) }
    }
}

/// Every comparison in full, one table for a measure.
pub fn comparisons(report: &StudyReport, language: Language) -> Markup {
    let heads = language.pick(
        [
            "戦略",
            "平均",
            "95% 区間",
            "基準との差",
            "差の 95% 区間",
            "p（Wilcoxon）",
            "p（Holm 補正）",
            "順位双列相関",
            "d",
            "良い／悪い",
            "判定",
        ],
        [
            "strategy",
            "mean",
            "95 % interval",
            "difference",
            "its 95 % interval",
            "p (Wilcoxon)",
            "p (Holm)",
            "rank-biserial",
            "d",
            "better / worse",
            "finding",
        ],
    );
    html! {
        @for measure in &measures::ALL {
            @let rows: Vec<&Estimate> = report.estimates.iter().filter(|e| e.measure == measure.name).collect();
            @if !rows.is_empty() {
                details {
                    summary { (measure.words().pick(language)) " " code { (measure.name) } }
                    div.scroll tabindex="0" {
                        table {
                            thead { tr { @for (place, head) in heads.iter().enumerate() { th.figure[place > 0] { (head) } } } }
                            tbody { @for estimate in rows { (comparison(estimate, language)) } }
                        }
                    }
                }
            }
        }
    }
}

fn comparison(estimate: &Estimate, language: Language) -> Markup {
    let share = |share: f64| format!("{:.0}%", 100.0 * share);
    html! {
        tr {
            th scope="row" { (estimate.strategy) }
            td.figure { (number(estimate.mean)) }
            td.figure { (ends(estimate.low, estimate.high)) }
            @if let Some(against) = &estimate.against {
                @let (sign, words) = sign(against.finding, language);
                td.figure { (number(against.difference)) }
                td.figure { (ends(against.low, against.high)) }
                td.figure { (probability(against.p)) }
                td.figure { (probability(against.p_holm)) }
                td.figure { (number(against.rank_biserial)) }
                td.figure { (against.standardized.map_or("–".to_owned(), number)) }
                td.figure { (share(against.better_share)) " / " (share(against.worse_share)) }
                td.figure { span.(against.finding.word()) { (sign) " " (words) } }
            } @else {
                @for _ in 0..8 { td.figure { "–" } }
            }
        }
    }
}

fn probability(p: f64) -> String {
    match p < 0.0001 {
        true => "<0.0001".to_owned(),
        false => format!("{p:.4}"),
    }
}
