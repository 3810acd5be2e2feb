//! Studies as a user meets them: the files, kills and resumes, shards, and the gate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

const STUDY: &str = "format = 1
name = \"tests\"
language = \"en\"
seeds = 5
iterations = 16384
strategies = [\"balanced\", \"worst-first\", \"random\", \"lottery\", \"first-come\", \"snake\"]
[[workshops]]
recipe = \"recipe.toml\"
count = 6
";

const RECIPE: &str = "format = 1\npeople = 24\nteam_size = 4\nteams_per_theme = 2\n";

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("study.toml"), STUDY).expect("written");
    fs::write(folder.path().join("recipe.toml"), RECIPE).expect("written");
    folder
}

fn kumiwake(folder: &TempDir, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kumiwake"))
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("the program runs")
}

#[track_caller]
fn good(output: &Output) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{errors}");
}

fn bytes(folder: &TempDir, file: &str) -> Vec<u8> {
    fs::read(folder.path().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The numbers of all runs in the journal below a folder, as often as they stand there whole.
fn journal(out: &Path) -> Vec<u64> {
    let mut runs = Vec::new();
    let Ok(entries) = fs::read_dir(out.join("journal")) else {
        return runs;
    };
    for entry in entries {
        let text = fs::read_to_string(entry.expect("an entry").path()).expect("a segment");
        let lines = text.lines().skip(1);
        let rows = lines.filter_map(|line| serde_json::from_str::<Value>(line).ok());
        runs.extend(rows.filter_map(|row| row["run"].as_u64()));
    }
    runs.sort_unstable();
    runs
}

#[test]
fn a_study_writes_its_files_whatever_the_threads() {
    let folder = folder();
    good(&kumiwake(
        &folder,
        &["compare", "study.toml", "--threads", "1", "-q"],
    ));
    let output = kumiwake(
        &folder,
        &["compare", "study.toml", "--threads", "4", "--out", "four"],
    );
    good(&output);
    for file in ["summary.csv", "study.json"] {
        let (one, four) = (format!("study-out/{file}"), format!("four/{file}"));
        assert!(
            bytes(&folder, &one) == bytes(&folder, &four),
            "{file} differs"
        );
    }
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("On 6 workshops, 5 seeds each."), "{said}");
    assert!(said.contains("“random” against “balanced”"), "{said}");

    // One row a run, in order; the measures of what was solved are never worse at the first level than those by hand.
    let mut reader =
        csv::Reader::from_path(folder.path().join("study-out/runs.csv")).expect("a table");
    let headers = reader.headers().expect("headers").clone();
    let at = |name: &str| {
        headers
            .iter()
            .position(|h| h.trim_start_matches('\u{feff}') == name)
    };
    let (strategy, hard) = (at("strategy").expect("there"), at("hard").expect("there"));
    let cost = at("first_cost").expect("there");
    let mut costs: Vec<(String, f64)> = Vec::new();
    for record in reader.records() {
        let record = record.expect("a row");
        assert_eq!(
            &record[hard], "0",
            "plain workshops can be kept by hand: {record:?}"
        );
        costs.push((
            record[strategy].to_owned(),
            record[cost].parse().expect("a number"),
        ));
    }
    assert_eq!(costs.len(), 6 * 5 * 6);
    let mean = |name: &str| {
        let own: Vec<f64> = costs
            .iter()
            .filter(|(s, _)| s == name)
            .map(|(_, c)| *c)
            .collect();
        own.iter().sum::<f64>() / own.len() as f64
    };
    for by_hand in ["random", "lottery", "first-come", "snake"] {
        assert!(mean("balanced") < mean(by_hand), "{by_hand}");
    }

    let page = String::from_utf8(bytes(&folder, "study-out/study.html")).expect("UTF-8");
    assert!(!page.contains("http://") && !page.contains("https://") && !page.contains("<script"));

    // A journal is never run over.
    let again = kumiwake(&folder, &["compare", "study.toml"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("--resume"));
}

#[test]
fn killed_at_twenty_random_moments_it_resumes_to_the_same_summary() {
    let folder = folder();
    good(&kumiwake(
        &folder,
        &["compare", "study.toml", "-q", "--out", "whole"],
    ));
    let out = folder.path().join("killed");
    // Moments by a linear congruential generator (Knuth's MMIX constants): other moments in every place, the same each time.
    let mut state: u64 = 20_261_123;
    let summary = bytes(&folder, "whole/summary.csv");
    let (mut kills, mut known) = (0, 0);
    while kills < 20 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kumiwake"))
            .args(["compare", "study.toml", "-q", "--resume", "--out", "killed"])
            .current_dir(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program runs");
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        std::thread::sleep(Duration::from_micros(5_000 + (state >> 33) % 120_000));
        child.kill().expect("killed, or ended");
        let ended = child.wait().expect("it ends").success();
        let runs = journal(&out);
        assert!(runs.len() >= known, "a finished run was lost");
        known = runs.len();
        if ended {
            // It was too quick: what it wrote must be right, and it begins anew.
            assert!(summary == bytes(&folder, "killed/summary.csv"));
            fs::remove_dir_all(&out).expect("removed");
            known = 0;
        } else {
            kills += 1;
        }
    }
    good(&kumiwake(
        &folder,
        &["compare", "study.toml", "-q", "--resume", "--out", "killed"],
    ));
    let runs = journal(&out);
    let every: Vec<u64> = (0..6 * 5 * 6).collect();
    assert_eq!(runs, every, "each run stands there once");
    assert!(
        bytes(&folder, "whole/summary.csv") == bytes(&folder, "killed/summary.csv"),
        "the summary differs"
    );
    assert!(bytes(&folder, "whole/study.json") == bytes(&folder, "killed/study.json"));
}

#[test]
fn a_line_that_was_cut_off_is_run_again() {
    let folder = folder();
    good(&kumiwake(
        &folder,
        &["compare", "study.toml", "-q", "--out", "whole"],
    ));
    let copy = folder.path().join("cut");
    fs::create_dir_all(copy.join("journal")).expect("made");
    let text = fs::read_to_string(folder.path().join("whole/journal/0001.jsonl")).expect("read");
    // Half of the runs, the last of them cut in the middle; and a process that was killed before its first line was whole.
    let lines: Vec<&str> = text.lines().collect();
    let half = lines[..lines.len() / 2].join("\n");
    fs::write(copy.join("journal/0001.jsonl"), &half[..half.len() - 30]).expect("written");
    fs::write(copy.join("journal/0002.jsonl"), &text[..40]).expect("written");
    good(&kumiwake(
        &folder,
        &["compare", "study.toml", "-q", "--resume", "--out", "cut"],
    ));
    assert!(bytes(&folder, "whole/summary.csv") == bytes(&folder, "cut/summary.csv"));
}

#[test]
fn shards_merge_to_the_whole_and_nothing_else_does() {
    let folder = folder();
    good(&kumiwake(
        &folder,
        &["compare", "study.toml", "-q", "--out", "whole"],
    ));
    let shard = |part: &str| {
        kumiwake(
            &folder,
            &[
                "compare",
                "study.toml",
                "-q",
                "--out",
                "parts",
                "--shard",
                part,
            ],
        )
    };
    good(&shard("1/3"));
    good(&shard("3/3"));
    let merge = || kumiwake(&folder, &["merge", "parts", "--out", "joined", "-q"]);
    let told = |output: &Output, what: &str| {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(1), "{errors}");
        assert!(errors.contains(what), "{what} in: {errors}");
    };
    told(&merge(), "--shard 2/3");
    assert!(!folder.path().join("joined").exists(), "nothing is written");
    good(&shard("2/3"));
    good(&merge());
    for file in ["summary.csv", "study.json"] {
        let (one, other) = (format!("whole/{file}"), format!("joined/{file}"));
        assert!(
            bytes(&folder, &one) == bytes(&folder, &other),
            "{file} differs"
        );
    }
    // Every run is in one shard.
    let mut runs = Vec::new();
    for index in 1..=3 {
        let part = journal(&folder.path().join(format!("parts/shard-{index}-of-3")));
        assert!(!part.is_empty());
        runs.extend(part);
    }
    runs.sort_unstable();
    let every: Vec<u64> = (0..6 * 5 * 6).collect();
    assert_eq!(runs, every);

    // Another version, another study, another number of shards.
    let segment = folder.path().join("parts/shard-2-of-3/journal/0001.jsonl");
    let text = fs::read_to_string(&segment).expect("read");
    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(&version));
    fs::write(
        &segment,
        text.replacen(&version, "\"version\":\"0.0.9\"", 1),
    )
    .expect("written");
    told(&merge(), "0.0.9");
    fs::write(
        &segment,
        text.replacen("\"iterations\":16384", "\"iterations\":16385", 1),
    )
    .expect("written");
    told(&merge(), "another study");
    fs::write(&segment, text.replacen("\"count\":3}", "\"count\":4}", 1)).expect("written");
    told(&merge(), "one number of shards");
    // A shard that was stopped on the way.
    let lines: Vec<&str> = text.lines().collect();
    fs::write(&segment, lines[..lines.len() - 3].join("\n") + "\n").expect("written");
    told(&merge(), "--resume");
    // Runs that stand twice, as an orphan and its successor leave them, do no harm.
    fs::write(&segment, &text).expect("written");
    fs::write(segment.with_file_name("0002.jsonl"), &text).expect("written");
    good(&merge());
    assert!(bytes(&folder, "whole/summary.csv") == bytes(&folder, "joined/summary.csv"));
}

