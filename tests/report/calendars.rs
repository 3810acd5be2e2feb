//! timetable.ics, and the calendars of rooms, teams and judges.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use kumiwake::model::{Language, Zone};
use kumiwake::report::write;

use crate::sample::{self, Sample};

/// The lines of a calendar, unfolded; that they are folded as they should is asserted.
fn lines(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).expect("no character is cut");
    assert!(text.ends_with("\r\n"), "lines end in CRLF");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    let unfolded = text.replace("\r\n ", "");
    unfolded.lines().map(str::to_owned).collect()
}

/// The entries: per title the other properties. A title may stand twice.
type Entries = Vec<(String, BTreeMap<String, String>)>;

fn entries(bytes: &[u8]) -> Entries {
    let mut entries = Entries::new();
    let mut open: Option<BTreeMap<String, String>> = None;
    for line in lines(bytes) {
        match line.as_str() {
            "BEGIN:VEVENT" => open = Some(BTreeMap::new()),
            "END:VEVENT" => {
                let properties = open.take().expect("an entry that began");
                entries.push((properties["SUMMARY"].clone(), properties));
            }
            _ => {
                if let Some(properties) = &mut open {
                    let (name, value) = line.split_once(':').expect("a property");
                    let before = properties.insert(name.to_owned(), value.to_owned());
                    assert_eq!(before, None, "{name} twice");
                }
            }
        }
    }
    entries
}

/// Every calendar that is written, by its path below the folder of the plan.
fn calendars(sample: &Sample) -> BTreeMap<String, Vec<u8>> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let written = write(directory.path(), &sample.plan()).expect("the report is written");
    let name = |path: &Path| {
        let below = path.strip_prefix(directory.path()).expect("a path below");
        below.to_string_lossy().replace('\\', "/")
    };
    let all = written.iter().map(|path| (name(path), path));
    all.filter(|(name, _)| name.ends_with(".ics"))
        .map(|(name, path)| (name, std::fs::read(path).expect("a file")))
        .collect()
}

fn titles(bytes: &[u8]) -> Vec<String> {
    entries(bytes).into_iter().map(|(title, _)| title).collect()
}

#[test]
fn the_whole_calendar_has_every_talk_and_block_in_the_zone_of_the_place() {
    let all = calendars(&sample::kept(Language::English));
    let whole = &all["timetable.ics"];
    let entries = entries(whole);
    assert_eq!(entries.len(), 9 + 3);
    let uids: BTreeSet<&String> = entries.iter().map(|(_, entry)| &entry["UID"]).collect();
    assert_eq!(uids.len(), entries.len(), "each has a name of its own");
    let (_, first) = &entries[0];
    assert_eq!(first["SUMMARY"], "Reception");
    assert_eq!(first["DTSTART;TZID=Asia/Tokyo"], "20261217T093000");
    assert_eq!(first["DTEND;TZID=Asia/Tokyo"], "20261217T100000");
    assert_eq!(first["DESCRIPTION"], "everyone");
    let talk = entries
        .iter()
        .find(|(_, e)| e.get("LOCATION").is_some_and(|room| room == "Room 2"));
    let (_, talk) = talk.expect("a talk in the second room");
    assert_eq!(talk["DTSTART;TZID=Asia/Tokyo"], "20261218T130000");
    assert_eq!(talk["STATUS"], "CONFIRMED");
    assert_eq!(talk["SEQUENCE"], "0");
    assert_eq!(talk["DTSTAMP"].len(), "20261201T093000Z".len());
    let lines = lines(whole);
    let zone = lines.iter().position(|line| line == "BEGIN:VTIMEZONE");
    let zone = &lines[zone.expect("the zone is explained")..];
    let expected = [
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Tokyo",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0900",
        "TZOFFSETTO:+0900",
        "TZNAME:JST",
        "END:STANDARD",
        "END:VTIMEZONE",
    ];
    assert_eq!(zone[..expected.len()], expected);
}

