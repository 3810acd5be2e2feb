//! Published sessions after random late changes: no timetable affects fewer people, the program says what the formulas
//! say, and names and numbers count the same people.

use std::collections::BTreeSet;

use rand::{RngExt, SeedableRng};

use super::bench::*;
use super::oracle::{Random, chance, check, every_plan, random_bench, random_kind};
use crate::model::*;
use crate::timetable::book::Book;
use crate::timetable::scene::Scene;
use crate::timetable::{Placed, affected, outcome};

/// What a solved session tells people.
fn published(bench: &Bench, session: &Session, earlier: &[Placed]) -> PublishedPlan {
    let solved = bench.solve(session, earlier);
    let told = outcome(&bench.workshop, &solved);
    let talk = |slot: SlotOutcome| PublishedTalk {
        item: slot.item,
        room: slot.room,
        start: Some(slot.start.parse().expect("a time")),
        judges: slot.judges,
    };
    PublishedPlan {
        talks: told.slots.into_iter().map(talk).collect(),
        ..PublishedPlan::default()
    }
}

/// A session, published, and then changed at random.
fn changed(random: &mut Random, bench: &mut Bench) -> Session {
    let rooms = random.random_range(1..3);
    let teams = bench.workshop.teams.len() as i64;
    let slots = if rooms == 1 { teams } else { (teams + 1) / 2 };
    let mut session = session(rooms, (slots + random.random_range(0..2)).min(4));
    session.attend = [Attend::Members, Attend::Owners, Attend::Any][random.random_range(0..3)];
    let judged = random.random_range(0..3);
    if judged > 0 {
        session.judges = panel(judged, chance(random, 30).then_some(2));
    }
    let items = bench.items(&session);
    let keys: Vec<String> = items.iter().map(|item| item.key.clone()).collect();
    for _ in 0..random.random_range(0..3) {
        let number = random.random_range(0..SessionRuleKind::NAMES.len());
        let kind = random_kind(random, number, &keys);
        if kind.name() != "mirror" {
            let rule = soft(random.random_range(1..3), 1.0, kind);
            session.rules.push(rule);
        }
    }
    let mut plan = published(bench, &session, &[]);
    if chance(random, 40) {
        let window = window(random.random_range(0..3) * 10, 40);
        bench.workshop.judges[0].available = vec![window];
    }
    if chance(random, 25) {
        bench.workshop.judges.pop();
    }
    if chance(random, 30) {
        let person = random.random_range(0..bench.workshop.participants.len());
        let start = random.random_range(0..3) * 10;
        bench.workshop.participants[person].unavailable = vec![window(start, start + 10)];
    }
    if rooms == 2 && chance(random, 30) {
        session.rooms[1] = "R9".into();
    }
    let mut item = || keys[random.random_range(0..keys.len())].clone();
    let (late, unlocked) = (item(), item());
    if chance(random, 40) {
        plan.late = vec![(late, clock(random.random_range(0..25)))];
    }
    if chance(random, 25) {
        plan.now = Some(clock(5));
    }
    if chance(random, 30) {
        let others = keys.iter().filter(|key| **key != unlocked).cloned();
        session.publication.lock = Lock::Items(others.collect());
    }
    if chance(random, 20) {
        session.publication.lock = Lock::Items(Vec::new());
    }
    if chance(random, 30) {
        let some = bench.workshop.participants.iter().take(3);
        let mut group: Vec<Told> = some.map(|p| Told::Participant(p.id.clone())).collect();
        group.push(Told::Judge("J2".into()));
        plan.spared = vec![group];
    }
    session.publication.plan = Some(plan);
    session
}

/// The program, the formulas and brute force agree; then the people by name against the people by number.
fn trial(number: u64, seen: &mut BTreeSet<&'static str>) -> bool {
    let random = &mut Random::seed_from_u64(number + 10_000);
    let mut bench = random_bench(random);
    let session = changed(random, &mut bench);
    let (is_hard, _) = check(number, &bench, &session, &[]);
    let items = bench.items(&session);
    let scene = Scene::new(&bench.workshop, &bench.grouping, &session, &[], &items);
    let book = Book::new(&scene);
    seen.extend(book.entries.iter().map(|entry| entry.kind));
    let level = (0..book.priorities.len()).find(|level| book.parts[*level] == Some(0));
    let mut plans = 0;
    every_plan(&scene, &mut |plan| {
        plans += 1;
        if plans % 37 == 1
            && session.publication.lock == Lock::All
            && let Some(level) = level
        {
            let placed = Placed {
                session: &session,
                items: items.clone(),
                timetable: plan.to_timetable(&scene),
            };
            let told = affected(&bench.workshop, &placed).len() as f64;
            assert_eq!(
                book.cost(&scene, plan, level),
                told,
                "trial {number}\n{plan:?}"
            );
        }
    });
    is_hard
}

#[test]
fn no_timetable_affects_fewer_people() {
    let (mut hard, trials) = (0, 120);
    let mut seen = BTreeSet::new();
    for number in 0..trials {
        hard += u64::from(trial(number, &mut seen));
    }
    assert!(hard > 5 && hard < trials - 40, "{hard}");
    for kind in [
        "begun",
        "begun_panel",
        "late",
        "spared",
        "affected",
        "affected_judges",
        "changed",
        "changed_judges",
    ] {
        assert!(seen.contains(kind), "{kind} was never tried");
    }
}

#[test]
fn nothing_changes_where_nothing_has_to() {
    let mut bench = Bench::new(&[1, 1, 1, 1], 2).judged(3);
    let mut session = session(1, 5);
    session.judges = panel(2, None);
    session.publication.plan = Some(published(&bench, &session, &[]));
    // A wish that asks for another order and other judges does not matter now.
    session.rules = vec![
        soft(1, 5.0, SessionRuleKind::First { item: "D".into() }),
        soft(1, 5.0, SessionRuleKind::Expertise),
    ];
    bench.workshop.judges[2].expertise = bench.workshop.theme_ids().collect();
    let solved = bench.solve(&session, &[]);
    assert_eq!(affected(&bench.workshop, &solved.placed), BTreeSet::new());
    assert_eq!(solved.levels[1].part, Some(0));
    assert_eq!(solved.levels[1].cost, 0.0);
    assert_eq!(solved.status, Status::Optimal);
    // Not published, it does.
    session.publication.lock = Lock::Items(Vec::new());
    let solved = bench.solve(&session, &[]);
    assert!(!affected(&bench.workshop, &solved.placed).is_empty());
    assert_eq!(solved.levels[1].part, None);
}

#[test]
fn who_is_affected_already_is_not_counted_again() {
    let mut bench = Bench::new(&[1, 1], 2);
    let mut early = session(1, 2);
    early.id = "early".into();
    early.date = early.date.yesterday().expect("a day before");
    early.publication.plan = Some(published(&bench, &early, &[]));
    let mut late = session(1, 3);
    late.publication.plan = Some(published(&bench, &late, &[]));
    // Team A cannot keep its first slot on either day: both teams change on the first, A alone on the second.
    for (session, number) in [(&early, 0), (&late, 1)] {
        let window = Window::on(session.date, clock(0), clock(10));
        bench.workshop.participants[number].unavailable.push(window);
    }
    let first = bench.solve(&early, &[]);
    assert_eq!(first.levels[1].cost, 4.0);
    let earlier = vec![first.placed];
    let second = bench.solve(&late, &earlier);
    assert_eq!(second.levels[1].cost, 0.0);
    assert_eq!(bench.solve(&late, &[]).levels[1].cost, 2.0);
}
