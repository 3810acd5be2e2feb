//! Random tiny sessions: the optimum of every level equals brute force over all timetables with all panels, and the
//! program's objective at any timetable equals the plain formula.

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::bench::*;
use crate::model::*;
use crate::timetable::Placed;
use crate::timetable::book::Book;
use crate::timetable::formula::Formula;
use crate::timetable::plan::Plan;
use crate::timetable::proof::Proof;
use crate::timetable::scene::Scene;
use crate::timetable::seating::Panels;
use crate::timetable::structure::seated::SeatedRule;

pub(super) type Random = Xoshiro256PlusPlus;

pub(super) fn chance(random: &mut Random, percent: u32) -> bool {
    random.random_range(0..100) < percent
}

/// A tiny workshop with everything that a session can ask about.
pub(super) fn random_bench(random: &mut Random) -> Bench {
    let shapes: [&[usize]; 5] = [&[1, 2], &[2, 2], &[1, 1, 1], &[3, 1], &[2, 1]];
    let mut bench = Bench::new(shapes[random.random_range(0..shapes.len())], 2).judged(3);
    let themes = bench.workshop.themes.len();
    let people = bench.workshop.participants.len();
    for theme in 0..themes {
        // The first member of the theme's first team owns it; now and then somebody owns two themes.
        let team = bench.workshop.themes[theme].teams[0];
        let owner = if theme > 0 && chance(random, 25) {
            0
        } else {
            team.index() * 2
        };
        bench.workshop.themes[theme].owners = vec![ParticipantId::new(owner)];
    }
    for person in 0..people {
        if chance(random, 60) {
            let first = random.random_range(0..themes);
            let mut listed = vec![ThemeId::new(first)];
            if themes > 1 && chance(random, 60) {
                listed.push(ThemeId::new((first + 1) % themes));
            }
            bench.workshop.participants[person].preference = Preference::Ranked(listed);
        }
        if chance(random, 12) {
            let start = random.random_range(0..4) * 10;
            bench.workshop.participants[person].unavailable = vec![window(start, start + 10)];
        }
    }
    for judge in 0..3 {
        let data = &mut bench.workshop.judges[judge];
        for theme in 0..themes {
            if chance(random, 50) {
                data.expertise.push(ThemeId::new(theme));
            }
        }
        if chance(random, 25) {
            data.organization_value = Some(ValueId::new(random.random_range(0..people)));
        }
        if chance(random, 15) {
            data.conflict_themes
                .push(ThemeId::new(random.random_range(0..themes)));
        }
        if chance(random, 30) {
            data.available = vec![window(0, 20), window(20, 30)];
        }
        if chance(random, 20) {
            data.participant = Some(ParticipantId::new(random.random_range(0..people)));
        }
    }
    bench
}

pub(super) fn random_kind(random: &mut Random, number: usize, keys: &[String]) -> SessionRuleKind {
    let mut item = || keys[random.random_range(0..keys.len())].clone();
    match SessionRuleKind::NAMES[number] {
        "pin" => SessionRuleKind::Pin {
            item: item(),
            start: chance(random, 70).then(|| clock(random.random_range(0..3) * 10)),
            room: chance(random, 60).then(|| "R1".to_owned()),
        },
        "order" => {
            let (before, after) = (item(), item());
            SessionRuleKind::Order { before, after }
        }
        "first" => SessionRuleKind::First { item: item() },
        "last" => SessionRuleKind::Last { item: item() },
        "alternate" => SessionRuleKind::Alternate,
        "mirror" => SessionRuleKind::Mirror {
            session: "early".into(),
        },
        "load" => SessionRuleKind::Load,
        "expertise" => SessionRuleKind::Expertise,
        "room_change" => SessionRuleKind::RoomChange,
        "audience" => SessionRuleKind::Audience,
        "compact" => SessionRuleKind::Compact,
        "before" => SessionRuleKind::Before {
            session: "early".into(),
            minutes: random.random_range(0..40),
        },
        "must_hear" => {
            let (item, hears) = (item(), item());
            SessionRuleKind::MustHear { item, hears }
        }
        "slack" => SessionRuleKind::Slack {
            slots: random.random_range(1..3),
        },
        other => unreachable!("a kind without a case: {other}"),
    }
}

