//! The lottery of a session in the summary.

use super::{figure, key, more};
use crate::model::SessionOutcome;
use crate::report::lookup::Lookup;
use crate::report::lottery;
use crate::report::page::Page;
use crate::report::table::Table;
use crate::report::text::Align;

/// The most draws shown.
const DRAWS: usize = 60;

/// Writes what was drawn among what.
pub fn write(lookup: &Lookup, page: &mut Page, outcome: &SessionOutcome) {
    let language = lookup.language;
    let sentences = lottery::sentences(lookup, outcome);
    if sentences.is_empty() {
        return;
    }
    page.gap();
    for sentence in &sentences {
        page.sentence(0, "", sentence);
    }
    let Some(held) = outcome.lottery.as_ref().filter(|l| !l.draws.is_empty()) else {
        return;
    };
    let session = lookup.session(outcome);
    let mut table = Table::new(vec![
        figure(language.pick("順", "turn"), Align::Right),
        key(language.pick("発表", "item")),
        key(language.pick("可能", "permissible")),
        key(language.pick("残り", "left")),
        figure(language.pick("結果", "drawn"), Align::Left),
    ]);
    for (turn, draw) in held.draws.iter().take(DRAWS).enumerate() {
        table.push(vec![
            (turn + 1).to_string(),
            lookup.item_title(session, &draw.item),
            lottery::starts(&draw.permissible, &draw.undecided),
            lottery::starts(&draw.left, &draw.unsettled),
            draw.drawn.clone(),
        ]);
    }
    page.table(0, &table);
    more(lookup, page, held.draws.len(), DRAWS, "report.html");
    page.sentence(0, "", &lottery::recipe(lookup, outcome, held));
}
