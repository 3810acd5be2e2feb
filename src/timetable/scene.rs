//! The facts of a session that do not depend on its timetable.

use std::collections::BTreeMap;

use jiff::civil::Time;

use super::engagement::Engagements;
use super::item::Item;
use super::placed::Placed;
use super::plan::Plan;
use super::published::Published;
use super::tie::strength;
use crate::model::{Grouping, ParticipantId, Session, Strength, Window, Workshop};

/// A session with everything that formulas ask about it.
pub(crate) struct Scene<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// Its teams.
    pub grouping: &'a Grouping,
    /// The session.
    pub session: &'a Session,
    /// The sessions before it.
    pub earlier: &'a [Placed<'a>],
    /// What it presents.
    pub items: &'a [Item],
    /// The starts of the slots.
    pub starts: Vec<Time>,
    /// How many rooms.
    pub rooms: usize,
    /// Judges for each item; 0 without a panel.
    pub per_item: usize,
    /// The most items of a judge.
    pub max_load: Option<usize>,
    /// Whether judges stay in one room between breaks.
    pub seated: bool,
    /// So many judges score something in every room.
    pub anchors: usize,
    /// Per time: its block, the slots between two breaks.
    pub block_of: Vec<usize>,
    /// `[item][judge]`: the judge must not judge it.
    pub conflict: Vec<Vec<bool>>,
    /// `[item][judge]`: the judge must not even sit there.
    pub barred: Vec<Vec<bool>>,
    /// `[judge][time]`: the judge can be there.
    pub free: Vec<Vec<bool>>,
    /// `[item][time]`: attendees who cannot be there.
    pub away: Vec<Vec<Vec<ParticipantId>>>,
    /// People whom two simultaneous talks of this session may want.
    pub shared: Vec<Shared>,
    /// What people have been told of it already.
    pub published: Option<Published>,
}

/// Someone whom two simultaneous talks may want.
pub(crate) struct Shared {
    /// Who.
    pub person: ParticipantId,
    /// The items to attend.
    pub items: Vec<usize>,
    /// The same person as a judge.
    pub judge: Option<usize>,
}

