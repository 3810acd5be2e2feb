//! How good a plan is known to be, in a few sentences.

mod judged;

use super::lookup::Lookup;
use super::words::quote;
use crate::model::{FacilitationOutcome, SessionOutcome, Status};
use judged::{Subject, judged};

/// How a certificate looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grade {
    /// Proved best.
    Proved,
    /// Every hard rule is kept.
    Kept,
    /// A hard rule is broken.
    Broken,
}

/// How good a plan is known to be.
pub struct Certificate {
    /// How it looks.
    pub grade: Grade,
    /// The sentence that a coordinator reads first.
    pub headline: String,
    /// What else is to be said.
    pub details: Vec<String>,
}

/// The certificate of the teams and, where there are any, of the timetables.
pub fn certificate(lookup: &Lookup) -> Certificate {
    let language = lookup.language;
    let outcome = lookup.plan.outcome;
    let sessions = &outcome.sessions;
    let facilitators = outcome.facilitation.as_ref();
    let statuses: Vec<Status> = sessions
        .iter()
        .map(|session| session.status)
        .chain(facilitators.map(|told| told.status))
        .collect();
    let all_optimal = statuses.iter().all(|status| *status == Status::Optimal);
    if outcome.status == Status::Optimal && all_optimal {
        let given_teams = language.pick(
            "時間割は、決まったチームのもとで最善です（前のセッションから順に決めています）。",
            "Each timetable is the best for these teams and the sessions before it.",
        );
        return Certificate {
            grade: Grade::Proved,
            headline: language
                .pick(
                    "この案は最善であることが証明されています。",
                    "This plan is the best possible: proved.",
                )
                .to_owned(),
            details: (!sessions.is_empty())
                .then(|| given_teams.to_owned())
                .into_iter()
                .chain(outcome.replan.as_ref().map(|_| {
                    language
                        .pick(
                            "公表した案から変わる人の少なさを、どの希望よりも優先しています。",
                            "That few people are affected by the change counts before every wish.",
                        )
                        .to_owned()
                }))
                .collect(),
        };
    }
    let mut sentences = judged(
        language,
        outcome.status,
        &outcome.levels,
        Subject::Teams(!sessions.is_empty()),
    );
    for session in sessions {
        sentences.extend(of_session(lookup, session));
    }
    if let Some(told) = facilitators {
        sentences.extend(of_facilitators(lookup, told));
    }
    let is_broken = outcome.status == Status::Infeasible || statuses.contains(&Status::Infeasible);
    // A timetable that breaks a hard rule is said before teams that break none.
    if is_broken && outcome.status != Status::Infeasible {
        let timetables = sessions.iter().any(|s| s.status == Status::Infeasible);
        let headline = match timetables {
            true => language.pick(
                "チームは必須ルールを守っていますが、時間割に守れない必須ルールがあります。",
                "The teams keep every hard rule, but a timetable breaks one.",
            ),
            false => language.pick(
                "チームと時間割は必須ルールを守っていますが、進行役のいないチームがあります。",
                "Teams and timetables keep every hard rule, but some team has no facilitator.",
            ),
        };
        sentences.insert(0, headline.to_owned());
    }
    let mut sentences = sentences.into_iter();
    Certificate {
        grade: if is_broken {
            Grade::Broken
        } else {
            Grade::Kept
        },
        headline: sentences.next().unwrap_or_default(),
        details: sentences.collect(),
    }
}

/// The certificate of one timetable.
pub fn of_session(lookup: &Lookup, session: &SessionOutcome) -> Vec<String> {
    let title = quote(lookup.language, lookup.session_title(&session.id));
    judged(
        lookup.language,
        session.status,
        &session.levels,
        Subject::Session(title),
    )
}

/// The certificate of the facilitators.
pub fn of_facilitators(lookup: &Lookup, told: &FacilitationOutcome) -> Vec<String> {
    let subject = Subject::Facilitators;
    judged(lookup.language, told.status, &told.levels, subject)
}
