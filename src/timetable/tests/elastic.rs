//! Sessions that cannot keep their hard rules, people in two places, and limits.

use super::bench::*;
use crate::control::Limits;
use crate::model::*;
use crate::timetable::Solved;

fn broken(solved: &Solved) -> Vec<(String, f64)> {
    let hard = solved.rules.iter().filter(|rule| rule.priority == 0);
    hard.filter(|rule| rule.violation > 0.0)
        .map(|rule| (rule.id.clone(), rule.violation))
        .collect()
}

fn rule(id: &str, violation: f64) -> (String, f64) {
    (id.to_owned(), violation)
}

fn check_clash(solved: &Solved, expected: &[(String, f64)]) {
    assert_eq!(solved.status, Status::Infeasible);
    assert!(solved.proven_infeasible);
    assert_eq!(broken(solved), expected);
    assert!(solved.levels[0].is_proven(), "{:?}", solved.levels);
}

#[test]
fn too_few_slots_leave_one_item_out_with_all_that_it_needs() {
    let bench = Bench::new(&[1, 1, 1], 2).judged(2);
    let mut session = session(1, 2);
    session.judges = panel(1, None);
    let solved = bench.solve(&session, &[]);
    let expected = [
        rule("placed", 1.0),
        rule("panel", 1.0),
        rule("presence", 2.0),
    ];
    check_clash(&solved, &expected);
    assert_eq!(solved.placed.timetable.unplaced.len(), 1);
}

#[test]
fn a_short_panel_is_better_than_no_talk() {
    let bench = Bench::new(&[1, 1, 1], 2).judged(2);
    let mut session = session(1, 3);
    session.judges = panel(2, Some(2));
    let solved = bench.solve(&session, &[]);
    check_clash(&solved, &[rule("panel", 2.0)]);
    assert!(solved.placed.timetable.unplaced.is_empty());
}

#[test]
fn a_talk_without_one_member_is_better_than_no_talk() {
    let mut bench = Bench::new(&[1, 1], 2);
    bench.workshop.participants[0].unavailable = vec![window(0, 60)];
    let mut session = session(1, 2);
    check_clash(&bench.solve(&session, &[]), &[rule("presence", 1.0)]);
    // One of two is enough.
    session.attend = Attend::Any;
    assert_eq!(bench.solve(&session, &[]).status, Status::Optimal);
}

#[test]
fn hard_session_rules_that_contradict_each_other() {
    let bench = Bench::new(&[1, 1], 2);
    let mut session = session(1, 2);
    let order = |before: &str, after: &str| SessionRuleKind::Order {
        before: before.into(),
        after: after.into(),
    };
    session.rules = vec![hard(order("A", "B")), hard(order("B", "A"))];
    session.rules[0].id = "a-b".into();
    session.rules[1].id = "b-a".into();
    let solved = bench.solve(&session, &[]);
    assert_eq!(solved.levels[0].cost, 1.0);
    assert!(solved.proven_infeasible && solved.levels[0].is_proven());
}

#[test]
fn nobody_is_in_two_places_in_one_session() {
    let mut bench = Bench::new(&[1, 1], 2);
    bench.workshop.themes[0].owners = vec![ParticipantId(0)];
    bench.workshop.themes[1].owners = vec![ParticipantId(0)];
    let mut together = session(2, 1);
    together.items = Items::Themes;
    check_clash(&bench.solve(&together, &[]), &[rule("presence", 1.0)]);
    let mut apart = session(2, 2);
    apart.items = Items::Themes;
    let solved = bench.solve(&apart, &[]);
    assert_eq!(solved.status, Status::Optimal);
    let talks = &solved.placed.timetable.talks;
    assert_ne!(talks[0].start, talks[1].start);
}

#[test]
fn a_judge_who_takes_part_is_in_one_place() {
    // The only judge is a member of A: B is judged while A does not speak, and A has no judge.
    let mut bench = Bench::new(&[1, 1], 2).judged(1);
    bench.workshop.judges[0].participant = Some(ParticipantId(0));
    let mut both = session(2, 1);
    both.judges = panel(1, None);
    let table = bench.table(&both, &["A", "B:1"]);
    let measured = bench.measure(&both, &[], &table);
    // A has no judge, and one member of A judges B meanwhile.
    assert_eq!(measured.levels[0].1, 2.0);
    let mut one = session(1, 2);
    one.judges = panel(1, None);
    check_clash(&bench.solve(&one, &[]), &[rule("panel", 1.0)]);
}

