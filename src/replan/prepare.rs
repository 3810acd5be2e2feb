//! A workshop with late changes and with what was published.

use jiff::civil::{DateTime, Time};

use crate::model::{
    Judge, LateChanges, Lock, PersonKind, PersonNamed, PublishedOutcome, PublishedPlan,
    PublishedSession, PublishedTalk, Replanned, Session, SparedGroup, TeamId, Told, Window,
    Workshop,
};

/// The workshop as a plan made from a published one sees it. Participants who are gone are left out when the roster is
/// read; everything else that `replanned` says happens here.
pub fn prepare(workshop: &Workshop, replanned: &Replanned) -> Workshop {
    let mut prepared = workshop.clone();
    let (inputs, before) = (&replanned.inputs, &replanned.before);
    let now = inputs.now.as_deref().and_then(moment);
    prepared.judges = judges(workshop, inputs, before, now);
    let lost = |id: &String| inputs.without_facilitators.contains(id);
    prepared.facilitators.retain(|person| !lost(&person.id));
    prepared.published_facilitators = before.facilitation.clone();
    prepared.published_teams = published_teams(workshop, before);
    for session in &mut prepared.sessions {
        let lost = |room: &String| inputs.without_rooms.contains(room);
        session.rooms.retain(|room| !lost(room));
        if let Some(published) = &inputs.published {
            session.publication.lock = if published.contains(&session.id) {
                Lock::All
            } else {
                Lock::Items(Vec::new())
            };
        }
        let told = before.sessions.iter().find(|s| s.id == session.id);
        let plan = told.map(|told| plan(session, told, inputs, &replanned.spared, now));
        session.publication.plan = plan;
    }
    prepared
}

/// `2026-12-18 13:40`.
pub fn moment(text: &str) -> Option<DateTime> {
    text.trim().replace('T', " ").parse().ok()
}

/// `13:40`.
fn clock(text: &str) -> Option<Time> {
    text.parse().ok()
}

/// The judges who are left. Who is lost while talks are going on stays for those that have begun.
fn judges(
    workshop: &Workshop,
    inputs: &LateChanges,
    before: &PublishedOutcome,
    now: Option<DateTime>,
) -> Vec<Judge> {
    let mut judges = Vec::with_capacity(workshop.judges.len());
    for judge in &workshop.judges {
        if !inputs.without_judges.contains(&judge.id) {
            judges.push(judge.clone());
            continue;
        }
        let begun = now.map_or(Vec::new(), |now| begun(before, &judge.id, now));
        if let Some(until) = begun.iter().map(|window| window.end).max() {
            let mut judge = judge.clone();
            let always = vec![Window {
                start: DateTime::MIN,
                end: DateTime::MAX,
            }];
            let available = match judge.available.is_empty() {
                true => always,
                false => judge.available,
            };
            let cut = available.into_iter().map(|window| Window {
                end: window.end.min(until),
                ..window
            });
            judge.available = cut.filter(|window| window.start < window.end).collect();
            judges.push(judge);
        }
    }
    judges
}

/// The talks of a judge that have begun.
fn begun(before: &PublishedOutcome, judge: &String, now: DateTime) -> Vec<Window> {
    let talks = before.sessions.iter().flat_map(|session| {
        let heard = session.slots.iter().filter(|s| s.judges.contains(judge));
        heard.filter_map(|slot| {
            let date = session.date.parse().ok()?;
            Some(Window::on(date, clock(&slot.start)?, clock(&slot.end)?))
        })
    });
    talks.filter(|talk| talk.start < now).collect()
}

fn published_teams(workshop: &Workshop, before: &PublishedOutcome) -> Vec<Option<TeamId>> {
    let team_of = |id: &String| {
        let told = before.teams.iter().find(|t| t.members.contains(id))?;
        let mut teams = workshop.team_ids();
        teams.find(|team| workshop.team(*team).id == told.id)
    };
    let people = workshop.participants.iter();
    people.map(|person| team_of(&person.id)).collect()
}

fn plan(
    session: &Session,
    told: &PublishedSession,
    inputs: &LateChanges,
    spared: &[SparedGroup],
    now: Option<DateTime>,
) -> PublishedPlan {
    let same_day = told.date == session.date.to_string();
    let talks = told.slots.iter().map(|slot| PublishedTalk {
        item: slot.item.clone(),
        room: slot.room.clone(),
        start: clock(&slot.start).filter(|_| same_day),
        judges: slot.judges.clone(),
    });
    let late = inputs.late.iter().filter(|late| late.session == session.id);
    let spared = spared.iter().filter(|group| group.session == session.id);
    PublishedPlan {
        talks: talks.collect(),
        // Of an earlier day everything has begun, of a later one nothing.
        now: now.and_then(|now| match now.date().cmp(&session.date) {
            std::cmp::Ordering::Less => None,
            std::cmp::Ordering::Equal => Some(now.time()),
            std::cmp::Ordering::Greater => Some(Time::MAX),
        }),
        late: late
            .filter_map(|late| Some((late.item.clone(), clock(&late.not_before)?)))
            .collect(),
        spared: spared
            .map(|group| group.people.iter().map(told_as).collect())
            .collect(),
    }
}

fn told_as(person: &PersonNamed) -> Told {
    let id = person.id.clone();
    match person.kind {
        PersonKind::Participant => Told::Participant(id),
        PersonKind::Judge => Told::Judge(id),
        PersonKind::Speaker => Told::Speaker(id),
    }
}
