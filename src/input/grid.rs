//! A file of rows and cells, whatever its format, as plain text cells.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use csv::StringRecord;

use super::issue::Place;
use super::issues::Issues;
use super::{delimited, encoding, problem, spreadsheet, text};

/// The largest file, in bytes.
pub const MAX_BYTES: u64 = 64 * 1024 * 1024;
/// The last row that may be filled.
pub const MAX_ROWS: usize = 200_000;
/// The last column that may be filled.
pub const MAX_COLUMNS: usize = 2_000;
/// The most cells in all, those between filled ones counted.
pub const MAX_CELLS: usize = 20_000_000;

/// One row that is not blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridRow {
    /// Its number in a spreadsheet program, from 1; blank rows count, a cell of several lines does not count several.
    pub number: usize,
    /// The cells from the first column on.
    pub cells: StringRecord,
}

impl GridRow {
    /// The cell of a column, trimmed; blank past the end.
    pub fn cell(&self, column: usize) -> &str {
        text::trim(self.cells.get(column).unwrap_or(""))
    }

    /// How many columns it has up to the last filled one.
    pub fn width(&self) -> usize {
        let filled = (0..self.cells.len()).rfind(|column| !self.cell(*column).is_empty());
        filled.map_or(0, |last| last + 1)
    }
}

/// All rows of a file that are not blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// In their order.
    pub rows: Vec<GridRow>,
    /// The sheet of the workbook, where it was asked for by name.
    pub sheet: Option<String>,
    cells: usize,
}

impl Grid {
    /// One more row, number `number`. `Err` where the file is larger than may be.
    pub fn push(&mut self, number: usize, cells: StringRecord) -> Result<(), TooLarge> {
        let row = GridRow { number, cells };
        let width = row.width();
        if width == 0 {
            return Ok(());
        }
        self.cells += row.cells.len();
        if number > MAX_ROWS || width > MAX_COLUMNS || self.cells > MAX_CELLS {
            return Err(TooLarge);
        }
        self.rows.push(row);
        Ok(())
    }
}

/// A table has more rows, columns or cells than may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// The bytes of a file of bearable size. `None`: there are issues.
fn bytes(path: &Path, file: &str, issues: &mut Issues) -> Option<Vec<u8>> {
    let place = Place::file(file);
    let mut bytes = Vec::new();
    // The limit holds while reading, since pipes do not know their size beforehand.
    let read = File::open(path)
        .and_then(|handle| Ok((handle.metadata()?.is_dir(), handle)))
        .and_then(|(is_folder, handle)| match is_folder {
            true => Ok(true),
            false => handle
                .take(MAX_BYTES + 1)
                .read_to_end(&mut bytes)
                .map(|_| false),
        });
    let issue = match read {
        Ok(true) => problem::file::is_folder(place),
        Ok(false) if bytes.len() as u64 > MAX_BYTES => problem::file::too_big(place),
        Ok(false) => return Some(bytes),
        Err(error) if error.kind() == ErrorKind::NotFound => problem::file::missing(place),
        Err(error) => problem::file::unreadable(place, &error),
    };
    issues.push(issue);
    None
}

/// The text of a file. `None`: there are issues.
pub fn text_of(path: &Path, file: &str, issues: &mut Issues) -> Option<String> {
    let bytes = bytes(path, file, issues)?;
    decoded(&bytes, file, issues)
}

/// The text that the bytes of a file stand for.
fn decoded(bytes: &[u8], file: &str, issues: &mut Issues) -> Option<String> {
    let Some(decoded) = encoding::decode(bytes) else {
        issues.push(problem::file::no_text(Place::file(file)));
        return None;
    };
    if let Some(name) = decoded.unusual {
        issues.push(problem::file::guessed_encoding(Place::file(file), name));
    }
    Some(decoded.text)
}

/// Reads a table by its extension; a workbook is known by its first bytes, whatever its name. Of a workbook, a sheet with one of
/// the `wanted` names is read, or else the first. `None`: there are issues.
pub fn read(path: &Path, file: &str, wanted: &[&str], issues: &mut Issues) -> Option<Grid> {
    let extension = path
        .extension()
        .map(|extension| extension.to_string_lossy().to_ascii_lowercase())
        .unwrap_or_default();
    let bytes = bytes(path, file, issues)?;
    if bytes.starts_with(b"PK\x03\x04") {
        return spreadsheet::read(&bytes, file, wanted, issues);
    }
    // Workbooks of Excel 97 and those with a password begin with these bytes.
    let workbook = bytes.starts_with(b"\xd0\xcf\x11\xe0");
    let delimiter = match extension.as_str() {
        "tsv" | "tab" if !workbook => Some('\t'),
        "csv" | "txt" if !workbook => None,
        _ => {
            issues.push(problem::file::unknown_format(Place::file(file)));
            return None;
        }
    };
    let text = decoded(&bytes, file, issues)?;
    delimited::read(&text, delimiter, file, issues)
}
