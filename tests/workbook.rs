//! A plan's workbook, edited in a spreadsheet program and read again.

mod input_support;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, DataType, Reader, Xlsx, open_workbook};
use input_support::Folder;
use kumiwake::input::{Issue, read_grouping};
use kumiwake::model::{Level, RuleCost, Workshop};
use kumiwake::verify;
use rust_xlsxwriter::Workbook;

/// A workshop that is solved in no time: eight people, two themes, one rule, one session.
const TOML: &str = "format = 1
name = \"Small\"
language = \"en\"
[teams]
size = { min = 3, max = 5 }
[[themes]]
id = \"akiya\"
title = \"Vacant houses\"
[[themes]]
id = \"kouen\"
title = \"Parks\"
[[rules]]
id = \"colleagues\"
kind = \"limit\"
attribute = \"organization\"
max = 2
weight = 3
[[sessions]]
id = \"talks\"
items = \"teams\"
date = 2026-12-18
rooms = [\"Hall\"]
start = \"13:00\"
end = \"14:00\"
talk = 12
change = 3
attend = \"members\"
";

const ROSTER: &str = "id,name,organization,choice1,choice2
P1,Ann,city,akiya,kouen
P2,Ben,city,akiya,kouen
P3,Cem,city,kouen,akiya
P4,Dan,city,kouen,akiya
P5,Eve,firm,akiya,kouen
P6,Fay,firm,akiya,kouen
P7,Gus,firm,kouen,akiya
P8,Hal,firm,kouen,akiya
";

fn run(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kumiwake"))
        .args(arguments)
        .output()
        .expect("the program runs")
}

/// What the program wrote.
fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let all = text(&output.stdout) + &text(&output.stderr);
    // On one line, since sentences are wrapped.
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The workshop and its plan.
struct Planned {
    folder: Folder,
    workshop: Workshop,
}

impl Planned {
    fn new() -> Self {
        let folder = Folder::new()
            .file("workshop.toml", TOML)
            .file("roster.csv", ROSTER);
        let workshop = folder.read_good().workshop;
        let planned = Self { folder, workshop };
        let output = run(&["solve", &planned.at("workshop.toml"), "--quiet"]);
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        planned
    }

    fn at(&self, name: &str) -> String {
        self.folder.at(name).display().to_string()
    }

    fn book(&self) -> PathBuf {
        self.folder.at("out/plan.xlsx")
    }

    /// A workbook with the same cells, as another program saves it, after a change of the sheet of teams.
    fn saved(&self, change: impl Fn(&mut Vec<Vec<String>>)) -> PathBuf {
        let path = self.folder.at("edited.xlsx");
        save_changed(&self.book(), &path, change);
        path
    }

    fn issues(&self, change: impl Fn(&mut Vec<Vec<String>>)) -> Vec<Issue> {
        read_grouping(&self.saved(change), &self.workshop).expect_err("a bad edit")
    }
}

fn save_changed(from: &Path, to: &Path, change: impl Fn(&mut Vec<Vec<String>>)) {
    let mut book: Xlsx<_> = open_workbook(from).expect("a workbook");
    let mut saved = Workbook::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        let cell = |cell: &Data| cell.to_string();
        let mut rows: Vec<Vec<String>> = range
            .rows()
            .map(|row| row.iter().map(cell).collect())
            .collect();
        if name == "Teams" {
            change(&mut rows);
        }
        let sheet = saved.add_worksheet();
        sheet.set_name(&name).expect("a name");
        for (number, row) in rows.iter().enumerate() {
            for (column, cell) in row.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet
                    .write_string(number as u32, column as u16, cell)
                    .expect("a cell");
            }
        }
    }
    saved.save(to).expect("written");
}

/// The row of somebody.
fn of<'a>(rows: &'a mut [Vec<String>], id: &str) -> &'a mut Vec<String> {
    rows.iter_mut().find(|row| row[2] == id).expect("a row")
}

