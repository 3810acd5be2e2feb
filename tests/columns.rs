//! The proof by columns against brute force and against the compact program.

mod support;

use kumiwake::control::Limits;
use kumiwake::exact::columns::{self, Alone, End, Heritage, Means};
use kumiwake::exact::{self, Incumbent, Reach, SAME};
use kumiwake::generate::{RuleSet, Shape, Span};
use kumiwake::model::Grouping;
use kumiwake::score::{Compiled, compile};
use support::{plans, workshop, worst_and_least};

fn job<'a>(compiled: &'a Compiled, limits: &'a Limits, nodes: Option<u64>) -> exact::Job<'a> {
    exact::Job {
        compiled,
        measure: compiled,
        limits,
        seed: 1,
        nodes,
        observer: &(),
        threads: 1,
        impatient: false,
        reach: Reach::Whole,
        columns: None,
        improve: &|_, _| None,
    }
}

fn alone(compiled: &Compiled, start: &Grouping, level: usize, nodes: Option<u64>) -> Alone {
    let limits = Limits::none();
    let start = Incumbent::new(compiled, start.clone());
    let job = job(compiled, &limits, nodes);
    columns::alone(&job, start, level, &mut Heritage::default()).unwrap()
}

/// By branches: nothing is listed, and there is one round of cuts at the most.
const BRANCHES: Means = Means {
    most_listed: 0,
    quiet: 0,
    few: 0,
    effort: 0,
    long: 0,
};

