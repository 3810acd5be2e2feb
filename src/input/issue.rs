//! A problem of the input: its code, its place, its cause and what to do about it.

use crate::model::Language;
pub use crate::model::Text;

use super::text;

/// Whether a problem stops the reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The workshop cannot be used.
    Error,
    /// The workshop can be used, but may not be what was meant.
    Notice,
}

/// A problem of the input.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Issue {
    /// `E…` of an error, `N…` of a notice; see [`codes`](super::codes()).
    pub code: &'static str,
    /// Whether it stops the reading.
    pub severity: Severity,
    /// The file, as named in workshop.toml or on the command line.
    pub file: String,
    /// The row as a spreadsheet counts it, or the line of a toml or json file.
    pub row: Option<usize>,
    /// The header of the column, or the key in a toml file.
    pub column: Option<String>,
    /// What is wrong.
    pub cause: Text,
    /// What to do.
    pub advice: Text,
}

impl Issue {
    /// The problem on one line.
    pub fn line(&self, language: Language) -> String {
        let place = self.place(language);
        let (cause, advice) = (self.cause.pick(language), self.advice.pick(language));
        let code = self.code;
        format!("{code} {place}: {cause} → {advice}")
    }

    /// Where it is, in words.
    fn place(&self, language: Language) -> String {
        let file = &self.file;
        let column = self.column.as_deref().map(text::quote);
        let lines = self.has_lines();
        match language {
            Language::Japanese => {
                let row = self.row.map(|row| format!(" {row}行目"));
                let column = column.map(|column| match lines {
                    true => format!("「{column}」"),
                    false => format!("「{column}」列"),
                });
                format!(
                    "{file}{}{}",
                    row.unwrap_or_default(),
                    column.unwrap_or_default()
                )
            }
            Language::English => {
                let (row_word, column_word) = if lines {
                    ("line", "key")
                } else {
                    ("row", "column")
                };
                let row = self.row.map(|row| format!(", {row_word} {row}"));
                let column = column.map(|column| format!(", {column_word} {column}"));
                format!(
                    "{file}{}{}",
                    row.unwrap_or_default(),
                    column.unwrap_or_default()
                )
            }
        }
    }

    /// Whether the file has lines and keys rather than rows and columns.
    fn has_lines(&self) -> bool {
        let name = self.file.to_ascii_lowercase();
        name.ends_with(".toml") || name.ends_with(".json")
    }
}

/// Where a problem is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    file: String,
    row: Option<usize>,
    column: Option<String>,
}

impl Place {
    /// Somewhere in a file.
    pub fn file(file: &str) -> Self {
        Self {
            file: file.to_owned(),
            row: None,
            column: None,
        }
    }

    /// In a row or line of the file.
    pub fn row(mut self, row: usize) -> Self {
        self.row = Some(row);
        self
    }

    /// In a column, or at a key.
    pub fn column(mut self, column: &str) -> Self {
        self.column = Some(text::trim(column).to_owned());
        self
    }

    /// The problem with this code here. Notices have codes with N.
    pub fn issue(self, code: &'static str, cause: Text, advice: Text) -> Issue {
        let severity = match code.as_bytes().first() {
            Some(b'N') => Severity::Notice,
            _ => Severity::Error,
        };
        Issue {
            code,
            severity,
            file: self.file,
            row: self.row,
            column: self.column,
            cause,
            advice,
        }
    }
}
