//! A workshop to try sessions on.

use jiff::civil::{Date, Time, date, time};

use crate::control::Limits;
use crate::model::*;
use crate::timetable::{Item, Measured, Placed, Request, Solved, items, measure, solve};

/// A workshop with its teams.
pub struct Bench {
    pub workshop: Workshop,
    pub grouping: Grouping,
}

/// The day of all sessions.
pub fn day() -> Date {
    date(2026, 12, 18)
}

/// 13:00 plus minutes.
pub fn clock(minutes: i64) -> Time {
    time(13, 0, 0, 0).saturating_add(jiff::SignedDuration::from_mins(minutes))
}

/// The window between two moments of the day, in minutes after 13:00.
pub fn window(start: i64, end: i64) -> Window {
    Window::on(day(), clock(start), clock(end))
}

impl Bench {
    /// Themes `A`, `B` … with so many teams each; every team has `heads` members of an organization of their own.
    pub fn new(themes: &[usize], heads: usize) -> Self {
        let mut workshop = empty();
        let mut team_of = Vec::new();
        for (number, count) in themes.iter().enumerate() {
            let theme = ThemeId::new(number);
            let id = char::from(b'A' + number as u8).to_string();
            let mut teams = Vec::new();
            for k in 1..=*count {
                let team = TeamId::new(workshop.teams.len());
                teams.push(team);
                workshop.teams.push(Team {
                    id: if *count == 1 {
                        id.clone()
                    } else {
                        format!("{id}-{k}")
                    },
                    theme: Some(theme),
                    size: Range::default(),
                });
                for _ in 0..heads {
                    workshop.participants.push(person(team_of.len() + 1));
                    team_of.push(team);
                }
            }
            workshop.themes.push(Theme {
                title: format!("Theme {id}"),
                id,
                owners: Vec::new(),
                count: Range {
                    min: Some(*count as u32),
                    max: Some(*count as u32),
                },
                teams,
            });
        }
        let people = team_of.len();
        workshop.attributes = vec![Attribute {
            name: "organization".into(),
            labels: (0..people).map(|n| format!("O{n}")).collect(),
            cells: (0..people).map(|n| vec![ValueId::new(n)]).collect(),
            numbers: vec![None; people],
        }];
        workshop.known.organization = Some(AttributeId(0));
        Self {
            workshop,
            grouping: Grouping { team_of },
        }
    }

    /// With so many judges J1, J2 … without any ties.
    pub fn judged(mut self, count: usize) -> Self {
        self.workshop.judges = (1..=count)
            .map(|number| Judge {
                id: format!("J{number}"),
                name: format!("J{number}"),
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
            })
            .collect();
        self
    }

    pub fn items(&self, session: &Session) -> Vec<Item> {
        items(&self.workshop, session, &self.grouping)
    }

    pub fn measure(&self, session: &Session, earlier: &[Placed], table: &Timetable) -> Measured {
        let items = self.items(session);
        measure(
            &self.workshop,
            &self.grouping,
            session,
            earlier,
            &items,
            table,
        )
    }

    pub fn solve<'a>(&'a self, session: &'a Session, earlier: &[Placed<'a>]) -> Solved<'a> {
        self.solve_within(session, earlier, &Limits::none())
    }

    pub fn solve_within<'a>(
        &'a self,
        session: &'a Session,
        earlier: &[Placed<'a>],
        limits: &Limits,
    ) -> Solved<'a> {
        solve(&Request {
            workshop: &self.workshop,
            grouping: &self.grouping,
            session,
            earlier,
            limits,
            seed: 1,
            nodes: None,
            observer: &(),
        })
        .expect("solved")
    }

    /// A timetable from a drawing: per room the items in its slots, `.` for an empty one, each with its judges'
    /// numbers: `A:12 . B:3`.
    pub fn table(&self, session: &Session, rooms: &[&str]) -> Timetable {
        let items = self.items(session);
        let starts = session.slot_starts();
        let mut talks = Vec::new();
        for (room, drawing) in rooms.iter().enumerate() {
            for (slot, word) in drawing.split_whitespace().enumerate() {
                if word == "." {
                    continue;
                }
                let (key, judges) = word.split_once(':').unwrap_or((word, ""));
                talks.push(Talk {
                    item: items.iter().position(|item| item.key == key).expect("item"),
                    room,
                    start: starts[slot],
                    judges: judges
                        .bytes()
                        .map(|digit| JudgeId::new(usize::from(digit - b'1')))
                        .collect(),
                });
            }
        }
        talks.sort_by_key(|talk| (talk.start, talk.room));
        let unplaced = (0..items.len())
            .filter(|item| talks.iter().all(|talk| talk.item != *item))
            .collect();
        Timetable { talks, unplaced }
    }

    /// A session with this timetable.
    pub fn placed<'a>(&self, session: &'a Session, rooms: &[&str]) -> Placed<'a> {
        Placed {
            session,
            items: self.items(session),
            timetable: self.table(session, rooms),
        }
    }
}

/// A session of all teams from 13:00: so many slots of 10 minutes without change, in so many rooms.
pub fn session(rooms: usize, slots: i64) -> Session {
    Session {
        id: "s".into(),
        title: "s".into(),
        items: Items::Teams,
        date: day(),
        rooms: (1..=rooms).map(|number| format!("R{number}")).collect(),
        start: clock(0),
        end: clock(slots * 10),
        talk: 10,
        change: 0,
        breaks: Vec::new(),
        judges: None,
        attend: Attend::Members,
        rules: Vec::new(),
        lottery: None,
        publication: Publication::default(),
    }
}

/// A panel.
pub fn panel(per_item: u32, max_load: Option<u32>) -> Option<Panel> {
    Some(Panel::new(per_item, max_load))
}

/// A soft rule.
pub fn soft(priority: u32, weight: f64, kind: SessionRuleKind) -> SessionRule {
    SessionRule {
        id: format!("{}-{priority}", kind.name()),
        weight: Some(weight),
        priority,
        kind,
    }
}

/// A hard rule.
pub fn hard(kind: SessionRuleKind) -> SessionRule {
    SessionRule {
        id: format!("hard-{}", kind.name()),
        weight: None,
        priority: 0,
        kind,
    }
}

fn person(number: usize) -> Participant {
    Participant {
        id: format!("P{number}"),
        name: format!("P{number}"),
        row: number + 1,
        preference: Preference::None,
        never: Vec::new(),
        weight: 1.0,
        block: None,
        pin: None,
        with: Vec::new(),
        without: Vec::new(),
        unavailable: Vec::new(),
    }
}

fn empty() -> Workshop {
    Workshop {
        name: "bench".into(),
        language: Language::English,
        zone: Zone::default(),
        participants: Vec::new(),
        absent: Vec::new(),
        attributes: Vec::new(),
        known: KnownAttributes::default(),
        themes: Vec::new(),
        teams: Vec::new(),
        open: Range::default(),
        preferences: Preferences::default(),
        rules: Vec::new(),
        judges: Vec::new(),
        facilitators: Vec::new(),
        sessions: Vec::new(),
        agenda: Vec::new(),
        published_teams: Vec::new(),
        published_facilitators: Vec::new(),
    }
}
