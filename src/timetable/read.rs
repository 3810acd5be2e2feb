//! Reads the timetable of a `result.json` back, and tells what in it does not fit the session.

use std::collections::BTreeMap;

use super::item::items;
use super::name::folded;
use super::outcome::clock;
use crate::model::{
    Grouping, JudgeId, Session, SessionOutcome, SlotOutcome, Talk, Text, Timetable, Workshop,
};

/// The timetable that a result tells. What it costs is for [`measure`](super::measure()) to say; here every talk must only
/// stand in a slot that the session has, one in each, and every item of the session must be told of.
///
/// # Errors
/// Everything that does not fit, in the order of the slots.
pub fn from_outcome(
    workshop: &Workshop,
    grouping: &Grouping,
    session: &Session,
    outcome: &SessionOutcome,
) -> Result<Timetable, Vec<Text>> {
    let items = items(workshop, session, grouping);
    let mut reader = Reader {
        workshop,
        session,
        starts: session
            .slot_starts()
            .into_iter()
            .map(|start| (clock(start), start))
            .collect(),
        items: items
            .iter()
            .enumerate()
            .map(|(position, item)| (folded(&item.key), position))
            .collect(),
        told: vec![0; items.len()],
        differences: Vec::new(),
    };
    reader.date(&outcome.date);
    let mut talks: Vec<Talk> = Vec::new();
    for slot in &outcome.slots {
        if let Some(talk) = reader.talk(slot) {
            talks.push(talk);
        }
    }
    talks.sort_by_key(|talk| (talk.start, talk.room));
    for pair in talks.windows(2) {
        if (pair[0].start, pair[0].room) == (pair[1].start, pair[1].room) {
            let (first, second) = (&items[pair[0].item].key, &items[pair[1].item].key);
            reader.differ(
                format!("「{first}」と「{second}」が同じ枠に入っています。"),
                format!("\"{first}\" and \"{second}\" are in the same slot."),
            );
        }
    }
    let mut unplaced: Vec<usize> = Vec::new();
    for key in &outcome.unplaced {
        unplaced.extend(reader.item(key));
    }
    unplaced.sort_unstable();
    for (position, item) in items.iter().enumerate() {
        let key = &item.key;
        match reader.told[position] {
            0 => reader.differ(
                format!("「{key}」が時間割にありません。"),
                format!("\"{key}\" is missing from the timetable."),
            ),
            1 => {}
            count => reader.differ(
                format!("「{key}」が時間割に {count} 回出ています。"),
                format!("\"{key}\" stands {count} times in the timetable."),
            ),
        }
    }
    if reader.differences.is_empty() {
        Ok(Timetable { talks, unplaced })
    } else {
        Err(reader.differences)
    }
}

struct Reader<'a> {
    workshop: &'a Workshop,
    session: &'a Session,
    starts: BTreeMap<String, jiff::civil::Time>,
    items: BTreeMap<String, usize>,
    /// Per item: how often the result names it.
    told: Vec<usize>,
    differences: Vec<Text>,
}

impl Reader<'_> {
    fn differ(&mut self, japanese: String, english: String) {
        let session = &self.session.id;
        self.differences.push(Text::new(
            format!("セッション「{session}」：{japanese}"),
            format!("Session “{session}”: {english}"),
        ));
    }

    fn date(&mut self, told: &str) {
        let date = self.session.date.to_string();
        if told != date {
            self.differ(
                format!("日付が {told} になっていますが、正しくは {date} です。"),
                format!("The date is {told}, but it should be {date}."),
            );
        }
    }

    fn item(&mut self, key: &str) -> Option<usize> {
        let item = self.items.get(&folded(key)).copied();
        match item {
            Some(item) => self.told[item] += 1,
            None => self.differ(
                format!("「{key}」というチームや発表はこのセッションにありません。"),
                format!("This session has no team or talk \"{key}\"."),
            ),
        }
        item
    }

    fn talk(&mut self, slot: &SlotOutcome) -> Option<Talk> {
        let item = self.item(&slot.item);
        let room = self.room(slot);
        let start = self.start(slot);
        let judges = self.judges(slot);
        Some(Talk {
            item: item?,
            room: room?,
            start: start?,
            judges,
        })
    }

    fn room(&mut self, slot: &SlotOutcome) -> Option<usize> {
        let name = folded(&slot.room);
        let room = self
            .session
            .rooms
            .iter()
            .position(|room| folded(room) == name);
        if room.is_none() {
            let (item, room) = (&slot.item, &slot.room);
            self.differ(
                format!("「{item}」の会場「{room}」はこのセッションにありません。"),
                format!("\"{item}\" is in the room \"{room}\", which this session does not have."),
            );
        }
        room
    }

    fn start(&mut self, slot: &SlotOutcome) -> Option<jiff::civil::Time> {
        let (item, told) = (&slot.item, &slot.start);
        let Some(start) = self.starts.get(told).copied() else {
            self.differ(
                format!("「{item}」の開始時刻 {told} は、このセッションの発表枠ではありません。"),
                format!("\"{item}\" starts at {told}, where this session has no slot."),
            );
            return None;
        };
        let (end, told) = (clock(self.session.talk_end(start)), &slot.end);
        if *told != end {
            self.differ(
                format!("「{item}」の終了時刻が {told} になっていますが、正しくは {end} です。"),
                format!("\"{item}\" ends at {told}, but it should end at {end}."),
            );
        }
        Some(start)
    }

    fn judges(&mut self, slot: &SlotOutcome) -> Vec<JudgeId> {
        let item = &slot.item;
        let mut judges: Vec<JudgeId> = Vec::new();
        for id in &slot.judges {
            let name = folded(id);
            let mut all = self.workshop.judge_ids();
            match all.find(|judge| folded(&self.workshop.judge(*judge).id) == name) {
                None => self.differ(
                    format!("「{item}」の審査員「{id}」は審査員の名簿にいません。"),
                    format!("\"{item}\" has the judge \"{id}\", who is not in the list of judges."),
                ),
                Some(judge) if judges.contains(&judge) => self.differ(
                    format!("「{item}」に審査員「{id}」が 2 回出ています。"),
                    format!("\"{item}\" has the judge \"{id}\" twice."),
                ),
                Some(judge) => judges.push(judge),
            }
        }
        judges.sort_unstable();
        judges
    }
}
