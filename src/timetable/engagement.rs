//! Where people are already: their absences, and the talks of sessions that are planned (SPEC §3: "no person in two
//! places at once, across sessions too").

use std::collections::BTreeMap;

use super::delegate::delegates;
use super::placed::Placed;
use crate::model::{JudgeId, ParticipantId, Talk, Window, Workshop};

/// When people and judges are taken up by earlier sessions.
pub struct Engagements<'a> {
    workshop: &'a Workshop,
    people: BTreeMap<ParticipantId, Vec<Window>>,
    judges: BTreeMap<JudgeId, Vec<Window>>,
}

impl<'a> Engagements<'a> {
    /// What these sessions take up.
    pub fn of(workshop: &'a Workshop, earlier: &[Placed]) -> Self {
        let mut engagements = Self {
            workshop,
            people: BTreeMap::new(),
            judges: BTreeMap::new(),
        };
        for placed in earlier {
            engagements.add(placed);
        }
        engagements
    }

    /// Whether the participant cannot be somewhere else during the window.
    pub fn person_is_taken(&self, person: ParticipantId, window: &Window) -> bool {
        let overlaps = |windows: &[Window]| windows.iter().any(|w| w.overlaps(window));
        overlaps(&self.workshop.participant(person).unavailable)
            || self.people.get(&person).is_some_and(|w| overlaps(w))
    }

    /// Whether the judge can hear a talk in the window: one span of the judge's time covers it, and the judge is nowhere
    /// else.
    pub fn judge_is_free(&self, judge: JudgeId, window: &Window) -> bool {
        covers(&self.workshop.judge(judge).available, window) && !self.judge_is_taken(judge, window)
    }

    /// Whether the judge is somewhere else during the window, as a judge or as a participant.
    pub fn judge_is_taken(&self, judge: JudgeId, window: &Window) -> bool {
        let taken = self
            .judges
            .get(&judge)
            .is_some_and(|windows| windows.iter().any(|w| w.overlaps(window)));
        let person = self.workshop.judge(judge).participant;
        taken || person.is_some_and(|person| self.person_is_taken(person, window))
    }

    fn add(&mut self, placed: &Placed) {
        let session = placed.session;
        let window =
            |talk: &Talk| Window::on(session.date, talk.start, session.talk_end(talk.start));
        for talk in &placed.timetable.talks {
            for judge in &talk.judges {
                self.judges.entry(*judge).or_default().push(window(talk));
                if let Some(person) = self.workshop.judge(*judge).participant {
                    self.people.entry(person).or_default().push(window(talk));
                }
            }
        }
        for talk in &placed.timetable.talks {
            let item = &placed.items[talk.item];
            if !item.any {
                for person in &item.attendees {
                    self.people.entry(*person).or_default().push(window(talk));
                }
            }
        }
        // One attendee is enough: who it is, is settled here, so that later sessions can count on the others. Theme
        // owners are the ones most often wanted elsewhere, so others stand in first.
        let talks = &placed.timetable.talks;
        for simultaneous in talks.chunk_by(|a, b| a.start == b.start) {
            let (talks, candidates): (Vec<&Talk>, Vec<Vec<ParticipantId>>) = simultaneous
                .iter()
                .filter(|talk| placed.items[talk.item].any)
                .map(|talk| (talk, self.candidates(placed, talk, &window(talk))))
                .unzip();
            for (talk, person) in talks.iter().zip(delegates(&candidates)) {
                if let Some(person) = person {
                    self.people.entry(person).or_default().push(window(talk));
                }
            }
        }
    }

    fn candidates(&self, placed: &Placed, talk: &Talk, window: &Window) -> Vec<ParticipantId> {
        let item = &placed.items[talk.item];
        let mut people: Vec<ParticipantId> = item
            .attendees
            .iter()
            .copied()
            .filter(|person| !self.person_is_taken(*person, window))
            .collect();
        people.sort_by_key(|p| {
            item.theme
                .is_some_and(|theme| self.workshop.owns(*p, theme))
        });
        people
    }
}

/// Whether somebody with these times is there for the whole window; without any, always.
pub fn covers(available: &[Window], window: &Window) -> bool {
    available.is_empty() || joined(available).iter().any(|w| w.covers(window))
}

/// The windows with those that touch or overlap made one.
fn joined(windows: &[Window]) -> Vec<Window> {
    let mut sorted = windows.to_vec();
    sorted.sort_unstable();
    let mut joined: Vec<Window> = Vec::new();
    for window in sorted {
        match joined.last_mut() {
            Some(last) if window.start <= last.end => last.end = last.end.max(window.end),
            _ => joined.push(window),
        }
    }
    joined
}
