//! What is on for a room, a team, a judge or everybody: the one choice of talks behind calendars, printed sheets and
//! workbooks.

use std::collections::{HashMap, HashSet};

use super::lookup::Lookup;
use crate::model::{AgendaBlock, Items, SlotOutcome};

/// For whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose<'a> {
    /// Everybody.
    All,
    /// A room, by name.
    Room(&'a str),
    /// A team, by id, and the id of its theme.
    Team(&'a str, Option<&'a str>),
    /// A judge, by id.
    Judge(&'a str),
}

/// A talk at its place, in this plan or in the one published before.
#[derive(Clone, Copy, Debug)]
pub struct Talk<'a> {
    /// The session's id.
    pub session: &'a str,
    /// The day.
    pub date: &'a str,
    /// The item, its time, its room and its judges.
    pub slot: &'a SlotOutcome,
}

impl<'a> Whose<'a> {
    /// Whether a talk is theirs: held in the room, judged by the judge, or by the team or about its theme.
    fn concerns(&self, lookup: &Lookup<'a>, talk: &Talk<'a>) -> bool {
        let item = talk.slot.item.as_str();
        match self {
            Whose::All => true,
            Whose::Room(room) => talk.slot.room == *room,
            Whose::Judge(id) => talk.slot.judges.iter().any(|judge| judge == id),
            Whose::Team(id, theme) => {
                let sessions = &lookup.workshop.sessions;
                let session = sessions.iter().find(|s| s.id == talk.session);
                let of_themes = session.is_some_and(|s| s.items == Items::Themes);
                if !of_themes && (item == *id || lookup.is_open(item)) {
                    item == *id
                } else {
                    *theme == Some(item)
                }
            }
        }
    }

    /// Their talks, by day and start, then in the order of the sessions and rooms.
    pub fn talks(&self, lookup: &Lookup<'a>) -> Vec<Talk<'a>> {
        self.own(lookup, planned(lookup))
    }

    /// The talks of the published plan that were theirs and are not any more.
    pub fn lost(&self, lookup: &Lookup<'a>) -> Vec<Talk<'a>> {
        let kept = self.talks(lookup);
        let mut lost = self.own(lookup, published(lookup));
        lost.retain(|was| {
            let same = |is: &Talk| is.session == was.session && is.slot.item == was.slot.item;
            !kept.iter().any(same)
        });
        lost
    }

    fn own(&self, lookup: &Lookup<'a>, talks: Vec<Talk<'a>>) -> Vec<Talk<'a>> {
        let mut own: Vec<Talk> = talks
            .into_iter()
            .filter(|talk| self.concerns(lookup, talk))
            .collect();
        own.sort_by_key(|talk| (talk.date, &talk.slot.start));
        own
    }

    /// The blocks of the agenda that they may be meant by: whom a block is for is free text, so a team sees all. A room or a
    /// judge is not told of any.
    pub fn agenda(&self, lookup: &Lookup<'a>) -> Vec<&'a AgendaBlock> {
        let mut blocks: Vec<&AgendaBlock> = match self {
            Whose::All | Whose::Team(..) => lookup.workshop.agenda.iter().collect(),
            Whose::Room(_) | Whose::Judge(_) => Vec::new(),
        };
        blocks.sort_by_key(|block| (block.date, block.start, block.end));
        blocks
    }

    /// The id, or the room's name; of everybody none.
    pub fn name(&self) -> &'a str {
        match self {
            Whose::Room(name) | Whose::Team(name, _) | Whose::Judge(name) => name,
            Whose::All => "",
        }
    }

    /// What they are called.
    pub fn title(&self, lookup: &Lookup<'a>) -> String {
        match self {
            Whose::All => lookup.workshop.name.clone(),
            Whose::Room(room) => (*room).to_owned(),
            Whose::Team(id, _) => lookup.team_title_of(id),
            Whose::Judge(id) => {
                let name = lookup.judge_name(id);
                lookup.language.pick(format!("{name} 様"), name.to_owned())
            }
        }
    }
}

/// Of each block, how many blocks of its title are earlier: with the title, what the block is known by. So a block that moves stays
/// the same, and of several with one title all are right when all have been read again.
pub fn numbers(blocks: &[&AgendaBlock]) -> Vec<usize> {
    let mut earlier: HashMap<&str, usize> = HashMap::new();
    let mut numbers = Vec::new();
    for block in blocks {
        let number = earlier.entry(&block.title).or_default();
        numbers.push(*number);
        *number += 1;
    }
    numbers
}

fn planned<'a>(lookup: &Lookup<'a>) -> Vec<Talk<'a>> {
    let sessions = lookup.plan.outcome.sessions.iter();
    let talks = sessions.flat_map(|session| {
        let slots = session.slots.iter();
        slots.map(|slot| Talk {
            session: &session.id,
            date: &session.date,
            slot,
        })
    });
    talks.collect()
}

fn published<'a>(lookup: &Lookup<'a>) -> Vec<Talk<'a>> {
    let replan = lookup.plan.outcome.replan.iter();
    let sessions = replan.flat_map(|replanned| &replanned.before.sessions);
    let talks = sessions.flat_map(|session| {
        let slots = session.slots.iter();
        slots.map(|slot| Talk {
            session: &session.id,
            date: &session.date,
            slot,
        })
    });
    talks.collect()
}

/// All rooms, those of the workshop's sessions first; also rooms that only the published plan knows.
pub fn rooms<'a>(lookup: &Lookup<'a>) -> Vec<Whose<'a>> {
    let sessions = lookup.workshop.sessions.iter();
    let named = sessions.flat_map(|session| session.rooms.iter().map(String::as_str));
    let talks = planned(lookup).into_iter().chain(published(lookup));
    let used = talks.map(|talk| talk.slot.room.as_str());
    distinct(named.chain(used).map(Whose::Room))
}

/// All open teams, then those that only the published plan has.
pub fn teams<'a>(lookup: &Lookup<'a>) -> Vec<Whose<'a>> {
    let before = lookup.plan.outcome.replan.iter();
    let before = before.flat_map(|replanned| &replanned.before.teams);
    let teams = lookup.plan.outcome.teams.iter().chain(before);
    let mut seen = HashSet::new();
    teams
        .filter(|team| seen.insert(team.id.as_str()))
        .map(|team| Whose::Team(&team.id, team.theme.as_deref()))
        .collect()
}

/// All judges, those of the workshop first; also judges that only the published plan has.
pub fn judges<'a>(lookup: &Lookup<'a>) -> Vec<Whose<'a>> {
    let known = lookup.workshop.judges.iter().map(|judge| judge.id.as_str());
    let talks = planned(lookup).into_iter().chain(published(lookup));
    let sitting = talks.flat_map(|talk| talk.slot.judges.iter().map(String::as_str));
    distinct(known.chain(sitting).map(Whose::Judge))
}

fn distinct<'a>(all: impl Iterator<Item = Whose<'a>>) -> Vec<Whose<'a>> {
    let mut seen = HashSet::new();
    all.filter(|whose| seen.insert(whose.name())).collect()
}
