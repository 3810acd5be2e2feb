//! schedule.json.

use std::collections::BTreeSet;

use kumiwake::model::{Language, Zone};
use kumiwake::report::write;
use serde_json::Value;

use crate::sample::{self, Sample};

fn bytes(sample: &Sample) -> Vec<u8> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    write(directory.path(), &sample.plan()).expect("the report is written");
    std::fs::read(directory.path().join("schedule.json")).expect("a file")
}

fn schedule(sample: &Sample) -> Value {
    let read: Value = serde_json::from_slice(&bytes(sample)).expect("JSON");
    read["schedule"].clone()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

fn word(value: &Value) -> &str {
    value.as_str().expect("a text")
}

/// All events.
fn events(schedule: &Value) -> Vec<&Value> {
    let days = list(&schedule["conference"]["days"]).iter();
    let rooms = days.flat_map(|day| day["rooms"].as_object().expect("rooms").values());
    rooms.flat_map(list).collect()
}

#[test]
fn the_conference_has_days_rooms_and_events() {
    let schedule = schedule(&sample::kept(Language::English));
    let conference = &schedule["conference"];
    assert_eq!(
        conference["acronym"],
        "winter_workshop_2026_town_halls_and_comp"
    );
    assert_eq!(conference["start"], "2026-12-17");
    assert_eq!(conference["end"], "2026-12-18");
    assert_eq!(conference["daysCount"], 2);
    assert_eq!(conference["time_zone_name"], "Asia/Tokyo");
    assert_eq!(conference["timeslot_duration"], "00:03");
    let days = list(&conference["days"]);
    assert_eq!(
        (&days[0]["index"], &days[1]["index"]),
        (&1.into(), &2.into())
    );
    assert_eq!(days[0]["day_start"], "2026-12-17T09:30:00+09:00");
    assert_eq!(days[1]["day_end"], "2026-12-18T16:00:00+09:00");
    let rooms: Vec<&String> = days[1]["rooms"]
        .as_object()
        .expect("rooms")
        .keys()
        .collect();
    assert_eq!(rooms, ["Everybody", "Great hall", "Room 2"]);
    assert_eq!(events(&schedule).len(), 9 + 3);
}

#[test]
fn an_event_tells_when_where_and_who() {
    let schedule = schedule(&sample::kept(Language::English));
    let events = events(&schedule);
    let mut found = events.iter().filter(|event| event["room"] == "Room 2");
    let talk = found.next().expect("a talk in the second room");
    assert_eq!(talk["date"], "2026-12-18T13:00:00+09:00");
    assert_eq!(
        (word(&talk["start"]), word(&talk["duration"])),
        ("13:00", "00:12")
    );
    assert_eq!(talk["track"], "Presentations");
    assert_eq!(
        (word(&talk["type"]), word(&talk["language"])),
        ("talk", "en")
    );
    let people: Vec<(&str, &str)> = list(&talk["persons"])
        .iter()
        .map(|person| (word(&person["name"]), word(&person["role"])))
        .collect();
    let expected = [
        ("Misaki Sato", "speaker"),
        ("Naoki Ito", "speaker"),
        ("Mari Watanabe", "speaker"),
        ("Aya Nakamura", "speaker"),
        ("Nozomi Hasegawa", "judge"),
        ("Manabu Kondo", "judge"),
    ];
    assert_eq!(people, expected);
    let guid = word(&talk["guid"]);
    assert_eq!(talk["url"], format!("urn:uuid:{guid}"));
    // The bits of the UID of the same talk in calendars.
    let dashless = guid.replace('-', "");
    assert_eq!((guid.len(), dashless.len()), (36, 32));
    let block = events
        .iter()
        .find(|event| event["title"] == "Reception")
        .expect("a block");
    assert_eq!(
        (word(&block["type"]), word(&block["description"])),
        ("other", "everyone")
    );
    assert!(block["track"].is_null() && list(&block["persons"]).is_empty());
}

/// The layout's own patterns, written out: no tool is needed to see them kept.
fn assert_valid(schedule: &Value) {
    let small = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    let acronym = word(&schedule["conference"]["acronym"]);
    assert!(
        acronym.len() >= 4 && acronym.chars().all(small),
        "{acronym}"
    );
    let (mut ids, mut guids) = (BTreeSet::new(), BTreeSet::new());
    for event in events(schedule) {
        let id = event["id"].as_u64().expect("a number");
        assert!((1..1 << 31).contains(&id) && ids.insert(id), "{id}");
        let guid = word(&event["guid"]);
        assert!(guids.insert(guid), "{guid} twice");
        let slug = word(&event["slug"]);
        assert!(slug.chars().all(|c| small(c) || c == '-'), "{slug}");
        assert!(
            slug.ends_with(|c: char| c.is_ascii_alphanumeric()),
            "{slug}"
        );
        let keys: BTreeSet<&str> = event
            .as_object()
            .expect("an event")
            .keys()
            .map(String::as_str)
            .collect();
        let required = [
            "abstract",
            "attachments",
            "date",
            "description",
            "duration",
            "guid",
            "id",
            "language",
            "links",
            "persons",
            "room",
            "slug",
            "start",
            "subtitle",
            "title",
            "track",
            "type",
            "url",
        ];
        assert_eq!(keys, BTreeSet::from(required));
        let date: jiff::Timestamp = word(&event["date"]).parse().expect("a moment");
        assert!(date.as_second() > 0);
        for person in list(&event["persons"]) {
            assert!(person.get("public_name").is_none() && !word(&person["guid"]).is_empty());
        }
    }
}

#[test]
fn hostile_names_keep_the_layout() {
    let long = "長".repeat(300);
    for name in [
        "=1+1",
        "<b>",
        "../x",
        "CON",
        "😀",
        "a\nb",
        "空き家",
        "-_-",
        "Everybody",
        &long,
    ] {
        let mut sample = sample::kept(Language::English);
        sample.workshop.name = name.to_owned();
        sample
            .workshop
            .themes
            .iter_mut()
            .for_each(|theme| theme.title = name.to_owned());
        sample
            .workshop
            .agenda
            .iter_mut()
            .for_each(|block| block.title = name.to_owned());
        let slots = sample
            .outcome
            .sessions
            .iter_mut()
            .flat_map(|s| &mut s.slots);
        slots.for_each(|slot| slot.room = name.to_owned());
        let schedule = schedule(&sample);
        assert_valid(&schedule);
        assert_eq!(events(&schedule).len(), 12, "{name}");
        assert_eq!(schedule["conference"]["title"], name);
    }
    assert_valid(&schedule(&sample::replanned(Language::Japanese)));
}

#[test]
fn names_of_events_stay_and_the_version_tells_a_change() {
    let sample = sample::kept(Language::English);
    assert_eq!(
        bytes(&sample),
        bytes(&sample),
        "the same plan, the same bytes"
    );
    let mut later = sample::kept(Language::English);
    later.outcome.sessions[1].slots[0].start = "14:30".to_owned();
    later.outcome.sessions[1].slots[0].end = "14:42".to_owned();
    let (before, after) = (schedule(&sample), schedule(&later));
    assert_ne!(before["version"], after["version"]);
    let guids = |schedule: &Value| -> BTreeSet<String> {
        let events = events(schedule);
        events
            .iter()
            .map(|event| word(&event["guid"]).to_owned())
            .collect()
    };
    assert_eq!(guids(&before), guids(&after));
}

#[test]
fn offsets_are_those_of_the_place_on_that_day() {
    let mut sample = sample::kept(Language::English);
    sample.workshop.zone = Zone::named("America/New_York").expect("a zone");
    sample.workshop.agenda[0].date = jiff::civil::date(2026, 10, 20);
    let schedule = schedule(&sample);
    let days = list(&schedule["conference"]["days"]);
    assert_eq!(days[0]["day_start"], "2026-10-20T09:30:00-04:00");
    assert_eq!(days[2]["day_start"], "2026-12-18T13:00:00-05:00");
}

#[test]
fn nothing_is_written_where_nothing_has_a_time() {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let sample = sample::plain(Language::English, 3, 4);
    write(directory.path(), &sample.plan()).expect("the report is written");
    assert!(!directory.path().join("schedule.json").exists());
    assert!(!directory.path().join("timetable.ics").exists());
    assert!(!directory.path().join("calendars").exists());
}
