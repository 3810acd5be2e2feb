//! Who stays together, and who has a place already.

use std::collections::BTreeMap;

use super::seats::Seats;
use crate::model::{ParticipantId, Pin, TeamId, ThemeId, Workshop};

/// People who are seated as one: a block, or one person.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// In the order of the roster; never empty.
    pub members: Vec<ParticipantId>,
    /// Where they must be.
    pub place: Option<Pin>,
}

/// All units, in the order of their first member.
pub fn units(workshop: &Workshop) -> Vec<Unit> {
    let mut blocks: BTreeMap<u32, usize> = BTreeMap::new();
    let mut units: Vec<Unit> = Vec::new();
    for id in workshop.participant_ids() {
        let person = workshop.participant(id);
        let owned = workshop.theme_ids().find(|theme| workshop.owns(id, *theme));
        let place = person.pin.or(owned.map(Pin::Theme));
        let unit = person.block.and_then(|block| blocks.get(&block).copied());
        if let Some(unit) = unit {
            units[unit].members.push(id);
            units[unit].place = units[unit].place.or(place);
            continue;
        }
        if let Some(block) = person.block {
            blocks.insert(block, units.len());
        }
        units.push(Unit {
            members: vec![id],
            place,
        });
    }
    units
}

/// Seats the units that have a place, and returns the others.
pub fn seat(units: &[Unit], seats: &mut Seats) -> Vec<Unit> {
    let (placed, free): (Vec<&Unit>, Vec<&Unit>) =
        units.iter().partition(|unit| unit.place.is_some());
    // Teams before themes: who may be in several leaves room for who may not.
    let (pinned, owners): (Vec<&Unit>, Vec<&Unit>) = placed
        .into_iter()
        .partition(|unit| matches!(unit.place, Some(Pin::Team(_))));
    for unit in pinned.into_iter().chain(owners) {
        let team = match unit.place {
            Some(Pin::Team(team)) => Some(team),
            Some(Pin::Theme(theme)) => of_theme(theme, unit, seats),
            None => None,
        };
        match team {
            Some(team) => seats.seat(unit, team),
            None => seats.seat_anywhere(unit),
        }
    }
    free.into_iter().cloned().collect()
}

/// The open team of the theme with the fewest owners, then the fewest heads, that has room; any of them where none has.
fn of_theme(theme: ThemeId, unit: &Unit, seats: &Seats) -> Option<TeamId> {
    let workshop = seats.workshop();
    let owners = |team: TeamId| {
        let owners = workshop.theme(theme).owners.iter();
        owners
            .filter(|owner| seats.team(**owner) == Some(team))
            .count()
    };
    let teams = workshop.theme(theme).teams.iter().copied();
    let open = teams.filter(|team| seats.is_open(*team));
    open.min_by_key(|team| {
        let full = !seats.has_room(*team, unit.members.len());
        (full, owners(*team), seats.heads(*team))
    })
}
