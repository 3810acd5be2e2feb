//! Sessions that cannot be planned: what is said to clash does, no part of it does, and every repair is enough; by brute
//! force.

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng};

use super::bench::*;
use super::oracle::{Random, chance, random_bench, random_kind};
use crate::control::Limits;
use crate::model::*;
use crate::timetable::book::Book;
use crate::timetable::clash::{Case, causes, changes};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::{Request, advise, expected_pressure, items, pressure};

/// Plans that are looked at before nothing is said.
const MOST: usize = 400_000;

/// Whether the hard rules of the case can be kept, by trying everything; `None`: too much to try.
fn plannable(bench: &Bench, case: &Case) -> Option<bool> {
    fn go(scene: &Scene, book: &Book, plan: &mut Plan, item: usize, seen: &mut usize) -> bool {
        if *seen > MOST {
            return false;
        }
        if item == scene.items.len() {
            *seen += 1;
            return book.cost(scene, plan, 0) <= 1e-9;
        }
        for time in (0..scene.times()).filter(|time| scene.is_possible(item, *time)) {
            for room in 0..scene.rooms {
                if plan.at(time, room).is_some() {
                    continue;
                }
                let free = |judge: &usize| plan.heard(*judge, time).is_none();
                let judges: Vec<usize> = scene.panel_candidates(item, time).filter(free).collect();
                plan.put(item, Some((time, room)));
                for set in 0_u32..1 << judges.len() {
                    if set.count_ones() as usize != scene.per_item {
                        continue;
                    }
                    let bits = judges.iter().enumerate();
                    let chosen = bits.filter(|(bit, _)| set >> bit & 1 == 1);
                    plan.seat(item, chosen.map(|(_, judge)| *judge).collect());
                    if go(scene, book, plan, item + 1, seen) {
                        return true;
                    }
                }
                plan.put(item, None);
            }
        }
        false
    }
    let items = items(&case.workshop, &case.session, &bench.grouping);
    let scene = Scene::new(&case.workshop, &bench.grouping, &case.session, &[], &items);
    let mut seen = 0;
    let found = go(
        &scene,
        &Book::new(&scene),
        &mut Plan::empty(&scene),
        0,
        &mut seen,
    );
    (found || seen <= MOST).then_some(found)
}

fn advice(bench: &Bench, session: &Session) -> Option<SessionAdvice> {
    advise(&Request {
        workshop: &bench.workshop,
        grouping: &bench.grouping,
        session,
        earlier: &[],
        limits: &Limits::none(),
        seed: 1,
        nodes: Some(10_000),
        observer: &(),
    })
    .expect("no failure")
}

/// A session with little room and hard rules.
fn tight(random: &mut Random) -> (Bench, Session) {
    let mut bench = random_bench(random);
    let teams = bench.workshop.teams.len() as i64;
    for judge in &mut bench.workshop.judges {
        if chance(random, 50) {
            let start = random.random_range(0..2) * 10;
            judge.available = vec![window(start, start + 10)];
        }
    }
    let mut session = session(1, (teams - random.random_range(0..2)).max(1));
    session.attend = [Attend::Members, Attend::Owners, Attend::Any][random.random_range(0..3)];
    session.judges = panel(random.random_range(1..3), chance(random, 50).then_some(1));
    let keys: Vec<String> = bench
        .items(&session)
        .into_iter()
        .map(|item| item.key)
        .collect();
    for number in 0..random.random_range(0..3) {
        let kind = random_kind(random, number % 2, &keys);
        let mut rule = hard(kind);
        rule.id = format!("rule-{number}");
        session.rules.push(rule);
    }
    (bench, session)
}

/// A session of two rooms whose judges stay in one, or score in both.
fn tight_judges(random: &mut Random) -> (Bench, Session) {
    let (bench, mut session) = tight(random);
    session.rooms = vec!["R1".into(), "R2".into()];
    session.end = clock(20 + 10 * random.random_range(0..2));
    if chance(random, 50) {
        session.breaks = vec![(clock(10), clock(20))];
        session.end = session
            .end
            .saturating_add(jiff::SignedDuration::from_mins(10));
    }
    session.judges = Some(Panel {
        seated: chance(random, 70),
        anchors: random.random_range(1..4),
        ..Panel::new(1, None)
    });
    (bench, session)
}