#[test]
fn clocks_that_change_between_the_dates_are_explained() {
    let mut sample = sample::kept(Language::English);
    sample.workshop.zone = Zone::named("Europe/Berlin").expect("a zone");
    sample.workshop.agenda[0].date = jiff::civil::date(2026, 10, 20);
    let all = calendars(&sample);
    let lines = lines(&all["timetable.ics"]);
    let changes: Vec<&String> = lines
        .iter()
        .filter(|line| {
            line.starts_with("DTSTART:")
                || line.starts_with("TZOFFSET")
                || line.starts_with("BEGIN:")
        })
        .skip_while(|line| *line != "BEGIN:VTIMEZONE")
        .take(9)
        .collect();
    let expected = [
        "BEGIN:VTIMEZONE",
        "BEGIN:DAYLIGHT",
        "DTSTART:20260329T020000",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "BEGIN:STANDARD",
        "DTSTART:20261025T030000",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
    ];
    assert_eq!(changes, expected);
    let (_, first) = &entries(&all["timetable.ics"])[0];
    assert_eq!(first["DTSTART;TZID=Europe/Berlin"], "20261020T093000");
}

#[test]
fn rooms_teams_and_judges_have_their_own_and_nothing_else() {
    let all = calendars(&sample::kept(Language::English));
    let names: Vec<&str> = all.keys().map(String::as_str).collect();
    let expected = [
        "calendars/judge-J1.ics",
        "calendars/judge-J2.ics",
        "calendars/judge-J3.ics",
        "calendars/judge-J4.ics",
        "calendars/team-akiya-1.ics",
        "calendars/team-akiya-2.ics",
        "calendars/team-dx.ics",
        "calendars/team-kanko.ics",
        "calendars/team-nogyo.ics",
        "timetable.ics",
    ];
    let rooms: Vec<&&str> = names.iter().filter(|name| name.contains("room-")).collect();
    assert_eq!(rooms.len(), 2, "{names:?}");
    let others: Vec<&str> = names
        .iter()
        .copied()
        .filter(|name| !name.contains("room-"))
        .collect();
    assert_eq!(others, expected);
    // J1 scores two talks of the presentations, in one room.
    let judge = entries(&all["calendars/judge-J1.ics"]);
    assert_eq!(judge.len(), 2);
    assert!(
        judge
            .iter()
            .all(|(_, entry)| entry["LOCATION"] == "Great hall")
    );
    // A team: its talk, its theme's introduction, the three blocks.
    let team = &all["calendars/team-akiya-1.ics"];
    let of_team = titles(team);
    assert_eq!(
        of_team,
        [
            "Reception",
            "New life for vacant houses",
            "Team work",
            "New life for vacant houses 1",
            "Awards"
        ]
    );
    let one_team = titles(&all["calendars/team-dx.ics"]);
    assert_eq!(
        one_team.len(),
        5,
        "its theme has its id: both talks are there once"
    );
    // The same talk has the same name in each file.
    let whole: BTreeSet<String> = entries(&all["timetable.ics"])
        .into_iter()
        .map(|(_, entry)| entry["UID"].clone())
        .collect();
    for bytes in all.values() {
        assert!(
            entries(bytes)
                .iter()
                .all(|(_, entry)| whole.contains(&entry["UID"]))
        );
    }
}

#[test]
fn identities_stay_when_times_change() {
    let sample = sample::kept(Language::English);
    let mut later = sample::kept(Language::English);
    for slot in later.outcome.sessions.iter_mut().flat_map(|s| &mut s.slots) {
        slot.room = "Elsewhere".to_owned();
    }
    for block in &mut later.workshop.agenda {
        block.date = jiff::civil::date(2027, 1, 8);
        block.who = "nobody".to_owned();
    }
    let uids = |sample: &Sample| -> BTreeSet<String> {
        let entries = entries(&calendars(sample)["timetable.ics"]);
        entries
            .into_iter()
            .map(|(_, entry)| entry["UID"].clone())
            .collect()
    };
    assert_eq!(uids(&sample), uids(&later));
    // FNV-1a of workshop, session and item, worked out elsewhere.
    let talk = "390d9424370acfa4f0590f7157615765@kumiwake";
    assert!(uids(&sample).contains(talk), "{:?}", uids(&sample));
}

