//! Tiny workshops with figures worked out by hand (`instances/cases/*/expected.toml`).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kumiwake::control::Cancel;
use kumiwake::input;
use kumiwake::model::{Level, Outcome};
use kumiwake::solve::{Options, solve};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    status: String,
    levels: Vec<ExpectedLevel>,
    /// Per rule id, where the optimum forces the violation.
    #[serde(default)]
    violations: BTreeMap<String, f64>,
    #[serde(default)]
    sessions: Vec<ExpectedSession>,
    facilitation: Option<ExpectedFacilitation>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedFacilitation {
    levels: Vec<ExpectedLevel>,
    /// Per block, per team: the facilitator.
    with: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct ExpectedLevel {
    priority: u32,
    part: Option<u32>,
    cost: f64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExpectedSession {
    id: String,
    status: Option<String>,
    levels: Vec<ExpectedLevel>,
    #[serde(default)]
    violations: BTreeMap<String, f64>,
    /// What a lottery draws, in its order.
    #[serde(default)]
    draws: Vec<ExpectedDraw>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct ExpectedDraw {
    item: String,
    permissible: Vec<String>,
    left: Vec<String>,
    drawn: String,
}

/// Every case folder, nested ones included.
fn cases(directory: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.join("expected.toml").exists() {
            found.push(path);
        } else if path.is_dir() {
            cases(&path, found);
        }
    }
}

fn assert_levels(name: &str, expected: &[ExpectedLevel], levels: &[Level]) {
    let keys = |level: &Level| (level.priority, level.part);
    let found: Vec<_> = levels.iter().map(keys).collect();
    let wanted: Vec<_> = expected.iter().map(|l| (l.priority, l.part)).collect();
    assert_eq!(found, wanted, "{name}: levels");
    for (wanted, level) in expected.iter().zip(levels) {
        assert!(
            (wanted.cost - level.cost).abs() < 1e-6,
            "{name}: level {} costs {}, expected {}",
            level.priority,
            level.cost,
            wanted.cost
        );
        assert!(
            level.is_proven(),
            "{name}: level {} is not proven: {level:?}",
            level.priority
        );
    }
}

fn status_word(status: kumiwake::model::Status) -> String {
    serde_json::to_value(status)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .expect("a word")
}

fn assert_as_expected(name: &str, expected: &Expected, outcome: &Outcome) {
    assert_eq!(status_word(outcome.status), expected.status, "{name}");
    assert_levels(name, &expected.levels, &outcome.levels);
    for (id, violation) in &expected.violations {
        let rules = outcome.rules.iter().filter(|rule| rule.id == *id);
        let found: f64 = rules.map(|rule| rule.violation).sum();
        assert!(
            (found - violation).abs() < 1e-6,
            "{name}: rule {id} is violated by {found}, expected {violation}"
        );
    }
    assert_eq!(
        expected.facilitation.is_some(),
        outcome.facilitation.is_some(),
        "{name}: facilitators"
    );
    if let (Some(wanted), Some(told)) = (&expected.facilitation, &outcome.facilitation) {
        assert_levels(name, &wanted.levels, &told.levels);
        let blocks = told.blocks.iter().map(|block| {
            let teams = block.teams.iter();
            let with = teams.filter_map(|t| Some((t.team.clone(), t.facilitator.clone()?)));
            (block.id.clone(), with.collect())
        });
        let with: BTreeMap<String, BTreeMap<String, String>> = blocks.collect();
        assert_eq!(with, wanted.with, "{name}: facilitators");
    }
    for wanted in &expected.sessions {
        let session = outcome.sessions.iter().find(|s| s.id == wanted.id);
        let session = session.unwrap_or_else(|| panic!("{name}: no session {}", wanted.id));
        let name = format!("{name}/{}", wanted.id);
        if let Some(status) = &wanted.status {
            assert_eq!(status_word(session.status), *status, "{name}");
        }
        assert_levels(&name, &wanted.levels, &session.levels);
        let lottery = session.lottery.iter().flat_map(|lottery| &lottery.draws);
        let draws: Vec<ExpectedDraw> = lottery
            .map(|draw| ExpectedDraw {
                item: draw.item.clone(),
                permissible: draw.permissible.clone(),
                left: draw.left.clone(),
                drawn: draw.drawn.clone(),
            })
            .collect();
        assert_eq!(draws, wanted.draws, "{name}: the lottery");
        for (id, violation) in &wanted.violations {
            let rules = session.rules.iter().filter(|rule| rule.id == *id);
            let found: f64 = rules.map(|rule| rule.violation).sum();
            assert!(
                (found - violation).abs() < 1e-6,
                "{name}: rule {id}: {found}"
            );
        }
    }
}

#[test]
fn every_case_comes_out_as_worked_out_by_hand() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/cases");
    let mut folders = Vec::new();
    cases(&root, &mut folders);
    folders.sort();
    assert!(folders.len() >= 12, "only {} cases", folders.len());
    for folder in folders {
        let name = folder
            .strip_prefix(&root)
            .expect("below cases")
            .display()
            .to_string();
        let text = fs::read_to_string(folder.join("expected.toml")).expect("readable figures");
        let expected: Expected =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let read = input::read(&folder.join("workshop.toml"));
        let workshop = read
            .unwrap_or_else(|issues| panic!("{name}: {issues:#?}"))
            .workshop;
        let options = Options {
            time_limit: None,
            ..Options::default()
        };
        let solution = solve(&workshop, &options, &Cancel::default(), &())
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_as_expected(&name, &expected, &solution.outcome);
    }
}