#[test]
fn clashes_are_smallest_and_repairs_are_enough() {
    let (mut clashes, mut proved, mut repaired) = (0, 0, 0);
    let mut kinds = BTreeSet::new();
    for number in 0..130 {
        let random = &mut Random::seed_from_u64(number + 500);
        let (bench, session) = match number {
            0..90 => tight(random),
            _ => tight_judges(random),
        };
        let whole = Case {
            workshop: bench.workshop.clone(),
            session: session.clone(),
        };
        if plannable(&bench, &whole) != Some(false) {
            continue;
        }
        let count = bench.items(&session).len();
        let all = causes(&whole, &bench.items(&session));
        let Some(advice) = advice(&bench, &session) else {
            // Nothing that can be left out helps: then leaving out everything does not, either.
            let mut free = whole.clone();
            all.iter().for_each(|cause| free.drop(cause, count));
            assert_ne!(plannable(&bench, &free), Some(true), "{number}");
            continue;
        };
        clashes += 1;
        kinds.extend(advice.clash.iter().map(|cause| cause.kind));
        let without = |kept: &[Cause]| {
            let mut case = whole.clone();
            let others = all.iter().filter(|cause| !kept.contains(cause));
            others.for_each(|cause| case.drop(cause, count));
            case
        };
        let told = plannable(&bench, &without(&advice.clash));
        assert_ne!(told, Some(true), "{number}: {advice:?}");
        proved += usize::from(told == Some(false));
        if advice.smallest {
            for cause in &advice.clash {
                let fewer = advice.clash.iter().filter(|other| *other != cause);
                let fewer: Vec<Cause> = fewer.cloned().collect();
                let told = plannable(&bench, &without(&fewer));
                assert_ne!(
                    told,
                    Some(false),
                    "{number}: without {cause:?} of {advice:?}"
                );
            }
        }
        for repair in &advice.repairs {
            repaired += 1;
            let ways = changes(&whole, &repair.cause, count);
            let (at, way) = ways
                .iter()
                .enumerate()
                .find(|(_, (value, _))| *value == repair.value)
                .expect("a way that is known");
            assert_ne!(
                plannable(&bench, &way.1),
                Some(false),
                "{number}: {repair:?}"
            );
            assert!(repair.levels[0].cost == 0.0);
            for (_, smaller) in &ways[..at] {
                assert_ne!(
                    plannable(&bench, smaller),
                    Some(true),
                    "{number}: {repair:?}"
                );
            }
        }
    }
    assert!(
        clashes > 20 && proved > 15 && repaired > 15,
        "{clashes} {proved} {repaired}"
    );
    let judged = [CauseKind::Anchors, CauseKind::Seated, CauseKind::Conflicts];
    assert!(judged.iter().all(|kind| kinds.contains(kind)), "{kinds:?}");
}

#[test]
fn pressure_is_counted() {
    let mut bench = Bench::new(&[1, 1, 1], 2).judged(3);
    bench.workshop.judges[0].available = vec![window(0, 10)];
    bench.workshop.participants[0].unavailable = vec![window(0, 60)];
    let mut session = session(1, 2);
    session.judges = panel(3, None);
    let told = pressure(&bench.workshop, &bench.grouping, &session, &[]);
    assert_eq!((told.talks, told.slots), (3, 2));
    assert_eq!((told.minutes_needed, told.minutes_there), (30, 20));
    assert_eq!((told.seats_needed, told.seats_there), (9, 1 + 2 + 2));
    let starts: Vec<&str> = told.tight.iter().map(|time| time.start.as_str()).collect();
    assert_eq!(starts, ["13:10"]);
    let stuck: Vec<(&str, usize)> = told
        .stuck
        .iter()
        .map(|stuck| (stuck.item.as_str(), stuck.judges))
        .collect();
    assert_eq!(stuck, [("A", 3)]);
    assert_eq!(told.stuck[0].away, ["P1"]);
    let before = expected_pressure(&bench.workshop, &session);
    assert_eq!(before.seats_there, told.seats_there);
    assert!(before.stuck.is_empty());
}
