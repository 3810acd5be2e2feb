//! Compares the timetables of a result with what the formulas of SPEC §3 say of them.

use super::lottery;
use super::outcome::{Difference, compare_levels, compare_rules, compare_status};
use crate::model::{Grouping, JudgeId, SessionFinding, SessionOutcome, Text, Timetable, Workshop};
use crate::timetable::{self, Item, Placed, TalkTies};

/// What was found of the sessions.
pub struct CheckedSessions<'w> {
    /// Where their rules are violated.
    pub findings: Vec<SessionFinding>,
    /// The timetables; `None` where one cannot be read.
    pub placed: Option<Vec<Placed<'w>>>,
}

/// Adds every difference to `wrong`.
pub fn check<'w>(
    workshop: &'w Workshop,
    grouping: &Grouping,
    written: &[SessionOutcome],
    wrong: &mut Vec<Difference>,
) -> CheckedSessions<'w> {
    let expected: Vec<&str> = workshop.sessions.iter().map(|s| s.id.as_str()).collect();
    let found: Vec<&str> = written.iter().map(|s| s.id.as_str()).collect();
    if expected != found {
        wrong.push(Text::new(
            format!("セッションは {expected:?} の順のはずですが、{found:?} です。"),
            format!("The sessions should be {expected:?} in this order, not {found:?}."),
        ));
        return CheckedSessions {
            findings: Vec::new(),
            placed: None,
        };
    }
    let mut earlier: Vec<Placed> = Vec::new();
    let mut findings = Vec::new();
    for (session, outcome) in workshop.sessions.iter().zip(written) {
        let items = timetable::items(workshop, session, grouping);
        let timetable = match timetable::from_outcome(workshop, grouping, session, outcome) {
            Ok(timetable) => timetable,
            Err(unreadable) => {
                // A later session may look back at this one, so nothing more can be said.
                wrong.extend(unreadable);
                return CheckedSessions {
                    findings,
                    placed: None,
                };
            }
        };
        let measured =
            timetable::measure(workshop, grouping, session, &earlier, &items, &timetable);
        let whose = format!("{}: ", session.id);
        let levels: Vec<(u32, Option<u32>, f64)> = measured
            .levels
            .iter()
            .zip(&measured.parts)
            .map(|((priority, cost), part)| (*priority, *part, *cost))
            .collect();
        compare_levels(&whose, &levels, &outcome.levels, wrong);
        compare_rules(&whose, &measured.rules, &outcome.rules, wrong);
        compare_status(&whose, outcome.status, &outcome.levels, wrong);
        let ties = timetable::talk_ties(workshop, grouping, session, &earlier, &items, &timetable);
        compare_ties(workshop, outcome, &items, &timetable, &ties, wrong);
        lottery::check(
            workshop, grouping, session, &earlier, &items, outcome, wrong,
        );
        findings.extend(measured.findings);
        earlier.push(Placed {
            session,
            items,
            timetable,
        });
    }
    CheckedSessions {
        findings,
        placed: Some(earlier),
    }
}

/// Who sits by and who declares a tie, as the programme tells it.
fn compare_ties(
    workshop: &Workshop,
    outcome: &SessionOutcome,
    items: &[Item],
    timetable: &Timetable,
    ties: &[TalkTies],
    wrong: &mut Vec<Difference>,
) {
    let ids = |judges: &[JudgeId]| -> Vec<String> {
        let judges = judges.iter();
        judges.map(|j| workshop.judge(*j).id.clone()).collect()
    };
    for (talk, ties) in timetable.talks.iter().zip(ties) {
        let item = &items[talk.item].key;
        let mut slots = outcome.slots.iter();
        let Some(slot) = slots.find(|slot| slot.item == *item) else {
            continue;
        };
        let expected = (ids(&ties.recused), ids(&ties.declared));
        if (&slot.recused, &slot.declared) != (&expected.0, &expected.1) {
            let session = &outcome.id;
            wrong.push(Text::new(
                format!(
                    "{session}: 「{item}」の recused は {:?}、declared は {:?} のはずです。",
                    expected.0, expected.1
                ),
                format!(
                    "{session}: “{item}” should have recused {:?} and declared {:?}.",
                    expected.0, expected.1
                ),
            ));
        }
    }
}
