//! The timetables of the sessions: time down, rooms across; with many rooms one row per talk.

use maud::{Markup, html};

use super::{levels, lottery, rules};
use crate::model::{Level, Session, SessionOutcome, SlotOutcome};
use crate::report::lookup::Lookup;
use crate::report::{calendar, certificate, pressure, programme, session_sentence, tie_sentence};

/// Up to so many rooms stand side by side; more would not fit a sheet of paper.
const ACROSS: usize = 6;

/// All sessions.
pub fn section(lookup: &Lookup) -> Markup {
    let sessions = &lookup.plan.outcome.sessions;
    html! {
        @if !sessions.is_empty() {
            section aria-labelledby="timetables" {
                h2 id="timetables" { (lookup.language.pick("時間割", "Timetables")) }
                @for (position, outcome) in sessions.iter().enumerate() {
                    (session(lookup, position, outcome))
                }
            }
        }
    }
}

fn session(lookup: &Lookup, position: usize, outcome: &SessionOutcome) -> Markup {
    let language = lookup.language;
    let session = lookup.session(outcome);
    let rooms = session.map_or_else(|| programme::rooms(outcome), |s| s.rooms.clone());
    let is_interesting = |level: &Level| level.cost.abs() > Level::TOLERANCE || !level.is_proven();
    html! {
        article.session id={ "session-" (position + 1) } {
            h3 { (lookup.session_title(&outcome.id)) }
            p.day { (calendar::day(language, &outcome.date)) }
            @for sentence in certificate::of_session(lookup, outcome) { p { (sentence) } }
            @if let Some(pressure) = &outcome.pressure {
                @for sentence in pressure::pressure(language, pressure) { p.fine { (sentence) } }
                @for sentence in pressure::tight_people(lookup, outcome) { p.fine { (sentence) } }
            }
            @if rooms.len() <= ACROSS {
                (grid(lookup, session, outcome, &rooms))
            } @else {
                (rows(lookup, session, outcome))
            }
            @if !outcome.unplaced.is_empty() {
                p.unplaced {
                    strong { (language.pick("枠のない発表", "Without a slot")) } ": "
                    @for (place, item) in outcome.unplaced.iter().enumerate() {
                        @if place > 0 { (language.pick("、", ", ")) }
                        (lookup.item_title(session, item))
                    }
                }
            }
            (lottery::section(lookup, outcome))
            @if !outcome.rules.is_empty() {
                h4 { (language.pick("この時間割のルール", "Rules of this timetable")) }
                (rules::table(
                    lookup,
                    &outcome.rules,
                    |rule| session_sentence::of(lookup, session, rule),
                    |_| Vec::new(),
                ))
            }
            @if outcome.levels.iter().any(is_interesting) {
                (levels::table(lookup, &outcome.levels))
            }
        }
    }
}

/// A row of the grid.
enum Row<'a> {
    /// Talks from start to end.
    Talks(&'a str, &'a str),
    /// A break from start to end.
    Break(String, String),
}

fn grid_rows<'a>(session: Option<&Session>, outcome: &'a SessionOutcome) -> Vec<Row<'a>> {
    let mut times: Vec<(&str, &str)> = outcome
        .slots
        .iter()
        .map(|slot| (slot.start.as_str(), slot.end.as_str()))
        .collect();
    times.sort_unstable();
    times.dedup();
    let breaks = session.map_or(&[][..], |s| &s.breaks);
    let mut rows: Vec<(String, Row)> = times
        .into_iter()
        .map(|(start, end)| (start.to_owned(), Row::Talks(start, end)))
        .collect();
    rows.extend(breaks.iter().map(|(start, end)| {
        let (start, end) = (calendar::time(*start), calendar::time(*end));
        (start.clone(), Row::Break(start, end))
    }));
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    rows.into_iter().map(|(_, row)| row).collect()
}

fn grid(
    lookup: &Lookup,
    session: Option<&Session>,
    outcome: &SessionOutcome,
    rooms: &[String],
) -> Markup {
    let language = lookup.language;
    html! {
        div.scroll tabindex="0" role="region" aria-label=(lookup.session_title(&outcome.id)) {
            table.timetable {
                thead {
                    tr {
                        th scope="col" { (language.pick("時間", "Time")) }
                        @for room in rooms { th scope="col" { (room) } }
                    }
                }
                tbody {
                    @for row in grid_rows(session, outcome) {
                        @match row {
                            Row::Talks(start, end) => {
                                tr {
                                    th.time scope="row" { (start) "–" (end) }
                                    @for room in rooms {
                                        (cell(lookup, session, outcome, room, start))
                                    }
                                }
                            }
                            Row::Break(start, end) => {
                                tr.break {
                                    th.time scope="row" { (start) "–" (end) }
                                    td colspan=(rooms.len()) { (language.pick("休憩", "Break")) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn cell(
    lookup: &Lookup,
    session: Option<&Session>,
    outcome: &SessionOutcome,
    room: &str,
    start: &str,
) -> Markup {
    let mut talks = outcome
        .slots
        .iter()
        .filter(|slot| slot.room == room && slot.start == start)
        .peekable();
    html! {
        @if talks.peek().is_none() {
            td.empty { (lookup.language.pick("空き", "free")) }
        } @else {
            td {
                @for slot in talks {
                    strong { (lookup.item_title(session, &slot.item)) }
                    (judges(lookup, slot))
                }
            }
        }
    }
}

fn judges(lookup: &Lookup, slot: &SlotOutcome) -> Markup {
    let language = lookup.language;
    let names: Vec<&str> = slot.judges.iter().map(|j| lookup.judge_name(j)).collect();
    html! {
        @if !names.is_empty() {
            p.fine {
                span.label { (language.pick("審査", "Judges")) } " "
                (names.join(language.pick("、", ", ")))
            }
        }
        @for sentence in tie_sentence::of(lookup, slot) { p.fine { (sentence) } }
    }
}

fn rows(lookup: &Lookup, session: Option<&Session>, outcome: &SessionOutcome) -> Markup {
    let language = lookup.language;
    html! {
        table.timetable {
            thead {
                tr {
                    th scope="col" { (language.pick("時間", "Time")) }
                    th scope="col" { (language.pick("会場", "Room")) }
                    th scope="col" { (language.pick("発表", "Talk")) }
                }
            }
            tbody {
                @for slot in &outcome.slots {
                    tr {
                        th.time scope="row" { (slot.start) "–" (slot.end) }
                        td { (slot.room) }
                        td {
                            strong { (lookup.item_title(session, &slot.item)) }
                            (judges(lookup, slot))
                        }
                    }
                }
            }
        }
    }
}
