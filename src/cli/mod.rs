//! The commands: read, call the library, write. Words for people come from the rooms `input` and `report`.

mod args;
mod check;
mod compare;
mod exit;
mod folder;
mod generate;
mod init;
mod log;
mod progress;
mod replan;
mod solve;
mod study_progress;

use std::io::Write;
use std::process::ExitCode;

use args::{Arguments, Command, SchemaArgument};
use clap::{CommandFactory, Parser};
use exit::Exit;

/// Runs the command line; returns SPEC §5's exit status.
pub fn run() -> ExitCode {
    exit::explain_bugs();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // A failing print means that nobody reads; the status still tells.
            let _ = error.print();
            let code = if error.use_stderr() {
                Exit::Input
            } else {
                Exit::Kept
            };
            return code.into();
        }
    };
    let exit = match arguments.command {
        Command::Solve(arguments) => solve::run(&arguments),
        Command::Replan(arguments) => replan::run(&arguments),
        Command::Check { workshop, result } => check::run(&workshop, result.as_deref()),
        Command::Init {
            directory,
            language,
        } => init::run(&directory, language.into()),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Merge(arguments) => compare::merge(&arguments),
        Command::Schema { of } => print(&match of {
            SchemaArgument::Result => kumiwake::report::schema(),
            SchemaArgument::Study => kumiwake::compare::schema(),
        }),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "kumiwake", &mut text);
            print(&String::from_utf8_lossy(&text))
        }
        Command::Man => man(),
    };
    exit.into()
}

/// The man page: of the program, then of each command.
fn man() -> Exit {
    let mut text = Vec::new();
    let command = Arguments::command();
    let mut pages = vec![command.clone()];
    pages.extend(command.get_subcommands().map(|sub| {
        let name = format!("kumiwake-{}", sub.get_name());
        sub.clone().name(clap::builder::Str::from(name))
    }));
    for page in pages {
        if clap_mangen::Man::new(page).render(&mut text).is_err() {
            return Exit::Bug;
        }
    }
    print(&String::from_utf8_lossy(&text))
}

/// Writes to standard output; a closed pipe (`… | head`) is no failure.
fn print(text: &str) -> Exit {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = out.write_all(b"\n");
    }
    let _ = out.flush();
    Exit::Kept
}

/// Writes a line to standard error.
fn tell(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
