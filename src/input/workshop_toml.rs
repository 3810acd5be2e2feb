//! workshop.toml and the files that it points at, to one resolved workshop.

use std::path::Path;

use toml::de::DeTable;

use super::document::{Document, Section};
use super::folder::Folder;
use super::issues::Issues;
use super::roster::Roster;
use super::rules::{self, Context};
use super::themes::Structure;
use super::{agenda, facilitators, grid, judges, problem, roster_columns, sessions, settings};
use crate::model::Workshop;

/// Reads a workshop; it is usable only if no error was found. `None`: the file itself cannot be understood.
/// Those whose ids are `gone` are absent, whatever the roster says.
pub fn read(path: &Path, file: &str, gone: &[String], issues: &mut Issues) -> Option<Workshop> {
    let text = grid::text_of(path, file, issues)?;
    read_text(&text, path, file, gone, issues)
}

/// Reads a workshop from the text of a workshop.toml; the files that it names are beside `path`.
pub fn read_text(
    text: &str,
    path: &Path,
    file: &str,
    gone: &[String],
    issues: &mut Issues,
) -> Option<Workshop> {
    let document = Document::new(file, text);
    let table = match DeTable::parse(text) {
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
    let folder = Folder::of(path);
    settings::format(&top, issues);
    let name = top
        .required("name", issues)
        .and_then(|entry| entry.string(issues));
    let language = settings::language(&top, text, issues);
    let zone = settings::zone(&top, issues);
    let mut structure = Structure::read(&top, issues);
    let preferences = settings::preferences(&top, issues);
    let mut roster = roster(&top, &folder, &structure, gone, issues);
    structure.resolve_owners(&roster.people, issues);
    let judges = judges::read(&folder, &structure, &roster, issues);
    let facilitators = facilitators::read(&top, &folder, &structure, &roster, &judges, issues);
    let mut context = Context {
        folder: &folder,
        structure: &structure,
        roster: &mut roster,
    };
    let rules = rules::read(&top, &mut context, issues);
    let sessions = sessions::read(&top, &structure, &judges, issues);
    let agenda = agenda::read(&top, !facilitators.is_empty(), issues);
    top.finish(issues);
    Some(Workshop {
        name: name.unwrap_or_default(),
        language,
        zone,
        known: roster.attributes.known(),
        participants: roster.participants,
        absent: roster.absent,
        attributes: roster.attributes.into_list(),
        themes: structure.themes,
        teams: structure.teams,
        open: structure.open,
        preferences,
        rules,
        judges,
        facilitators,
        sessions,
        agenda,
        published_teams: Vec::new(),
        published_facilitators: Vec::new(),
    })
}

/// The file of the key `roster`, or the one that is there.
fn roster(
    top: &Section<'_>,
    folder: &Folder,
    structure: &Structure,
    gone: &[String],
    issues: &mut Issues,
) -> Roster {
    let mappings = roster_columns::mappings(top, issues);
    let file = match top.entry("roster") {
        Some(entry) => entry.string(issues),
        None => Some(
            folder
                .find("roster", issues)
                .unwrap_or_else(|| "roster.csv".to_owned()),
        ),
    };
    file.map_or_else(Roster::unreadable, |file| {
        Roster::read(folder, &file, &mappings, structure, gone, issues)
    })
}
