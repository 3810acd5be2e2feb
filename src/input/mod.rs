//! Files to model: reads a workshop folder, with every problem named at once.

mod agenda;
mod attributes;
mod choice_number;
mod codes;
mod delimited;
mod document;
mod encoding;
mod entry;
mod facilitators;
mod folder;
mod grid;
mod grouping;
mod history;
mod issue;
mod issues;
mod judges;
mod late;
mod matrix;
mod meaning;
mod moment;
mod nearest;
mod outcome;
mod people;
mod problem;
mod roster;
mod roster_choices;
mod roster_columns;
mod roster_rows;
mod rule_kinds;
mod rules;
mod sector;
mod session_rules;
mod sessions;
mod settings;
mod spreadsheet;
mod study;
mod table;
mod text;
mod themes;
mod workshop_toml;

use std::path::Path;

use crate::model::{Language, Workshop};

pub use codes::codes;
pub use grouping::{ReadTeams, read_grouping};
pub use issue::{Issue, Severity, Text};
pub use late::{Asked, late_changes};
pub use outcome::read_outcome;
pub use study::{ReadStudy, read_study};

/// A workshop that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The workshop.
    pub workshop: Workshop,
    /// What may not be as it was meant, by file and row.
    pub notices: Vec<Issue>,
}

/// Reads a workshop folder.
///
/// # Errors
/// All problems, by file and row; at least one is an error, notices may be among them.
pub fn read(workshop_toml: &Path) -> Result<Read, Vec<Issue>> {
    read_without(workshop_toml, &[])
}

/// Reads a workshop folder as if these participants were absent in the roster. An id that the roster does not have is no
/// fault here.
///
/// # Errors
/// As [`read`].
pub fn read_without(workshop_toml: &Path, absent: &[String]) -> Result<Read, Vec<Issue>> {
    let file = folder::name_of(workshop_toml);
    let mut issues = issues::Issues::default();
    let workshop = workshop_toml::read(workshop_toml, &file, absent, &mut issues);
    let errors = issues.errors();
    let listed = issues.finish(&file);
    match workshop {
        Some(workshop) if errors == 0 => Ok(Read {
            workshop,
            notices: listed,
        }),
        _ => Err(listed),
    }
}

/// The language for messages about a workshop that may not be readable: its key `language`, or Japanese where the file
/// has Japanese letters, or English.
pub fn language_of(workshop_toml: &Path) -> Language {
    let mut unheard = issues::Issues::default();
    let Some(text) = grid::text_of(workshop_toml, "", &mut unheard) else {
        return Language::default();
    };
    let (table, _) = toml::de::DeTable::parse_recoverable(&text);
    let key = table
        .get_ref()
        .iter()
        .find(|(key, _)| key.get_ref() == "language");
    let word = key.and_then(|(_, value)| value.get_ref().as_str());
    settings::LANGUAGES
        .iter()
        .find(|(name, _)| Some(*name) == word)
        .map_or_else(
            || settings::language_of_text(&text),
            |(_, language)| *language,
        )
}
