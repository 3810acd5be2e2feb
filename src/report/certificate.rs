//! How good a plan is known to be, in a few sentences.

use super::lookup::Lookup;
use super::words::{level, number, percent_up, quote};
use crate::model::{FacilitationOutcome, Language, Level, SessionOutcome, Status};

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

/// What a sentence is about.
enum Subject {
    /// The facilitators.
    Facilitators,
    /// The teams; whether there are timetables besides.
    Teams(bool),
    /// The session of this title.
    Session(String),
}

impl Subject {
    fn name(&self, language: Language) -> String {
        match self {
            Subject::Facilitators => language
                .pick("進行役の割り当て", "The assignment of facilitators")
                .to_owned(),
            Subject::Teams(false) => language.pick("この案", "This plan").to_owned(),
            Subject::Teams(true) => language.pick("チーム分け", "The teams").to_owned(),
            Subject::Session(title) => language.pick(
                format!("{title}の時間割"),
                format!("The timetable of {title}"),
            ),
        }
    }
}

fn judged(language: Language, status: Status, levels: &[Level], subject: Subject) -> Vec<String> {
    let name = subject.name(language);
    match status {
        Status::Optimal => vec![best(language, &subject, &name)],
        Status::Feasible => kept(language, levels, &subject, &name),
        Status::Infeasible => broken(language, levels, &subject, &name),
    }
}

fn best(language: Language, subject: &Subject, name: &str) -> String {
    let verb = match subject {
        Subject::Teams(true) => "are",
        _ => "is",
    };
    language.pick(
        format!("{name}は最善であることが証明されています。"),
        format!("{name} {verb} the best possible: proved."),
    )
}

fn kept(language: Language, levels: &[Level], subject: &Subject, name: &str) -> Vec<String> {
    let verb = match subject {
        Subject::Teams(true) => "keep",
        _ => "keeps",
    };
    let keeps = language.pick(
        format!("{name}は、すべての必須ルールを守っています。"),
        format!("{name} {verb} every hard rule."),
    );
    vec![keeps + language.pick("", " ") + &distance(language, levels)]
}

/// How far the first level without a proof is from the best possible.
fn distance(language: Language, levels: &[Level]) -> String {
    let Some(open) = levels.iter().find(|level| !level.is_proven()) else {
        return language
            .pick(
                "どれだけ最善に近いかは、証明されていません。",
                "How close it is to the best possible is not proved.",
            )
            .to_owned();
    };
    let is_only = levels.iter().filter(|level| level.priority > 0).count() == 1;
    let at = level(language, open.priority, open.part);
    let subject = if is_only {
        language.pick("コスト", "The cost").to_owned()
    } else {
        language.pick(format!("{at}のコスト"), format!("The cost at {at}"))
    };
    let cost = number(open.cost);
    match open.bound {
        Some(bound) if bound > Level::TOLERANCE && open.cost <= 2.0 * bound => {
            let share = percent_up(language, (open.cost - bound) / bound);
            language.pick(
                format!("{subject}は、ありうる最善から{share}以内です（証明済み）。"),
                format!("{subject} is within {share} of the best possible, proved."),
            )
        }
        Some(bound) => {
            let bound = number(bound);
            language.pick(
                format!("{subject}は{cost}で、{bound}を下回る案はありません（証明済みの下限）。"),
                format!("{subject} is {cost}; the bound is {bound}: no plan costs less, proved."),
            )
        }
        None => language.pick(
            format!("{subject}は{cost}です。どれだけ最善に近いかは、証明されていません。"),
            format!("{subject} is {cost}; how close it is to the best possible is not proved."),
        ),
    }
}

fn broken(language: Language, levels: &[Level], subject: &Subject, name: &str) -> Vec<String> {
    let hard = levels.iter().find(|level| level.priority == 0);
    let bound = hard.and_then(|level| level.bound).unwrap_or(0.0);
    let cost = number(hard.map_or(0.0, |level| level.cost));
    let verb = match subject {
        Subject::Teams(true) => "break",
        _ => "breaks",
    };
    if bound <= Level::TOLERANCE {
        return vec![language.pick(
            format!("{name}は必須ルールを守れていません（違反 {cost}）。すべてを守る案があるかどうかは、証明されていません。"),
            format!("{name} {verb} hard rules (violation {cost}). Whether all can be kept is not proved."),
        )];
    }
    let impossible = match subject {
        Subject::Session(_) | Subject::Facilitators => language.pick(
            format!("{name}で、すべての必須ルールを守ることはできません（証明済み）。"),
            format!("{name} cannot keep all hard rules: proved."),
        ),
        Subject::Teams(_) => language
            .pick(
                "すべての必須ルールを守る案はありません（証明済み）。",
                "No plan keeps all hard rules: proved.",
            )
            .to_owned(),
    };
    let least = if hard.is_some_and(Level::is_proven) {
        language.pick(
            format!("違反は合計{cost}で、これより少なくはできません。"),
            format!("The violation of {cost} is the least possible."),
        )
    } else {
        let bound = number(bound);
        language.pick(
            format!("違反は合計{cost}で、{bound}を下回る案はありません。"),
            format!("The violation is {cost}; no plan has less than {bound}."),
        )
    };
    vec![impossible, least]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(priority: u32, cost: f64, bound: Option<f64>) -> Level {
        Level {
            priority,
            part: None,
            cost,
            bound,
        }
    }

    #[test]
    fn sentences_say_what_is_proved() {
        let hard = level(0, 0.0, Some(0.0));
        let soft = |cost, bound| vec![hard.clone(), level(1, cost, bound)];
        let cases = [
            (
                Status::Optimal,
                soft(4.0, Some(4.0)),
                "the best possible: proved",
            ),
            (Status::Feasible, soft(100.8, Some(100.0)), "within 0.8 %"),
            (Status::Feasible, soft(100.801, Some(100.0)), "within 0.9 %"),
            (
                Status::Feasible,
                soft(300.0, Some(100.0)),
                "the bound is 100",
            ),
            (Status::Feasible, soft(3.0, Some(0.0)), "the bound is 0"),
            (Status::Feasible, soft(-3.0, Some(-4.0)), "the bound is -4"),
            (Status::Feasible, soft(3.0, None), "is not proved"),
            (Status::Feasible, Vec::new(), "is not proved"),
            (
                Status::Infeasible,
                vec![level(0, 2.0, Some(2.0))],
                "No plan keeps all hard rules: proved. The violation of 2 is the least",
            ),
            (
                Status::Infeasible,
                vec![level(0, 2.0, Some(1.0))],
                "no plan has less than 1",
            ),
            (
                Status::Infeasible,
                vec![level(0, 2.0, None)],
                "Whether all can be kept is not proved",
            ),
        ];
        for (status, levels, expected) in cases {
            let sentences = judged(Language::English, status, &levels, Subject::Teams(false));
            let text = sentences.join(" ");
            assert!(text.contains(expected), "{text} lacks {expected}");
        }
    }

    #[test]
    fn only_the_first_open_level_counts() {
        let levels = [
            level(0, 0.0, Some(0.0)),
            level(1, 5.0, Some(5.0)),
            level(2, 11.0, Some(10.0)),
        ];
        let text = judged(
            Language::Japanese,
            Status::Feasible,
            &levels,
            Subject::Teams(false),
        )
        .concat();
        assert!(
            text.contains("優先度2のコストは、ありうる最善から10%以内です"),
            "{text}"
        );
    }
}
