//! `schedule.json`: the talks and the agenda in the layout of c3voc, which programs for conferences read. Times have the offset of
//! the place; nothing in it is a moment of writing, so that the same plan gives the same bytes.

mod layout;
mod placed;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use jiff::civil::{Date, DateTime, Time};

use super::identity::{Thing, digest, identity, uuid};
use super::itinerary::{self, Whose};
use super::lookup::Lookup;
use layout::{Conference, Day, Document, Event, Generator, Named, Room, Rooms, Schedule};
use placed::{Placed, blocks, talks};

/// The bytes; `None` where nothing has a time.
///
/// # Errors
/// When it cannot be written as JSON.
pub fn schedule(lookup: &Lookup) -> io::Result<Option<Vec<u8>>> {
    let mut placed = talks(lookup);
    placed.extend(blocks(lookup));
    placed.sort_by_key(|event| (event.start, event.end));
    let (Some(first), Some(last)) = (placed.first(), placed.last()) else {
        return Ok(None);
    };
    let (start, end) = (first.start.date(), last.start.date());
    let acronym = acronym(&lookup.workshop.name, start);
    let timeslot = timeslot(&placed);
    let rooms = rooms(lookup, &placed);
    let tracks = lookup.plan.outcome.sessions.iter();
    let tracks = tracks.map(|session| Named {
        name: lookup.session_title(&session.id).to_owned(),
    });
    let conference = Conference {
        title: lookup.workshop.name.clone(),
        start: start.to_string(),
        end: end.to_string(),
        timeslot_duration: duration(timeslot),
        time_zone_name: lookup.workshop.zone.name().to_owned(),
        tracks: tracks.collect(),
        rooms: rooms
            .iter()
            .map(|name| Room {
                name: name.clone(),
                guid: uuid(identity(&lookup.workshop.name, &Thing::Room(name))),
                description: None,
                capacity: None,
            })
            .collect(),
        days: days(lookup, placed, &rooms, &acronym),
        acronym,
        days_count: 0,
    }
    .counted();
    let content = serde_json::to_string(&conference)?;
    let document = Document {
        schema: "https://c3voc.de/schedule/schema.json",
        generator: Generator {
            name: "kumiwake",
            version: lookup.plan.outcome.solver.version.clone(),
        },
        schedule: Schedule {
            // Another where anything is another, and only then.
            version: format!("{:016x}", digest(&content, 0xcbf2_9ce4_8422_2325)),
            conference,
        },
    };
    let mut bytes = serde_json::to_vec_pretty(&document)?;
    bytes.push(b'\n');
    Ok(Some(bytes))
}

/// The rooms that anything is in, those of the sessions in their order.
fn rooms(lookup: &Lookup, placed: &[Placed]) -> Vec<String> {
    let used: BTreeSet<&str> = placed.iter().map(|event| event.room.as_str()).collect();
    let known = itinerary::rooms(lookup);
    let known: Vec<&str> = known.iter().map(Whose::name).collect();
    let others = used.iter().filter(|room| !known.contains(room));
    let known = known.iter().filter(|room| used.contains(*room));
    others.chain(known).map(|room| (*room).to_owned()).collect()
}

fn days(lookup: &Lookup, placed: Vec<Placed>, rooms: &[String], acronym: &str) -> Vec<Day> {
    let mut by_day: BTreeMap<Date, Vec<Placed>> = BTreeMap::new();
    for event in placed {
        by_day.entry(event.start.date()).or_default().push(event);
    }
    let mut taken = BTreeSet::new();
    let days = by_day
        .into_iter()
        .enumerate()
        .map(|(index, (date, events))| {
            let first = events.iter().map(|event| event.start).min();
            let last = events.iter().map(|event| event.end).max();
            let midnight = date.to_datetime(Time::midnight());
            let mut of_room: HashMap<String, Vec<Event>> = HashMap::new();
            for placed in events {
                let room = placed.room.clone();
                let event = event(lookup, placed, acronym, &mut taken);
                of_room.entry(room).or_default().push(event);
            }
            let here = rooms.iter();
            let here = here.filter_map(|room| Some((room.clone(), of_room.remove(room)?)));
            Day {
                index: index + 1,
                date: date.to_string(),
                day_start: moment(lookup, first.unwrap_or(midnight)),
                day_end: moment(lookup, last.unwrap_or(midnight)),
                rooms: Rooms(here.collect()),
            }
        });
    days.collect()
}

fn event(lookup: &Lookup, placed: Placed, acronym: &str, taken: &mut BTreeSet<u32>) -> Event {
    let guid = uuid(placed.identity);
    let mut id = number(placed.identity);
    // Two events with one number: not to be expected, and never written.
    while !taken.insert(id) {
        id = id % 0x7fff_ffff + 1;
    }
    let minutes = placed.start.until(placed.end).map_or(0, |span| {
        i64::from(span.get_hours()) * 60 + span.get_minutes() + i64::from(span.get_days()) * 1440
    });
    Event {
        id,
        url: format!("urn:uuid:{guid}"),
        guid,
        date: moment(lookup, placed.start),
        start: placed.start.strftime("%H:%M").to_string(),
        duration: duration(minutes),
        room: placed.room,
        slug: slug(acronym, id, &placed.title),
        title: placed.title,
        subtitle: "",
        track: placed.track,
        kind: placed.kind,
        language: lookup.language.pick("ja", "en"),
        r#abstract: String::new(),
        description: placed.description,
        persons: placed.persons,
        links: [],
        attachments: [],
    }
}

/// `2026-12-18T13:00:00+09:00`.
fn moment(lookup: &Lookup, local: DateTime) -> String {
    let seconds = lookup.workshop.zone.offset(local).seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let minutes = seconds.unsigned_abs() / 60;
    let local = local.strftime("%Y-%m-%dT%H:%M:%S");
    format!("{local}{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// `00:12`.
fn duration(minutes: i64) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Minutes of which every start and every length is a multiple.
fn timeslot(placed: &[Placed]) -> i64 {
    let minute = |at: DateTime| i64::from(at.hour()) * 60 + i64::from(at.minute());
    let all = placed
        .iter()
        .flat_map(|event| [minute(event.start), minute(event.end)]);
    all.fold(60, |one, other| {
        let (mut one, mut other) = (one, other);
        while other != 0 {
            (one, other) = (other, one % other);
        }
        one
    })
}

/// A number for programs that know no names: from 1, within 31 bits.
fn number(identity: u128) -> u32 {
    ((identity & 0x7fff_ffff) as u32).max(1)
}

/// A short name in small ASCII letters, of four at least.
fn acronym(name: &str, start: Date) -> String {
    let name = ascii(name, '_');
    match name.len() {
        0..4 => format!("workshop_{}", start.year()),
        _ => name,
    }
}

/// A name for addresses; it ends with a letter or digit.
fn slug(acronym: &str, id: u32, title: &str) -> String {
    let title = ascii(title, '_');
    match title.is_empty() {
        true => format!("{acronym}-{id}"),
        false => format!("{acronym}-{id}-{title}"),
    }
}

/// The ASCII letters and digits of a text, small, with `joint` between words; at most 40.
fn ascii(text: &str, joint: char) -> String {
    let mut kept = String::new();
    for character in text.chars() {
        if character.is_ascii_alphanumeric() {
            kept.push(character.to_ascii_lowercase());
        } else if !kept.is_empty() && !kept.ends_with(joint) {
            kept.push(joint);
        }
    }
    kept.truncate(40);
    kept.trim_end_matches(joint).to_owned()
}