/// The baseline with every cost of a strategy's soft level multiplied.
fn scaled(folder: &TempDir, strategy: usize, factor: f64) -> PathBuf {
    let mut json: Value = serde_json::from_slice(&bytes(folder, "whole/study.json")).expect("JSON");
    for costs in json["costs"].as_array_mut().expect("a list") {
        for run in costs["runs"][strategy].as_array_mut().expect("a list") {
            for cost in run.as_array_mut().expect("a list").iter_mut().skip(1) {
                *cost = Value::from(cost.as_f64().expect("a number") * factor);
            }
        }
    }
    let path = folder.path().join(format!("scaled-{factor}.json"));
    fs::write(&path, json.to_string()).expect("written");
    path
}

#[test]
fn the_gate_ends_with_4_where_quality_fell() {
    let folder = folder();
    good(&kumiwake(
        &folder,
        &["compare", "study.toml", "-q", "--out", "whole"],
    ));
    let gate = |baseline: &Path, loss: &str| {
        let baseline = baseline.to_str().expect("UTF-8");
        kumiwake(
            &folder,
            &[
                "compare",
                "study.toml",
                "-q",
                "--resume",
                "--out",
                "whole",
                "--baseline",
                baseline,
                "--max-loss",
                loss,
            ],
        )
    };
    let same = folder.path().join("same.json");
    fs::copy(folder.path().join("whole/study.json"), &same).expect("copied");
    good(&gate(&same, "0%"));
    // It was 5 % cheaper before: a loss of 5.3 % now.
    let output = gate(&scaled(&folder, 0, 0.95), "0.5%");
    assert_eq!(
        output.status.code(),
        Some(4),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(String::from_utf8_lossy(&output.stderr).contains("“balanced”: level 1 costs"));
    good(&gate(&scaled(&folder, 0, 0.95), "0.06"));
    // It was dearer before: a gain.
    good(&gate(&scaled(&folder, 0, 1.05), "0%"));
    // What is no baseline of this study is refused before anything is run.
    let other = STUDY.replace("count = 6", "count = 6\nseed = 40");
    fs::write(folder.path().join("other.toml"), other).expect("written");
    let output = kumiwake(
        &folder,
        &["compare", "other.toml", "--baseline", "same.json"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("other-out").exists());
    let output = kumiwake(
        &folder,
        &[
            "compare",
            "study.toml",
            "--baseline",
            "study.toml",
            "--out",
            "none",
        ],
    );
    assert_eq!(output.status.code(), Some(1));
    assert!(!folder.path().join("none").exists());
}

#[test]
fn a_wrong_study_runs_nothing() {
    let folder = folder();
    let study = STUDY
        .replace("\"snake\"", "\"snak\"")
        .replace("recipe.toml", "gone.toml");
    fs::write(folder.path().join("study.toml"), study).expect("written");
    let output = kumiwake(&folder, &["compare", "study.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(
        errors.contains("E505") && errors.contains("E002"),
        "{errors}"
    );
    assert!(!folder.path().join("study-out").exists());
}

#[test]
fn own_keys_change_what_is_aimed_at_and_not_how_it_is_measured() {
    let folder = folder();
    let mine = "{ name = \"spread\", set.preferences.cost = [0, 10, 100, 1000] }, \"balanced\"";
    let study = STUDY.replace("\"balanced\"", mine);
    fs::write(folder.path().join("study.toml"), study).expect("written");
    good(&kumiwake(&folder, &["compare", "study.toml", "-q"]));
    let json: Value =
        serde_json::from_slice(&bytes(&folder, "study-out/study.json")).expect("JSON");
    let mean = |strategy: &str, measure: &str| {
        let estimates = json["estimates"].as_array().expect("a list");
        let found = estimates
            .iter()
            .find(|e| e["strategy"] == strategy && e["measure"] == measure)
            .expect("there");
        found["mean"].as_f64().expect("a number")
    };
    // By the yardstick as given, nothing that aims elsewhere is cheaper in the mean of many runs.
    assert!(mean("spread", "first_cost") >= mean("balanced", "first_cost"));
    assert!(mean("spread", "worst_rank") <= mean("balanced", "worst_rank"));
}
