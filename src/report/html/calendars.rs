//! Links to the calendars beside the page.

use maud::{Markup, html};

use crate::report::icalendar::Calendar;
use crate::report::itinerary::Whose;
use crate::report::lookup::Lookup;

/// The calendars by kind, where there are any.
pub fn section(lookup: &Lookup, calendars: &[Calendar]) -> Markup {
    let language = lookup.language;
    let kinds: [(&str, fn(&Whose) -> bool); 4] = [
        (language.pick("全体", "Everything"), |w| {
            matches!(w, Whose::All)
        }),
        (language.pick("会場", "Rooms"), |w| {
            matches!(w, Whose::Room(_))
        }),
        (language.pick("チーム", "Teams"), |w| {
            matches!(w, Whose::Team(..))
        }),
        (language.pick("審査員", "Judges"), |w| {
            matches!(w, Whose::Judge(_))
        }),
    ];
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
                @for (title, is_kind) in kinds {
                    @let here: Vec<&Calendar> = calendars.iter().filter(|c| is_kind(&c.whose)).collect();
                    @if !here.is_empty() {
                        p.files {
                            span.label { (title) }
                            @for calendar in here {
                                a href=(link(&calendar.path)) { (calendar.whose.title(lookup)) }
                            }
                        }
                    }
                }
            }
        }
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
