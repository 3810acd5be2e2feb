//! The list of what changed between a published plan and a new one.

use std::collections::BTreeMap;

use crate::model::{
    Change, ChangeKind, ItemSequence, Outcome, PublishedOutcome, SlotOutcome, Standing, Workshop,
};

/// Tells the title of an item of a session, by the session's number, and the ids of those who attend it.
pub type Audience<'a> = dyn Fn(usize, &str) -> (String, Vec<String>) + 'a;

/// What changed: people and teams first, then the talks of each session by their new time.
pub fn changes(
    workshop: &Workshop,
    before: &PublishedOutcome,
    after: &Outcome,
    audience: &Audience,
) -> Vec<Change> {
    let mut changes = people(workshop, before, after);
    for (number, session) in after.sessions.iter().enumerate() {
        let told = before.sessions.iter().find(|told| told.id == session.id);
        // A session that is planned for the first time changes nothing that anybody knows.
        let Some(told) = told else { continue };
        let was: BTreeMap<&str, &SlotOutcome> = by_item(&told.slots);
        let is: BTreeMap<&str, &SlotOutcome> = by_item(&session.slots);
        let mut add = |kind, item: &str, from: Option<Standing>, to: Option<Standing>| {
            let (title, people) = audience(number, item);
            changes.push(Change {
                kind,
                session: Some(session.id.clone()),
                item: item.to_owned(),
                title,
                people,
                from,
                to,
            });
        };
        for slot in &session.slots {
            let to = standing(&session.date, slot);
            match was.get(slot.item.as_str()) {
                None => add(ChangeKind::New, &slot.item, None, Some(to)),
                Some(old) => {
                    let from = standing(&told.date, old);
                    if !same_place(&from, &to) {
                        add(ChangeKind::Moved, &slot.item, Some(from), Some(to));
                    } else if from.judges != to.judges {
                        add(ChangeKind::Judges, &slot.item, Some(from), Some(to));
                    }
                }
            }
        }
        for slot in &told.slots {
            if !is.contains_key(slot.item.as_str()) {
                let from = Some(standing(&told.date, slot));
                add(ChangeKind::Cancelled, &slot.item, from, None);
            }
        }
    }
    changes
}

/// The numbers of iCalendar's SEQUENCE: those of the published plan, one more for each item whose time, room or judges changed,
/// or that is cancelled. (Of a change of judges, a judge's own calendar has to tell: the talk is gone from it, or comes back.) An
/// item that was cancelled and takes place again has one more too.
pub fn sequences(earlier: &[ItemSequence], changes: &[Change]) -> Vec<ItemSequence> {
    let mut numbers: BTreeMap<(String, String), u32> = earlier
        .iter()
        .map(|known| ((known.session.clone(), known.item.clone()), known.sequence))
        .collect();
    for change in changes {
        let Some(session) = &change.session else {
            continue;
        };
        let key = (session.clone(), change.item.clone());
        match change.kind {
            ChangeKind::New => {
                if let Some(number) = numbers.get_mut(&key) {
                    *number += 1;
                }
            }
            _ => *numbers.entry(key).or_default() += 1,
        }
    }
    let listed = numbers.into_iter();
    listed
        .map(|((session, item), sequence)| ItemSequence {
            session,
            item,
            sequence,
        })
        .collect()
}

fn by_item(slots: &[SlotOutcome]) -> BTreeMap<&str, &SlotOutcome> {
    slots
        .iter()
        .map(|slot| (slot.item.as_str(), slot))
        .collect()
}

fn standing(date: &str, slot: &SlotOutcome) -> Standing {
    Standing {
        date: Some(date.to_owned()),
        start: Some(slot.start.clone()),
        end: Some(slot.end.clone()),
        room: Some(slot.room.clone()),
        judges: slot.judges.clone(),
        team: None,
    }
}

/// Day, start, end and room.
fn same_place(one: &Standing, other: &Standing) -> bool {
    (&one.date, &one.start, &one.end, &one.room)
        == (&other.date, &other.start, &other.end, &other.room)
}

/// Who is gone, who joined, and who is in another team.
fn people(workshop: &Workshop, before: &PublishedOutcome, after: &Outcome) -> Vec<Change> {
    let names: BTreeMap<&str, &str> = workshop
        .participants
        .iter()
        .map(|person| (person.id.as_str(), person.name.as_str()))
        .chain(
            workshop
                .absent
                .iter()
                .map(|(n, i)| (i.as_str(), n.as_str())),
        )
        .collect();
    let teams = |teams: &[crate::model::TeamOutcome]| -> BTreeMap<String, String> {
        let members = teams.iter().flat_map(|team| {
            let members = team.members.iter();
            members.map(|id| (id.clone(), team.id.clone()))
        });
        members.collect()
    };
    let (was, is) = (teams(&before.teams), teams(&after.teams));
    let team = |team: Option<&String>| {
        team.map(|team| Standing {
            team: Some(team.clone()),
            ..Standing::default()
        })
    };
    let mut ids: Vec<&String> = was.keys().chain(is.keys()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut changes: Vec<Change> = ids
        .into_iter()
        .filter_map(|id| {
            let (from, to) = (was.get(id), is.get(id));
            let kind = match (from, to) {
                (Some(from), Some(to)) if from == to => return None,
                (Some(_), Some(_)) => ChangeKind::Team,
                (Some(_), None) => ChangeKind::Gone,
                _ => ChangeKind::Joined,
            };
            Some(Change {
                kind,
                session: None,
                item: id.clone(),
                title: names
                    .get(id.as_str())
                    .map_or(id.clone(), |n| (*n).to_owned()),
                people: Vec::new(),
                from: team(from),
                to: team(to),
            })
        })
        .collect();
    changes.sort_by_key(|change| change.kind);
    changes
}
