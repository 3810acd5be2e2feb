//! `kumiwake solve`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use console::Term;
use kumiwake::control::Cancel;
use kumiwake::input::{self, Issue};
use kumiwake::model::{GivenTeams, Language, Workshop};
use kumiwake::report::{self, Plan};
use kumiwake::score::CompileError;
use kumiwake::solve::{Options, Solution, SolveError, Verdict, schedule, solve};
use kumiwake::verify;

use super::args::{EffortArguments, SolveArguments};
use super::exit::Exit;
use super::log::Log;
use super::{print, tell};

/// The time for a run where nothing else is said: long enough for an ordinary workshop, short enough to wait for.
const PATIENCE: Duration = Duration::from_secs(60);

/// Reads, solves, writes, and prints the summary.
pub fn run(arguments: &SolveArguments) -> Exit {
    let Some(workshop) = read(&arguments.workshop) else {
        return Exit::Input;
    };
    let language = workshop.language;
    let cancel = stop_on_interrupt();
    let options = options(&arguments.effort);
    let Some(log) = Log::open(language, &arguments.effort, &options) else {
        return Exit::Input;
    };
    let given = match &arguments.teams {
        None => None,
        Some(file) => match read_teams(file, &workshop) {
            Some(given) => Some(given),
            None => {
                log.finish(None);
                return Exit::Input;
            }
        },
    };
    let solved = match &given {
        None => solve(&workshop, &options, &cancel, &log),
        Some(given) => {
            let grouping = given.grouping.clone();
            schedule(&workshop, grouping, &options, &cancel, &log)
        }
    };
    log.finish(solved.as_ref().ok().map(|solution| &solution.outcome));
    match solved {
        Ok(solution) => deliver(arguments, &workshop, &solution, given.as_ref()),
        Err(error) => fail(&error, language),
    }
}

/// Reads who is in which team and tells every problem; `None` where there is an error.
pub fn read_teams(file: &Path, workshop: &Workshop) -> Option<GivenTeams> {
    match input::read_grouping(file, workshop) {
        Ok(read) => {
            tell_issues(&read.notices, workshop.language);
            Some(read.teams)
        }
        Err(issues) => {
            tell_issues(&issues, workshop.language);
            None
        }
    }
}

/// What given teams change of the plan that they were made from, where the file tells; else nothing.
pub fn changes(plan: &Plan, given: &GivenTeams) -> Option<String> {
    let planned = given.planned.as_ref()?;
    let edit = verify::edit(plan.workshop, planned, &given.grouping);
    Some(report::edited(plan, &edit, width()))
}

/// Reads the workshop and tells every problem; `None` where there is an error.
pub fn read(path: &Path) -> Option<Workshop> {
    read_without(path, &[])
}

/// The same without participants who are gone.
pub fn read_without(path: &Path, gone: &[String]) -> Option<Workshop> {
    match input::read_without(path, gone) {
        Ok(read) => {
            tell_issues(&read.notices, read.workshop.language);
            Some(read.workshop)
        }
        Err(issues) => {
            tell_issues(&issues, input::language_of(path));
            None
        }
    }
}

/// Writes each problem to standard error.
pub fn tell_issues(issues: &[Issue], language: Language) {
    for issue in issues {
        tell(&issue.line(language));
    }
}

/// The options of a run.
pub fn options(arguments: &EffortArguments) -> Options {
    let default = Options::default();
    let asked = arguments.time_limit.map(Duration::from_secs_f64);
    Options {
        method: arguments.method.into(),
        seed: arguments.seed,
        threads: arguments.threads.map_or(default.threads, usize::from),
        time_limit: match arguments.iterations {
            // A budget in iterations gives the same bytes everywhere; a clock would not.
            Some(_) => asked,
            None => asked.or(Some(PATIENCE)),
        },
        impatient: asked.is_none(),
        iterations: arguments.iterations,
    }
}

/// The first Ctrl-C asks the solvers to stop and keep their best plan; the second ends the program at once.
pub fn stop_on_interrupt() -> Cancel {
    let cancel = Cancel::default();
    let shared = cancel.clone();
    let handler = move || {
        if shared.is_cancelled() {
            std::process::exit(3);
        }
        shared.cancel();
    };
    // Without a handler (a second one cannot be set), Ctrl-C ends the program; nothing is half-written even then.
    let _ = ctrlc::set_handler(handler);
    cancel
}

