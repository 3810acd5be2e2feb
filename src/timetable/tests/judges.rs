//! Judges who stay in one room, who score in every room, and whose conflicts have three strengths.

use rand::{RngExt, SeedableRng};

use super::bench::*;
use super::oracle::{Random, chance, check, random_bench, random_kind};
use crate::model::*;
use crate::timetable::talk_ties;

fn seated(per_item: u32, anchors: u32) -> Option<Panel> {
    Some(Panel {
        seated: true,
        anchors,
        ..Panel::new(per_item, None)
    })
}

fn broken(measured: &crate::timetable::Measured) -> Vec<(&str, f64)> {
    let hard = measured.rules.iter().filter(|rule| rule.priority == 0);
    hard.map(|rule| (rule.id.as_str(), rule.violation))
        .collect()
}

/// Four slots, a break after the second.
fn halves(rooms: usize) -> Session {
    let mut session = session(rooms, 5);
    session.breaks = vec![(clock(20), clock(30))];
    session
}

#[test]
fn a_judge_who_changes_rooms_within_a_block_gives_up_the_fewer_scores() {
    let bench = Bench::new(&[1, 1, 1, 1, 1], 1).judged(2);
    let mut session = halves(2);
    session.judges = seated(1, 0);
    let measure = |rooms: &[&str]| {
        let table = bench.table(&session, rooms);
        let measured = bench.measure(&session, &[], &table);
        let told = broken(&measured);
        told.into_iter()
            .map(|(id, amount)| (id.to_owned(), amount))
            .collect::<Vec<_>>()
    };
    // The first judge changes during the break only.
    assert_eq!(measure(&["A:1 B:1 C:2 .", "D:2 . E:1 ."]), []);
    // One score of two in another room.
    let one = [("seated".to_owned(), 1.0)];
    assert_eq!(measure(&["A:1 . C:2 .", ". B:1 D:1 E:1"]), one);
    // The same as one room after another where nothing keeps judges in their rooms.
    session.judges = panel(1, None);
    let table = bench.table(&session, &["A:1 . C:2 .", ". B:1 D:1 E:1"]);
    assert_eq!(broken(&bench.measure(&session, &[], &table)), []);
}

#[test]
fn where_a_judge_sits_nothing_is_presented_that_forbids_it() {
    let mut bench = Bench::new(&[1, 1, 1], 1).judged(2);
    let ties = |themes: &[usize]| Ties {
        themes: themes.iter().map(|t| ThemeId::new(*t)).collect(),
        ..Ties::default()
    };
    let mut session = halves(1);
    session.judges = seated(1, 0);
    let seats = |bench: &Bench, rooms: &str| {
        let table = bench.table(&session, &[rooms]);
        let measured = bench.measure(&session, &[], &table);
        let all: f64 = broken(&measured).iter().map(|(_, amount)| amount).sum();
        let earlier = [];
        let items = bench.items(&session);
        let told = talk_ties(
            &bench.workshop,
            &bench.grouping,
            &session,
            &earlier,
            &items,
            &table,
        );
        let ids = |judges: &[JudgeId]| judges.iter().map(|j| j.index() + 1).collect::<Vec<_>>();
        let told: Vec<_> = told
            .iter()
            .map(|ties| (ids(&ties.recused), ids(&ties.declared)))
            .collect();
        (all, told)
    };
    let nobody = (vec![], vec![]);
    // B forbids J1, who sits there for A.
    bench.workshop.judges[0].conflict_themes = vec![ThemeId(1)];
    let (broken, told) = seats(&bench, "A:1 B:2 C:1 .");
    assert_eq!((broken, &told), (1.0, &vec![nobody.clone(); 3]));
    assert_eq!(seats(&bench, "A:2 B:2 C:1 .").0, 0.0);
    // J1 comes later: nobody meets.
    bench.workshop.judges[0].available = vec![window(0, 10), window(30, 60)];
    assert_eq!(seats(&bench, "A:1 B:2 C:1 .").0, 0.0);
    bench.workshop.judges[0].available.clear();
    // To recuse oneself is to sit there all the same, and not to score.
    bench.workshop.judges[0].conflict_themes.clear();
    bench.workshop.judges[0].recused = ties(&[1]);
    let (broken, told) = seats(&bench, "A:1 B:2 C:1 .");
    let recused = (vec![1], vec![]);
    assert_eq!(
        (broken, told),
        (0.0, vec![nobody.clone(), recused, nobody.clone()])
    );
    assert_eq!(seats(&bench, "A:1 B:1 C:1 .").0, 1.0);
    // What is declared changes nothing else.
    bench.workshop.judges[0].recused = Ties::default();
    bench.workshop.judges[0].declared = ties(&[1, 2]);
    let (broken, told) = seats(&bench, "A:1 B:1 C:2 .");
    let declared = (vec![], vec![1]);
    assert_eq!(
        (broken, told),
        (0.0, vec![nobody.clone(), declared, nobody])
    );
}

