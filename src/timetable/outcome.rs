//! A planned session as it stands in `result.json` (SPEC §4).

use jiff::civil::Time;

use super::solve::Solved;
use crate::model::{JudgeId, SessionOutcome, SlotOutcome, Workshop};

/// What `result.json` says of the session.
pub fn outcome(workshop: &Workshop, solved: &Solved) -> SessionOutcome {
    let placed = &solved.placed;
    let session = placed.session;
    let ids = |judges: &[JudgeId]| -> Vec<String> {
        let judges = judges.iter();
        judges.map(|j| workshop.judge(*j).id.clone()).collect()
    };
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
            .zip(&solved.ties)
            .map(|(talk, ties)| SlotOutcome {
                item: key(talk.item),
                room: session.rooms[talk.room].clone(),
                start: clock(talk.start),
                end: clock(session.talk_end(talk.start)),
                judges: ids(&talk.judges),
                recused: ids(&ties.recused),
                declared: ids(&ties.declared),
            })
            .collect(),
        unplaced: placed.timetable.unplaced.iter().map(|i| key(*i)).collect(),
        lottery: solved.lottery.clone(),
        pressure: None,
        advice: None,
    }
}

/// `13:00`.
pub(crate) fn clock(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}
