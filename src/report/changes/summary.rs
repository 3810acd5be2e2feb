//! The changes for the terminal.

use super::{Lookup, WORDS, costs, headline, line, word};
use crate::model::{Change, PersonKind};
use crate::report::page::Page;
use crate::report::text::Align;
use crate::report::words::{self, quote};
use crate::report::{Plan, broken, summary as whole, text};

/// The most changes shown of teams, or of one session.
const CHANGES: usize = 60;

/// The most names shown of people who differ between plans.
const NAMES: usize = 8;

/// What changed from the published plan, and the hard rules that are broken; in lines of at most `width` columns.
pub fn summary(plan: &Plan, width: usize) -> String {
    let lookup = Lookup::new(plan);
    let language = lookup.language;
    let mut page = Page::new(width);
    let Some(replanned) = &plan.outcome.replan else {
        return String::new();
    };
    page.line(0, &lookup.workshop.name);
    if !broken::broken(&lookup).is_empty() {
        page.sentence(
            0,
            "",
            language.pick(
                "この変更のもとでは、必須ルールをすべて守る案が見つかりません。下の条件をご覧ください。",
                "With these changes no plan was found that keeps every hard rule; see below.",
            ),
        );
    }
    page.sentence(0, "", &headline(&lookup, replanned));
    let costs = costs(&lookup);
    if !costs.is_empty() {
        let told = language.pick(format!("コスト：{costs}"), format!("Cost: {costs}"));
        page.sentence(0, "", &told);
    }
    let of_teams = replanned.changes.iter().filter(|c| c.session.is_none());
    let title = language.pick("参加者とチームの変更", "Changes of people and teams");
    section(&lookup, &mut page, title, &of_teams.collect::<Vec<_>>());
    for session in &plan.outcome.sessions {
        let here = |c: &&Change| c.session.as_ref() == Some(&session.id);
        let changes: Vec<&Change> = replanned.changes.iter().filter(here).collect();
        let title = lookup.session_title(&session.id);
        let title = language.pick(format!("{title}の変更"), format!("Changes of {title}"));
        section(&lookup, &mut page, &title, &changes);
    }
    if replanned.changes.is_empty() {
        let same = language.pick("変更はありません。", "Nothing changes.");
        page.sentence(0, "", same);
    }
    let broken = whole::broken_only(plan, width);
    let mut text = page.text();
    if !broken.trim().is_empty() {
        text.push('\n');
        text.push_str(&broken);
    }
    text
}

fn section(lookup: &Lookup, page: &mut Page, title: &str, changes: &[&Change]) {
    if changes.is_empty() {
        return;
    }
    let language = lookup.language;
    page.section(title);
    for change in changes.iter().take(CHANGES) {
        let line = line(lookup, change);
        let what = text::pad(line.what, width_of_words(lookup), Align::Left);
        let way = match (line.from.as_str(), line.to.as_str()) {
            ("", there) | (there, "") => there.to_owned(),
            (from, to) if from == to => from.to_owned(),
            (from, to) => format!("{from} → {to}"),
        };
        let title = quote(language, &line.title);
        page.sentence(0, &format!("{what}  "), &format!("{title} {way}"));
        if !line.who.is_empty() {
            page.sentence(text::width(&what) + 2, "", &line.who);
        }
    }
    let rest = changes.len().saturating_sub(CHANGES);
    if rest > 0 {
        let told = language.pick(
            format!("… ほか{rest}件は changes.csv にあります。"),
            format!("… {rest} more stand in changes.csv."),
        );
        page.sentence(2, "", &told);
    }
}

/// The width of the longest word for a change.
fn width_of_words(lookup: &Lookup) -> usize {
    let words = WORDS
        .iter()
        .map(|kind| text::width(word(lookup.language, *kind)));
    words.max().unwrap_or(0)
}

/// How the plans differ from the first: how many people each affects, what it costs, and who is spared or affected besides.
/// The folders are where the others were written.
pub fn alternatives(plans: &[Plan], folders: &[String], width: usize) -> String {
    let mut page = Page::new(width);
    let Some(first) = plans.first() else {
        return String::new();
    };
    let language = first.workshop.language;
    page.section(language.pick("ほかの案", "Alternatives"));
    for (plan, folder) in plans.iter().skip(1).zip(folders) {
        let lookup = Lookup::new(plan);
        let count = plan.outcome.replan.as_ref().map_or(0, |r| r.affected.len());
        let people = words::people(language, count);
        let (spared, besides) = (difference(first, plan), difference(plan, first));
        let costs = costs(&lookup);
        let mut told = language.pick(
            format!(
                "{people}。{}は変わらず、代わりに{}が変わります。",
                some(&spared, "ほかの人"),
                some(&besides, "誰も増えず、残りの人")
            ),
            format!(
                "{people}: {} spared; besides, {} affected.",
                verb(&spared),
                verb(&besides)
            ),
        );
        if !costs.is_empty() {
            let cost = language.pick(format!("コスト：{costs}。"), format!(" Cost: {costs}."));
            told.push_str(&cost);
        }
        page.sentence(0, &format!("{}  ", folder), &told);
    }
    page.text()
}

/// That no plan spares any of those affected in a session.
pub fn no_other(plan: &Plan, session: &str, width: usize) -> String {
    let lookup = Lookup::new(plan);
    let title = quote(lookup.language, lookup.session_title_of(session));
    let mut page = Page::new(width);
    page.sentence(
        0,
        "",
        &lookup.language.pick(
            format!("このチームと前のセッションのままでは、{title}で変わる人の誰かを変えずに済む案はありません（証明済み）。"),
            format!("With these teams and the sessions before, no plan spares anybody of those affected in {title}: proved."),
        ),
    );
    page.text()
}

/// Who is affected by the one plan and not by the other, by name.
fn difference(one: &Plan, other: &Plan) -> String {
    let lookup = Lookup::new(one);
    let (Some(here), Some(there)) = (&one.outcome.replan, &other.outcome.replan) else {
        return String::new();
    };
    let only = here.affected.iter().filter(|person| {
        let same = |p: &&crate::model::AffectedPerson| p.person == person.person;
        !there.affected.iter().any(|p| same(&p))
    });
    let names: Vec<String> = only
        .map(|person| match person.person.kind {
            PersonKind::Participant => lookup.person_name(&person.person.id).to_owned(),
            PersonKind::Judge => lookup.judge_name_of(&person.person.id).to_owned(),
            PersonKind::Speaker => lookup.item_title(None, &person.person.id),
        })
        .collect();
    words::names(lookup.language, &names, NAMES)
}

fn some(names: &str, nobody: &str) -> String {
    if names.is_empty() {
        nobody.to_owned()
    } else {
        names.to_owned()
    }
}

fn verb(names: &str) -> String {
    if names.is_empty() {
        "nobody is".to_owned()
    } else if names.contains(", ") || names.contains(" more") {
        format!("{names} are")
    } else {
        format!("{names} is")
    }
}
