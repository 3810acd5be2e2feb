//! Compares the timetables of a result with what the formulas of SPEC §3 say of them.

use super::outcome::{Difference, compare_levels, compare_rules, compare_status};
use crate::model::{Grouping, SessionFinding, SessionOutcome, Text, Workshop};
use crate::timetable::{self, Placed};

/// Adds every difference to `wrong`; returns where the rules of sessions are violated.
pub fn check(
    workshop: &Workshop,
    grouping: &Grouping,
    written: &[SessionOutcome],
    wrong: &mut Vec<Difference>,
) -> Vec<SessionFinding> {
    let expected: Vec<&str> = workshop.sessions.iter().map(|s| s.id.as_str()).collect();
    let found: Vec<&str> = written.iter().map(|s| s.id.as_str()).collect();
    if expected != found {
        wrong.push(Text::new(
            format!("セッションは {expected:?} の順のはずですが、{found:?} です。"),
            format!("The sessions should be {expected:?} in this order, not {found:?}."),
        ));
        return Vec::new();
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
                return findings;
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
        findings.extend(measured.findings);
        earlier.push(Placed {
            session,
            items,
            timetable,
        });
    }
    findings
}
