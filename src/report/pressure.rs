//! How tight a session is, and who and what is hard to place in it, in words.

use super::lookup::Lookup;
use super::words::{self, quote};
use crate::model::{Language, SessionOutcome, SessionPressure};

/// The most names in a sentence.
const LISTED: usize = 6;

/// The most times that are told.
const TIMES: usize = 8;

/// What the session needs beside what there is: one sentence, and one for each thing that is tight.
pub fn pressure(language: Language, pressure: &SessionPressure) -> Vec<String> {
    let p = pressure;
    let judged = match p.seats_needed {
        0 => String::new(),
        needed => language.pick(
            format!("、審査員の席 {needed}（出せる席 {}）", p.seats_there),
            format!("; seats of judges {needed} of {}", p.seats_there),
        ),
    };
    let mut sentences = vec![language.pick(
        format!(
            "必要な枠 {}（ある枠 {}）、発表 {}分（ある時間 {}分）{judged}",
            p.talks, p.slots, p.minutes_needed, p.minutes_there
        ),
        format!(
            "slots needed {} of {}; minutes of talks {} of {}{judged}",
            p.talks, p.slots, p.minutes_needed, p.minutes_there
        ),
    )];
    let short = p.tight.iter().filter(|t| t.judges_there < t.seats_needed);
    let short: Vec<String> = short
        .map(|t| format!("{} {}/{}", t.start, t.judges_there, t.seats_needed))
        .collect();
    if !short.is_empty() {
        let list = words::list(language, &short, TIMES);
        sentences.push(language.pick(
            format!("全会場を使うには審査員が足りない時刻（いる人／必要な人）：{list}"),
            format!("times with too few judges to use every room (there / needed): {list}"),
        ));
    }
    sentences
}

/// The people and items of a session that are hard to place.
pub fn tight_people(lookup: &Lookup, outcome: &SessionOutcome) -> Vec<String> {
    let language = lookup.language;
    let session = lookup.session(outcome);
    let Some(pressure) = &outcome.pressure else {
        return Vec::new();
    };
    let title = |item: &String| quote(language, &lookup.item_title(session, item));
    let mut sentences = Vec::new();
    for stuck in pressure.stuck.iter().take(LISTED) {
        let item = title(&stuck.item);
        let names: Vec<&str> = stuck.away.iter().map(|id| lookup.person_name(id)).collect();
        let away = words::names(language, &names, LISTED);
        let judges = stuck.judges;
        sentences.push(if names.is_empty() {
            language.pick(
                format!("{item}を審査できる審査員は、どの時刻にも{judges}人までしかいません。"),
                format!("At no time can more than {judges} judges hear {item}."),
            )
        } else {
            language.pick(
                format!("{item}はどの時刻にも置けません（不在：{away}。審査できる審査員は最大{judges}人）。"),
                format!("{item} fits at no time (away: {away}; at most {judges} judges can hear it)."),
            )
        });
    }
    if !pressure.shared.is_empty() {
        let names = pressure.shared.iter().map(|shared| {
            let items: Vec<String> = shared.items.iter().map(title).collect();
            let items = words::list(language, &items, 3);
            format!("{} ({items})", lookup.person_name(&shared.person))
        });
        let names = words::list(language, &names.collect::<Vec<_>>(), LISTED);
        sentences.push(language.pick(
            format!("同じ時刻に重ねられない人：{names}"),
            format!("In several places, so never at the same time: {names}"),
        ));
    }
    sentences
}
