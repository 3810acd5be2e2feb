//! Tables for spreadsheets: UTF-8 with a byte order mark, so that Excel reads Japanese; rows end in CRLF.

use std::borrow::Cow;
use std::io;

use super::lookup::Lookup;
use super::positions::{self, Whose};
use super::{facilitation, rows};
use crate::model::FacilitationOutcome;

/// `teams.csv`: one row per person.
pub fn teams(lookup: &Lookup) -> io::Result<Vec<u8>> {
    let (header, rows) = rows::people(lookup);
    table(&header, &rows)
}

/// `timetable.csv`: one row per talk; items without a slot follow with blank times.
pub fn timetable(lookup: &Lookup) -> io::Result<Vec<u8>> {
    let (header, rows) = rows::talks(lookup);
    table(&header, &rows)
}

/// `positions.csv`: for each theme and organization one row per talk, with its place in the order of its session.
pub fn positions(lookup: &Lookup) -> io::Result<Vec<u8>> {
    let language = lookup.language;
    let header = language.pick(
        [
            "種類",
            "名前",
            "セッション",
            "順番",
            "発表数",
            "開始",
            "会場",
            "発表",
            "題名",
            "平均位置",
        ],
        [
            "kind", "name", "session", "place", "talks", "start", "room", "item", "title", "mean",
        ],
    );
    let mut rows = Vec::new();
    for standing in positions::statement(lookup) {
        let kind = match standing.whose {
            Whose::Theme => language.pick("テーマ", "theme"),
            Whose::Organization => language.pick("所属", "organization"),
        };
        for position in &standing.positions {
            let outcome = &lookup.plan.outcome.sessions[position.session];
            rows.push([
                kind.to_owned(),
                standing.name.to_owned(),
                lookup.session_title(&outcome.id).to_owned(),
                position.place.to_string(),
                position.of.to_string(),
                position.start.to_owned(),
                position.room.to_owned(),
                position.item.to_owned(),
                lookup.item_title(lookup.session(outcome), position.item),
                format!("{:.3}", standing.mean()),
            ]);
        }
    }
    table(&header, &rows)
}

/// `facilitation.csv`: one row per block and team; without a facilitator the last two cells are blank.
pub fn facilitation(lookup: &Lookup, told: &FacilitationOutcome) -> io::Result<Vec<u8>> {
    let header = lookup.language.pick(
        [
            "予定",
            "題名",
            "日付",
            "開始",
            "終了",
            "チーム",
            "チーム名",
            "進行役ID",
            "進行役",
        ],
        [
            "block",
            "title",
            "date",
            "start",
            "end",
            "team",
            "team title",
            "facilitator",
            "name",
        ],
    );
    let mut rows = Vec::new();
    for block in &told.blocks {
        for team in &block.teams {
            let facilitator = team.facilitator.as_deref().unwrap_or_default();
            rows.push([
                block.id.clone(),
                facilitation::title(lookup, block).to_owned(),
                block.date.clone(),
                block.start.clone(),
                block.end.clone(),
                team.team.clone(),
                lookup.team_title_of(&team.team),
                facilitator.to_owned(),
                lookup.facilitator_name(facilitator).to_owned(),
            ]);
        }
    }
    table(&header, &rows)
}

/// A table with a byte order mark and CRLF, every cell harmless to spreadsheets.
pub fn table<const N: usize>(header: &[&str; N], rows: &[[String; N]]) -> io::Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(b"\xEF\xBB\xBF".to_vec());
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| harmless(cell).into_owned()))?;
    }
    writer.into_inner().map_err(|error| error.into_error())
}

/// A cell that no spreadsheet takes for a formula: a text that begins with a sign that starts one (also in full width,
/// which Japanese spreadsheets accept) gets an apostrophe in front.
pub fn harmless(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) {
        Cow::Owned(format!("'{cell}"))
    } else {
        Cow::Borrowed(cell)
    }
}

/// Whether a spreadsheet could take a text for a formula.
pub fn is_formula(cell: &str) -> bool {
    cell.starts_with(|c: char| "=+-@\t\r\n＝＋－＠".contains(c))
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn formulas_become_text() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("+81-3-0000", "'+81-3-0000"),
            ("-", "'-"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("＝1", "'＝1"),
            ("", ""),
            ("a=1", "a=1"),
            ("'=1", "'=1"),
            ("山田 太郎", "山田 太郎"),
        ];
        for (cell, expected) in cases {
            assert_eq!(harmless(cell), expected);
        }
    }
}
