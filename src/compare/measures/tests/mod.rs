//! Measures against plain counting, and against figures worked out by hand.

use super::*;
use crate::compare::run::yardstick;
use crate::input;
use crate::model::{Level, ParticipantId, Preference, TeamId, ThemeId};
use crate::verify;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

const TOML: &str = "format = 1
name = \"four teams\"
[teams]
size = { min = 1, max = 3 }
[[themes]]
id = \"a\"
owners = [\"M\"]
[[themes]]
id = \"b\"
[[rules]]
kind = \"past\"
weight = 1
";

/// M presents a. P1 and P2 are of one company.
const ROSTER: &str = "id,organization,sector,industry,role,choice1,choice2
M,City,municipal,office,clerk,b,
P1,Ant,private,food,boss,a,b
P2,Ant,private,food,boss,a,b
P3,Bee,private,farm,boss,b,a
P4,Cow,private,farm,cook,a,
P5,Dog,private,food,cook,,
";

const HISTORY: &str = "event,date,team,participant
one,2025-01-01,x,P1
one,2025-01-01,x,P2
one,2025-01-01,x,P3
";

fn read(toml: &str, roster: &str) -> Workshop {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text);
    write("workshop.toml", toml).expect("written");
    write("roster.csv", roster).expect("written");
    write("history.csv", HISTORY).expect("written");
    input::read(&folder.path().join("workshop.toml"))
        .expect("a good workshop")
        .workshop
}

fn figure(figures: &Figures, name: &str) -> Option<f64> {
    figures[position(name).expect("a measure")]
}

fn measured(workshop: &Workshop, teams: &[usize]) -> Figures {
    let yardstick = yardstick(workshop).expect("ordinary costs");
    let grouping = Grouping {
        team_of: teams.iter().map(|team| TeamId::new(*team)).collect(),
    };
    measure(&yardstick, &grouping, &verify::measure(workshop, &grouping))
}

/// a: M, P3, P4; b: P1, P2, P5. Ranks: P1 and P2 have their second choice, P3 too, P4 the first; M and P5 have none.
#[test]
fn a_small_plan_by_hand() {
    let figures = measured(&read(TOML, ROSTER), &[0, 1, 1, 0, 0, 1]);
    let expected = [
        ("hard", Some(0.0)),
        // 1 + 1 + 1 for second choices, and one past pair.
        ("first_cost", Some(4.0)),
        ("later_cost", Some(0.0)),
        ("mean_rank", Some(7.0 / 4.0)),
        ("worst_rank", Some(2.0)),
        ("first_share", Some(0.25)),
        // Costs 0, 1, 1, 1: Σ|x − y| = 6 over ordered pairs / (2 · 16 · 0.75).
        ("gini", Some(6.0 / 24.0)),
        // In a: office, farm, farm; in b: food ×3.
        ("industries_mean", Some(1.5)),
        ("industries_min", Some(1.0)),
        // a: clerk, boss, cook; b: boss, boss, cook.
        ("roles_mean", Some(2.5)),
        ("roles_min", Some(2.0)),
        // Pairs that differ. Sector: 2 of 6; industry: 2 of 6; role: 3 + 2 of 6.
        ("diversity", Some((2.0 + 2.0 + 5.0) / 18.0)),
        ("municipal_spread", Some(1.0 / 3.0)),
        ("company_repeats", Some(1.0)),
        // Both teams are full.
        ("blocking_moves", Some(0.0)),
        // P1 and P2 look at P3 and P4 in a, where M presents; P3 looks at the three in b.
        ("envy", Some(2.0 + 2.0 + 3.0)),
        ("past_pairs", Some(1.0)),
        ("gap", None),
    ];
    for (name, value) in expected {
        match (figure(&figures, name), value) {
            (Some(found), Some(value)) => {
                assert!(
                    (found - value).abs() < 1e-12,
                    "{name}: {found}, not {value}"
                );
            }
            (found, value) => assert_eq!(found, value, "{name}"),
        }
    }
}

/// With room for four, P1 or P2 could go to a, and P3 to b.
#[test]
fn room_for_one_more_is_a_blocking_move() {
    let workshop = read(&TOML.replace("max = 3", "max = 4"), ROSTER);
    let figures = measured(&workshop, &[0, 1, 1, 0, 0, 1]);
    assert_eq!(figure(&figures, "blocking_moves"), Some(3.0));
}

#[test]
fn what_a_roster_does_not_have_is_not_measured() {
    let toml = "format = 1\nname = \"x\"\n[teams]\ncount = 2\n";
    let figures = measured(&read(toml, "id\nA\nB\nC\n"), &[0, 0, 1]);
    for name in [
        "mean_rank",
        "diversity",
        "roles_min",
        "envy",
        "past_pairs",
        "first_cost",
    ] {
        assert_eq!(figure(&figures, name), None, "{name}");
    }
    assert_eq!(figure(&figures, "hard"), Some(0.0));
}

/// Every blocking move tried in full, on random plans of two shipped workshops.
#[test]
fn blocking_moves_are_those_that_the_formulas_allow() {
    for instance in ["harbour", "minato"] {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let file = root.join("instances").join(instance).join("workshop.toml");
        let workshop = input::read(&file).expect("a good instance").workshop;
        let mut random = Xoshiro256PlusPlus::seed_from_u64(11);
        for _ in 0..3 {
            let teams: Vec<usize> = (0..workshop.participants.len())
                .map(|_| random.random_range(0..workshop.teams.len() as u64) as usize)
                .collect();
            let figures = measured(&workshop, &teams);
            let grouping = Grouping {
                team_of: teams.iter().map(|team| TeamId::new(*team)).collect(),
            };
            let hard = |grouping: &Grouping| verify::measure(&workshop, grouping).levels[0].2;
            let before = hard(&grouping);
            let mut count = 0;
            for person in workshop.participant_ids() {
                let own = workshop.team(grouping.team(person)).theme.expect("a theme");
                for theme in workshop.theme_ids() {
                    if !prefers(&workshop, person, theme, own) {
                        continue;
                    }
                    let moved = |team: &TeamId| {
                        let mut moved = grouping.clone();
                        moved.team_of[person.index()] = *team;
                        hard(&moved) <= before + Level::TOLERANCE
                    };
                    count += usize::from(workshop.theme(theme).teams.iter().any(moved));
                }
            }
            assert_eq!(
                figure(&figures, "blocking_moves"),
                Some(count as f64),
                "{instance}"
            );
        }
    }
}

/// Whether the person listed `theme` before `own`, and does not present `own`.
fn prefers(workshop: &Workshop, person: ParticipantId, theme: ThemeId, own: ThemeId) -> bool {
    if workshop.owns(person, own) {
        return false;
    }
    match &workshop.participant(person).preference {
        Preference::None => false,
        Preference::Ranked(themes) => {
            let place = |wanted: ThemeId| themes.iter().position(|t| *t == wanted);
            match (place(theme), place(own)) {
                (Some(better), Some(worse)) => better < worse,
                (Some(_), None) => true,
                _ => false,
            }
        }
        Preference::Points(points) => points[theme.index()] > points[own.index()],
    }
}
