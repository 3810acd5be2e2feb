//! Facilitators: against brute force, in the reports, where too few are there, and when one is lost.

use std::fs;
use std::path::PathBuf;
use std::process::Output;

use assert_cmd::Command;
use kumiwake::control::Limits;
use kumiwake::facilitation::{Duty, Task, measure, solve};
use kumiwake::input;
use kumiwake::model::{Grouping, Outcome, TeamId, Workshop};
use kumiwake::verify;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus as Random;

struct Folder(tempfile::TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().expect("a folder"));
        for (name, text) in files {
            folder.write(name, text);
        }
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

    fn workshop(&self) -> Workshop {
        let read = input::read(&self.path("workshop.toml"));
        read.unwrap_or_else(|issues| panic!("{issues:#?}")).workshop
    }

    fn outcome(&self, folder: &str) -> Outcome {
        let file = self.path(folder).join("result.json");
        input::read_outcome(&file).expect("a result")
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::cargo_bin("kumiwake")
            .expect("the program is built")
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .expect("the program runs")
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// Two or three teams of one person each, two or three blocks that may overlap, two or three facilitators.
fn random_folder(random: &mut Random) -> (Folder, usize) {
    let (teams, blocks) = [(2, 2), (3, 2), (2, 3)][random.random_range(0..3)];
    let mut toml = "format = 1\nname = \"x\"\n".to_owned();
    let mut roster = "id,team,organization\n".to_owned();
    for team in 0..teams {
        toml += &format!("[[themes]]\nid = \"t{team}\"\n");
        roster += &format!("p{team},t{team},O{team}\n");
    }
    for block in 0..blocks {
        let start = ["09:00", "09:30", "10:00", "11:00"][random.random_range(0..4)];
        let each = random.random_range(1..3);
        toml += &format!(
            "[[agenda]]\nid = \"b{block}\"\ntitle = \"x\"\ndate = 2026-12-18\nstart = \"{start}\"\nend = \"{}:00\"\n\
             facilitators = true\nteams_per_facilitator = {each}\n",
            if start < "10:00" { 10 } else { 12 }
        );
    }
    let mut people = "id,organization,available,expertise,conflicts\n".to_owned();
    for person in 0..random.random_range(2..4) {
        let mut maybe = |percent: u32, text: String| match random.random_range(0..100) < percent {
            true => text,
            false => String::new(),
        };
        let organization = maybe(25, format!("O{}", person % teams));
        let available = maybe(30, "2026-12-18 09:00-10:00;2026-12-18 10:00-11:30".into());
        let expertise = maybe(50, format!("t{}", (person + 1) % teams));
        let conflicts = maybe(20, format!("p{}", person % teams));
        people += &format!("f{person},{organization},{available},{expertise},{conflicts}\n");
    }
    let folder = Folder::new(&[
        ("workshop.toml", &toml),
        ("roster.csv", &roster),
        ("facilitators.csv", &people),
    ]);
    (folder, teams)
}

/// Every possible assignment.
fn every_duty(task: &Task, see: &mut dyn FnMut(&Duty)) {
    fn fill(task: &Task, duty: &mut Duty, at: usize, see: &mut dyn FnMut(&Duty)) {
        let teams = task.teams.len();
        if at == teams * task.blocks.len() {
            if duty.is_possible(task) {
                see(duty);
            }
            return;
        }
        let (block, team) = (at / teams, at % teams);
        for person in 0..=task.workshop.facilitators.len() {
            duty.with[block][team] = person.checked_sub(1);
            fill(task, duty, at + 1, see);
        }
    }
    fill(task, &mut Duty::empty(task), 0, see);
}

fn costs(task: &Task, duty: &Duty) -> Vec<f64> {
    measure(task, duty).iter().map(|rule| rule.cost).collect()
}

fn is_less(one: &[f64], other: &[f64]) -> bool {
    let differs = one.iter().zip(other).find(|(a, b)| (*a - *b).abs() > 1e-6);
    differs.is_some_and(|(a, b)| a < b)
}

#[test]
fn no_assignment_is_better() {
    let (mut lacking, mut published) = (0, 0);
    for number in 0..120 {
        let random = &mut Random::seed_from_u64(number);
        let (folder, teams) = random_folder(random);
        let mut workshop = folder.workshop();
        let grouping = Grouping {
            team_of: (0..teams).map(TeamId::new).collect(),
        };
        if number % 3 == 0 {
            let task = Task::of(&workshop, &grouping, &[]).expect("blocks");
            let solved = solve(&task, &Limits::none(), 1, None).expect("solved");
            let before = kumiwake::facilitation::outcome(&task, &solved).blocks;
            workshop.published_facilitators = before;
            workshop.facilitators.remove(0);
            published += 1;
        }
        let task = Task::of(&workshop, &grouping, &[]).expect("blocks");
        let solved = solve(&task, &Limits::none(), number, None).expect("solved");
        assert!(solved.duty.is_possible(&task));
        let found = costs(&task, &solved.duty);
        let mut best: Option<Vec<f64>> = None;
        every_duty(&task, &mut |duty| {
            let costs = costs(&task, duty);
            if best.as_ref().is_none_or(|best| is_less(&costs, best)) {
                best = Some(costs);
            }
        });
        let best = best.expect("nobody anywhere is possible");
        let case = format!(
            "trial {number}: {found:?}, best {best:?}\n{}",
            folder.read("workshop.toml")
        );
        assert!(!is_less(&found, &best) && !is_less(&best, &found), "{case}");
        for (cost, bound) in found.iter().zip(&solved.bounds) {
            assert!(
                (cost - bound).abs() < 1e-6,
                "{case}: bound {bound} of {cost}"
            );
        }
        lacking += usize::from(found[0] > 0.0);
    }
    assert!(lacking > 10 && published == 40, "{lacking} lack somebody");
}

const TOML: &str = "format = 1\nname = \"Two rooms\"\nlanguage = \"LANGUAGE\"\n[[themes]]\nid = \"a\"\ntitle = \"Alleys\"\n\
[[themes]]\nid = \"b\"\ntitle = \"Bridges\"\n[[themes]]\nid = \"c\"\ntitle = \"Canals\"\n\
[[sessions]]\nid = \"talks\"\nitems = \"teams\"\ndate = 2026-12-18\nrooms = [\"Hall\"]\nstart = \"13:00\"\nend = \"13:30\"\ntalk = 10\n\
judges = { per_item = 1 }\n\
[[agenda]]\nid = \"talk\"\ntitle = \"Discussion\"\ndate = 2026-12-18\nstart = \"10:00\"\nend = \"11:00\"\nwho = \"all\"\n\
facilitators = true\n\
[[agenda]]\nid = \"late\"\ntitle = \"Rehearsal\"\ndate = 2026-12-18\nstart = \"13:00\"\nend = \"14:00\"\nfacilitators = true\n";

const ROSTER: &str = "id,team,organization\np1,a,X\np2,b,Y\np3,c,Z\n";

/// f1 judges at the time of the rehearsal.
fn folder(language: &str, people: &str) -> Folder {
    Folder::new(&[
        ("workshop.toml", &TOML.replace("LANGUAGE", language)),
        ("roster.csv", ROSTER),
        ("judges.csv", "id,name\nf1,Fumi\n"),
        ("facilitators.csv", people),
    ])
}

const FOUR: &str = "id,name\nf1,Fumi\nf2,Fred\nf3,Farah\nf4,Finn\n";

#[test]
fn a_judge_at_work_does_not_stand_by_teams() {
    let folder = folder("en", FOUR);
    let output = folder.run(&["solve", "workshop.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let outcome = folder.outcome("out");
    let told = outcome.facilitation.as_ref().expect("facilitators");
    let people = told.blocks[1]
        .teams
        .iter()
        .map(|t| t.facilitator.as_deref());
    let mut people: Vec<_> = people.collect();
    people.sort_unstable();
    assert_eq!(people, [Some("f2"), Some("f3"), Some("f4")]);
    assert_eq!(told.blocks[1].there, 3);
    let text = said(&output);
    for expected in [
        "Facilitators",
        "A team keeps its facilitator",
        "all (facilitators: ",
    ] {
        assert!(text.contains(expected), "{expected} is not in\n{text}");
    }
    let page = folder.read("out/report.html");
    assert!(page.contains("id=\"facilitators\"") && page.contains("Farah"));
    let table = folder.read("out/facilitation.csv");
    assert_eq!(table.lines().count(), 7);
    assert!(
        table.contains("late,Rehearsal,2026-12-18,13:00,14:00,a,Alleys,f"),
        "{table}"
    );
    let output = folder.run(&["check", "workshop.toml", "out/result.json"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
}

#[test]
fn too_few_are_told_block_by_block() {
    for (language, expected) in [
        ("en", "1 of 3 teams have no facilitator (2 can be there)"),
        (
            "ja",
            "3チームのうち1チームに進行役がいません（来られる進行役は2人）",
        ),
    ] {
        let folder = folder(language, &FOUR.replace("f4,Finn\n", ""));
        let output = folder.run(&["solve", "workshop.toml"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
        let text = said(&output).replace("\n", "");
        let squeezed: String = text.split_whitespace().collect();
        let wanted: String = expected.split_whitespace().collect();
        assert!(
            squeezed.contains(&wanted),
            "{expected} is not in\n{}",
            said(&output)
        );
        assert!(folder.read("out/report.html").contains(expected));
        let output = folder.run(&["check", "workshop.toml", "out/result.json"]);
        assert_eq!(output.status.code(), Some(2), "{}", said(&output));
    }
}

#[test]
fn what_cannot_be_is_found() {
    let folder = folder("en", FOUR);
    folder.run(&["solve", "workshop.toml"]);
    let workshop = folder.workshop();
    let good = folder.outcome("out");
    let differences = |outcome: &Outcome| -> Vec<String> {
        let checked = verify::check(&workshop, outcome);
        checked
            .differences
            .into_iter()
            .map(|text| text.en)
            .collect()
    };
    assert_eq!(differences(&good), [""; 0]);
    type Change = fn(&mut kumiwake::model::FacilitationOutcome);
    let cases: [(&str, Change); 7] = [
        ("not those of the workshop", |f| f.blocks.truncate(1)),
        ("who is not in the list", |f| {
            f.blocks[0].teams[0].facilitator = Some("f9".into());
        }),
        ("cannot stand by", |f| {
            f.blocks[1].teams[0].facilitator = Some("f1".into());
        }),
        ("in two blocks at once, or", |f| {
            let first = f.blocks[0].teams[0].facilitator.clone();
            f.blocks[0].teams[1].facilitator = first;
        }),
        ("costs 1, not 0", |f| {
            f.blocks[0].teams[0].facilitator = None
        }),
        ("status does not fit", |f| {
            f.status = kumiwake::model::Status::Infeasible;
        }),
        ("there should be 4", |f| f.blocks[0].there = 9),
    ];
    for (expected, change) in cases {
        let mut outcome = good.clone();
        change(outcome.facilitation.as_mut().expect("facilitators"));
        let found = differences(&outcome);
        assert!(
            found.iter().any(|t| t.contains(expected)),
            "{expected}: {found:?}"
        );
    }
    let mut without = good.clone();
    without.facilitation = None;
    assert!(differences(&without)[0].contains("does not fit the workshop"));
}

#[test]
fn a_lost_facilitator_changes_as_few_teams_as_possible() {
    let folder = folder("en", &format!("{FOUR}f5,Fay\n"));
    folder.run(&["solve", "workshop.toml"]);
    let before = folder.outcome("out");
    let lost = before.facilitation.as_ref().and_then(|told| {
        let mut teams = told.blocks[1].teams.iter();
        teams.next()?.facilitator.clone()
    });
    let lost = lost.expect("a facilitator");
    let output = folder.run(&[
        "replan",
        "workshop.toml",
        "--from",
        "out/result.json",
        "--without-facilitator",
        &lost,
    ]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    let told = folder.outcome("replan").facilitation.expect("facilitators");
    let pairs = |blocks: &[kumiwake::model::FacilitatedBlock]| -> Vec<Option<String>> {
        let teams = blocks.iter().flat_map(|block| &block.teams);
        teams.map(|team| team.facilitator.clone()).collect()
    };
    let old = pairs(&before.facilitation.as_ref().expect("facilitators").blocks);
    let new = pairs(&told.blocks);
    let replaced: Vec<usize> = (0..3)
        .filter(|team| old[*team] != new[*team] || old[team + 3] != new[team + 3])
        .collect();
    let with_lost: Vec<usize> = (0..3)
        .filter(|team| {
            [*team, team + 3]
                .iter()
                .any(|at| old[*at].as_ref() == Some(&lost))
        })
        .collect();
    assert_eq!(replaced, with_lost);
    let level = &told.levels[1];
    assert_eq!((level.part, level.cost), (Some(0), with_lost.len() as f64));
    assert!(level.is_proven());
    assert!(said(&folder.run(&["check", "workshop.toml", "replan/result.json"])).contains("right"));
    assert!(folder.read("replan/report.html").contains("(was "));
    let output = folder.run(&[
        "replan",
        "workshop.toml",
        "--from",
        "out/result.json",
        "--without-facilitator",
        "f7",
    ]);
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
}
