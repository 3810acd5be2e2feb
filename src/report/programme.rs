//! The programme of the days: the agenda and the sessions by time.

use std::collections::BTreeMap;

use super::lookup::Lookup;
use super::{calendar, facilitation};
use crate::model::AgendaBlock;

/// A block of a day.
pub struct Entry {
    /// Its start.
    pub start: String,
    /// Its end.
    pub end: String,
    /// Its title.
    pub title: String,
    /// For whom, or where.
    pub note: String,
    /// The position of the session in the outcome, where it is one.
    pub session: Option<usize>,
}

/// The days in order, each with its blocks by start, then end; blocks at the same time keep the order of the file.
pub fn days(lookup: &Lookup) -> BTreeMap<String, Vec<Entry>> {
    let mut days: BTreeMap<String, Vec<Entry>> = BTreeMap::new();
    for block in &lookup.workshop.agenda {
        days.entry(block.date.to_string()).or_default().push(Entry {
            start: calendar::time(block.start),
            end: calendar::time(block.end),
            title: block.title.clone(),
            note: note(lookup, block),
            session: None,
        });
    }
    for (position, outcome) in lookup.plan.outcome.sessions.iter().enumerate() {
        let session = lookup.session(outcome);
        let first = outcome.slots.iter().map(|slot| slot.start.as_str()).min();
        let last = outcome.slots.iter().map(|slot| slot.end.as_str()).max();
        let start = session.map(|s| calendar::time(s.start));
        let end = session.map(|s| calendar::time(s.end));
        let rooms = session.map_or_else(|| rooms(outcome), |s| s.rooms.clone());
        days.entry(outcome.date.clone()).or_default().push(Entry {
            start: start.unwrap_or_else(|| first.unwrap_or_default().to_owned()),
            end: end.unwrap_or_else(|| last.unwrap_or_default().to_owned()),
            title: lookup.session_title(&outcome.id).to_owned(),
            note: super::words::list(lookup.language, &rooms, 8),
            session: Some(position),
        });
    }
    for entries in days.values_mut() {
        entries.sort_by(|a, b| (&a.start, &a.end).cmp(&(&b.start, &b.end)));
    }
    days
}

/// For whom a block is, and who stands by teams in it.
fn note(lookup: &Lookup, block: &AgendaBlock) -> String {
    let language = lookup.language;
    let told = lookup.plan.outcome.facilitation.as_ref();
    let facilitated = block.facilitation.as_ref().and_then(|asked| {
        let mut blocks = told?.blocks.iter();
        blocks.find(|told| told.id == asked.id)
    });
    let people = facilitated.map_or(String::new(), |told| facilitation::people(lookup, told));
    if people.is_empty() {
        return block.who.clone();
    }
    let facilitators = language.pick(
        format!("進行役：{people}"),
        format!("facilitators: {people}"),
    );
    match block.who.as_str() {
        "" => facilitators,
        who => language.pick(
            format!("{who}（{facilitators}）"),
            format!("{who} ({facilitators})"),
        ),
    }
}

/// The rooms that talks are in, in the order of the talks.
pub fn rooms(outcome: &crate::model::SessionOutcome) -> Vec<String> {
    let mut rooms: Vec<String> = Vec::new();
    for slot in &outcome.slots {
        if !rooms.contains(&slot.room) {
            rooms.push(slot.room.clone());
        }
    }
    rooms
}
