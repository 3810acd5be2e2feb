//! The sheet of a team: who is in it, and what is on for it.

use jiff::SignedDuration;
use jiff::civil::Time;
use maud::{Markup, html};

use super::{head, title};
use crate::model::TeamOutcome;
use crate::report::calendar;
use crate::report::itinerary::Whose;
use crate::report::lookup::Lookup;

/// So many minutes before its talk a team should be there.
const EARLY: i64 = 5;

/// A block of the team's days.
struct Block {
    date: String,
    start: String,
    end: String,
    what: String,
    note: String,
    /// When to be there; empty where it is no talk.
    early: String,
}

/// Members, then days.
pub fn sheet<'a>(lookup: &Lookup<'a>, team: &'a TeamOutcome) -> Markup {
    let language = lookup.language;
    let whose = Whose::Team(&team.id, team.theme.as_deref());
    let blocks = blocks(lookup, &whose);
    let days = blocks.chunk_by(|a, b| a.date == b.date);
    html! {
        section.sheet.team {
            (head(lookup, language.pick("チーム", "Team"), &whose.title(lookup)))
            ul.members {
                @for id in &team.members { (member(lookup, id)) }
            }
            @for day in days {
                h3 { (calendar::day(language, &day[0].date)) }
                table {
                    thead {
                        tr {
                            th scope="col" { (language.pick("時間", "Time")) }
                            th scope="col" { (language.pick("内容", "What")) }
                            th scope="col" { (language.pick("会場・対象", "Where, who")) }
                        }
                    }
                    tbody {
                        @for block in day {
                            tr.talk[!block.early.is_empty()] {
                                th.time scope="row" { (block.start) "–" (block.end) }
                                td {
                                    (block.what)
                                    @if !block.early.is_empty() {
                                        p.early {
                                            (language.pick(
                                                format!("{EARLY}分前（{}）までにお集まりください。", block.early),
                                                format!("Please arrive {EARLY} minutes early: by {}.", block.early),
                                            ))
                                        }
                                    }
                                }
                                td { (block.note) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn member(lookup: &Lookup, id: &str) -> Markup {
    let organization = lookup.participant(id).map_or(String::new(), |participant| {
        lookup.cell(lookup.workshop.known.organization, participant)
    });
    html! {
        li {
            (lookup.person_name(id))
            @if !organization.is_empty() { span.fine { (organization) } }
        }
    }
}

/// The team's talks and all blocks of the agenda, by time.
fn blocks<'a>(lookup: &Lookup<'a>, whose: &Whose<'a>) -> Vec<Block> {
    let talks = whose.talks(lookup);
    let talks = talks.iter().map(|talk| {
        let session = lookup.session_title_of(talk.session);
        let title = title(lookup, talk);
        Block {
            date: talk.date.to_owned(),
            start: talk.slot.start.clone(),
            end: talk.slot.end.clone(),
            what: lookup
                .language
                .pick(format!("{session}：{title}"), format!("{session}: {title}")),
            note: talk.slot.room.clone(),
            early: early(&talk.slot.start),
        }
    });
    let agenda = whose.agenda(lookup);
    let agenda = agenda.iter().map(|block| Block {
        date: block.date.to_string(),
        start: calendar::time(block.start),
        end: calendar::time(block.end),
        what: block.title.clone(),
        note: block.who.clone(),
        early: String::new(),
    });
    let mut blocks: Vec<Block> = talks.chain(agenda).collect();
    blocks.sort_by(|a, b| (&a.date, &a.start, &a.end).cmp(&(&b.date, &b.start, &b.end)));
    blocks
}

/// Some minutes before a time; of what is no time, itself.
fn early(start: &str) -> String {
    Time::strptime("%H:%M", start).map_or_else(
        |_| start.to_owned(),
        |time| calendar::time(time.saturating_sub(SignedDuration::from_mins(EARLY))),
    )
}
