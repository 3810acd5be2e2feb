//! plan.xlsx.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataType, Reader, Xlsx};
use jiff::civil::date;
use kumiwake::input::read_grouping;
use kumiwake::model::{Grouping, Language, Participant, TeamId};
use kumiwake::report::write;

use crate::sample::{self, Sample};

fn bytes(sample: &Sample) -> Vec<u8> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    write(directory.path(), &sample.plan()).expect("the report is written");
    std::fs::read(directory.path().join("plan.xlsx")).expect("a file")
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook")
}

/// The rows of each sheet.
fn sheets(bytes: &[u8]) -> BTreeMap<String, Vec<Vec<Data>>> {
    let mut workbook = open(bytes);
    let names = workbook.sheet_names();
    names
        .into_iter()
        .map(|name| {
            let range = workbook.worksheet_range(&name).expect("a sheet");
            (name, range.rows().map(<[Data]>::to_vec).collect())
        })
        .collect()
}

fn words(row: &[Data]) -> Vec<String> {
    row.iter().map(ToString::to_string).collect()
}

#[test]
fn sheets_are_there_in_both_languages() {
    let cases = [
        (
            Language::Japanese,
            [
                "概要",
                "チーム",
                "会場別",
                "チーム別",
                "審査員別",
                "テーマ別",
                "プログラム",
            ],
        ),
        (
            Language::English,
            [
                "Overview",
                "Teams",
                "By room",
                "By team",
                "By judge",
                "By theme",
                "Programme",
            ],
        ),
    ];
    for (language, expected) in cases {
        let workbook = open(&bytes(&sample::kept(language)));
        assert_eq!(workbook.sheet_names(), expected);
        let again = open(&bytes(&sample::replanned(language)));
        assert_eq!(again.sheet_names()[7], language.pick("変更", "Changes"));
        // Every sheet repeats its first row on paper, and has a filter.
        let names = workbook.defined_names();
        let of = |kind: &str| names.iter().filter(|(name, _)| name.contains(kind)).count();
        assert_eq!(of("Print_Titles"), 7, "{names:?}");
        assert_eq!(of("_FilterDatabase"), 7, "{names:?}");
    }
    let plain = open(&bytes(&sample::plain(Language::English, 3, 4)));
    assert_eq!(plain.sheet_names(), ["Overview", "Teams", "By theme"]);
}

#[test]
fn the_same_plan_gives_the_same_bytes() {
    let sample = sample::replanned(Language::Japanese);
    assert_eq!(bytes(&sample), bytes(&sample));
}

#[test]
fn people_have_a_row_each_with_where_the_plan_has_them() {
    let sheets = sheets(&bytes(&sample::kept(Language::Japanese)));
    let rows = &sheets["チーム"];
    assert_eq!(rows.len(), 25);
    let header = words(&rows[0]);
    assert_eq!(
        (header[0].as_str(), header[10].as_str()),
        ("チーム", "案のチーム")
    );
    let first = words(&rows[1]);
    assert_eq!(first[..4], ["akiya-1", "空き家の活用", "P01", "佐藤 美咲"]);
    assert_eq!(first[10], "akiya-1");
    let ranks = rows
        .iter()
        .filter(|row| matches!(row[8], Data::Float(_)))
        .count();
    assert_eq!(ranks, 18, "ranks are numbers");
    let themes = &sheets["テーマ別"];
    assert_eq!(themes.len(), 1 + 5);
    assert_eq!(
        words(&themes[1])[..5],
        ["akiya", "空き家の活用", "佐藤 美咲", "akiya-1", "4"]
    );
}

#[test]
fn days_and_times_are_typed() {
    let sheets = sheets(&bytes(&sample::kept(Language::English)));
    let rooms = &sheets["By room"];
    assert_eq!(rooms.len(), 1 + 9);
    assert_eq!(words(&rooms[0])[..4], ["room", "date", "start", "end"]);
    for row in &rooms[1..] {
        for (place, cell) in row[1..4].iter().enumerate() {
            let Data::DateTime(moment) = cell else {
                panic!("{cell:?} is no date or time");
            };
            assert_eq!(moment.as_f64() < 1.0, place > 0, "{moment:?}");
        }
    }
    // Four introductions and three presentations in the great hall, then the two of the other room.
    let names: Vec<String> = rooms[1..].iter().map(|row| row[0].to_string()).collect();
    assert_eq!(names.iter().filter(|name| *name == "Great hall").count(), 7);
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(sheets["By judge"].len(), 1 + 10);
    assert_eq!(sheets["Programme"].len(), 1 + 5);
}

