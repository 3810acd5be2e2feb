//! Links to the calendars beside the page.

use maud::{Markup, html};

use crate::report::icalendar::Calendar;
use crate::report::itinerary::Whose;
use crate::report::lookup::Lookup;

/// The calendars by kind, where there are any.
pub fn section(lookup: &Lookup, calendars: &[Calendar]) -> Markup {
    let language = lookup.language;
    html! {
        @if !calendars.is_empty() {
            section aria-labelledby="calendars" {
                h2 id="calendars" { (language.pick("カレンダー", "Calendars")) }
                p.fine {
                    (language.pick(
                        "開くと予定表に取り込めるファイルです。参加者の希望は含まれません。",
                        "Files that a calendar takes in when they are opened. They do not tell anybody's wishes.",
                    ))
                }
                @for here in calendars.chunk_by(|a, b| kind(lookup, &a.whose) == kind(lookup, &b.whose)) {
                    p.files {
                        span.label { (kind(lookup, &here[0].whose)) }
                        @for calendar in here {
                            a href=(link(&calendar.path)) { (calendar.whose.title(lookup)) }
                        }
                    }
                }
            }
        }
    }
}

/// The word for a kind of calendar; those of one kind stand together.
fn kind(lookup: &Lookup, whose: &Whose) -> &'static str {
    let language = lookup.language;
    match whose {
        Whose::All => language.pick("全体", "Everything"),
        Whose::Room(_) => language.pick("会場", "Rooms"),
        Whose::Team(..) => language.pick("チーム", "Teams"),
        Whose::Judge(_) => language.pick("審査員", "Judges"),
    }
}

/// A path as a relative link: letters outside ASCII in percent signs (RFC 3986, 2.1).
fn link(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'_' | b'.' | b'/' => {
            char::from(byte).to_string()
        }
        other => format!("%{other:02X}"),
    };
    path.bytes().map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn links_are_ascii() {
        assert_eq!(link("calendars/judge-J1.ics"), "calendars/judge-J1.ics");
        assert_eq!(
            link("calendars/room-大.ics"),
            "calendars/room-%E5%A4%A7.ics"
        );
    }
}
