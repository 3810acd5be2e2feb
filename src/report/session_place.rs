//! Where a hard rule of a session is broken, in words.

use super::broken::{joined, names};
use super::lookup::Lookup;
use super::words::{self, quote};
use crate::model::{SessionFinding, SessionViolation};

/// The most names in a sentence.
const LISTED: usize = 6;

/// Where a rule of a session is violated.
pub fn place(lookup: &Lookup, finding: &SessionFinding, violation: &SessionViolation) -> String {
    let sessions = &lookup.workshop.sessions;
    let session = sessions.iter().find(|s| s.id == finding.session);
    let items: Vec<String> = violation
        .items
        .iter()
        .map(|item| quote(lookup.language, &lookup.item_title(session, item)))
        .collect();
    let items = list_of_quotes(lookup, &items);
    let is_about_people = !violation.people.is_empty();
    match (finding.kind, violation.items.as_slice()) {
        ("placed", [_]) => lookup.language.pick(
            format!("{items}の枠がありません。"),
            format!("{items} has no slot."),
        ),
        ("panel", [_]) if !violation.judges.is_empty() => wrong_judge(lookup, &items, violation),
        ("panel", [item]) => wrong_panel(lookup, finding, item, &items),
        ("seated", [_, ..]) => leaves_room(lookup, &items, violation),
        ("anchors", _) => too_few_anchors(lookup, finding, violation),
        ("presence", [item]) if is_about_people => away(lookup, finding, item, violation),
        ("presence", _) if is_about_people => in_two_places(lookup, &items, violation),
        _ => {
            let people = names(lookup, &violation.people);
            joined(
                lookup,
                [items, people, judges(lookup, violation)],
                violation.amount,
            )
        }
    }
}

fn judges(lookup: &Lookup, violation: &SessionViolation) -> String {
    let judges: Vec<&str> = violation
        .judges
        .iter()
        .map(|j| lookup.workshop.judge(*j).name.as_str())
        .collect();
    words::names(lookup.language, &judges, LISTED)
}

fn wrong_judge(lookup: &Lookup, item: &str, violation: &SessionViolation) -> String {
    let judges = judges(lookup, violation);
    lookup.language.pick(
        format!(
            "{judges}さんは{item}を審査できません（利害関係、不在、同じ時間の別の審査、または担当数の超過）。"
        ),
        format!(
            "{judges} cannot judge {item} (a conflict, absence, another talk at that time, or too many items)."
        ),
    )
}

fn leaves_room(lookup: &Lookup, items: &str, violation: &SessionViolation) -> String {
    let judges = judges(lookup, violation);
    lookup.language.pick(
        format!(
            "{judges}さんは{items}を続けて審査できません（休憩までに会場を移るか、同席できない発表があります）。"
        ),
        format!(
            "{judges} cannot judge {items} between two breaks (another room, or something in it that the judge must not hear)."
        ),
    )
}

fn too_few_anchors(
    lookup: &Lookup,
    finding: &SessionFinding,
    violation: &SessionViolation,
) -> String {
    let sessions = &lookup.workshop.sessions;
    let session = sessions.iter().find(|s| s.id == finding.session);
    let wanted = session.and_then(|s| s.judges).map_or(0, |p| p.anchors);
    let there = violation.judges.len();
    lookup.language.pick(
        format!("すべての会場で採点する審査員は{there}人です（必要なのは{wanted}人）。"),
        format!("{there} of the judges score in every room; {wanted} should."),
    )
}

/// Too few judges, or too many.
fn wrong_panel(lookup: &Lookup, finding: &SessionFinding, item: &str, title: &str) -> String {
    let language = lookup.language;
    let sessions = &lookup.workshop.sessions;
    let session = sessions.iter().find(|s| s.id == finding.session);
    let needed = session.and_then(|s| s.judges).map_or(0, |p| p.per_item);
    let results = &lookup.plan.outcome.sessions;
    let slots = results
        .iter()
        .filter(|result| result.id == finding.session)
        .flat_map(|result| &result.slots);
    let judging = slots.filter(|slot| slot.item == item);
    let there: usize = judging.map(|slot| slot.judges.len()).sum();
    let noun = if there == 1 { "judge" } else { "judges" };
    language.pick(
        format!("{title}の審査員は{there}人です（必要なのは{needed}人）。"),
        format!("{title} has {there} {noun}; it needs {needed}."),
    )
}

/// An item without a slot is missed by all who must be there.
fn away(
    lookup: &Lookup,
    finding: &SessionFinding,
    item: &str,
    violation: &SessionViolation,
) -> String {
    let language = lookup.language;
    let sessions = &lookup.workshop.sessions;
    let session = sessions.iter().find(|s| s.id == finding.session);
    let title = quote(language, &lookup.item_title(session, item));
    let names = names(lookup, &violation.people);
    let mut results = lookup.plan.outcome.sessions.iter();
    let result = results.find(|result| result.id == finding.session);
    let is_unplaced = result.is_some_and(|r| r.unplaced.iter().any(|other| other == item));
    if is_unplaced {
        language.pick(
            format!("{title}に枠がないため、発表できない人：{names}。"),
            format!("Cannot present {title}, as it has no slot: {names}."),
        )
    } else {
        language.pick(
            format!("{title}の時間に来られない人：{names}。"),
            format!("Cannot be there for {title}: {names}."),
        )
    }
}

fn in_two_places(lookup: &Lookup, items: &str, violation: &SessionViolation) -> String {
    let names = names(lookup, &violation.people);
    lookup.language.pick(
        format!("{names}さんは、同じ時間に{items}の両方に必要です。"),
        format!("{names} would have to be at {items} at the same time."),
    )
}

fn list_of_quotes(lookup: &Lookup, quotes: &[String]) -> String {
    let rest = quotes.len().saturating_sub(LISTED);
    let shown = &quotes[..quotes.len() - rest];
    let joined = shown.join(lookup.language.pick("", ", "));
    if rest == 0 {
        return joined;
    }
    lookup.language.pick(
        format!("{joined}ほか{rest}件"),
        format!("{joined} and {rest} more"),
    )
}
