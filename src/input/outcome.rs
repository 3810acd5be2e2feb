//! result.json, read again.

use std::path::Path;

use super::folder::name_of;
use super::issue::{Issue, Place};
use super::issues::Issues;
use super::{grid, problem};
use crate::model::Outcome;

/// Reads a `result.json`.
///
/// # Errors
/// The problems of the file.
pub fn read_outcome(path: &Path) -> Result<Outcome, Vec<Issue>> {
    let file = name_of(path);
    let mut issues = Issues::default();
    match parse(path, &file, &mut issues) {
        Some(outcome) if issues.errors() == 0 => Ok(outcome),
        _ => Err(issues.finish(&file)),
    }
}

/// The outcome; `None`: there are issues.
pub fn parse(path: &Path, file: &str, issues: &mut Issues) -> Option<Outcome> {
    let text = grid::text_of(path, file, issues)?;
    let outcome: Outcome = match serde_json::from_str(&text) {
        Ok(outcome) => outcome,
        Err(error) => {
            let place = Place::file(file).row(error.line().max(1));
            issues.push(problem::result::broken_json(place, &error.to_string()));
            return None;
        }
    };
    if outcome.format != 1 {
        issues.push(problem::result::other_format(
            Place::file(file),
            outcome.format,
        ));
    }
    Some(outcome)
}
