//! `[[agenda]]`: fixed blocks of the programme, and those in which teams have facilitators.

use rustc_hash::FxHashSet;

use super::document::Section;
use super::issues::Issues;
use super::sessions::start_and_end;
use super::{problem, text};
use crate::model::{AgendaBlock, Facilitation};

/// Reads all blocks; `has_facilitators` tells whether anybody could stand by teams.
pub fn read(top: &Section<'_>, has_facilitators: bool, issues: &mut Issues) -> Vec<AgendaBlock> {
    let sections = top.entry("agenda").map(|entry| entry.sections(issues));
    let sections = sections.unwrap_or_default();
    let mut ids = FxHashSet::default();
    sections
        .iter()
        .filter_map(|section| block(section, has_facilitators, &mut ids, issues))
        .collect()
}

fn block(
    section: &Section<'_>,
    has_facilitators: bool,
    ids: &mut FxHashSet<String>,
    issues: &mut Issues,
) -> Option<AgendaBlock> {
    let title = section
        .required("title", issues)
        .and_then(|entry| entry.string(issues));
    let date = section
        .required("date", issues)
        .and_then(|entry| entry.date(issues));
    let times = start_and_end(section, issues);
    let who = section.entry("who").and_then(|entry| entry.string(issues));
    let facilitation = facilitation(section, has_facilitators, ids, issues);
    section.finish(issues);
    let (start, end) = times?;
    Some(AgendaBlock {
        title: title?,
        date: date?,
        start,
        end,
        who: who.unwrap_or_default(),
        facilitation: facilitation?,
    })
}

/// `facilitators`, with the `id` that it needs and `teams_per_facilitator`. `None`: it is not as it should be.
fn facilitation(
    section: &Section<'_>,
    has_facilitators: bool,
    ids: &mut FxHashSet<String>,
    issues: &mut Issues,
) -> Option<Option<Facilitation>> {
    let wanted = section.entry("facilitators");
    let place = wanted.as_ref().map(|entry| entry.place());
    let wanted = wanted.map_or(Some(false), |entry| entry.boolean(issues));
    let id = match wanted {
        Some(true) => section.required("id", issues),
        _ => section.entry("id"),
    };
    let each = section.entry("teams_per_facilitator");
    if let Some(entry) = each.as_ref().filter(|_| wanted == Some(false)) {
        issues.push(problem::agenda::needless_number(entry.place()));
    }
    let each = each.map_or(Some(1), |entry| entry.whole(1, u32::MAX, issues));
    if let Some(place) = place.filter(|_| wanted == Some(true) && !has_facilitators) {
        issues.push(problem::agenda::no_facilitators(place));
    }
    let id = id.and_then(|entry| Some((entry.string(issues)?, entry.place())));
    if let Some((id, place)) = &id
        && !ids.insert(text::fold(id))
    {
        issues.push(problem::agenda::block_twice(place.clone(), id));
    }
    if !wanted? {
        return Some(None);
    }
    Some(Some(Facilitation {
        id: id?.0,
        teams_each: each?,
    }))
}
