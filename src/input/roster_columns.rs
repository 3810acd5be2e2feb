//! Which column of the roster means what: `[columns]`, then headers, then headers with the meaning in brackets.

use rustc_hash::{FxHashMap, FxHashSet};

use super::document::Section;
use super::issue::Place;
use super::issues::Issues;
use super::meaning::Meaning;
use super::nearest::Names;
use super::table::Table;
use super::{problem, text};

/// One line of `[columns]`.
#[derive(Clone, Debug)]
pub struct Mapping {
    meaning: Meaning,
    header: String,
    place: Place,
}

/// Reads `[columns]`.
pub fn mappings(top: &Section<'_>, issues: &mut Issues) -> Vec<Mapping> {
    let section = top.entry("columns").and_then(|entry| entry.section(issues));
    let mut mappings: Vec<Mapping> = Vec::new();
    for entry in section.iter().flat_map(Section::entries) {
        let Some(meaning) = Meaning::of_key(&entry.key) else {
            issues.push(problem::table::unknown_meaning(
                entry.place(),
                &entry.key,
                &Meaning::keys(),
            ));
            continue;
        };
        let Some(header) = entry.string(issues) else {
            continue;
        };
        let place = entry.place();
        let same = |m: &&Mapping| {
            m.meaning == meaning || text::fold_header(&m.header) == text::fold_header(&header)
        };
        if let Some(other) = mappings.iter().find(same) {
            issues.push(problem::table::mapped_twice(place, &other.meaning.key()));
            continue;
        }
        mappings.push(Mapping {
            meaning,
            header,
            place,
        });
    }
    mappings
}

/// The meaning of each column; `None`: an attribute of its own.
pub fn meanings(table: &Table, mappings: &[Mapping], issues: &mut Issues) -> Vec<Option<Meaning>> {
    let mut meanings: Vec<Option<Meaning>> = vec![None; table.headers.len()];
    let mapped: FxHashSet<&Meaning> = mappings.iter().map(|mapping| &mapping.meaning).collect();
    let names = Names::new(table.headers.iter().filter(|header| !header.is_empty()));
    let mut by_mapping = FxHashSet::default();
    for mapping in mappings {
        let folded = text::fold_header(&mapping.header);
        let column = table
            .headers
            .iter()
            .position(|header| text::fold_header(header) == folded);
        match column {
            Some(column) => {
                meanings[column] = Some(mapping.meaning.clone());
                by_mapping.insert(column);
            }
            None => issues.push(problem::table::no_such_header(
                mapping.place.clone(),
                &mapping.header,
                &names,
            )),
        }
    }
    let mut first: FxHashMap<Meaning, usize> = FxHashMap::default();
    for (column, header) in table.headers.iter().enumerate() {
        if by_mapping.contains(&column) {
            continue;
        }
        // A column that [columns] replaces is an attribute.
        let Some(meaning) = Meaning::of_header(header).filter(|meaning| !mapped.contains(meaning))
        else {
            continue;
        };
        match first.get(&meaning) {
            None => {
                first.insert(meaning.clone(), column);
                meanings[column] = Some(meaning);
            }
            Some(other) => {
                let (place, other) = (table.header_place(column), &table.headers[*other]);
                issues.push(problem::table::meaning_twice(place, &meaning.key(), other));
            }
        }
    }
    brackets(table, &mut meanings, &by_mapping, issues);
    meanings
}

/// Recognises `… [第1希望]` where exactly one header ends so and no other column has the meaning.
fn brackets(
    table: &Table,
    meanings: &mut [Option<Meaning>],
    mapped: &FxHashSet<usize>,
    issues: &mut Issues,
) {
    let mut taken: FxHashMap<Meaning, usize> = FxHashMap::default();
    for meaning in meanings.iter().flatten() {
        taken.insert(meaning.clone(), 2);
    }
    let inside: Vec<Option<Meaning>> = table
        .headers
        .iter()
        .enumerate()
        .map(|(column, header)| Meaning::in_brackets(header).filter(|_| !mapped.contains(&column)))
        .collect();
    for meaning in inside.iter().flatten() {
        *taken.entry(meaning.clone()).or_default() += 1;
    }
    for (column, meaning) in inside.into_iter().enumerate() {
        if let Some(meaning) =
            meaning.filter(|meaning| taken[meaning] == 1 && meanings[column].is_none())
        {
            issues.push(problem::table::header_in_brackets(
                table.header_place(column),
                &meaning.key(),
            ));
            meanings[column] = Some(meaning);
        }
    }
}
