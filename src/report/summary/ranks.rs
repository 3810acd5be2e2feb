//! The histogram of choices in the summary.

use super::{figure, name};
use crate::report::bars;
use crate::report::lookup::Lookup;
use crate::report::page::Page;
use crate::report::table::Table;
use crate::report::text::Align;
use crate::report::words;

/// The columns of a bar of 100 %.
const FULL: f64 = 30.0;

/// Writes the histogram, where ranks apply to somebody.
pub fn write(lookup: &Lookup, page: &mut Page) {
    let language = lookup.language;
    let bars = bars::bars(lookup);
    if bars.is_empty() {
        return;
    }
    page.section(language.pick("かなった希望", "Choices that came true"));
    let mut table = Table::new(vec![
        name(language.pick("希望", "choice")),
        figure(language.pick("人数", "people"), Align::Right),
        figure(language.pick("割合", "share"), Align::Right),
        name(""),
    ]);
    for bar in &bars {
        let share = bar.share.unwrap_or(0.0);
        let length = (share * FULL).round() as usize;
        let percent = bar.share.map(|share| words::percent(language, share));
        table.push(vec![
            bar.label.clone(),
            bar.count.to_string(),
            percent.unwrap_or_default(),
            "█".repeat(length),
        ]);
    }
    page.table(0, &table);
    if bars.iter().any(|bar| bar.share.is_none()) {
        page.sentence(0, "", bars::note(lookup));
    }
}
