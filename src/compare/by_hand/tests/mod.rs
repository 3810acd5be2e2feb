//! Forming by hand: against plans worked out by hand, and on invented workshops of every shape.

use super::*;
use crate::compare::run::yardstick;
use crate::generate::{RuleSet, Shape, Span, generate};
use crate::input;
use crate::model::{TeamId, Workshop};
use crate::verify;

const BY_HAND: [Approach; 4] = [
    Approach::Random,
    Approach::FirstCome,
    Approach::Lottery,
    Approach::Snake,
];

fn read(toml: &str, roster: &str) -> Workshop {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
    write("workshop.toml", toml).expect("written");
    write("roster.csv", roster).expect("written");
    input::read(&folder.path().join("workshop.toml"))
        .expect("a good workshop")
        .workshop
}

fn teams(workshop: &Workshop, approach: Approach, seed: u64) -> Vec<usize> {
    let yardstick = yardstick(workshop).expect("ordinary costs");
    let grouping = form(&yardstick, approach, seed).expect("there are teams");
    grouping.team_of.iter().map(|team| team.index()).collect()
}

const TWO: &str = "format = 1
name = \"two\"
[teams]
size = { min = 2, max = 3 }
[[themes]]
id = \"a\"
[[themes]]
id = \"b\"
";

#[test]
fn first_come_takes_the_best_choice_with_room_left() {
    // All want a. Three find room; the last two would leave b empty otherwise.
    let roster = "id,choice1,choice2\nP1,a,b\nP2,a,b\nP3,a,b\nP4,a,b\nP5,a,b\n";
    assert_eq!(
        teams(&read(TWO, roster), Approach::FirstCome, 1),
        [0, 0, 0, 1, 1]
    );
    // Room means that b still gets its two: with four people only two may choose a.
    let roster = "id,choice1\nP1,a\nP2,a\nP3,a\nP4,a\n";
    assert_eq!(
        teams(&read(TWO, roster), Approach::FirstCome, 1),
        [0, 0, 1, 1]
    );
    // A veto, a block (its first member chooses), an owner (seated before all others).
    let toml = TWO.replace("id = \"b\"\n", "id = \"b\"\nowners = [\"P5\"]\n");
    let roster =
        "id,choice1,choice2,never,block\nP1,a,,,x\nP2,b,,,\nP3,b,a,b,\nP4,b,,,x\nP5,a,,,\n";
    assert_eq!(
        teams(&read(&toml, roster), Approach::FirstCome, 1),
        [0, 1, 0, 0, 1]
    );
}

#[test]
fn a_lottery_is_first_come_in_some_other_order() {
    let roster = "id,choice1,choice2\nP1,a,b\nP2,a,b\nP3,a,b\nP4,a,b\nP5,a,b\n";
    let workshop = read(TWO, roster);
    let mut winners = std::collections::BTreeSet::new();
    for seed in 0..200 {
        let drawn = teams(&workshop, Approach::Lottery, seed);
        assert_eq!(drawn.iter().filter(|team| **team == 0).count(), 3);
        assert_eq!(
            drawn,
            teams(&workshop, Approach::Lottery, seed),
            "the same seed"
        );
        winners.insert(drawn);
    }
    // 5 over 3 ways to draw three winners; each misses 200 times with chance (9/10)^200.
    assert_eq!(winners.len(), 10);
}

#[test]
fn a_snake_deals_like_people_apart() {
    let toml = "format = 1\nname = \"x\"\n[teams]\ncount = 3\nsize = { min = 3, max = 3 }\nopen = { min = 3 }\n";
    let roster = "id,industry\nP1,food\nP2,farm\nP3,food\nP4,bank\nP5,farm\nP6,bank\nP7,food\nP8,farm\nP9,bank\n";
    let workshop = read(toml, roster);
    let dealt = teams(&workshop, Approach::Snake, 1);
    // Sorted: bank P4 P6 P9 to 1 2 3, farm P2 P5 P8 to 3 2 1, food P1 P3 P7 to 1 2 3.
    assert_eq!(dealt, [0, 2, 1, 0, 1, 1, 2, 0, 2]);
}

/// Plans of generated workshops are whole, the same for the same seed, and keep sizes, owners, pins and blocks.
#[test]
fn sizes_and_fixed_people_are_kept() {
    let shapes = [
        (RuleSet::Plain, Span::new(3, 3), 36),
        (RuleSet::Rich, Span::new(3, 3), 36),
        (RuleSet::Rich, Span::new(0, 2), 50),
        (RuleSet::Plain, Span::new(1, 4), 123),
    ];
    for (rules, teams_per_theme, people) in shapes {
        for seed in 1..=4 {
            let shape = Shape {
                people,
                rules,
                teams_per_theme,
                sessions: false,
                seed,
                ..Shape::default()
            };
            let folder = tempfile::tempdir().expect("a folder");
            for (name, bytes) in generate(&shape).expect("a shape").files {
                std::fs::write(folder.path().join(name), bytes).expect("written");
            }
            let workshop = input::read(&folder.path().join("workshop.toml"));
            let workshop = workshop.expect("a good workshop").workshop;
            let yardstick = yardstick(&workshop).expect("ordinary costs");
            for approach in BY_HAND {
                let plan = form(&yardstick, approach, seed).expect("there are teams");
                assert_eq!(plan, form(&yardstick, approach, seed).expect("teams"));
                assert_eq!(plan.team_of.len(), workshop.participants.len());
                let measured = verify::measure(&workshop, &plan);
                let broken: Vec<&str> = measured
                    .rules
                    .iter()
                    .filter(|rule| rule.priority == 0 && rule.violation > 0.0)
                    .map(|rule| rule.id.as_str())
                    .collect();
                let fixed = [
                    "size",
                    "owners",
                    "pins",
                    "blocks",
                    "theme_teams",
                    "open",
                    "never",
                ];
                assert!(
                    !broken.iter().any(|rule| fixed.contains(rule)),
                    "{approach:?} {shape:?}: {broken:?}"
                );
            }
            let seeds = [1, 2].map(|seed| form(&yardstick, Approach::Random, seed));
            assert_ne!(seeds[0], seeds[1], "another seed deals otherwise");
        }
    }
}

/// Mending never breaks more, and stops where nobody's move helps.
#[test]
fn mending_breaks_less() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let workshop = input::read(&root.join("instances/clash/workshop.toml"));
    let workshop = workshop.expect("a good instance").workshop;
    let yardstick = yardstick(&workshop).expect("ordinary costs");
    let hard = |plan: &Grouping| verify::measure(&workshop, plan).levels[0].2;
    let all_in_one = Grouping {
        team_of: vec![TeamId::new(0); workshop.participants.len()],
    };
    let mended = mend::mend(&yardstick, &all_in_one);
    assert!(hard(&mended) < hard(&all_in_one));
    assert!(hard(&mended) > 0.0, "nothing keeps the rules of this one");
}
