//! The plain keys of workshop.toml, and `[preferences]`.

use super::document::Section;
use super::entry::Entry;
use super::issues::Issues;
use super::nearest::Names;
use super::problem;
use super::text;
use crate::model::{Fairness, Language, Preferences, Price, Zone};

/// The only version of the format.
const FORMAT: u32 = 1;

/// The languages of reports.
pub const LANGUAGES: [(&str, Language); 2] =
    [("ja", Language::Japanese), ("en", Language::English)];

/// Checks `format`.
pub fn format(top: &Section<'_>, issues: &mut Issues) {
    if let Some(entry) = top.required("format", issues)
        && let Some(format) = entry.whole(0, u32::MAX, issues)
        && format != FORMAT
    {
        issues.push(problem::toml::other_format(entry.place(), format));
    }
}

/// `language`; without it, Japanese where the file has Japanese letters.
pub fn language(top: &Section<'_>, document_text: &str, issues: &mut Issues) -> Language {
    let key = top.entry("language");
    key.and_then(|entry| entry.one_of(&LANGUAGES, issues))
        .unwrap_or_else(|| language_of_text(document_text))
}

/// The language of a text.
pub fn language_of_text(document_text: &str) -> Language {
    match text::is_japanese(document_text) {
        true => Language::Japanese,
        false => Language::English,
    }
}

/// `timezone`; without it, the zone of Japan.
pub fn zone(top: &Section<'_>, issues: &mut Issues) -> Zone {
    let Some(entry) = top.entry("timezone") else {
        return Zone::default();
    };
    let Some(name) = entry.string(issues) else {
        return Zone::default();
    };
    Zone::named(&name).unwrap_or_else(|| {
        issues.push(problem::toml::unknown_zone(
            entry.place(),
            &name,
            nearest_zone(&name).as_deref(),
        ));
        Zone::default()
    })
}

/// The zone whose name, or whose city, is nearest.
fn nearest_zone(wrong: &str) -> Option<String> {
    let zones: Vec<String> = Zone::names()
        .into_iter()
        .filter(|name| name.contains('/'))
        .collect();
    if let Some(near) = Names::new(&zones).nearest(wrong) {
        return Some(near.to_owned());
    }
    let city = |zone: &str| zone.rsplit('/').next().unwrap_or(zone).to_owned();
    let cities = Names::new(zones.iter().map(|zone| city(zone)));
    let near = cities.nearest(&city(wrong))?;
    zones.iter().find(|zone| city(zone) == near).cloned()
}

/// `[preferences]`.
pub fn preferences(top: &Section<'_>, issues: &mut Issues) -> Preferences {
    const FAIRNESS: [(&str, Fairness); 3] = [
        ("total", Fairness::Total),
        ("worst-first", Fairness::WorstFirst),
        ("first-first", Fairness::FirstFirst),
    ];
    let default = Preferences::default();
    let Some(section) = top
        .entry("preferences")
        .and_then(|entry| entry.section(issues))
    else {
        return default;
    };
    let cost = section.entry("cost").and_then(|entry| entry.list(issues));
    let cost = cost.map(|entries| {
        entries
            .iter()
            .filter_map(|entry| price(entry, issues))
            .collect()
    });
    let unlisted = section
        .entry("unlisted")
        .and_then(|entry| price(&entry, issues));
    let weight = section
        .entry("weight")
        .and_then(|entry| entry.number(issues));
    let priority = section
        .entry("priority")
        .and_then(|entry| entry.whole(1, u32::MAX, issues));
    let fairness = section
        .entry("fairness")
        .and_then(|entry| entry.one_of(&FAIRNESS, issues));
    section.finish(issues);
    Preferences {
        cost: cost.unwrap_or(default.cost),
        unlisted: unlisted.unwrap_or(default.unlisted),
        weight: weight.unwrap_or(default.weight),
        priority: priority.unwrap_or(default.priority),
        fairness: fairness.unwrap_or(default.fairness),
    }
}

/// A number, or `"never"`.
fn price(entry: &Entry<'_>, issues: &mut Issues) -> Option<Price> {
    match entry.as_str() {
        Some("never") => Some(Price::Never),
        Some(word) => {
            issues.push(problem::toml::unknown_word(entry.place(), word, &["never"]));
            None
        }
        None => entry.number(issues).map(Price::Cost),
    }
}
