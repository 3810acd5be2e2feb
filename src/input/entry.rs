//! A value of workshop.toml: it knows where it stands, and says what it should have been.

use jiff::civil::{Date, Time};
use toml::Spanned;
use toml::de::DeValue;

use super::document::{Document, Section};
use super::issue::Place;
use super::issues::Issues;
use super::{moment, problem, text};

/// A value of the document and the key it belongs to.
#[derive(Debug)]
pub struct Entry<'a> {
    document: &'a Document,
    /// The key.
    pub key: String,
    at: usize,
    value: &'a DeValue<'a>,
}

impl<'a> Entry<'a> {
    /// The value of a key.
    pub fn new(
        document: &'a Document,
        name: &Spanned<impl AsRef<str>>,
        value: &'a Spanned<DeValue<'a>>,
    ) -> Self {
        Self {
            document,
            key: name.get_ref().as_ref().to_owned(),
            at: name.span().start,
            value: value.get_ref(),
        }
    }

    /// The byte at which it stands.
    pub fn at(&self) -> usize {
        self.at
    }

    /// Where it stands.
    pub fn place(&self) -> Place {
        self.document.place(self.at).column(&self.key)
    }

    /// A wrong type.
    fn wrong(&self, expected: problem::toml::Expected, issues: &mut Issues) {
        issues.push(problem::toml::wrong_type(self.place(), expected));
    }

    /// A string that is not blank.
    pub fn string(&self, issues: &mut Issues) -> Option<String> {
        match self.value {
            DeValue::String(string) if !text::trim(string).is_empty() => {
                Some(text::trim(string).to_owned())
            }
            _ => {
                self.wrong(problem::toml::Expected::String, issues);
                None
            }
        }
    }

    /// The value where it is a string, without complaint otherwise.
    pub fn as_str(&self) -> Option<&str> {
        self.value.as_str()
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    /// Whether it is a table.
    pub fn is_table(&self) -> bool {
        matches!(self.value, DeValue::Table(_))
    }

    /// true or false.
    pub fn boolean(&self, issues: &mut Issues) -> Option<bool> {
        let value = self.value.as_bool();
        if value.is_none() {
            self.wrong(problem::toml::Expected::Boolean, issues);
        }
        value
    }

    /// A whole number from `least` to `most`.
    pub fn whole(&self, least: u32, most: u32, issues: &mut Issues) -> Option<u32> {
        let number = self.integer().and_then(|number| u32::try_from(number).ok());
        let number = number.filter(|number| (least..=most).contains(number));
        if number.is_none() {
            self.wrong(problem::toml::Expected::Whole(least, most), issues);
        }
        number
    }

    fn integer(&self) -> Option<i64> {
        let integer = self.value.as_integer()?;
        i64::from_str_radix(integer.as_str(), integer.radix()).ok()
    }

    fn float(&self) -> Option<f64> {
        let number = match self.value {
            DeValue::Float(float) => float.as_str().parse().ok(),
            _ => self.integer().map(|integer| integer as f64),
        };
        number.filter(|number: &f64| number.is_finite())
    }

    /// A number of at least 0.
    pub fn number(&self, issues: &mut Issues) -> Option<f64> {
        let number = self.float().filter(|number| *number >= 0.0);
        if number.is_none() {
            self.wrong(problem::toml::Expected::Number, issues);
        }
        number
    }

    /// A number greater than 0.
    pub fn positive(&self, issues: &mut Issues) -> Option<f64> {
        let number = self.float().filter(|number| *number > 0.0);
        if number.is_none() {
            self.wrong(problem::toml::Expected::Positive, issues);
        }
        number
    }

    /// A public seed: a whole number of at least 0 or words, as it was announced.
    pub fn seed(&self, issues: &mut Issues) -> Option<String> {
        let words = self.value.as_str().map(text::trim);
        let number = self.integer().filter(|number| *number >= 0);
        let seed = words
            .map(str::to_owned)
            .or_else(|| number.map(|number| number.to_string()))
            .filter(|seed| {
                !seed.is_empty() && !seed.contains(|c: char| c == '|' || c.is_control())
            });
        if seed.is_none() {
            self.wrong(problem::toml::Expected::Seed, issues);
        }
        seed
    }

    /// The entries of a list, each with this key and its own line.
    pub fn list(&self, issues: &mut Issues) -> Option<Vec<Entry<'a>>> {
        let DeValue::Array(array) = self.value else {
            self.wrong(problem::toml::Expected::List, issues);
            return None;
        };
        let entries = array.iter().map(|item| Entry {
            document: self.document,
            key: self.key.clone(),
            at: item.span().start,
            value: item.get_ref(),
        });
        Some(entries.collect())
    }

