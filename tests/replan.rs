//! `kumiwake replan` as a coordinator meets it: a judge lost, a room lost, a team late, a participant gone.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

const WORKSHOP: &str = r#"format = 1
name = "Late day"
language = "LANGUAGE"
[teams]
size = { min = 2, max = 3 }
[[themes]]
id = "a"
title = "Alleys"
[[themes]]
id = "b"
title = "Bridges"
[[themes]]
id = "c"
title = "Canals"
[[themes]]
id = "d"
title = "Docks"
[[sessions]]
id = "talks"
title = "Presentations"
items = "teams"
date = 2026-12-18
rooms = ["Hall", "Annex"]
start = "13:00"
end = "14:00"
talk = 10
change = 5
judges = { per_item = 2, max_load = 4 }
PUBLISHED
[[sessions.rules]]
kind = "load"
weight = 1
[[sessions.rules]]
kind = "compact"
weight = 1
priority = 2
"#;

const ROSTER: &str = "id,name,choice1,team\nP1,Ann,a,a\nP2,Ben,a,a\nP3,Cem,a,a\nP4,Dan,b,b\nP5,Eve,b,b\nP6,Fay,c,c\n\
P7,Gus,c,c\nP8,Hal,c,c\nP9,Ida,d,d\nP10,Jon,d,d\nP11,Kim,d,\n";

const JUDGES: &str = "id,name,available\nJ1,Judge One,\nJ2,Judge Two,\nJ3,Judge Three,\nJ4,Judge Four,\nJ5,Judge Five,\n";

struct Folder(tempfile::TempDir);

