//! roster.csv.

use super::contest;
use super::files::Table;
use super::frame::Frame;
use super::names::Names;
use super::person::Person;
use super::sessions::LATE;
use super::shape::{Presentations, RuleSet, Shape};
use super::words::{MEETINGS, SKILLS};

/// Headers of the usual columns: Japanese, English.
const USUAL: [(&str, &str); 6] = [
    ("ID", "id"),
    ("氏名", "name"),
    ("所属", "organization"),
    ("区分", "sector"),
    ("業種", "industry"),
    ("役職", "role"),
];

/// The columns of rich workshops that rules name.
pub const YEARS: (&str, &str) = ("経験年数", "experience");
/// Whether it is somebody's first time.
pub const NEWCOMER: (&str, &str) = ("初参加", "first time");
/// What newcomers have there.
pub const YES: (&str, &str) = ("はい", "yes");
/// What somebody is good at.
pub const SKILL: (&str, &str) = ("得意分野", "skills");

/// The columns of rich workshops that stand last.
const RICH: [(&str, &str); 8] = [
    ("拒否", "never"),
    ("組", "block"),
    ("固定", "team"),
    ("一緒", "with"),
    ("別", "without"),
    ("優先度", "weight"),
    ("不在", "unavailable"),
    ("予定あり", "busy"),
];

/// The file.
pub fn roster(shape: &Shape, frame: &Frame, people: &[Person], names: &Names) -> Vec<u8> {
    let rich = shape.rules == RuleSet::Rich;
    let ranked = shape.ranked_count();
    let mut headers: Vec<String> = USUAL.map(|pair| names.word(pair).to_owned()).into();
    if rich {
        headers.extend([YEARS, NEWCOMER, SKILL].map(|pair| names.word(pair).to_owned()));
    }
    headers.extend((1..=ranked).map(|rank| {
        shape
            .language
            .pick(format!("第{rank}希望"), format!("choice{rank}"))
    }));
    if rich {
        headers.extend(RICH.map(|pair| names.word(pair).to_owned()));
    }
    // Rich workshops have a column of absences anyway.
    let contest = shape.presentations == Presentations::Contest && shape.sessions && !rich;
    if contest {
        headers.push(names.word(("不在", "unavailable")).to_owned());
    }
    let headers: Vec<&str> = headers.iter().map(String::as_str).collect();
    let mut table = Table::new(&headers);
    // Said once, not for everybody.
    let themes: Vec<String> = (0..frame.themes).map(|theme| names.theme(theme)).collect();
    let absences = contest::absences(shape, frame, people);
    for (place, person) in people.iter().enumerate() {
        let mut row = usual(place, person, names);
        if rich {
            row.extend(columns(person, names));
        }
        let choice = |rank: usize| person.choices.get(rank).map(|theme| themes[*theme].clone());
        row.extend((0..ranked).map(|rank| choice(rank).unwrap_or_default()));
        if rich {
            row.extend(last_columns(person, people, frame, &themes, names));
        }
        if contest {
            row.push(absences[place].clone());
        }
        table.row(row);
    }
    table.into_bytes()
}

fn usual(place: usize, person: &Person, names: &Names) -> Vec<String> {
    let organization = match person.municipal {
        true => names.department(person.organization),
        false => names.company(person.organization),
    };
    let sector = match person.municipal {
        true => names.word(("自治体", "municipal")),
        false => names.word(("民間", "private")),
    };
    vec![
        person.id.clone(),
        names.person(place),
        organization,
        sector.to_owned(),
        person
            .industry
            .map_or_else(String::new, |i| names.industry(i)),
        names.role(person.role),
    ]
}

/// Words of a list, parted as cells are.
fn listed(places: &[usize], list: &[(&'static str, &'static str)], names: &Names) -> String {
    let words: Vec<&str> = places
        .iter()
        .map(|place| names.word(list[*place]))
        .collect();
    words.join(";")
}

/// Attributes.
fn columns(person: &Person, names: &Names) -> [String; 3] {
    let extras = &person.extras;
    let newcomer = if extras.newcomer { names.word(YES) } else { "" };
    [
        extras.years.to_string(),
        newcomer.to_owned(),
        listed(&extras.skills, &SKILLS, names),
    ]
}

/// What binds, and wishes.
fn last_columns(
    person: &Person,
    people: &[Person],
    frame: &Frame,
    themes: &[String],
    names: &Names,
) -> [String; 8] {
    let extras = &person.extras;
    let ids = |places: &[usize]| {
        let ids: Vec<&str> = places.iter().map(|p| people[*p].id.as_str()).collect();
        ids.join(";")
    };
    let here = &themes[frame.teams[person.team].theme];
    let when = |flag: bool, text: &str| if flag { text.to_owned() } else { String::new() };
    [
        extras.never.map_or_else(String::new, |t| themes[t].clone()),
        extras.block.map_or_else(String::new, |b| format!("B{b}")),
        when(extras.pinned, here),
        ids(&extras.with),
        ids(&extras.without),
        when(extras.credit, "1.5"),
        when(extras.late, LATE),
        listed(&extras.busy, &MEETINGS, names),
    ]
}