    /// The strings of a list, each with its place; what is no string is reported.
    pub fn strings(&self, issues: &mut Issues) -> Option<Vec<(String, Place)>> {
        let entries = self.list(issues)?;
        let strings = entries
            .iter()
            .filter_map(|entry| Some((entry.string(issues)?, entry.place())));
        Some(strings.collect())
    }

    /// The texts of a string, a number, true or false, or of a list of these, each with its place.
    pub fn values(&self, issues: &mut Issues) -> Vec<(String, Place)> {
        if matches!(self.value, DeValue::Array(_)) {
            let entries = self.list(issues).unwrap_or_default();
            let scalars = entries.iter().filter_map(|entry| entry.scalar(issues));
            return scalars.collect();
        }
        self.scalar(issues).into_iter().collect()
    }

    fn scalar(&self, issues: &mut Issues) -> Option<(String, Place)> {
        let text = match self.value {
            DeValue::String(string) => Some(text::trim(string).to_owned()),
            DeValue::Boolean(yes) => Some(yes.to_string()),
            // As a spreadsheet shows it: 3.0 is 3.
            _ => self.float().map(|number| number.to_string()),
        };
        let text = text.filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong(problem::toml::Expected::Value, issues);
        }
        Some((text?, self.place()))
    }

    /// A table.
    pub fn section(&self, issues: &mut Issues) -> Option<Section<'a>> {
        let DeValue::Table(table) = self.value else {
            self.wrong(problem::toml::Expected::Table, issues);
            return None;
        };
        Some(Section::of(self.document, table, self.place()))
    }

    /// The tables of `[[key]]`; the line of each is that of its header.
    pub fn sections(&self, issues: &mut Issues) -> Vec<Section<'a>> {
        let entries = self.list(issues).unwrap_or_default();
        entries
            .iter()
            .filter_map(|entry| entry.section(issues))
            .collect()
    }

    /// One of some words.
    pub fn one_of<T: Copy>(&self, words: &[(&'static str, T)], issues: &mut Issues) -> Option<T> {
        let word = self.string(issues)?;
        let found = words.iter().find(|(name, _)| *name == word);
        if found.is_none() {
            let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
            issues.push(problem::toml::unknown_word(self.place(), &word, &names));
        }
        found.map(|(_, value)| *value)
    }

    /// A day, as a date or a string.
    pub fn date(&self, issues: &mut Issues) -> Option<Date> {
        let date = match self.value {
            DeValue::Datetime(value) if value.time.is_none() => value.date.and_then(|date| {
                Date::new(date.year as i16, date.month as i8, date.day as i8).ok()
            }),
            DeValue::String(string) => moment::date(string),
            _ => None,
        };
        if date.is_none() {
            self.wrong(problem::toml::Expected::Date, issues);
        }
        date
    }

    /// A time of the day in minutes, as a time or a string.
    pub fn time(&self, issues: &mut Issues) -> Option<Time> {
        let time = match self.value {
            DeValue::Datetime(value) if value.date.is_none() => value
                .time
                .filter(|time| time.second.unwrap_or(0) == 0 && time.nanosecond.unwrap_or(0) == 0)
                .and_then(|time| Time::new(time.hour as i8, time.minute as i8, 0, 0).ok()),
            DeValue::String(string) => moment::time(string),
            _ => None,
        };
        if time.is_none() {
            self.wrong(problem::toml::Expected::Time, issues);
        }
        time
    }
}
