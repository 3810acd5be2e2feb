//! Calendars (RFC 5545): `timetable.ics` with everything, and one for each room, team and judge in `calendars/`.

mod event;
mod lines;
mod stale;
mod zone;

pub use stale::stale;

use super::file_name::file_names;
use super::itinerary::{self, Whose};
use super::lookup::Lookup;
use event::{Event, events};
use lines::Lines;

/// The folder of the calendars for one room, team or judge.
pub const FOLDER: &str = "calendars";

/// The program that wrote a calendar.
const PRODUCT: &str = "-//kumiwake//EN";

/// The property in which a calendar tells its own file name, so that it can be known again.
const FILE: &str = "X-KUMIWAKE-FILE";

/// A calendar file.
pub struct Calendar<'a> {
    /// Its path below the folder of the plan, with `/`.
    pub path: String,
    /// Whose it is.
    pub whose: Whose<'a>,
    events: Vec<Event<'a>>,
}

/// All calendars that have anything in them: the one for everybody, then rooms, teams and judges. A room, team or judge of the
/// published plan that has nothing any more has one that cancels what there was.
pub fn calendars<'a>(lookup: &Lookup<'a>) -> Vec<Calendar<'a>> {
    let mut calendars = vec![Calendar {
        path: "timetable.ics".to_owned(),
        whose: Whose::All,
        events: events(lookup, &Whose::All),
    }];
    for (kind, all) in [
        ("room", itinerary::rooms(lookup)),
        ("team", itinerary::teams(lookup)),
        ("judge", itinerary::judges(lookup)),
    ] {
        let names: Vec<&str> = all.iter().map(Whose::name).collect();
        let files = file_names(kind, &names);
        calendars.extend(all.into_iter().zip(files).map(|(whose, file)| Calendar {
            path: format!("{FOLDER}/{file}.ics"),
            whose,
            events: events(lookup, &whose),
        }));
    }
    calendars.retain(|calendar| !calendar.events.is_empty());
    calendars
}

/// The bytes of a calendar. `stamp` is the moment of writing, `20261201T093000Z`.
pub fn bytes(lookup: &Lookup, calendar: &Calendar, stamp: &str) -> Vec<u8> {
    let zone = &lookup.workshop.zone;
    let workshop = &lookup.workshop.name;
    let name = match calendar.whose {
        Whose::All => workshop.clone(),
        whose => format!("{} – {workshop}", whose.title(lookup)),
    };
    let mut lines = Lines::default();
    lines.line("BEGIN:VCALENDAR");
    lines.line("VERSION:2.0");
    lines.line(&format!("PRODID:{PRODUCT}"));
    lines.line(&format!("{FILE}:{}", file_of(&calendar.path)));
    lines.line("METHOD:PUBLISH");
    lines.text("NAME", &name);
    lines.text("X-WR-CALNAME", &name);
    lines.text("X-WR-TIMEZONE", zone.name());
    zone::write(&mut lines, zone, &calendar.events);
    for event in &calendar.events {
        event.write(&mut lines, zone.name(), stamp);
    }
    lines.line("END:VCALENDAR");
    lines.bytes()
}

/// The name of a file without its folder.
fn file_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
