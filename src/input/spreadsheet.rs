//! Workbooks (.xlsx) to rows: a visible sheet with a wanted name, or else the first that holds anything, its cells as the text
//! that is meant.

use std::io::Cursor;

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use csv::StringRecord;

use super::grid::{Grid, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, TooLarge};
use super::issue::Place;
use super::issues::Issues;
use super::{problem, text};

/// The most that a workbook may grow to when unpacked, in bytes.
const MAX_UNPACKED: u64 = 512 * 1024 * 1024;

/// A filled cell: row and column from 0, and its text.
type Filled = (u32, u32, String);

/// Why a sheet could not be read.
enum Failure {
    Broken(XlsxError),
    TooLarge,
}

impl From<XlsxError> for Failure {
    fn from(error: XlsxError) -> Self {
        Failure::Broken(error)
    }
}

/// Reads a sheet with one of the `wanted` names, or else the first with content. `None`: there are issues.
pub fn read(bytes: &[u8], file: &str, wanted: &[&str], issues: &mut Issues) -> Option<Grid> {
    let place = || Place::file(file);
    match unpacked_size(bytes) {
        None => {
            issues.push(problem::file::broken_workbook(
                place(),
                "its directory is missing",
            ));
            return None;
        }
        Some(size) if size > MAX_UNPACKED => {
            issues.push(problem::file::too_many_cells(place()));
            return None;
        }
        Some(_) => {}
    }
    // The workbook parser is not ours: should a broken file make it panic, that is a problem of the file too.
    let read = std::panic::catch_unwind(|| sheets(bytes, wanted));
    let sheets = match read {
        Ok(Ok(sheets)) => sheets,
        Ok(Err(Failure::TooLarge)) => {
            issues.push(problem::file::too_many_cells(place()));
            return None;
        }
        Ok(Err(Failure::Broken(error))) => {
            issues.push(problem::file::broken_workbook(place(), &error.to_string()));
            return None;
        }
        Err(_) => {
            issues.push(problem::file::broken_workbook(
                place(),
                "it cannot be parsed",
            ));
            return None;
        }
    };
    for (row, column, value) in &sheets.errors {
        let place = place().row(*row as usize + 1).column(&letters(*column));
        issues.push(problem::file::error_value(place, value));
    }
    if let Some((name, others)) = sheets.others() {
        issues.push(problem::file::further_sheets(place(), name, &others));
    }
    match grid(sheets.cells) {
        Ok(mut grid) => {
            grid.sheet = sheets.wanted;
            Some(grid)
        }
        Err(TooLarge) => {
            issues.push(problem::file::too_many_cells(place()));
            None
        }
    }
}

/// What was found in a workbook.
#[derive(Default)]
struct Sheets {
    /// The names of the visible sheets that hold anything; the first is the one that is read.
    filled: Vec<String>,
    /// The name of the one that was wanted, where it is the one that is read.
    wanted: Option<String>,
    /// The cells of that one.
    cells: Vec<Filled>,
    /// Its error values, such as #N/A.
    errors: Vec<Filled>,
}

impl Sheets {
    /// The sheet that is read and those that are not, where there are any and nobody said which is meant.
    fn others(&self) -> Option<(&str, Vec<&str>)> {
        if self.wanted.is_some() {
            return None;
        }
        let (first, others) = self.filled.split_first()?;
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        (!others.is_empty()).then_some((first.as_str(), others))
    }
}

fn sheets(bytes: &[u8], wanted: &[&str]) -> Result<Sheets, Failure> {
    let mut workbook: Xlsx<Cursor<&[u8]>> = Xlsx::new(Cursor::new(bytes))?;
    let names: Vec<String> = workbook
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible)
        .map(|sheet| sheet.name.clone())
        .collect();
    let is_wanted = |name: &&String| wanted.iter().any(|w| text::fold(w) == text::fold(name));
    if let Some(name) = names.iter().find(is_wanted) {
        let (cells, errors) = cells(&mut workbook, name, MAX_CELLS)?;
        return Ok(Sheets {
            filled: vec![name.clone()],
            wanted: Some(name.clone()),
            cells,
            errors,
        });
    }
    let mut found = Sheets::default();
    for name in names {
        let first = found.filled.is_empty();
        let limit = if first { MAX_CELLS } else { 1 };
        let (cells, errors) = cells(&mut workbook, &name, limit)?;
        if cells.is_empty() {
            continue;
        }
        if first {
            (found.cells, found.errors) = (cells, errors);
        }
        found.filled.push(name);
    }
    Ok(found)
}

