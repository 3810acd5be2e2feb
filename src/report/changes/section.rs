//! The changes on the organisers' page.

use maud::{Markup, html};

use super::{Lookup, headline, line};

/// The changes from the published plan; nothing where there was none.
pub fn section(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    let Some(replanned) = &lookup.plan.outcome.replan else {
        return html! {};
    };
    html! {
        section aria-labelledby="changes" {
            h2 id="changes" { (language.pick("公表した案からの変更", "Changes from the published plan")) }
            p { (headline(lookup, replanned)) }
            @if !replanned.changes.is_empty() {
                div.scroll tabindex="0" role="region" aria-label=(language.pick("変更の表", "Table of changes")) {
                    table.changes {
                        thead {
                            tr {
                                th scope="col" { (language.pick("変更", "change")) }
                                th scope="col" { (language.pick("セッション", "session")) }
                                th scope="col" { (language.pick("内容", "what")) }
                                th scope="col" { (language.pick("これまで", "was")) }
                                th scope="col" { (language.pick("これから", "is")) }
                                th scope="col" { (language.pick("対象", "who")) }
                            }
                        }
                        tbody {
                            @for change in &replanned.changes {
                                @let line = line(lookup, change);
                                tr {
                                    td { (line.what) }
                                    td {
                                        @if let Some(session) = &change.session {
                                            (lookup.session_title_of(session))
                                        }
                                    }
                                    th scope="row" { (line.title) }
                                    td {
                                        @if line.from == line.to { (line.from) }
                                        @else if !line.from.is_empty() { del { (line.from) } }
                                    }
                                    td { (line.to) }
                                    td { (line.who) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
