//! All problems of a reading, so that they are named at once.

use rustc_hash::FxHashSet;

use super::issue::{Issue, Place, Severity};
use super::problem;

/// No more problems than this are listed; the rest is counted.
const LISTED: usize = 1000;

/// No more problems than this are kept while reading, so that a broken giant file cannot fill the memory.
const KEPT: usize = 100_000;

/// The problems found so far.
#[derive(Debug, Default)]
pub struct Issues {
    found: Vec<Issue>,
    errors: usize,
    dropped: usize,
}

impl Issues {
    /// One more problem.
    pub fn push(&mut self, issue: Issue) {
        self.errors += usize::from(issue.severity == Severity::Error);
        if self.found.len() < KEPT {
            self.found.push(issue);
        } else {
            self.dropped += 1;
        }
    }

    /// How many errors there are so far.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The problems by file and row, none twice; errors are kept first where there are too many. The last line, if any,
    /// says how many more there are, in `file`.
    pub fn finish(self, file: &str) -> Vec<Issue> {
        let Self {
            mut found,
            mut dropped,
            ..
        } = self;
        found.sort_by(|a, b| (&a.file, a.row).cmp(&(&b.file, b.row)));
        // Two rules may look at the same cell.
        let mut seen = FxHashSet::default();
        found.retain(|issue| seen.insert(issue.clone()));
        if found.len() > LISTED {
            found.sort_by_key(|issue| issue.severity);
            dropped += found.len() - LISTED;
            found.truncate(LISTED);
            found.sort_by(|a, b| (&a.file, a.row).cmp(&(&b.file, b.row)));
        }
        if dropped > 0 {
            found.push(problem::file::more(Place::file(file), dropped));
        }
        found
    }
}
