//! Comma-, semicolon- and tab-separated text to rows.
//!
//! The `csv` crate skips blank lines and counts the lines inside quoted cells, so its positions are not the row numbers
//! that a spreadsheet shows; these must be right in every message. Hence the reading here, by RFC 4180 with the
//! leniency of spreadsheets: a quote that does not open a cell is a plain character.

use csv::StringRecord;

use super::grid::{Grid, TooLarge};
use super::issue::Place;
use super::issues::Issues;
use super::problem;

/// Reads all rows. Without a delimiter, the header line tells it. `None`: there are issues.
pub fn read(text: &str, delimiter: Option<char>, file: &str, issues: &mut Issues) -> Option<Grid> {
    let delimiter = delimiter.unwrap_or_else(|| sniff(text));
    let mut reader = Reader::new(delimiter);
    let read = match reader.all(text) {
        Ok(()) => Ok(reader),
        Err(TooLarge) => Err(problem::file::too_many_cells(Place::file(file))),
    };
    match read {
        Ok(reader) => match reader.unclosed {
            None => Some(reader.grid),
            Some(row) => {
                issues.push(problem::file::unclosed_quote(Place::file(file).row(row)));
                None
            }
        },
        Err(issue) => {
            issues.push(issue);
            None
        }
    }
}

/// The delimiter that the first filled line has most of outside quotes; the comma where none is in it.
fn sniff(text: &str) -> char {
    const CANDIDATES: [char; 3] = [',', ';', '\t'];
    let mut counts = [0usize; 3];
    let mut quoted = false;
    let mut filled = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' | '\r' if !quoted && filled => break,
            _ if quoted => {}
            _ => {
                if let Some(place) = CANDIDATES.iter().position(|candidate| *candidate == c) {
                    counts[place] += 1;
                }
            }
        }
        filled |= !c.is_whitespace() && !CANDIDATES.contains(&c);
    }
    let most = counts.into_iter().max().unwrap_or(0);
    let place = counts.iter().position(|count| *count == most).unwrap_or(0);
    CANDIDATES[place]
}

/// The state of reading.
struct Reader {
    delimiter: char,
    grid: Grid,
    number: usize,
    cells: StringRecord,
    cell: String,
    /// The row in which a quoted cell was opened and never closed.
    unclosed: Option<usize>,
}

impl Reader {
    fn new(delimiter: char) -> Self {
        Self {
            delimiter,
            grid: Grid::default(),
            number: 1,
            cells: StringRecord::new(),
            cell: String::new(),
            unclosed: None,
        }
    }

    fn all(&mut self, text: &str) -> Result<(), TooLarge> {
        let mut characters = text.chars().peekable();
        let mut begun = true;
        while let Some(c) = characters.next() {
            if c == '"' && begun {
                self.quoted(&mut characters);
                begun = false;
            } else if c == self.delimiter {
                self.end_cell();
                begun = true;
            } else if c == '\n' || c == '\r' {
                if c == '\r' {
                    characters.next_if_eq(&'\n');
                }
                self.end_row()?;
                begun = true;
            } else {
                self.cell.push(c);
                begun = false;
            }
        }
        self.end_row()
    }

    /// The rest of a quoted cell, up to its closing quote.
    fn quoted(&mut self, characters: &mut std::iter::Peekable<std::str::Chars<'_>>) {
        while let Some(c) = characters.next() {
            if c != '"' {
                self.cell.push(c);
            } else if characters.next_if_eq(&'"').is_some() {
                self.cell.push('"');
            } else {
                return;
            }
        }
        self.unclosed = Some(self.number);
    }

    fn end_cell(&mut self) {
        self.cells.push_field(&self.cell);
        self.cell.clear();
    }

    fn end_row(&mut self) -> Result<(), TooLarge> {
        self.end_cell();
        let cells = std::mem::take(&mut self.cells);
        self.grid.push(self.number, cells)?;
        self.number += 1;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let mut issues = Issues::default();
        let grid = read(text, None, "roster.csv", &mut issues).expect("a good table");
        grid.rows
            .iter()
            .map(|row| (row.number, row.cells.iter().map(str::to_owned).collect()))
            .collect()
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        let cases = [
            ("a,b\nc,d\n", vec![(1, vec!["a", "b"]), (2, vec!["c", "d"])]),
            (
                "a,b\r\n\r\n,,\r\nc",
                vec![(1, vec!["a", "b"]), (4, vec!["c"])],
            ),
            ("a\rb\r", vec![(1, vec!["a"]), (2, vec!["b"])]),
            (
                "\"x\ny\",\"1 \"\" 2\"\nz,w",
                vec![(1, vec!["x\ny", "1 \" 2"]), (2, vec!["z", "w"])],
            ),
            (
                "a;b,c;d\n1;2;3",
                vec![(1, vec!["a", "b,c", "d"]), (2, vec!["1", "2", "3"])],
            ),
            (
                "a\tb\n\"1,1\"\t2",
                vec![(1, vec!["a", "b"]), (2, vec!["1,1", "2"])],
            ),
            ("a\"b,5\" disk\n", vec![(1, vec!["a\"b", "5\" disk"])]),
            ("", vec![]),
        ];
        for (text, expected) in cases {
            let expected: Vec<(usize, Vec<String>)> = expected
                .into_iter()
                .map(|(number, cells)| (number, cells.into_iter().map(str::to_owned).collect()))
                .collect();
            assert_eq!(rows(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_open_quote_is_named() {
        let mut issues = Issues::default();
        assert!(read("a,b\n1,\"2\n3,4\n", None, "r.csv", &mut issues).is_none());
        let found = issues.finish("workshop.toml");
        assert_eq!((found.len(), found[0].row), (1, Some(2)));
    }
}
