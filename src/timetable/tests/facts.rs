//! Slots, items, availability, and reading results back.

use super::bench::*;
use crate::model::*;
use crate::timetable::{from_outcome, items, outcome};

/// (talk, change, minutes in all, breaks, starts), all in minutes after 13:00.
type Slots = (u32, u32, i64, &'static [(i64, i64)], &'static [i64]);

#[test]
fn slots_follow_the_specification() {
    let cases: &[Slots] = &[
        (12, 3, 45, &[], &[0, 15, 30]),
        // Only the talk must end in time, not the change after it.
        (12, 3, 42, &[], &[0, 15, 30]),
        (12, 3, 41, &[], &[0, 15]),
        // The example of SPEC §3: 13:00 to 16:00 with a break 14:15–14:30.
        (
            12,
            3,
            180,
            &[(75, 90)],
            &[0, 15, 30, 45, 60, 90, 105, 120, 135, 150, 165],
        ),
        // The change may run into the break; after it slots start anew at its end.
        (12, 3, 60, &[(27, 32)], &[0, 15, 32, 47]),
        (12, 3, 60, &[(26, 32)], &[0, 32, 47]),
        // A break within a change; one before the first slot; two that overlap; one at the very end.
        (10, 5, 40, &[(11, 14)], &[0, 14, 29]),
        (10, 0, 30, &[(-30, 5)], &[5, 15]),
        (10, 0, 60, &[(25, 40), (10, 30)], &[0, 40, 50]),
        (10, 0, 30, &[(25, 90)], &[0, 10]),
        (10, 0, 9, &[], &[]),
    ];
    for (talk, change, minutes, breaks, starts) in cases {
        let mut session = session(1, 1);
        (session.talk, session.change, session.end) = (*talk, *change, clock(*minutes));
        session.breaks = breaks.iter().map(|(a, b)| (clock(*a), clock(*b))).collect();
        let expected: Vec<_> = starts.iter().map(|start| clock(*start)).collect();
        assert_eq!(
            session.slot_starts(),
            expected,
            "{talk} {change} {minutes} {breaks:?}"
        );
    }
}

#[test]
fn items_are_open_teams_themes_or_titles() {
    let mut bench = Bench::new(&[2, 1, 1], 2);
    // A-2 stays closed; its people join B. The first member of A-1 owns A.
    bench.grouping.team_of[2] = TeamId(2);
    bench.grouping.team_of[3] = TeamId(2);
    bench.workshop.themes[0].owners = vec![ParticipantId(0)];
    let mut session = session(1, 4);
    session.attend = Attend::Owners;
    let keys = |session: &Session| -> Vec<(String, usize, usize)> {
        items(&bench.workshop, session, &bench.grouping)
            .into_iter()
            .map(|item| (item.key, item.attendees.len(), item.members.len()))
            .collect()
    };
    let key = |key: &str, attend: usize, members: usize| (key.to_owned(), attend, members);
    assert_eq!(
        keys(&session),
        [key("A-1", 1, 2), key("B", 0, 4), key("C", 0, 2)]
    );
    session.attend = Attend::Members;
    assert_eq!(
        keys(&session),
        [key("A-1", 2, 2), key("B", 4, 4), key("C", 2, 2)]
    );
    session.items = Items::Themes;
    assert_eq!(
        keys(&session),
        [key("A", 1, 2), key("B", 0, 4), key("C", 0, 2)]
    );
    let titles = ["Greeting", "ｔｈｅｍｅ a", "b", "A-2", "A", " greeting "];
    session.items = Items::Titles(titles.map(str::to_owned).to_vec());
    assert_eq!(
        keys(&session),
        [key("Greeting", 0, 0), key("A", 1, 2), key("B", 4, 4)]
    );
    session.attend = Attend::Any;
    assert!(bench.items(&session).iter().all(|item| item.any));
}

