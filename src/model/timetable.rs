//! An assignment of a session's items to slots and judges.

use jiff::civil::Time;

use super::{JudgeId, Session};

/// A session's talks. Items are numbered as [`crate::timetable::items`] lists them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// The talks, by start, then room.
    pub talks: Vec<Talk>,
    /// Items without a slot, in their order.
    pub unplaced: Vec<usize>,
}

/// One item in its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Talk {
    /// The item's number.
    pub item: usize,
    /// The position in [`Session::rooms`].
    pub room: usize,
    /// The start.
    pub start: Time,
    /// Who judges, in the order of the file.
    pub judges: Vec<JudgeId>,
}

impl Session {
    /// The starts of the slots of every room, ascending (SPEC §3): one every talk + change minutes from the session's
    /// start, and anew from the end of each break; none overlaps a break or ends after the session.
    pub fn slot_starts(&self) -> Vec<Time> {
        let minute = |t: Time| i32::from(t.hour()) * 60 + i32::from(t.minute());
        let mut breaks: Vec<(i32, i32)> = self
            .breaks
            .iter()
            .map(|(start, end)| (minute(*start), minute(*end)))
            .collect();
        breaks.sort_unstable();
        let end = minute(self.end);
        breaks.push((end, end));
        let (talk, step) = (self.talk as i32, (self.talk + self.change) as i32);
        let mut starts = Vec::new();
        let mut from = minute(self.start);
        for (break_start, break_end) in breaks {
            let until = break_start.min(end);
            let mut at = from;
            while at + talk <= until {
                starts.push(Time::constant((at / 60) as i8, (at % 60) as i8, 0, 0));
                at += step;
            }
            from = from.max(break_end);
        }
        starts
    }

    /// The end of a talk that starts at `start`.
    pub fn talk_end(&self, start: Time) -> Time {
        start.saturating_add(jiff::SignedDuration::from_mins(i64::from(self.talk)))
    }
}
