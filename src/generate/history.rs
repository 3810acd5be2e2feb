//! history.csv: teams of former events, met within the favourite theme.

use super::files::Table;
use super::frame::Frame;
use super::person::Person;
use super::shape::Shape;
use super::stream::{Part, Stream};

/// Heads in a past team.
const PAST_TEAM: usize = 5;

/// The rows of all events, the latest first.
pub fn rows(shape: &Shape, frame: &Frame, people: &[Person]) -> Table {
    let mut table = Table::new(&["event", "date", "team", "participant"]);
    let mut random = Stream::new(shape.seed, Part::History);
    for ago in 0..shape.history {
        let event = shape
            .language
            .pick(format!("{}回前", ago + 1), format!("{} ago", ago + 1));
        // Two events a year.
        let month = if ago % 2 == 0 { "06-15" } else { "01-20" };
        let date = format!("{}-{month}", 2026 - ago / 2);
        let groups = match shape.planted {
            None => by_favourite(frame, people, &mut random),
            Some(_) => across_teams(frame, people, &mut random),
        };
        let teams = groups
            .iter()
            .flat_map(|group| group.chunks(PAST_TEAM))
            .filter(|team| team.len() > 1);
        for (number, team) in teams.enumerate() {
            for person in team {
                table.row([
                    &event,
                    &date,
                    &(number + 1).to_string(),
                    &people[*person].id,
                ]);
            }
        }
    }
    table
}

/// People with the same favourite theme, shuffled.
fn by_favourite(frame: &Frame, people: &[Person], random: &mut Stream) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new(); frame.themes];
    for (place, person) in people.iter().enumerate() {
        let favourite = person.owns.or(person.choices.first().copied());
        // Who wishes nothing is counted to the theme of the hidden plan.
        groups[favourite.unwrap_or(frame.teams[person.team].theme)].push(place);
    }
    for group in &mut groups {
        random.shuffle(group);
    }
    groups
}

/// In a planted workshop nobody meets again in the hidden plan: a past team takes one seat each of teams side by side, which
/// are often of one theme.
fn across_teams(frame: &Frame, people: &[Person], random: &mut Stream) -> Vec<Vec<usize>> {
    let largest = frame.teams.iter().map(|team| team.size).max().unwrap_or(0);
    let mut groups: Vec<Vec<(usize, usize)>> = vec![Vec::new(); largest];
    let shift = random.below(largest);
    for (place, person) in people.iter().enumerate() {
        // Another seat of each team for each event, or the same people would meet again and again.
        let row = (person.seat + shift * person.team) % frame.teams[person.team].size;
        groups[row].push((person.team, place));
    }
    let sorted = groups.into_iter().map(|mut group| {
        group.sort_unstable();
        if !group.is_empty() {
            let by = random.below(group.len());
            group.rotate_left(by);
        }
        group.into_iter().map(|(_, place)| place).collect()
    });
    sorted.collect()
}
