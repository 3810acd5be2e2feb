//! The published timetable by the numbers of the session as it is now.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Time;

use super::told::{affected, as_judge, as_participant, audience};
use crate::model::{
    Grouping, JudgeId, Lock, ParticipantId, PublishedPlan, Session, Told, Workshop,
};
use crate::timetable::item::{Item, named};
use crate::timetable::name::folded;
use crate::timetable::placed::Placed;
use crate::timetable::plan::{Plan, Slot};
use crate::timetable::sheet::{Linear, Sheet};

/// What was published of a session.
pub(crate) struct Published {
    /// Per item its published slot, where the session has it still.
    pub slots: Vec<Option<Slot>>,
    /// Per item the judges who were published, as far as they are in the file, ascending.
    pub panels: Vec<Vec<usize>>,
    /// Per item whether its talk has begun.
    pub begun: Vec<bool>,
    /// The first time that has not begun.
    pub first_open: usize,
    /// Per item the first time at which it may start.
    pub earliest: Vec<usize>,
    /// Per item whether it is locked.
    pub locked: Vec<bool>,
    /// Of each of these groups one at least is spared.
    pub spared: Vec<Vec<Party>>,
    /// Everybody who is told something, but for those who are affected already by what was planned before.
    everybody: Vec<Party>,
}

/// People who are affected together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Party {
    /// Who; a judge is alone.
    pub who: Vec<Told>,
    /// Those of them who are participants.
    pub people: Vec<ParticipantId>,
    /// What they attend, ascending.
    pub items: Vec<usize>,
    /// The judge who it is, with the items whose panels count.
    pub judge: Option<(usize, Vec<usize>)>,
}

impl Published {
    /// Looks up what was published; `None` where nothing was.
    pub fn of(
        workshop: &Workshop,
        grouping: &Grouping,
        session: &Session,
        earlier: &[Placed],
        items: &[Item],
        starts: &[Time],
    ) -> Option<Self> {
        let plan = session.publication.plan.as_ref()?;
        let talk = |item: &Item| {
            let key = folded(&item.key);
            plan.talks.iter().find(|talk| folded(&talk.item) == key)
        };
        let first_open = plan
            .now
            .map_or(0, |now| starts.partition_point(|start| *start < now));
        let slots: Vec<Option<Slot>> = items
            .iter()
            .map(|item| slot(session, starts, talk(item)?))
            .collect();
        let panels = items
            .iter()
            .map(|item| {
                let ids: Vec<String> =
                    talk(item).map_or(Vec::new(), |t| t.judges.iter().map(|j| folded(j)).collect());
                let judges = workshop.judge_ids();
                let there = |j: &JudgeId| ids.contains(&folded(&workshop.judge(*j).id));
                judges.filter(there).map(JudgeId::index).collect()
            })
            .collect();
        let mut published = Self {
            begun: slots
                .iter()
                .map(|slot| slot.is_some_and(|(time, _)| time < first_open))
                .collect(),
            earliest: earliest(plan, items, starts),
            locked: match &session.publication.lock {
                Lock::All => vec![true; items.len()],
                Lock::Items(names) => {
                    let listed: Vec<usize> = names.iter().filter_map(|n| named(items, n)).collect();
                    (0..items.len()).map(|i| listed.contains(&i)).collect()
                }
            },
            slots,
            panels,
            first_open,
            spared: Vec::new(),
            everybody: Vec::new(),
        };
        let mut known: BTreeSet<Told> = regrouped(workshop, grouping);
        known.extend(earlier.iter().flat_map(|placed| affected(workshop, placed)));
        published.everybody = everybody(workshop, session, items, &known);
        let group = |group: &Vec<Told>| {
            let listed = |party: &&Party| party.who.iter().any(|told| group.contains(told));
            published.everybody.iter().filter(listed).cloned().collect()
        };
        published.spared = plan.spared.iter().map(group).collect();
        Some(published)
    }

    /// Those who are affected where one of these items changes: who do not judge, then judges.
    pub fn parties(&self, items: &[bool]) -> (Vec<Party>, Vec<Party>) {
        let mut merged: BTreeMap<Vec<usize>, Party> = BTreeMap::new();
        let mut judges = Vec::new();
        for party in &self.everybody {
            let mut party = party.clone();
            party.items.retain(|item| items[*item]);
            if let Some((_, panels)) = &mut party.judge {
                panels.retain(|item| items[*item]);
                judges.push(party);
            } else if !party.items.is_empty() {
                match merged.get_mut(&party.items) {
                    Some(others) => {
                        others.who.extend(party.who);
                        others.people.extend(party.people);
                    }
                    None => {
                        merged.insert(party.items.clone(), party);
                    }
                }
            }
        }
        (merged.into_values().collect(), judges)
    }

    /// Whether the item is elsewhere than published.
    pub fn is_moved(&self, plan: &Plan, item: usize) -> bool {
        self.slots[item].is_none() || plan.slot(item) != self.slots[item]
    }

