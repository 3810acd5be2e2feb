//! `[[rules]]`: what all kinds have in common (SPEC §2).

use rustc_hash::FxHashSet;

use super::document::Section;
use super::entry::Entry;
use super::folder::Folder;
use super::issue::Place;
use super::issues::Issues;
use super::roster::Roster;
use super::themes::Structure;
use super::{problem, rule_kinds, text};
use crate::model::{AttributeId, Difference, ParticipantId, Rule, RuleKind, ThemeId, ValueId};

/// The ids of what is always asked (SPEC §2).
pub const RESERVED: [&str; 9] = [
    "preferences",
    "owners",
    "pins",
    "never",
    "blocks",
    "size",
    "open",
    "theme_teams",
    "regrouped",
];

/// What rules are about.
pub struct Context<'a> {
    /// Where the files are.
    pub folder: &'a Folder,
    /// Themes and teams.
    pub structure: &'a Structure,
    /// People and their attributes.
    pub roster: &'a mut Roster,
}

/// Reads all rules.
pub fn read(top: &Section<'_>, context: &mut Context<'_>, issues: &mut Issues) -> Vec<Rule> {
    let sections = top.entry("rules").map(|entry| entry.sections(issues));
    let sections = sections.unwrap_or_default();
    let heads = heads(&sections, &RuleKind::NAMES, &RESERVED, issues);
    let mut rules = Vec::with_capacity(sections.len());
    for (section, head) in sections.iter().zip(heads) {
        let themes = section
            .entry("themes")
            .map(|entry| themes(&entry, context, issues));
        let seen = seen(section, context, issues);
        let kind = rule_kinds::read(head.kind.unwrap_or(""), section, &seen, context, issues);
        head.finish(section, issues);
        let Some(kind) = kind else {
            continue;
        };
        if let (RuleKind::Difference(Difference::Matrix(_)), None) = (&kind, head.weight) {
            soft_only(section, issues);
        }
        rules.push(Rule {
            id: head.id,
            weight: head.weight,
            priority: head.priority,
            themes,
            seen,
            kind,
        });
    }
    let blocks = rules.iter().filter_map(|rule| match &rule.kind {
        RuleKind::Meeting(meeting) => Some(&meeting.blocks),
        _ => None,
    });
    let known: Vec<String> = blocks
        .flatten()
        .map(|block| text::fold(&block.name))
        .collect();
    context.roster.busy.notice_unknown(&known, issues);
    rules
}

/// What every rule has, of teams or of a session.
#[derive(Debug)]
pub struct Head {
    /// The kind, if it is known.
    pub kind: Option<&'static str>,
    /// The id, given or made.
    pub id: String,
    /// The weight of a soft rule.
    pub weight: Option<f64>,
    /// The priority; 0 of a hard rule.
    pub priority: u32,
}

impl Head {
    /// Reports the keys that the kind does not have.
    pub fn finish(&self, section: &Section<'_>, issues: &mut Issues) {
        let Some(kind) = self.kind else {
            return;
        };
        section.unknown_keys(issues, |place, key, known| {
            problem::rule::unknown_key(place, key, kind, known)
        });
    }
}

