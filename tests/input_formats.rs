//! The same roster in every encoding and format gives the same workshop.

mod input_support;

use encoding_rs::{EUC_JP, SHIFT_JIS};
use input_support::{Folder, ROSTER, TOML};
use kumiwake::input::{Issue, language_of};
use kumiwake::model::{Language, Workshop};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

fn workshop(folder: &Folder) -> Workshop {
    folder.read_good().workshop
}

fn with_roster(name: &str, content: impl AsRef<[u8]>) -> Folder {
    Folder::new()
        .file("workshop.toml", TOML)
        .file(name, content)
}

fn utf_16(text: &str, mark: bool, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    mark.into_iter()
        .chain(text.encode_utf16())
        .flat_map(unit)
        .collect()
}

#[test]
fn encodings_and_delimiters_make_no_difference() {
    let expected = workshop(&Folder::good(""));
    // Quoted where the other delimiter is in a cell.
    let semicolons: String = ROSTER
        .lines()
        .map(|line| {
            let cells: Vec<String> = line.split(',').map(|cell| format!("\"{cell}\"")).collect();
            cells.join(";") + "\r\n"
        })
        .collect();
    let cases: Vec<(&str, &str, Vec<u8>)> = vec![
        (
            "a mark",
            "roster.csv",
            format!("\u{feff}{ROSTER}").into_bytes(),
        ),
        (
            "CP932",
            "roster.csv",
            SHIFT_JIS.encode(ROSTER).0.into_owned(),
        ),
        ("EUC-JP", "roster.csv", EUC_JP.encode(ROSTER).0.into_owned()),
        (
            "UTF-16LE, marked",
            "roster.csv",
            utf_16(ROSTER, true, u16::to_le_bytes),
        ),
        (
            "UTF-16BE, marked",
            "roster.csv",
            utf_16(ROSTER, true, u16::to_be_bytes),
        ),
        (
            "UTF-16LE",
            "roster.csv",
            utf_16(ROSTER, false, u16::to_le_bytes),
        ),
        (
            "UTF-16BE",
            "roster.csv",
            utf_16(ROSTER, false, u16::to_be_bytes),
        ),
        (
            "CRLF",
            "roster.csv",
            ROSTER.replace('\n', "\r\n").into_bytes(),
        ),
        ("CR", "roster.csv", ROSTER.replace('\n', "\r").into_bytes()),
        (
            "tabs in .tsv",
            "roster.tsv",
            ROSTER.replace(',', "\t").into_bytes(),
        ),
        (
            "tabs in .csv",
            "roster.csv",
            ROSTER.replace(',', "\t").into_bytes(),
        ),
        ("semicolons", "roster.csv", semicolons.into_bytes()),
        (
            "trailing columns",
            "roster.csv",
            ROSTER.replace('\n', ",,,\n").into_bytes(),
        ),
        ("a workbook", "roster.xlsx", plain_workbook()),
        ("a workbook by another name", "roster.csv", plain_workbook()),
    ];
    for (name, file, content) in cases {
        assert_eq!(workshop(&with_roster(file, content)), expected, "{name}");
    }
}

/// The roster as text cells.
fn plain_workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    // An empty sheet before the roster is passed over.
    book.add_worksheet();
    let sheet = book.add_worksheet();
    for (row, line) in ROSTER.lines().enumerate() {
        for (column, cell) in line.split(',').enumerate() {
            let (row, column) = (row as u32, column as u16);
            match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number),
                Err(_) => sheet.write_string(row, column, cell),
            }
            .expect("a cell is written");
        }
    }
    book.save_to_buffer().expect("a workbook is made")
}

#[test]
fn blank_rows_count_in_row_numbers_and_only_there() {
    let spread =
        ROSTER
            .replacen('\n', "\n\n,,,\n", 1)
            .replacen("41,law;art", "41,\"law;\nart\"", 1);
    let read = workshop(&with_roster("roster.csv", spread));
    let rows: Vec<usize> = read
        .participants
        .iter()
        .map(|participant| participant.row)
        .collect();
    assert_eq!(rows, [4, 5, 6, 7]);
    let mut plain = workshop(&Folder::good(""));
    for (participant, row) in plain.participants.iter_mut().zip(rows) {
        participant.row = row;
    }
    assert_eq!(read, plain);
}