/// Every plan: each item in each free slot or in none, with every panel of at most per_item judges who may be there. Where
/// judges stay between breaks, those who leave are left out: whoever leaves could as well not judge.
pub(super) fn every_plan(scene: &Scene, see: &mut dyn FnMut(&Plan)) {
    fn seat(scene: &Scene, plan: &mut Plan, item: usize, see: &mut dyn FnMut(&Plan)) {
        if item == scene.items.len() {
            if !scene.seated || SeatedRule.violation(scene, plan) == 0.0 {
                see(plan);
            }
            return;
        }
        let Some(time) = plan.time(item) else {
            return seat(scene, plan, item + 1, see);
        };
        let judges: Vec<usize> = scene
            .panel_candidates(item, time)
            .filter(|judge| plan.heard(*judge, time).is_none())
            .filter(|judge| scene.max_load.is_none_or(|most| plan.load(*judge) < most))
            .collect();
        for set in 0_u32..1 << judges.len() {
            if set.count_ones() as usize > scene.per_item {
                continue;
            }
            let chosen = judges
                .iter()
                .enumerate()
                .filter(|(bit, _)| set >> bit & 1 == 1);
            plan.seat(item, chosen.map(|(_, judge)| *judge).collect());
            seat(scene, plan, item + 1, see);
        }
        plan.seat(item, Vec::new());
    }
    fn place(scene: &Scene, plan: &mut Plan, item: usize, see: &mut dyn FnMut(&Plan)) {
        if item == scene.items.len() {
            return seat(scene, plan, 0, see);
        }
        for time in 0..scene.times() {
            for room in 0..scene.rooms {
                if plan.at(time, room).is_none() {
                    plan.put(item, Some((time, room)));
                    place(scene, plan, item + 1, see);
                    plan.put(item, None);
                }
            }
        }
        place(scene, plan, item + 1, see);
    }
    place(scene, &mut Plan::empty(scene), 0, see);
}

pub(super) fn is_less(a: &[f64], b: &[f64]) -> bool {
    let differs = a.iter().zip(b).find(|(a, b)| (*a - *b).abs() > 1e-6);
    differs.is_some_and(|(a, b)| a < b)
}

/// The objective of the program at a plan, for the level it aims at; `None` where the plan breaks a row.
fn told(proof: &Proof, plan: &Plan) -> Option<f64> {
    let values = proof.sheet.values(plan);
    let program = &proof.sheet.program;
    program
        .is_feasible(&values, 1e-6)
        .then(|| program.objective(&values))
}

/// The program of each level, with no limit on the levels before it.
fn proofs<'s>(scene: &'s Scene<'s>, book: &'s Book, elastic: bool) -> Vec<Proof<'s>> {
    (0..book.priorities.len())
        .map(|level| {
            let mut proof = Proof::new(scene, book, elastic, true);
            proof.aim(level, &vec![1e9; book.priorities.len()]);
            proof
        })
        .collect()
}

/// What was seen in the trial with this number.
fn trial(number: u64, kinds: &mut BTreeSet<&'static str>) -> (bool, usize) {
    let random = &mut Random::seed_from_u64(number);
    let bench = random_bench(random);
    let rooms = random.random_range(1..3);
    let teams = bench.workshop.teams.len() as i64;
    let mut early = session(1, 4);
    early.id = "early".into();
    early.items = Items::Themes;
    // Either long before, or at the same time as the session: then people and judges are taken up.
    if chance(random, 70) {
        early.date = early.date.yesterday().expect("a day before");
    }
    early.attend = Attend::Owners;
    let keys: Vec<String> = bench
        .items(&early)
        .into_iter()
        .map(|item| item.key)
        .collect();
    let mut drawing: Vec<String> = keys.clone();
    drawing.rotate_left(random.random_range(0..keys.len()));
    if chance(random, 50) {
        drawing[0] += ":1";
    }
    let earlier = vec![bench.placed(&early, &[&drawing.join(" ")])];

    let spare = random.random_range(0..2);
    let slots = if rooms == 1 {
        teams + spare
    } else {
        (teams + 1) / 2 + spare
    };
    let mut session = session(rooms, slots.min(4));
    session.attend = [Attend::Members, Attend::Owners, Attend::Any][random.random_range(0..3)];
    if chance(random, 30) {
        let mut titles = vec!["Theme A".to_owned(), "greeting".to_owned()];
        titles.extend(
            bench
                .workshop
                .teams
                .iter()
                .take(2)
                .map(|team| team.id.clone()),
        );
        session.items = Items::Titles(titles);
    }
    let judged = random.random_range(0..3);
    if judged > 0 {
        session.judges = panel(judged, chance(random, 30).then_some(2));
    }
    let keys: Vec<String> = bench
        .items(&session)
        .into_iter()
        .map(|item| item.key)
        .collect();
    for _ in 0..random.random_range(1..4) {
        let number = random.random_range(0..SessionRuleKind::NAMES.len());
        let kind = random_kind(random, number, &keys);
        kinds.insert(kind.name());
        let weight = [1.0, 2.0, 0.7][random.random_range(0..3)];
        let rule = if chance(random, 20) {
            hard(kind)
        } else {
            soft(random.random_range(1..3), weight, kind)
        };
        session.rules.push(rule);
    }
    check(number, &bench, &session, &earlier)
}

