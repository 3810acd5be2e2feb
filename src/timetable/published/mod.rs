//! Sessions that people have been told of: who is affected by a change, and what a change must leave alone.
//!
//! A person is affected in a session whose time or room of something that the person attends, speaks in or judges is
//! another than published, or who judges something else. People are counted, not items or minutes.

mod affected;
mod begun;
mod facts;
mod late;
mod spared;
mod start;
mod told;

pub(crate) use facts::Published;
pub(crate) use start::nearest;
pub use told::affected;

use super::book::Entry;
use super::formula::Formula;
use affected::AffectedRule;
use begun::{BegunPanelRule, BegunRule};
use late::LateRule;
use spared::SparedRule;

/// The part of a level of people who are affected: before every part of the preferences (SPEC §4, `part`).
const PART: u32 = 0;

/// The rules that follow from what was published. Where everything is published, people come right after the hard rules;
/// changes of talks that are not locked come last of all.
pub(crate) fn entries(published: &Published, last_priority: u32) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut add = |id: &'static str, level: (u32, Option<u32>), formula: Box<dyn Formula>| {
        entries.push(Entry {
            id: id.to_owned(),
            kind: id,
            priority: level.0,
            part: level.1,
            weight: 1.0,
            formula: Some(formula),
            is_structure: true,
        });
    };
    let hard = (0, None);
    if published.first_open > 0 {
        add("begun", hard, Box::new(BegunRule));
        add("begun_panel", hard, Box::new(BegunPanelRule));
    }
    if published.earliest.iter().any(|time| *time > 0) {
        add("late", hard, Box::new(LateRule));
    }
    // A group of whom nobody is left says nothing.
    for group in published.spared.iter().filter(|g| !g.is_empty()) {
        add("spared", hard, Box::new(SparedRule::new(group.clone())));
    }
    if published.locked.contains(&true) {
        let level = (1, Some(PART));
        let (others, judges) = published.parties(&published.locked);
        add("affected", level, Box::new(AffectedRule::new(others)));
        add(
            "affected_judges",
            level,
            Box::new(AffectedRule::new(judges)),
        );
    }
    if published.locked.contains(&false) {
        let level = (last_priority.saturating_add(1), None);
        let (others, judges) = published.parties(&vec![true; published.locked.len()]);
        add("changed", level, Box::new(AffectedRule::new(others)));
        add("changed_judges", level, Box::new(AffectedRule::new(judges)));
    }
    entries
}
