//! teams.csv and timetable.csv.

use kumiwake::model::Language;
use kumiwake::report::write;

use crate::sample::{self, Sample};

/// A file of the report, without its byte order mark, which must be there.
fn file(sample: &Sample, name: &str) -> String {
    let directory = tempfile::tempdir().expect("a temporary directory");
    write(directory.path(), &sample.plan()).expect("the report is written");
    let text = std::fs::read_to_string(directory.path().join(name)).expect("UTF-8");
    text.strip_prefix('\u{feff}')
        .expect("a byte order mark")
        .to_owned()
}

fn records(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    reader
        .records()
        .map(|record| cells(record.expect("rows of one length")))
        .collect()
}

#[test]
fn teams_have_one_row_per_person() {
    let text = file(&sample::kept(Language::Japanese), "teams.csv");
    assert!(text.lines().count() == 25 && text.matches("\r\n").count() == 25);
    let rows = records(&text);
    assert_eq!(
        rows[0],
        [
            "チーム",
            "テーマ",
            "ID",
            "氏名",
            "区分",
            "所属",
            "業種",
            "役職",
            "希望",
            "提示者"
        ]
    );
    assert_eq!(
        rows[1],
        [
            "akiya-1",
            "空き家の活用",
            "P01",
            "佐藤 美咲",
            "自治体",
            "青葉市役所",
            "行政",
            "企画課長",
            "",
            "○"
        ]
    );
    assert_eq!(
        rows[2],
        [
            "akiya-1",
            "空き家の活用",
            "P05",
            "伊藤 直樹",
            "民間",
            "北山建設株式会社",
            "建設",
            "技術者",
            "1",
            ""
        ]
    );
    let of = |id: &str| rows.iter().find(|row| row[2] == id).expect("a row");
    assert_eq!(of("P20")[8..], ["", ""], "listed nothing");
    let unlisted = rows.iter().filter(|row| row[8] == "希望外").count();
    assert_eq!(unlisted, 1);
    assert!(!text.contains("石川"), "absent people are not listed");
}

#[test]
fn unlisted_themes_are_said_in_words() {
    let mut sample = sample::kept(Language::English);
    let kanko = kumiwake::model::ThemeId::new(1);
    sample.workshop.participants[4].preference = kumiwake::model::Preference::Ranked(vec![kanko]);
    let rows = records(&file(&sample, "teams.csv"));
    assert_eq!(rows[0][8..], ["choice", "owner"]);
    assert_eq!(rows[1][8..], ["", "yes"]);
    assert_eq!(rows[2][8..], ["unlisted", ""]);
}

#[test]
fn timetable_has_one_row_per_talk() {
    let rows = records(&file(&sample::kept(Language::English), "timetable.csv"));
    assert_eq!(rows.len(), 1 + 4 + 5);
    assert_eq!(
        rows[0],
        [
            "session", "date", "start", "end", "room", "item", "title", "members", "judges"
        ]
    );
    assert_eq!(
        rows[3],
        [
            "Introduction of the themes",
            "2026-12-17",
            "10:30",
            "10:42",
            "Great hall",
            "akiya",
            "New life for vacant houses",
            "Misaki Sato",
            ""
        ],
        "of a theme, its owners"
    );
    assert_eq!(rows[6][5..7], ["akiya-1", "New life for vacant houses 1"]);
    assert_eq!(
        rows[6][7],
        "Misaki Sato; Naoki Ito; Mari Watanabe; Aya Nakamura"
    );
    assert_eq!(rows[6][8], "Nozomi Hasegawa; Manabu Kondo");
}

#[test]
fn items_without_a_slot_are_not_lost() {
    let rows = records(&file(&sample::broken(Language::Japanese), "timetable.csv"));
    let last = rows.last().expect("rows");
    assert_eq!(last[2..6], ["", "", "（枠なし）", "dx"]);
}

#[test]
fn no_cell_is_a_formula() {
    let mut sample = sample::kept(Language::English);
    let hostile = [
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        "\r=1",
        "＝1",
        "=HYPERLINK(\"http://x\",\"y\")",
    ];
    for (participant, name) in sample
        .workshop
        .participants
        .iter_mut()
        .zip(hostile.iter().cycle())
    {
        participant.name = (*name).to_owned();
    }
    sample.workshop.themes[1].title = "=cmd|' /C calc'!A0".to_owned();
    sample.workshop.attributes[0].labels[0] = "@x".to_owned();
    sample.workshop.judges[0].name = "-J".to_owned();
    sample.workshop.sessions[1].title = "+S".to_owned();
    sample.outcome.sessions[1].slots[0].room = "=R".to_owned();
    for name in ["teams.csv", "timetable.csv", "positions.csv"] {
        let rows = records(&file(&sample, name));
        for cell in rows.iter().flatten() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝']),
                "{cell:?}"
            );
        }
        assert!(rows.iter().flatten().any(|cell| cell.starts_with("'=cmd")));
    }
}
