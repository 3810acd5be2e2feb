//! How many people got which choice.

use super::lookup::Lookup;
use super::words::{self, Got};

/// Ranks up to here are shown even where nobody got them, as far as somebody listed so many.
const SHOWN_WHEN_EMPTY: u32 = 5;

/// One bar of the histogram.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Which wish.
    pub got: Got,
    /// The wish in words.
    pub label: String,
    /// How many people.
    pub count: u32,
    /// Their share of all whom a rank applies to; `None` of those whom none does.
    pub share: Option<f64>,
}

/// The bars: ranks, unlisted, and those without a rank; empty where no rank applies to anybody.
pub fn bars(lookup: &Lookup) -> Vec<Bar> {
    let profile = &lookup.plan.outcome.rank_profile;
    let language = lookup.language;
    let count = |key: &str| profile.get(key).copied().unwrap_or(0);
    let ranked: u32 = profile
        .iter()
        .filter(|(key, _)| *key != "none")
        .map(|(_, count)| count)
        .sum();
    if ranked == 0 {
        return Vec::new();
    }
    let participants = &lookup.workshop.participants;
    let longest = participants.iter().map(|p| p.preference.len()).max();
    let shown = (longest.unwrap_or(0) as u32).min(SHOWN_WHEN_EMPTY);
    let mut ranks: Vec<u32> = profile
        .iter()
        .filter(|(_, count)| **count > 0)
        .filter_map(|(key, _)| key.parse().ok())
        .chain(1..=shown)
        .collect();
    ranks.sort_unstable();
    ranks.dedup();
    let bar = |got, label, count: u32| Bar {
        got,
        label,
        count,
        share: Some(f64::from(count) / f64::from(ranked)),
    };
    let mut bars: Vec<Bar> = ranks
        .into_iter()
        .map(|rank| {
            bar(
                Got::Rank(rank),
                words::choice(language, rank),
                count(&rank.to_string()),
            )
        })
        .collect();
    bars.push(bar(
        Got::Unlisted,
        words::got(language, Got::Unlisted),
        count("unlisted"),
    ));
    if count("none") > 0 {
        bars.push(Bar {
            got: Got::NothingListed,
            label: language.pick("対象外", "no rank").to_owned(),
            count: count("none"),
            share: None,
        });
    }
    bars
}

/// What "no rank" and the shares mean.
pub fn note(lookup: &Lookup) -> &'static str {
    lookup.language.pick(
        "割合は、希望を書いた人に対するものです（自分のテーマに入った提示者は「対象外」です）。",
        "Shares are of those who listed wishes; owners in their own theme count as “no rank”.",
    )
}
