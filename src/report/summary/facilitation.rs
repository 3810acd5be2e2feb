//! The facilitators in the summary.

use super::{figure, key, more, name};
use crate::report::lookup::Lookup;
use crate::report::page::Page;
use crate::report::table::Table;
use crate::report::text::Align;
use crate::report::{calendar, certificate, facilitation};

/// The most blocks shown.
const BLOCKS: usize = 12;

/// The most teams shown of one block.
const TEAMS: usize = 60;

/// Writes who stands by whom, block by block.
pub fn write(lookup: &Lookup, page: &mut Page) {
    let language = lookup.language;
    let Some(told) = &lookup.plan.outcome.facilitation else {
        return;
    };
    page.section(language.pick("進行役", "Facilitators"));
    for sentence in certificate::of_facilitators(lookup, told) {
        page.sentence(0, "", &sentence);
    }
    for sentence in facilitation::lacking(lookup, told) {
        page.sentence(0, "✗ ", &sentence);
    }
    for block in told.blocks.iter().take(BLOCKS) {
        page.gap();
        let day = calendar::day(language, &block.date);
        let (title, start, end) = (facilitation::title(lookup, block), &block.start, &block.end);
        page.line(0, &format!("{title} {day} {start}-{end}"));
        let mut table = Table::new(vec![
            figure(language.pick("チーム", "team"), Align::Left),
            key(language.pick("題名", "title")),
            name(language.pick("進行役", "facilitator")),
        ]);
        for (number, team) in block.teams.iter().take(TEAMS).enumerate() {
            table.push(vec![
                team.team.clone(),
                lookup.team_title_of(&team.team),
                facilitation::cell(lookup, block, number),
            ]);
        }
        page.table(2, &table);
        more(lookup, page, block.teams.len(), TEAMS, "facilitation.csv");
    }
    more(lookup, page, told.blocks.len(), BLOCKS, "facilitation.csv");
    page.gap();
    for sentence in facilitation::levels(lookup, told) {
        page.sentence(0, "- ", &sentence);
    }
}
