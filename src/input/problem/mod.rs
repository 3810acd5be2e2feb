//! One small function for each problem of the input: its code, its sentence and its advice, in both languages.

pub mod agenda;
pub mod file;
pub mod result;
pub mod roster;
pub mod rule;
pub mod session;
pub mod side;
pub mod study;
pub mod table;
pub mod theme;
pub mod toml;

use super::issue::{Issue, Place, Text};
use super::nearest::{self, Names, nearest};
use super::text::quote;

/// A sentence in Japanese and in English.
macro_rules! say {
    ($ja:literal, $en:literal $(,)?) => {
        $crate::input::issue::Text::new(format!($ja), format!($en))
    };
}
use say;

/// Asks whether the nearest known name was meant; without one, `otherwise`.
fn did_you_mean(near: Option<&str>, otherwise: Text) -> Text {
    match near.map(quote) {
        Some(near) => say!(
            "「{near}」の間違いではありませんか。",
            "Did you mean “{near}”?"
        ),
        None => otherwise,
    }
}
