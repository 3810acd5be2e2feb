//! What is proved of one part of a plan: that it is the best, how close it is, or which hard rules cannot be kept.

use crate::model::{Language, Level, Status};
use crate::report::words::{level, number, percent_up};

/// What a sentence is about.
pub(super) enum Subject {
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

/// What is proved of the subject, in sentences.
pub(super) fn judged(
    language: Language,
    status: Status,
    levels: &[Level],
    subject: Subject,
) -> Vec<String> {
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
