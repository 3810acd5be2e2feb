//! The summary for the terminal: what a coordinator reads first. However large the plan, it stays a few screens long.

mod facilitation;
mod lottery;
mod programme;
mod ranks;
mod rules;
mod teams;

use super::lookup::Lookup;
use super::page::Page;
use super::table::{Column, Table};
use super::text::Align;
use super::{Plan, advice, broken, certificate, text, words};

/// The most places shown for each broken rule.
const PLACES: usize = 8;

/// The most broken rules shown.
const BROKEN: usize = 20;

/// The plan in words, in the workshop's language, in lines of at most `width` columns (at least 40; East Asian wide
/// characters take two).
pub fn summary(plan: &Plan, width: usize) -> String {
    let lookup = Lookup::new(plan);
    let mut page = Page::new(width);
    head(&lookup, &mut page);
    broken_rules(&lookup, &mut page);
    teams::write(&lookup, &mut page);
    ranks::write(&lookup, &mut page);
    rules::write(&lookup, &mut page);
    programme::timetables(&lookup, &mut page);
    facilitation::write(&lookup, &mut page);
    programme::days(&lookup, &mut page);
    solver(&lookup, &mut page);
    page.text()
}

/// Teams that somebody gave: what they break, who is in them, and what each rule costs. Nothing was solved, so nothing is said
/// of how good they could be.
pub fn teams_summary(plan: &Plan, width: usize) -> String {
    let lookup = Lookup::new(plan);
    let mut page = Page::new(width);
    page.line(0, &lookup.workshop.name);
    if broken::broken(&lookup).is_empty() {
        let kept = lookup.language.pick(
            "これらのチームは、すべての必須ルールを守っています。",
            "These teams keep every hard rule.",
        );
        page.sentence(0, "", kept);
    }
    broken_rules(&lookup, &mut page);
    teams::write(&lookup, &mut page);
    ranks::write(&lookup, &mut page);
    rules::write(&lookup, &mut page);
    page.text()
}

/// The broken hard rules only, as in [`summary`]; empty where there are none.
pub fn broken_only(plan: &Plan, width: usize) -> String {
    let mut page = Page::new(width);
    broken_rules(&Lookup::new(plan), &mut page);
    page.text()
}

fn head(lookup: &Lookup, page: &mut Page) {
    let language = lookup.language;
    page.line(0, &lookup.workshop.name);
    let certificate = certificate::certificate(lookup);
    page.sentence(0, "", &certificate.headline);
    for detail in certificate.details.iter().take(BROKEN) {
        page.sentence(0, "", detail);
    }
    let outcome = lookup.plan.outcome;
    let heads: usize = outcome.teams.iter().map(|t| t.members.len()).sum();
    let mut figures = vec![
        words::people(language, heads),
        words::teams(language, outcome.teams.len()),
    ];
    let absent = lookup.workshop.absent.len();
    if absent > 0 {
        figures.push(language.pick(format!("欠席{absent}人"), format!("{absent} absent")));
    }
    page.line(0, &figures.join(language.pick("・", ", ")));
}

fn broken_rules(lookup: &Lookup, page: &mut Page) {
    let broken = broken::broken(lookup);
    if broken.is_empty() {
        return;
    }
    let language = lookup.language;
    page.section(language.pick("守れていない必須ルール", "Hard rules that are broken"));
    for rule in broken.iter().take(BROKEN) {
        let session = rule.session.as_deref().map(text::shorten);
        let session = session.map(|title| format!("{title}: "));
        let id = text::shorten(&rule.id);
        let violation = words::number(rule.violation);
        let asks = format!("{}{}", session.unwrap_or_default(), rule.asks);
        page.sentence(
            0,
            "✗ ",
            &language.pick(
                format!("{asks} [{id}：違反 {violation}]"),
                format!("{asks} [{id}: violation {violation}]"),
            ),
        );
        for place in rule.places.iter().take(PLACES) {
            page.sentence(2, "- ", place);
        }
        more(lookup, page, rule.places.len(), PLACES, "report.html");
    }
    more(lookup, page, broken.len(), BROKEN, "report.html");
    for advice in advice::advice(lookup) {
        page.section(&lookup.language.pick(
            format!("{}：両立しない条件", advice.session),
            format!("{}: what cannot hold together", advice.session),
        ));
        page.sentence(0, "", advice.headline);
        for cause in advice.clash.iter().take(BROKEN) {
            page.sentence(2, "- ", cause);
        }
        more(lookup, page, advice.clash.len(), BROKEN, "report.html");
        page.sentence(0, "", advice::help(language, &advice));
        for (number, repair) in advice.repairs.iter().enumerate() {
            page.sentence(2, &format!("{}. ", number + 1), repair);
        }
    }
}

/// Says how many of `count` are not shown, and where they stand.
fn more(lookup: &Lookup, page: &mut Page, count: usize, shown: usize, file: &str) {
    let rest = count.saturating_sub(shown);
    if rest > 0 {
        page.sentence(
            2,
            "",
            &lookup.language.pick(
                format!("… ほか{rest}件は{file}にあります。"),
                format!("… {rest} more stand in {file}."),
            ),
        );
    }
}

fn column(title: &str, align: Align, least: usize) -> Column {
    Column {
        title: title.to_owned(),
        align,
        least,
    }
}

/// A column of names, which can give way.
fn name(title: &str) -> Column {
    column(title, Align::Left, 8)
}

/// A column of names that tell the rows apart, which gives way last.
fn key(title: &str) -> Column {
    column(title, Align::Left, 30)
}

/// A column of figures or short words, which stay whole.
fn figure(title: &str, align: Align) -> Column {
    column(title, align, usize::MAX)
}

fn solver(lookup: &Lookup, page: &mut Page) {
    let language = lookup.language;
    let note = &lookup.plan.outcome.solver;
    page.section(language.pick("計算", "How it was found"));
    let mut table = Table::new(vec![
        figure(language.pick("方法", "method"), Align::Left),
        figure(language.pick("シード", "seed"), Align::Right),
        figure(language.pick("スレッド", "threads"), Align::Right),
        figure(language.pick("反復", "iterations"), Align::Right),
        figure(language.pick("秒", "seconds"), Align::Right),
        figure(language.pick("版", "version"), Align::Left),
    ]);
    table.push(vec![
        note.method.clone(),
        note.seed.to_string(),
        note.threads.to_string(),
        note.iterations.map_or_else(String::new, |i| i.to_string()),
        words::number((note.seconds * 10.0).round() / 10.0),
        note.version.clone(),
    ]);
    page.table(0, &table);
    page.sentence(0, "", &note.reason);
}
