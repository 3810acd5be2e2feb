//! Tables of cases by hand, some for each kind of session rule.

use std::collections::BTreeSet;

use super::bench::*;
use crate::model::*;

/// A kind, the rooms' drawings, and the violation worked out by hand.
type Case = (SessionRuleKind, &'static [&'static str], f64);

fn pin(item: &str, start: Option<i64>, room: Option<&str>) -> SessionRuleKind {
    SessionRuleKind::Pin {
        item: item.into(),
        start: start.map(clock),
        room: room.map(Into::into),
    }
}

fn order(before: &str, after: &str) -> SessionRuleKind {
    SessionRuleKind::Order {
        before: before.into(),
        after: after.into(),
    }
}

fn first(item: &str) -> SessionRuleKind {
    SessionRuleKind::First { item: item.into() }
}

fn last(item: &str) -> SessionRuleKind {
    SessionRuleKind::Last { item: item.into() }
}

fn before(session: &str, minutes: u32) -> SessionRuleKind {
    let session = session.into();
    SessionRuleKind::Before { session, minutes }
}

fn hear(item: &str, hears: &str) -> SessionRuleKind {
    SessionRuleKind::MustHear {
        item: item.into(),
        hears: hears.into(),
    }
}

fn mirror(session: &str) -> SessionRuleKind {
    SessionRuleKind::Mirror {
        session: session.into(),
    }
}

/// Teams, B, C of two people each; four judges; J1 knows A, J2 knows B. The day before, themes C A B spoke.
#[test]
fn each_kind_costs_what_the_formula_says() {
    use SessionRuleKind as K;
    let cases: &[Case] = &[
        (pin("B", Some(10), None), &["A-1 B A-2 C", ""], 0.0),
        (pin("B", Some(0), None), &["A-1 B A-2 C", ""], 1.0),
        (pin("B", None, Some("R2")), &["A-1 B A-2 C", ""], 1.0),
        (pin("B", Some(0), Some("Ｒ２")), &["A-1 A-2 C", "B"], 0.0),
        (pin("B", Some(10), Some("R2")), &["A-1 A-2 C", "B"], 1.0),
        (pin("Z", Some(10), None), &["A-1 A-2 C", "B"], 0.0),
        (pin("B", Some(5), None), &["A-1 B A-2 C", ""], 1.0),
        (order("A-1", "B"), &["A-1 B A-2 C", ""], 0.0),
        (order("B", "A-1"), &["A-1 B A-2 C", ""], 1.0),
        (order("B", "A-1"), &["A-1 A-2 C", "B"], 1.0),
        (order("B", "Z"), &["A-1 A-2 C", "B"], 0.0),
        (first("B"), &["A-1 B A-2 C", ""], 1.0),
        (first("B"), &["A-1 A-2 C", "B"], 0.0),
        (first("C"), &["A-1 A-2 C", "B"], 3.0),
        (last("A-1"), &["A-1 B A-2 C", ""], 3.0),
        (last("A-1"), &["A-1 A-2 C", "B"], 2.0),
        (last("C"), &[". A-1 A-2 C", "B"], 0.0),
        (K::Alternate, &["A-1 A-2 B C", ""], 1.0),
        (K::Alternate, &["A-1 . A-2 B", "C"], 1.0),
        (K::Alternate, &["A-1 B A-2 C", ""], 0.0),
        (K::Alternate, &["A-1 B", "A-2 C"], 0.0),
        // There: C 1, A 2, B 3. Here n = 4, so place here + place there should be 5.
        (mirror("early"), &["A-1 A-2 B C", ""], 2.0 + 1.0 + 1.0),
        (mirror("early"), &["B A-1 A-2 C", ""], 1.0 + 1.0 + 0.0 + 0.0),
        (
            mirror("early"),
            &[". B A-2", "A-1 C"],
            2.0 + 0.0 + 1.0 + 1.0,
        ),
        (mirror("nothing"), &["A-1 A-2 B C", ""], 0.0),
        // 8 seats for 4 judges: mean 2. Loads 4, 3, 1, 0.
        (
            K::Load,
            &["A-1:12 A-2:12 B:12 C:13", ""],
            2.0 + 1.0 + 1.0 + 2.0,
        ),
        // Loads 3, 2, 1, 0 of 6 seats: mean 1.5.
        (
            K::Load,
            &["A-1:12 A-2:12 B:13 C", ""],
            1.5 + 0.5 + 0.5 + 1.5,
        ),
        (
            K::Expertise,
            &["A-1:12 A-2:12 B:12 C:13", ""],
            1.0 + 1.0 + 1.0 + 2.0,
        ),
        (K::Expertise, &["A-1:1 A-2:1 B:2 C", ""], 0.0),
        (K::RoomChange, &["A-1:1 . A-2:1", ". B:1 . C:2"], 2.0),
        (K::RoomChange, &["A-1:12 . A-2:1", "B . . C:2"], 1.0),
        (K::RoomChange, &["A-1:12 A-2:1", "B:34 C:3"], 0.0),
        // Everybody of A listed B; one of C listed A.
        (K::Audience, &["A-1 A-2", "B C"], 4.0 + 1.0),
        (K::Audience, &["A-1 B", "A-2 C"], 4.0 + 1.0),
        (K::Audience, &["A-1 A-2 . .", ". . B C"], 0.0),
        (K::Audience, &["B A-1 .", "C . A-2"], 0.0),
        (K::Compact, &["A-1 . A-2 C", "B"], 1.0),
        (K::Compact, &["A-1 A-2", ". . B C"], 2.0),
        (K::Compact, &["A-1 A-2", "B C . ."], 0.0),
        // The day before is too late for all.
        (before("early", 0), &["A-1 A-2 B C", ""], 4.0),
        (before("nothing", 0), &["A-1 A-2 B C", ""], 0.0),
        (hear("A-1", "B"), &["A-1 A-2", "B C"], 1.0),
        (hear("B", "A-1"), &["A-1 A-2", "C B"], 0.0),
        (hear("B", "Z"), &["A-1 A-2", "B C"], 0.0),
        (K::Slack { slots: 1 }, &["A-1 A-2 B C", ""], 1.0),
        (K::Slack { slots: 2 }, &["A-1 A-2 B", ". . . C"], 1.0),
        (K::Slack { slots: 2 }, &["A-1 A-2 . .", "B . . C"], 0.0),
        (K::Slack { slots: 9 }, &["A-1 A-2 . .", "B . . C"], 4.0),
    ];
    let mut bench = Bench::new(&[2, 1, 1], 2).judged(4);
    bench.workshop.judges[0].expertise = vec![ThemeId(0)];
    bench.workshop.judges[1].expertise = vec![ThemeId(1)];
    for person in 0..4 {
        bench.workshop.participants[person].preference = Preference::Ranked(vec![ThemeId(1)]);
    }
    bench.workshop.participants[6].preference = Preference::Points(vec![3.0, 0.0, 0.0]);
    let mut early = session(1, 4);
    early.id = "early".into();
    early.items = Items::Themes;
    let earlier = vec![bench.placed(&early, &["C . A B"])];
    let mut tried = BTreeSet::new();
    for (kind, rooms, violation) in cases {
        tried.insert(kind.name());
        let mut session = session(2, 4);
        session.date = session.date.tomorrow().expect("a day after");
        session.rules = vec![soft(1, 2.0, kind.clone())];
        let table = bench.table(&session, rooms);
        let measured = bench.measure(&session, &earlier, &table);
        let rule = measured.rules.iter().find(|rule| rule.kind == kind.name());
        let rule = rule.expect("the rule is reported");
        let told: f64 = measured
            .findings
            .iter()
            .filter(|finding| finding.rule == rule.id)
            .flat_map(|finding| &finding.violations)
            .map(|v| v.amount)
            .sum();
        let case = format!("{kind:?} {rooms:?}");
        assert!(
            (rule.violation - violation).abs() < 1e-9,
            "{case}: {}",
            rule.violation
        );
        assert!((rule.cost - 2.0 * violation).abs() < 1e-9, "{case}");
        assert!((told - violation).abs() < 1e-9, "{case}: findings {told}");
        assert_eq!((rule.priority, rule.weight), (1, 2.0), "{case}");
    }
    let all: BTreeSet<&str> = SessionRuleKind::NAMES.into_iter().collect();
    assert_eq!(tried, all);
}

