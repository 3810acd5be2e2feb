//! A session's timetable in a result, measured again by the plain formulas of SPEC §3.

use crate::model::{
    Grouping, Level, RuleCost, Session, SessionFinding, SessionOutcome, Status, Workshop,
};
use crate::timetable::{Difference, Placed, from_outcome, items, measure};

/// What a result's session turned out to be.
#[derive(Clone, Debug)]
pub struct SessionCheck<'w> {
    /// The timetable, for the sessions after it; `None` where it does not fit the session.
    pub placed: Option<Placed<'w>>,
    /// What it costs by our own measure.
    pub rules: Vec<RuleCost>,
    /// Where rules are violated.
    pub findings: Vec<SessionFinding>,
    /// Where the result tells something else.
    pub differences: Vec<Difference>,
}

/// Measures the timetable of a result and compares what the result tells of it.
pub fn check_session<'w>(
    workshop: &'w Workshop,
    grouping: &Grouping,
    session: &'w Session,
    earlier: &[Placed<'w>],
    told: &SessionOutcome,
) -> SessionCheck<'w> {
    let timetable = match from_outcome(workshop, grouping, session, told) {
        Ok(timetable) => timetable,
        Err(differences) => {
            return SessionCheck {
                placed: None,
                rules: Vec::new(),
                findings: Vec::new(),
                differences,
            };
        }
    };
    let items = items(workshop, session, grouping);
    let measured = measure(workshop, grouping, session, earlier, &items, &timetable);
    let mut comparison = Comparison {
        session: &session.id,
        differences: Vec::new(),
    };
    comparison.levels(&told.levels, &measured.levels);
    comparison.rules(&told.rules, &measured.rules);
    comparison.status(told, measured.levels[0].1);
    SessionCheck {
        placed: Some(Placed {
            session,
            items,
            timetable,
        }),
        rules: measured.rules,
        findings: measured.findings,
        differences: comparison.differences,
    }
}

struct Comparison<'a> {
    session: &'a str,
    differences: Vec<Difference>,
}

impl Comparison<'_> {
    fn differ(&mut self, japanese: String, english: String) {
        let session = self.session;
        self.differences.push(Difference {
            japanese: format!("セッション「{session}」：{japanese}"),
            english: format!("Session \"{session}\": {english}"),
        });
    }

    fn levels(&mut self, told: &[Level], measured: &[(u32, f64)]) {
        let priorities = |told: &[Level]| told.iter().map(|l| l.priority).collect::<Vec<_>>();
        if priorities(told) != measured.iter().map(|m| m.0).collect::<Vec<_>>() {
            self.differ(
                "優先度の一覧が、入力のルールと合っていません。".to_owned(),
                "The levels are not those of the rules in the input.".to_owned(),
            );
            return;
        }
        for (level, (priority, cost)) in told.iter().zip(measured) {
            if !is_same(level.cost, *cost) {
                let stated = level.cost;
                self.differ(
                    format!("優先度 {priority} のコストは {stated} と書かれていますが、計算し直すと {cost} です。"),
                    format!("Priority {priority} is said to cost {stated}; measured again, it costs {cost}."),
                );
            }
            if let Some(bound) = level.bound
                && bound > cost + tolerance(*cost)
            {
                self.differ(
                    format!(
                        "優先度 {priority} の下限 {bound} が、実際のコスト {cost} を超えています。"
                    ),
                    format!("The bound {bound} of priority {priority} is above the cost {cost}."),
                );
            }
        }
    }

    fn rules(&mut self, told: &[RuleCost], measured: &[RuleCost]) {
        for rule in measured {
            let id = &rule.id;
            match told.iter().find(|other| other.id == *id) {
                None => self.differ(
                    format!("ルール「{id}」が結果にありません。"),
                    format!("The rule \"{id}\" is missing from the result."),
                ),
                Some(other)
                    if !is_same(other.cost, rule.cost)
                        || !is_same(other.violation, rule.violation) =>
                {
                    let (stated, violation) = (other.violation, rule.violation);
                    self.differ(
                        format!("ルール「{id}」の違反は {stated} と書かれていますが、計算し直すと {violation} です。"),
                        format!("The rule \"{id}\" is said to be violated by {stated}; measured again, by {violation}."),
                    );
                }
                Some(_) => {}
            }
        }
        for rule in told {
            if rule.violation != 0.0 && measured.iter().all(|other| other.id != rule.id) {
                let id = &rule.id;
                self.differ(
                    format!("結果にあるルール「{id}」は入力にないか、破られていません。"),
                    format!(
                        "The rule \"{id}\" of the result is not in the input, or is not broken."
                    ),
                );
            }
        }
    }

    fn status(&mut self, told: &SessionOutcome, hard: f64) {
        let breaks = hard > Level::TOLERANCE;
        let fits = match told.status {
            Status::Infeasible => breaks,
            Status::Feasible => !breaks,
            Status::Optimal => !breaks && told.levels.iter().all(Level::is_proven),
        };
        if !fits {
            self.differ(
                "状態（status）が、コストと下限の値に合っていません。".to_owned(),
                "The status does not fit the costs and bounds.".to_owned(),
            );
        }
    }
}

fn tolerance(cost: f64) -> f64 {
    Level::TOLERANCE * cost.abs().max(1.0)
}

fn is_same(told: f64, measured: f64) -> bool {
    (told - measured).abs() <= tolerance(measured)
}
