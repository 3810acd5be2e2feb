//! The entries of a calendar.

use jiff::civil::{Date, DateTime, Time};

use super::lines::Lines;
use crate::model::AgendaBlock;
use crate::report::identity::{Thing, identity};
use crate::report::itinerary::{self, Talk, Whose};
use crate::report::lookup::Lookup;

/// An entry.
pub struct Event<'a> {
    identity: u128,
    sequence: u32,
    /// When it begins, by the clocks of the place.
    pub start: DateTime,
    /// When it ends.
    pub end: DateTime,
    title: String,
    room: &'a str,
    category: &'a str,
    note: &'a str,
    is_cancelled: bool,
}

/// What is on for somebody, then what was published for them and does not take place, or not for them.
pub fn events<'a>(lookup: &Lookup<'a>, whose: &Whose<'a>) -> Vec<Event<'a>> {
    let mut events = Vec::new();
    let talks = whose.talks(lookup);
    events.extend(talks.iter().filter_map(|t| of_talk(lookup, t, false)));
    events.extend(of_agenda(lookup, &whose.agenda(lookup)));
    events.sort_by_key(|event| (event.start, event.end));
    let lost = whose.lost(lookup);
    events.extend(lost.iter().filter_map(|t| of_talk(lookup, t, true)));
    events
}

/// `None`: its date or time cannot be read, in a result that was edited by hand.
fn of_talk<'a>(lookup: &Lookup<'a>, talk: &Talk<'a>, is_cancelled: bool) -> Option<Event<'a>> {
    let slot = talk.slot;
    let at = |time: &str| Some(day(talk.date)?.to_datetime(clock(time)?));
    let sessions = &lookup.workshop.sessions;
    let session = sessions.iter().find(|s| s.id == talk.session);
    let thing = Thing::Talk {
        session: talk.session,
        item: &slot.item,
    };
    Some(Event {
        identity: identity(&lookup.workshop.name, &thing),
        sequence: sequence(lookup, talk),
        start: at(&slot.start)?,
        end: at(&slot.end)?,
        title: lookup.item_title(session, &slot.item),
        room: &slot.room,
        category: lookup.session_title(talk.session),
        note: "",
        is_cancelled,
    })
}

/// Blocks have no id, but a title and a number.
fn of_agenda<'a>(lookup: &Lookup<'a>, blocks: &[&'a AgendaBlock]) -> Vec<Event<'a>> {
    let numbers = itinerary::numbers(blocks);
    let events = blocks.iter().zip(numbers).map(|(block, number)| Event {
        identity: identity(&lookup.workshop.name, &Thing::Block(&block.title, number)),
        sequence: 0,
        start: block.date.to_datetime(block.start),
        end: block.date.to_datetime(block.end),
        title: block.title.clone(),
        room: "",
        category: "",
        note: &block.who,
        is_cancelled: false,
    });
    events.collect()
}

/// How often its time, room or judges changed since it was first published.
fn sequence(lookup: &Lookup, talk: &Talk) -> u32 {
    let replanned = lookup.plan.outcome.replan.iter();
    let mut known = replanned.flat_map(|replanned| &replanned.sequences);
    known
        .find(|known| known.session == talk.session && known.item == talk.slot.item)
        .map_or(0, |known| known.sequence)
}

impl Event<'_> {
    /// Writes the entry.
    pub fn write(&self, lines: &mut Lines, zone: &str, stamp: &str) {
        let moment = |at: DateTime| at.strftime("%Y%m%dT%H%M%S").to_string();
        lines.line("BEGIN:VEVENT");
        lines.line(&format!("UID:{:032x}@kumiwake", self.identity));
        lines.line(&format!("DTSTAMP:{stamp}"));
        lines.line(&format!("SEQUENCE:{}", self.sequence));
        lines.line(&format!("DTSTART;TZID={zone}:{}", moment(self.start)));
        lines.line(&format!("DTEND;TZID={zone}:{}", moment(self.end)));
        lines.text("SUMMARY", &self.title);
        lines.filled("LOCATION", self.room);
        lines.filled("CATEGORIES", self.category);
        lines.filled("DESCRIPTION", self.note);
        lines.line(if self.is_cancelled {
            "STATUS:CANCELLED"
        } else {
            "STATUS:CONFIRMED"
        });
        lines.line("END:VEVENT");
    }
}

fn day(date: &str) -> Option<Date> {
    date.parse().ok()
}

fn clock(time: &str) -> Option<Time> {
    Time::strptime("%H:%M", time).ok()
}