/// What is done to the judge J1, and whether J1 may then hear team A at 13:00, 13:10 and 13:20.
type Judging = (&'static str, fn(&mut Judge), [bool; 3]);

#[test]
fn judges_are_there_and_without_conflict() {
    let cases: &[Judging] = &[
        ("free", |_| {}, [true; 3]),
        (
            "one window",
            |j| j.available = vec![window(0, 20)],
            [true, true, false],
        ),
        (
            "touching windows",
            |j| j.available = vec![window(15, 30), window(0, 15)],
            [true; 3],
        ),
        (
            "a gap",
            |j| j.available = vec![window(0, 14), window(15, 30)],
            [true, false, true],
        ),
        (
            "own organization",
            |j| j.organization_value = Some(ValueId(1)),
            [false; 3],
        ),
        (
            "another organization",
            |j| j.organization_value = Some(ValueId(2)),
            [true; 3],
        ),
        (
            "listed organization",
            |j| j.conflict_organizations = vec![ValueId(0)],
            [false; 3],
        ),
        (
            "listed person",
            |j| j.conflict_participants = vec![ParticipantId(1)],
            [false; 3],
        ),
        (
            "listed theme",
            |j| j.conflict_themes = vec![ThemeId(0)],
            [false; 3],
        ),
        (
            "a member",
            |j| j.participant = Some(ParticipantId(0)),
            [false; 3],
        ),
        // The judge is P3, who is away at 13:10.
        (
            "a participant",
            |j| j.participant = Some(ParticipantId(2)),
            [true, false, true],
        ),
    ];
    for (name, change, expected) in cases {
        let mut bench = Bench::new(&[1, 1], 2).judged(1);
        bench.workshop.participants[2].unavailable = vec![window(12, 18)];
        change(&mut bench.workshop.judges[0]);
        let mut session = session(1, 3);
        session.items = Items::Titles(vec!["A".into()]);
        session.judges = panel(1, None);
        for (slot, expected) in expected.iter().enumerate() {
            let drawing = format!("{}A:1", ". ".repeat(slot));
            let table = bench.table(&session, &[&drawing]);
            let measured = bench.measure(&session, &[], &table);
            assert_eq!(
                measured.levels[0].1 == 0.0,
                *expected,
                "{name} at slot {slot}"
            );
        }
    }
}

/// A sentence, and what is done to a good result to hear it.
type Spoiled = (&'static str, fn(&mut SessionOutcome));

#[test]
fn an_outcome_reads_back_and_differences_are_told() {
    let bench = Bench::new(&[1, 1, 1], 2).judged(2);
    let mut session = session(2, 2);
    session.judges = panel(1, None);
    let solved = bench.solve(&session, &[]);
    let good = outcome(&bench.workshop, &solved);
    let read =
        |told: &SessionOutcome| from_outcome(&bench.workshop, &bench.grouping, &session, told);
    assert_eq!(read(&good).as_ref(), Ok(&solved.placed.timetable));
    let cases: &[Spoiled] = &[
        ("should be 2026-12-18", |o| o.date = "2026-12-19".into()),
        ("no team or talk \"Z\"", |o| o.slots[0].item = "Z".into()),
        ("\"A\" is missing", |o| o.slots.retain(|s| s.item != "A")),
        ("\"A\" stands 2 times", |o| o.unplaced.push("A".into())),
        ("the room \"R9\"", |o| o.slots[0].room = "R9".into()),
        ("starts at 13:01", |o| o.slots[0].start = "13:01".into()),
        ("ends at 13:09", |o| o.slots[0].end = "13:09".into()),
        ("the judge \"J9\"", |o| {
            o.slots[0].judges = vec!["J9".into()]
        }),
        ("\"j1\" twice", |o| {
            o.slots[0].judges = vec!["J1".into(), "j1".into()]
        }),
        ("in the same slot", |o| {
            let slot = o.slots[0].clone();
            (o.slots[1].room, o.slots[1].start, o.slots[1].end) = (slot.room, slot.start, slot.end);
        }),
    ];
    for (sentence, spoil) in cases {
        let mut bad = good.clone();
        spoil(&mut bad);
        let differences = read(&bad).expect_err(sentence);
        let found = differences
            .iter()
            .any(|d| d.text(Language::English).contains(sentence));
        assert!(found, "{sentence}: {differences:?}");
        for difference in &differences {
            assert!(
                difference.text(Language::Japanese).ends_with('。'),
                "{difference:?}"
            );
        }
    }
    let mut other_order = good.clone();
    other_order.slots.reverse();
    assert_eq!(read(&other_order).as_ref(), Ok(&solved.placed.timetable));
}

#[test]
fn a_result_that_tells_other_costs_is_found_out() {
    use crate::verify::session::check_session;
    let bench = Bench::new(&[2, 1], 2).judged(3);
    let mut session = session(1, 3);
    session.judges = panel(2, None);
    session.rules = vec![
        soft(1, 2.0, SessionRuleKind::Load),
        soft(2, 1.0, SessionRuleKind::Alternate),
    ];
    let solved = bench.solve(&session, &[]);
    let good = outcome(&bench.workshop, &solved);
    let check = |told: &SessionOutcome| {
        check_session(&bench.workshop, &bench.grouping, &session, &[], told)
    };
    let checked = check(&good);
    assert_eq!(checked.differences, []);
    assert_eq!(checked.rules, solved.rules);
    assert_eq!(
        checked.placed.expect("placed").timetable,
        solved.placed.timetable
    );
    let cases: &[Spoiled] = &[
        ("Priority 1 is said to cost", |o| o.levels[1].cost += 0.5),
        ("is above the cost", |o| o.levels[2].bound = Some(9.0)),
        ("The levels are not", |o| o.levels.truncate(2)),
        ("\"load-1\" is missing", |o| {
            o.rules.retain(|r| r.kind != "load")
        }),
        ("is said to be violated by", |o| o.rules[1].violation += 1.0),
        ("not in the input", |o| {
            let mut rule = o.rules[0].clone();
            (rule.id, rule.violation) = ("other".into(), 1.0);
            o.rules.push(rule);
        }),
        ("The status does not fit", |o| o.status = Status::Infeasible),
        ("The status does not fit", |o| o.levels[1].bound = None),
        ("stands 2 times", |o| o.unplaced.push("B".into())),
    ];
    for (sentence, spoil) in cases {
        let mut bad = good.clone();
        spoil(&mut bad);
        let told = check(&bad).differences;
        let found = told.iter().any(|d| d.english.contains(sentence));
        assert!(found, "{sentence}: {told:?}");
        assert!(told.iter().all(|d| d.japanese.ends_with('。')));
    }
}