#[test]
fn the_first_sheet_tells_the_certificate_the_levels_and_the_rules() {
    let sheets = sheets(&bytes(&sample::kept(Language::English)));
    let kinds = |kind: &str| {
        let rows = sheets["Overview"].iter();
        rows.filter(|row| row[0].get_string() == Some(kind)).count()
    };
    assert!(kinds("certificate") >= 1);
    assert_eq!(kinds("level"), 3 + 1 + 2);
    assert_eq!(kinds("rule"), 6 + 3);
    assert_eq!(kinds("how to"), 1);
}

#[test]
fn days_that_spreadsheets_do_not_have_are_texts() {
    let mut sample = sample::kept(Language::English);
    sample.workshop.agenda[0].date = date(1850, 1, 2);
    sample.outcome.sessions[1].date = "soon".to_owned();
    let sheets = sheets(&bytes(&sample));
    assert_eq!(
        sheets["Programme"][1][0],
        Data::String("1850-01-02".to_owned())
    );
    assert!(
        sheets["By team"]
            .iter()
            .any(|row| row[2] == Data::String("soon".to_owned()))
    );
}

const HOSTILE: [&str; 9] = [
    "=1+1", "<b>&amp;", "../x", "CON", "😀", "a\nb", "@SUM(A1)", "_x0041_", "007",
];

fn hostile(count: usize) -> Vec<String> {
    let long = "長".repeat(300);
    let names = HOSTILE.iter().copied().chain([long.as_str()]).cycle();
    // Ids differ, however often the names come.
    let numbered = names.take(count).enumerate();
    numbered
        .map(|(number, name)| match number {
            0..10 => name.to_owned(),
            _ => format!("{name}#{number}"),
        })
        .collect()
}

#[test]
fn hostile_names_are_never_formulas_and_come_back_as_they_were() {
    let mut sample = sample::kept(Language::English);
    let people = sample.workshop.participants.len();
    let names = hostile(people);
    let rename = |person: &mut Participant, name: &String| {
        (person.id, person.name) = (name.clone(), name.clone());
    };
    let old: Vec<String> = sample
        .workshop
        .participants
        .iter()
        .map(|p| p.id.clone())
        .collect();
    for (person, name) in sample.workshop.participants.iter_mut().zip(&names) {
        rename(person, name);
    }
    for id in sample
        .outcome
        .teams
        .iter_mut()
        .flat_map(|team| &mut team.members)
    {
        let place = old
            .iter()
            .position(|other| other == id)
            .expect("a participant");
        *id = names[place].clone();
    }
    let teams = hostile(sample.workshop.teams.len());
    for (number, name) in teams.iter().enumerate() {
        let old = std::mem::replace(&mut sample.workshop.teams[number].id, name.clone());
        for team in sample
            .outcome
            .teams
            .iter_mut()
            .filter(|team| team.id == old)
        {
            team.id = name.clone();
        }
    }
    for session in &mut sample.workshop.sessions {
        session.title = "=HYPERLINK(\"x\")".to_owned();
    }
    sample.workshop.name = "=".repeat(3000);
    let bytes = bytes(&sample);
    let mut workbook = open(&bytes);
    for name in workbook.sheet_names() {
        let formulas = workbook.worksheet_formula(&name).expect("a sheet");
        assert!(formulas.is_empty(), "{name}: {formulas:?}");
    }
    let directory = tempfile::tempdir().expect("a temporary directory");
    let path = directory.path().join("plan.xlsx");
    std::fs::write(&path, &bytes).expect("written");
    let read =
        read_grouping(&path, &sample.workshop).unwrap_or_else(|issues| panic!("{issues:#?}"));
    let mut team_of = vec![TeamId::new(0); people];
    for (number, team) in sample.outcome.teams.iter().enumerate() {
        for id in &team.members {
            let place = names
                .iter()
                .position(|name| name == id)
                .expect("a participant");
            team_of[place] = TeamId::new(number);
        }
    }
    let expected = Grouping { team_of };
    assert_eq!(read.notices, []);
    assert_eq!(read.teams.grouping, expected);
    assert_eq!(read.teams.planned, Some(expected));
}
