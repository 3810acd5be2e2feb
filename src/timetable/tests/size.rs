//! Sessions of real sizes: they end within their limits, with a plan and honest bounds.

use std::time::{Duration, Instant};

use super::bench::*;
use crate::control::{Cancel, Limits};
use crate::model::*;
use crate::timetable::Solved;

/// What `mirror` looks back at: all themes in one room, the day before.
fn speeches(slots: i64) -> Session {
    let mut early = session(1, slots);
    early.id = "early".into();
    early.items = Items::Themes;
    early.date = early.date.yesterday().expect("a day before");
    early
}

fn limits(seconds: u64) -> Limits {
    Limits {
        deadline: Some(Instant::now() + Duration::from_secs(seconds)),
        cancel: Cancel::default(),
    }
}

fn check(bench: &Bench, session: &Session, solved: &Solved) {
    let items = bench.items(session).len();
    assert_eq!(solved.placed.timetable.talks.len(), items);
    assert_eq!(solved.levels[0].cost, 0.0);
    for level in &solved.levels {
        assert!(level.bound.expect("a bound") <= level.cost + 1e-6);
    }
}

#[test]
fn eight_teams_in_one_room_are_proved() {
    let bench = Bench::new(&[1, 1, 1, 1, 2, 2], 5).judged(5);
    let early = speeches(6);
    let earlier = vec![bench.placed(&early, &["A B C D E F"])];
    let mut session = session(1, 8);
    session.judges = panel(3, None);
    session.rules = vec![
        soft(1, 1.0, SessionRuleKind::Load),
        soft(2, 1.0, SessionRuleKind::Alternate),
        soft(
            3,
            1.0,
            SessionRuleKind::Mirror {
                session: "early".into(),
            },
        ),
    ];
    let solved = bench.solve(&session, &earlier);
    check(&bench, &session, &solved);
    assert_eq!(solved.status, Status::Optimal);
}

fn festival(
    themes: &[usize],
    heads: usize,
    rooms: usize,
    slots: i64,
    judges: usize,
) -> (Bench, Session) {
    let mut bench = Bench::new(themes, heads).judged(judges);
    let count = themes.len();
    for (number, judge) in bench.workshop.judges.iter_mut().enumerate() {
        judge.expertise = (0..count)
            .filter(|t| (t + number) % 3 == 0)
            .map(ThemeId::new)
            .collect();
        if number % 4 == 1 {
            judge.organization_value = Some(ValueId::new(number * heads));
        }
        if number % 5 == 2 {
            judge.available = vec![window(0, slots * 5), window(slots * 5, slots * 10 - 10)];
        }
    }
    for (number, person) in bench.workshop.participants.iter_mut().enumerate() {
        let listed = [number % count, (number * 7 + 3) % count];
        let mut themes: Vec<ThemeId> = listed.into_iter().map(ThemeId::new).collect();
        themes.dedup();
        person.preference = Preference::Ranked(themes);
    }
    let mut session = session(rooms, slots);
    session.judges = panel(3, Some(10));
    session.rules = vec![
        soft(1, 1.0, SessionRuleKind::Load),
        soft(2, 1.0, SessionRuleKind::Expertise),
        soft(3, 1.0, SessionRuleKind::Alternate),
        soft(3, 1.0, SessionRuleKind::RoomChange),
        soft(4, 0.5, SessionRuleKind::Audience),
        soft(
            4,
            1.0,
            SessionRuleKind::Mirror {
                session: "early".into(),
            },
        ),
        soft(5, 1.0, SessionRuleKind::Compact),
    ];
    (bench, session)
}

#[test]
fn twenty_four_teams_in_two_rooms_end_with_a_plan() {
    let (bench, session) = festival(&[2; 12], 5, 2, 13, 10);
    let early = speeches(12);
    let earlier = vec![bench.placed(&early, &["A B C D E F G H I J K L"])];
    let solved = bench.solve_within(&session, &earlier, &limits(2));
    check(&bench, &session, &solved);
}

#[test]
fn a_prefecture_ends_with_a_plan() {
    let (bench, session) = festival(&[1; 20], 6, 3, 8, 14);
    let early = speeches(20);
    let earlier = vec![bench.placed(&early, &["A B C D E F G H I J K L M N O P Q R S T"])];
    let solved = bench.solve_within(&session, &earlier, &limits(2));
    check(&bench, &session, &solved);
}
