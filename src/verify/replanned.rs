//! What a replanned result says of people and changes, from its plan and the published one.

use std::collections::{BTreeMap, BTreeSet};

use super::outcome::Difference;
use crate::model::{
    AffectedPerson, Grouping, Items, Outcome, ParticipantId, PersonKind, PersonNamed, Replanned,
    Text, Told, Workshop,
};
use crate::replan;
use crate::timetable::{self, Item, Placed};

/// The same with the affected people, the changes and the sequence numbers of this plan. `earlier` are the numbers of the
/// published plan. The workshop is a prepared one.
pub fn recorded(
    workshop: &Workshop,
    grouping: &Grouping,
    outcome: &Outcome,
    replanned: &Replanned,
    earlier: &[crate::model::ItemSequence],
) -> Replanned {
    let items: Vec<Vec<Item>> = workshop
        .sessions
        .iter()
        .map(|session| timetable::items(workshop, session, grouping))
        .collect();
    let audience = |session: usize, key: &str| {
        let found = items
            .get(session)
            .and_then(|items| items.iter().find(|item| item.key == key));
        let id = |person: &ParticipantId| workshop.participant(*person).id.clone();
        match found {
            Some(item) => (item.title.clone(), item.attendees.iter().map(id).collect()),
            None => (
                gone_title(workshop, session, key),
                gone_people(replanned, key),
            ),
        }
    };
    let changes = replan::changes(workshop, &replanned.before, outcome, &audience);
    Replanned {
        affected: affected(workshop, grouping, outcome),
        sequences: replan::sequences(earlier, &changes),
        changes,
        ..replanned.clone()
    }
}

/// What differs between the record of a result and the plan.
pub fn compare(
    workshop: &Workshop,
    grouping: &Grouping,
    outcome: &Outcome,
    wrong: &mut Vec<Difference>,
) {
    let Some(written) = &outcome.replan else {
        return;
    };
    let right = recorded(workshop, grouping, outcome, written, &[]);
    if right.affected != written.affected {
        let (is, told) = (right.affected.len(), written.affected.len());
        wrong.push(Text::new(
            format!("変更の影響を受ける人が違います（{told} 人ではなく {is} 人）。"),
            format!("The people affected differ: {is}, not {told} as written."),
        ));
    }
    if right.changes != written.changes {
        wrong.push(Text::new(
            "変更の一覧が、公表した案との違いと合いません。",
            "The list of changes is not what differs from the published plan.",
        ));
    }
}

/// Everybody who is affected, once each, with the sessions.
fn affected(workshop: &Workshop, grouping: &Grouping, outcome: &Outcome) -> Vec<AffectedPerson> {
    let mut sessions: BTreeMap<Told, Vec<String>> = BTreeMap::new();
    for (session, told) in workshop.sessions.iter().zip(&outcome.sessions) {
        let read = timetable::from_outcome(workshop, grouping, session, told);
        let Ok(timetable) = read else { continue };
        let placed = Placed {
            session,
            items: timetable::items(workshop, session, grouping),
            timetable,
        };
        for person in timetable::affected(workshop, &placed) {
            sessions.entry(person).or_default().push(session.id.clone());
        }
    }
    let moved: BTreeSet<Told> = workshop
        .participant_ids()
        .filter(|person| {
            let team = workshop.published_teams.get(person.index());
            team.is_some_and(|team| *team != Some(grouping.team(*person)))
        })
        .map(|person| Told::Participant(workshop.participant(person).id.clone()))
        .collect();
    for person in &moved {
        sessions.entry(person.clone()).or_default();
    }
    sessions
        .into_iter()
        .map(|(told, sessions)| AffectedPerson {
            team: moved.contains(&told),
            person: named(told),
            sessions,
        })
        .collect()
}

fn named(told: Told) -> PersonNamed {
    let (kind, id) = match told {
        Told::Participant(id) => (PersonKind::Participant, id),
        Told::Judge(id) => (PersonKind::Judge, id),
        Told::Speaker(id) => (PersonKind::Speaker, id),
    };
    PersonNamed { kind, id }
}

/// The title of a cancelled item.
fn gone_title(workshop: &Workshop, session: usize, key: &str) -> String {
    let of_themes = workshop
        .sessions
        .get(session)
        .is_some_and(|s| s.items == Items::Themes);
    let theme = workshop.themes.iter().find(|theme| theme.id == key);
    let mut teams = workshop.team_ids();
    let team = teams.find(|team| workshop.team(*team).id == key);
    match (theme, team) {
        (Some(theme), None) => theme.title.clone(),
        (Some(theme), Some(_)) if of_themes => theme.title.clone(),
        (_, Some(team)) => workshop.team_title(team),
        (None, None) => key.to_owned(),
    }
}

/// Who was in the published team of a cancelled item.
fn gone_people(replanned: &Replanned, key: &str) -> Vec<String> {
    let mut teams = replanned.before.teams.iter();
    let team = teams.find(|team| team.id == key);
    team.map_or(Vec::new(), |team| team.members.clone())
}
