//! What each kind of rule asks, in both languages.

use jiff::civil::time;
use kumiwake::model::*;
use kumiwake::report::summary;

use crate::sample;
use crate::snapshot;

fn people(positions: std::ops::Range<usize>) -> Vec<ParticipantId> {
    positions.map(ParticipantId::new).collect()
}

fn kinds() -> Vec<RuleKind> {
    let attribute = AttributeId::new(2);
    let count = |values: &[usize], min, max| {
        RuleKind::Count(Count {
            attribute,
            values: values.iter().map(|v| ValueId::new(*v)).collect(),
            min,
            max,
        })
    };
    let block = |name: &str| MeetingBlock {
        name: name.to_owned(),
        busy: Vec::new(),
    };
    let past = |half_life| {
        RuleKind::Past(Past {
            teams: Vec::new(),
            half_life,
        })
    };
    vec![
        count(&[0], Some(1), None),
        count(&[0, 1], None, Some(1)),
        count(&[0], Some(2), Some(2)),
        count(&[0], Some(1), Some(3)),
        count(&[], Some(1), None),
        count(&[0], None, None),
        RuleKind::Limit(Limit { attribute, max: 1 }),
        RuleKind::Limit(Limit { attribute, max: 2 }),
        RuleKind::Variety(Variety {
            attribute,
            goal: Some(3),
        }),
        RuleKind::Variety(Variety {
            attribute,
            goal: Some(1),
        }),
        RuleKind::Variety(Variety {
            attribute,
            goal: None,
        }),
        RuleKind::Similar(Similar { attribute, max: 2 }),
        RuleKind::Balance(Balance { attribute }),
        RuleKind::NumericBalance(NumericBalance { attribute }),
        RuleKind::NotAlone(NotAlone {
            attribute: AttributeId::new(1),
            values: vec![ValueId::new(0)],
        }),
        RuleKind::Together(Together {
            members: people(0..2),
        }),
        RuleKind::Apart(Apart {
            members: people(0..9),
        }),
        RuleKind::Wishes,
        past(None),
        past(Some(2.0)),
        RuleKind::Difference(Difference::Attributes(vec![attribute, AttributeId::new(3)])),
        RuleKind::Difference(Difference::Matrix(Distances {
            size: 0,
            values: Vec::new(),
        })),
        RuleKind::Meeting(Meeting {
            blocks: vec![block("Mon 10"), block("Tue 14")],
            min: 1,
        }),
        RuleKind::IdealSize(IdealSize { size: 5.5 }),
    ]
}

fn session_kinds() -> Vec<SessionRuleKind> {
    let item = || "akiya-1".to_owned();
    let pin = |start, room: Option<&str>| SessionRuleKind::Pin {
        item: item(),
        start,
        room: room.map(str::to_owned),
    };
    vec![
        pin(Some(time(9, 5, 0, 0)), None),
        pin(None, Some("A")),
        pin(Some(time(9, 5, 0, 0)), Some("A")),
        SessionRuleKind::Order {
            before: item(),
            after: "dx".to_owned(),
        },
        SessionRuleKind::First { item: item() },
        SessionRuleKind::Last { item: item() },
        SessionRuleKind::Alternate,
        SessionRuleKind::Mirror {
            session: "themes".to_owned(),
        },
        SessionRuleKind::Load,
        SessionRuleKind::Expertise,
        SessionRuleKind::RoomChange,
        SessionRuleKind::Audience,
        SessionRuleKind::Compact,
        SessionRuleKind::Before {
            session: "themes".to_owned(),
            minutes: 60,
        },
        SessionRuleKind::MustHear {
            item: item(),
            hears: "dx".to_owned(),
        },
        SessionRuleKind::Slack { slots: 1 },
    ]
}

fn kept(id: &str, kind: &str, part: Option<u32>) -> RuleCost {
    RuleCost {
        id: id.to_owned(),
        kind: kind.to_owned(),
        priority: 1,
        part,
        weight: 1.0,
        violation: 0.0,
        cost: 0.0,
    }
}

/// The sentences of the summary of a workshop with every kind of rule.
fn sentences(language: Language) -> String {
    let mut sample = sample::kept(language);
    let all = sample.workshop.participants.len();
    let rules = kinds().into_iter().zip(1..).map(|(kind, number)| Rule {
        id: format!("r{number:02}"),
        weight: Some(1.0),
        priority: 1,
        themes: (number == 1).then(|| vec![ThemeId::new(0), ThemeId::new(1)]),
        seen: (0..all).map(|p| number > 2 || p < 10).collect(),
        kind,
    });
    sample.workshop.rules = rules.collect();
    sample.outcome.rules = sample
        .workshop
        .rules
        .iter()
        .map(|rule| kept(&rule.id, rule.kind.name(), None))
        .collect();
    let rules = session_kinds()
        .into_iter()
        .zip(1..)
        .map(|(kind, number)| SessionRule {
            id: format!("s{number:02}"),
            weight: Some(1.0),
            priority: 1,
            kind,
        });
    sample.workshop.sessions[1].rules = rules.collect();
    sample.outcome.sessions[1].rules = sample.workshop.sessions[1]
        .rules
        .iter()
        .map(|rule| kept(&rule.id, rule.kind.name(), None))
        .collect();
    let mut text = asked(&summary(&sample.plan(), 200));
    for fairness in [Fairness::WorstFirst, Fairness::FirstFirst] {
        sample.workshop.preferences.fairness = fairness;
        sample.outcome.sessions.clear();
        let parts = (1..=3).map(|part| kept("preferences", "preferences", Some(part)));
        sample.outcome.rules = parts.collect();
        text.push_str(&asked(&summary(&sample.plan(), 200)));
    }
    text
}

/// The lines of a summary that say what a kept rule asks.
fn asked(summary: &str) -> String {
    let lines = summary.lines().filter(|line| line.starts_with('✓'));
    lines.map(|line| format!("{line}\n")).collect()
}

#[test]
fn every_kind_reads_well() {
    for (language, suffix) in [(Language::Japanese, "ja"), (Language::English, "en")] {
        let text = sentences(language);
        assert_eq!(
            text.lines().count(),
            kinds().len() + session_kinds().len() + 6
        );
        snapshot::assert_same(&format!("sentences.{suffix}.txt"), &text);
    }
}

#[test]
fn every_kind_of_the_specification_is_read() {
    let mut names: Vec<&str> = kinds().iter().map(RuleKind::name).collect();
    names.dedup();
    assert_eq!(names, RuleKind::NAMES);
    let mut names: Vec<&str> = session_kinds().iter().map(SessionRuleKind::name).collect();
    names.dedup();
    assert_eq!(names, SessionRuleKind::NAMES);
}
