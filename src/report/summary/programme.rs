//! The timetables and the programme of the summary.

use super::{figure, key, lottery, more, name, rules};
use crate::model::{Level, SessionOutcome};
use crate::report::lookup::Lookup;
use crate::report::page::Page;
use crate::report::table::Table;
use crate::report::text::Align;
use crate::report::{
    calendar, certificate, pressure, programme, session_sentence, tie_sentence, words,
};

/// The most talks shown of one session.
const TALKS: usize = 60;

/// The most sessions shown.
const SESSIONS: usize = 12;

/// The most blocks of the programme shown.
const BLOCKS: usize = 60;

/// Writes each session's timetable.
pub fn timetables(lookup: &Lookup, page: &mut Page) {
    let sessions = &lookup.plan.outcome.sessions;
    for session in sessions.iter().take(SESSIONS) {
        timetable(lookup, page, session);
    }
    more(lookup, page, sessions.len(), SESSIONS, "timetable.csv");
}

fn timetable(lookup: &Lookup, page: &mut Page, outcome: &SessionOutcome) {
    let language = lookup.language;
    let session = lookup.session(outcome);
    let title = lookup.session_title(&outcome.id);
    let day = calendar::day(language, &outcome.date);
    page.section(&language.pick(format!("{title}　{day}"), format!("{title}, {day}")));
    for sentence in certificate::of_session(lookup, outcome) {
        page.sentence(0, "", &sentence);
    }
    if let Some(pressure) = &outcome.pressure {
        for sentence in pressure::pressure(language, pressure) {
            page.sentence(0, "", &sentence);
        }
        for sentence in pressure::tight_people(lookup, outcome) {
            page.sentence(0, "", &sentence);
        }
    }
    let mut table = Table::new(vec![
        figure(language.pick("時間", "time"), Align::Left),
        name(language.pick("会場", "room")),
        key(language.pick("発表", "item")),
        name(language.pick("審査員", "judges")),
    ]);
    for slot in outcome.slots.iter().take(TALKS) {
        let judges: Vec<&str> = slot.judges.iter().map(|j| lookup.judge_name(j)).collect();
        table.push(vec![
            format!("{}-{}", slot.start, slot.end),
            slot.room.clone(),
            lookup.item_title(session, &slot.item),
            judges.join(language.pick("、", ", ")),
        ]);
    }
    page.table(0, &table);
    more(lookup, page, outcome.slots.len(), TALKS, "timetable.csv");
    for slot in outcome.slots.iter().take(TALKS) {
        let title = words::quote(language, &lookup.item_title(session, &slot.item));
        for sentence in tie_sentence::of(lookup, slot) {
            let sentence = language.pick(
                format!("{title} {sentence}"),
                format!("{title}: {sentence}"),
            );
            page.sentence(0, "", &sentence);
        }
    }
    if !outcome.unplaced.is_empty() {
        let titles = outcome
            .unplaced
            .iter()
            .map(|item| lookup.item_title(session, item));
        let titles = words::list(language, &titles.collect::<Vec<_>>(), 12);
        page.sentence(
            0,
            "✗ ",
            &language.pick(
                format!("枠のない発表：{titles}"),
                format!("Without a slot: {titles}"),
            ),
        );
    }
    lottery::write(lookup, page, outcome);
    if !outcome.rules.is_empty() {
        page.gap();
        rules::rules(lookup, page, &outcome.rules, |rule| {
            session_sentence::of(lookup, session, rule)
        });
    }
    if outcome
        .levels
        .iter()
        .any(|l| l.cost.abs() > Level::TOLERANCE || !l.is_proven())
    {
        page.gap();
        rules::levels(lookup, page, &outcome.levels);
    }
}

/// Writes the programme of all days.
pub fn days(lookup: &Lookup, page: &mut Page) {
    let language = lookup.language;
    let days = programme::days(lookup);
    if days.is_empty() {
        return;
    }
    page.section(language.pick("プログラム", "Programme"));
    let count = days.values().map(Vec::len).sum();
    let mut left: usize = BLOCKS;
    for (date, entries) in &days {
        if left == 0 {
            break;
        }
        page.gap();
        page.line(0, &calendar::day(language, date));
        let mut table = Table::new(vec![
            figure(language.pick("時間", "time"), Align::Left),
            key(language.pick("内容", "what")),
            name(language.pick("対象・会場", "who, where")),
        ]);
        for entry in entries.iter().take(left) {
            table.push(vec![
                format!("{}-{}", entry.start, entry.end),
                entry.title.clone(),
                entry.note.clone(),
            ]);
        }
        page.table(2, &table);
        left = left.saturating_sub(entries.len());
    }
    more(lookup, page, count, BLOCKS, "report.html");
}
