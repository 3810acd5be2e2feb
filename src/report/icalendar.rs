//! `timetable.ics`: the talks for calendars (RFC 5545). Times are those of the place, without a time zone (floating): a
//! workshop is where it is.

use super::lookup::Lookup;
use crate::model::{ChangeKind, SessionOutcome, Standing};

/// No line is longer, in octets (RFC 5545, 3.1).
const LINE: usize = 75;

/// The talks, each under a name of its own that stays when its time or room changes, with a number that rises then; and the
/// talks that the plan cancels. `stamp` is the moment of writing, `20261201T093000Z`.
pub fn calendar(lookup: &Lookup, stamp: &str) -> Vec<u8> {
    let mut page = Page(Vec::new());
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kumiwake//EN"] {
        page.line(line);
    }
    page.line("METHOD:PUBLISH");
    let name = &lookup.workshop.name;
    page.property("NAME", name);
    page.property("X-WR-CALNAME", name);
    for session in &lookup.plan.outcome.sessions {
        for slot in &session.slots {
            let at = Standing {
                date: Some(session.date.clone()),
                start: Some(slot.start.clone()),
                end: Some(slot.end.clone()),
                room: Some(slot.room.clone()),
                ..Standing::default()
            };
            let title = lookup.item_title(lookup.session(session), &slot.item);
            event(lookup, &mut page, (session, &slot.item), &title, &at, stamp);
        }
        cancelled(lookup, &mut page, session, stamp);
    }
    page.line("END:VCALENDAR");
    page.0
}

/// Published talks that do not take place any more.
fn cancelled(lookup: &Lookup, page: &mut Page, session: &SessionOutcome, stamp: &str) {
    let changes = lookup.plan.outcome.replan.as_ref().map(|r| &r.changes);
    for change in changes.into_iter().flatten() {
        let here = change.session.as_ref() == Some(&session.id);
        if let Some(from) = &change.from
            && here
            && change.kind == ChangeKind::Cancelled
        {
            let item = (session, &change.item);
            event_with(lookup, page, item, &change.title, from, stamp, true);
        }
    }
}

type Item<'a> = (&'a SessionOutcome, &'a String);

fn event(lookup: &Lookup, page: &mut Page, item: Item, title: &str, at: &Standing, stamp: &str) {
    event_with(lookup, page, item, title, at, stamp, false);
}

fn event_with(
    lookup: &Lookup,
    page: &mut Page,
    (session, item): Item,
    title: &str,
    at: &Standing,
    stamp: &str,
    is_cancelled: bool,
) {
    let moment = |time: &Option<String>| {
        let date = at.date.as_deref().unwrap_or_default().replace('-', "");
        let time = time.as_deref().unwrap_or_default().replace(':', "");
        format!("{date}T{time}00")
    };
    page.line("BEGIN:VEVENT");
    page.line(&format!(
        "UID:{}",
        identity(&lookup.workshop.name, &session.id, item)
    ));
    page.line(&format!("DTSTAMP:{stamp}"));
    page.line(&format!("SEQUENCE:{}", sequence(lookup, &session.id, item)));
    page.line(&format!("DTSTART:{}", moment(&at.start)));
    page.line(&format!("DTEND:{}", moment(&at.end)));
    page.property("SUMMARY", title);
    page.property("LOCATION", at.room.as_deref().unwrap_or_default());
    page.property("CATEGORIES", lookup.session_title(&session.id));
    page.line(if is_cancelled {
        "STATUS:CANCELLED"
    } else {
        "STATUS:CONFIRMED"
    });
    page.line("END:VEVENT");
}

/// The same for one item of one session in every plan of the workshop: a hash (FNV-1a, 64 bits, over both halves) of names,
/// never a number of a row.
fn identity(workshop: &str, session: &str, item: &str) -> String {
    let hash = |start: u64| {
        let text = format!("{workshop}\u{0}{session}\u{0}{item}");
        text.bytes().fold(start, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
        })
    };
    let (first, second) = (hash(0xcbf2_9ce4_8422_2325), hash(0x6c62_272e_07bb_0142));
    format!("{first:016x}{second:016x}@kumiwake")
}

/// How often the time or room changed since it was first published.
fn sequence(lookup: &Lookup, session: &str, item: &str) -> u32 {
    let known = lookup.plan.outcome.replan.as_ref().map(|r| &r.sequences);
    let mut known = known.into_iter().flatten();
    known
        .find(|known| known.session == session && known.item == item)
        .map_or(0, |known| known.sequence)
}

struct Page(Vec<u8>);

impl Page {
    /// A line, folded where it is too long, never within a character.
    fn line(&mut self, line: &str) {
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > LINE {
                self.0.extend(b"\r\n ");
                length = 1;
            }
            let mut bytes = [0; 4];
            self.0.extend(character.encode_utf8(&mut bytes).bytes());
            length += character.len_utf8();
        }
        self.0.extend(b"\r\n");
    }

    /// A property with a text.
    fn property(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }
}

/// A text without what iCalendar reads as signs (RFC 5545, 3.3.11), and without other control characters.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut page = Page(Vec::new());
        page.line(&format!("SUMMARY:{}", "組分け".repeat(40)));
        let text = String::from_utf8(page.0).expect("no character is cut");
        let lines: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
        assert!(lines.len() > 4 && lines.iter().all(|line| line.len() <= LINE));
        assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
        let unfolded = text.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "組分け".repeat(40)));
    }

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\rf"), "a\\,b\\;c\\\\d\\ne f");
    }

    #[test]
    fn identities_tell_items_apart_and_stay() {
        let one = identity("w", "s", "a");
        assert_eq!(one, identity("w", "s", "a"));
        assert_ne!(one, identity("w", "sa", ""));
        assert_ne!(one, identity("w", "t", "a"));
        assert_eq!(one.len(), 32 + "@kumiwake".len());
    }
}
