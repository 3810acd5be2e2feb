//! How tight a session is, by counting only.

use super::outcome::clock;
use super::scene::Scene;
use crate::model::{
    Grouping, Items, Session, SessionPressure, SharedPerson, StuckItem, TightTime, Window, Workshop,
};
use crate::timetable::engagement::Engagements;
use crate::timetable::item::items;
use crate::timetable::placed::Placed;

/// The pressure of a session before the teams are known: as many talks as there can be, and nothing of people.
pub fn expected(workshop: &Workshop, session: &Session) -> SessionPressure {
    let talks = match &session.items {
        Items::Teams => {
            let open = workshop.open.max.map_or(usize::MAX, |most| most as usize);
            workshop.teams.len().min(open)
        }
        Items::Themes => workshop.themes.len(),
        Items::Titles(titles) => titles.len(),
    };
    let engagements = Engagements::of(workshop, &[]);
    let free = workshop.judge_ids().map(|judge| {
        let starts = session.slot_starts().into_iter();
        starts
            .map(|start| Window::on(session.date, start, session.talk_end(start)))
            .map(|talk| engagements.judge_is_free(judge, &talk))
            .collect()
    });
    counted(session, talks, &free.collect::<Vec<_>>(), &|_| talks)
}

/// The pressure of a session with its teams, after the sessions before it.
pub fn pressure(
    workshop: &Workshop,
    grouping: &Grouping,
    session: &Session,
    earlier: &[Placed],
) -> SessionPressure {
    let items = items(workshop, session, grouping);
    let scene = Scene::new(workshop, grouping, session, earlier, &items);
    of(&scene)
}

pub(crate) fn of(scene: &Scene) -> SessionPressure {
    let items = 0..scene.items.len();
    let there = |item: usize, time: usize| {
        let away = scene.away[item][time].len();
        away == 0 || scene.items[item].any && away < scene.items[item].attendees.len()
    };
    let possible = |time: usize| items.clone().filter(|item| there(*item, time)).count();
    let mut pressure = counted(scene.session, scene.items.len(), &scene.free, &possible);
    let id = |person: &crate::model::ParticipantId| scene.workshop.participant(*person).id.clone();
    for item in items {
        if (0..scene.times()).any(|time| scene.is_possible(item, time)) {
            continue;
        }
        let mut away: Vec<String> = scene.away[item].iter().flatten().map(id).collect();
        away.sort_unstable();
        away.dedup();
        let judges = (0..scene.times()).map(|time| scene.panel_candidates(item, time).count());
        pressure.stuck.push(StuckItem {
            item: scene.items[item].key.clone(),
            away,
            judges: judges.max().unwrap_or(0),
        });
    }
    let wanted = scene.shared.iter().filter(|shared| {
        let all = shared.items.iter().filter(|item| !scene.items[**item].any);
        all.count() + usize::from(shared.judge.is_some()) > 1
    });
    pressure.shared = wanted
        .map(|shared| SharedPerson {
            person: id(&shared.person),
            items: shared
                .items
                .iter()
                .map(|i| scene.items[*i].key.clone())
                .collect(),
            judges: shared.judge.is_some(),
        })
        .collect();
    pressure
}

/// Minutes and seats; `free` tells for each judge and time whether the judge is there.
fn counted(
    session: &Session,
    talks: usize,
    free: &[Vec<bool>],
    possible: &dyn Fn(usize) -> usize,
) -> SessionPressure {
    let starts = session.slot_starts();
    let rooms = session.rooms.len();
    let per_item = session.judges.map_or(0, |panel| panel.per_item as usize);
    let most = session.judges.and_then(|panel| panel.max_load);
    let seats = free.iter().map(|times| {
        let times = times.iter().filter(|free| **free).count();
        times
            .min(most.map_or(usize::MAX, |most| most as usize))
            .min(talks)
    });
    let minutes = session.talk as usize;
    let tight = starts.iter().enumerate().filter_map(|(time, start)| {
        let judges_there = free.iter().filter(|times| times[time]).count();
        let tight = TightTime {
            start: clock(*start),
            rooms,
            seats_needed: rooms * per_item,
            judges_there,
            talks_possible: possible(time),
        };
        let short = judges_there < tight.seats_needed || tight.talks_possible < rooms.min(talks);
        short.then_some(tight)
    });
    SessionPressure {
        talks,
        slots: starts.len() * rooms,
        minutes_needed: talks * minutes,
        minutes_there: starts.len() * rooms * minutes,
        seats_needed: talks * per_item,
        seats_there: if per_item > 0 { seats.sum() } else { 0 },
        tight: tight.collect(),
        stuck: Vec::new(),
        shared: Vec::new(),
    }
}
