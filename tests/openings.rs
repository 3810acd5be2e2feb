//! The proof by openings against brute force: how many teams of each class are open is decided first.

mod support;

use std::time::Duration;

use kumiwake::control::Limits;
use kumiwake::exact::columns::Means;
use kumiwake::exact::{self, Incumbent, Prover, Reach, SAME, by_openings};
use kumiwake::generate::{RuleSet, Shape, Span};
use kumiwake::score::{Compiled, compile};
use support::{plans, workshop, worst_and_least};

fn job<'a>(compiled: &'a Compiled, limits: &'a Limits, means: Means) -> exact::Job<'a> {
    exact::Job {
        compiled,
        measure: compiled,
        limits,
        seed: 1,
        nodes: None,
        observer: &(),
        threads: 1,
        impatient: false,
        reach: Reach::Whole,
        columns: Some(means),
        improve: &|_, _| None,
    }
}

/// Half of them as where exact searches take long.
fn means(seed: u64) -> Means {
    let default = Means::default();
    let long = if seed.is_multiple_of(2) {
        0
    } else {
        default.long
    };
    Means { long, ..default }
}

/// Proves all soft levels in order, each from the worst plan that keeps the levels before at their least; how many it proved, and of how many.
fn assert_levels(
    workshop: &kumiwake::model::Workshop,
    (prover, means): (Prover, Means),
    name: &str,
) -> (u32, u32) {
    let compiled = compile(workshop).unwrap();
    let measured = plans(&compiled);
    let Some((_, best)) = measured.iter().min_by_key(|(_, cost)| cost.clone()) else {
        return (0, 0);
    };
    let (mut left, mut proved, mut tried) = (None, 0, 0);
    for level in 1..best.len() {
        if prover == Prover::Columns && exact::columns::fits(&compiled, level).is_err() {
            continue;
        }
        let kept = |cost: &[i64]| (0..level).all(|l| cost[l] <= best[l] + SAME);
        let (start, least) = worst_and_least(&measured, best, level);
        let limits = Limits::none();
        let start = Incumbent::new(&compiled, start.clone());
        // Stopped at any moment, what is proved so far holds.
        for micros in [0, 300, 3_000] {
            let limits = Limits::none().within(Duration::from_micros(micros));
            let job = job(&compiled, &limits, means);
            let stopped = by_openings(&job, start.clone(), level, prover, &mut None).unwrap();
            let holds = stopped.is_none_or(|stopped| stopped.bound <= least + SAME);
            assert!(holds, "{name}, level {level}, {micros} µs: {least}");
        }
        let found = by_openings(
            &job(&compiled, &limits, means),
            start,
            level,
            prover,
            &mut left,
        );
        let Some(found) = found.unwrap_or_else(|e| panic!("{name}, level {level}: {e}")) else {
            continue;
        };
        let cost = found.best.cost[level];
        let name = format!("{name}, level {level}: {least}, {found:?}");
        assert!(found.bound <= least + SAME, "wrong bound, {name}");
        assert!(
            found.best.cost[0] <= SAME && kept(&found.best.cost),
            "{name}"
        );
        tried += 1;
        if found.bound >= cost - SAME {
            proved += 1;
            assert!((cost - least).abs() <= 2 * SAME, "not the best, {name}");
        }
    }
    (proved, tried)
}

#[test]
fn levels_by_openings_end_as_by_brute_force() {
    for (prover, first) in [(Prover::Program, 21_000), (Prover::Columns, 31_000)] {
        let (mut proved, mut tried) = (0, 0);
        for seed in first..first + 700 {
            let people = 5 + seed as usize % 4;
            let workshop = workshop(seed, people, 2 + seed as usize % 5);
            if workshop.teams.len().pow(people as u32) > 300_000 {
                continue;
            }
            let name = format!("{prover:?}, seed {seed}");
            let ended = assert_levels(&workshop, (prover, means(seed)), &name);
            (proved, tried) = (proved + ended.0, tried + ended.1);
        }
        println!("{prover:?}: {proved} of {tried} proved");
        assert!(
            tried > 300 && proved * 20 > tried * 19,
            "{prover:?}: {proved} of {tried}"
        );
    }
}

/// Generated workshops with one to two teams of each theme, in which both ways must come to the same.
#[test]
fn both_provers_agree_on_generated_workshops() {
    for seed in 1..=6 {
        let shape = Shape {
            people: 24,
            themes: Some(3),
            team_size: Span::new(4, 6),
            teams_per_theme: Span::new(0, 2),
            rules: RuleSet::Rich,
            sessions: false,
            seed,
            ..Shape::default()
        };
        let workshop = support::generated(&shape);
        let compiled = compile(&workshop).unwrap();
        let limits = Limits::none();
        let start = kumiwake::search::search(&kumiwake::search::Job {
            compiled: &compiled,
            limits: &limits,
            seed,
            budget: kumiwake::search::Budget::Moves(50_000),
            threads: 1,
            start: None,
            heeded: compiled.levels.len(),
            observer: &(),
        });
        let mut best = Incumbent::new(&compiled, start.expect("teams").0);
        assert!(best.keeps_hard_rules(), "seed {seed}");
        let means = means(seed);
        let mut left = [None, None];
        for level in 1..compiled.levels.len() {
            let ended: Vec<_> = [Prover::Program, Prover::Columns]
                .into_iter()
                .zip(&mut left)
                .map(|(prover, left)| {
                    let job = job(&compiled, &limits, means);
                    let found = by_openings(&job, best.clone(), level, prover, left);
                    found.unwrap().expect("openings")
                })
                .collect();
            for found in &ended {
                let cost = found.best.cost[level];
                assert!((found.bound - cost).abs() <= SAME, "seed {seed}: {found:?}");
                assert!(
                    (cost - ended[0].best.cost[level]).abs() <= SAME,
                    "seed {seed}"
                );
            }
            best = ended[0].best.clone();
        }
    }
}
