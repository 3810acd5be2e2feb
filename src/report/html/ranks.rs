//! The histogram of choices: a table whose bars are drawn with its own figures.

use maud::{Markup, html};

use crate::report::bars;
use crate::report::lookup::Lookup;
use crate::report::words::{self, Got};

/// The histogram, where ranks apply to somebody.
pub fn section(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let bars = bars::bars(lookup);
    html! {
        @if !bars.is_empty() {
            section.whole aria-labelledby="choices" {
                h2 id="choices" { (language.pick("かなった希望", "Choices that came true")) }
                table.ranks {
                    thead {
                        tr {
                            th scope="col" { (language.pick("希望", "Choice")) }
                            th scope="col" { (language.pick("人数", "People")) }
                            th scope="col" { (language.pick("割合", "Share")) }
                            td.wide {}
                        }
                    }
                    tbody {
                        @for bar in &bars {
                            @let percent = bar.share.map(|share| words::percent(language, share));
                            tr {
                                th scope="row" { (bar.label) }
                                td.figure { (bar.count) }
                                td.figure { (percent.unwrap_or_default()) }
                                td.wide {
                                    @if let Some(share) = bar.share {
                                        div.bar.(class(bar.got))
                                            style={ "width:" (format!("{:.1}", share * 100.0)) "%" } {}
                                    }
                                }
                            }
                        }
                    }
                }
                @if bars.iter().any(|bar| bar.share.is_none()) {
                    p.fine { (bars::note(lookup)) }
                }
            }
        }
    }
}

fn class(got: Got) -> &'static str {
    match got {
        Got::Rank(1) => "first",
        Got::Rank(2) => "second",
        Got::Rank(_) => "later",
        Got::Unlisted => "unlisted",
        Got::Owner | Got::NothingListed => "owner",
    }
}
