//! The table of rules.

use maud::{Markup, html};

use crate::model::{Level, RuleCost};
use crate::report::broken::{self, is_broken};
use crate::report::lookup::Lookup;
use crate::report::rule_sentence;
use crate::report::words::{self, number};

/// The most places named below a rule.
const PLACES: usize = 3;

/// The rules of the teams.
pub fn section(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let rules = &lookup.plan.outcome.rules;
    html! {
        section aria-labelledby="rules" {
            h2 id="rules" { (language.pick("ルール", "Rules")) }
            @if rules.is_empty() {
                p { (language.pick("ルールはありません。", "There are no rules.")) }
            } @else {
                (table(
                    lookup,
                    rules,
                    |rule| rule_sentence::of(lookup, rule),
                    |rule| worst(lookup, rule),
                ))
            }
        }
    }
}

/// A table of rules: what each asks, where it costs most, and its figures.
pub fn table(
    lookup: &Lookup,
    rules: &[RuleCost],
    sentence: impl Fn(&RuleCost) -> String,
    places: impl Fn(&RuleCost) -> Vec<String>,
) -> Markup {
    let language = lookup.language;
    html! {
        div.scroll tabindex="0" role="region" aria-label=(language.pick("ルールの表", "Table of rules")) {
            table.rules {
                thead {
                    tr {
                        th scope="col" { (language.pick("状態", "State")) }
                        th scope="col" { (language.pick("ルール", "Rule")) }
                        th scope="col" { (language.pick("段階", "Level")) }
                        th.figure scope="col" { (language.pick("違反", "Violation")) }
                        th.figure scope="col" { (language.pick("重み", "Weight")) }
                        th.figure scope="col" { (language.pick("コスト", "Cost")) }
                    }
                }
                tbody {
                    @for rule in rules {
                        tr {
                            td { (state(lookup, rule)) }
                            th scope="row" {
                                (sentence(rule)) " " code { (rule.id) }
                                @let places = places(rule);
                                @if !places.is_empty() {
                                    p.fine { (places.join(language.pick("／", " / "))) }
                                }
                            }
                            td.level { (words::level(language, rule.priority, rule.part)) }
                            td.figure { (number(rule.violation)) }
                            td.figure { (number(rule.weight)) }
                            td.figure { (number(rule.cost)) }
                        }
                    }
                }
            }
        }
    }
}

fn state(lookup: &Lookup, rule: &RuleCost) -> Markup {
    let language = lookup.language;
    let (class, sign, word) = if is_broken(rule) {
        ("broken", "✗", language.pick("違反", "broken"))
    } else if rule.violation.abs() <= Level::TOLERANCE {
        ("kept", "✓", language.pick("達成", "kept"))
    } else {
        ("partly", "–", language.pick("一部未達", "partly"))
    };
    html! {
        span.state.(class) { span aria-hidden="true" { (sign) } " " (word) }
    }
}

/// Where a soft rule costs most. What people wished for stands with the teams; broken hard rules stand above.
fn worst(lookup: &Lookup, rule: &RuleCost) -> Vec<String> {
    if rule.priority == 0 || rule.kind == "preferences" {
        return Vec::new();
    }
    let findings = lookup.plan.findings.iter();
    let mut violations: Vec<_> = findings
        .filter(|f| f.rule == rule.id && f.kind == rule.kind && f.priority == rule.priority)
        .flat_map(|f| f.violations.iter().map(|v| (f.kind, v)))
        .filter(|(_, violation)| violation.amount > Level::TOLERANCE)
        .collect();
    // The sort is stable: equal amounts stay in the order of teams and people.
    violations.sort_by(|(_, a), (_, b)| b.amount.total_cmp(&a.amount));
    violations
        .into_iter()
        .take(PLACES)
        .map(|(kind, violation)| broken::place(lookup, kind, violation))
        .collect()
}