pub(super) fn check(
    number: u64,
    bench: &Bench,
    session: &Session,
    earlier: &[Placed],
) -> (bool, usize) {
    let items = bench.items(session);
    let scene = Scene::new(&bench.workshop, &bench.grouping, session, earlier, &items);
    let book = Book::new(&scene);
    let panels = Panels::of(&scene, &book);
    let strict = proofs(&scene, &book, false);
    let elastic = proofs(&scene, &book, true);
    let mut best: Option<Vec<f64>> = None;
    let mut seen = 0_usize;
    every_plan(&scene, &mut |plan| {
        seen += 1;
        let costs = book.costs(&scene, plan);
        let keeps = costs[0] <= 1e-9;
        if best.as_ref().is_none_or(|best| is_less(&costs, best)) {
            best = Some(costs.clone());
        }
        // The translation is compared at every plan that keeps the rules, up to a number, and at some of the others.
        if seen % 997 == 1 || keeps && seen.is_multiple_of(13) {
            for (level, proof) in elastic.iter().enumerate() {
                let told = told(proof, plan);
                assert!(
                    told.is_some_and(|told| (told - costs[level]).abs() < 1e-6),
                    "trial {number}, elastic level {level}: {told:?} for {costs:?}\n{session:?}\n{plan:?}"
                );
            }
            for (level, proof) in strict.iter().enumerate() {
                let told = told(proof, plan);
                assert_eq!(
                    told.is_some(),
                    keeps,
                    "trial {number}: {costs:?}\n{session:?}\n{plan:?}"
                );
                assert!(
                    told.is_none_or(|told| level == 0 || (told - costs[level]).abs() < 1e-6),
                    "trial {number}, level {level}: {told:?} for {costs:?}\n{session:?}\n{plan:?}"
                );
            }
        }
        if keeps {
            for (level, cost) in costs.iter().enumerate() {
                let least = book.least(&scene, level, &costs, panels.as_ref());
                assert!(
                    least <= cost + 1e-9,
                    "trial {number}: least {least} of {costs:?}"
                );
                let rounded = book.rounded_up(&scene, level, *cost);
                assert!(
                    rounded <= cost + 1e-6,
                    "trial {number}: {cost} became {rounded}"
                );
            }
        }
    });
    let best = best.expect("at least the empty plan");
    let solved = bench.solve(session, earlier);
    let costs: Vec<f64> = solved.levels.iter().map(|level| level.cost).collect();
    let case = format!("trial {number}: {costs:?}, best {best:?}\n{session:?}");
    let hard = best[0] > 1e-6;
    assert_eq!(solved.proven_infeasible, hard, "{case}");
    assert_eq!(solved.status == Status::Infeasible, hard, "{case}");
    let published = session.publication.plan.as_ref();
    if hard && published.is_some_and(|plan| !plan.spared.is_empty()) {
        // An alternative that breaks hard rules is none: that there is none is all that is asked.
        return (hard, seen);
    }
    assert!(!is_less(&costs, &best) && !is_less(&best, &costs), "{case}");
    for level in &solved.levels {
        assert!(level.is_proven(), "{case}: {:?}", solved.levels);
    }
    if !hard {
        assert_eq!(solved.status, Status::Optimal, "{case}");
    }
    let again = bench.measure(session, earlier, &solved.placed.timetable);
    assert_eq!(again.rules, solved.rules, "{case}");
    (hard, seen)
}

#[test]
fn every_level_is_as_good_as_brute_force() {
    let mut kinds = BTreeSet::new();
    let mut infeasible = 0;
    let trials = 150;
    for number in 0..trials {
        let (hard, seen) = trial(number, &mut kinds);
        infeasible += u64::from(hard);
        assert!(seen > 0);
    }
    let all: BTreeSet<&str> = SessionRuleKind::NAMES.into_iter().collect();
    assert_eq!(kinds, all, "every kind of rule is tried");
    assert!(infeasible > 10 && infeasible < trials - 50, "{infeasible}");
}
