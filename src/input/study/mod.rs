//! study.toml to a study: every workshop read or generated, every strategy's own keys tried, every problem named at once.

mod recipe;
mod seeds;
mod strategies;
mod variant;
mod workshops;

use std::path::Path;

use toml::de::DeTable;

use super::document::{Document, Section};
use super::folder;
use super::issue::{Issue, Place, Text};
use super::issues::Issues;
use super::{grid, problem, settings};
use crate::model::{Language, Study, StudyMethod};

/// The most runs of a study.
const MOST_RUNS: u64 = 10_000_000;

/// Moves of a run where study.toml says nothing: enough for a workshop of some dozens.
const ITERATIONS: u64 = 100_000;

/// A change of less than this share of the reference's mean is none, where study.toml says nothing.
const UNCHANGED_WITHIN: f64 = 0.02;

/// A study that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadStudy {
    /// The study.
    pub study: Study,
    /// What may not be as it was meant in the workshops.
    pub notices: Vec<Issue>,
}

/// Reads a study and all its workshops.
///
/// # Errors
/// The language of the messages, and all problems, by file and line; at least one is an error.
pub fn read_study(study_toml: &Path) -> Result<ReadStudy, (Language, Vec<Issue>)> {
    let file = folder::name_of(study_toml);
    let mut issues = Issues::default();
    let read = read(study_toml, &file, &mut issues);
    let errors = issues.errors();
    let listed = issues.finish(&file);
    match read {
        Some((_, Some(study))) if errors == 0 => Ok(ReadStudy {
            study,
            notices: listed,
        }),
        Some((language, _)) => Err((language, listed)),
        None => Err((super::language_of(study_toml), listed)),
    }
}

/// `None`: the file cannot be understood.
fn read(path: &Path, file: &str, issues: &mut Issues) -> Option<(Language, Option<Study>)> {
    let text = grid::text_of(path, file, issues)?;
    let document = Document::new(file, &text);
    let table = match DeTable::parse(&text) {
        Ok(table) => table,
        Err(error) => {
            let place = error
                .span()
                .map_or_else(|| document.whole(), |span| document.place(span.start));
            issues.push(problem::toml::syntax(place, error.message()));
            return None;
        }
    };
    let top = Section::top(&document, table.get_ref());
    settings::format(&top, issues);
    let name = top
        .required("name", issues)
        .and_then(|entry| entry.string(issues));
    let language = settings::language(&top, &text, issues);
    let seeds = seeds::read(&top, issues);
    let method = top
        .entry("method")
        .and_then(|entry| entry.one_of(&StudyMethod::NAMES, issues));
    let iterations = top
        .entry("iterations")
        .and_then(|entry| entry.whole(1, u32::MAX, issues));
    let unchanged_within = top
        .entry("unchanged_within")
        .and_then(|entry| entry.number(issues));
    let sources = workshops::read(&top, path, issues);
    let drafts = strategies::read(&top, &text, issues);
    let reference = strategies::reference(&top, &drafts, issues);
    top.finish(issues);
    let strategies = variant::make(drafts, &sources, issues);
    let runs = [sources.len(), strategies.len(), seeds.len()];
    let runs = runs
        .into_iter()
        .fold(1_u64, |product, n| product.saturating_mul(n as u64));
    let place = Place::file(file);
    // What could not be read was told already.
    if runs == 0 && issues.errors() == 0 {
        issues.push(problem::study::nothing_to_run(place));
    } else if runs > MOST_RUNS {
        let what = Text::new("実行", "runs");
        issues.push(problem::study::too_large(place, &what, MOST_RUNS));
    }
    let study = name.map(|name| Study {
        name,
        language,
        workshops: sources.into_iter().map(|source| source.named).collect(),
        strategies,
        reference,
        seeds,
        method: method.unwrap_or(StudyMethod::Search),
        iterations: iterations.map_or(ITERATIONS, u64::from),
        unchanged_within: unchanged_within.unwrap_or(UNCHANGED_WITHIN),
    });
    Some((language, study))
}
