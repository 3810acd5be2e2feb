//! facilitators.csv: who stands by teams in blocks of the agenda. Its columns are those of judges.csv.

use super::document::Section;
use super::folder::Folder;
use super::issues::Issues;
use super::roster::Roster;
use super::themes::Structure;
use super::{judges, text};
use crate::model::{Facilitator, Judge, JudgeId};

/// Reads the file of the key `facilitators`, or the one that is there.
pub fn read(
    top: &Section<'_>,
    folder: &Folder,
    structure: &Structure,
    roster: &Roster,
    judges: &[Judge],
    issues: &mut Issues,
) -> Vec<Facilitator> {
    let file = match top.entry("facilitators") {
        Some(entry) => entry.string(issues),
        None => folder.find("facilitators", issues),
    };
    let Some(file) = file else {
        return Vec::new();
    };
    let read = judges::read_file(folder, &file, structure, roster, issues);
    read.into_iter()
        .map(|person| facilitator(person, judges))
        .collect()
}

/// Who must not score a team must not stand by it either, so `recuse` is a conflict here.
fn facilitator(person: Judge, judges: &[Judge]) -> Facilitator {
    let is_same = |judge: &Judge| {
        let names = (text::fold(&judge.id), text::fold(&judge.name));
        names == (text::fold(&person.id), text::fold(&person.name))
    };
    let judge = judges.iter().position(is_same).map(JudgeId::new);
    let mut conflicts = person.recused;
    conflicts.participants.extend(person.conflict_participants);
    conflicts
        .organizations
        .extend(person.conflict_organizations);
    conflicts.themes.extend(person.conflict_themes);
    Facilitator {
        judge,
        id: person.id,
        name: person.name,
        organization: person.organization,
        organization_value: person.organization_value,
        available: person.available,
        expertise: person.expertise,
        conflicts,
        participant: person.participant,
    }
}