/// The first `limit` filled cells of a sheet, and its error values among them.
fn cells(
    workbook: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    limit: usize,
) -> Result<(Vec<Filled>, Vec<Filled>), Failure> {
    // Cell by cell, because a whole sheet is laid out densely: one cell far away would fill the memory.
    let mut reader = workbook.worksheet_cells_reader(name)?;
    let (mut cells, mut errors) = (Vec::new(), Vec::new());
    while let Some(cell) = reader.next_cell()? {
        let (row, column) = cell.get_position();
        if let DataRef::Error(error) = cell.get_value() {
            errors.push((row, column, error.to_string()));
            continue;
        }
        let value = value(cell.get_value());
        if text::trim(&value).is_empty() {
            continue;
        }
        if row as usize >= MAX_ROWS || column as usize >= MAX_COLUMNS || cells.len() >= MAX_CELLS {
            return Err(Failure::TooLarge);
        }
        cells.push((row, column, value));
        if cells.len() == limit {
            break;
        }
    }
    Ok((cells, errors))
}

/// The cells as rows. Files made by programs may hold them in any order.
fn grid(mut cells: Vec<Filled>) -> Result<Grid, TooLarge> {
    cells.sort_by_key(|(row, column, _)| (*row, *column));
    let mut grid = Grid::default();
    for row in cells.chunk_by(|a, b| a.0 == b.0) {
        let mut record = StringRecord::new();
        for (_, column, value) in row {
            while record.len() < *column as usize {
                record.push_field("");
            }
            if record.len() == *column as usize {
                record.push_field(value);
            }
        }
        grid.push(row[0].0 as usize + 1, record)?;
    }
    Ok(grid)
}

/// The text that a typed cell means.
fn value(data: &DataRef<'_>) -> String {
    match data {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::DateTimeIso(text) => text.replacen('T', " ", 1),
        DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// A date, a time or both: the date alone at midnight, the time alone before the first day of the calendar.
fn moment_text(moment: &ExcelDateTime) -> String {
    if moment.is_duration() {
        let minutes = (moment.as_f64() * 1440.0).round();
        return format!(
            "{}:{:02}",
            (minutes / 60.0).floor(),
            minutes.rem_euclid(60.0)
        );
    }
    let (year, month, day, hour, minute, second, milli) = moment.to_ymd_hms_milli();
    // Times are fractions of a day in binary: 13:00 may be stored as 12:59:59.999.
    let seconds = u32::from(hour) * 3600
        + u32::from(minute) * 60
        + u32::from(second)
        + u32::from(milli >= 500);
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let mut time = format!("{hour:02}:{minute:02}");
    if second > 0 {
        time.push_str(&format!(":{second:02}"));
    }
    let date = format!("{year:04}-{month:02}-{day:02}");
    match moment.as_f64() {
        serial if serial < 1.0 => time,
        _ if seconds == 0 => date,
        _ => format!("{date} {time}"),
    }
}

/// The name of a column in a spreadsheet: A, B, … AA.
fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut name = String::new();
    while rest > 0 {
        let digit = ((rest - 1) % 26) as u8;
        name.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name
}

/// The unpacked size of a zip archive as its directory says; `None` where there is no directory. Without this check a
/// small file could fill the memory when unpacked.
fn unpacked_size(bytes: &[u8]) -> Option<u64> {
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    let end = bytes.windows(4).rposition(|window| window == END)?;
    let number = |at: usize, length: usize| -> Option<u64> {
        let field = bytes.get(at..at + length)?;
        Some(
            field
                .iter()
                .rev()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        )
    };
    let mut at = usize::try_from(number(end + 16, 4)?).ok()?;
    let mut sum = 0u64;
    while bytes.get(at..at.checked_add(4)?) == Some(ENTRY) {
        // An entry whose size stands elsewhere (zip64) shows the greatest number here, and is refused.
        sum = sum.saturating_add(number(at + 24, 4)?);
        let names = number(at + 28, 2)? + number(at + 30, 2)? + number(at + 32, 2)?;
        at += 46 + usize::try_from(names).ok()?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(column), name);
        }
    }
}
