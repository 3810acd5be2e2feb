//! Conflicts of three strengths, judges who stay in a room or score in all, from the files to the reports and back.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

fn run(arguments: &[&str]) -> Output {
    Command::cargo_bin("kumiwake")
        .expect("the program is built")
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// The shipped case, with changes of workshop.toml.
fn folder(changes: &[(&str, &str)]) -> tempfile::TempDir {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/cases/seated-and-anchors");
    let folder = tempfile::tempdir().unwrap();
    for file in ["judges.csv", "roster.csv", "workshop.toml"] {
        fs::copy(case.join(file), folder.path().join(file)).unwrap();
    }
    let file = folder.path().join("workshop.toml");
    let mut text = fs::read_to_string(&file).unwrap();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    fs::write(file, text).unwrap();
    folder
}

fn path(folder: &tempfile::TempDir, file: &str) -> String {
    folder.path().join(file).to_str().unwrap().to_owned()
}

fn solve(folder: &tempfile::TempDir) -> (Output, String) {
    let output = run(&["solve", &path(folder, "workshop.toml")]);
    let summary = String::from_utf8(output.stdout.clone()).unwrap();
    (output, summary)
}

fn check(folder: &tempfile::TempDir) -> Output {
    let result = path(folder, "out/result.json");
    run(&["check", &path(folder, "workshop.toml"), &result])
}

#[test]
fn who_sits_by_and_who_declares_is_told_and_checked() {
    let folder = folder(&[]);
    let (output, summary) = solve(&folder);
    assert_eq!(output.status.code(), Some(0), "{summary}");
    let page = fs::read_to_string(path(&folder, "out/report.html")).unwrap();
    for text in [&summary, &page] {
        assert!(text.contains("Declared conflict: One"), "{text}");
    }
    assert_eq!(check(&folder).status.code(), Some(0));
    // j1 has b and c; whoever else says so is wrong.
    let file = path(&folder, "out/result.json");
    let mut result: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    let slots = result["sessions"][0]["slots"].as_array_mut().unwrap();
    let slot = slots.iter_mut().find(|slot| slot["item"] == "c").unwrap();
    assert_eq!(slot["declared"], serde_json::json!(["j1"]));
    slot.as_object_mut().unwrap().remove("declared");
    fs::write(&file, result.to_string()).unwrap();
    let output = check(&folder);
    assert_ne!(output.status.code(), Some(0));
    let told = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("“c” should have recused"), "{told}");
}

#[test]
fn who_is_recused_sits_by() {
    // One room, one block: j1 scores one of the talks and sits by where d is presented.
    let one_room = [
        ("rooms = [\"r\", \"s\"]", "rooms = [\"r\"]"),
        ("end = \"13:30\"", "end = \"14:00\""),
        ("breaks = [\"13:10-13:20\"]\n", ""),
        ("room = \"s\"", "room = \"r\""),
        ("start = \"13:00\"\nroom", "room"),
        ("start = \"13:20\"\nroom", "room"),
        ("language = \"en\"", "language = \"ja\""),
    ];
    let folder = folder(&one_room);
    let (output, summary) = solve(&folder);
    assert_eq!(output.status.code(), Some(0), "{summary}");
    assert!(
        summary.contains("採点しない審査員（利害関係）：One"),
        "{summary}"
    );
    assert_eq!(check(&folder).status.code(), Some(0));
}

#[test]
fn too_many_anchors_clash_with_seats_and_fewer_are_offered() {
    // Two rooms and no break: nobody who stays can score in both.
    let folder = folder(&[
        ("end = \"13:30\"", "end = \"13:20\""),
        ("breaks = [\"13:10-13:20\"]\n", ""),
        ("start = \"13:20\"\nroom", "room"),
        ("start = \"13:00\"\nroom", "room"),
    ]);
    let (output, summary) = solve(&folder);
    assert_eq!(output.status.code(), Some(2), "{summary}");
    let flat = summary.split_whitespace().collect::<Vec<_>>().join(" ");
    for sentence in [
        "0 of the judges score in every room; 2 should.",
        "At least 2 of the judges score in every room (anchors).",
        "Judges stay in one room between breaks (seated).",
        "0 judges who score in every room instead of 2 (solved;",
    ] {
        assert!(flat.contains(sentence), "{sentence}\n{summary}");
    }
    // The figures are right, and the plan breaks a hard rule.
    assert_eq!(check(&folder).status.code(), Some(2));
}
