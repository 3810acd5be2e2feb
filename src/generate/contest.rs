//! Presentations that are hard to plan: judges and teams who come late or leave early, judges in conflict, as few slots as
//! will do, and each wish at a priority of its own. Or many parallel talks that draw on one audience.

use super::frame::Frame;
use super::names::Names;
use super::person::{Person, by_team};
use super::sessions::{judge_count, room_count, rooms, rule, session};
use super::shape::{Presentations, Shape};
use super::stream::{Part, Stream};

/// Judges of one talk of the contest.
pub const PANEL: usize = 3;
/// Minutes from one talk to the next.
const STEP: usize = 12;
/// When it begins, in minutes of the day.
const BEGIN: usize = 10 * 60;
/// Slots of each room beyond those that are needed.
const SPARE: usize = 1;

/// The slots of each room.
pub fn slots(shape: &Shape, frame: &Frame) -> usize {
    frame.most_open(shape).div_ceil(room_count(shape, frame)) + SPARE
}

fn clock(minutes: usize) -> String {
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// One of three parts of the day, as a window.
fn window(third: usize, slots: usize) -> String {
    let at = |part: usize| clock(BEGIN + slots * part / 3 * STEP);
    format!("2026-12-18 {}-{}", at(third), at(third + 1))
}

/// The session `presentations`.
pub fn presentations(shape: &Shape, frame: &Frame, names: &Names) -> String {
    let count = room_count(shape, frame);
    let end = BEGIN + slots(shape, frame) * STEP;
    let mut keys = vec![
        "items = \"teams\"".to_owned(),
        "date = 2026-12-18".to_owned(),
        rooms(names, count, ("会議室", "Room ")),
        format!(
            "start = \"{}\"\nend = \"{}\"\ntalk = 10\nchange = 2",
            clock(BEGIN),
            clock(end)
        ),
    ];
    let judged = shape.presentations == Presentations::Contest && judge_count(shape, frame) > 0;
    if judged {
        keys.push(format!("judges = {{ per_item = {PANEL} }}"));
    }
    keys.push("attend = \"members\"".to_owned());
    let title = names.word(("プレゼンテーション大会", "Presentations"));
    let mut text = session("presentations", title, &keys);
    if shape.presentations == Presentations::Audience {
        return text + &rule("audience", 1, "");
    }
    if judged {
        text += &rule("load", 1, "");
    }
    text += &rule("mirror", 2, "session = \"speeches\"\n");
    text += &rule("alternate", 3, "");
    if judged {
        text += &rule("expertise", 4, "");
    }
    text
}

/// Per participant: when they are away on the day of the presentations. One team in ten has somebody who misses a third
/// of the day.
pub fn absences(shape: &Shape, frame: &Frame, people: &[Person]) -> Vec<String> {
    let mut random = Stream::new(shape.seed, Part::Absences);
    let mut away = vec![String::new(); people.len()];
    for members in by_team(frame, people) {
        let (late, third, who) = (
            random.percent(10),
            random.below(3),
            random.below(members.len()),
        );
        if late && let Some(person) = members.get(who) {
            away[*person] = window(third, slots(shape, frame));
        }
    }
    away
}

/// What judges.csv says of each judge: when available, and the participants in conflict.
pub fn judges(shape: &Shape, frame: &Frame, people: &[Person]) -> Vec<(String, String)> {
    let mut random = Stream::new(shape.seed, Part::Contest);
    let count = judge_count(shape, frame);
    let slots = slots(shape, frame);
    // So many may miss the same third that every room still finds its panel, with some left for conflicts.
    let needed = PANEL * room_count(shape, frame);
    let most = count.saturating_sub(needed) / 2;
    let mut order: Vec<usize> = (0..count).collect();
    random.shuffle(&mut order);
    let mut available = vec![String::new(); count];
    for (place, judge) in order.into_iter().take(3 * most).enumerate() {
        let there = |third: usize| third != place % 3;
        let windows: Vec<String> = (0..3)
            .filter(|third| there(*third))
            .map(|third| window(third, slots))
            .collect();
        available[judge] = windows.join(";");
    }
    let teams = by_team(frame, people);
    // With so many judges in conflict, and the absent ones, a team still finds its panel.
    let allowed = count.saturating_sub(PANEL + most);
    let mut conflicts_of = vec![0_usize; teams.len()];
    available
        .into_iter()
        .map(|available| {
            let mut conflicts = Vec::new();
            for (members, known) in teams.iter().zip(&mut conflicts_of) {
                let (conflict, who) = (random.percent(8), random.below(members.len()));
                if conflict
                    && *known < allowed
                    && let Some(place) = members.get(who)
                {
                    *known += 1;
                    conflicts.push(people[*place].id.as_str());
                }
            }
            (available, conflicts.join(";"))
        })
        .collect()
}
