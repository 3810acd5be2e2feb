//! study.html: one page, without any request to elsewhere and without scripts; maud escapes every text.

mod axis;
mod boxes;
mod figures;
mod frontier;
mod ranks;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::measures;
use super::report::StudyReport;
use super::summary::Unit;
use super::table::Table;
use super::verdict;
use crate::model::Language;
use crate::report::{STYLE, number};

/// What only this page needs.
const OWN_STYLE: &str = include_str!("style.css");

/// How many colours there are for strategies.
const SHADES: usize = 10;

/// The measures with a box plot.
const PLOTTED: [&str; 9] = [
    "mean_rank",
    "worst_rank",
    "first_share",
    "diversity",
    "first_cost",
    "gini",
    "company_repeats",
    "municipal_spread",
    "blocking_moves",
];

/// The whole page.
pub fn page(table: &Table, report: &StudyReport) -> String {
    let charter = table.charter;
    let language = charter.language;
    let page = html! {
        (DOCTYPE)
        html lang=(language.pick("ja", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="generator" content={ "kumiwake " (charter.version) };
                title { (charter.name) }
                style { (PreEscaped(STYLE)) (PreEscaped(OWN_STYLE)) }
            }
            body {
                header.top {
                    h1 { (charter.name) }
                    p { (verdict::about(charter).pick(language)) }
                }
                main {
                    (verdicts(report, language))
                    section aria-labelledby="means" {
                        h2 id="means" { (language.pick("平均と区間", "Means and intervals")) }
                        (figures::means(report, table, language))
                    }
                    @if let Some(chart) = frontier::chart(report, language) {
                        section aria-labelledby="frontier" {
                            h2 id="frontier" { (language.pick("希望と多様さ", "Wishes against diversity")) }
                            figure.plot.wide-plot {
                                (chart)
                                p.fine {
                                    (language.pick(
                                        "線は 95% 区間です。破線でつないだ戦略は、希望と多様さの両方でほかに負けません。",
                                        "Lines are 95 % intervals. No other strategy beats those on the dashed line in both.",
                                    ))
                                }
                            }
                        }
                    }
                    section aria-labelledby="ranks" {
                        h2 id="ranks" { (language.pick("かなった希望", "Choices that people got")) }
                        (ranks::charts(table, language))
                    }
                    section aria-labelledby="boxes" {
                        h2 id="boxes" { (language.pick("実行ごとのばらつき", "Spread over all runs")) }
                        p.fine {
                            (language.pick(
                                "箱は中央の半分、太線は中央値、丸は平均、線は最小から最大まで。",
                                "Boxes hold the middle half, bars are medians, circles means, lines go from least to most.",
                            ))
                        }
                        div.plots {
                            @for name in PLOTTED {
                                @if let Some(measure) = measures::position(name) {
                                    @if let Some(chart) = boxes::chart(table, measure, language) { (chart) }
                                }
                            }
                        }
                    }
                    section aria-labelledby="comparisons" {
                        h2 id="comparisons" { (language.pick("すべての比較", "Every comparison")) }
                        (figures::comparisons(report, language))
                    }
                }
                (footer(report, language))
            }
        }
    };
    page.into_string()
}

/// What each strategy comes to, in words.
fn verdicts(report: &StudyReport, language: Language) -> Markup {
    html! {
        ul.verdict {
            @for strategy in &report.strategies {
                li {
                    (language.pick(&strategy.ja, &strategy.en).trim())
                    @if !strategy.reasons.is_empty() {
                        p.alarm-note { @for reason in &strategy.reasons { (reason) br; } }
                    }
                }
            }
        }
    }
}

/// How the figures came about.
fn footer(report: &StudyReport, language: Language) -> Markup {
    let study = &report.study;
    let within = number(100.0 * study.unchanged_within);
    let unit = match report.unit {
        Unit::Workshops => language.pick(
            "各ワークショップでシードの平均をとり、ワークショップ間で対応のある比較をしました。",
            "Pairs are workshops, each with the mean over its seeds.",
        ),
        Unit::Runs => language.pick(
            "対応のある比較の単位は、同じワークショップ・同じシードの実行です。",
            "Pairs are runs of the same workshop and seed.",
        ),
    };
    html! {
        footer {
            p {
                (unit) " "
                (language.pick(
                    format!("区間は BCa ブートストラップ（{} 回）、検定は Wilcoxon の符号付き順位検定（両側、指標ごとに Holm 補正）です。差の区間が基準の平均の ±{within}% に収まれば「変わらない」とします。", report.resamples),
                    format!("Intervals: BCa bootstrap, {} resamples. Tests: Wilcoxon signed-rank, two-sided, corrected by Holm for each measure. “Unchanged”: the interval of the difference is within ±{within} % of the reference's mean.", report.resamples),
                ))
            }
            p {
                "kumiwake " (study.version) " · "
                (language.pick("方法", "method")) " " (study.method) " · "
                (language.pick("反復", "iterations")) " " (study.iterations) " · "
                (language.pick("識別", "digest")) " " (study.digest)
            }
        }
    }
}
