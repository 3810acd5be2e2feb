//! `[[sessions.rules]]` (SPEC §3).

use super::document::Section;
use super::issue::Place;
use super::issues::Issues;
use super::nearest::{self, Names};
use super::themes::Structure;
use super::{problem, rules, sessions, text};
use crate::model::{Items, Session, SessionRule, SessionRuleKind};

/// The ids of what is always asked of a timetable.
const RESERVED: [&str; 11] = [
    "placed",
    "panel",
    "presence",
    "begun",
    "begun_panel",
    "late",
    "spared",
    "affected",
    "affected_judges",
    "changed",
    "changed_judges",
];

/// Reads the rules of a session; `earlier` are the sessions before it in the file.
pub fn read(
    sections: &[Section<'_>],
    session: &Session,
    earlier: &[Session],
    structure: &Structure,
    issues: &mut Issues,
) -> Vec<SessionRule> {
    let heads = rules::heads(sections, &SessionRuleKind::NAMES, &RESERVED, issues);
    let mut rules = Vec::with_capacity(sections.len());
    for (section, head) in sections.iter().zip(heads) {
        let mut reader = Reader {
            section,
            session,
            earlier,
            structure,
            issues,
        };
        let kind = reader.kind(head.kind.unwrap_or(""));
        head.finish(section, issues);
        if let Some(kind) = kind {
            rules.push(SessionRule {
                id: head.id,
                weight: head.weight,
                priority: head.priority,
                kind,
            });
        }
    }
    rules
}

/// One rule being read.
struct Reader<'r, 'a> {
    section: &'r Section<'a>,
    session: &'r Session,
    earlier: &'r [Session],
    structure: &'r Structure,
    issues: &'r mut Issues,
}

impl<'r> Reader<'r, '_> {
    fn kind(&mut self, kind: &str) -> Option<SessionRuleKind> {
        match kind {
            "pin" => self.pin(),
            "order" => self.order(),
            "first" => Some(SessionRuleKind::First {
                item: self.item("item")?.0,
            }),
            "last" => Some(SessionRuleKind::Last {
                item: self.item("item")?.0,
            }),
            "alternate" => Some(SessionRuleKind::Alternate),
            "mirror" => self.mirror(),
            "load" => Some(SessionRuleKind::Load),
            "expertise" => Some(SessionRuleKind::Expertise),
            "room_change" => Some(SessionRuleKind::RoomChange),
            "audience" => Some(SessionRuleKind::Audience),
            "compact" => Some(SessionRuleKind::Compact),
            "before" => self.before(),
            "must_hear" => self.must_hear(),
            "slack" => self.slack(),
            _ => None,
        }
    }

    fn pin(&mut self) -> Option<SessionRuleKind> {
        let item = self.item("item");
        let start = self.section.entry("start");
        let room = self.section.entry("room");
        if start.is_none() && room.is_none() {
            self.issues
                .push(problem::session::empty_pin(self.section.place()));
        }
        let start = start.and_then(|entry| {
            let start = entry.time(self.issues)?;
            let starts = self.session.slot_starts();
            if !starts.contains(&start) {
                let slots: Vec<String> = starts
                    .iter()
                    .map(|start| start.strftime("%H:%M").to_string())
                    .collect();
                self.issues
                    .push(problem::session::no_such_slot(entry.place(), &slots));
            }
            Some(start)
        });
        let room = room.and_then(|entry| {
            let name = entry.string(self.issues)?;
            let same = |room: &&String| text::fold(room) == text::fold(&name);
            let room = self.session.rooms.iter().find(same).cloned();
            if room.is_none() {
                let rooms = Names::new(&self.session.rooms);
                self.issues
                    .push(problem::session::unknown_room(entry.place(), &name, &rooms));
            }
            room
        });
        Some(SessionRuleKind::Pin {
            item: item?.0,
            start,
            room,
        })
    }

    fn order(&mut self) -> Option<SessionRuleKind> {
        let (before, after) = (self.item("before"), self.item("after"));
        let ((before, _), (after, place)) = (before?, after?);
        if before == after {
            self.issues.push(problem::session::same_item(place, &after));
        }
        Some(SessionRuleKind::Order { before, after })
    }

    fn must_hear(&mut self) -> Option<SessionRuleKind> {
        let (item, hears) = (self.item("item"), self.item("hears"));
        let ((item, _), (hears, place)) = (item?, hears?);
        if item == hears {
            self.issues
                .push(problem::session::hears_itself(place, &hears));
        }
        Some(SessionRuleKind::MustHear { item, hears })
    }

    fn slack(&mut self) -> Option<SessionRuleKind> {
        let entry = self.section.required("slots", self.issues)?;
        let slots = entry.whole(1, u32::MAX, self.issues)?;
        Some(SessionRuleKind::Slack { slots })
    }

    fn before(&mut self) -> Option<SessionRuleKind> {
        let minutes = self.section.entry("minutes");
        let minutes = minutes.map_or(Some(0), |entry| entry.whole(0, sessions::DAY, self.issues));
        let (session, place) = self.earlier_session()?;
        if session.date < self.session.date {
            self.issues
                .push(problem::session::day_before(place, &session.title));
        }
        Some(SessionRuleKind::Before {
            session: session.id.clone(),
            minutes: minutes?,
        })
    }

    fn mirror(&mut self) -> Option<SessionRuleKind> {
        let (session, _) = self.earlier_session()?;
        Some(SessionRuleKind::Mirror {
            session: session.id.clone(),
        })
    }

    /// The session that the key `session` names, which stands earlier in the file, and its place.
    fn earlier_session(&mut self) -> Option<(&'r Session, Place)> {
        let entry = self.section.required("session", self.issues)?;
        let name = entry.string(self.issues)?;
        let same = |session: &&Session| text::fold(&session.id) == text::fold(&name);
        let Some(session) = self.earlier.iter().find(same) else {
            let ids = Names::new(self.earlier.iter().map(|session| &session.id));
            self.issues.push(problem::session::no_earlier_session(
                entry.place(),
                &name,
                &ids,
            ));
            return None;
        };
        Some((session, entry.place()))
    }

    /// The item that a key names, as the id of a team or theme or as in the session's list, and its place.
    fn item(&mut self, key: &'static str) -> Option<(String, Place)> {
        let entry = self.section.required(key, self.issues)?;
        let name = entry.string(self.issues)?;
        let place = entry.place();
        let item = match &self.session.items {
            Items::Teams => {
                let team = self
                    .structure
                    .find_team(&name, place.clone(), self.issues)?;
                self.structure.teams[team.index()].id.clone()
            }
            Items::Themes => {
                let theme = self
                    .structure
                    .find_theme(&name, place.clone(), self.issues)?;
                self.structure.themes[theme.index()].id.clone()
            }
            Items::Titles(titles) => {
                let meant = text::fold(&sessions::canonical(&name, self.structure));
                let Some(title) = titles.iter().find(|title| text::fold(title) == meant) else {
                    let near = Names::new(titles);
                    let list = nearest::list(titles.iter().map(String::as_str));
                    self.issues.push(problem::session::unknown_item(
                        place,
                        &name,
                        near.nearest(&name),
                        &list,
                    ));
                    return None;
                };
                title.clone()
            }
        };
        Some((item, place))
    }
}
