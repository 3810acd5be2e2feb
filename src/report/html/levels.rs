//! The table of costs, bounds and gaps.

use maud::{Markup, html};

use crate::model::Level;
use crate::report::lookup::Lookup;
use crate::report::words::{self, number};

/// The levels of the teams.
pub fn section(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let levels = &lookup.plan.outcome.levels;
    html! {
        @if !levels.is_empty() {
            section.whole aria-labelledby="levels" {
                h2 id="levels" { (language.pick("コストと証明", "Costs and proofs")) }
                (table(lookup, levels))
                p.fine {
                    (language.pick(
                        "上の段階ほど優先されます。下限は、それより上の段階をこのコストに保つかぎり、どの案も下回れない値です。",
                        "Levels above come first. No plan costs less than the bound while the levels above it keep their cost.",
                    ))
                }
            }
        }
    }
}

/// A table of levels.
pub fn table(lookup: &Lookup, levels: &[Level]) -> Markup {
    let language = lookup.language;
    html! {
        table.levels {
            thead {
                tr {
                    th scope="col" { (language.pick("段階", "Level")) }
                    th.figure scope="col" { (language.pick("コスト", "Cost")) }
                    th.figure scope="col" { (language.pick("下限", "Bound")) }
                    th scope="col" { (language.pick("最善との差", "Gap")) }
                }
            }
            tbody {
                @for level in levels {
                    tr {
                        th scope="row" { (words::level(language, level.priority, level.part)) }
                        td.figure { (number(level.cost)) }
                        td.figure { (level.bound.map_or_else(|| "–".to_owned(), number)) }
                        td { (words::gap(language, level)) }
                    }
                }
            }
        }
    }
}
