//! What stands on a sheet, apart from how it looks.

use jiff::civil::{Date, Time};

/// A sheet: a header and rows below it.
pub struct Sheet {
    /// Its name on the tab.
    pub name: &'static str,
    /// The headers.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<Cell>>,
}

/// A column.
pub struct Column {
    /// Its header.
    pub title: String,
    /// What may be done with it.
    pub use_of: Use,
}

/// What may be done with a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It is read.
    Read,
    /// It can be edited: one of the values of another sheet's column, by the names of sheet and column number.
    Choose(&'static str, u16, u32),
}

/// A cell. None is ever a formula.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Blank,
    /// A text.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(Date),
    /// A time of the day.
    Time(Time),
}

impl Cell {
    /// A text, or nothing.
    pub fn text(text: impl Into<String>) -> Self {
        match text.into() {
            empty if empty.is_empty() => Self::Blank,
            text => Self::Text(text),
        }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self::Number(count as f64)
    }

    /// `2026-12-18`, or what else stands there.
    pub fn date(text: &str) -> Self {
        text.parse().map_or_else(|_| Self::text(text), Self::Date)
    }

    /// `13:00`, or what else stands there.
    pub fn time(text: &str) -> Self {
        Time::strptime("%H:%M", text).map_or_else(|_| Self::text(text), Self::Time)
    }

    /// A number, or what else stands there.
    pub fn number(text: &str) -> Self {
        text.parse::<u32>()
            .map_or_else(|_| Self::text(text), |number| Self::Number(number.into()))
    }
}

impl Sheet {
    /// A sheet to be read, with these headers.
    pub fn new(name: &'static str, headers: &[&str]) -> Self {
        let column = |title: &&str| Column {
            title: (*title).to_owned(),
            use_of: Use::Read,
        };
        Self {
            name,
            columns: headers.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// The sheet, unless it has no rows.
    pub fn filled(self) -> Option<Self> {
        (!self.rows.is_empty()).then_some(self)
    }
}