/// Writes the files, prints the summary, and tells how it went.
fn deliver(
    arguments: &SolveArguments,
    workshop: &Workshop,
    solution: &Solution,
    given: Option<&GivenTeams>,
) -> Exit {
    let plan = Plan {
        workshop,
        outcome: &solution.outcome,
        findings: &solution.findings,
        session_findings: &solution.session_findings,
    };
    let directory = directory(arguments);
    let Some(written) = write(&directory, &plan) else {
        return Exit::Input;
    };
    if !arguments.effort.quiet {
        print(&report::summary(&plan, width()));
        if let Some(changes) = given.and_then(|given| changes(&plan, given)) {
            print("");
            print(&changes);
        }
        list(&written, workshop.language);
    }
    status(solution.verdict)
}

/// Writes all files of a plan, or tells why that is not possible.
pub fn write(directory: &Path, plan: &Plan) -> Option<Vec<PathBuf>> {
    match report::write(directory, plan) {
        Ok(written) => Some(written),
        Err(error) => {
            let (ja, en) = (
                format!("{} に書き込めません: {error}", directory.display()),
                format!("cannot write into {}: {error}", directory.display()),
            );
            tell(&plan.workshop.language.pick(ja, en));
            None
        }
    }
}

/// Lists the files written; those in a folder below as one line.
pub fn list(written: &[PathBuf], language: Language) {
    let root = written.first().and_then(|path| path.parent());
    let mut files: Vec<String> = Vec::new();
    for folder in written.chunk_by(|a, b| a.parent() == b.parent()) {
        match folder[0].parent() {
            Some(parent) if Some(parent) != root => {
                let (parent, count) = (parent.display(), folder.len());
                let counted = language.pick(format!("（{count}個）"), format!(" ({count} files)"));
                files.push(format!("{parent}{}{counted}", std::path::MAIN_SEPARATOR));
            }
            _ => files.extend(folder.iter().map(|path| path.display().to_string())),
        }
    }
    let wrote = language.pick("書き出したファイル:", "Files written:");
    print(&format!("{wrote}\n  {}", files.join("\n  ")));
}

/// The exit status of a plan.
pub fn status(verdict: Verdict) -> Exit {
    match verdict {
        Verdict::Kept => Exit::Kept,
        Verdict::Impossible => Exit::Impossible,
        Verdict::Unknown => Exit::Stopped,
    }
}

fn directory(arguments: &SolveArguments) -> PathBuf {
    let beside = || {
        arguments
            .workshop
            .parent()
            .unwrap_or(Path::new(""))
            .join("out")
    };
    arguments.out.clone().unwrap_or_else(beside)
}

/// The width of the terminal, within what can be read well.
pub fn width() -> usize {
    let (_, columns) = Term::stdout().size();
    usize::from(columns).clamp(60, 120)
}

/// Tells why there is no plan at all.
pub fn fail(error: &SolveError, language: Language) -> Exit {
    let (text, exit) = match error {
        SolveError::Compile(CompileError::Overflow { rule }) => (
            language.pick(
                format!("ルール「{rule}」の重みが大きすぎて、コストを正確に計算できません。重みを小さくしてください。"),
                format!("The weights are too large for exact costs; make the weight of rule “{rule}” smaller."),
            ),
            Exit::Input,
        ),
        SolveError::Compile(CompileError::TooLarge { rule }) => (
            language.pick(
                format!("大きすぎて計算できません（「{rule}」の組み合わせが多すぎます）。人数かチーム数を減らしてください。"),
                format!("This is too large: “{rule}” has too many combinations. Use fewer people or teams."),
            ),
            Exit::Input,
        ),
        SolveError::NoPlan => (
            language.pick(
                "案が見つかる前に止まりました。--time-limit を長くしてください。何も書き出していません。".to_owned(),
                "Stopped before any plan was found; allow more --time-limit. Nothing was written.".to_owned(),
            ),
            Exit::Stopped,
        ),
        SolveError::Backend(error) => (
            language.pick(
                format!("計算エンジンが失敗しました（{error}）。--method search をお試しください。何も書き出していません。"),
                format!("The solver failed ({error}). Try --method search. Nothing was written."),
            ),
            Exit::Bug,
        ),
        SolveError::Disagreement(what) => (
            language.pick(
                format!("検算が合いません。プログラムの不具合です。何も書き出していません。[{what}]"),
                format!("The plan did not pass its own check. This is a bug; nothing was written. [{what}]"),
            ),
            Exit::Bug,
        ),
    };
    tell(&text);
    exit
}