#[test]
fn nobody_reads_wishes_or_who_is_absent() {
    let sample = sample::kept(Language::Japanese);
    for (name, bytes) in calendars(&sample) {
        let text = lines(&bytes).join("\n");
        for person in &sample.workshop.participants {
            assert!(!text.contains(&person.name), "{name} names {}", person.name);
        }
        assert!(!text.contains("希望") && !text.contains("石川"), "{name}");
    }
}

#[test]
fn who_lost_a_talk_is_told_in_the_own_calendar() {
    let all = calendars(&sample::replanned(Language::English));
    let status = |file: &str| -> Vec<(String, String, String)> {
        let entries = entries(&all[file]);
        let told = entries
            .into_iter()
            .map(|(title, e)| (title, e["STATUS"].clone(), e["SEQUENCE"].clone()));
        told.filter(|(_, status, _)| status == "CANCELLED")
            .collect()
    };
    let cancelled = |title: &str| vec![(title.to_owned(), "CANCELLED".to_owned(), "1".to_owned())];
    assert_eq!(
        status("timetable.ics"),
        cancelled("mori"),
        "only what does not take place"
    );
    assert_eq!(status("calendars/judge-J1.ics"), cancelled("mori"));
    assert_eq!(
        status("calendars/judge-J9.ics"),
        cancelled("New life for vacant houses 1")
    );
    assert_eq!(titles(&all["calendars/judge-J9.ics"]).len(), 1);
    assert_eq!(
        status("calendars/room-Annex.ics"),
        cancelled("Digital town hall")
    );
    assert_eq!(status("calendars/team-mori.ics"), cancelled("mori"));
    assert!(status("calendars/judge-J2.ics").is_empty());
    // Where it is now, and whoever judges it now, it is confirmed with the higher number.
    let of = |file: &str, title: &str| {
        let mut entries = entries(&all[file]).into_iter();
        let (_, entry) = entries
            .find(|(other, e)| {
                other == title && e["DTSTART;TZID=Asia/Tokyo"].starts_with("20261218")
            })
            .expect("an entry");
        (entry["STATUS"].clone(), entry["SEQUENCE"].clone())
    };
    let confirmed = ("CONFIRMED".to_owned(), "1".to_owned());
    assert_eq!(
        of("calendars/judge-J3.ics", "New life for vacant houses 1"),
        confirmed
    );
    assert_eq!(of("timetable.ics", "Digital town hall"), confirmed);
}