#[test]
fn sessions_at_the_same_time_share_people_and_judges() {
    let mut bench = Bench::new(&[1, 1], 2).judged(1);
    bench.workshop.themes[0].owners = vec![ParticipantId(0)];
    let mut early = session(1, 2);
    early.id = "early".into();
    early.items = Items::Themes;
    // Theme A from 13:00, with the judge; its owner is a member of team A.
    let earlier = vec![bench.placed(&early, &["A:1 B"])];
    let mut later = session(1, 2);
    later.judges = panel(1, None);
    // 13:05 to 13:15 and on: the first slot overlaps the speech of A.
    (later.start, later.end) = (clock(5), clock(25));
    let measure = |rooms: &[&str]| {
        let table = bench.table(&later, rooms);
        bench.measure(&later, &earlier, &table).levels[0].1
    };
    // The judge is taken in the first slot; so is the owner of A.
    assert_eq!(measure(&["A:1 B:1"]), 2.0);
    assert_eq!(measure(&["B:1 A:1"]), 1.0);
    check_clash(&bench.solve(&later, &earlier), &[rule("panel", 1.0)]);
    // A day later nothing is taken.
    let mut next_day = later.clone();
    next_day.date = next_day.date.tomorrow().expect("a day after");
    assert_eq!(bench.solve(&next_day, &earlier).status, Status::Optimal);
}

#[test]
fn an_item_that_needs_one_person_takes_no_one_who_is_needed_elsewhere() {
    let mut bench = Bench::new(&[1, 1], 2);
    let mut early = session(1, 1);
    early.id = "early".into();
    early.attend = Attend::Any;
    early.items = Items::Titles(vec!["A".into()]);
    // P2 is away, so P1 stands for A: at the same time P1 is not free for the next session.
    bench.workshop.participants[1].unavailable = vec![window(0, 10)];
    let earlier = vec![bench.placed(&early, &["A"])];
    let mut later = session(1, 1);
    later.items = Items::Titles(vec!["A".into()]);
    later.attend = Attend::Any;
    check_clash(&bench.solve(&later, &earlier), &[rule("presence", 1.0)]);
    bench.workshop.participants[1].unavailable.clear();
    let earlier = vec![bench.placed(&early, &["A"])];
    assert_eq!(bench.solve(&later, &earlier).status, Status::Optimal);
}

#[test]
fn a_stop_before_the_start_still_gives_a_plan_and_no_false_proof() {
    let mut bench = Bench::new(&[1, 1, 1, 1], 2).judged(3);
    bench.workshop.participants[0].unavailable = vec![window(0, 15)];
    let mut session = session(1, 5);
    session.judges = panel(2, None);
    session.rules = vec![
        soft(1, 1.0, SessionRuleKind::Load),
        soft(2, 1.0, SessionRuleKind::First { item: "A".into() }),
    ];
    let limits = Limits::none();
    limits.cancel.cancel();
    let solved = bench.solve_within(&session, &[], &limits);
    assert!(!solved.proven_infeasible);
    assert_eq!(solved.placed.timetable.talks.len(), 4);
    for level in &solved.levels {
        assert!(level.bound.is_some_and(|bound| bound <= level.cost + 1e-9));
    }
    let full = bench.solve(&session, &[]);
    assert_eq!(full.status, Status::Optimal);
}

#[test]
fn the_same_seed_gives_the_same_timetable() {
    let bench = Bench::new(&[2, 2, 1], 2).judged(4);
    let mut session = session(2, 4);
    session.judges = panel(2, None);
    session.rules = vec![
        soft(1, 1.0, SessionRuleKind::RoomChange),
        soft(2, 1.0, SessionRuleKind::Alternate),
    ];
    let first = bench.solve(&session, &[]).placed.timetable;
    assert_eq!(first, bench.solve(&session, &[]).placed.timetable);
}

#[test]
fn nothing_to_present_is_a_plan() {
    let bench = Bench::new(&[1], 2);
    let mut session = session(1, 2);
    session.items = Items::Titles(Vec::new());
    session.rules = vec![soft(1, 1.0, SessionRuleKind::Load)];
    let solved = bench.solve(&session, &[]);
    assert_eq!(solved.status, Status::Optimal);
    session.items = Items::Teams;
    session.end = session.start;
    let solved = bench.solve(&session, &[]);
    check_clash(&solved, &[rule("placed", 1.0), rule("presence", 2.0)]);
}
