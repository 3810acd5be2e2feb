//! The languages of sentences for people.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language of reports and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
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

/// A sentence in every language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// Japanese.
    pub ja: String,
    /// English.
    pub en: String,
}

impl Text {
    /// A sentence in both languages.
    pub fn new(ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            ja: ja.into(),
            en: en.into(),
        }
    }

    /// The sentence in this language.
    pub fn pick(&self, language: Language) -> &str {
        language.pick(&self.ja, &self.en)
    }
}
