//! `kumiwake replan`: a published plan made again after late changes.

use std::path::{Path, PathBuf};

use kumiwake::input::{self, Asked};
use kumiwake::model::{LateChanges, Outcome, Workshop};
use kumiwake::report::{self, Plan};
use kumiwake::solve::{Replan, Replanning, Rest, replan};

use super::args::ReplanArguments;
use super::exit::Exit;
use super::log::Log;
use super::solve::{
    fail, list, options, read_without, status, stop_on_interrupt, tell_issues, width, write,
};
use super::{print, tell};

/// Reads, plans again, writes the plan and its alternatives, and prints what changes.
pub fn run(arguments: &ReplanArguments) -> Exit {
    let Some(workshop) = read_without(&arguments.workshop, &arguments.absent) else {
        return Exit::Input;
    };
    let language = workshop.language;
    let (published, inputs) = match changes(arguments, &workshop) {
        Ok(read) => read,
        Err(exit) => return exit,
    };
    let directory = directory(arguments);
    let cancel = stop_on_interrupt();
    let options = options(&arguments.effort);
    let Some(log) = Log::open(language, &arguments.effort, &options) else {
        return Exit::Input;
    };
    let asked = Replan {
        workshop: &workshop,
        published: &published,
        inputs: &inputs,
        plans: usize::from(arguments.plans),
    };
    let found = replan(&asked, &options, &cancel, &log);
    let first = found.as_ref().ok().and_then(|(plans, _)| plans.first());
    log.finish(first.map(|plan| &plan.solution.outcome));
    match found {
        Ok((plans, rest)) => deliver(arguments, &directory, &plans, rest),
        Err(error) => fail(&error, language),
    }
}

/// The published plan and the changes that the options ask for; every fault is told.
fn changes(
    arguments: &ReplanArguments,
    workshop: &Workshop,
) -> Result<(Outcome, LateChanges), Exit> {
    let language = workshop.language;
    let published = input::read_outcome(&arguments.from).map_err(|issues| {
        tell_issues(&issues, language);
        Exit::Input
    })?;
    if published.workshop != workshop.name {
        let (here, there) = (&workshop.name, &published.workshop);
        tell(&language.pick(
            format!("--from：別のワークショップ「{there}」の結果です（こちらは「{here}」）。"),
            format!("--from: this is the result of another workshop, “{there}”, not of “{here}”."),
        ));
        return Err(Exit::Input);
    }
    let asked = Asked {
        without_judges: arguments.without_judge.clone(),
        without_facilitators: arguments.without_facilitator.clone(),
        without_rooms: arguments.without_room.clone(),
        late: arguments.late.clone(),
        absent: arguments.absent.clone(),
        now: arguments.now.clone(),
        published: arguments.published.clone(),
    };
    let inputs = input::late_changes(workshop, &published, &asked).map_err(|faults| {
        for fault in faults {
            tell(fault.pick(language));
        }
        Exit::Input
    })?;
    Ok((published, inputs))
}

/// Never where the published plan is by default: it stays.
fn directory(arguments: &ReplanArguments) -> PathBuf {
    let beside = || {
        let folder = arguments.workshop.parent().unwrap_or(Path::new(""));
        folder.join("replan")
    };
    arguments.out.clone().unwrap_or_else(beside)
}

/// Writes each plan, the alternatives into folders of their own, and prints the changes.
fn deliver(
    arguments: &ReplanArguments,
    directory: &Path,
    found: &[Replanning],
    rest: Rest,
) -> Exit {
    let plans: Vec<Plan> = found.iter().map(plan).collect();
    let Some(first) = plans.first() else {
        return Exit::Bug;
    };
    let language = first.workshop.language;
    let (mut written, mut folders) = (Vec::new(), Vec::new());
    for (number, plan) in plans.iter().enumerate() {
        let folder = match number {
            0 => directory.to_owned(),
            _ => directory.join(format!("alternative-{}", number + 1)),
        };
        let Some(files) = write(&folder, plan) else {
            return Exit::Input;
        };
        if number == 0 {
            written = files;
        } else {
            folders.push(folder.display().to_string());
        }
    }
    if !arguments.effort.quiet {
        print(&report::changes_summary(first, width()));
        if plans.len() > 1 {
            print("");
            print(&report::alternatives(&plans, &folders, width()));
        }
        print("");
        if let Rest::None(session) = rest {
            print(&report::no_other(first, &session, width()));
        }
        list(&written, language);
    }
    found
        .first()
        .map_or(Exit::Bug, |f| status(f.solution.verdict))
}

fn plan(found: &Replanning) -> Plan<'_> {
    Plan {
        workshop: &found.workshop,
        outcome: &found.solution.outcome,
        findings: &found.solution.findings,
        session_findings: &found.solution.session_findings,
    }
}