/// By branches of a list, each of which is tried whole where few of its columns matter.
const LISTED: Means = Means {
    most_listed: 250_000,
    ..BRANCHES
};

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
        let measured = plans(&compiled);
        let Some((_, best)) = measured.iter().min_by_key(|(_, cost)| cost.clone()) else {
            continue;
        };
        for level in 1..best.len() {
            if columns::fits(&compiled, level).is_err() {
                continue;
            }
            let (start, least) = worst_and_least(&measured, best, level);
            for nodes in [1, 3, 10, 40] {
                let stopped = alone(&compiled, start, level, Some(nodes));
                assert!(
                    stopped.bound <= least + SAME,
                    "seed {seed}, level {level}, {nodes} nodes: {least}, {stopped:?}"
                );
            }
            let result = alone(&compiled, start, level, None);
            if let End::Unfit(reason) = result.end {
                panic!("seed {seed}: {reason:?}");
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
    assert!(
        fitting > 300 && closed * 20 > fitting * 19,
        "{closed} of {fitting}"
    );
}

/// Each level begins with what the one before left: a list of all columns that matter, or places that nobody needs, which no plan of
/// the same cost may have. Some levels are stopped early.
#[test]
fn levels_that_inherit_end_as_by_brute_force() {
    let (mut inherited, mut narrowed, mut closed, mut better) = (0, 0, 0, 0);
    for seed in (0..900).chain((902..3_600).step_by(3)) {
        let people = 5 + seed as usize % 4;
        let workshop = workshop(9_000 + seed, people, 2 + seed as usize % 5);
        let teams = workshop.teams.len();
        if teams.pow(people as u32) > 300_000 {
            continue;
        }
        let compiled = compile(&workshop).unwrap();
        let levels = compiled.levels.len();
        if levels < 3 || columns::fits(&compiled, levels - 1).is_err() {
            continue;
        }
        let measured = plans(&compiled);
        let worst = measured.iter().max_by_key(|(_, cost)| cost);
        let Some((start, _)) = worst else { continue };
        let (nodes, means) = match seed % 3 {
            0 => (None, Means::default()),
            1 => (None, BRANCHES),
            _ => (Some([5, 20, 80][seed as usize % 9 / 3]), BRANCHES),
        };
        let limits = Limits::none();
        let mut best = Incumbent::new(&compiled, start.clone());
        let mut heritage = Heritage::default();
        for level in 1..levels {
            let kept = |(_, cost): &&(Grouping, Vec<i64>)| {
                (0..level).all(|earlier| cost[earlier] <= best.cost[earlier])
            };
            let least = measured
                .iter()
                .filter(kept)
                .map(|(_, cost)| cost[level])
                .min();
            let least = least.unwrap();
            inherited += usize::from(heritage.has_list());
            let spare = heritage.spare_places(&best.cost[..level]);
            narrowed += usize::from(!spare.is_empty());
            let narrower = compiled.without(&spare);
            let job = exact::Job {
                columns: Some(means),
                ..job(&narrower, &limits, nodes)
            };
            let start = Incumbent::new(&narrower, best.grouping.clone());
            let result = columns::alone(&job, start, level, &mut heritage).unwrap();
            let found = result.best.cost[level];
            let name = format!("seed {seed}, level {level}: {least}, {result:?}");
            assert!(result.bound <= least + SAME, "wrong bound, {name}");
            if result.end == End::Closed {
                closed += 1;
                assert!((found - least).abs() <= 2 * SAME, "not the best, {name}");
            }
            best = result.best;
            for (person, team) in heritage.spare_places(&best.cost[..=level]) {
                let as_good = measured
                    .iter()
                    .filter(|(_, cost)| (0..=level).all(|l| cost[l] <= best.cost[l] + SAME));
                let mut there = as_good.filter(|(plan, _)| plan.team_of[person].index() == team);
                assert_eq!(there.next(), None, "{person} in {team} matters, {name}");
            }
            // Nor has a plan of any cost a place that is spare for it, also one that is better than what was found.
            let known = |(_, cost): &&(Grouping, Vec<i64>)| {
                (0..=level).all(|l| cost[l] <= best.cost[l] + SAME)
            };
            for (plan, cost) in measured.iter().filter(known) {
                let spare = heritage.spare_places(&cost[..=level]);
                better += usize::from(cost[level] < best.cost[level] - SAME && !spare.is_empty());
                let has = |(person, team): &(usize, usize)| plan.team_of[*person].index() == *team;
                assert_eq!(spare.iter().find(|place| has(place)), None, "{name}");
            }
        }
    }
    println!(
        "{inherited} lists and {narrowed} workshops inherited, {closed} levels closed; spare places for {better} better plans"
    );
    assert!(
        inherited > 60 && narrowed > 100 && closed > 200 && better > 20,
        "{inherited}, {narrowed}, {closed}, {better}"
    );
}

/// Where nothing may be listed, branches end at the same costs, and so do those of a list.
#[test]
fn branches_end_as_by_brute_force() {
    for means in [BRANCHES, LISTED] {
        branches_end(means);
    }
}

fn branches_end(means: Means) {
    let (mut closed, mut fitting, mut parted) = (0, 0, 0);
    for seed in 0..500 {
        let people = 6 + seed as usize % 3;
        let workshop = workshop(7_500 + seed, people, 2 + seed as usize % 4);
        let teams = workshop.teams.len();
        if teams.pow(people as u32) > 300_000 {
            continue;
        }
        let compiled = compile(&workshop).unwrap();
        let plans = plans(&compiled);
        let Some((_, best)) = plans.iter().min_by_key(|(_, cost)| cost) else {
            continue;
        };
        for level in 1..best.len() {
            if columns::fits(&compiled, level).is_err() {
                continue;
            }
            let kept = |(_, cost): &&(Grouping, Vec<i64>)| {
                (0..level).all(|earlier| cost[earlier] <= best[earlier] + SAME)
            };
            let costs: Vec<_> = plans.iter().filter(kept).collect();
            let (start, _) = costs.iter().max_by_key(|(_, cost)| cost[level]).unwrap();
            let least = costs.iter().map(|(_, cost)| cost[level]).min().unwrap();
            let limits = Limits::none();
            let job = exact::Job {
                columns: Some(means),
                ..job(&compiled, &limits, None)
            };
            let start = Incumbent::new(&compiled, start.clone());
            let result = columns::alone(&job, start, level, &mut Heritage::default()).unwrap();
            let name = format!("seed {seed}, level {level}: {least}, {result:?}");
            assert!(result.bound <= least + SAME, "wrong bound, {name}");
            fitting += 1;
            parted += usize::from(result.branches > 2);
            if result.end == End::Closed {
                closed += 1;
                let found = result.best.cost[level];
                assert!((found - least).abs() <= 2 * SAME, "not the best, {name}");
            }
        }
    }
    println!("{closed} of {fitting} closed, {parted} in branches");
    // Those of a list are mostly tried at once.
    assert!(parted > 5 || means.most_listed > 0, "{parted}");
    assert!(
        fitting > 200 && closed * 20 > fitting * 19,
        "{closed} of {fitting}"
    );
}

/// Larger workshops, rules of every kind: both proofs end with the same cost.
#[test]
fn columns_and_the_compact_program_agree() {
    let mut compared = 0;
    for seed in 0..120 {
        let people = 10 + seed as usize % 11;
        let workshop = workshop(8_000 + seed, people, 2 + seed as usize % 4);
        let compiled = compile(&workshop).unwrap();
        if workshop.teams.len() < 3 {
            continue;
        }
        let limits = Limits::none();
        let proof = exact::prove(&job(&compiled, &limits, Some(300)), None).unwrap();
        let Some(best) = proof.best.filter(Incumbent::keeps_hard_rules) else {
            continue;
        };
        let mut heritage = Heritage::default();
        for level in 1..best.cost.len() {
            let proven = proof.bounds[level].is_some_and(|b| best.cost[level] <= b + SAME);
            if !proven || columns::fits(&compiled, level).is_err() {
                break;
            }
            let narrower = compiled.without(&heritage.spare_places(&best.cost[..level]));
            let start = Incumbent::new(&narrower, best.grouping.clone());
            let job = job(&narrower, &limits, Some(20_000));
            let result = columns::alone(&job, start, level, &mut heritage).unwrap();
            let name = format!("seed {seed}, level {level}: {best:?}, {result:?}");
            assert!(
                result.bound <= best.cost[level] + SAME,
                "wrong bound, {name}"
            );
            assert!(result.best.cost[level] >= best.cost[level] - SAME, "{name}");
            compared += usize::from(result.end == End::Closed);
        }
    }
    println!("{compared} closed by both");
    assert!(compared > 20, "{compared}");
}

/// Generated workshops whose masters are undecided: branches end with the cost that the compact program proves.
#[test]
fn branches_and_the_compact_program_agree() {
    let (mut closed, mut branches) = (0, 0);
    for seed in 1..=8 {
        let shape = Shape {
            people: 24,
            team_size: Span::new(4, 6),
            teams_per_theme: Span::new(0, 2),
            rules: RuleSet::Rich,
            sessions: false,
            seed,
            ..Shape::default()
        };
        let compiled = compile(&support::generated(&shape)).unwrap();
        let limits = Limits::none();
        let proof = exact::prove(&job(&compiled, &limits, None), None).unwrap();
        let best = proof.best.unwrap();
        for level in 1..best.cost.len() {
            assert_eq!(
                proof.bounds[level].map(|b| best.cost[level] <= b + SAME),
                Some(true)
            );
            for means in [BRANCHES, LISTED] {
                let job = exact::Job {
                    columns: Some(means),
                    ..job(&compiled, &limits, None)
                };
                let none = &mut Heritage::default();
                let result = columns::alone(&job, best.clone(), level, none).unwrap();
                let name = format!("seed {seed}, level {level}: {best:?}, {result:?}");
                assert!(
                    result.bound <= best.cost[level] + SAME,
                    "wrong bound, {name}"
                );
                assert!(
                    (result.best.cost[level] - best.cost[level]).abs() <= SAME,
                    "{name}"
                );
                closed += usize::from(result.end == End::Closed);
                branches += result.branches;
            }
        }
    }
    println!("{closed} levels closed, {branches} branches");
    assert!(closed > 24 && branches > 15, "{closed}, {branches}");
}
