//! The sheet for the door of a room.

use maud::{Markup, html};

use super::{by_day, head, title};
use crate::report::calendar;
use crate::report::itinerary::{Talk, Whose};
use crate::report::lookup::Lookup;

/// A row of the sheet.
enum Row<'t, 'a> {
    Talk(&'t Talk<'a>),
    Break(String, String),
}

/// What is on in the room, day by day.
pub fn sheet<'a>(lookup: &Lookup<'a>, whose: &Whose<'a>) -> Markup {
    let language = lookup.language;
    let talks = whose.talks(lookup);
    html! {
        section.sheet.room {
            (head(lookup, language.pick("会場", "Room"), &whose.title(lookup)))
            @for (date, talks) in by_day(&talks) {
                h3 { (calendar::day(language, date)) }
                table {
                    thead {
                        tr {
                            th scope="col" { (language.pick("時間", "Time")) }
                            th scope="col" { (language.pick("発表", "Talk")) }
                            th scope="col" { (language.pick("発表者", "Who")) }
                        }
                    }
                    tbody {
                        @for row in rows(lookup, talks) {
                            @match row {
                                Row::Talk(talk) => (talk_row(lookup, talk)),
                                Row::Break(start, end) => {
                                    tr.break {
                                        th.time scope="row" { (start) "–" (end) }
                                        td colspan="2" { (language.pick("休憩", "Break")) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn talk_row(lookup: &Lookup, talk: &Talk) -> Markup {
    let mut sessions = lookup.workshop.sessions.iter();
    let session = sessions.find(|session| session.id == talk.session);
    let people = lookup.item_people(session, &talk.slot.item);
    html! {
        tr {
            th.time scope="row" { (talk.slot.start) "–" (talk.slot.end) }
            td {
                strong { (title(lookup, talk)) }
                p.fine { (lookup.session_title_of(talk.session)) }
            }
            td { (people.join(lookup.language.pick("、", ", "))) }
        }
    }
}

/// The talks of a day, and between them the breaks of their sessions.
fn rows<'t, 'a>(lookup: &Lookup, talks: &'t [Talk<'a>]) -> Vec<Row<'t, 'a>> {
    let mut rows: Vec<(String, Row)> = talks
        .iter()
        .map(|talk| (talk.slot.start.clone(), Row::Talk(talk)))
        .collect();
    let sessions = lookup.workshop.sessions.iter();
    let here = sessions.filter(|session| talks.iter().any(|talk| talk.session == session.id));
    let last = talks.iter().map(|talk| talk.slot.start.as_str()).max();
    for (start, end) in here.flat_map(|session| &session.breaks) {
        let (start, end) = (calendar::time(*start), calendar::time(*end));
        // After the last talk nobody waits for the end of a break.
        if last.is_some_and(|last| start.as_str() < last) {
            rows.push((start.clone(), Row::Break(start, end)));
        }
    }
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    rows.into_iter().map(|(_, row)| row).collect()
}
