//! The statement of positions: who presents how early, over all sessions.

use maud::{Markup, html};

use crate::report::lookup::Lookup;
use crate::report::positions::{self, Standing, Whose};
use crate::report::words;

/// The statement, where anything is presented.
pub fn section(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let standings = positions::statement(lookup);
    html! {
        @if !standings.is_empty() {
            section.whole aria-labelledby="positions" {
                h2 id="positions" { (language.pick("発表順の一覧", "Statement of positions")) }
                p.fine {
                    (language.pick(
                        "順番は開始時刻の順、同じ時刻では会場の順です。平均位置は（順番 − ½）÷ 発表数の平均で、0%に近いほど早く、50%が真ん中です。",
                        "Places count by start, then in the order of the rooms. The mean position is the mean of (place − ½) / talks: near 0 % is early, 50 % the middle.",
                    ))
                }
                (table(lookup, &standings, Whose::Theme, language.pick("テーマ", "Theme")))
                (table(lookup, &standings, Whose::Organization, language.pick("所属", "Organization")))
            }
        }
    }
}

fn table(lookup: &Lookup, standings: &[Standing], whose: Whose, title: &str) -> Markup {
    let language = lookup.language;
    let rows: Vec<&Standing> = standings.iter().filter(|s| s.whose == whose).collect();
    let sessions = &lookup.plan.outcome.sessions;
    html! {
        @if !rows.is_empty() {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.positions {
                    thead {
                        tr {
                            th scope="col" { (title) }
                            @for session in sessions {
                                th scope="col" { (lookup.session_title(&session.id)) }
                            }
                            th.figure scope="col" { (language.pick("平均位置", "Mean position")) }
                        }
                    }
                    tbody {
                        @for standing in rows {
                            tr {
                                th scope="row" { (standing.name) }
                                @for number in 0..sessions.len() { td { (places(standing, number)) } }
                                td.figure { (words::percent(language, standing.mean())) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// `2/6 13:26`, one after the other.
fn places(standing: &Standing, session: usize) -> String {
    let here = standing.positions.iter().filter(|p| p.session == session);
    let places = here.map(|p| format!("{}/{} {}", p.place, p.of, p.start));
    places.collect::<Vec<_>>().join(", ")
}
