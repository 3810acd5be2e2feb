//! The layout of c3voc's schedules: conference, days, rooms, events. Names of keys are theirs.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// The whole file.
#[derive(serde::Serialize)]
pub struct Document {
    #[serde(rename = "$schema")]
    pub schema: &'static str,
    pub generator: Generator,
    pub schedule: Schedule,
}

/// What wrote the file.
#[derive(serde::Serialize)]
pub struct Generator {
    pub name: &'static str,
    pub version: String,
}

/// A version of a conference.
#[derive(serde::Serialize)]
pub struct Schedule {
    pub version: String,
    pub conference: Conference,
}

/// The workshop.
#[derive(serde::Serialize)]
pub struct Conference {
    pub acronym: String,
    pub title: String,
    pub start: String,
    pub end: String,
    #[serde(rename = "daysCount")]
    pub days_count: usize,
    pub timeslot_duration: String,
    pub time_zone_name: String,
    pub tracks: Vec<Named>,
    pub rooms: Vec<Room>,
    pub days: Vec<Day>,
}

impl Conference {
    /// With the number of its days.
    pub fn counted(mut self) -> Self {
        self.days_count = self.days.len();
        self
    }
}

/// A track.
#[derive(serde::Serialize)]
pub struct Named {
    pub name: String,
}

/// A room.
#[derive(serde::Serialize)]
pub struct Room {
    pub name: String,
    pub guid: String,
    pub description: Option<String>,
    pub capacity: Option<u32>,
}

/// A day.
#[derive(serde::Serialize)]
pub struct Day {
    pub index: usize,
    pub date: String,
    pub day_start: String,
    pub day_end: String,
    pub rooms: Rooms,
}

/// Events by room, in the order of the rooms.
pub struct Rooms(pub Vec<(String, Vec<Event>)>);

impl Serialize for Rooms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (room, events) in &self.0 {
            map.serialize_entry(room, events)?;
        }
        map.end()
    }
}

/// A talk or a block of the agenda.
#[derive(serde::Serialize)]
pub struct Event {
    pub id: u32,
    pub guid: String,
    pub url: String,
    pub date: String,
    pub start: String,
    pub duration: String,
    pub room: String,
    pub slug: String,
    pub title: String,
    pub subtitle: &'static str,
    pub track: Option<String>,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub language: &'static str,
    pub r#abstract: String,
    pub description: String,
    pub persons: Vec<Person>,
    pub links: [(); 0],
    pub attachments: [(); 0],
}

/// Somebody in an event. Only one of two forms may be had by the layout, so there is a name and no `public_name`.
#[derive(serde::Serialize)]
pub struct Person {
    pub id: u32,
    pub guid: String,
    pub name: String,
    /// `speaker` or `judge`; programs that do not know it leave it aside.
    pub role: &'static str,
}
