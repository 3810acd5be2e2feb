//! What changed from the published plan, for the people who have to tell others.

mod section;
mod summary;
mod table;

pub use section::section;
pub use summary::{alternatives, no_other, summary};
pub use table::{rows, tables};

use super::lookup::Lookup;
use super::words::{self, level, number};
use super::{calendar, text};
use crate::model::{Change, ChangeKind, Language, Level, PersonKind, Replanned, Standing};

/// The most names shown for a change on a terminal or a page.
const NAMES: usize = 6;

/// Every kind of change.
const WORDS: [ChangeKind; 7] = [
    ChangeKind::Gone,
    ChangeKind::Joined,
    ChangeKind::Team,
    ChangeKind::Moved,
    ChangeKind::Judges,
    ChangeKind::New,
    ChangeKind::Cancelled,
];

/// A change in words.
struct Line {
    what: &'static str,
    title: String,
    from: String,
    to: String,
    /// Who attends, and judges who come or go.
    who: String,
}

/// The word for a change.
fn word(language: Language, kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Gone => language.pick("欠席", "gone"),
        ChangeKind::Joined => language.pick("追加", "joined"),
        ChangeKind::Team => language.pick("チーム替え", "other team"),
        ChangeKind::Moved => language.pick("変更", "moved"),
        ChangeKind::Judges => language.pick("審査員", "judges"),
        ChangeKind::New => language.pick("新規", "new"),
        ChangeKind::Cancelled => language.pick("取り消し", "cancelled"),
    }
}

fn line(lookup: &Lookup, change: &Change) -> Line {
    let language = lookup.language;
    let other_day = match (&change.from, &change.to) {
        (Some(from), Some(to)) => from.date != to.date,
        _ => false,
    };
    let place = |standing: &Option<Standing>| {
        let standing = standing.as_ref();
        standing.map_or(String::new(), |s| place(lookup, s, other_day))
    };
    Line {
        what: word(language, change.kind),
        title: text::shorten(&change.title),
        from: place(&change.from),
        to: place(&change.to),
        who: [attending(lookup, change, NAMES), judging(lookup, change)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(language.pick("；", "; ")),
    }
}

/// `13:10-13:22 市民ホール`, or the title of a team.
fn place(lookup: &Lookup, standing: &Standing, with_day: bool) -> String {
    if let Some(team) = &standing.team {
        return lookup.team_title_of(team);
    }
    let part = |part: &Option<String>| part.clone().unwrap_or_default();
    let day = match &standing.date {
        Some(date) if with_day => format!("{} ", calendar::day(lookup.language, date)),
        _ => String::new(),
    };
    let (start, end) = (part(&standing.start), part(&standing.end));
    format!("{day}{start}-{end} {}", part(&standing.room))
}

fn attending(lookup: &Lookup, change: &Change, most: usize) -> String {
    if change.kind == ChangeKind::Judges {
        return String::new();
    }
    let names: Vec<&str> = change
        .people
        .iter()
        .map(|id| lookup.person_name(id))
        .collect();
    words::names(lookup.language, &names, most)
}

/// Judges who come and go; where the time or room changes, all of them.
fn judging(lookup: &Lookup, change: &Change) -> String {
    let none: &[String] = &[];
    let judges = |standing: &Option<Standing>| -> Vec<String> {
        let standing = standing.as_ref();
        standing.map_or(none, |s| &s.judges).to_vec()
    };
    let (was, is) = (judges(&change.from), judges(&change.to));
    let named = |judges: Vec<&String>| -> String {
        let names: Vec<&str> = judges.iter().map(|id| lookup.judge_name_of(id)).collect();
        names.join(lookup.language.pick("、", ", "))
    };
    let gone: Vec<&String> = was.iter().filter(|judge| !is.contains(judge)).collect();
    let come: Vec<&String> = is.iter().filter(|judge| !was.contains(judge)).collect();
    let mut parts = Vec::new();
    if !come.is_empty() && change.from.is_some() {
        parts.push(format!("+ {}", named(come)));
    }
    if !gone.is_empty() && change.to.is_some() {
        parts.push(format!("− {}", named(gone)));
    }
    parts.join(" ")
}

/// How many people are affected, and whether that is proved.
fn headline(lookup: &Lookup, replanned: &Replanned) -> String {
    let language = lookup.language;
    let count = replanned.affected.len();
    if count == 0 {
        return language
            .pick(
                "公表した時間や会場が変わる人はいません。",
                "Nobody's published time or room changes.",
            )
            .to_owned();
    }
    let of = |kind: PersonKind| {
        let people = replanned.affected.iter();
        people.filter(|p| p.person.kind == kind).count()
    };
    let people = words::people(language, count);
    let judges = of(PersonKind::Judge);
    let verb = if count == 1 { "is" } else { "are" };
    let noun = if judges == 1 { "judge" } else { "judges" };
    let judges = match judges {
        0 => String::new(),
        judges => language.pick(
            format!("（うち審査員{judges}人）"),
            format!(" ({judges} {noun} among them)"),
        ),
    };
    let proof = match (replanned.alternative, replanned.fewest_proved) {
        (1, true) => language.pick(
            "このチームのままでは、これより少ない案はありません（証明済み）。",
            "Proved: no plan with these teams affects fewer.",
        ),
        (1, false) => language.pick(
            "これが最少であることは証明されていません。",
            "That no plan affects fewer is not proved.",
        ),
        _ => "",
    };
    let told = language.pick(
        format!("公表した案から変わる人は{people}です{judges}。{proof}"),
        format!("{people} {verb} affected by the change{judges}. {proof}"),
    );
    told.trim_end().to_owned()
}

/// The costs of a plan after people, `優先度1: 4`; of sessions with their titles.
fn costs(lookup: &Lookup) -> String {
    let language = lookup.language;
    let outcome = lookup.plan.outcome;
    let told = |levels: &[Level]| -> Vec<String> {
        let soft = levels
            .iter()
            .filter(|l| l.priority > 0 && l.part != Some(0));
        soft.map(|l| {
            let level_name = level(language, l.priority, l.part);
            format!("{level_name} {}", number(l.cost))
        })
        .collect()
    };
    let mut parts = Vec::new();
    for session in &outcome.sessions {
        let costs = told(&session.levels);
        if !costs.is_empty() {
            let title = lookup.session_title(&session.id);
            let costs = costs.join(language.pick("、", ", "));
            parts.push(language.pick(format!("{title}：{costs}"), format!("{title}: {costs}")));
        }
    }
    parts.join(language.pick("；", "; "))
}
