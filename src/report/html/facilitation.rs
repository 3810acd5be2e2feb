//! Who stands by which team, block by block.

use maud::{Markup, html};

use crate::model::FacilitationOutcome;
use crate::report::lookup::Lookup;
use crate::report::{calendar, certificate, facilitation};

/// The facilitators, where any block asks for them.
pub fn section(lookup: &Lookup) -> Markup {
    html! {
        @if let Some(told) = &lookup.plan.outcome.facilitation {
            section.whole aria-labelledby="facilitators" {
                h2 id="facilitators" { (lookup.language.pick("進行役", "Facilitators")) }
                @for sentence in certificate::of_facilitators(lookup, told) { p { (sentence) } }
                @for sentence in facilitation::lacking(lookup, told) { p.unplaced { (sentence) } }
                (table(lookup, told))
                ul {
                    @for sentence in facilitation::levels(lookup, told) { li { (sentence) } }
                }
            }
        }
    }
}

fn table(lookup: &Lookup, told: &FacilitationOutcome) -> Markup {
    let language = lookup.language;
    let teams = told.blocks.first().map_or(&[][..], |block| &block.teams);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(language.pick("進行役の表", "Table of facilitators")) {
            table.facilitators {
                thead {
                    tr {
                        th scope="col" { (language.pick("チーム", "Team")) }
                        @for block in &told.blocks {
                            th scope="col" {
                                (facilitation::title(lookup, block))
                                p.fine { (calendar::day(language, &block.date)) " " (block.start) "–" (block.end) }
                            }
                        }
                    }
                }
                tbody {
                    @for (number, team) in teams.iter().enumerate() {
                        tr {
                            th scope="row" { (lookup.team_title_of(&team.team)) }
                            @for block in &told.blocks {
                                td { (facilitation::cell(lookup, block, number)) }
                            }
                        }
                    }
                }
            }
        }
    }
}
