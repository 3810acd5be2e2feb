//! `strategies`: names, or tables with keys of their own.

use rustc_hash::FxHashSet;

use crate::input::document::Section;
use crate::input::entry::Entry;
use crate::input::issue::Place;
use crate::input::issues::Issues;
use crate::input::problem;
use crate::model::Approach;

/// A strategy as written.
pub struct Draft {
    /// The name.
    pub name: String,
    /// What is done.
    pub approach: Approach,
    /// Keys of workshop.toml that it has of its own, and where they stand.
    pub set: Option<(toml::Table, Place)>,
}

/// Reads all strategies. `text`: the whole file.
pub fn read(top: &Section<'_>, text: &str, issues: &mut Issues) -> Vec<Draft> {
    let Some(entry) = top.required("strategies", issues) else {
        return Vec::new();
    };
    let values = values(text);
    let mut drafts: Vec<Draft> = Vec::new();
    let mut names = FxHashSet::default();
    for (index, entry) in entry.list(issues).unwrap_or_default().iter().enumerate() {
        let draft = match entry.is_table() {
            true => table(entry, values.get(index), issues),
            false => entry.one_of(&Approach::NAMES, issues).map(plain),
        };
        let Some(draft) = draft else {
            continue;
        };
        if names.insert(draft.name.clone()) {
            drafts.push(draft);
        } else {
            issues.push(problem::study::name_twice(entry.place(), &draft.name));
        }
    }
    drafts
}

/// The strategies as values; the file was parsed before.
fn values(text: &str) -> Vec<toml::Value> {
    let table: toml::Table = toml::from_str(text).unwrap_or_default();
    match table.get("strategies") {
        Some(toml::Value::Array(values)) => values.clone(),
        _ => Vec::new(),
    }
}

fn plain(approach: Approach) -> Draft {
    let known = Approach::NAMES.iter().find(|(_, known)| *known == approach);
    Draft {
        name: known.map_or("", |(name, _)| name).to_owned(),
        approach,
        set: None,
    }
}

/// A strategy as a table: `name`, `base` and `set`.
fn table(entry: &Entry<'_>, value: Option<&toml::Value>, issues: &mut Issues) -> Option<Draft> {
    let section = entry.section(issues)?;
    let name = section
        .required("name", issues)
        .and_then(|entry| entry.string(issues));
    let approach = match section.entry("base") {
        Some(base) => base.one_of(&Approach::NAMES, issues),
        None => Some(Approach::Balanced),
    };
    let set = section.entry("set").and_then(|entry| {
        entry.section(issues)?;
        let set = value?.get("set")?.as_table()?.clone();
        Some((set, entry.place()))
    });
    section.finish(issues);
    Some(Draft {
        name: name?,
        approach: approach?,
        set,
    })
}

/// The position of the strategy that the others are compared with: the first, where nothing is said.
pub fn reference(top: &Section<'_>, drafts: &[Draft], issues: &mut Issues) -> usize {
    let Some(entry) = top.entry("reference") else {
        return 0;
    };
    let Some(name) = entry.string(issues) else {
        return 0;
    };
    let found = drafts.iter().position(|draft| draft.name == name);
    found.unwrap_or_else(|| {
        let names: Vec<&str> = drafts.iter().map(|draft| draft.name.as_str()).collect();
        let problem = problem::toml::unknown_word(entry.place(), &name, &names);
        issues.push(problem);
        0
    })
}
