//! The statement of positions: for each theme and each organization, the places of its talks over all sessions.

use super::lookup::Lookup;
use crate::model::{ParticipantId, Session, SessionOutcome, ThemeId};

/// A talk's place in the order of its session: by start, then in the order of the rooms.
pub struct Position<'a> {
    /// The session's position in the outcome.
    pub session: usize,
    /// The item.
    pub item: &'a str,
    /// Its start.
    pub start: &'a str,
    /// Its room.
    pub room: &'a str,
    /// 1 for the first talk.
    pub place: usize,
    /// How many talks the session has.
    pub of: usize,
}

impl Position<'_> {
    /// From 0 (first) to 1 (last), ½ in the middle: (place − ½) / talks.
    fn relative(&self) -> f64 {
        (self.place as f64 - 0.5) / self.of as f64
    }
}

/// Whose talks they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A theme's.
    Theme,
    /// An organization's: it is that of somebody in the team, or of the theme's owners where the theme is presented.
    Organization,
}

/// The places of a theme or an organization.
pub struct Standing<'a> {
    /// What it is.
    pub whose: Whose,
    /// Its title or name.
    pub name: &'a str,
    /// Its talks, by session, then place.
    pub positions: Vec<Position<'a>>,
}

impl Standing<'_> {
    /// The mean of the relative places.
    pub fn mean(&self) -> f64 {
        let sum: f64 = self.positions.iter().map(Position::relative).sum();
        sum / self.positions.len() as f64
    }
}

/// All themes and organizations that present anything, themes first.
pub fn statement<'a>(lookup: &Lookup<'a>) -> Vec<Standing<'a>> {
    let workshop = lookup.workshop;
    let mut standings = Vec::new();
    for theme in workshop.theme_ids() {
        let is_its = |talk: &Talk| talk.theme == Some(theme);
        let name = &workshop.theme(theme).title;
        standings.extend(standing(lookup, Whose::Theme, name, &is_its));
    }
    if let Some(attribute) = workshop.known.organization {
        let organizations = workshop.attribute(attribute);
        for (number, name) in organizations.labels.iter().enumerate() {
            let is_its = |talk: &Talk| {
                let mut people = talk.people.iter();
                people.any(|person| {
                    let mut values = organizations.values(*person).iter();
                    values.any(|value| value.index() == number)
                })
            };
            standings.extend(standing(lookup, Whose::Organization, name, &is_its));
        }
    }
    standings
}

/// Whose a talk is.
struct Talk {
    theme: Option<ThemeId>,
    people: Vec<ParticipantId>,
}

fn standing<'a>(
    lookup: &Lookup<'a>,
    whose: Whose,
    name: &'a str,
    is_its: &dyn Fn(&Talk) -> bool,
) -> Option<Standing<'a>> {
    let mut positions = Vec::new();
    for (number, outcome) in lookup.plan.outcome.sessions.iter().enumerate() {
        let session = lookup.session(outcome);
        for position in in_order(number, session, outcome) {
            let talk = Talk {
                theme: lookup.item_theme(session, position.item),
                people: lookup.item_participants(session, position.item),
            };
            if is_its(&talk) {
                positions.push(position);
            }
        }
    }
    (!positions.is_empty()).then_some(Standing {
        whose,
        name,
        positions,
    })
}

/// The talks of a session with their places.
fn in_order<'a>(
    number: usize,
    session: Option<&Session>,
    outcome: &'a SessionOutcome,
) -> Vec<Position<'a>> {
    let room = |name: &String| session.and_then(|s| s.rooms.iter().position(|r| r == name));
    let mut slots: Vec<_> = outcome.slots.iter().collect();
    slots.sort_by_key(|slot| (&slot.start, room(&slot.room)));
    let of = slots.len();
    let positions = slots.into_iter().enumerate();
    positions
        .map(|(place, slot)| Position {
            session: number,
            item: &slot.item,
            start: &slot.start,
            room: &slot.room,
            place: place + 1,
            of,
        })
        .collect()
}
