//! The command line (SPEC §5).

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use kumiwake::model::Language;
use kumiwake::solve::Method;

use super::compare::{CompareArguments, MergeArguments};
use super::generate::GenerateArguments;

/// Teams and timetables for workshops, with the best plan proved (組分け)
#[derive(Parser, Debug)]
#[command(name = "kumiwake", version, propagate_version = true)]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make a plan: teams, then the timetable of each session (組分けと時間割を作る)
    Solve(SolveArguments),
    /// Make a published plan again after late changes, with the fewest people affected (直前の変更に合わせて作り直す)
    Replan(Box<ReplanArguments>),
    /// Check the input alone, or a result against the input (入力や結果を確かめる)
    Check {
        /// The workshop's workshop.toml
        workshop: PathBuf,
        /// A result.json of this workshop; or teams to be measured: a plan.xlsx, edited or not, or a table of participants and teams
        result: Option<PathBuf>,
    },
    /// Write a commented workshop folder that solves as it is (ひな形を作る)
    Init {
        /// The folder; it must not exist yet, or be empty
        directory: PathBuf,
        /// The language of the comments, the data and the reports
        #[arg(long, value_enum, default_value_t = LanguageArgument::En)]
        language: LanguageArgument,
    },
    /// Write an invented workshop of any size and shape, for trying and measuring (架空のワークショップを作る)
    Generate(Box<GenerateArguments>),
    /// Compare ways of forming teams, on many workshops, with what the differences are worth (組分けの方法を比べる)
    Compare(Box<CompareArguments>),
    /// Join the shards of a comparison (分けて実行した比較をまとめる)
    Merge(MergeArguments),
    /// Print the JSON Schema of result.json, or of study.json
    Schema {
        /// Which file
        #[arg(value_enum, default_value_t = SchemaArgument::Result)]
        of: SchemaArgument,
    },
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the man page
    Man,
}

/// How to solve.
#[derive(Args, Debug)]
pub struct SolveArguments {
    /// The workshop's workshop.toml
    pub workshop: PathBuf,
    /// Where to write [default: out/ beside workshop.toml]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How hard to try
    #[command(flatten)]
    pub effort: EffortArguments,
    /// Keep these teams (a result.json, an edited plan.xlsx, or a csv of participant and team) and make only the timetable
    #[arg(long, value_name = "FILE")]
    pub teams: Option<PathBuf>,
}

/// What changed, and from which plan.
#[derive(Args, Debug)]
pub struct ReplanArguments {
    /// The workshop's workshop.toml, with the changes that you made in the files
    pub workshop: PathBuf,
    /// The result.json of the plan that people know
    #[arg(long, value_name = "FILE")]
    pub from: PathBuf,
    /// Where to write [default: replan/ beside workshop.toml]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// A judge who is lost; may be repeated
    #[arg(long, value_name = "JUDGE")]
    pub without_judge: Vec<String>,
    /// A facilitator who is lost; may be repeated
    #[arg(long, value_name = "FACILITATOR")]
    pub without_facilitator: Vec<String>,
    /// A room that is lost; may be repeated
    #[arg(long, value_name = "ROOM")]
    pub without_room: Vec<String>,
    /// An item that is late, by minutes or until a time: akiya=12, akiya=13:30, presentations/akiya=12; may be repeated
    #[arg(long, value_name = "ITEM=MINUTES")]
    pub late: Vec<String>,
    /// A participant who is gone; may be repeated
    #[arg(long, value_name = "ID")]
    pub absent: Vec<String>,
    /// What has begun at this moment stays: "2026-12-18 13:40"
    #[arg(long, value_name = "DATE TIME")]
    pub now: Option<String>,
    /// A session that is published [default: as its key `published` says, or else all]; may be repeated
    #[arg(long, value_name = "SESSION")]
    pub published: Vec<String>,
    /// How many plans to look for, from 1 to 3
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub plans: u8,
    /// How hard to try
    #[command(flatten)]
    pub effort: EffortArguments,
}

/// How hard to try.
#[derive(Args, Debug)]
pub struct EffortArguments {
    /// The seed of all random numbers
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Threads [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Stop after this time and keep the best plan [default: 60, or none with --iterations]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub time_limit: Option<f64>,
    /// A budget that does not depend on the clock: moves of the search, and search nodes of each proof
    #[arg(long, value_name = "N")]
    pub iterations: Option<u64>,
    /// Which solvers to use: both, the exact one only, the local search only
    #[arg(long, value_enum, default_value_t = MethodArgument::Auto)]
    pub method: MethodArgument,
    /// No summary and no progress; problems are still told
    #[arg(long, short)]
    pub quiet: bool,
    /// Write what was decided, when and why to this file (-: to standard error); it names nobody
    #[arg(long, value_name = "FILE")]
    pub log: Option<PathBuf>,
}

/// A number of seconds that a clock can hold.
fn seconds(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (0.0..=1e8).contains(&seconds) => Ok(seconds),
        _ => Err("a number of seconds from 0 to 100000000 is needed".to_owned()),
    }
}

/// Which solvers to use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum MethodArgument {
    /// Search for a first plan, then proof
    Auto,
    /// Proof only
    Exact,
    /// Search only
    Search,
}

impl From<MethodArgument> for Method {
    fn from(argument: MethodArgument) -> Self {
        match argument {
            MethodArgument::Auto => Method::Auto,
            MethodArgument::Exact => Method::Exact,
            MethodArgument::Search => Method::Search,
        }
    }
}

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LanguageArgument {
    /// Japanese
    Ja,
    /// English
    En,
}

impl From<LanguageArgument> for Language {
    fn from(argument: LanguageArgument) -> Self {
        match argument {
            LanguageArgument::Ja => Language::Japanese,
            LanguageArgument::En => Language::English,
        }
    }
}

/// A file with a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaArgument {
    /// result.json
    Result,
    /// study.json
    Study,
}
