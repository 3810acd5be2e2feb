//! Four accounts of one cost must agree: the naive formula, the terms, the incremental state, and the ILP's objective; and
//! the ILP's optimum must be the one that brute force finds.

mod support;

use std::sync::Arc;

use kumiwake::control::{Cancel, Limits};
use kumiwake::exact::program::Settings;
use kumiwake::exact::{self, Hard, Reach, TeamProgram, to_cost};
use kumiwake::model::{RuleKind, Workshop};
use kumiwake::rules::clauses;
use kumiwake::score::{Compiled, State, Tables, compile, measure};
use kumiwake::solve::{Method, Options, solve};
use kumiwake::verify;
use rand::RngExt;
use support::{any_grouping, every_grouping, random, workshop};

/// The naive cost of each level.
fn naive(workshop: &Workshop, grouping: &kumiwake::model::Grouping) -> Vec<f64> {
    let measured = verify::measure(workshop, grouping);
    measured.levels.iter().map(|level| level.2).collect()
}

fn assert_close(one: &[f64], other: &[f64], what: &str) {
    assert_eq!(one.len(), other.len(), "{what}: number of levels");
    for (a, b) in one.iter().zip(other) {
        assert!((a - b).abs() < 1e-6, "{what}: {one:?} ≠ {other:?}");
    }
}

#[test]
fn formula_terms_and_state_agree() {
    for seed in 0..400 {
        let workshop = workshop(seed, 4 + seed as usize % 6, 5);
        let compiled = compile(&workshop).unwrap();
        // Gains kept per team, and looked up one by one.
        let most_cells = if seed % 2 == 0 { usize::MAX } else { 0 };
        let tables = Arc::new(Tables::within(&compiled, most_cells));
        let (people, teams) = (compiled.people, compiled.teams);
        let mut random = random(seed);
        let start = any_grouping(&mut random, people, teams);
        let mut state = State::new(tables, &start);
        for step in 0..60 {
            let a = random.random_range(0..people);
            let b = random.random_range(0..people);
            let c = random.random_range(0..people);
            let (team_a, team_b, team_c) = (state.team(a), state.team(b), state.team(c));
            if step % 3 == 0 {
                state.relocate(a, random.random_range(0..teams));
            } else if step % 3 == 1 && team_a != team_b && team_b != team_c && team_a != team_c {
                state.rotate(a, b, c);
            } else if team_a != team_b {
                state.swap(a, b);
            }
            let grouping = state.grouping();
            assert_eq!(state.cost(), measure(&compiled, &grouping), "seed {seed}");
            let costs: Vec<f64> = state.cost().iter().map(|c| to_cost(*c)).collect();
            assert_close(
                &naive(&workshop, &grouping),
                &costs,
                &format!("seed {seed}"),
            );
        }
    }
}

#[test]
fn ilp_rows_and_objective_agree_with_the_measure() {
    for seed in 0..300 {
        let workshop = workshop(seed, 4 + seed as usize % 5, 5);
        let compiled = compile(&workshop).unwrap();
        let mut random = random(seed);
        for _ in 0..10 {
            let grouping = any_grouping(&mut random, compiled.people, compiled.teams);
            let cost = measure(&compiled, &grouping);
            for level in 0..cost.len() {
                let mut elastic = TeamProgram::new(&compiled, Hard::Elastic);
                if level > 0 {
                    elastic.keep(cost[0]);
                    elastic.aim_at(level);
                }
                let values = elastic.values(&grouping).unwrap();
                let program = elastic.program();
                assert!(
                    program.is_feasible(&values, 1e-6),
                    "seed {seed} level {level}"
                );
                let objective = program.objective(&values);
                assert!(
                    (objective - to_cost(cost[level])).abs() < 1e-6,
                    "seed {seed} level {level}: {objective} ≠ {}",
                    to_cost(cost[level])
                );
            }
            // The hard level as constraints keeps exactly the assignments that cost nothing there.
            if compiled.levels[0].floor >= 0 {
                let strict = TeamProgram::new(&compiled, Hard::Strict);
                let kept = strict
                    .values(&grouping)
                    .is_some_and(|values| strict.program().is_feasible(&values, 1e-6));
                assert_eq!(kept, cost[0] == 0, "seed {seed}");
            }
        }
    }
}

