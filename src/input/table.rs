//! A file with a header row.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::grid::{self, Grid, GridRow};
use super::issue::Place;
use super::issues::Issues;
use super::{problem, text};

/// A header row and the rows below it.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// The name of the file.
    pub file: String,
    /// The row of the headers.
    pub header_row: usize,
    /// The headers as written, trimmed; a blank one has nothing below it.
    pub headers: Vec<String>,
    /// The rows that are not blank.
    pub rows: Vec<GridRow>,
}

impl Table {
    /// Reads a file; its first filled row holds the headers. `None`: there are issues.
    pub fn read(path: &Path, file: &str, issues: &mut Issues) -> Option<Self> {
        Self::read_sheet(path, file, &[], issues)
    }

    /// As [`Table::read`]; of a workbook, a sheet with one of these names, where there is one. Problems then tell the sheet too.
    pub fn read_sheet(
        path: &Path,
        file: &str,
        wanted: &[&str],
        issues: &mut Issues,
    ) -> Option<Self> {
        let grid = grid::read(path, file, wanted, issues)?;
        let place = match &grid.sheet {
            Some(sheet) => format!("{file} [{sheet}]"),
            None => file.to_owned(),
        };
        Self::from_grid(grid, &place, issues)
    }

    /// Takes the first row as headers; reports cells that have none, and headers that stand twice.
    pub fn from_grid(grid: Grid, file: &str, issues: &mut Issues) -> Option<Self> {
        let mut rows = grid.rows.into_iter();
        let Some(first) = rows.next() else {
            issues.push(problem::file::empty(Place::file(file)));
            return None;
        };
        let table = Self {
            file: file.to_owned(),
            header_row: first.number,
            headers: (0..first.width())
                .map(|column| first.cell(column).to_owned())
                .collect(),
            rows: rows.collect(),
        };
        table.check_headers(issues);
        table.check_widths(issues);
        Some(table)
    }

    fn check_headers(&self, issues: &mut Issues) {
        let mut first = FxHashMap::default();
        for (column, header) in self.headers.iter().enumerate() {
            if header.is_empty() {
                let filled = self.rows.iter().find(|row| !row.cell(column).is_empty());
                if let Some(row) = filled {
                    issues.push(problem::table::no_header(self.row_place(row), column + 1));
                }
            } else if first.insert(text::fold_header(header), column).is_some() {
                issues.push(problem::table::header_twice(
                    self.header_place(column),
                    header,
                ));
            }
        }
    }

    fn check_widths(&self, issues: &mut Issues) {
        for row in &self.rows {
            if row.width() > self.headers.len() {
                let extra = row.cell(row.width() - 1);
                issues.push(problem::table::extra_cells(
                    self.row_place(row),
                    self.headers.len(),
                    extra,
                ));
            }
        }
    }

    /// The place of a column's header.
    pub fn header_place(&self, column: usize) -> Place {
        Place::file(&self.file)
            .row(self.header_row)
            .column(&self.headers[column])
    }

    /// The place of a row.
    pub fn row_place(&self, row: &GridRow) -> Place {
        Place::file(&self.file).row(row.number)
    }

    /// The place of a cell.
    pub fn place(&self, row: &GridRow, column: usize) -> Place {
        self.row_place(row).column(&self.headers[column])
    }

    /// The column with one of these headers (folded, with spaces between them); two of them are a problem.
    pub fn find(&self, names: &str, issues: &mut Issues) -> Option<usize> {
        let mut found = None;
        for (column, header) in self.headers.iter().enumerate() {
            if !text::is_word(header, names) {
                continue;
            }
            match found {
                None => found = Some(column),
                Some(first) => issues.push(problem::table::meaning_twice(
                    self.header_place(column),
                    names.split(' ').next().unwrap_or(names),
                    &self.headers[first],
                )),
            }
        }
        found
    }

    /// As [`Table::find`], of a column that must be there; the first is its name in messages.
    pub fn require(&self, names: &str, issues: &mut Issues) -> Option<usize> {
        let errors = issues.errors();
        let found = self.find(names, issues);
        if found.is_none() && issues.errors() == errors {
            let place = Place::file(&self.file).row(self.header_row);
            issues.push(problem::table::no_column(place, names));
        }
        found
    }
}
