//! What was read, in a few lines: so that a coordinator sees at once whether the program understood the files.

use super::page::Page;
use super::pressure;
use super::words::{between, list, number, people, quote};
use crate::model::{
    Attribute, AttributeId, Fairness, Items, Language, ParticipantId, Preference, Session,
    SessionPressure, Workshop,
};

/// The most names in a line.
const LISTED: usize = 12;

/// The workshop as understood, in lines of at most `width` columns.
///
/// `pressures` tell for each session how tight it is.
pub fn overview(workshop: &Workshop, pressures: &[SessionPressure], width: usize) -> String {
    let mut page = Page::new(width);
    page.line(0, &workshop.name);
    roster(workshop, &mut page);
    teams(workshop, &mut page);
    wishes(workshop, &mut page);
    rules(workshop, &mut page);
    for session in &workshop.sessions {
        page.sentence(0, "- ", &slots(workshop, session));
    }
    for (session, pressure) in workshop.sessions.iter().zip(pressures) {
        let told = pressure::pressure(workshop.language, pressure);
        let title = quote(workshop.language, &session.title);
        for sentence in told {
            page.sentence(2, "", &format!("{title} {sentence}"));
        }
    }
    facilitators(workshop, &mut page);
    page.text()
}

/// Who could stand by teams, and how often they are asked for.
fn facilitators(workshop: &Workshop, page: &mut Page) {
    let language = workshop.language;
    let people = workshop.facilitators.len();
    let blocks = workshop.agenda.iter();
    let asked = blocks.filter(|block| block.facilitation.is_some()).count();
    if people + asked > 0 {
        let line = language.pick(
            format!("進行役 {people}人、進行役のつく予定 {asked}件"),
            format!("facilitators: {people}; blocks in which teams have one: {asked}"),
        );
        page.sentence(0, "- ", &line);
    }
}

fn roster(workshop: &Workshop, page: &mut Page) {
    let language = workshop.language;
    let present = people(language, workshop.participants.len());
    let absent = workshop.absent.len();
    page.sentence(
        0,
        "- ",
        &language.pick(
            format!("出席 {present}、欠席 {absent}人"),
            format!("present: {present}; absent: {absent}"),
        ),
    );
    let known = workshop.known;
    let known = [known.sector, known.organization, known.industry, known.role];
    for id in known.into_iter().flatten() {
        page.sentence(0, "- ", &values(workshop, id));
    }
    let others: Vec<&str> = (0..workshop.attributes.len())
        .map(AttributeId::new)
        .filter(|id| !known.contains(&Some(*id)))
        .map(|id| workshop.attribute(id).name.as_str())
        .collect();
    if !others.is_empty() {
        let others = list(language, &others, LISTED);
        page.sentence(
            0,
            "- ",
            &language.pick(
                format!("ほかの列: {others}"),
                format!("other columns: {others}"),
            ),
        );
    }
}

/// The values of an attribute with their counts, the most frequent first.
fn values(workshop: &Workshop, id: AttributeId) -> String {
    let attribute: &Attribute = workshop.attribute(id);
    let mut counts = vec![0_usize; attribute.labels.len()];
    let mut blank = 0;
    for participant in 0..workshop.participants.len() {
        let values = attribute.values(ParticipantId::new(participant));
        blank += usize::from(values.is_empty());
        values.iter().for_each(|value| counts[value.index()] += 1);
    }
    let mut sorted: Vec<(usize, &str)> = counts
        .iter()
        .zip(&attribute.labels)
        .map(|(count, label)| (*count, label.as_str()))
        .filter(|(count, _)| *count > 0)
        .collect();
    sorted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut named: Vec<String> = sorted
        .iter()
        .map(|(count, label)| format!("{label} {count}"))
        .collect();
    if blank > 0 {
        named.push(
            workshop
                .language
                .pick(format!("（空欄 {blank}）"), format!("(blank {blank})")),
        );
    }
    format!(
        "{}: {}",
        attribute.name,
        list(workshop.language, &named, LISTED)
    )
}

