//! Time windows.

use jiff::civil::{Date, DateTime, Time};

/// A span of local time, its end excluded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// The first moment.
    pub start: DateTime,
    /// The moment after the last one; later than `start`.
    pub end: DateTime,
}

impl Window {
    /// The window of one day between two times.
    pub fn on(date: Date, start: Time, end: Time) -> Self {
        Self {
            start: date.to_datetime(start),
            end: date.to_datetime(end),
        }
    }

    /// Whether the two share a moment.
    pub fn overlaps(&self, other: &Window) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this window.
    pub fn covers(&self, other: &Window) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}