/// Reads kinds, ids, weights and priorities; rules without an id are called after their kind and its running number.
pub fn heads(
    sections: &[Section<'_>],
    kinds: &[&'static str],
    reserved: &[&str],
    issues: &mut Issues,
) -> Vec<Head> {
    let ids: Vec<Option<Entry<'_>>> = sections.iter().map(|section| section.entry("id")).collect();
    let mut taken: FxHashSet<String> = reserved.iter().map(|id| (*id).to_owned()).collect();
    let mut given: Vec<Option<String>> = Vec::new();
    for entry in &ids {
        let id = entry
            .as_ref()
            .and_then(|entry| Some((entry.string(issues)?, entry.place())));
        if let Some((id, place)) = &id
            && !taken.insert(text::fold(id))
        {
            let reserved = reserved.contains(&text::fold(id).as_str());
            issues.push(match reserved {
                true => problem::rule::reserved_id(place.clone(), id),
                false => problem::rule::id_twice(place.clone(), id),
            });
        }
        given.push(id.map(|(id, _)| id));
    }
    let mut heads: Vec<Head> = Vec::new();
    for (section, id) in sections.iter().zip(given) {
        let words: Vec<(&'static str, &'static str)> =
            kinds.iter().map(|kind| (*kind, *kind)).collect();
        let kind = section
            .required("kind", issues)
            .and_then(|entry| entry.one_of(&words, issues));
        let number = heads.iter().filter(|head| head.kind == kind).count() + 1;
        let (weight, priority) = weight_and_priority(section, issues);
        heads.push(Head {
            kind,
            id: id.unwrap_or_else(|| free_id(kind.unwrap_or("rule"), number, &mut taken)),
            weight,
            priority,
        });
    }
    heads
}

/// `kind-N`, or with the next number that no rule has.
fn free_id(kind: &str, number: usize, taken: &mut FxHashSet<String>) -> String {
    let mut number = number;
    loop {
        let id = format!("{kind}-{number}");
        if taken.insert(id.clone()) {
            return id;
        }
        number += 1;
    }
}

fn weight_and_priority(section: &Section<'_>, issues: &mut Issues) -> (Option<f64>, u32) {
    let weight = section.entry("weight");
    let priority = section.entry("priority");
    let Some(weight) = weight else {
        if let Some(priority) = priority {
            issues.push(problem::rule::priority_of_hard(priority.place()));
        }
        return (None, 0);
    };
    let priority = priority.map_or(Some(1), |entry| entry.whole(1, u32::MAX, issues));
    (weight.positive(issues), priority.unwrap_or(1))
}

/// A matrix takes distances off the cost. At priority 0 it would pay for other broken rules, so a plan could cost nothing
/// and break them. (A weight of a wrong type has been reported where it is.)
fn soft_only(section: &Section<'_>, issues: &mut Issues) {
    if section.entry("weight").is_none() {
        issues.push(problem::rule::hard_matrix(section.place()));
    }
}

/// The key `themes`.
fn themes(entry: &Entry<'_>, context: &Context<'_>, issues: &mut Issues) -> Vec<ThemeId> {
    let names = entry.strings(issues).unwrap_or_default();
    if names.is_empty() {
        issues.push(problem::toml::empty_list(entry.place()));
    }
    let found = names
        .into_iter()
        .map(|(name, place)| context.structure.find_theme(&name, place, issues));
    let mut themes: Vec<ThemeId> = found.flatten().collect();
    themes.sort_unstable();
    themes.dedup();
    themes
}

/// Whom the rule sees, by the key `where`: those who have one of the values of each attribute.
fn seen(section: &Section<'_>, context: &mut Context<'_>, issues: &mut Issues) -> Vec<bool> {
    let mut seen = vec![true; context.roster.participants.len()];
    let conditions = section
        .entry("where")
        .and_then(|entry| entry.section(issues));
    for entry in conditions.iter().flat_map(Section::entries) {
        let Some(attribute) = context
            .roster
            .attributes
            .find(&entry.key, entry.place(), issues)
        else {
            continue;
        };
        let values = resolve(&entry, Some(attribute), context, issues);
        let attribute = context.roster.attributes.get(attribute);
        for (index, seen) in seen.iter_mut().enumerate() {
            *seen &= attribute.has_any(ParticipantId::new(index), &values);
        }
    }
    seen
}

/// The values of an entry that the roster has, none twice.
pub fn resolve(
    entry: &Entry<'_>,
    attribute: Option<AttributeId>,
    context: &Context<'_>,
    issues: &mut Issues,
) -> Vec<ValueId> {
    let errors = issues.errors();
    let named = entry.values(issues);
    if named.is_empty() && issues.errors() == errors {
        issues.push(problem::toml::empty_list(entry.place()));
    }
    let mut values = Vec::new();
    for (value, place) in named {
        let found = attribute.and_then(|attribute| {
            context
                .roster
                .attributes
                .find_value(attribute, &value, place, issues)
        });
        values.extend(found.filter(|value| !values.contains(value)));
    }
    values
}

/// The place of a participant's cell of an attribute.
pub fn cell_place(
    context: &Context<'_>,
    participant: ParticipantId,
    attribute: AttributeId,
) -> Place {
    let row = context.roster.participants[participant.index()].row;
    let header = &context.roster.attributes.get(attribute).name;
    Place::file(&context.roster.file).row(row).column(header)
}
