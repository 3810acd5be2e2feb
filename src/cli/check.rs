//! `kumiwake check`: the input alone, a result, or teams that somebody gives.

use std::path::Path;

use kumiwake::control::Cancel;
use kumiwake::input;
use kumiwake::model::Workshop;
use kumiwake::replan::prepare;
use kumiwake::report::{self, Plan};
use kumiwake::score;
use kumiwake::solve::{Options, SolveError, Verdict, schedule};
use kumiwake::timetable;
use kumiwake::verify;

use super::exit::Exit;
use super::solve::{changes, fail, read, read_teams, read_without, tell_issues, width};
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
        Some(given) if is_table(given) => teams(workshop, given),
        Some(result) => against(file, workshop, result),
    }
}

/// Whether a file is a table of teams, by its extension; anything else is read as a result.
fn is_table(file: &Path) -> bool {
    let extension = file.extension().map(|e| e.to_ascii_lowercase());
    extension.is_some_and(|e| ["xlsx", "csv", "tsv"].iter().any(|table| e == *table))
}

/// Measures teams that somebody gives, and tells what they change of the plan that they were made from. The timetable is another
/// matter: it depends on who is in which team.
fn teams(workshop: Workshop, file: &Path) -> Exit {
    let language = workshop.language;
    let Some(given) = read_teams(file, &workshop) else {
        return Exit::Input;
    };
    let has_sessions = !workshop.sessions.is_empty();
    let workshop = Workshop {
        sessions: Vec::new(),
        ..workshop
    };
    let options = Options::default();
    let grouping = given.grouping.clone();
    let solution = match schedule(&workshop, grouping, &options, &Cancel::default(), &()) {
        Ok(solution) => solution,
        Err(error) => return fail(&error, language),
    };
    let plan = Plan {
        workshop: &workshop,
        outcome: &solution.outcome,
        findings: &solution.findings,
        session_findings: &solution.session_findings,
    };
    print(&report::teams_summary(&plan, width()));
    if let Some(changes) = changes(&plan, &given) {
        print("");
        print(&changes);
    }
    if has_sessions {
        let file = file.display();
        print("");
        print(&language.pick(
            format!("時間割も作り直すには: kumiwake solve workshop.toml --teams {file}"),
            format!(
                "To make the timetable for these teams: kumiwake solve workshop.toml --teams {file}"
            ),
        ));
    }
    match solution.verdict {
        Verdict::Kept => Exit::Kept,
        Verdict::Impossible | Verdict::Unknown => Exit::Impossible,
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
