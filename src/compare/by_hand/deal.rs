//! The four ways to put people into seats.

use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::fixed::Unit;
use super::seats::Seats;
use crate::model::{AttributeId, ParticipantId, Preference, TeamId, ThemeId};

/// The units in random order (Fisher and Yates).
pub fn shuffled(mut units: Vec<Unit>, random: &mut Xoshiro256PlusPlus) -> Vec<Unit> {
    for last in (1..units.len()).rev() {
        let other = random.random_range(0..=last as u64) as usize;
        units.swap(last, other);
    }
    units
}

/// Each unit in a random team of those that suit. Larger units first, while there is room for them.
pub fn random(units: &[Unit], seats: &mut Seats, random: &mut Xoshiro256PlusPlus) {
    let mut order = shuffled(units.to_vec(), random);
    order.sort_by_key(|unit| std::cmp::Reverse(unit.members.len()));
    for unit in &order {
        let suiting: Vec<TeamId> = seats
            .open_teams()
            .filter(|team| seats.suits(unit, *team))
            .collect();
        match suiting.len() {
            0 => seats.seat_anywhere(unit),
            count => {
                let drawn = random.random_range(0..count as u64) as usize;
                seats.seat(unit, suiting[drawn]);
            }
        }
    }
}

/// One unit after another takes the best choice with room left; of a block, its first member chooses. Whoever finds none gets
/// the team with most seats left.
pub fn choose(units: &[Unit], seats: &mut Seats) {
    for unit in units {
        let choices = choices(seats, unit.members[0]);
        let mut teams = choices.into_iter();
        match teams.find_map(|theme| seats.in_theme(unit, theme)) {
            Some(team) => seats.seat(unit, team),
            None => seats.seat_anywhere(unit),
        }
    }
}

/// The themes somebody listed, the best first; with points, those with any, most first.
fn choices(seats: &Seats, person: ParticipantId) -> Vec<ThemeId> {
    match &seats.workshop().participant(person).preference {
        Preference::None => Vec::new(),
        Preference::Ranked(themes) => themes.clone(),
        Preference::Points(points) => {
            let mut themes: Vec<usize> = (0..points.len()).filter(|t| points[*t] > 0.0).collect();
            themes.sort_by(|a, b| points[*b].total_cmp(&points[*a]));
            themes.into_iter().map(ThemeId::new).collect()
        }
    }
}

/// Sorts people by sector, industry, role and organization, and deals them round the teams, to and fro. Larger units first.
pub fn snake(mut units: Vec<Unit>, seats: &mut Seats) {
    let workshop = seats.workshop();
    let known = workshop.known;
    let label = |attribute: Option<AttributeId>, person: ParticipantId| -> &str {
        let attribute = attribute.map(|id| workshop.attribute(id));
        let value = attribute.and_then(|a| Some(a.label(a.first(person)?)));
        value.unwrap_or("")
    };
    units.sort_by_cached_key(|unit| {
        let person = unit.members[0];
        let columns = [known.sector, known.industry, known.role, known.organization];
        let labels = columns.map(|column| label(column, person).to_owned());
        (std::cmp::Reverse(unit.members.len()), labels)
    });
    let there: Vec<TeamId> = seats.open_teams().collect();
    let back = there.iter().rev();
    let round: Vec<TeamId> = there.iter().chain(back).copied().collect();
    let mut at = 0;
    for unit in &units {
        let turns = (0..round.len()).map(|turn| (at + turn) % round.len());
        let mut suiting = turns.filter(|place| seats.suits(unit, round[*place]));
        match suiting.next() {
            Some(place) => {
                at = (place + 1) % round.len();
                seats.seat(unit, round[place]);
            }
            None => seats.seat_anywhere(unit),
        }
    }
}
