//! `print.html`: a sheet of paper for the door of each room, for each team and for each judge. Nobody's wishes stand on it, so it
//! may be handed out; nothing is asked of anybody else, and maud escapes every text.

mod room;
mod team;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::calendar;
use super::itinerary::{self, Talk, Whose};
use super::lookup::Lookup;

/// The style sheet; it is our own text and holds nothing of a workshop.
const STYLE: &str = include_str!("style.css");

/// The whole page.
pub fn page(lookup: &Lookup) -> String {
    let language = lookup.language;
    let name = &lookup.workshop.name;
    let about = language.pick("掲示・配布用", "sheets to print");
    let has_talks = |whose: &Whose| !whose.talks(lookup).is_empty();
    let page = html! {
        (DOCTYPE)
        html lang=(language.pick("ja", "en")) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="robots" content="noindex";
                meta name="generator" content={ "kumiwake " (lookup.plan.outcome.solver.version) };
                title { (name) " – " (about) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header.screen {
                    h1 { (name) }
                    p {
                        (language.pick(
                            "印刷すると、会場の入口・チーム・審査員ごとに1枚ずつになります。参加者の希望は載っていません。",
                            "Printed, this is one sheet for the door of each room, for each team and for each judge. Nobody's wishes stand on it.",
                        ))
                    }
                }
                main {
                    @for room in itinerary::rooms(lookup).iter().filter(|w| has_talks(w)) {
                        (room::sheet(lookup, room))
                    }
                    @for team in &lookup.plan.outcome.teams { (team::sheet(lookup, team)) }
                    @for judge in itinerary::judges(lookup).iter().filter(|w| has_talks(w)) {
                        (judge_sheet(lookup, judge))
                    }
                }
            }
        }
    };
    page.into_string()
}

/// What stands above every sheet.
fn head(lookup: &Lookup, kind: &str, title: &str) -> Markup {
    html! {
        header {
            p.workshop { (lookup.workshop.name) }
            p.kind { (kind) }
            h2 { (title) }
        }
    }
}

/// Talks of one day after those of another.
fn by_day<'t, 'a>(talks: &'t [Talk<'a>]) -> impl Iterator<Item = (&'a str, &'t [Talk<'a>])> {
    let days = talks.chunk_by(|a, b| a.date == b.date);
    days.map(|talks| (talks[0].date, talks))
}

fn judge_sheet<'a>(lookup: &Lookup<'a>, whose: &Whose<'a>) -> Markup {
    let language = lookup.language;
    let talks = whose.talks(lookup);
    html! {
        section.sheet.judge {
            (head(lookup, language.pick("審査員", "Judge"), &whose.title(lookup)))
            @for (date, talks) in by_day(&talks) {
                h3 { (calendar::day(language, date)) }
                table {
                    thead {
                        tr {
                            th scope="col" { (language.pick("時間", "Time")) }
                            th scope="col" { (language.pick("会場", "Room")) }
                            th scope="col" { (language.pick("発表", "Talk")) }
                        }
                    }
                    tbody {
                        @for talk in talks {
                            tr {
                                th.time scope="row" { (talk.slot.start) "–" (talk.slot.end) }
                                td { (talk.slot.room) }
                                td { (title(lookup, talk)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The title of what is presented.
fn title(lookup: &Lookup, talk: &Talk) -> String {
    let mut sessions = lookup.workshop.sessions.iter();
    let session = sessions.find(|session| session.id == talk.session);
    lookup.item_title(session, &talk.slot.item)
}
