//! The inputs of a session that a coordinator can change, and the session without one of them.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Time;

use crate::model::{Cause, CauseKind, Judge, ParticipantId, Session, Ties, Workshop};
use crate::timetable::item::Item;

/// A session and its workshop, to be changed.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub workshop: Workshop,
    pub session: Session,
}

/// Every input that could be the reason, in the order in which they are tried to be left out: what is easiest to change
/// comes last, so that it stays in the set.
pub(crate) fn causes(case: &Case, items: &[Item]) -> Vec<Cause> {
    let (workshop, session) = (&case.workshop, &case.session);
    let mut causes = Vec::new();
    let mut add = |kind, id: &str| {
        causes.push(Cause {
            kind,
            id: id.to_owned(),
        });
    };
    let attendees: BTreeSet<ParticipantId> = items
        .iter()
        .flat_map(|item| item.attendees.iter().copied())
        .collect();
    for person in attendees {
        let person = workshop.participant(person);
        if !person.unavailable.is_empty() {
            add(CauseKind::Absence, &person.id);
        }
    }
    if session.judges.is_some() {
        for judge in &workshop.judges {
            let conflicts = judge.organization_value.is_some()
                || !judge.conflict_organizations.is_empty()
                || !judge.conflict_participants.is_empty()
                || !judge.conflict_themes.is_empty()
                || !judge.recused.is_empty();
            if conflicts {
                add(CauseKind::Conflicts, &judge.id);
            }
        }
        for judge in &workshop.judges {
            if !judge.available.is_empty() {
                add(CauseKind::Availability, &judge.id);
            }
        }
    }
    for (item, _) in session.publication.plan.iter().flat_map(|plan| &plan.late) {
        add(CauseKind::Late, item);
    }
    for rule in session.rules.iter().filter(|rule| rule.weight.is_none()) {
        add(CauseKind::Rule, &rule.id);
    }
    add(CauseKind::Rooms, "");
    add(CauseKind::End, "");
    if let Some(panel) = session.judges {
        if panel.max_load.is_some() {
            add(CauseKind::MaxLoad, "");
        }
        if panel.seated {
            add(CauseKind::Seated, "");
        }
        if panel.anchors > 0 {
            add(CauseKind::Anchors, "");
        }
        add(CauseKind::Judges, "");
        add(CauseKind::PerItem, "");
    }
    causes
}

impl Case {
    /// Leaves an input out: it asks for nothing any more.
    pub fn drop(&mut self, cause: &Cause, items: usize) {
        match cause.kind {
            CauseKind::End => self.extend(items),
            CauseKind::Rooms => self.add_rooms(items),
            CauseKind::Judges => {
                let panel = self.session.judges.map_or(0, |panel| panel.per_item);
                self.add_judges(panel as usize * items);
            }
            CauseKind::PerItem => self.session.judges = None,
            CauseKind::MaxLoad => {
                if let Some(panel) = &mut self.session.judges {
                    panel.max_load = None;
                }
            }
            CauseKind::Seated => {
                if let Some(panel) = &mut self.session.judges {
                    panel.seated = false;
                }
            }
            CauseKind::Anchors => {
                if let Some(panel) = &mut self.session.judges {
                    panel.anchors = 0;
                }
            }
            CauseKind::Rule => self.session.rules.retain(|rule| rule.id != cause.id),
            CauseKind::Availability => {
                if let Some(judge) = self.workshop.judges.iter_mut().find(|j| j.id == cause.id) {
                    judge.available.clear();
                }
            }
            CauseKind::Conflicts => {
                if let Some(judge) = self.workshop.judges.iter_mut().find(|j| j.id == cause.id) {
                    judge.organization_value = None;
                    judge.conflict_organizations.clear();
                    judge.conflict_participants.clear();
                    judge.conflict_themes.clear();
                    judge.recused = Ties::default();
                }
            }
            CauseKind::Absence => {
                let mut people = self.workshop.participants.iter_mut();
                if let Some(person) = people.find(|person| person.id == cause.id) {
                    person.unavailable.clear();
                }
            }
            CauseKind::Late => {
                if let Some(plan) = &mut self.session.publication.plan {
                    plan.late.retain(|(item, _)| *item != cause.id);
                }
            }
        }
    }

    /// So many more slots in each room, as far as the day goes.
    pub fn extend(&mut self, slots: usize) {
        let step = i64::from(self.session.talk + self.session.change);
        let minutes = step.saturating_mul(slots as i64);
        let span = minutes.min(24 * 60).minutes();
        let last = Time::constant(23, 59, 0, 0);
        let end = self.session.end.checked_add(span).unwrap_or(last);
        self.session.end = end.max(self.session.end);
    }

    /// So many more judges, who are always there and know nobody.
    pub fn add_judges(&mut self, judges: usize) {
        for number in 1..=judges {
            self.workshop.judges.push(Judge {
                id: format!("+{number}"),
                name: format!("+{number}"),
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
            });
        }
    }

    /// So many more rooms.
    pub fn add_rooms(&mut self, rooms: usize) {
        for number in 1..=rooms {
            self.session.rooms.push(format!("+{number}"));
        }
    }
}
