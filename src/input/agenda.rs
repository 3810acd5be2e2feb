//! `[[agenda]]`: fixed blocks of the programme.

use super::document::Section;
use super::issues::Issues;
use super::sessions::start_and_end;
use crate::model::AgendaBlock;

/// Reads all blocks.
pub fn read(top: &Section<'_>, issues: &mut Issues) -> Vec<AgendaBlock> {
    let sections = top.entry("agenda").map(|entry| entry.sections(issues));
    let sections = sections.unwrap_or_default();
    sections
        .iter()
        .filter_map(|section| block(section, issues))
        .collect()
}

fn block(section: &Section<'_>, issues: &mut Issues) -> Option<AgendaBlock> {
    let title = section
        .required("title", issues)
        .and_then(|entry| entry.string(issues));
    let date = section
        .required("date", issues)
        .and_then(|entry| entry.date(issues));
    let times = start_and_end(section, issues);
    let who = section.entry("who").and_then(|entry| entry.string(issues));
    section.finish(issues);
    let (start, end) = times?;
    Some(AgendaBlock {
        title: title?,
        date: date?,
        start,
        end,
        who: who.unwrap_or_default(),
    })
}
