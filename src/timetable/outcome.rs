//! A planned session as it stands in `result.json` (SPEC §4).

use jiff::civil::Time;

use super::solve::Solved;
use crate::model::{SessionOutcome, SlotOutcome, Workshop};

/// What `result.json` says of the session.
pub fn outcome(workshop: &Workshop, solved: &Solved) -> SessionOutcome {
    let placed = &solved.placed;
    let session = placed.session;
    let key = |item: usize| placed.items[item].key.clone();
    SessionOutcome {
        id: session.id.clone(),
        status: solved.status,
        levels: solved.levels.clone(),
        rules: solved.rules.clone(),
        date: session.date.to_string(),
        slots: placed
            .timetable
            .talks
            .iter()
            .map(|talk| SlotOutcome {
                item: key(talk.item),
                room: session.rooms[talk.room].clone(),
                start: clock(talk.start),
                end: clock(session.talk_end(talk.start)),
                judges: talk
                    .judges
                    .iter()
                    .map(|judge| workshop.judge(*judge).id.clone())
                    .collect(),
            })
            .collect(),
        unplaced: placed.timetable.unplaced.iter().map(|i| key(*i)).collect(),
        pressure: None,
        advice: None,
    }
}

/// `13:00`.
pub(crate) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
