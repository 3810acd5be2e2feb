//! Writing all files: whole or not at all.

use std::path::Path;

use kumiwake::model::{Language, Outcome};
use kumiwake::report::write;

use crate::sample;

const FILES: [&str; 9] = [
    "result.json",
    "teams.csv",
    "timetable.csv",
    "positions.csv",
    "report.html",
    "print.html",
    "plan.xlsx",
    "schedule.json",
    "timetable.ics",
];

fn names(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).expect("the directory is there");
    let mut names: Vec<String> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

#[test]
fn writes_all_files_into_a_new_directory() {
    let root = tempfile::tempdir().expect("a temporary directory");
    let directory = root.path().join("new/out");
    let sample = sample::kept(Language::Japanese);
    for _ in 0..2 {
        let paths = write(&directory, &sample.plan()).expect("the report is written");
        assert_eq!(paths[..FILES.len()], FILES.map(|name| directory.join(name)));
        let folder = directory.join("calendars");
        assert!(
            paths[FILES.len()..]
                .iter()
                .all(|path| path.starts_with(&folder))
        );
        assert_eq!(names(&folder).len(), paths.len() - FILES.len());
        assert_eq!(
            names(&directory),
            [
                "calendars",
                "plan.xlsx",
                "positions.csv",
                "print.html",
                "report.html",
                "result.json",
                "schedule.json",
                "teams.csv",
                "timetable.csv",
                "timetable.ics"
            ]
        );
    }
}

#[cfg(unix)]
#[test]
fn files_can_be_read_by_others_as_the_umask_says() {
    use std::os::unix::fs::PermissionsExt;
    let root = tempfile::tempdir().expect("a temporary directory");
    std::fs::write(root.path().join("plain"), "").expect("a file");
    write(root.path(), &sample::kept(Language::English).plan()).expect("the report is written");
    let mode = |name: &str| {
        let data = std::fs::metadata(root.path().join(name)).expect("a file");
        data.permissions().mode() & 0o777
    };
    for name in FILES {
        assert_eq!(mode(name), mode("plain"), "{name}");
    }
}

#[test]
fn an_error_leaves_nothing_behind_and_touches_nothing() {
    for blocked in FILES {
        let root = tempfile::tempdir().expect("a temporary directory");
        std::fs::create_dir(root.path().join(blocked)).expect("a folder in the way");
        for name in FILES.iter().filter(|name| **name != blocked) {
            std::fs::write(root.path().join(name), "old").expect("an old file");
        }
        let error = write(root.path(), &sample::kept(Language::English).plan());
        let error = error.expect_err("a folder cannot be replaced");
        assert!(error.to_string().contains(blocked), "{error}");
        assert_eq!(
            names(root.path()).len(),
            FILES.len(),
            "no temporary file is left"
        );
        for name in FILES.iter().filter(|name| **name != blocked) {
            let text = std::fs::read_to_string(root.path().join(name)).expect("the old file");
            assert_eq!(text, "old");
        }
    }
}

#[test]
fn a_file_in_place_of_the_directory_is_an_error_with_its_path() {
    let root = tempfile::tempdir().expect("a temporary directory");
    let path = root.path().join("out");
    std::fs::write(&path, "").expect("a file");
    let error = write(&path, &sample::kept(Language::English).plan()).expect_err("no directory");
    assert!(error.to_string().contains("out"), "{error}");
}

#[test]
fn costs_that_are_no_numbers_are_refused_before_anything_is_written() {
    let root = tempfile::tempdir().expect("a temporary directory");
    let mut sample = sample::kept(Language::English);
    sample.outcome.rules[0].cost = f64::NAN;
    let error = write(&root.path().join("out"), &sample.plan()).expect_err("not a number");
    assert_eq!(error.kind(), std::io::ErrorKind::InvalidData);
    assert!(names(root.path()).is_empty());
}

#[test]
fn result_json_is_the_outcome_with_rounded_numbers() {
    let root = tempfile::tempdir().expect("a temporary directory");
    let mut sample = sample::kept(Language::Japanese);
    sample.outcome.levels[1].cost = 0.1 + 0.2;
    sample.outcome.levels[1].bound = Some(f64::NEG_INFINITY);
    write(root.path(), &sample.plan()).expect("the report is written");
    let text = std::fs::read_to_string(root.path().join("result.json")).expect("UTF-8");
    assert!(
        text.starts_with(
            "{\n  \"format\": 1,\n  \"workshop\": \"冬の官民連携ワークショップ 2026\","
        )
    );
    assert!(text.ends_with("}\n"));
    assert!(text.contains("\"cost\": 0.3,\n      \"bound\": null"));
    assert!(!text.contains("00000000"));
    let mut expected = sample.outcome.clone();
    expected.levels[1].cost = 0.3;
    expected.levels[1].bound = None;
    let read: Outcome = serde_json::from_str(&text).expect("an outcome");
    assert_eq!(read, expected);
}
