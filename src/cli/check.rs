//! `kumiwake check`.

use std::path::Path;

use kumiwake::input;
use kumiwake::model::Workshop;
use kumiwake::replan::prepare;
use kumiwake::report::{self, Plan};
use kumiwake::score;
use kumiwake::solve::SolveError;
use kumiwake::timetable;
use kumiwake::verify;

use super::exit::Exit;
use super::solve::{fail, read, read_without, tell_issues, width};
use super::{print, tell};

/// Checks the input alone, or a result against it.
pub fn run(workshop: &Path, result: Option<&Path>) -> Exit {
    let file = workshop;
    let Some(workshop) = read(file) else {
        return Exit::Input;
    };
    match result {
        None => {
            // What `solve` would refuse is an error of the input.
            if let Err(error) = score::compile(&workshop) {
                return fail(&SolveError::Compile(error), workshop.language);
            }
            let sessions = workshop.sessions.iter();
            let pressures: Vec<_> = sessions
                .map(|session| timetable::expected_pressure(&workshop, session))
                .collect();
            print(&report::overview(&workshop, &pressures, width()));
            print(
                workshop
                    .language
                    .pick("入力に誤りはありません。", "The input has no errors."),
            )
        }
        Some(result) => against(file, workshop, result),
    }
}

/// Tells every difference between the result and the formulas, and every hard rule that the plan breaks.
fn against(file: &Path, mut workshop: Workshop, result: &Path) -> Exit {
    let language = workshop.language;
    let outcome = match input::read_outcome(result) {
        Ok(outcome) => outcome,
        Err(issues) => {
            tell_issues(&issues, language);
            return Exit::Input;
        }
    };
    if let Some(replanned) = &outcome.replan {
        // The workshop as it was when the plan was made again.
        let gone = &replanned.inputs.absent;
        if !gone.is_empty() {
            match read_without(file, gone) {
                Some(changed) => workshop = changed,
                None => return Exit::Input,
            }
        }
        workshop = prepare(&workshop, replanned);
    }
    let workshop = &workshop;
    let checked = verify::check(workshop, &outcome);
    for difference in &checked.differences {
        tell(difference.pick(language));
    }
    let plan = Plan {
        workshop,
        outcome: &outcome,
        findings: &checked.findings,
        session_findings: &checked.session_findings,
    };
    let broken = report::broken_only(&plan, width());
    if !broken.trim().is_empty() {
        print(&broken);
    }
    if !checked.differences.is_empty() {
        let count = checked.differences.len();
        tell(&language.pick(
            format!("結果は入力と合いません（{count} 件）。"),
            format!("The result does not fit the input ({count} differences)."),
        ));
        return Exit::Input;
    }
    if !broken.trim().is_empty() {
        print(language.pick(
            "結果の数字は正しいですが、守れていない必須ルールがあります。",
            "Every figure of the result is right, but the plan breaks hard rules.",
        ));
        return Exit::Impossible;
    }
    print(language.pick(
        "結果は正しいです。すべての数字が入力から計算したものと一致し、必須ルールも守られています。",
        "The result is right: every figure is what the input gives, and every hard rule is kept.",
    ))
}
