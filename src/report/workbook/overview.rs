//! The first sheet: how good the plan is, level by level and rule by rule.

use super::content::{Cell, Sheet};
use super::teams;
use crate::model::{Level, RuleCost};
use crate::report::lookup::Lookup;
use crate::report::words::{self, level};
use crate::report::{certificate, rule_sentence, session_sentence};

/// The rows of all kinds, so that one filter serves.
pub fn overview(lookup: &Lookup) -> Sheet {
    let language = lookup.language;
    let headers = language.pick(
        [
            "種類",
            "対象",
            "内容",
            "ID",
            "段階",
            "違反",
            "重み",
            "コスト",
            "下限",
            "最善との差",
        ],
        [
            "kind",
            "of",
            "what",
            "id",
            "level",
            "violation",
            "weight",
            "cost",
            "bound",
            "gap",
        ],
    );
    let mut sheet = Sheet::new(language.pick("概要", "Overview"), &headers);
    let outcome = lookup.plan.outcome;
    let whole = language.pick("チーム", "teams");
    sheet.rows.push(said(
        language.pick("名称", "name"),
        "",
        &lookup.workshop.name,
    ));
    let certificate = certificate::certificate(lookup);
    for sentence in [certificate.headline].iter().chain(&certificate.details) {
        sheet
            .rows
            .push(said(language.pick("証明", "certificate"), "", sentence));
    }
    sheet.rows.push(said(
        language.pick("使い方", "how to"),
        "",
        &teams::how_to(lookup),
    ));
    let levels = outcome.levels.iter().map(|l| of_level(lookup, whole, l));
    sheet.rows.extend(levels);
    for session in &outcome.sessions {
        let title = lookup.session_title(&session.id);
        let levels = session.levels.iter().map(|l| of_level(lookup, title, l));
        sheet.rows.extend(levels);
    }
    let rules = outcome.rules.iter();
    let rules = rules.map(|rule| of_rule(lookup, whole, &rule_sentence::of(lookup, rule), rule));
    sheet.rows.extend(rules);
    for result in &outcome.sessions {
        let title = lookup.session_title(&result.id);
        let session = lookup.session(result);
        let rules = result.rules.iter().map(|rule| {
            let sentence = session_sentence::of(lookup, session, rule);
            of_rule(lookup, title, &sentence, rule)
        });
        sheet.rows.extend(rules);
    }
    sheet
}

fn said(kind: &str, of: &str, sentence: &str) -> Vec<Cell> {
    let mut row = vec![Cell::text(kind), Cell::text(of), Cell::text(sentence)];
    row.resize(10, Cell::Blank);
    row
}

fn of_level(lookup: &Lookup, of: &str, cost: &Level) -> Vec<Cell> {
    let language = lookup.language;
    vec![
        Cell::text(language.pick("段階", "level")),
        Cell::text(of),
        Cell::Blank,
        Cell::Blank,
        Cell::text(level(language, cost.priority, cost.part)),
        Cell::Blank,
        Cell::Blank,
        Cell::Number(cost.cost),
        cost.bound.map_or(Cell::Blank, Cell::Number),
        Cell::text(words::gap(language, cost)),
    ]
}

fn of_rule(lookup: &Lookup, of: &str, sentence: &str, rule: &RuleCost) -> Vec<Cell> {
    let language = lookup.language;
    vec![
        Cell::text(language.pick("ルール", "rule")),
        Cell::text(of),
        Cell::text(sentence),
        Cell::text(rule.id.clone()),
        Cell::text(level(language, rule.priority, rule.part)),
        Cell::Number(rule.violation),
        Cell::Number(rule.weight),
        Cell::Number(rule.cost),
        Cell::Blank,
        Cell::Blank,
    ]
}
