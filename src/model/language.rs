//! The languages of sentences for people.

use serde::{Deserialize, Serialize};

/// A language of reports and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    /// Japanese.
    #[serde(rename = "ja")]
    Japanese,
    /// English.
    #[default]
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The sentence in this language; both are always given, so none can be forgotten.
    pub fn pick<T>(self, japanese: T, english: T) -> T {
        match self {
            Language::Japanese => japanese,
            Language::English => english,
        }
    }
}
