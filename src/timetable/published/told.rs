//! Who is affected by a new timetable, by names only.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{JudgeId, ParticipantId, PublishedTalk, Told, Workshop};
use crate::timetable::item::Item;
use crate::timetable::name::folded;
use crate::timetable::placed::Placed;

/// Everybody whose published time or room in the session changed, or who judges something else. Nobody where the session
/// was not published.
pub fn affected(workshop: &Workshop, placed: &Placed) -> BTreeSet<Told> {
    let session = placed.session;
    let Some(plan) = &session.publication.plan else {
        return BTreeSet::new();
    };
    let before: BTreeMap<String, &PublishedTalk> = plan
        .talks
        .iter()
        .map(|talk| (folded(&talk.item), talk))
        .collect();
    let mut affected = BTreeSet::new();
    for (position, item) in placed.items.iter().enumerate() {
        let was = before.get(&folded(&item.key)).copied();
        let talks = &placed.timetable.talks;
        let is = talks.iter().find(|talk| talk.item == position);
        let stays = was.zip(is).is_some_and(|(was, is)| {
            was.start == Some(is.start) && folded(&was.room) == folded(&session.rooms[is.room])
        });
        if !stays {
            affected.extend(audience(workshop, item));
        }
        for judge in workshop.judge_ids() {
            let id = folded(&workshop.judge(judge).id);
            let heard = was.is_some_and(|talk| talk.judges.iter().any(|j| folded(j) == id));
            let hears = is.is_some_and(|talk| talk.judges.contains(&judge));
            if heard != hears || hears && !stays {
                affected.insert(as_judge(workshop, judge));
            }
        }
    }
    affected
}

/// Who is told the time and room of an item: those who must be there; where that is nobody of the roster, its speaker.
pub fn audience(workshop: &Workshop, item: &Item) -> Vec<Told> {
    if item.attendees.is_empty() {
        return vec![Told::Speaker(item.key.clone())];
    }
    let told = |person: &ParticipantId| as_participant(workshop, *person);
    item.attendees.iter().map(told).collect()
}

/// A judge, or the participant who the judge is.
pub fn as_judge(workshop: &Workshop, judge: JudgeId) -> Told {
    let data = workshop.judge(judge);
    data.participant.map_or_else(
        || Told::Judge(data.id.clone()),
        |person| as_participant(workshop, person),
    )
}

/// A participant.
pub fn as_participant(workshop: &Workshop, person: ParticipantId) -> Told {
    Told::Participant(workshop.participant(person).id.clone())
}