    /// Whether the judge was published to hear the item.
    pub fn heard(&self, judge: usize, item: usize) -> bool {
        self.panels[item].contains(&judge)
    }
}

impl Party {
    /// Whether a timetable affects them.
    pub fn is_affected(&self, published: &Published, plan: &Plan) -> bool {
        let judges_otherwise = |(judge, items): &(usize, Vec<usize>)| {
            items.iter().any(|item| {
                let hears = plan.hears(*judge, *item);
                hears != published.heard(*judge, *item) || hears && published.is_moved(plan, *item)
            })
        };
        self.items
            .iter()
            .any(|item| published.is_moved(plan, *item))
            || self.judge.as_ref().is_some_and(judges_otherwise)
    }

    /// How much each of them counts: a column that is 1 where they are affected, or else the constant 1.
    pub fn write<'s>(
        &self,
        published: &'s Published,
        sheet: &mut Sheet<'s>,
        own: impl Fn(&Plan) -> bool + 's,
    ) -> Linear {
        // What must be 1 for them to be left alone, and what must be 0.
        let (mut kept, mut avoided) = (Vec::new(), Vec::new());
        let stays = |sheet: &Sheet, item: usize| {
            let (time, room) = published.slots[item]?;
            sheet.place(item, time, room)
        };
        for item in &self.items {
            kept.push(stays(sheet, *item));
        }
        if let Some((judge, items)) = &self.judge {
            for item in items {
                let seat = sheet.seat(*item, *judge);
                if published.heard(*judge, *item) {
                    kept.extend([stays(sheet, *item), seat]);
                } else {
                    avoided.extend(seat);
                }
            }
        }
        kept.sort_unstable();
        kept.dedup();
        let Some(kept) = kept.into_iter().collect::<Option<Vec<_>>>() else {
            return Linear {
                terms: Vec::new(),
                constant: 1.0,
            };
        };
        let column = sheet.implied(own);
        for kept in kept {
            sheet
                .program
                .at_least(vec![(column, 1.0), (kept, 1.0)], 1.0);
        }
        for avoided in avoided {
            sheet
                .program
                .at_least(vec![(column, 1.0), (avoided, -1.0)], 0.0);
        }
        Linear::sum([column])
    }
}

/// The slot of a published talk.
fn slot(session: &Session, starts: &[Time], talk: &crate::model::PublishedTalk) -> Option<Slot> {
    let time = starts.iter().position(|start| Some(*start) == talk.start)?;
    let name = folded(&talk.room);
    let room = session.rooms.iter().position(|r| folded(r) == name)?;
    Some((time, room))
}

fn earliest(plan: &PublishedPlan, items: &[Item], starts: &[Time]) -> Vec<usize> {
    let mut earliest = vec![0; items.len()];
    for (name, time) in &plan.late {
        if let Some(item) = named(items, name) {
            let first = starts.partition_point(|start| start < time);
            earliest[item] = earliest[item].max(first);
        }
    }
    earliest
}

/// Participants who are in another team than published: they are affected whatever the timetable.
fn regrouped(workshop: &Workshop, grouping: &Grouping) -> BTreeSet<Told> {
    let teams = &workshop.published_teams;
    workshop
        .participant_ids()
        .filter(|person| {
            let published = teams.get(person.index());
            published.is_some_and(|team| *team != Some(grouping.team(*person)))
        })
        .map(|person| as_participant(workshop, person))
        .collect()
}

fn everybody(
    workshop: &Workshop,
    session: &Session,
    items: &[Item],
    known: &BTreeSet<Told>,
) -> Vec<Party> {
    let mut attends: BTreeMap<Told, Vec<usize>> = BTreeMap::new();
    for (position, item) in items.iter().enumerate() {
        for told in audience(workshop, item) {
            attends.entry(told).or_default().push(position);
        }
    }
    let mut judges: BTreeMap<Told, usize> = BTreeMap::new();
    if session.judges.is_some() {
        for judge in workshop.judge_ids() {
            let told = as_judge(workshop, judge);
            attends.entry(told.clone()).or_default();
            judges.insert(told, judge.index());
        }
    }
    let numbers: BTreeMap<&str, ParticipantId> = workshop
        .participant_ids()
        .map(|person| (workshop.participant(person).id.as_str(), person))
        .collect();
    attends
        .into_iter()
        .filter(|(told, _)| !known.contains(told))
        .map(|(told, mut attended)| {
            attended.dedup();
            let number = match &told {
                Told::Participant(id) => numbers.get(id.as_str()).copied(),
                _ => None,
            };
            Party {
                judge: judges
                    .get(&told)
                    .map(|judge| (*judge, (0..items.len()).collect())),
                who: vec![told],
                people: number.into_iter().collect(),
                items: attended,
            }
        })
        .collect()
}
