//! The proof by columns against brute force and against the compact program.

mod support;

use kumiwake::control::Limits;
use kumiwake::exact::columns::{self, Alone, End};
use kumiwake::exact::{self, Incumbent, Reach, SAME};
use kumiwake::model::Grouping;
use kumiwake::score::{Compiled, compile, measure};
use support::{every_grouping, workshop};

fn job<'a>(compiled: &'a Compiled, limits: &'a Limits) -> exact::Job<'a> {
    exact::Job {
        compiled,
        limits,
        seed: 1,
        nodes: None,
        observer: &(),
        threads: 1,
        impatient: false,
        reach: Reach::Whole,
        improve: &|_, _| None,
    }
}

fn alone(compiled: &Compiled, start: &Grouping, level: usize) -> Alone {
    let limits = Limits::none();
    let start = Incumbent::new(compiled, start.clone());
    columns::alone(&job(compiled, &limits), start, level).unwrap()
}

#[test]
fn bounds_hold_and_closed_levels_are_optimal_as_by_brute_force() {
    let (mut fitting, mut closed) = (0, 0);
    for seed in 0..600 {
        let people = 5 + seed as usize % 4;
        let workshop = workshop(7_000 + seed, people, 1 + seed as usize % 5);
        let teams = workshop.teams.len();
        if teams.pow(people as u32) > 300_000 {
            continue;
        }
        let compiled = compile(&workshop).unwrap();
        let measured: Vec<(Grouping, Vec<i64>)> = every_grouping(people, teams)
            .map(|grouping| {
                let cost = measure(&compiled, &grouping);
                (grouping, cost)
            })
            .filter(|(_, cost)| cost[0] == 0)
            .collect();
        let Some((_, best)) = measured.iter().min_by_key(|(_, cost)| cost.clone()) else {
            continue;
        };
        for level in 1..best.len() {
            if columns::fits(&compiled, level).is_err() {
                continue;
            }
            // The worst plan that keeps the levels before at their least: much is left to find.
            let kept = |cost: &[i64]| (0..level).all(|l| cost[l] <= best[l] + SAME);
            let fit = measured.iter().filter(|(_, cost)| kept(cost));
            let (start, _) = fit.clone().max_by_key(|(_, cost)| cost[level]).unwrap();
            let least = fit.map(|(_, cost)| cost[level]).min().unwrap();
            let result = alone(&compiled, start, level);
            if let End::Unfit(_) = result.end {
                continue;
            }
            fitting += 1;
            let found = result.best.cost[level];
            let name = format!("seed {seed}, level {level}: {least}, {result:?}");
            assert!(result.bound <= least + SAME, "wrong bound, {name}");
            if result.end == End::Closed {
                closed += 1;
                assert!((found - least).abs() <= 2 * SAME, "not the best, {name}");
            }
        }
    }
    println!("{closed} of {fitting} closed");
    assert!(fitting > 300 && closed * 20 > fitting * 19, "{closed} of {fitting}");
}
