//! Recipes: the options of `kumiwake generate` as a file.

use std::path::Path;

use toml::de::DeTable;

use crate::generate::{RuleSet, Shape, Span, generate};
use crate::input::document::{Document, Section};
use crate::input::entry::Entry;
use crate::input::issue::Text;
use crate::input::issues::Issues;
use crate::input::{grid, problem, settings};

/// Reads a recipe; what it leaves out is as in `kumiwake generate`. `None`: there are issues.
pub fn read(path: &Path, file: &str, issues: &mut Issues) -> Option<Shape> {
    let before = issues.errors();
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
    let shape = shape(&top, issues);
    top.finish(issues);
    (issues.errors() == before).then_some(shape)
}

/// The keys are the options' names with _ in place of -.
fn shape(top: &Section<'_>, issues: &mut Issues) -> Shape {
    const RULES: [(&str, RuleSet); 2] = [("plain", RuleSet::Plain), ("rich", RuleSet::Rich)];
    let default = Shape::default();
    let mut count = |key: &'static str| {
        let number = top.entry(key)?.whole(0, u32::MAX, issues)?;
        Some(number as usize)
    };
    let (people, themes) = (count("people"), count("themes"));
    let (companies, industries, roles) = (count("companies"), count("industries"), count("roles"));
    let (ranked, history, seed) = (count("ranked"), count("history"), count("seed"));
    let teams_per_theme = top
        .entry("teams_per_theme")
        .and_then(|entry| span(&entry, issues));
    let team_size = top
        .entry("team_size")
        .and_then(|entry| span(&entry, issues));
    let mut number = |key: &'static str| top.entry(key)?.number(issues);
    let (municipal, skew) = (number("municipal"), number("skew"));
    let rules = top
        .entry("rules")
        .and_then(|entry| entry.one_of(&RULES, issues));
    let language = top
        .entry("language")
        .and_then(|entry| entry.one_of(&settings::LANGUAGES, issues));
    Shape {
        people: people.unwrap_or(default.people),
        themes: themes.or(default.themes),
        teams_per_theme: teams_per_theme.unwrap_or(default.teams_per_theme),
        team_size: team_size.unwrap_or(default.team_size),
        companies: companies.or(default.companies),
        industries: industries.unwrap_or(default.industries),
        roles: roles.unwrap_or(default.roles),
        municipal: municipal.unwrap_or(default.municipal),
        ranked: ranked.or(default.ranked),
        skew: skew.unwrap_or(default.skew),
        history: history.unwrap_or(default.history),
        rules: rules.unwrap_or(default.rules),
        sessions: false,
        seed: seed.map_or(default.seed, |seed| seed as u64),
        language: language.unwrap_or(default.language),
        ..default
    }
}

/// A number, or `{ min = …, max = … }`.
fn span(entry: &Entry<'_>, issues: &mut Issues) -> Option<Span> {
    if !entry.is_table() {
        let number = entry.whole(0, u32::MAX, issues)? as usize;
        return Some(Span::new(number, number));
    }
    let section = entry.section(issues)?;
    let mut end = |key: &'static str| {
        let entry = section.required(key, issues)?;
        entry.whole(0, u32::MAX, issues)
    };
    let (min, max) = (end("min"), end("max"));
    section.finish(issues);
    Some(Span::new(min? as usize, max? as usize))
}

/// Writes the workshop of a shape into a temporary folder.
///
/// # Errors
/// What keeps it from being made.
pub fn make(shape: &Shape) -> Result<tempfile::TempDir, Vec<Text>> {
    let files = generate(shape)?.files;
    let write = || -> std::io::Result<tempfile::TempDir> {
        let folder = tempfile::tempdir()?;
        for (name, bytes) in &files {
            std::fs::write(folder.path().join(name), bytes)?;
        }
        Ok(folder)
    };
    write().map_err(|error| {
        vec![Text::new(
            format!("一時フォルダーに書き込めません（{error}）。"),
            format!("the temporary folder cannot be written ({error})."),
        )]
    })
}
