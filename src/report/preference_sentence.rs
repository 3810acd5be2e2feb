//! What the preferences ask, in one plain sentence for each part of their fairness order (SPEC §2).

use super::lookup::Lookup;
use super::words;
use crate::model::Fairness;

/// What the preferences, or a part of them, ask.
pub fn of(lookup: &Lookup, part: Option<u32>) -> String {
    let language = lookup.language;
    let participants = &lookup.workshop.participants;
    let longest = participants.iter().map(|p| p.preference.len()).max();
    let longest = longest.unwrap_or(0) as u32;
    let threshold = match (part, lookup.workshop.preferences.fairness) {
        (Some(part), Fairness::WorstFirst) => Some((longest + 2).saturating_sub(part)),
        (Some(part), Fairness::FirstFirst) => Some(part.saturating_add(1)),
        _ => None,
    };
    match threshold {
        None => language
            .pick(
                "なるべく上位の希望のテーマに入ります。",
                "People get themes that they listed high.",
            )
            .to_owned(),
        Some(rank) if rank > longest => language
            .pick(
                "希望外のテーマになる人を、できるだけ少なくします。",
                "As few people as possible are in a theme that they did not list.",
            )
            .to_owned(),
        Some(rank) => {
            let choice = words::choice(language, rank);
            language.pick(
                format!("{choice}以下になる人を、できるだけ少なくします。"),
                format!("As few people as possible get their {choice} or worse."),
            )
        }
    }
}
