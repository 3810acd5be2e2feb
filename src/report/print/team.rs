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
    /// Who presents, where it is not the whole team.
    who: String,
    /// When to be there; empty where it is no talk.
    early: String,
}

/// Members, then days.
pub fn sheet<'a>(lookup: &Lookup<'a>, team: &'a TeamOutcome) -> Markup {
    let language = lookup.language;
    let whose = Whose::Team(&team.id, team.theme.as_deref());
    let members: Vec<&str> = team.members.iter().map(String::as_str).collect();
    let blocks = blocks(lookup, &whose, &members);
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
                                    @if !block.who.is_empty() { p.fine { (block.who) } }
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
fn blocks<'a>(lookup: &Lookup<'a>, whose: &Whose<'a>, members: &[&str]) -> Vec<Block> {
    let talks = whose.talks(lookup);
    let talks = talks.iter().map(|talk| {
        let session = lookup.session_title_of(talk.session);
        let title = title(lookup, talk);
        let mut sessions = lookup.workshop.sessions.iter();
        let of = sessions.find(|session| session.id == talk.session);
        let people = lookup.item_person_ids(of, &talk.slot.item);
        let who = if people == members {
            String::new()
        } else {
            let names: Vec<&str> = people.iter().map(|id| lookup.person_name(id)).collect();
            let names = names.join(lookup.language.pick("、", ", "));
            lookup
                .language
                .pick(format!("発表：{names}"), format!("Presented by {names}"))
        };
        Block {
            date: talk.date.to_owned(),
            start: talk.slot.start.clone(),
            end: talk.slot.end.clone(),
            what: lookup
                .language
                .pick(format!("{session}：{title}"), format!("{session}: {title}")),
            note: talk.slot.room.clone(),
            who,
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
        who: String::new(),
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