/// The contest: A at 0:40, B at 0:50, C at 1:00. The rehearsal has slots at 0:00, 0:10, 0:20 and 0:30.
#[test]
fn rehearsals_end_so_many_minutes_ahead() {
    let bench = Bench::new(&[1, 1, 1], 1);
    let mut contest = session(1, 3);
    contest.id = "contest".into();
    (contest.start, contest.end) = (clock(40), clock(70));
    let earlier = vec![bench.placed(&contest, &["A B C"])];
    for (minutes, rooms, late) in [
        (0, "B . C A", vec![]),
        (1, "B . C A", vec!["A"]),
        (20, "C . A B", vec!["A", "B"]),
        (30, "A B . C", vec!["C"]),
        (30, "A B C .", vec![]),
    ] {
        let mut session = session(1, 4);
        session.rules = vec![soft(1, 1.0, before("contest", minutes))];
        let table = bench.table(&session, &[rooms]);
        let measured = bench.measure(&session, &earlier, &table);
        let findings = measured.findings.iter().flat_map(|f| &f.violations);
        let told: Vec<&str> = findings.map(|v| v.items[0].as_str()).collect();
        assert_eq!(told, late, "{minutes} minutes, {rooms}");
    }
    let mut session = session(1, 4);
    session.date = session.date.yesterday().expect("a day before");
    session.rules = vec![soft(1, 1.0, before("contest", 1440))];
    let table = bench.table(&session, &["B . C A"]);
    let measured = bench.measure(&session, &earlier, &table);
    let late: Vec<&SessionViolation> = measured
        .findings
        .iter()
        .flat_map(|f| &f.violations)
        .collect();
    assert_eq!(late.len(), 0, "all end a day and more ahead");
}

#[test]
fn the_audience_is_named() {
    let mut bench = Bench::new(&[1, 1], 2);
    bench.workshop.participants[3].preference = Preference::Ranked(vec![ThemeId(0)]);
    let mut session = session(2, 1);
    session.rules = vec![soft(1, 1.0, SessionRuleKind::Audience)];
    let table = bench.table(&session, &["A", "B"]);
    let measured = bench.measure(&session, &[], &table);
    let violation = &measured.findings[0].violations[0];
    assert_eq!(violation.people, [ParticipantId(3)]);
    assert_eq!(violation.items, ["A", "B"]);
}