/// The best costs over all assignments, levels compared in order.
fn best_by_force(workshop: &Workshop) -> Vec<f64> {
    let mut best: Option<Vec<f64>> = None;
    for grouping in every_grouping(workshop.participants.len(), workshop.teams.len()) {
        let cost = naive(workshop, &grouping);
        let better = best.as_ref().is_none_or(|best| {
            let differing = cost
                .iter()
                .zip(best)
                .find(|(a, b)| (**a - **b).abs() > 1e-7);
            differing.is_some_and(|(a, b)| a < b)
        });
        if better {
            best = Some(cost);
        }
    }
    best.unwrap()
}

fn assert_proven_best(workshop: &Workshop, method: Method) {
    let options = Options {
        method,
        threads: 1,
        time_limit: None,
        ..Options::default()
    };
    let solution = solve(workshop, &options, &Cancel::default(), &()).unwrap();
    let levels = &solution.outcome.levels;
    let costs: Vec<f64> = levels.iter().map(|level| level.cost).collect();
    assert_close(&costs, &best_by_force(workshop), &workshop.name);
    for level in levels {
        assert!(level.is_proven(), "{}: {levels:?}", workshop.name);
    }
}

#[test]
fn the_proven_optimum_is_the_one_of_brute_force() {
    for seed in 0..400 {
        let workshop = workshop(1_000 + seed, 5 + seed as usize % 2, 3);
        if workshop.teams.len() <= 5 {
            assert_proven_best(&workshop, Method::Exact);
            assert_proven_best(&workshop, Method::Auto);
        }
    }
}

#[test]
fn every_kind_of_rule_alone_is_solved_as_by_brute_force() {
    for kind in 0..=RuleKind::NAMES.len() {
        for seed in 0..4 {
            let mut workshop = workshop(2_000 + seed, 5, 0);
            let mut random = random(kind as u64 * 100 + seed);
            let rule = support::rule(&workshop, &mut random, 0, kind);
            workshop.rules.push(rule);
            if workshop.teams.len() <= 5 {
                assert_proven_best(&workshop, Method::Auto);
            }
        }
    }
}

#[test]
fn every_kind_of_rule_stands_in_the_random_workshops() {
    let mut missing: Vec<&str> = RuleKind::NAMES.to_vec();
    for seed in 0..60 {
        let workshop = workshop(seed, 6, 5);
        missing.retain(|kind| clauses(&workshop).iter().all(|clause| clause.kind != *kind));
    }
    assert!(missing.is_empty(), "never tried: {missing:?}");
}

#[test]
fn search_never_beats_the_bound_and_does_not_depend_on_threads() {
    for seed in 0..20 {
        let workshop = workshop(3_000 + seed, 9, 4);
        let mut results = Vec::new();
        for threads in [1, 2, 8] {
            let options = Options {
                method: Method::Search,
                seed,
                threads,
                time_limit: None,
                impatient: false,
                iterations: Some(4_000),
            };
            let solution = solve(&workshop, &options, &Cancel::default(), &()).unwrap();
            results.push(solution.outcome.teams);
        }
        assert_eq!(results[0], results[1]);
        assert_eq!(results[0], results[2]);
    }
}

/// Each bound holds for every assignment that costs no more than the proof's best one at the levels before.
fn assert_bounds_hold(compiled: &Compiled, proof: &exact::Proof, name: &str) {
    let given = proof.best.as_ref().map(|best| best.cost.clone());
    for grouping in every_grouping(compiled.people, compiled.teams) {
        for (level, (cost, bound)) in measure(compiled, &grouping)
            .into_iter()
            .zip(&proof.bounds)
            .enumerate()
        {
            if let Some(bound) = bound {
                assert!(
                    cost >= bound - exact::SAME,
                    "{name}, level {level}: {cost} < {bound}"
                );
            }
            if given
                .as_ref()
                .is_none_or(|given| cost > given[level] + exact::SAME)
            {
                break;
            }
        }
    }
}

