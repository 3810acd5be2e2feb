//! The program as a user meets it: commands, exit statuses, files.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use serde_json::Value;

fn kumiwake() -> Command {
    Command::cargo_bin("kumiwake").expect("the program is built")
}

fn instance(name: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("instances").join(name).join("workshop.toml")
}

fn run(arguments: &[&str]) -> Output {
    kumiwake()
        .args(arguments)
        .output()
        .expect("the program runs")
}

fn path(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn result(directory: &Path) -> Value {
    let bytes = fs::read(directory.join("result.json")).expect("a result");
    serde_json::from_slice(&bytes).expect("JSON")
}

#[test]
fn minato_is_solved_proved_and_checks() {
    let out = tempfile::tempdir().unwrap();
    let workshop = instance("minato");
    let output = run(&["solve", path(&workshop), "--out", path(out.path())]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let summary = text(&output.stdout);
    assert!(
        summary.contains("この案は最善であることが証明されています。"),
        "{summary}"
    );
    assert_eq!(result(out.path())["status"], "optimal");
    for file in [
        "result.json",
        "teams.csv",
        "timetable.csv",
        "positions.csv",
        "timetable.ics",
        "report.html",
        "calendars/judge-J1.ics",
        "plan.xlsx",
        "print.html",
        "schedule.json",
    ] {
        assert!(out.path().join(file).exists(), "{file}");
    }
    let entries = fs::read_dir(out.path()).unwrap().count();
    assert_eq!(entries, 10, "no temporary files are left");
    assert!(summary.contains("calendars"), "{summary}");
    let json = out.path().join("result.json");
    let output = run(&["check", path(&workshop), path(&json)]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

#[test]
fn a_changed_result_is_found_out() {
    let out = tempfile::tempdir().unwrap();
    let workshop = instance("minato");
    run(&[
        "solve",
        path(&workshop),
        "--out",
        path(out.path()),
        "--quiet",
    ]);
    let mut json = result(out.path());
    json["rules"][0]["violation"] = Value::from(77.5);
    let changed = out.path().join("changed.json");
    fs::write(&changed, json.to_string()).unwrap();
    let output = run(&["check", path(&workshop), path(&changed)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("77.5"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn the_clash_ends_with_2_names_the_rules_and_writes_the_least_bad_plan() {
    let out = tempfile::tempdir().unwrap();
    let output = run(&["solve", path(&instance("clash")), "--out", path(out.path())]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    let json = result(out.path());
    assert_eq!(json["status"], "infeasible");
    assert!(json["levels"][0]["cost"].as_f64().unwrap() > 0.5);
    let broken = json["rules"].as_array().unwrap().iter().filter(|rule| {
        rule["priority"] == 0 && rule["violation"].as_f64().is_some_and(|v| v > 0.0)
    });
    let summary = text(&output.stdout);
    let mut count = 0;
    for rule in broken {
        count += 1;
        let id = rule["id"].as_str().unwrap();
        assert!(summary.contains(id), "{id} is named in: {summary}");
    }
    assert!(count > 0);
}

#[test]
fn same_seed_and_budget_give_the_same_files_on_any_number_of_threads() {
    let mut results: Vec<(Value, Vec<u8>, Vec<u8>)> = Vec::new();
    for threads in ["1", "2", "8"] {
        let out = tempfile::tempdir().unwrap();
        let output = run(&[
            "solve",
            path(&instance("harbour")),
            "--out",
            path(out.path()),
            "--threads",
            threads,
            "--iterations",
            "3000",
            "--seed",
            "7",
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let mut json = result(out.path());
        json["solver"] = Value::Null;
        results.push((
            json,
            fs::read(out.path().join("teams.csv")).unwrap(),
            fs::read(out.path().join("timetable.csv")).unwrap(),
        ));
    }
    assert_eq!(results[0], results[1]);
    assert_eq!(results[0], results[2]);
}

#[test]
fn given_teams_are_kept() {
    let first = tempfile::tempdir().unwrap();
    let second = tempfile::tempdir().unwrap();
    let workshop = instance("minato");
    run(&[
        "solve",
        path(&workshop),
        "--out",
        path(first.path()),
        "--quiet",
    ]);
    for file in ["teams.csv", "result.json"] {
        let teams = first.path().join(file);
        let output = run(&[
            "solve",
            path(&workshop),
            "--teams",
            path(&teams),
            "--out",
            path(second.path()),
            "--quiet",
        ]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(
            result(first.path())["teams"],
            result(second.path())["teams"]
        );
        assert!(
            output.stdout.is_empty() && output.stderr.is_empty(),
            "quiet is quiet"
        );
    }
}

/// A folder with this workshop.toml and a roster of four people.
fn four(toml: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let workshop = folder.path().join("workshop.toml");
    let head = "format = 1\nname = \"four\"\nlanguage = \"en\"\n";
    fs::write(&workshop, format!("{head}{toml}")).unwrap();
    let roster = "id,side\nP1,a\nP2,a\nP3,b\nP4,b\n";
    fs::write(folder.path().join("roster.csv"), roster).unwrap();
    (folder, workshop)
}

#[test]
fn given_teams_that_break_a_hard_rule_are_told_as_such() {
    let (folder, workshop) = four("teams = { count = 2, size = { min = 2, max = 2 } }\n");
    let given = folder.path().join("given.csv");
    fs::write(&given, "participant,team\nP1,1\nP2,1\nP3,1\nP4,2\n").unwrap();
    let output = run(&["solve", path(&workshop), "--teams", path(&given)]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    let outcome = result(&folder.path().join("out"));
    assert_eq!(outcome["status"], "infeasible");
    assert_eq!(outcome["levels"][0]["cost"], 2);
}

#[test]
fn check_refuses_what_solve_refuses() {
    let rule = "[[rules]]\nkind = \"limit\"\nattribute = \"side\"\nmax = 0\nweight = 1e300\n";
    let (_folder, workshop) = four(&format!("teams = {{ count = 2 }}\n{rule}"));
    let solved = run(&["solve", path(&workshop)]);
    assert_eq!(solved.status.code(), Some(1));
    assert!(text(&solved.stderr).contains("limit-1"));
    let checked = run(&["check", path(&workshop)]);
    assert_eq!(checked.status.code(), Some(1));
    assert_eq!(text(&checked.stderr), text(&solved.stderr));
}

#[test]
fn templates_solve_as_they_are_and_are_not_overwritten() {
    for language in ["ja", "en"] {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("new");
        let output = run(&["init", path(&directory), "--language", language]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let workshop = directory.join("workshop.toml");
        let output = run(&["check", path(&workshop)]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert!(
            output.stderr.is_empty(),
            "no notices: {}",
            text(&output.stderr)
        );
        let output = run(&["solve", path(&workshop)]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(result(&directory.join("out"))["status"], "optimal");
        let output = run(&["init", path(&directory)]);
        assert_eq!(output.status.code(), Some(1), "a filled folder is refused");
    }
}

#[test]
fn a_generated_workshop_is_solved_to_its_planted_optimum() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("generated");
    let shape = ["--people", "30", "--teams-per-theme", "2", "--planted=3"];
    let output = run(&[&["generate", path(&directory)], &shape[..]].concat());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let output = run(&["solve", path(&directory.join("workshop.toml"))]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let result = result(&directory.join("out"));
    assert_eq!(result["status"], "optimal");
    assert_eq!(result["levels"][1]["cost"], 3);
    let output = run(&["generate", path(&directory)]);
    assert_eq!(output.status.code(), Some(1), "a filled folder is refused");
    let other = folder.path().join("other");
    let output = run(&[
        "generate",
        path(&other),
        "--people",
        "5",
        "--municipal",
        "2",
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(!other.exists(), "nothing is written");
}

#[test]
fn nothing_is_written_where_the_input_has_errors() {
    let folder = tempfile::tempdir().unwrap();
    let directory = folder.path().join("w");
    run(&["init", path(&directory), "--language", "ja"]);
    let roster = directory.join("roster.csv");
    let broken = fs::read_to_string(&roster)
        .unwrap()
        .replace("P02,", "P01,")
        .replace("bus,akiya,festival", "bsu,akiya,festival");
    fs::write(&roster, broken).unwrap();
    let output = run(&["solve", path(&directory.join("workshop.toml"))]);
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    assert!(
        told.contains("P01") && told.contains("bsu") && told.contains("roster.csv"),
        "{told}"
    );
    assert!(!directory.join("out").exists());
}

#[test]
fn a_missing_file_and_wrong_arguments_end_with_1() {
    for arguments in [
        vec!["solve", "/nowhere/workshop.toml"],
        vec!["check", "/nowhere/workshop.toml"],
        vec!["solve"],
        vec!["solve", "x.toml", "--time-limit", "-3"],
        vec!["solve", "x.toml", "--method", "magic"],
        vec!["dance"],
    ] {
        let output = run(&arguments);
        assert_eq!(
            output.status.code(),
            Some(1),
            "{arguments:?}: {}",
            text(&output.stderr)
        );
        assert!(!output.stderr.is_empty());
    }
    assert_eq!(run(&["--help"]).status.code(), Some(0));
    assert_eq!(run(&["--version"]).status.code(), Some(0));
}

#[test]
fn schema_completions_and_man_page_are_printed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shipped = fs::read_to_string(root.join("schema/result.schema.json")).unwrap();
    assert_eq!(text(&run(&["schema"]).stdout).trim(), shipped.trim());
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(text(&run(&["completions", shell]).stdout).contains("kumiwake"));
    }
    assert!(text(&run(&["man"]).stdout).contains("time\\-limit"));
}

#[test]
fn the_log_tells_decisions_and_reasons_and_names_nobody() {
    let out = tempfile::tempdir().unwrap();
    let log = out.path().join("run.log");
    let workshop = instance("prefecture");
    let arguments = ["solve", path(&workshop), "--quiet", "--threads", "2"];
    let output = kumiwake()
        .args(arguments)
        .args(["--time-limit", "4", "--log", path(&log)])
        .args(["--out", path(&out.path().join("out"))])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let told = fs::read_to_string(&log).unwrap();
    let reason = result(&out.path().join("out"))["solver"]["reason"].clone();
    assert!(told.contains(reason.as_str().unwrap()), "{told}");
    // Who worked on a level, and why, and how it stood in the end.
    for said in [
        "シード 1",
        "並行して行う",
        "チームを列とする問題",
        "優先度 1：コスト",
    ] {
        assert!(told.contains(said), "{said}: {told}");
    }
    let roster = fs::read_to_string(workshop.with_file_name("roster.csv")).unwrap();
    let mut reader = csv::Reader::from_reader(roster.as_bytes());
    let mut names = 0;
    for row in reader.records() {
        let name = row.unwrap()[1].to_owned();
        assert!(!told.contains(&name), "{name}: {told}");
        names += usize::from(name.chars().count() > 2);
    }
    assert!(names > 100, "names of people were looked for");
}

#[test]
fn a_log_that_cannot_be_written_is_told_before_anything_is_solved() {
    let out = tempfile::tempdir().unwrap();
    let (directory, log) = (out.path().join("out"), out.path().join("nowhere/run.log"));
    let output = kumiwake()
        .args(["solve", path(&instance("minato")), "--log", path(&log)])
        .args(["--out", path(&directory)])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("--log"));
    assert!(!directory.exists());
}

#[test]
fn no_time_at_all_writes_a_plan_or_nothing_and_says_so() {
    let out = tempfile::tempdir().unwrap();
    let directory = out.path().join("out");
    let output = run(&[
        "solve",
        path(&instance("prefecture")),
        "--time-limit",
        "0",
        "--out",
        path(&directory),
    ]);
    let code = output.status.code();
    if directory.join("result.json").exists() {
        assert!(code == Some(0) || code == Some(3), "{code:?}");
        assert_ne!(result(&directory)["status"], "optimal");
    } else {
        assert_eq!(code, Some(3));
    }
}

#[cfg(unix)]
#[test]
fn an_interrupt_keeps_the_best_plan() {
    use std::process::{Command, Stdio};
    use std::time::Duration;

    let out = tempfile::tempdir().unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_kumiwake"))
        .args([
            "solve",
            path(&instance("prefecture")),
            "--out",
            path(out.path()),
        ])
        .args(["--time-limit", "300"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    std::thread::sleep(Duration::from_secs(3));
    let id = child.id().to_string();
    Command::new("kill").args(["-INT", &id]).status().unwrap();
    let status = child.wait().unwrap();
    let code = status.code();
    assert!(code == Some(0) || code == Some(3), "{code:?}");
    let json = result(out.path());
    assert!(
        json["teams"]
            .as_array()
            .is_some_and(|teams| !teams.is_empty())
    );
    let checked = run(&[
        "check",
        path(&instance("prefecture")),
        path(&out.path().join("result.json")),
    ]);
    assert_eq!(
        checked.status.code(),
        Some(if code == Some(0) { 0 } else { 2 })
    );
}
