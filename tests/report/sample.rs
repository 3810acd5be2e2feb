//! A workshop of 24 people with a plan, complete enough to show every part of a report.

use std::collections::BTreeMap;

use jiff::civil::{Date, Time, date, time};
use kumiwake::model::*;
use kumiwake::report::Plan;

use crate::roster::{ROWS, Row, TEAM_OF, THEMES, WISHES};

/// A workshop with its plan.
pub struct Sample {
    pub workshop: Workshop,
    pub outcome: Outcome,
    pub findings: Vec<Finding>,
    pub session_findings: Vec<SessionFinding>,
}

impl Sample {
    pub fn plan(&self) -> Plan<'_> {
        Plan {
            workshop: &self.workshop,
            outcome: &self.outcome,
            findings: &self.findings,
            session_findings: &self.session_findings,
        }
    }
}

fn person(index: usize) -> ParticipantId {
    ParticipantId::new(index)
}

fn attribute(name: &str, cells: &[&str]) -> Attribute {
    let mut labels: Vec<String> = Vec::new();
    let cells = cells
        .iter()
        .map(|cell| {
            let place = labels.iter().position(|label| label == cell);
            let place = place.unwrap_or_else(|| {
                labels.push((*cell).to_owned());
                labels.len() - 1
            });
            vec![ValueId::new(place)]
        })
        .collect::<Vec<_>>();
    Attribute {
        name: name.to_owned(),
        numbers: vec![None; cells.len()],
        labels,
        cells,
    }
}

fn rule(id: &str, soft: Option<(f64, u32)>, kind: RuleKind) -> Rule {
    Rule {
        id: id.to_owned(),
        weight: soft.map(|(weight, _)| weight),
        priority: soft.map_or(0, |(_, priority)| priority),
        themes: None,
        seen: vec![true; ROWS.len()],
        kind,
    }
}

fn cost(id: &str, kind: &str, priority: u32, weight: f64, violation: f64) -> RuleCost {
    RuleCost {
        id: id.to_owned(),
        kind: kind.to_owned(),
        priority,
        part: None,
        weight,
        violation,
        cost: weight * violation,
    }
}

fn level(priority: u32, cost: f64, bound: Option<f64>) -> Level {
    Level {
        priority,
        part: None,
        cost,
        bound,
    }
}