impl<'a> Scene<'a> {
    /// Looks up the facts.
    pub fn new(
        workshop: &'a Workshop,
        grouping: &'a Grouping,
        session: &'a Session,
        earlier: &'a [Placed<'a>],
        items: &'a [Item],
    ) -> Self {
        let starts = session.slot_starts();
        let talks: Vec<Window> = starts
            .iter()
            .map(|start| Window::on(session.date, *start, session.talk_end(*start)))
            .collect();
        let engagements = Engagements::of(workshop, earlier);
        let free = workshop
            .judge_ids()
            .map(|judge| {
                let free = |talk: &Window| engagements.judge_is_free(judge, talk);
                talks.iter().map(free).collect()
            })
            .collect();
        let away = items
            .iter()
            .map(|item| {
                let away = |talk: &Window| {
                    let taken = |p: &ParticipantId| engagements.person_is_taken(*p, talk);
                    item.attendees.iter().copied().filter(taken).collect()
                };
                talks.iter().map(away).collect()
            })
            .collect();
        let tied = |least: Strength| -> Vec<Vec<bool>> {
            let row = |item: &Item| {
                let judges = workshop.judges.iter();
                let tie = judges.map(|judge| strength(workshop, session, item, judge));
                tie.map(|tie| tie.is_some_and(|tie| tie >= least)).collect()
            };
            items.iter().map(row).collect()
        };
        let published = Published::of(workshop, grouping, session, earlier, items, &starts);
        let panel = session.judges;
        Self {
            workshop,
            grouping,
            session,
            earlier,
            items,
            block_of: blocks(session, &starts),
            starts,
            rooms: session.rooms.len(),
            per_item: panel.map_or(0, |panel| panel.per_item as usize),
            max_load: panel
                .and_then(|panel| panel.max_load)
                .map(|most| most as usize),
            seated: panel.is_some_and(|panel| panel.seated),
            anchors: panel.map_or(0, |panel| panel.anchors as usize),
            conflict: tied(Strength::Recuse),
            barred: tied(Strength::Forbid),
            free,
            away,
            shared: shared(workshop, session, items),
            published,
        }
    }

    /// How many slots a room has.
    pub fn times(&self) -> usize {
        self.starts.len()
    }

    /// How many blocks the times have.
    pub fn blocks(&self) -> usize {
        self.block_of.last().map_or(0, |last| last + 1)
    }

    /// How many judges the file has.
    pub fn judges(&self) -> usize {
        self.workshop.judges.len()
    }

    /// Whether the item could be at a time with nothing missing, as far as it alone can tell.
    pub fn is_possible(&self, item: usize, time: usize) -> bool {
        let away = self.away[item][time].len();
        let people = if self.items[item].any {
            away == 0 || away < self.items[item].attendees.len()
        } else {
            away == 0
        };
        people && self.panel_candidates(item, time).count() >= self.per_item
    }

    /// Whether the judge must attend something at the time as a participant.
    pub fn is_wanted(&self, plan: &Plan, judge: usize, time: usize) -> bool {
        let person = self.workshop.judges[judge].participant;
        person
            .and_then(|person| self.shared(person))
            .is_some_and(|shared| {
                let there = |item: &usize| !self.items[*item].any && plan.time(*item) == Some(time);
                shared.items.iter().any(there)
            })
    }

    /// No more talks than this fit at a time: rooms, items that could be then, and judges who are there.
    pub fn capacity(&self, time: usize) -> usize {
        let items = (0..self.items.len()).filter(|item| self.is_possible(*item, time));
        let there = self.free.iter().filter(|free| free[time]).count();
        let panels = there.checked_div(self.per_item).unwrap_or(usize::MAX);
        self.rooms.min(items.count()).min(panels)
    }

    /// The judges who may judge the item at a time.
    pub fn panel_candidates(&self, item: usize, time: usize) -> impl Iterator<Item = usize> + '_ {
        (0..self.judges()).filter(move |j| !self.conflict[item][*j] && self.free[*j][time])
    }

    /// Whether the judge knows what the item is about; an item without a theme needs no knowledge.
    pub fn is_expert(&self, judge: usize, item: usize) -> bool {
        self.items[item]
            .theme
            .is_none_or(|theme| self.workshop.judges[judge].expertise.contains(&theme))
    }

    /// The attendees of an item of whom one is enough, who could stand for it at a time.
    pub fn stand_ins(&self, item: usize, time: usize) -> impl Iterator<Item = ParticipantId> + '_ {
        self.items[item]
            .attendees
            .iter()
            .copied()
            .filter(move |person| !self.away[item][time].contains(person))
    }

    /// The shared person, where the person is one.
    pub fn shared(&self, person: ParticipantId) -> Option<&Shared> {
        self.shared
            .binary_search_by_key(&person, |shared| shared.person)
            .ok()
            .map(|position| &self.shared[position])
    }
}

/// Per time: its block, the slots between two breaks.
fn blocks(session: &Session, starts: &[Time]) -> Vec<usize> {
    let mut block = 0;
    let mut blocks = Vec::with_capacity(starts.len());
    for (time, start) in starts.iter().enumerate() {
        if let Some(before) = time.checked_sub(1) {
            let ended = session.talk_end(starts[before]);
            let between = |pause: &(Time, Time)| pause.0 < *start && pause.1 > ended;
            block += usize::from(session.breaks.iter().any(between));
        }
        blocks.push(block);
    }
    blocks
}

/// In one room nothing is simultaneous.
fn shared(workshop: &Workshop, session: &Session, items: &[Item]) -> Vec<Shared> {
    if session.rooms.len() < 2 {
        return Vec::new();
    }
    let judges: BTreeMap<ParticipantId, usize> = workshop
        .judges
        .iter()
        .enumerate()
        .filter_map(|(position, judge)| judge.participant.map(|person| (person, position)))
        .collect();
    let mut attended: BTreeMap<ParticipantId, Vec<usize>> = BTreeMap::new();
    for (position, item) in items.iter().enumerate() {
        for person in &item.attendees {
            attended.entry(*person).or_default().push(position);
        }
    }
    attended
        .into_iter()
        .map(|(person, items)| Shared {
            person,
            items,
            judge: judges.get(&person).copied(),
        })
        .filter(|shared| shared.items.len() > 1 || shared.judge.is_some())
        .collect()
}