impl Folder {
    /// The workshop with its published plan in out/.
    fn published(language: &str) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        let workshop = WORKSHOP.replace("LANGUAGE", language);
        folder.write("workshop.toml", &workshop.replace("PUBLISHED", ""));
        folder.write("roster.csv", ROSTER);
        folder.write("judges.csv", JUDGES);
        let output = folder.run(&["solve", "workshop.toml"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect("a text")
    }

    fn result(&self, folder: &str) -> Value {
        serde_json::from_str(&self.read(&format!("{folder}/result.json"))).expect("JSON")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::cargo_bin("kumiwake")
            .expect("the program is built")
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .expect("the program runs")
    }

    /// Plans again and checks every plan that was written, so that the checks of all tests begin here.
    fn replan(&self, options: &[&str]) -> (Value, String) {
        let base = ["replan", "workshop.toml", "--from", "out/result.json"];
        let output = self.run(&[&base, options].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        for folder in ["replan", "replan/alternative-2", "replan/alternative-3"] {
            let result = format!("{folder}/result.json");
            if self.path(&result).exists() {
                let check = self.run(&["check", "workshop.toml", &result]);
                assert_eq!(check.status.code(), Some(0), "{folder}: {}", said(&check));
            }
        }
        // Where lines end does not matter.
        let told = text(&output.stdout).replace('\n', " ");
        (self.result("replan"), told)
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn said(output: &Output) -> String {
    text(&output.stdout) + &text(&output.stderr)
}

/// Slots by item: (start, room, judges).
fn slots(result: &Value) -> std::collections::BTreeMap<String, (String, String, Vec<String>)> {
    let slots = result["sessions"][0]["slots"].as_array().expect("slots");
    let word = |value: &Value| value.as_str().expect("a word").to_owned();
    slots
        .iter()
        .map(|slot| {
            let judges = slot["judges"].as_array().expect("judges").iter();
            let here = (
                word(&slot["start"]),
                word(&slot["room"]),
                judges.map(word).collect(),
            );
            (word(&slot["item"]), here)
        })
        .collect()
}

fn affected(result: &Value) -> Vec<String> {
    let people = result["replan"]["affected"].as_array().expect("people");
    let id = |person: &Value| person["id"].as_str().expect("an id").to_owned();
    people.iter().map(id).collect()
}

#[test]
fn nothing_is_changed_without_need() {
    let folder = Folder::published("en");
    let (result, told) = folder.replan(&[]);
    assert_eq!(slots(&result), slots(&folder.result("out")));
    assert_eq!(affected(&result), Vec::<String>::new());
    assert!(told.contains("Nothing changes."), "{told}");
    assert_eq!(result["sessions"][0]["levels"][1]["part"], 0);
}

#[test]
fn a_judge_who_is_lost_moves_no_team() {
    let folder = Folder::published("en");
    let before = slots(&folder.result("out"));
    let (lost, (start, ..)) = {
        let (_, slot) = before.iter().next().expect("a talk");
        (slot.2[0].clone(), slot.clone())
    };
    let (result, told) = folder.replan(&["--without-judge", &lost]);
    for (item, (start, room, judges)) in slots(&result) {
        assert_eq!(
            (&start, &room),
            (&before[&item].0, &before[&item].1),
            "{item}"
        );
        assert!(judges.len() == 2 && !judges.contains(&lost), "{judges:?}");
    }
    let people = affected(&result);
    assert!(people.iter().all(|id| id.starts_with('J')), "{people:?}");
    assert_eq!(result["replan"]["fewest_proved"], true);
    assert!(told.contains("Proved: no plan with these teams"), "{told}");
    // The same by editing the file.
    let left: Vec<&str> = JUDGES.lines().filter(|l| !l.starts_with(&lost)).collect();
    folder.write("judges.csv", &left.join("\n"));
    let (edited, _) = folder.replan(&[]);
    assert_eq!(affected(&edited), people);
    assert_eq!(slots(&edited), slots(&result));
    assert!(!start.is_empty());
}

#[test]
fn a_room_that_is_lost_moves_only_who_was_there() {
    let folder = Folder::published("en");
    let before = slots(&folder.result("out"));
    let (result, told) = folder.replan(&["--without-room", "annex"]);
    let mut moved = Vec::new();
    for (item, (start, room, _)) in slots(&result) {
        assert_eq!(room, "Hall");
        let was = &before[&item];
        if was.1 == "Hall" {
            assert_eq!(start, was.0, "{item}");
        } else {
            moved.push(item);
        }
    }
    assert!(!moved.is_empty());
    let changes = result["replan"]["changes"].as_array().expect("changes");
    let kinds: Vec<&str> = changes.iter().filter_map(|c| c["kind"].as_str()).collect();
    assert_eq!(kinds.iter().filter(|k| **k == "moved").count(), moved.len());
    let csv = folder.read("replan/changes.csv");
    assert!(csv.starts_with("\u{feff}change,session,item"), "{csv}");
    assert!(csv.contains("\r\nmoved,Presentations,"), "{csv}");
    assert!(told.contains("Annex → "), "{told}");
    // The calendar knows the talk by the same name, with a higher number.
    let event = |calendar: &str, item: &str| -> (String, String) {
        let title = format!("SUMMARY:{item}");
        let events = calendar.split("BEGIN:VEVENT");
        let event = events
            .into_iter()
            .find(|e| e.contains(&title))
            .expect("an event");
        let line = |name: &str| {
            let found = event.lines().find(|line| line.starts_with(name));
            found.expect("a line").to_owned()
        };
        (line("UID:"), line("SEQUENCE:"))
    };
    let (old, new) = (
        folder.read("out/timetable.ics"),
        folder.read("replan/timetable.ics"),
    );
    let titles = [
        ("a", "Alleys"),
        ("b", "Bridges"),
        ("c", "Canals"),
        ("d", "Docks"),
    ];
    for (item, title) in titles {
        let ((was, zero), (is, number)) = (event(&old, title), event(&new, title));
        assert_eq!((was, zero.as_str()), (is, "SEQUENCE:0"));
        let expected = if moved.contains(&item.to_owned()) {
            "SEQUENCE:1"
        } else {
            "SEQUENCE:0"
        };
        assert_eq!(number, expected, "{title}");
    }
    // Planned again from there, the number stays where nothing changes, and rises where it does.
    fs::create_dir(folder.path("day")).expect("a folder");
    fs::copy(
        folder.path("replan/result.json"),
        folder.path("day/result.json"),
    )
    .expect("a copy");
    let again = [
        "replan",
        "workshop.toml",
        "--from",
        "day/result.json",
        "--out",
        "again",
    ];
    let output = folder.run(&[&again[..], &["--without-room", "Annex"]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let again = folder.read("again/timetable.ics");
    assert_eq!(
        event(
            &again,
            titles.iter().find(|t| t.0 == moved[0]).expect("a title").1
        )
        .1,
        "SEQUENCE:1"
    );
}

#[test]
fn a_team_that_is_late_comes_later_and_what_has_begun_stays() {
    let folder = Folder::published("en");
    let before = slots(&folder.result("out"));
    let (item, (start, ..)) = before
        .iter()
        .min_by_key(|(_, slot)| slot.0.clone())
        .expect("a talk");
    assert_eq!(start, "13:00");
    let late = format!("{item}=12");
    let (result, told) = folder.replan(&["--late", &late]);
    assert!(slots(&result)[item].0.as_str() >= "13:12", "{told}");
    assert_eq!(result["replan"]["inputs"]["late"][0]["not_before"], "13:12");
    // Nobody but the team and judges: there are free slots.
    for id in affected(&result) {
        let in_team = result["replan"]["before"]["teams"]
            .as_array()
            .expect("teams")
            .iter()
            .any(|t| {
                t["id"] == item.as_str()
                    && t["members"]
                        .as_array()
                        .expect("members")
                        .contains(&Value::from(id.clone()))
            });
        assert!(in_team || id.starts_with('J'), "{id}");
    }
    // At 13:20 the first two rounds have begun: whatever happens later, they stay with their judges.
    let begun: Vec<_> = before
        .iter()
        .filter(|(_, slot)| slot.0.as_str() < "13:20")
        .collect();
    let last = before
        .iter()
        .max_by_key(|(_, slot)| slot.0.clone())
        .expect("a talk")
        .0;
    let late = format!("talks/{last}=13:45");
    let judge = begun[0].1.2[0].clone();
    let now = [
        "--now",
        "2026-12-18 13:20",
        "--late",
        &late,
        "--without-judge",
        &judge,
    ];
    let base = ["replan", "workshop.toml", "--from", "out/result.json"];
    let output = folder.run(&[&base[..], &now[..]].concat());
    assert!(
        matches!(output.status.code(), Some(0 | 2)),
        "{}",
        said(&output)
    );
    let after = slots(&folder.result("replan"));
    for (item, slot) in begun.into_iter().filter(|(item, _)| *item != last) {
        assert_eq!(&after[item], slot, "{item}");
    }
    for (item, slot) in &after {
        assert!(slot.0.as_str() >= "13:20" || before[item].0.as_str() < "13:20");
    }
}

#[test]
fn a_participant_who_is_gone_leaves_the_teams_alone_or_the_fewest_move() {
    let folder = Folder::published("en");
    let teams = |result: &Value| -> Vec<(String, Vec<String>)> {
        let word = |value: &Value| value.as_str().expect("a word").to_owned();
        let teams = result["teams"].as_array().expect("teams").iter();
        teams
            .map(|team| {
                let members = team["members"].as_array().expect("members").iter();
                (word(&team["id"]), members.map(word).collect())
            })
            .collect()
    };
    let before = teams(&folder.result("out"));
    let (result, told) = folder.replan(&["--absent", "p1"]);
    for ((id, now), (_, was)) in teams(&result).iter().zip(&before) {
        let left: Vec<String> = was.iter().filter(|p| *p != "P1").cloned().collect();
        assert_eq!(*now, left, "{id}");
    }
    assert_eq!(slots(&result), slots(&folder.result("out")));
    assert!(told.contains("gone"), "{told}");
    // Team b has two members and needs two: somebody without a pin has to come, and only one person moves.
    let b = before.iter().find(|t| t.0 == "b").expect("b").1.len();
    assert_eq!(b, 2);
    folder.write(
        "roster.csv",
        &ROSTER
            .replace("P5,Eve,b,b", "P5,Eve,b,b\n")
            .replace("id,name,choice1,team", "id,name,choice1,team,absent")
            .replace("P4,Dan,b,b", "P4,Dan,b,b,yes"),
    );
    let (result, _) = folder.replan(&[]);
    let changes = result["replan"]["changes"].as_array().expect("changes");
    let of = |kind: &str| changes.iter().filter(|c| c["kind"] == kind).count();
    assert_eq!((of("gone"), of("team")), (1, 1), "{changes:?}");
    assert_eq!(result["levels"][1]["part"], 0);
    assert_eq!(result["levels"][1]["cost"], 1);
    assert_eq!(result["levels"][1]["bound"], 1);
    assert!(affected(&result).contains(&"P11".to_owned()));
}

#[test]
fn several_changes_at_once_and_alternatives_that_differ() {
    let folder = Folder::published("ja");
    let before = folder.result("out");
    let lost = slots(&before).values().next().expect("a talk").2[1].clone();
    let (result, told) =
        folder.replan(&["--without-judge", &lost, "--absent", "P3", "--late", "c=5"]);
    assert!(told.contains("公表した案から変わる人は"), "{told}");
    assert!(told.contains("証明済み"), "{told}");
    let csv = folder.read("replan/changes.csv");
    assert!(csv.starts_with("\u{feff}変更,セッション,"), "{csv}");
    let second = folder.path("replan/alternative-2/result.json");
    if second.exists() {
        let other = folder.result("replan/alternative-2");
        assert!(
            affected(&result)
                .iter()
                .any(|id| !affected(&other).contains(id))
        );
        assert!(affected(&other).len() >= affected(&result).len());
    } else {
        assert!(
            told.replace(' ', "")
                .contains("誰かを変えずに済む案はありません"),
            "{told}"
        );
    }
}

#[test]
fn what_is_not_published_may_change_for_a_better_plan() {
    let folder = Folder::published("en");
    let judges = JUDGES
        .replace("available", "available,expertise")
        .replace("J1,Judge One,", "J1,Judge One,,a;b;c;d");
    folder.write("judges.csv", &judges);
    let workshop = WORKSHOP.replace("LANGUAGE", "en");
    let expertise = "[[sessions.rules]]\nkind = \"last\"\nitem = \"a\"\nweight = 9\n";
    for (published, changes) in [
        ("", false),
        ("published = true", false),
        ("published = false", true),
        ("published = [\"b\"]", true),
    ] {
        folder.write(
            "workshop.toml",
            &(workshop.replace("PUBLISHED", published) + expertise),
        );
        let (result, _) = folder.replan(&["--plans", "1"]);
        let last = slots(&result).values().map(|s| s.0.clone()).max();
        let (is, was) = (slots(&result), slots(&folder.result("out")));
        assert_eq!(is["a"] == was["a"], !changes, "{published}");
        assert_eq!(Some(is["a"].0.clone()) == last, changes, "{published}");
        assert_eq!(!affected(&result).is_empty(), changes, "{published}");
    }
    folder.write(
        "workshop.toml",
        &(workshop.replace("PUBLISHED", "published = false") + expertise),
    );
    let (result, _) = folder.replan(&["--published", "talks"]);
    assert_eq!(affected(&result), Vec::<String>::new());
}

/// A sentence, and what is done to a good result to hear it.
type Spoiled = (&'static str, fn(&mut Value));

#[test]
fn a_record_that_is_not_so_is_found_out() {
    let folder = Folder::published("en");
    let lost = slots(&folder.result("out"))
        .values()
        .next()
        .expect("a talk")
        .2[0]
        .clone();
    let (good, _) = folder.replan(&["--without-judge", &lost]);
    let spoil: [Spoiled; 3] = [
        ("The people affected differ", |r| {
            r["replan"]["affected"] = Value::Array(Vec::new())
        }),
        ("The list of changes", |r| {
            r["replan"]["changes"] = Value::Array(Vec::new())
        }),
        ("affected_judges", |r| {
            let slots = r["replan"]["before"]["sessions"][0]["slots"].clone();
            let judges = slots[0]["judges"].clone();
            r["replan"]["before"]["sessions"][0]["slots"][1]["judges"] = judges;
            r["replan"]["before"]["sessions"][0]["slots"][2]["start"] = "13:50".into();
        }),
    ];
    for (sentence, spoil) in spoil {
        let mut bad = good.clone();
        spoil(&mut bad);
        folder.write("bad.json", &bad.to_string());
        let output = folder.run(&["check", "workshop.toml", "bad.json"]);
        assert_eq!(output.status.code(), Some(1), "{sentence}");
        assert!(
            said(&output).contains(sentence),
            "{sentence}: {}",
            said(&output)
        );
    }
}

#[test]
fn options_that_cannot_be_understood_are_told_together() {
    for (language, words) in [
        (
            "en",
            [
                "there is no such judge",
                "no such room",
                "no such participant",
                "write “akiya=12”",
                "date and a time",
                "no such session",
                "Do you mean “J3”?",
            ],
        ),
        (
            "ja",
            [
                "この審査員はありません",
                "この会場はありません",
                "この参加者の ID",
                "「akiya=12」",
                "日付と時刻",
                "このセッションはありません",
                "「J3」のことですか",
            ],
        ),
    ] {
        let folder = Folder::published(language);
        let output = folder.run(&[
            "replan",
            "workshop.toml",
            "--from",
            "out/result.json",
            "--without-judge",
            "J33",
            "--without-room",
            "Attic",
            "--absent",
            "X9",
            "--late",
            "a",
            "--now",
            "noon",
            "--published",
            "talk",
        ]);
        assert_eq!(output.status.code(), Some(1));
        for word in words {
            assert!(said(&output).contains(word), "{word}: {}", said(&output));
        }
        assert!(!folder.path("replan").exists(), "nothing is written");
        let output = folder.run(&[
            "replan",
            "workshop.toml",
            "--from",
            "out/result.json",
            "--without-room",
            "Hall",
            "--without-room",
            "Annex",
        ]);
        assert_eq!(output.status.code(), Some(1));
        assert!(said(&output).contains("rooms"), "{}", said(&output));
    }
}

#[test]
fn what_cannot_be_planned_is_explained_with_repairs_that_work() {
    for (language, words) in [
        (
            "en",
            [
                "With these changes no plan was found",
                "Presentations: what cannot hold together",
                "Judges: 1.",
                "Every item has 2 judges.",
                "1 judges for each item instead of 2 (solved;",
                "seats of judges 8 of",
            ],
        ),
        (
            "ja",
            [
                "必須ルールをすべて守る案が見つかりません",
                "Presentations：両立しない条件",
                "審査員は 1 人です。",
                "どの発表にも審査員が 2 人つきます。",
                "発表ごとの審査員を 2 人から 1 人にする（計算済み。",
                "審査員の席 8（出せる席",
            ],
        ),
    ] {
        let folder = Folder::published(language);
        let base = ["replan", "workshop.toml", "--from", "out/result.json"];
        let lost = ["J1", "J2", "J3", "J4"].map(|judge| ["--without-judge", judge]);
        let output = folder.run(&[&base[..], &lost.concat()].concat());
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let told = said(&output).replace('\n', " ");
        let page = folder.read("replan/report.html");
        for word in &words[..5] {
            let flat = told.split_whitespace().collect::<String>();
            let word = word.split_whitespace().collect::<String>();
            assert!(flat.contains(&word), "{word}: {told}");
        }
        for word in &words[2..] {
            assert!(page.contains(word), "{word}");
        }
        let result = folder.result("replan");
        let advice = &result["sessions"][0]["advice"];
        assert_eq!(advice["smallest"], true);
        let repairs = advice["repairs"].as_array().expect("repairs");
        let repair = repairs
            .iter()
            .find(|r| r["kind"] == "per_item")
            .expect("a repair");
        assert_eq!(repair["value"], "1");
        let check = folder.run(&["check", "workshop.toml", "replan/result.json"]);
        assert_eq!(check.status.code(), Some(2), "{}", said(&check));
        // The repair done by hand gives what was promised.
        let workshop = folder.read("workshop.toml");
        folder.write(
            "workshop.toml",
            &workshop.replace("per_item = 2", "per_item = 1"),
        );
        let output = folder.run(&[&base[..], &lost.concat()].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        let repaired = folder.result("replan");
        assert_eq!(repaired["sessions"][0]["levels"], repair["levels"]);
    }
}

#[test]
fn the_pressure_is_told_before_anything_is_solved() {
    for (language, word) in [
        (
            "en",
            "slots needed 4 of 8; minutes of talks 40 of 80; seats of judges 8 of",
        ),
        (
            "ja",
            "必要な枠 4（ある枠 8）、発表 40分（ある時間 80分）、審査員の席 8（出せる席",
        ),
    ] {
        let folder = Folder::published(language);
        let output = folder.run(&["check", "workshop.toml"]);
        let flat = |text: &str| text.split_whitespace().collect::<String>();
        assert!(
            flat(&said(&output)).contains(&flat(word)),
            "{}",
            said(&output)
        );
    }
}
