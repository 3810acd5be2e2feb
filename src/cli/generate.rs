//! `kumiwake generate`: a seeded synthetic workshop.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, ValueEnum};
use kumiwake::generate::{Presentations, RuleSet, Shape, Span, generate};
use kumiwake::model::Language;

use super::args::LanguageArgument;
use super::exit::Exit;
use super::{folder, print, tell};

/// The size and shape of a workshop.
#[derive(Args, Debug)]
pub struct GenerateArguments {
    /// The folder; it must not exist yet, or be empty
    pub directory: PathBuf,
    /// How many participants
    #[arg(long, value_name = "N", default_value_t = 120)]
    pub people: usize,
    /// How many themes [default: as many as seat everybody]
    #[arg(long, value_name = "N")]
    pub themes: Option<usize>,
    /// How many teams a theme has: a number, or MIN..MAX; from 0 means that it may close
    #[arg(long, value_name = "N|MIN..MAX", default_value = "3")]
    pub teams_per_theme: SpanArgument,
    /// Heads in a team: a number, or MIN..MAX
    #[arg(long, value_name = "N|MIN..MAX", default_value = "4..6")]
    pub team_size: SpanArgument,
    /// How many companies [default: one for four private participants]
    #[arg(long, value_name = "N")]
    pub companies: Option<usize>,
    /// How many industries
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub industries: usize,
    /// How many roles
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub roles: usize,
    /// The share of municipal participants, 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.35)]
    pub municipal: f64,
    /// How many themes a participant ranks [default: 6, or all]
    #[arg(long, value_name = "N")]
    pub ranked: Option<usize>,
    /// How much preferences crowd: the theme of popularity k is wished with weight 1 / k^SKEW
    #[arg(long, value_name = "SKEW", default_value_t = 0.8)]
    pub skew: f64,
    /// How many past events
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub history: usize,
    /// A few rules, or most kinds of them
    #[arg(long, value_enum, default_value_t = RulesArgument::Plain)]
    pub rules: RulesArgument,
    /// No speeches and presentations
    #[arg(long)]
    pub no_sessions: bool,
    /// What the presentations are like
    #[arg(long, value_enum, default_value_t = PresentationsArgument::Usual)]
    pub presentations: PresentationsArgument,
    /// How many judges [default: as many as the rooms need]
    #[arg(long, value_name = "N")]
    pub judges: Option<usize>,
    /// How many parallel rooms for the presentations [default: as many as the talks need]
    #[arg(long, value_name = "N")]
    pub rooms: Option<usize>,
    /// Plant a plan that is the best possible, with this cost, and write it down in planted.csv
    #[arg(long, value_name = "COST", num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    pub planted: Option<usize>,
    /// The language of names and comments
    #[arg(long, value_enum, default_value_t = LanguageArgument::En)]
    pub language: LanguageArgument,
    /// The seed; the same options and seed give the same files
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// Which rules.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RulesArgument {
    /// Sizes, municipal members, variety of industries and roles
    Plain,
    /// These and most other kinds
    Rich,
}

/// Which presentations.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum PresentationsArgument {
    /// Judges, a break, room to spare
    Usual,
    /// Hard to plan: absences, conflicts, few slots, four wishes at priorities of their own
    Contest,
    /// Parallel talks that draw on one audience
    Audience,
}

impl From<PresentationsArgument> for Presentations {
    fn from(argument: PresentationsArgument) -> Self {
        match argument {
            PresentationsArgument::Usual => Presentations::Usual,
            PresentationsArgument::Contest => Presentations::Contest,
            PresentationsArgument::Audience => Presentations::Audience,
        }
    }
}

/// A number, or a smaller and a larger one.
#[derive(Clone, Copy, Debug)]
pub struct SpanArgument(Span);

impl FromStr for SpanArgument {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (min, max) = text.split_once("..").unwrap_or((text, text));
        match (min.parse(), max.parse()) {
            (Ok(min), Ok(max)) => Ok(Self(Span::new(min, max))),
            _ => Err("a number is needed, or MIN..MAX, such as 4..6".to_owned()),
        }
    }
}

impl From<&GenerateArguments> for Shape {
    fn from(arguments: &GenerateArguments) -> Self {
        Self {
            people: arguments.people,
            themes: arguments.themes,
            teams_per_theme: arguments.teams_per_theme.0,
            team_size: arguments.team_size.0,
            companies: arguments.companies,
            industries: arguments.industries,
            roles: arguments.roles,
            municipal: arguments.municipal,
            ranked: arguments.ranked,
            skew: arguments.skew,
            history: arguments.history,
            rules: match arguments.rules {
                RulesArgument::Plain => RuleSet::Plain,
                RulesArgument::Rich => RuleSet::Rich,
            },
            sessions: !arguments.no_sessions,
            presentations: arguments.presentations.into(),
            judges: arguments.judges,
            rooms: arguments.rooms,
            planted: arguments.planted,
            language: arguments.language.into(),
            seed: arguments.seed,
        }
    }
}

/// Writes the folder, or tells everything that keeps it from being made.
pub fn run(arguments: &GenerateArguments) -> Exit {
    let shape = Shape::from(arguments);
    let language: Language = shape.language;
    let generated = match generate(&shape) {
        Ok(generated) => generated,
        Err(faults) => {
            for fault in faults {
                tell(&language.pick(fault.ja, fault.en));
            }
            return Exit::Input;
        }
    };
    if let Err(error) = folder::write(&arguments.directory, &generated.files) {
        let place = arguments.directory.display();
        tell(&language.pick(
            format!("{place} に書き込めません: {error}"),
            format!("cannot write into {place}: {error}"),
        ));
        return Exit::Input;
    }
    let workshop = arguments.directory.join("workshop.toml");
    let workshop = workshop.display();
    print(&language.pick(
        format!("架空のワークショップを作りました。\n  kumiwake solve {workshop}"),
        format!("An invented workshop is ready:\n  kumiwake solve {workshop}"),
    ))
}
