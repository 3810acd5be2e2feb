//! Who is in the roster, by id.

use rustc_hash::FxHashMap;

use super::issue::Place;
use super::issues::Issues;
use super::nearest::Names;
use super::{problem, text};
use crate::model::ParticipantId;

/// A person of the roster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// Takes part.
    Present(ParticipantId),
    /// Drops out of everything.
    Absent,
}

impl Person {
    /// The participant, if present.
    pub fn present(self) -> Option<ParticipantId> {
        match self {
            Person::Present(participant) => Some(participant),
            Person::Absent => None,
        }
    }
}

/// All people of the roster.
#[derive(Debug, Default)]
pub struct People {
    by_id: FxHashMap<String, Person>,
    names: Names,
    /// In the order of the roster.
    pub everyone: Vec<Person>,
    /// Whether some ids could not be read, so that unknown ones may be among these.
    pub broken: bool,
}

impl People {
    /// One more person, in the order of the roster.
    pub fn add(&mut self, id: &str, person: Person) {
        self.everyone.push(person);
        if !id.is_empty() && self.by_id.insert(text::fold(id), person).is_none() {
            self.names.add(id);
        }
    }

    /// The person with this id, without complaint.
    pub fn named(&self, id: &str) -> Option<Person> {
        self.by_id.get(&text::fold(id)).copied()
    }

    /// The person with this id; an unknown one is reported.
    pub fn find(
        &self,
        id: &str,
        place: impl FnOnce() -> Place,
        issues: &mut Issues,
    ) -> Option<Person> {
        let person = self.named(id);
        if person.is_none() && !self.broken {
            issues.push(problem::roster::unknown_person(place(), id, &self.names));
        }
        person
    }

    /// The present ones among these, none twice, in the order given; unknown ones are reported.
    pub fn find_all(&self, ids: &[(String, Place)], issues: &mut Issues) -> Vec<ParticipantId> {
        let mut found = Vec::with_capacity(ids.len());
        let mut seen = rustc_hash::FxHashSet::default();
        for (id, place) in ids {
            let person = self.find(id, || place.clone(), issues);
            found.extend(
                person
                    .and_then(Person::present)
                    .filter(|participant| seen.insert(*participant)),
            );
        }
        found
    }
}
