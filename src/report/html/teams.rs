//! The cards of the teams.

use maud::{Markup, html};

use crate::report::lookup::Lookup;
use crate::report::sheet::{self, Person, Share, Sheet};
use crate::report::words::{self, Got};

/// All teams.
pub fn section(lookup: &Lookup) -> Markup {
    let language = lookup.language;
    html! {
        section aria-labelledby="teams" {
            h2 id="teams" { (language.pick("チーム", "Teams")) }
            div.teams {
                @for sheet in sheet::sheets(lookup) { (card(lookup, &sheet)) }
            }
        }
    }
}

fn card(lookup: &Lookup, sheet: &Sheet) -> Markup {
    let language = lookup.language;
    html! {
        article.team {
            div.team-head {
                h3 { (sheet.title) }
                p.heads { (words::people(language, sheet.people.len())) }
            }
            @if !sheet.theme.is_empty() { p.fine { code { (sheet.id) } } }
            (composition(lookup, sheet))
            ul.people {
                @for person in &sheet.people { (member(lookup, person)) }
            }
        }
    }
}

/// Sectors as a bar with figures; industries and roles in words.
fn composition(lookup: &Lookup, sheet: &Sheet) -> Markup {
    let language = lookup.language;
    let rows = [
        (language.pick("業種", "Industries"), &sheet.industries),
        (language.pick("役職", "Roles"), &sheet.roles),
    ];
    html! {
        @if !sheet.sectors.is_empty() {
            div.mix aria-hidden="true" {
                @for share in &sheet.sectors {
                    span.{ "shade" (share.shade) } style={ "flex-grow:" (share.count) } {}
                }
            }
            p.legend {
                @for share in &sheet.sectors {
                    span { (dot(Some(share.shade))) (share.label) " " (share.count) }
                }
            }
        }
        @for (label, shares) in rows {
            @if !shares.is_empty() {
                p.fine { span.label { (label) } " " (counted(lookup, shares)) }
            }
        }
    }
}

fn counted(lookup: &Lookup, shares: &[Share]) -> String {
    let entries: Vec<String> = shares
        .iter()
        .map(|share| match share.count {
            1 => share.label.to_owned(),
            count => format!("{} ×{count}", share.label),
        })
        .collect();
    entries.join(lookup.language.pick("、", ", "))
}

fn member(lookup: &Lookup, person: &Person) -> Markup {
    let details = [
        &person.sector,
        &person.organization,
        &person.industry,
        &person.role,
    ];
    let filled = details.iter().filter(|text| !text.is_empty());
    html! {
        li {
            div.who {
                span.name { (dot(person.shade)) (person.name) }
                (badge(lookup, person.got))
            }
            @let details: Vec<&str> = filled.map(|text| text.as_str()).collect();
            @if !details.is_empty() { p.fine { (details.join(" · ")) } }
        }
    }
}

/// The colour of a sector; its name always stands beside in words.
fn dot(shade: Option<usize>) -> Markup {
    html! {
        @if let Some(shade) = shade { span.dot.{ "shade" (shade) } aria-hidden="true" {} }
    }
}

/// The choice that somebody got.
fn badge(lookup: &Lookup, got: Got) -> Markup {
    let class = match got {
        Got::Rank(1) => "first",
        Got::Rank(2) => "second",
        Got::Rank(_) => "later",
        Got::Unlisted => "unlisted",
        Got::Owner => "owner",
        Got::NothingListed => return html! {},
    };
    html! { span.badge.(class) { (words::got(lookup.language, got)) } }
}
