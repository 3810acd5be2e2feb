//! Generated workshops: they read without a problem, the same shape gives the same bytes, and a planted plan is the best.

use std::fs;
use std::path::Path;

use kumiwake::control::Cancel;
use kumiwake::generate::{RuleSet, Shape, Span, generate};
use kumiwake::input;
use kumiwake::model::{Language, Status, Workshop};
use kumiwake::solve::{Method, Options, Verdict, schedule, solve};

fn write(shape: &Shape, directory: &Path) -> Option<f64> {
    let folder = generate(shape).unwrap_or_else(|faults| panic!("{shape:?}: {faults:?}"));
    for (name, bytes) in &folder.files {
        fs::write(directory.join(name), bytes).unwrap();
    }
    folder.planted
}

fn read(directory: &Path) -> Workshop {
    let read = input::read(&directory.join("workshop.toml"));
    let read = read.unwrap_or_else(|issues| panic!("{issues:?}"));
    assert!(read.notices.is_empty(), "{:?}", read.notices);
    read.workshop
}

fn shapes() -> impl Iterator<Item = Shape> {
    (0..24).map(|seed| Shape {
        people: 18 + 5 * seed as usize,
        teams_per_theme: Span::new(seed as usize % 2, 1 + seed as usize % 3),
        rules: if seed % 2 == 0 {
            RuleSet::Plain
        } else {
            RuleSet::Rich
        },
        history: seed as usize % 3,
        sessions: seed % 4 == 0,
        language: if seed % 3 == 0 {
            Language::Japanese
        } else {
            Language::English
        },
        seed,
        ..Shape::default()
    })
}

#[test]
fn workshops_of_many_shapes_are_read_and_can_be_kept() {
    for shape in shapes() {
        let directory = tempfile::tempdir().unwrap();
        write(&shape, directory.path());
        let workshop = read(directory.path());
        assert_eq!(workshop.participants.len(), shape.people, "{shape:?}");
        let options = Options {
            method: Method::Search,
            time_limit: None,
            iterations: Some(400_000),
            ..Options::default()
        };
        let workshop = Workshop {
            sessions: Vec::new(),
            ..workshop
        };
        let solution = solve(&workshop, &options, &Cancel::default(), &()).unwrap();
        assert_eq!(solution.verdict, Verdict::Kept, "{shape:?}");
    }
}

#[test]
fn the_same_shape_gives_the_same_bytes_and_another_seed_others() {
    for shape in shapes().take(6) {
        let folder = generate(&shape).unwrap();
        assert_eq!(folder, generate(&shape).unwrap());
        let other = Shape {
            seed: shape.seed + 100,
            ..shape.clone()
        };
        assert_ne!(folder, generate(&other).unwrap());
    }
}

#[test]
fn a_planted_plan_costs_what_is_said_and_none_costs_less() {
    for (seed, cost) in [(1, 0), (2, 2), (3, 1), (4, 3)] {
        let shape = Shape {
            people: 24,
            teams_per_theme: Span::new(1, 1),
            rules: if seed % 2 == 0 {
                RuleSet::Rich
            } else {
                RuleSet::Plain
            },
            planted: Some(cost),
            sessions: false,
            seed,
            ..Shape::default()
        };
        let directory = tempfile::tempdir().unwrap();
        let planted = write(&shape, directory.path()).expect("a planted plan");
        let workshop = read(directory.path());
        let options = Options {
            time_limit: None,
            impatient: false,
            threads: 1,
            ..Options::default()
        };
        let file = directory.path().join("planted.csv");
        let teams = input::read_grouping(&file, &workshop).unwrap();
        let teams = teams.teams.grouping;
        let given = schedule(&workshop, teams, &options, &Cancel::default(), &()).unwrap();
        let best = solve(&workshop, &options, &Cancel::default(), &()).unwrap();
        assert_eq!(best.outcome.status, Status::Optimal, "{shape:?}");
        for (one, other) in given.outcome.levels.iter().zip(&best.outcome.levels) {
            let wanted = if one.priority == 1 { planted } else { 0.0 };
            assert!((one.cost - wanted).abs() < 1e-6, "{shape:?}: {one:?}");
            assert!((other.cost - wanted).abs() < 1e-6, "{shape:?}: {other:?}");
        }
    }
}

#[test]
fn every_fault_is_told_at_once() {
    let shape = Shape {
        people: 2_000_000,
        team_size: Span::new(6, 4),
        municipal: 2.0,
        ..Shape::default()
    };
    assert_eq!(generate(&shape).unwrap_err().len(), 3);
}
