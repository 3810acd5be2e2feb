//! `[[sessions]]` and judges.csv: short speeches on the second day, presentations with judges on the third.

use super::contest;
use super::files::Table;
use super::frame::Frame;
use super::names::Names;
use super::person::Person;
use super::shape::{Presentations, RuleSet, Shape};
use super::stream::{Part, Stream};

/// Talks that one room holds on the day of the presentations: ten before the break, eight after it.
pub const SLOTS: usize = 18;
/// Speeches that one room holds.
const SPEECHES: usize = 25;
/// When late people are not yet there: the first talk of the presentations.
pub const LATE: &str = "2026-12-18 13:00-13:10";
/// When a judge comes who comes later.
const LATER: &str = "2026-12-18 14:00-17:00";

/// Rooms of the presentations.
pub fn room_count(shape: &Shape, frame: &Frame) -> usize {
    let needed = frame.most_open(shape).div_ceil(SLOTS);
    shape.rooms.unwrap_or(needed).max(1)
}

/// Judges in the file: for two in each room, and two more; for a contest, four in each room, and two more.
pub fn judge_count(shape: &Shape, frame: &Frame) -> usize {
    let each = match shape.presentations {
        Presentations::Contest => 4,
        Presentations::Usual | Presentations::Audience => 2,
    };
    shape.judges.unwrap_or(each * room_count(shape, frame) + 2)
}

/// Judges of one talk.
fn per_item(shape: &Shape, frame: &Frame) -> usize {
    (judge_count(shape, frame) / room_count(shape, frame)).min(2)
}

/// Judges beyond those who are needed at every moment.
fn spare(shape: &Shape, frame: &Frame) -> usize {
    judge_count(shape, frame) - per_item(shape, frame) * room_count(shape, frame)
}

/// A session of workshop.toml: id, title, keys.
pub fn session(id: &str, title: &str, keys: &[String]) -> String {
    let keys = keys.join("\n");
    format!("\n[[sessions]]\nid = \"{id}\"\ntitle = \"{title}\"\n{keys}\n")
}

/// A rule of weight 1 of the session above.
pub fn rule(kind: &str, priority: u32, keys: &str) -> String {
    let priority = match priority {
        1 => String::new(),
        _ => format!("priority = {priority}\n"),
    };
    format!("\n[[sessions.rules]]\nkind = \"{kind}\"\nweight = 1\n{priority}{keys}")
}

/// The line of rooms.
pub fn rooms(names: &Names, count: usize, what: (&'static str, &'static str)) -> String {
    let rooms: Vec<String> = (1..=count)
        .map(|room| format!("\"{}{room}\"", names.word(what)))
        .collect();
    format!("rooms = [{}]", rooms.join(", "))
}

/// Both sessions.
pub fn sessions(shape: &Shape, frame: &Frame, names: &Names) -> String {
    let halls = frame.themes.div_ceil(SPEECHES);
    let keys = [
        "items = \"themes\"".to_owned(),
        "date = 2026-12-03".to_owned(),
        rooms(names, halls, ("ホール", "Hall ")),
        "start = \"09:30\"\nend = \"12:00\"\ntalk = 5\nchange = 1".to_owned(),
        "attend = \"owners\"".to_owned(),
    ];
    let mut text = session(
        "speeches",
        names.word(("テーマ説明", "Short speeches")),
        &keys,
    );
    if shape.presentations != Presentations::Usual {
        return text + &contest::presentations(shape, frame, names);
    }
    let count = room_count(shape, frame);
    let mut keys = vec![
        "items = \"teams\"".to_owned(),
        "date = 2026-12-18".to_owned(),
        rooms(names, count, ("会議室", "Room ")),
        "start = \"13:00\"\nend = \"17:00\"\ntalk = 10\nchange = 2".to_owned(),
        "breaks = [\"15:00-15:15\"]".to_owned(),
    ];
    let (judges, panel) = (judge_count(shape, frame), per_item(shape, frame));
    if judges > 0 {
        let load = (frame.most_open(shape) * panel).div_ceil(judges) + 2;
        keys.push(format!(
            "judges = {{ per_item = {panel}, max_load = {load} }}"
        ));
    }
    keys.push("attend = \"members\"".to_owned());
    let title = names.word(("プレゼンテーション大会", "Presentations"));
    text += &session("presentations", title, &keys);
    if judges > 0 {
        text += &rule("load", 1, "");
        text += &rule("expertise", 2, "");
    }
    match shape.teams_per_theme.max {
        1 => text += &rule("mirror", 2, "session = \"speeches\"\n"),
        _ => text += &rule("alternate", 1, ""),
    }
    if judges > 0 && count > 1 && shape.rules == RuleSet::Rich {
        text += &rule("room_change", 2, "");
    }
    text
}

/// judges.csv. But for a contest, only spare judges come later or have a conflict, so that every talk finds its panel.
pub fn judges(shape: &Shape, frame: &Frame, people: &[Person], names: &Names) -> Vec<u8> {
    let mut table = Table::new(&[
        "id",
        "name",
        "organization",
        "available",
        "expertise",
        "conflicts",
    ]);
    let mut random = Stream::new(shape.seed, Part::Judges);
    let (count, spare) = (judge_count(shape, frame), spare(shape, frame));
    let width = count.to_string().len().max(2);
    let organizations = [
        ("ことのは大学", "Lindenmere University"),
        ("地域づくり研究所", "Institute for Places"),
        ("商工連合会", "Union of Trades"),
    ];
    let contest = match shape.presentations {
        Presentations::Contest => contest::judges(shape, frame, people),
        Presentations::Usual | Presentations::Audience => Vec::new(),
    };
    for judge in 0..count {
        let mut themes: Vec<usize> = (0..4).map(|_| random.below(frame.themes)).collect();
        themes.sort_unstable();
        themes.dedup();
        let themes: Vec<String> = themes.into_iter().map(|theme| names.theme(theme)).collect();
        let later = shape.rules == RuleSet::Rich && spare > 0 && judge + 1 == count;
        let conflict = spare > 1 && judge == 0;
        let someone = random.below(people.len());
        let when = |flag: bool, text: &str| if flag { text.to_owned() } else { String::new() };
        let usual = || (when(later, LATER), when(conflict, &people[someone].id));
        let (available, conflicts) = contest.get(judge).cloned().unwrap_or_else(usual);
        let row = [
            format!("J{:0width$}", judge + 1),
            names.person(people.len() + judge),
            names
                .word(organizations[judge % organizations.len()])
                .to_owned(),
            available,
            themes.join(";"),
            conflicts,
        ];
        table.row(row);
    }
    table.into_bytes()
}
