//! What teams that somebody gave change of the plan they were made from.

use super::Plan;
use super::broken::names;
use super::lookup::Lookup;
use super::page::Page;
use super::rule_sentence;
use super::table::{Column, Table};
use super::text::Align;
use super::words::{self, level, number, quote};
use crate::model::{Edit, EditedRule, Level, Violation};

/// The most people listed who are elsewhere.
const MOVES: usize = 60;

/// The most teams told of each rule, worse and better.
const PLACES: usize = 4;

/// Who is elsewhere, what that changes at each level, and in which rules; in lines of at most `width` columns.
pub fn edited(plan: &Plan, edit: &Edit, width: usize) -> String {
    let lookup = Lookup::new(plan);
    let language = lookup.language;
    let mut page = Page::new(width);
    page.section(language.pick("案からの変更", "Changes of the plan"));
    if edit.moves.is_empty() {
        let same = language.pick(
            "チームは案のままです。",
            "The teams are as the plan has them.",
        );
        page.sentence(0, "", same);
        return page.text();
    }
    page.sentence(0, "", &headline(&lookup, edit));
    moves(&lookup, edit, &mut page);
    levels(&lookup, edit, &mut page);
    page.section(language.pick("ルールごとの違い", "Rule by rule"));
    for rule in &edit.rules {
        one_rule(&lookup, rule, &mut page);
    }
    page.text()
}

/// Whether the plan gets better or worse, by the first level that differs.
fn headline(lookup: &Lookup, edit: &Edit) -> String {
    let language = lookup.language;
    let moved = words::people(language, edit.moves.len());
    let verb = if edit.moves.len() == 1 { "is" } else { "are" };
    let other = edit
        .levels
        .iter()
        .find(|l| (l.before - l.after).abs() > Level::TOLERANCE);
    let Some(other) = other else {
        return language.pick(
            format!("{moved}が案と違うチームにいます。どの段階のコストも変わりません。"),
            format!("{moved} {verb} in another team. No level costs more or less."),
        );
    };
    let at = level(language, other.priority, other.part);
    let (before, after) = (number(other.before), number(other.after));
    let (ja, en) = if other.after > other.before {
        ("悪くなります", "worse")
    } else {
        ("良くなります", "better")
    };
    language.pick(
        format!("{moved}が案と違うチームにいます。{at}のコストが{before}から{after}になり、案より{ja}。"),
        format!("{moved} {verb} in another team. That is {en} than the plan: {at} costs {after} and not {before}."),
    )
}

fn moves(lookup: &Lookup, edit: &Edit, page: &mut Page) {
    let language = lookup.language;
    for (person, from, to) in edit.moves.iter().take(MOVES) {
        let id = &lookup.workshop.participant(*person).id;
        let name = lookup.name(*person);
        let from = lookup.possible_team_title(*from);
        let to = lookup.possible_team_title(*to);
        page.sentence(2, "- ", &format!("{id} {name}: {from} → {to}"));
    }
    let rest = edit.moves.len().saturating_sub(MOVES);
    if rest > 0 {
        let more = language.pick(format!("… ほか{rest}人"), format!("… {rest} more"));
        page.sentence(2, "", &more);
    }
}

fn levels(lookup: &Lookup, edit: &Edit, page: &mut Page) {
    let language = lookup.language;
    let column = |title: &str, align| Column {
        title: title.to_owned(),
        align,
        least: usize::MAX,
    };
    let mut table = Table::new(vec![
        column(language.pick("段階", "level"), Align::Left),
        column(language.pick("案", "plan"), Align::Right),
        column(language.pick("いま", "now"), Align::Right),
        column(language.pick("差", "difference"), Align::Right),
    ]);
    for cost in &edit.levels {
        table.push(vec![
            level(language, cost.priority, cost.part),
            number(cost.before),
            number(cost.after),
            signed(cost.after - cost.before),
        ]);
    }
    page.gap();
    page.table(0, &table);
}

/// `+2  “…” (priority 1: 4 → 6)`, then the teams where it differs.
fn one_rule(lookup: &Lookup, rule: &EditedRule, page: &mut Page) {
    let language = lookup.language;
    let sentence = rule_sentence::of(lookup, &rule.now);
    let at = level(language, rule.now.priority, rule.now.part);
    let difference = signed(rule.now.cost - rule.cost_before);
    let (before, after) = (number(rule.cost_before), number(rule.now.cost));
    let id = &rule.now.id;
    let told = language.pick(
        format!("{sentence} [{id}]（{at}：コスト {before} → {after}）"),
        format!("{sentence} [{id}] ({at}: cost {before} → {after})"),
    );
    page.sentence(0, &format!("{difference}  "), &told);
    for (sign, places) in [("+", &rule.worse), ("−", &rule.better)] {
        for place in places.iter().take(PLACES) {
            page.sentence(4, "", &where_it_differs(lookup, sign, place));
        }
        let rest = places.len().saturating_sub(PLACES);
        if rest > 0 {
            let more = language.pick(
                format!("{sign} … ほか{rest}件"),
                format!("{sign} … {rest} more"),
            );
            page.sentence(4, "", &more);
        }
    }
}

/// `+ 2 “Vacant houses”: Sato`.
fn where_it_differs(lookup: &Lookup, sign: &str, place: &Violation) -> String {
    let team = place.team.map(|team| {
        let title = lookup.possible_team_title(team);
        quote(lookup.language, &title)
    });
    let people = names(lookup, &place.people);
    let parts: Vec<String> = [team.unwrap_or_default(), people]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let parts = parts.join(lookup.language.pick("：", ": "));
    format!("{sign}{} {parts}", number(place.amount))
}

/// `+2`, `−2`, `±0`.
fn signed(difference: f64) -> String {
    let size = number(difference.abs());
    if size == "0" {
        "±0".to_owned()
    } else if difference > 0.0 {
        format!("+{size}")
    } else {
        format!("−{size}")
    }
}