#[test]
fn an_unchanged_workbook_is_the_plan() {
    let planned = Planned::new();
    let output = run(&[
        "check",
        &planned.at("workshop.toml"),
        &planned.book().display().to_string(),
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        said(&output).contains("The teams are as the plan has them."),
        "{}",
        said(&output)
    );
    assert!(
        said(&output).contains("These teams keep every hard rule."),
        "{}",
        said(&output)
    );
}

#[test]
fn who_moved_and_what_that_costs_is_told() {
    let planned = Planned::new();
    // The plan is all first choices: P1, P2, P5, P6 and P3, P4, P7, P8. Two of one organization each, so it costs nothing.
    let saved = planned.saved(|rows| of(rows, "P3")[0] = "akiya".to_owned());
    let file = saved.display().to_string();
    for arguments in [
        vec!["check", "WORKSHOP", &file],
        vec!["solve", "WORKSHOP", "--teams", &file],
    ] {
        let workshop = planned.at("workshop.toml");
        let arguments: Vec<&str> = arguments
            .iter()
            .map(|a| {
                if *a == "WORKSHOP" {
                    workshop.as_str()
                } else {
                    a
                }
            })
            .collect();
        let output = run(&arguments);
        let told = said(&output);
        assert_eq!(output.status.code(), Some(0), "{told}");
        // A second choice costs 1; three of the city in one team 3.
        for expected in [
            "1 person is in another team.",
            "priority 1 costs 4 and not 0.",
            "P3 Cem: Parks → Vacant houses",
            "+3",
            "cost 0 → 3",
            "cost 0 → 1",
            "+1 “Vacant houses”: Cem",
        ] {
            assert!(told.contains(expected), "{expected} is missing: {told}");
        }
    }
}

#[test]
fn what_gets_better_is_told_too() {
    let planned = Planned::new();
    // As if the plan had been worse than what somebody makes of it.
    let saved = planned.saved(|rows| {
        of(rows, "P3")[10] = "akiya".to_owned();
        of(rows, "P1")[10] = "kouen".to_owned();
    });
    let output = run(&[
        "check",
        &planned.at("workshop.toml"),
        &saved.display().to_string(),
    ]);
    let told = said(&output);
    for expected in [
        "2 people are in another team.",
        "better than the plan",
        "−2",
        "cost 2 → 0",
        "−1 “Vacant houses”: Cem",
    ] {
        assert!(told.contains(expected), "{expected} is missing: {told}");
    }
}

#[test]
fn a_hard_rule_that_breaks_is_told_and_the_status_says_so() {
    let planned = Planned::new();
    let saved = planned.saved(|rows| {
        for id in ["P1", "P2"] {
            of(rows, id)[0] = "kouen".to_owned();
        }
    });
    let output = run(&[
        "check",
        &planned.at("workshop.toml"),
        &saved.display().to_string(),
    ]);
    assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    assert!(
        said(&output).contains("hard costs 2 and not 0"),
        "{}",
        said(&output)
    );
}

#[test]
fn bad_edits_are_told_with_sheet_row_and_column() {
    let planned = Planned::new();
    let row = |id: &str| {
        let mut found = None;
        save_changed(&planned.book(), &planned.folder.at("x.xlsx"), |_| {});
        let mut book: Xlsx<_> = open_workbook(planned.book()).expect("a workbook");
        let range = book.worksheet_range("Teams").expect("the sheet");
        for (number, row) in range.rows().enumerate() {
            if row[2].get_string() == Some(id) {
                found = Some(number + 1);
            }
        }
        found
    };
    type Change = Box<dyn Fn(&mut Vec<Vec<String>>)>;
    let cases: Vec<(&str, Option<usize>, Option<&str>, Change)> = vec![
        (
            "E301",
            row("P3"),
            Some("team"),
            Box::new(|rows| of(rows, "P3")[0] = "koen".to_owned()),
        ),
        (
            "E805",
            row("P3"),
            Some("team"),
            Box::new(|rows| of(rows, "P3")[0].clear()),
        ),
        (
            "E205",
            row("P3"),
            Some("id"),
            Box::new(|rows| of(rows, "P3")[2] = "P33".to_owned()),
        ),
        (
            "E803",
            Some(10),
            Some("id"),
            Box::new(|rows| {
                let mut twice = of(rows, "P3").clone();
                twice[0] = "akiya".to_owned();
                rows.push(twice);
            }),
        ),
        (
            "E804",
            None,
            None,
            Box::new(|rows| rows.retain(|row| row[2] != "P3")),
        ),
        (
            "E105",
            Some(1),
            None,
            Box::new(|rows| rows[0][0] = "Mannschaft".to_owned()),
        ),
    ];
    for (code, row, column, change) in cases {
        let issues = planned.issues(change);
        assert_eq!(issues.len(), 1, "{code}: {issues:#?}");
        let issue = &issues[0];
        let place = (issue.code, issue.row, issue.column.as_deref());
        assert_eq!(place, (code, row, column), "{issue:#?}");
        let file = if code == "E804" {
            "edited.xlsx"
        } else {
            "edited.xlsx [Teams]"
        };
        assert_eq!(issue.file, file, "{code}");
    }
}

#[test]
fn a_planned_team_that_is_gone_is_a_notice() {
    let planned = Planned::new();
    let saved = planned.saved(|rows| of(rows, "P3")[10] = "minato".to_owned());
    let read = read_grouping(&saved, &planned.workshop).expect("good teams");
    let codes: Vec<&str> = read.notices.iter().map(|issue| issue.code).collect();
    assert_eq!(codes, ["N801"]);
    assert_eq!(read.notices[0].column.as_deref(), Some("planned team"));
    assert_eq!(read.teams.planned, Some(read.teams.grouping));
}

#[test]
fn differences_add_up() {
    let planned = Planned::new();
    let saved = planned.saved(|rows| {
        for (id, team) in [("P3", "akiya"), ("P5", "kouen"), ("P6", "kouen")] {
            of(rows, id)[0] = team.to_owned();
        }
    });
    let teams = read_grouping(&saved, &planned.workshop)
        .expect("good teams")
        .teams;
    let before = teams.planned.expect("the plan");
    let edit = verify::edit(&planned.workshop, &before, &teams.grouping);
    assert_eq!(edit.moves.len(), 3);
    let sum = |rules: &[RuleCost]| -> f64 { rules.iter().map(|rule| rule.cost).sum() };
    let measured = [&before, &teams.grouping]
        .map(|grouping| sum(&verify::measure(&planned.workshop, grouping).rules));
    let told: f64 = edit
        .rules
        .iter()
        .map(|rule| rule.now.cost - rule.cost_before)
        .sum();
    assert!((told - (measured[1] - measured[0])).abs() < Level::TOLERANCE);
    for rule in &edit.rules {
        let amount = |places: &[kumiwake::model::Violation]| -> f64 {
            places.iter().map(|place| place.amount).sum()
        };
        let net = amount(&rule.worse) - amount(&rule.better);
        assert!(
            (net - (rule.now.violation - rule.violation_before)).abs() < Level::TOLERANCE,
            "{rule:#?}"
        );
    }
    let levels: f64 = edit
        .levels
        .iter()
        .map(|level| level.after - level.before)
        .sum();
    assert!((levels - told).abs() < Level::TOLERANCE);
}