#[test]
fn calendars_of_nobody_go_and_what_others_wrote_stays() {
    let root = tempfile::tempdir().expect("a temporary directory");
    let mut sample = sample::kept(Language::English);
    write(root.path(), &sample.plan()).expect("the report is written");
    let folder = root.path().join("calendars");
    let read = |name: &str| std::fs::read(folder.join(name)).expect("a file");
    let of_judge = read("judge-J3.ics");
    let put = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).expect("written");
    put("copy of judge-J3.ics", &of_judge);
    put("notes.txt", b"mine");
    put(
        "judge-J8.ics",
        b"BEGIN:VCALENDAR\r\nPRODID:-//somebody else//EN\r\n",
    );
    put("judge-J7.ics", &[0xff; 5000]);
    std::fs::create_dir(folder.join("judge-J6.ics")).expect("a folder");
    // J3 judges nothing any more.
    let slots = sample
        .outcome
        .sessions
        .iter_mut()
        .flat_map(|s| &mut s.slots);
    slots.for_each(|slot| slot.judges.retain(|judge| judge != "J3"));
    write(root.path(), &sample.plan()).expect("the report is written again");
    assert!(!folder.join("judge-J3.ics").exists());
    for name in [
        "copy of judge-J3.ics",
        "notes.txt",
        "judge-J8.ics",
        "judge-J7.ics",
        "judge-J6.ics",
        "judge-J1.ics",
    ] {
        assert!(folder.join(name).exists(), "{name}");
    }
    // Nor is anything deleted when writing fails.
    std::fs::remove_dir(folder.join("judge-J6.ics")).expect("removed");
    std::fs::create_dir(root.path().join("x")).expect("a folder");
    let slots = sample
        .outcome
        .sessions
        .iter_mut()
        .flat_map(|s| &mut s.slots);
    slots.for_each(|slot| slot.judges.clear());
    std::fs::remove_file(root.path().join("teams.csv")).expect("removed");
    std::fs::create_dir(root.path().join("teams.csv")).expect("a folder in the way");
    write(root.path(), &sample.plan()).expect_err("a folder cannot be replaced");
    assert!(folder.join("judge-J1.ics").exists());
}

#[test]
fn a_file_in_place_of_the_folder_is_an_error_before_anything_is_new() {
    let root = tempfile::tempdir().expect("a temporary directory");
    std::fs::write(root.path().join("calendars"), "mine").expect("a file");
    let error = write(root.path(), &sample::kept(Language::English).plan());
    let error = error.expect_err("a file is no folder");
    assert!(error.to_string().contains("calendars"), "{error}");
    assert!(!root.path().join("result.json").exists());
    assert_eq!(std::fs::read_dir(root.path()).expect("a folder").count(), 1);
}

#[test]
fn hostile_names_stay_within_the_folder() {
    let hostile = [
        "=1+1", "<b>", "../x", "CON", "", "😀", "a\nb", "a\\,b;c", "nul\u{0}",
    ];
    let long = "長".repeat(300);
    for name in hostile.iter().copied().chain([long.as_str()]) {
        let mut sample = sample::kept(Language::English);
        sample.workshop.name = name.to_owned();
        sample.workshop.judges[0].id = name.to_owned();
        sample.workshop.agenda[0].title = name.to_owned();
        for slot in sample
            .outcome
            .sessions
            .iter_mut()
            .flat_map(|s| &mut s.slots)
        {
            slot.room = name.to_owned();
            slot.judges
                .iter_mut()
                .filter(|judge| *judge == "J1")
                .for_each(|judge| *judge = name.to_owned());
        }
        sample
            .workshop
            .sessions
            .iter_mut()
            .for_each(|s| s.rooms = vec![name.to_owned()]);
        let all = calendars(&sample);
        let judges = all.keys().filter(|path| path.contains("judge-")).count();
        assert_eq!(judges, 4, "{name:?}: {:?}", all.keys());
        for (path, bytes) in &all {
            assert!(
                path.matches('/').count() <= 1 && !path.contains(".."),
                "{path}"
            );
            assert!(!entries(bytes).is_empty());
            let began = lines(bytes)
                .iter()
                .filter(|line| line.starts_with("BEGIN:VEVENT"))
                .count();
            assert_eq!(began, entries(bytes).len());
        }
    }
}

#[test]
fn the_page_links_to_every_calendar() {
    let sample = sample::kept(Language::Japanese);
    let directory = tempfile::tempdir().expect("a temporary directory");
    write(directory.path(), &sample.plan()).expect("the report is written");
    let page = std::fs::read_to_string(directory.path().join("report.html")).expect("UTF-8");
    for path in calendars(&sample).keys() {
        let name = path.trim_end_matches(".ics");
        if name.is_ascii() {
            assert!(page.contains(&format!("href=\"{path}\"")), "{path}");
        }
    }
    assert!(
        page.contains("href=\"calendars/room-%E5%A4%A7"),
        "in percent signs"
    );
}
