//! Whatever the files hold, reading them ends in a workshop or in issues, never in a panic.

mod input_support;

use input_support::{Folder, ROSTER, TOML};
use kumiwake::input::{Severity, language_of, read_grouping, read_outcome};
use proptest::prelude::*;

/// Reads the folder; what comes out must hold together.
fn read(folder: &Folder) {
    match folder.read() {
        Ok(read) => {
            let workshop = read.workshop;
            let people = workshop.participants.len();
            for attribute in &workshop.attributes {
                assert_eq!(
                    (attribute.cells.len(), attribute.numbers.len()),
                    (people, people)
                );
            }
            assert!(workshop.rules.iter().all(|rule| rule.seen.len() == people));
            assert!(
                read.notices
                    .iter()
                    .all(|issue| issue.severity == Severity::Notice)
            );
        }
        Err(issues) => assert!(issues.iter().any(|issue| issue.severity == Severity::Error)),
    }
}

/// Cells that are nearly right.
fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("akiya".to_owned()),
        Just("公園のにぎわい".to_owned()),
        Just("P1;P2、P3".to_owned()),
        Just("2026-12-03 13:00-14:30".to_owned()),
        "[0-9０-９:：;/\\-〜年月日時分 ]{0,20}",
        "\\PC{0,12}",
    ]
}

/// Keys and values that are nearly right.
fn toml_line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "kind",
        "attribute",
        "value",
        "values",
        "min",
        "max",
        "goal",
        "weight",
        "priority",
        "themes",
        "where",
        "members",
        "file",
        "half_life",
        "attributes",
        "matrix",
        "blocks",
        "size",
        "id",
        "numeric",
        "items",
        "date",
        "rooms",
        "start",
        "end",
        "talk",
        "change",
        "breaks",
        "judges",
        "attend",
        "item",
        "before",
        "after",
        "session",
        "room",
        "teams",
        "owners",
        "title",
        "cost",
        "unlisted",
        "fairness",
    ]);
    let value = prop::sample::select(vec![
        "\"count\"",
        "\"past\"",
        "\"difference\"",
        "\"meeting\"",
        "\"pin\"",
        "\"年齢\"",
        "\"akiya\"",
        "[\"akiya\", \"kouen\"]",
        "[\"P01\", \"P02\"]",
        "1",
        "-1",
        "0",
        "1.5",
        "nan",
        "inf",
        "1e999",
        "99999999999999999999",
        "true",
        "{ min = 1, max = 2 }",
        "{ \"年齢\" = 35 }",
        "\"teams\"",
        "2026-12-18",
        "13:00",
        "\"16:00\"",
        "2026-12-18T13:00:00Z",
        "[]",
        "{}",
        "[[[1]]]",
        "\"\"",
        "\"roster.csv\"",
        "\"\\u0000\"",
        "[\"朝\", 3]",
        "\"all\"",
    ]);
    let header = prop::sample::select(vec![
        "[[rules]]",
        "[[sessions]]",
        "[[sessions.rules]]",
        "[[themes]]",
        "[teams]",
        "[preferences]",
        "[columns]",
        "[[agenda]]",
    ]);
    prop_oneof![
        4 => (key, value).prop_map(|(key, value)| format!("{key} = {value}")),
        1 => header.prop_map(str::to_owned),
    ]
}

/// A workbook with the roster in it.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in ROSTER.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            sheet
                .write_string(row as u32, column as u16, cell)
                .expect("a cell is written");
        }
    }
    book.save_to_buffer().expect("a workbook is made")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_a_roster(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&Folder::good("").file("roster.csv", &bytes));
        read(&Folder::good("").without("roster.csv").file("roster.tsv", &bytes));
    }

    #[test]
    fn any_text_as_a_workshop(text in "\\PC{0,200}", tail in "[\\[\\]{}=\"'a-z0-9\n.# -]{0,80}") {
        let folder = Folder::new().file("workshop.toml", &text);
        language_of(&folder.at("workshop.toml"));
        read(&folder);
        read(&Folder::good(&tail));
    }

    #[test]
    fn any_settings(lines in prop::collection::vec(toml_line(), 0..12)) {
        read(&Folder::good(&lines.join("\n")).file("judges.csv", "id\nJ1\n"));
    }

    #[test]
    fn any_cells(cells in prop::collection::vec(prop::collection::vec(cell(), 17), 1..6)) {
        let header = ROSTER.lines().next().expect("a header");
        let rows: Vec<String> = cells
            .iter()
            .map(|row| row.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(","))
            .collect();
        let toml = TOML.replace("owners = [\"M01\"]\n", "");
        let roster = format!("{header}\n{}\n", rows.join("\n"));
        read(&Folder::new().file("workshop.toml", toml).file("roster.csv", roster));
    }

    #[test]
    fn any_side_files(cells in prop::collection::vec(prop::collection::vec(cell(), 1..6), 0..6)) {
        let text: String = cells.iter().map(|row| row.join(",") + "\n").collect();
        let rules = "[[rules]]\nkind = \"past\"\n[[rules]]\nkind = \"difference\"\nmatrix = \"d.csv\"\n";
        let folder = Folder::good(rules)
            .file("d.csv", &text)
            .file("judges.csv", format!("id,available,conflicts,expertise\n{text}"))
            .file("history.csv", format!("event,date,team,participant\n{text}"));
        read(&folder);
    }

    #[test]
    fn any_change_of_a_workbook(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8)) {
        let mut bytes = workbook();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        read(&Folder::good("").without("roster.csv").file("roster.xlsx", &bytes));
    }

    #[test]
    fn any_text_as_teams(text in "\\PC{0,100}") {
        let workshop = Folder::good("").read_good().workshop;
        let folder = Folder::new().file("a.json", &text).file("a.csv", format!("id,team\n{text}"));
        prop_assert!(read_outcome(&folder.at("a.json")).is_err());
        prop_assert!(read_grouping(&folder.at("a.json"), &workshop).is_err());
        prop_assert!(read_grouping(&folder.at("a.csv"), &workshop).is_err());
    }
}
