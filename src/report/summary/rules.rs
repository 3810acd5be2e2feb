//! The rules and levels of the summary.

use super::{figure, name};
use crate::model::{Level, RuleCost};
use crate::report::broken::is_broken;
use crate::report::lookup::Lookup;
use crate::report::page::Page;
use crate::report::rule_sentence;
use crate::report::table::Table;
use crate::report::text::{self, Align};
use crate::report::words::{self, number};

/// The most rules shown; those that are kept give way first.
const RULES: usize = 40;

/// Writes rules and levels of the teams.
pub fn write(lookup: &Lookup, page: &mut Page) {
    let language = lookup.language;
    let outcome = lookup.plan.outcome;
    page.section(language.pick("ルール", "Rules"));
    rules(lookup, page, &outcome.rules, |rule| {
        rule_sentence::of(lookup, rule)
    });
    if !outcome.levels.is_empty() {
        page.section(language.pick("コストと証明", "Costs and proofs"));
        levels(lookup, page, &outcome.levels);
    }
}

/// Writes a list of rules: what each asks and what it costs.
pub fn rules(
    lookup: &Lookup,
    page: &mut Page,
    rules: &[RuleCost],
    sentence: impl Fn(&RuleCost) -> String,
) {
    let language = lookup.language;
    if rules.is_empty() {
        page.line(
            0,
            language.pick("ルールはありません。", "There are no rules."),
        );
        return;
    }
    let is_all = rules.len() <= RULES;
    let shown = rules
        .iter()
        .filter(|rule| is_all || rule.cost.abs() > Level::TOLERANCE);
    let shown: Vec<&RuleCost> = shown.take(RULES).collect();
    for rule in &shown {
        let mark = format!("{} ", mark(rule));
        page.sentence(
            0,
            &mark,
            &format!("{} [{}]", sentence(rule), text::shorten(&rule.id)),
        );
        page.line(4, &figures(lookup, rule));
    }
    let rest = rules.len() - shown.len();
    if rest > 0 {
        page.sentence(
            0,
            "",
            &language.pick(
                format!("… ほか{rest}件のルールはreport.htmlにあります。"),
                format!("… {rest} more rules stand in report.html."),
            ),
        );
    }
}

/// Kept, broken, or a wish that is not wholly fulfilled.
fn mark(rule: &RuleCost) -> &'static str {
    if is_broken(rule) {
        "✗"
    } else if rule.violation.abs() <= Level::TOLERANCE {
        "✓"
    } else {
        "-"
    }
}

/// `優先度1・違反 3 × 重み 2 = コスト 6`.
fn figures(lookup: &Lookup, rule: &RuleCost) -> String {
    let language = lookup.language;
    let level = words::level(language, rule.priority, rule.part);
    if rule.violation.abs() <= Level::TOLERANCE {
        return language.pick(format!("{level}・守れています"), format!("{level}, kept"));
    }
    let (violation, weight, cost) = (
        number(rule.violation),
        number(rule.weight),
        number(rule.cost),
    );
    if rule.priority == 0 {
        return language.pick(
            format!("{level}・守れていません（違反 {violation}）"),
            format!("{level}, broken (violation {violation})"),
        );
    }
    language.pick(
        format!("{level}・違反 {violation} × 重み {weight} = コスト {cost}"),
        format!("{level}, violation {violation} × weight {weight} = cost {cost}"),
    )
}

/// Writes a table of levels.
pub fn levels(lookup: &Lookup, page: &mut Page, levels: &[Level]) {
    let language = lookup.language;
    let mut table = Table::new(vec![
        name(language.pick("段階", "level")),
        figure(language.pick("コスト", "cost"), Align::Right),
        figure(language.pick("下限", "bound"), Align::Right),
        figure(language.pick("最善との差", "gap"), Align::Left),
    ]);
    for level in levels {
        table.push(vec![
            words::level(language, level.priority, level.part),
            number(level.cost),
            level.bound.map_or_else(|| "-".to_owned(), number),
            words::gap(language, level),
        ]);
    }
    page.table(0, &table);
}
