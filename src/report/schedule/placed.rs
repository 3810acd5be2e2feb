//! What has its place in time: talks and the agenda.

use jiff::civil::{Date, DateTime, Time};

use super::layout::Person;
use super::number;
use crate::model::AgendaBlock;
use crate::report::identity::{Thing, identity, uuid};
use crate::report::itinerary::{self, Talk, Whose};
use crate::report::lookup::Lookup;

/// An event that has its place in time.
pub(super) struct Placed {
    pub start: DateTime,
    pub end: DateTime,
    pub room: String,
    pub title: String,
    pub track: Option<String>,
    pub description: String,
    pub persons: Vec<Person>,
    pub identity: u128,
    pub kind: &'static str,
}

/// The talks of all sessions.
pub(super) fn talks(lookup: &Lookup) -> Vec<Placed> {
    let talks = Whose::All.talks(lookup);
    talks
        .iter()
        .filter_map(|talk| of_talk(lookup, talk))
        .collect()
}

/// `None`: its date or time cannot be read, in a result that was edited by hand.
fn of_talk(lookup: &Lookup, talk: &Talk) -> Option<Placed> {
    let slot = talk.slot;
    let date: Date = talk.date.parse().ok()?;
    let at = |time: &str| Some(date.to_datetime(Time::strptime("%H:%M", time).ok()?));
    let mut sessions = lookup.workshop.sessions.iter();
    let session = sessions.find(|session| session.id == talk.session);
    let members = lookup.item_person_ids(session, &slot.item);
    let members = members.iter().map(|id| {
        let name = lookup.person_name(id);
        person(lookup, &format!("participant\0{id}"), name, "speaker")
    });
    let judges = slot.judges.iter().map(|id| {
        let judge = lookup.workshop.judges.iter().find(|judge| judge.id == *id);
        // Somebody who is in the roster too is one person.
        let kind = match judge.and_then(|judge| judge.participant) {
            Some(_) => "participant",
            None => "judge",
        };
        person(
            lookup,
            &format!("{kind}\0{id}"),
            lookup.judge_name_of(id),
            "judge",
        )
    });
    let thing = Thing::Talk {
        session: talk.session,
        item: &slot.item,
    };
    Some(Placed {
        start: at(&slot.start)?,
        end: at(&slot.end)?,
        room: slot.room.clone(),
        title: lookup.item_title(session, &slot.item),
        track: Some(lookup.session_title_of(talk.session).to_owned()),
        description: String::new(),
        persons: members.chain(judges).collect(),
        identity: identity(&lookup.workshop.name, &thing),
        kind: "talk",
    })
}

fn person(lookup: &Lookup, key: &str, name: &str, role: &'static str) -> Person {
    let identity = identity(&lookup.workshop.name, &Thing::Person(key));
    Person {
        id: number(identity),
        guid: uuid(identity),
        name: name.to_owned(),
        role,
    }
}

/// The agenda: in a room of its own, since the layout has no event without one.
pub(super) fn blocks(lookup: &Lookup) -> Vec<Placed> {
    let blocks = Whose::All.agenda(lookup);
    let numbers = itinerary::numbers(&blocks);
    let placed = blocks.iter().zip(numbers).map(|(block, number)| {
        let block: &AgendaBlock = block;
        Placed {
            start: block.date.to_datetime(block.start),
            end: block.date.to_datetime(block.end),
            room: lookup.language.pick("全体", "Everybody").to_owned(),
            title: block.title.clone(),
            track: None,
            description: block.who.clone(),
            persons: Vec::new(),
            identity: identity(&lookup.workshop.name, &Thing::Block(&block.title, number)),
            kind: "other",
        }
    });
    placed.collect()
}