fn teams(workshop: &Workshop, page: &mut Page) {
    let language = workshop.language;
    let sum = |pick: fn(&crate::model::Range) -> Option<u32>, blank: Option<u64>| -> Option<u64> {
        workshop
            .teams
            .iter()
            .map(|team| pick(&team.size).map(u64::from).or(blank))
            .sum()
    };
    let places = sum(|size| size.max, None).map_or_else(
        || language.pick("上限なし".to_owned(), "no upper limit".to_owned()),
        |most| most.to_string(),
    );
    let count = workshop.teams.len();
    let themes = workshop.themes.len();
    let open = if workshop.open.is_free() {
        String::new()
    } else {
        let unit = language.pick("チーム", " teams");
        let open = between(language, workshop.open.min, workshop.open.max, unit);
        language.pick(format!("、全体で{open}"), format!("; in all {open}"))
    };
    page.sentence(
        0,
        "- ",
        &language.pick(
            format!("テーマ {themes}、作れるチーム {count}（定員の合計 {places}）{open}"),
            format!("themes: {themes}; teams that may form: {count} (seats: {places}){open}"),
        ),
    );
}

fn wishes(workshop: &Workshop, page: &mut Page) {
    if workshop.themes.is_empty() {
        return;
    }
    let language = workshop.language;
    let mut first = vec![0_usize; workshop.themes.len()];
    let mut without = 0;
    for participant in &workshop.participants {
        match &participant.preference {
            Preference::None => without += 1,
            Preference::Ranked(themes) => first[themes[0].index()] += 1,
            Preference::Points(_) => {
                let best = workshop
                    .theme_ids()
                    .filter(|theme| participant.preference.rank(*theme) == Some(1));
                best.for_each(|theme| first[theme.index()] += 1);
            }
        }
    }
    let named: Vec<String> = workshop
        .themes
        .iter()
        .zip(&first)
        .map(|(theme, count)| format!("{} {count}", theme.title))
        .collect();
    let named = list(language, &named, 20);
    page.sentence(
        0,
        "- ",
        &language.pick(
            format!("第1希望: {named}、希望なし {without}人"),
            format!("first choices: {named}; no choice: {without}"),
        ),
    );
}

fn rules(workshop: &Workshop, page: &mut Page) {
    let language = workshop.language;
    let named: Vec<String> = workshop
        .rules
        .iter()
        .map(|rule| match rule.weight {
            None => language.pick(
                format!("{}（必須）", rule.id),
                format!("{} (hard)", rule.id),
            ),
            Some(weight) => format!("{} ×{}", rule.id, number(weight)),
        })
        .collect();
    let fairness = match workshop.preferences.fairness {
        Fairness::Total => "total",
        Fairness::WorstFirst => "worst-first",
        Fairness::FirstFirst => "first-first",
    };
    let named = if named.is_empty() {
        "–".to_owned()
    } else {
        list(language, &named, 30)
    };
    page.sentence(
        0,
        "- ",
        &language.pick(
            format!("ルール: {named}（希望の公平さ: {fairness}）"),
            format!("rules: {named} (fairness of preferences: {fairness})"),
        ),
    );
}

/// How much room a session has.
fn slots(workshop: &Workshop, session: &Session) -> String {
    let language: Language = workshop.language;
    let slots = session.slot_starts().len() * session.rooms.len();
    let title = quote(language, &session.title);
    let items = match &session.items {
        Items::Teams => language.pick("チーム".to_owned(), "teams".to_owned()),
        Items::Themes => language.pick("テーマ".to_owned(), "themes".to_owned()),
        Items::Titles(titles) => titles.len().to_string(),
    };
    let rooms = session.rooms.len();
    let (date, start, end) = (
        session.date,
        session.start.strftime("%H:%M"),
        session.end.strftime("%H:%M"),
    );
    language.pick(
        format!("{title} {date} {start}–{end}: {rooms}部屋、枠 {slots}（発表: {items}）"),
        format!("{title} {date} {start}–{end}: rooms {rooms}, slots {slots} (items: {items})"),
    )
}
