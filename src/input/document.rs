//! workshop.toml with its lines, and tables whose unknown keys are found out.

use std::cell::RefCell;

use toml::de::DeTable;

use super::entry::Entry;
use super::issue::{Issue, Place};
use super::issues::Issues;
use super::problem;

/// The file and where its lines begin.
#[derive(Debug)]
pub struct Document {
    file: String,
    starts: Vec<usize>,
}

impl Document {
    /// The document with this text.
    pub fn new(file: &str, text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self {
            file: file.to_owned(),
            starts: std::iter::once(0)
                .chain(ends.map(|(at, _)| at + 1))
                .collect(),
        }
    }

    /// The line of a byte, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at)
    }

    /// The place of a byte.
    pub fn place(&self, at: usize) -> Place {
        Place::file(&self.file).row(self.line(at))
    }

    /// The whole file.
    pub fn whole(&self) -> Place {
        Place::file(&self.file)
    }
}

/// A table of the document. It remembers which keys were asked for; the others are unknown.
#[derive(Debug)]
pub struct Section<'a> {
    document: &'a Document,
    table: &'a DeTable<'a>,
    place: Place,
    known: RefCell<Vec<&'static str>>,
}

impl<'a> Section<'a> {
    /// The document's own table.
    pub fn top(document: &'a Document, table: &'a DeTable<'a>) -> Self {
        Self::of(document, table, document.whole())
    }

    /// The table that is the value of an entry.
    pub fn of(document: &'a Document, table: &'a DeTable<'a>, place: Place) -> Self {
        Self {
            document,
            table,
            place,
            known: RefCell::default(),
        }
    }

    /// Where the table begins.
    pub fn place(&self) -> Place {
        self.place.clone()
    }

    /// The value of a key that the table may have.
    pub fn entry(&self, key: &'static str) -> Option<Entry<'a>> {
        self.known.borrow_mut().push(key);
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        Some(Entry::new(self.document, name, value))
    }

    /// The value of a key that the table must have.
    pub fn required(&self, key: &'static str, issues: &mut Issues) -> Option<Entry<'a>> {
        let entry = self.entry(key);
        if entry.is_none() {
            issues.push(problem::toml::missing_key(self.place(), key));
        }
        entry
    }

    /// All values, of a table whose keys are free, in the order of the file.
    pub fn entries(&self) -> Vec<Entry<'a>> {
        let mut entries: Vec<Entry<'a>> = self
            .table
            .iter()
            .map(|(name, value)| Entry::new(self.document, name, value))
            .collect();
        entries.sort_by_key(Entry::at);
        entries
    }

    /// Reports every key that was never asked for, with `problem`, which is told the known keys.
    pub fn unknown_keys(
        &self,
        issues: &mut Issues,
        problem: impl Fn(Place, &str, &[&'static str]) -> Issue,
    ) {
        let known = self.known.borrow();
        for entry in self.entries() {
            if !known.contains(&entry.key.as_str()) {
                issues.push(problem(entry.place(), &entry.key, &known));
            }
        }
    }

    /// Reports every key that was never asked for.
    pub fn finish(&self, issues: &mut Issues) {
        self.unknown_keys(issues, problem::toml::unknown_key);
    }
}
