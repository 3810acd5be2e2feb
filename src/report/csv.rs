//! Tables for spreadsheets: UTF-8 with a byte order mark, so that Excel reads Japanese; rows end in CRLF.

use std::borrow::Cow;
use std::io;

use super::lookup::Lookup;
use super::rows;

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