#[test]
fn stopped_and_relaxed_proofs_still_tell_bounds_that_hold() {
    for seed in 0..60 {
        let workshop = workshop(4_000 + seed, 6, 4);
        if workshop.teams.len() > 5 {
            continue;
        }
        let compiled = compile(&workshop).unwrap();
        for (reach, nodes) in [
            (Reach::Whole, 0),
            (Reach::WithoutPairs, 0),
            (Reach::WithoutPairs, 1_000),
        ] {
            let job = exact::Job {
                compiled: &compiled,
                measure: &compiled,
                limits: &Limits::none(),
                seed,
                nodes: Some(nodes),
                observer: &(),
                threads: 1,
                impatient: false,
                reach,
                columns: Some(exact::columns::Means::default()),
                improve: &|_, _| None,
            };
            let proof = exact::prove(&job, None).unwrap();
            assert_bounds_hold(&compiled, &proof, &format!("seed {seed}, {reach:?}"));
        }
    }
}

/// What groups of equal teams say of a level is never more than what the best assignment costs that keeps the hard rules
/// and costs no more than `given` at the levels before; tells whether it is as much.
fn assert_groups_bound(
    aggregate: &exact::Aggregate,
    costs: &[Vec<i64>],
    given: &exact::Incumbent,
    level: usize,
    name: &str,
) -> bool {
    let settings = Settings {
        limits: &Limits::none(),
        seed: 1,
        nodes: None,
        start: None,
        cutoff: None,
        progress: &|_, _| {},
        news: &|_| None,
    };
    let (answer, grouping) = aggregate.solve(given, level, &settings, 2).unwrap();
    let allowed = costs.iter().filter(|cost| {
        cost[0] <= exact::SAME && (1..level).all(|l| cost[l] <= given.cost[l] + exact::SAME)
    });
    let best = allowed.map(|cost| cost[level]).min().unwrap();
    let (bound, best) = (answer.bound, exact::to_cost(best));
    assert!(bound <= best + 1e-6, "{name}: {bound} > {best}");
    assert!(
        grouping.is_some(),
        "{name}: solved to the end, so there is a plan"
    );
    bound >= best - 1e-6
}

#[test]
fn groups_of_equal_teams_never_say_too_much() {
    let (mut tried, mut tight) = (0, 0);
    for seed in 0..400 {
        let workshop = workshop(5_000 + seed, 5, 1 + seed as usize % 4);
        if workshop.teams.len() > 4 {
            continue;
        }
        let compiled = compile(&workshop).unwrap();
        let groupings: Vec<_> = every_grouping(compiled.people, compiled.teams).collect();
        let costs: Vec<Vec<i64>> = groupings.iter().map(|g| measure(&compiled, g)).collect();
        let kept = |index: &usize| costs[*index][0] <= exact::SAME;
        let feasible: Vec<usize> = (0..groupings.len()).filter(kept).collect();
        let best = feasible.iter().min_by_key(|index| &costs[**index]);
        // The best plan, and one that leaves room for better ones.
        for index in best.into_iter().chain(feasible.first()) {
            let given = exact::Incumbent::new(&compiled, groupings[*index].clone());
            let Some(aggregate) = exact::Aggregate::of(&compiled, &given) else {
                continue;
            };
            for level in 1..compiled.levels.len() {
                tried += 1;
                let name = format!("seed {seed}, level {level}");
                tight += usize::from(assert_groups_bound(
                    &aggregate, &costs, &given, level, &name,
                ));
            }
        }
    }
    assert!(tried > 100, "only {tried} levels tried");
    assert!(tight > tried / 4, "{tight} of {tried} tight");
}
