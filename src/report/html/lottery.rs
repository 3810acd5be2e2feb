//! The record of a session's lottery.

use maud::{Markup, html};

use crate::model::{LotteryOutcome, SessionOutcome};
use crate::report::lookup::Lookup;
use crate::report::lottery;

/// What was drawn among what, where anything was.
pub fn section(lookup: &Lookup, outcome: &SessionOutcome) -> Markup {
    let language = lookup.language;
    let sentences = lottery::sentences(lookup, outcome);
    html! {
        @if !sentences.is_empty() {
            h4 { (language.pick("抽選", "Lottery")) }
            @for sentence in &sentences { p { (sentence) } }
            @if let Some(lottery) = outcome.lottery.as_ref().filter(|l| !l.draws.is_empty()) {
                (table(lookup, outcome, lottery))
                p.fine { (lottery::recipe(lookup, outcome, lottery)) }
            }
        }
    }
}

fn table(lookup: &Lookup, outcome: &SessionOutcome, lottery: &LotteryOutcome) -> Markup {
    let language = lookup.language;
    let session = lookup.session(outcome);
    html! {
        div.scroll tabindex="0" role="region" aria-label=(language.pick("抽選の記録", "Record of the lottery")) {
            table.lottery {
                thead {
                    tr {
                        th.figure scope="col" { (language.pick("順", "Turn")) }
                        th scope="col" { (language.pick("発表", "Item")) }
                        th scope="col" { (language.pick("可能な開始時刻", "Permissible starts")) }
                        th scope="col" { (language.pick("自分の番に残っていた開始時刻", "Left at its turn")) }
                        th scope="col" { (language.pick("くじ", "Lot")) }
                        th scope="col" { (language.pick("結果", "Drawn")) }
                    }
                }
                tbody {
                    @for (turn, draw) in lottery.draws.iter().enumerate() {
                        tr {
                            td.figure { (turn + 1) }
                            th scope="row" {
                                (lookup.item_title(session, &draw.item)) " " code { (draw.item) }
                                p.fine { code { (draw.ticket) } }
                            }
                            td { (lottery::starts(&draw.permissible, &draw.undecided)) }
                            td { (lottery::starts(&draw.left, &draw.unsettled)) }
                            td { code { (draw.lot) } }
                            td { strong { (draw.drawn) } }
                        }
                    }
                }
            }
        }
    }
}
