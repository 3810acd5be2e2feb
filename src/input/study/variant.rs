//! Workshops with a strategy's own keys: laid over workshop.toml, then read as any other.

use rustc_hash::FxHashSet;
use toml::{Table, Value};

use super::strategies::Draft;
use super::workshops::{Source, teams_only};
use crate::input::issue::{Issue, Place, Severity};
use crate::input::issues::Issues;
use crate::input::{folder, problem, workshop_toml};
use crate::model::{Strategy, Workshop};

/// The strategies, with a variant of every workshop where they have keys of their own.
pub fn make(drafts: Vec<Draft>, sources: &[Source], issues: &mut Issues) -> Vec<Strategy> {
    let mut strategies = Vec::new();
    for draft in drafts {
        let variants = draft.set.as_ref().map(|(set, place)| {
            // One wrong key is wrong in every workshop: it is told once.
            let mut told = FxHashSet::default();
            let mut tell = |issue: Issue, cause: String| {
                if told.insert(cause) {
                    issues.push(issue);
                }
            };
            let variant = |source: &Source| variant(&draft.name, set, place, source, &mut tell);
            sources.iter().filter_map(variant).collect()
        });
        strategies.push(Strategy {
            name: draft.name,
            approach: draft.approach,
            variants,
        });
    }
    strategies
}

/// One workshop with the keys laid over it. `None`: there are issues.
fn variant(
    strategy: &str,
    set: &Table,
    place: &Place,
    source: &Source,
    tell: &mut impl FnMut(Issue, String),
) -> Option<Workshop> {
    let name = &source.named.name;
    let mut table: Table = toml::from_str(&source.text).ok()?;
    let mut missing = Vec::new();
    lay_over(&mut table, set, &mut missing);
    for (list, id) in &missing {
        let issue = problem::study::no_such_item(place.clone(), strategy, name, list, id);
        tell(issue, format!("{list} {id}"));
    }
    let text = toml::to_string(&table).ok()?;
    let mut own = Issues::default();
    let file = folder::name_of(&source.path);
    let workshop = workshop_toml::read_text(&text, &source.path, &file, &[], &mut own);
    for issue in own.finish(&file) {
        if issue.severity == Severity::Error {
            let cause = format!("{} {}", issue.code, issue.cause.en);
            let issue = problem::study::variant(place.clone(), strategy, name, &issue);
            tell(issue, cause);
        }
    }
    let workshop = teams_only(workshop?);
    let given = &source.named.workshop;
    let people = |workshop: &Workshop| -> Vec<String> {
        let people = workshop.participants.iter();
        people.map(|person| person.id.clone()).collect()
    };
    let teams = |workshop: &Workshop| -> Vec<(String, Option<String>)> {
        let theme = |team: &crate::model::Team| team.theme.map(|t| workshop.theme(t).id.clone());
        let teams = workshop.teams.iter();
        teams.map(|team| (team.id.clone(), theme(team))).collect()
    };
    if people(&workshop) != people(given) || teams(&workshop) != teams(given) {
        let issue = problem::study::other_people(place.clone(), strategy, name);
        tell(issue, "other people".to_owned());
    }
    Some(workshop)
}

/// Lays `set` over `table`: tables key by key; of lists of tables, `set` names the entries by id (or kind); else the value
/// is replaced. What is not there goes to `missing`, as (list, id).
fn lay_over(table: &mut Table, set: &Table, missing: &mut Vec<(String, String)>) {
    for (key, value) in set {
        match (table.get_mut(key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay_over(under, over, missing),
            (Some(Value::Array(list)), Value::Table(over)) => {
                for (id, over) in over {
                    let mut found = false;
                    let named = list.iter_mut().filter_map(Value::as_table_mut);
                    for entry in named.filter(|entry| is_called(entry, id)) {
                        found = true;
                        if let Value::Table(over) = over {
                            lay_over(entry, over, missing);
                        }
                    }
                    if !found {
                        missing.push((key.clone(), id.clone()));
                    }
                }
            }
            _ => {
                table.insert(key.clone(), value.clone());
            }
        }
    }
}

/// Whether an entry of a list has this id, or this kind.
fn is_called(entry: &Table, id: &str) -> bool {
    ["id", "kind"]
        .iter()
        .any(|key| entry.get(*key).and_then(Value::as_str) == Some(id))
}
