//! Bounds that need no program: against every timetable of hundreds of random tiny sessions, none costs less, whatever the
//! levels before cost; and panels for known times are as good as trying all of them.

use std::collections::{BTreeMap, BTreeSet};

use rand::{RngExt, SeedableRng};

use super::bench::*;
use super::oracle::{Random, chance, every_plan, is_less, random_bench, random_kind};
use crate::model::*;
use crate::timetable::Placed;
use crate::timetable::book::Book;
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::seating::Panels;

/// Every kind's bounds and costs: (times the bound is above 0, times it is the best cost, trials with a best cost above 0).
type Seen = BTreeMap<&'static str, [usize; 3]>;

const BOUNDED: [&str; 7] = [
    "load",
    "expertise",
    "mirror",
    "alternate",
    "compact",
    "audience",
    "room_change",
];

/// A tiny session with two or three of the rules, each at a priority of its own.
fn tiny<'b>(
    random: &mut Random,
    bench: &'b Bench,
    early: &'b Session,
) -> (Session, Vec<Placed<'b>>) {
    let keys: Vec<String> = bench
        .items(early)
        .into_iter()
        .map(|item| item.key)
        .collect();
    let mut drawing = keys.clone();
    drawing.rotate_left(random.random_range(0..keys.len()));
    let earlier = vec![bench.placed(early, &[&drawing.join(" ")])];
    let teams = bench.workshop.teams.len() as i64;
    let rooms = random.random_range(1..3);
    let slots = match rooms {
        1 => teams + random.random_range(0..2),
        _ => (teams + 1) / 2 + random.random_range(0..2),
    };
    let mut session = session(rooms, slots.min(4));
    session.attend = [Attend::Members, Attend::Any][random.random_range(0..2)];
    if chance(random, 80) {
        let most = chance(random, 30).then_some(2);
        session.judges = panel(random.random_range(1..3), most);
    }
    let mut kinds = BOUNDED.to_vec();
    for priority in 1..=random.random_range(2..4) {
        let kind = kinds.remove(random.random_range(0..kinds.len()));
        let number = SessionRuleKind::NAMES.iter().position(|name| *name == kind);
        let kind = random_kind(random, number.expect("a kind"), &keys);
        let weight = [1.0, 2.0, 0.7][random.random_range(0..3)];
        session.rules.push(soft(priority, weight, kind));
    }
    (session, earlier)
}

/// For each arrangement, the best costs that any panels give it.
type Best = BTreeMap<Vec<Option<(usize, usize)>>, Vec<f64>>;

fn trial(number: u64, seen: &mut Seen) -> (usize, usize) {
    let random = &mut Random::seed_from_u64(90_000 + number);
    let bench = random_bench(random);
    let mut early = session(1, 4);
    early.id = "early".into();
    early.items = Items::Themes;
    early.date = early.date.yesterday().expect("a day before");
    early.attend = Attend::Owners;
    let (session, earlier) = tiny(random, &bench, &early);
    let items = bench.items(&session);
    let scene = Scene::new(&bench.workshop, &bench.grouping, &session, &earlier, &items);
    let book = Book::new(&scene);
    let panels = Panels::of(&scene, &book);
    let mut best_by_level: BTreeMap<usize, f64> = BTreeMap::new();
    let mut best: Best = BTreeMap::new();
    let mut told: BTreeSet<String> = BTreeSet::new();
    every_plan(&scene, &mut |plan: &Plan| {
        let costs = book.costs(&scene, plan);
        if costs[0] > 1e-9 {
            return;
        }
        let slots = (0..items.len()).map(|item| plan.slot(item)).collect();
        let known = best.entry(slots).or_insert_with(|| costs.clone());
        if is_less(&costs, known) {
            known.clone_from(&costs);
        }
        for (level, cost) in costs.iter().enumerate().skip(1) {
            let first = best_by_level.entry(level).or_insert(*cost);
            *first = first.min(*cost);
        }
        // The same costs give the same bounds.
        if !told.insert(format!("{costs:?}")) {
            return;
        }
        for (level, cost) in costs.iter().enumerate().skip(1) {
            let least = book.least(&scene, level, &costs, panels.as_ref());
            assert!(
                least <= cost + 1e-6,
                "trial {number}: {least} for level {level} of {costs:?}\n{session:?}\n{plan:?}"
            );
            let rounded = book.rounded_up(&scene, level, least);
            assert!(rounded <= cost + 1e-6, "trial {number}: {rounded}");
        }
    });
    // Without a look at the levels before: every cost there is allowed.
    let free = vec![1e6; book.priorities.len()];
    for (level, cost) in &best_by_level {
        let least = book.least(&scene, *level, &free, panels.as_ref());
        let kind = session.rules[level - 1].kind.name();
        let counts = seen.entry(kind).or_default();
        counts[0] += usize::from(least > 1e-6);
        counts[1] += usize::from(*cost > 1e-6 && (least - cost).abs() < 1e-5);
        counts[2] += usize::from(*cost > 1e-6);
    }
    // Where all that depends on panels is their price, they are as good as trying all.
    let priced = session
        .rules
        .iter()
        .all(|rule| rule.kind.name() != "room_change");
    let judges_take_part = bench
        .workshop
        .judges
        .iter()
        .any(|judge| judge.participant.is_some());
    let mut seated = 0;
    if let Some(panels) = panels
        && priced
        && !judges_take_part
    {
        for (slots, costs) in &best {
            let mut plan = Plan::empty(&scene);
            for (item, slot) in slots.iter().enumerate() {
                plan.put(item, *slot);
            }
            let found = panels.seat(&scene, &plan).expect("somebody for every seat");
            let found = book.costs(&scene, &found);
            let case = format!("trial {number}: {found:?}, best {costs:?}\n{session:?}\n{plan:?}");
            assert!(!is_less(&found, costs) && !is_less(costs, &found), "{case}");
            seated += 1;
        }
    }
    (usize::from(!best.is_empty()), seated)
}

#[test]
fn no_timetable_undercuts_a_bound() {
    let mut seen = Seen::new();
    let (mut feasible, mut seated) = (0, 0);
    for number in 0..400 {
        let (kept, panels) = trial(number, &mut seen);
        feasible += kept;
        seated += panels;
    }
    assert!(feasible > 150, "{feasible}");
    assert!(seated > 1_000, "{seated}");
    // They are worth something, too: of the best costs above 0, most are proved without a program.
    for kind in ["load", "expertise", "mirror"] {
        let [_, exact, above] = seen[kind];
        assert!(above > 5 && exact * 2 > above, "{kind}: {seen:?}");
    }
    for kind in BOUNDED {
        assert!(seen.contains_key(kind), "{seen:?}");
    }
}