fn workshop(language: Language) -> Workshop {
    let pick = |pair: [&'static str; 2]| language.pick(pair[0], pair[1]);
    let mut participants: Vec<Participant> = ROWS
        .iter()
        .enumerate()
        .map(|(index, row)| Participant {
            id: format!("P{:02}", index + 1),
            name: pick(row.0).to_owned(),
            row: index + 2,
            preference: Preference::Ranked(WISHES[index].map(ThemeId::new).to_vec()),
            never: Vec::new(),
            weight: 1.0,
            block: None,
            pin: None,
            with: Vec::new(),
            without: Vec::new(),
            unavailable: Vec::new(),
        })
        .collect();
    participants[19].preference = Preference::None;
    let column =
        |cell: &dyn Fn(&Row) -> &'static str| -> Vec<&str> { ROWS.iter().map(cell).collect() };
    let attributes = vec![
        attribute(pick(["所属", "organization"]), &column(&|r| pick(r.2))),
        attribute(pick(["区分", "sector"]), &column(&|r| r.1)),
        attribute(pick(["業種", "industry"]), &column(&|r| pick(r.3))),
        attribute(pick(["役職", "role"]), &column(&|r| pick(r.4))),
    ];
    let mut teams = Vec::new();
    let mut themes = Vec::new();
    for (index, (id, title, count)) in THEMES.iter().enumerate() {
        let first = teams.len();
        for number in 1..=*count {
            teams.push(Team {
                id: if *count == 1 {
                    (*id).to_owned()
                } else {
                    format!("{id}-{number}")
                },
                theme: Some(ThemeId::new(index)),
                size: Range {
                    min: Some(4),
                    max: Some(6),
                },
            });
        }
        themes.push(Theme {
            id: (*id).to_owned(),
            title: pick(*title).to_owned(),
            owners: vec![person(index)],
            count: Range {
                min: Some(1),
                max: Some(*count),
            },
            teams: (first..teams.len()).map(TeamId::new).collect(),
        });
    }
    let judge = |index: usize, name: [&'static str; 2]| Judge {
        id: format!("J{index}"),
        name: pick(name).to_owned(),
        organization: String::new(),
        organization_value: None,
        available: Vec::new(),
        expertise: Vec::new(),
        conflict_participants: Vec::new(),
        conflict_organizations: Vec::new(),
        conflict_themes: Vec::new(),
        recused: Ties::default(),
        declared: Ties::default(),
        participant: None,
    };
    let session =
        |id: &str, title, items, day, rooms: &[[&'static str; 2]], start: Time, end: Time| {
            Session {
                id: id.to_owned(),
                title: pick(title).to_owned(),
                items,
                date: day,
                rooms: rooms.iter().map(|room| pick(*room).to_owned()).collect(),
                start,
                end,
                talk: 12,
                change: 3,
                breaks: Vec::new(),
                judges: None,
                attend: Attend::Members,
                rules: Vec::new(),
                lottery: None,
                publication: Publication::default(),
            }
        };
    let hall = ["大ホール", "Great hall"];
    let small = ["第2会議室", "Room 2"];
    let days: [Date; 2] = [date(2026, 12, 17), date(2026, 12, 18)];
    let themes_session = session(
        "themes",
        ["テーマ紹介", "Introduction of the themes"],
        Items::Themes,
        days[0],
        &[hall],
        time(10, 0, 0, 0),
        time(11, 30, 0, 0),
    );
    let mut talks = session(
        "presentations",
        ["プレゼンテーション大会", "Presentations"],
        Items::Teams,
        days[1],
        &[hall, small],
        time(13, 0, 0, 0),
        time(15, 0, 0, 0),
    );
    talks.breaks = vec![(time(13, 30, 0, 0), time(13, 45, 0, 0))];
    talks.judges = Some(Panel::new(2, Some(4)));
    let session_rule = |id: &str, soft: Option<f64>, kind| SessionRule {
        id: id.to_owned(),
        weight: soft,
        priority: u32::from(soft.is_some()),
        kind,
    };
    talks.rules = vec![
        session_rule(
            "opening",
            None,
            SessionRuleKind::Pin {
                item: "kanko".to_owned(),
                start: Some(time(13, 0, 0, 0)),
                room: Some(pick(hall).to_owned()),
            },
        ),
        session_rule(
            "mirror-1",
            Some(1.0),
            SessionRuleKind::Mirror {
                session: "themes".to_owned(),
            },
        ),
        session_rule("load-1", Some(0.5), SessionRuleKind::Load),
    ];
    let block = |title, day, start: Time, end: Time, who| AgendaBlock {
        title: pick(title).to_owned(),
        date: day,
        start,
        end,
        who: pick(who).to_owned(),
        facilitation: None,
    };
    let everyone = ["全員", "everyone"];
    Workshop {
        name: language
            .pick(
                "冬の官民連携ワークショップ 2026",
                "Winter workshop 2026: town halls and companies",
            )
            .to_owned(),
        language,
        zone: Zone::default(),
        participants,
        absent: vec![("P25".to_owned(), "石川 光".to_owned())],
        attributes,
        known: KnownAttributes {
            organization: Some(AttributeId::new(0)),
            sector: Some(AttributeId::new(1)),
            industry: Some(AttributeId::new(2)),
            role: Some(AttributeId::new(3)),
        },
        themes,
        teams,
        open: Range {
            min: None,
            max: Some(5),
        },
        preferences: Preferences::default(),
        rules: vec![
            rule(
                "city-hall",
                None,
                RuleKind::Count(Count {
                    attribute: AttributeId::new(1),
                    values: vec![ValueId::new(0)],
                    min: Some(1),
                    max: Some(3),
                }),
            ),
            rule(
                "colleagues",
                Some((2.0, 1)),
                RuleKind::Limit(Limit {
                    attribute: AttributeId::new(0),
                    max: 1,
                }),
            ),
            rule(
                "industries",
                Some((1.0, 1)),
                RuleKind::Variety(Variety {
                    attribute: AttributeId::new(2),
                    goal: Some(4),
                }),
            ),
            rule(
                "sectors",
                Some((1.0, 2)),
                RuleKind::Balance(Balance {
                    attribute: AttributeId::new(1),
                }),
            ),
            rule(
                "old-friends",
                None,
                RuleKind::Apart(Apart {
                    members: vec![person(5), person(8), person(9)],
                }),
            ),
        ],
        judges: vec![
            judge(1, ["藤田 玲子", "Reiko Fujita"]),
            judge(2, ["岡田 正人", "Masato Okada"]),
            judge(3, ["長谷川 望", "Nozomi Hasegawa"]),
            judge(4, ["近藤 学", "Manabu Kondo"]),
        ],
        facilitators: Vec::new(),
        sessions: vec![themes_session, talks],
        agenda: vec![
            block(
                ["受付", "Reception"],
                days[0],
                time(9, 30, 0, 0),
                time(10, 0, 0, 0),
                everyone,
            ),
            block(
                ["チーム作業", "Team work"],
                days[0],
                time(13, 0, 0, 0),
                time(17, 0, 0, 0),
                everyone,
            ),
            block(
                ["表彰式", "Awards"],
                days[1],
                time(15, 30, 0, 0),
                time(16, 0, 0, 0),
                everyone,
            ),
        ],
        published_teams: Vec::new(),
        published_facilitators: Vec::new(),
    }
}

fn outcome(workshop: &Workshop) -> Outcome {
    let teams: Vec<TeamOutcome> = workshop
        .teams
        .iter()
        .enumerate()
        .map(|(index, team)| TeamOutcome {
            id: team.id.clone(),
            theme: team.theme.map(|t| workshop.theme(t).id.clone()),
            members: (0..ROWS.len())
                .filter(|p| TEAM_OF[*p] == index)
                .map(|p| workshop.participants[p].id.clone())
                .collect(),
        })
        .collect();
    let profile = [("1", 16), ("2", 1), ("3", 1), ("unlisted", 1), ("none", 5)];
    let slot = |item: &str, room: usize, start: &str, end: &str, judges: &[&str]| SlotOutcome {
        item: item.to_owned(),
        room: workshop.sessions[1].rooms[room].clone(),
        start: start.to_owned(),
        end: end.to_owned(),
        judges: judges.iter().map(|j| (*j).to_owned()).collect(),
        recused: Vec::new(),
        declared: Vec::new(),
    };
    let session = |id: &str, date: &str, levels, rules, slots| SessionOutcome {
        id: id.to_owned(),
        status: Status::Optimal,
        levels,
        rules,
        date: date.to_owned(),
        slots,
        unplaced: Vec::new(),
        lottery: None,
        pressure: None,
        advice: None,
    };
    Outcome {
        format: 1,
        workshop: workshop.name.clone(),
        status: Status::Feasible,
        levels: vec![
            level(0, 0.0, Some(0.0)),
            level(1, 27.0, Some(26.8)),
            level(2, 3.0, None),
        ],
        rules: vec![
            cost("city-hall", "count", 0, 1.0, 0.0),
            cost("colleagues", "limit", 1, 2.0, 4.0),
            cost("industries", "variety", 1, 1.0, 3.0),
            cost("sectors", "balance", 2, 1.0, 3.0),
            cost("old-friends", "apart", 0, 1.0, 0.0),
            cost("preferences", "preferences", 1, 1.0, 16.0),
        ],
        rank_profile: BTreeMap::from(profile.map(|(key, count)| (key.to_owned(), count))),
        teams,
        sessions: vec![
            session(
                "themes",
                "2026-12-17",
                vec![level(0, 0.0, Some(0.0))],
                Vec::new(),
                vec![
                    slot("dx", 0, "10:00", "10:12", &[]),
                    slot("nogyo", 0, "10:15", "10:27", &[]),
                    slot("akiya", 0, "10:30", "10:42", &[]),
                    slot("kanko", 0, "10:45", "10:57", &[]),
                ],
            ),
            session(
                "presentations",
                "2026-12-18",
                vec![level(0, 0.0, Some(0.0)), level(1, 2.0, Some(2.0))],
                vec![
                    cost("opening", "pin", 0, 1.0, 0.0),
                    cost("mirror-1", "mirror", 1, 1.0, 1.0),
                    cost("load-1", "load", 1, 0.5, 2.0),
                ],
                vec![
                    slot("kanko", 0, "13:00", "13:12", &["J1", "J2"]),
                    slot("akiya-1", 1, "13:00", "13:12", &["J3", "J4"]),
                    slot("akiya-2", 0, "13:15", "13:27", &["J1", "J2"]),
                    slot("nogyo", 1, "13:15", "13:27", &["J3", "J4"]),
                    slot("dx", 0, "13:45", "13:57", &["J2", "J3"]),
                ],
            ),
        ],
        facilitation: None,
        solver: SolverNote {
            method: "exact".to_owned(),
            reason: String::new(),
            seed: 1,
            threads: 2,
            iterations: None,
            seconds: 0.83,
            version: "0.1.0".to_owned(),
        },
        replan: None,
    }
}

fn violation(team: Option<usize>, people: &[usize], amount: f64) -> Violation {
    Violation {
        team: team.map(TeamId::new),
        people: people.iter().map(|p| person(*p)).collect(),
        amount,
    }
}

/// The plan made again: judge J9, who scored `akiya-1`, is gone from the files; `dx` leaves the annex; the team `mori`, of which
/// judge J1 heard the talk, does not present.
pub fn replanned(language: Language) -> Sample {
    let mut sample = kept(language);
    let outcome = &mut sample.outcome;
    let published = |session: &SessionOutcome| PublishedSession {
        id: session.id.clone(),
        date: session.date.clone(),
        slots: session.slots.clone(),
    };
    let mut before = PublishedOutcome {
        teams: outcome.teams.clone(),
        sessions: outcome.sessions.iter().map(published).collect(),
        facilitation: Vec::new(),
    };
    before.teams.push(TeamOutcome {
        id: "mori".to_owned(),
        theme: None,
        members: vec!["P25".to_owned()],
    });
    let talks = &mut before.sessions[1].slots;
    talks[1].judges = vec!["J9".to_owned(), "J4".to_owned()];
    talks[4].room = "Annex".to_owned();
    talks.push(SlotOutcome {
        item: "mori".to_owned(),
        room: talks[0].room.clone(),
        start: "14:00".to_owned(),
        end: "14:12".to_owned(),
        judges: vec!["J1".to_owned()],
        recused: Vec::new(),
        declared: Vec::new(),
    });
    let nobody = |_: usize, item: &str| (item.to_owned(), Vec::new());
    let changes = kumiwake::replan::changes(&sample.workshop, &before, outcome, &nobody);
    outcome.replan = Some(Replanned {
        sequences: kumiwake::replan::sequences(&[], &changes),
        before,
        changes,
        alternative: 1,
        ..Replanned::default()
    });
    sample
}

/// A plan that keeps every hard rule.
pub fn kept(language: Language) -> Sample {
    let workshop = workshop(language);
    let outcome = outcome(&workshop);
    Sample {
        findings: vec![
            Finding {
                rule: "colleagues".to_owned(),
                kind: "limit",
                priority: 1,
                violations: vec![
                    violation(Some(2), &[10, 17], 1.0),
                    violation(Some(3), &[8, 14], 1.0),
                    violation(Some(4), &[3, 9, 20, 23], 2.0),
                ],
            },
            Finding {
                rule: "industries".to_owned(),
                kind: "variety",
                priority: 1,
                violations: vec![violation(Some(2), &[], 1.0), violation(Some(4), &[], 2.0)],
            },
            Finding {
                rule: "sectors".to_owned(),
                kind: "balance",
                priority: 2,
                violations: vec![
                    violation(Some(1), &[], 0.5),
                    violation(Some(2), &[], 0.5),
                    violation(Some(3), &[], 0.5),
                    violation(Some(4), &[], 1.5),
                ],
            },
        ],
        session_findings: Vec::new(),
        workshop,
        outcome,
    }
}

/// A plan that is proved best.
pub fn proved(language: Language) -> Sample {
    let mut sample = kept(language);
    sample.outcome.status = Status::Optimal;
    for level in &mut sample.outcome.levels {
        level.bound = Some(level.cost);
    }
    sample
}

/// A plan that breaks hard rules of the teams and of a session, as no plan can keep them.
pub fn broken(language: Language) -> Sample {
    let mut sample = kept(language);
    let (workshop, outcome) = (&mut sample.workshop, &mut sample.outcome);
    workshop.participants[4].pin = Some(Pin::Theme(ThemeId::new(1)));
    workshop.rules[4].kind = RuleKind::Apart(Apart {
        members: vec![person(5), person(9), person(23)],
    });
    workshop.open = Range {
        min: None,
        max: Some(4),
    };
    workshop.teams[3].size = Range {
        min: Some(6),
        max: Some(6),
    };
    workshop.themes[3].count = Range {
        min: Some(2),
        max: Some(2),
    };
    outcome.status = Status::Infeasible;
    outcome.levels = vec![
        level(0, 9.0, Some(9.0)),
        level(1, 27.0, None),
        level(2, 3.0, None),
    ];
    outcome.rules[4] = cost("old-friends", "apart", 0, 1.0, 1.0);
    let structure = [
        "owners",
        "pins",
        "never",
        "blocks",
        "size",
        "open",
        "theme_teams",
    ];
    let amounts = [2.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0];
    for (id, amount) in structure.into_iter().zip(amounts) {
        outcome.rules.push(cost(id, id, 0, 1.0, amount));
    }
    let places = [
        vec![violation(Some(1), &[3], 1.0), violation(Some(4), &[], 1.0)],
        vec![violation(Some(0), &[4], 1.0)],
        vec![violation(Some(2), &[6], 1.0)],
        vec![violation(Some(0), &[5, 9], 1.0)],
        vec![violation(Some(3), &[], 1.0)],
        vec![violation(None, &[], 1.0)],
        vec![violation(Some(4), &[], 1.0)],
    ];
    sample.findings.push(Finding {
        rule: "old-friends".to_owned(),
        kind: "apart",
        priority: 0,
        violations: vec![violation(Some(4), &[9, 23], 1.0)],
    });
    for (id, violations) in structure.into_iter().zip(places) {
        sample.findings.push(Finding {
            rule: id.to_owned(),
            kind: id,
            priority: 0,
            violations,
        });
    }
    let session = &mut outcome.sessions[1];
    session.status = Status::Infeasible;
    session.levels = vec![level(0, 7.0, None)];
    session.unplaced = vec!["dx".to_owned()];
    session.slots.truncate(4);
    session.slots[0].judges = vec!["J2".to_owned()];
    let place = |items: &[&str], people: &[usize], judges: &[usize]| SessionViolation {
        items: items.iter().map(|item| (*item).to_owned()).collect(),
        people: people.iter().map(|p| person(*p)).collect(),
        judges: judges.iter().map(|j| JudgeId::new(*j)).collect(),
        amount: 1.0,
    };
    let places = [
        ("placed", vec![place(&["dx"], &[], &[])]),
        (
            "panel",
            vec![place(&["kanko"], &[], &[]), place(&["akiya-1"], &[], &[2])],
        ),
        (
            "presence",
            vec![
                place(&["kanko"], &[10, 13], &[]),
                place(&["kanko", "akiya-1"], &[4], &[]),
                place(&["dx"], &[3, 9], &[]),
            ],
        ),
    ];
    for (id, violations) in places {
        session
            .rules
            .push(cost(id, id, 0, 1.0, violations.len() as f64));
        sample.session_findings.push(SessionFinding {
            session: "presentations".to_owned(),
            rule: id.to_owned(),
            kind: id,
            priority: 0,
            violations,
        });
    }
    sample.session_findings.push(SessionFinding {
        session: "presentations".to_owned(),
        rule: "opening".to_owned(),
        kind: "pin",
        priority: 0,
        violations: vec![SessionViolation {
            items: vec!["kanko".to_owned()],
            people: Vec::new(),
            judges: vec![JudgeId::new(0)],
            amount: 1.0,
        }],
    });
    session.rules[0] = cost("opening", "pin", 0, 1.0, 1.0);
    sample
}

/// A workshop without themes and sessions: `count` teams of `size`.
pub fn plain(language: Language, count: usize, size: usize) -> Sample {
    let mut sample = kept(language);
    let row = sample.workshop.participants[19].clone();
    let workshop = &mut sample.workshop;
    workshop.participants = (0..count * size)
        .map(|index| Participant {
            id: format!("P{index}"),
            name: format!("Name {index}"),
            row: index + 2,
            ..row.clone()
        })
        .collect();
    workshop.themes.clear();
    workshop.rules.clear();
    workshop.sessions.clear();
    workshop.agenda.clear();
    for attribute in &mut workshop.attributes {
        let cells: Vec<Vec<ValueId>> = attribute
            .cells
            .iter()
            .cycle()
            .take(count * size)
            .cloned()
            .collect();
        attribute.cells = cells;
        attribute.numbers = vec![None; count * size];
    }
    workshop.teams = (1..=count)
        .map(|number| Team {
            id: number.to_string(),
            theme: None,
            size: Range::default(),
        })
        .collect();
    let outcome = &mut sample.outcome;
    outcome.teams = (0..count)
        .map(|team| TeamOutcome {
            id: (team + 1).to_string(),
            theme: None,
            members: (0..size).map(|m| format!("P{}", team * size + m)).collect(),
        })
        .collect();
    outcome.rules.clear();
    outcome.sessions.clear();
    outcome.rank_profile = BTreeMap::from([("none".to_owned(), (count * size) as u32)]);
    sample.findings.clear();
    sample
}