#[test]
fn the_own_organization_may_weigh_less() {
    let mut bench = Bench::new(&[1, 1], 1).judged(1);
    bench.workshop.judges[0].organization_value = Some(ValueId(0));
    let mut session = session(1, 2);
    let cost = |session: &Session| {
        let table = bench.table(session, &["A:1 B:1"]);
        bench.measure(session, &[], &table).levels[0].1
    };
    for (strength, expected) in [
        (Strength::Forbid, 1.0),
        (Strength::Recuse, 1.0),
        (Strength::Declare, 0.0),
    ] {
        session.judges = Some(Panel {
            own_organization: strength,
            ..Panel::new(1, None)
        });
        assert_eq!(cost(&session), expected, "{strength:?}");
    }
    // A listed conflict is the stronger one.
    bench.workshop.judges[0].conflict_themes = vec![ThemeId(0)];
    let table = bench.table(&session, &["A:1 B:1"]);
    assert_eq!(bench.measure(&session, &[], &table).levels[0].1, 1.0);
}

#[test]
fn anchors_score_in_every_room_that_is_used() {
    let bench = Bench::new(&[1, 1, 1, 1], 1).judged(3);
    let mut session = session(3, 3);
    session.judges = Some(Panel {
        anchors: 2,
        ..Panel::new(1, None)
    });
    let missing = |rooms: &[&str]| {
        let table = bench.table(&session, rooms);
        let measured = bench.measure(&session, &[], &table);
        let anchors = measured.rules.iter().find(|rule| rule.id == "anchors");
        anchors.map_or(0.0, |rule| rule.violation)
    };
    // Room 3 is empty.
    assert_eq!(missing(&["A:1 B:2", "C:2 D:1", ""]), 0.0);
    assert_eq!(missing(&["A:1 B:2", "C:3 D:1", ""]), 1.0);
    assert_eq!(missing(&["A:1 . B:2", "C:3 .", ". D:1 ."]), 2.0);
}

/// One tiny session with the keys of this file.
fn trial(number: u64) -> bool {
    let random = &mut Random::seed_from_u64(0x5ea7 ^ number);
    let mut bench = random_bench(random);
    let themes = bench.workshop.themes.len();
    for judge in &mut bench.workshop.judges {
        let theme = ThemeId::new(random.random_range(0..themes));
        if chance(random, 25) {
            judge.recused.themes.push(theme);
        }
        if chance(random, 25) {
            judge.declared.themes.push(theme);
        }
    }
    let mut session = session(random.random_range(1..3), random.random_range(2..4));
    if session.rooms.len() == 1 {
        session.end = clock(50);
    }
    if chance(random, 60) {
        let (start, end) = (clock(10), clock(20));
        session.breaks = vec![(start, end)];
        session.end = session
            .end
            .saturating_add(jiff::SignedDuration::from_mins(10));
    }
    session.attend = [Attend::Members, Attend::Owners, Attend::Any][random.random_range(0..3)];
    session.judges = Some(Panel {
        seated: chance(random, 60),
        anchors: random.random_range(0..3),
        own_organization: Strength::WORDS[random.random_range(0..3)].1,
        ..Panel::new(random.random_range(1..3), chance(random, 20).then_some(2))
    });
    let items = bench.items(&session);
    let keys: Vec<String> = items.into_iter().map(|item| item.key).collect();
    for _ in 0..random.random_range(0..3) {
        let number = random.random_range(0..SessionRuleKind::NAMES.len());
        let kind = random_kind(random, number, &keys);
        session.rules.push(match chance(random, 15) {
            true => hard(kind),
            false => soft(random.random_range(1..3), 1.0, kind),
        });
    }
    check(number, &bench, &session, &[]).0
}

#[test]
fn seated_and_anchored_sessions_are_as_good_as_brute_force() {
    let trials = 80;
    let infeasible = (0..trials).filter(|number| trial(*number)).count();
    assert!(infeasible > 8 && infeasible < 60, "{infeasible}");
}
