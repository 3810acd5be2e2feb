//! Who may know whom (DESIGN.md, "Rooms"): read off the `use crate::` lines and paths of the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Each room and the rooms that it may import.
const MAY_IMPORT: [(&str, &[&str]); 15] = [
    ("model", &[]),
    ("control", &["model"]),
    ("rules", &["model"]),
    ("score", &["model", "rules"]),
    ("search", &["model", "rules", "score", "control"]),
    ("exact", &["model", "rules", "score", "control"]),
    ("timetable", &["model", "control", "exact"]),
    ("replan", &["model"]),
    ("facilitation", &["model", "control", "exact", "timetable"]),
    (
        "verify",
        &["model", "rules", "timetable", "facilitation", "replan"],
    ),
    (
        "solve",
        &[
            "model",
            "control",
            "rules",
            "score",
            "search",
            "exact",
            "timetable",
            "facilitation",
            "replan",
            "verify",
        ],
    ),
    // A recipe of a study is a shape to generate.
    ("input", &["model", "generate"]),
    ("report", &["model"]),
    ("generate", &["model"]),
    (
        "compare",
        &[
            "model", "control", "rules", "score", "verify", "solve", "report",
        ],
    ),
];

/// Crates that only these places may name.
const ONLY_IN: [(&str, &[&str]); 11] = [
    ("good_lp", &["exact/backend/"]),
    ("highs", &["exact/backend/", "exact/columns/master/"]),
    (
        "highs_sys",
        &["exact/backend/", "exact/columns/master/solving.rs"],
    ),
    ("clap", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("ctrlc", &["cli/"]),
    ("rayon", &["search/", "exact/columns/", "compare/"]),
    ("statrs", &["compare/statistics/"]),
    ("parquet", &["compare/parquet.rs"]),
    ("calamine", &["input/"]),
    ("rust_xlsxwriter", &["report/workbook/paper.rs"]),
];

fn sources(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// (path below src, text) of every source file.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    sources(&root, &mut paths);
    // Test modules may use what they like.
    paths.retain(|path| !path.components().any(|part| part.as_os_str() == "tests"));
    paths
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&root).expect("below src");
            let name = name.to_string_lossy().replace('\\', "/");
            (name, fs::read_to_string(&path).expect("a readable file"))
        })
        .collect()
}

/// The text without comments and without test modules, which may use what they like.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]").next().unwrap_or(text);
    let lines = before_tests
        .lines()
        .map(|line| line.split("//").next().unwrap_or(""));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms named after `crate::` in the code.
fn imports(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(list) = rest.strip_prefix('{') {
            let list = list.split('}').next().unwrap_or("");
            let names = list.split(',').map(|part| first_word(part.trim()));
            rooms.extend(names.filter(|name| !name.is_empty()));
        } else {
            rooms.insert(first_word(rest));
        }
    }
    rooms
}

fn first_word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn rooms_import_only_what_they_may() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_IMPORT.into();
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for (name, text) in files() {
        let Some((room, _)) = name.split_once('/') else {
            continue;
        };
        if room == "cli" {
            continue;
        }
        let Some(may) = allowed.get(room) else {
            wrong.push(format!("{name}: the room `{room}` is not in the plan"));
            continue;
        };
        seen.insert(room.to_owned());
        for import in imports(&code(&text)) {
            if import != room && !may.contains(&import.as_str()) {
                wrong.push(format!("{name} imports `{import}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(
        seen.len(),
        MAY_IMPORT.len(),
        "every room of the plan has files: {seen:?}"
    );
}

#[test]
fn some_crates_are_named_in_one_place_only() {
    let mut wrong = Vec::new();
    for (name, text) in files() {
        let code = code(&text);
        for (library, places) in ONLY_IN {
            let named =
                code.contains(&format!("{library}::")) || code.contains(&format!("use {library};"));
            // `highs::` is also a part of longer paths.
            let named = named
                && code.match_indices(&format!("{library}::")).any(|(at, _)| {
                    let before = code[..at].chars().next_back();
                    !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
                });
            if named && !places.iter().any(|place| name.starts_with(place)) {
                wrong.push(format!("{name} names `{library}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