#[test]
fn typed_cells_mean_what_they_show() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let headers = ["id", "欠席", "不在", "時刻", "日時", "数", "真偽", "式"];
    for (column, header) in headers.iter().enumerate() {
        sheet
            .write_string(0, column as u16, *header)
            .expect("a header");
    }
    let date = ExcelDateTime::from_ymd(2026, 12, 3).expect("a date");
    let noon = ExcelDateTime::from_ymd(2026, 12, 3)
        .and_then(|d| d.and_hms(13, 5, 0))
        .expect("a moment");
    let time = ExcelDateTime::from_hms(13, 0, 0).expect("a time");
    let format = |format: &str| Format::new().set_num_format(format);
    sheet.write_number(1, 0, 7.0).expect("a number");
    sheet.write_boolean(1, 1, false).expect("a boolean");
    sheet
        .write_datetime_with_format(1, 2, date, &format("yyyy/m/d"))
        .expect("a date");
    sheet
        .write_datetime_with_format(1, 3, time, &format("hh:mm"))
        .expect("a time");
    sheet
        .write_datetime_with_format(1, 4, noon, &format("yyyy/m/d hh:mm"))
        .expect("a moment");
    sheet.write_number(1, 5, 2.5).expect("a number");
    sheet.write_boolean(1, 6, true).expect("a boolean");
    let formula = rust_xlsxwriter::Formula::new("=1+1").set_result("2");
    sheet.write_formula(1, 7, formula).expect("a formula");
    sheet.write_string(2, 0, "8").expect("an id");
    sheet.write_boolean(2, 1, true).expect("a boolean");
    let bytes = book.save_to_buffer().expect("a workbook is made");
    let toml = "format = 1\nname = \"x\"\nteams = { count = 1 }\n";
    let folder = Folder::new()
        .file("workshop.toml", toml)
        .file("roster.xlsx", bytes);
    let workshop = workshop(&folder);
    assert_eq!(workshop.participants.len(), 1);
    let person = &workshop.participants[0];
    assert_eq!(person.id, "7");
    let window = &person.unavailable[0];
    assert_eq!(window.start.to_string(), "2026-12-03T00:00:00");
    assert_eq!(window.end.to_string(), "2026-12-04T00:00:00");
    let cells: Vec<String> = workshop
        .attributes
        .iter()
        .map(|attribute| attribute.text(kumiwake::model::ParticipantId(0)))
        .collect();
    assert_eq!(cells, ["13:00", "2026-12-03 13:05", "2.5", "TRUE", "2"]);
}

#[test]
fn a_cell_far_away_does_not_fill_the_memory() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "id").expect("a header");
    sheet.write_string(1_048_575, 16_383, "x").expect("a cell");
    let bytes = book.save_to_buffer().expect("a workbook is made");
    let issues: Vec<Issue> = with_roster("roster.xlsx", bytes).issues();
    assert_eq!(issues[0].code, "E006");
}

#[test]
fn a_bomb_is_not_unpacked() {
    // The directory of an archive whose only entry would have 4 GB.
    let mut bytes = b"PK\x03\x04".to_vec();
    let directory = bytes.len() as u32;
    bytes.extend(b"PK\x01\x02");
    bytes.extend([0; 20]);
    bytes.extend(u32::MAX.to_le_bytes());
    bytes.extend([0; 18]);
    bytes.extend(b"PK\x05\x06");
    bytes.extend([0; 12]);
    bytes.extend(directory.to_le_bytes());
    bytes.extend([0; 2]);
    assert_eq!(with_roster("roster.xlsx", bytes).issues()[0].code, "E006");
}

#[test]
fn the_language_is_known_even_of_broken_files() {
    let cases = [
        ("language = \"ja\"\nname = \"x\"", Language::Japanese),
        ("language = \"en\"\nname = \"空き家\"", Language::English),
        ("name = \"空き家\"", Language::Japanese),
        ("name = \"houses\"", Language::English),
        ("name = \"空き家\n[[[", Language::Japanese),
        ("language = \"en\"\nname = \"空き家\n[[[", Language::English),
        ("language = 5 # 空き家", Language::Japanese),
        ("", Language::English),
    ];
    for (text, language) in cases {
        let folder = Folder::new().file("workshop.toml", text);
        assert_eq!(
            language_of(&folder.at("workshop.toml")),
            language,
            "{text:?}"
        );
    }
    let shift_jis = SHIFT_JIS.encode("name = \"空き家\"").0.into_owned();
    let folder = Folder::new().file("workshop.toml", shift_jis);
    assert_eq!(language_of(&folder.at("workshop.toml")), Language::Japanese);
    assert_eq!(language_of(&folder.at("none.toml")), Language::English);
}
