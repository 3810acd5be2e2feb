//! The programme of the days.

use maud::{Markup, html};

use crate::report::lookup::Lookup;
use crate::report::{calendar, programme};

/// All days, where there is anything on.
pub fn section(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let days = programme::days(lookup);
    html! {
        @if !days.is_empty() {
            section aria-labelledby="programme" {
                h2 id="programme" { (language.pick("プログラム", "Programme")) }
                div.days {
                    @for (date, entries) in &days {
                        article.day-card {
                            h3 { (calendar::day(language, date)) }
                            ol {
                                @for entry in entries { (block(entry)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn block(entry: &programme::Entry) -> Markup {
    html! {
        li {
            span.time { (entry.start) "–" (entry.end) }
            div {
                @if let Some(session) = entry.session {
                    a href={ "#session-" (session + 1) } { (entry.title) }
                } @else {
                    span.title { (entry.title) }
                }
                @if !entry.note.is_empty() { p.fine { (entry.note) } }
            }
        }
    }
}
