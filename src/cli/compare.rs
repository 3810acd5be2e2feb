//! `kumiwake compare` and `kumiwake merge`.

use std::path::{Path, PathBuf};

use clap::Args;
use kumiwake::compare::{
    self, Charter, Executed, Journal, MergeError, Request, Shard, StudyReport, execute,
};
use kumiwake::input;
use kumiwake::model::{Language, Study, Text};

use super::exit::Exit;
use super::solve::{stop_on_interrupt, tell_issues};
use super::study_progress::StudyProgress;
use super::{print, tell};

/// What to compare, and where to write.
#[derive(Args, Debug)]
pub struct CompareArguments {
    /// The study's study.toml
    pub study: PathBuf,
    /// Where to write [default: a folder named after the study's file, with -out, beside it]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Go on where an earlier process was stopped
    #[arg(long)]
    pub resume: bool,
    /// Run only part i of n; `merge` joins the parts
    #[arg(long, value_name = "i/n")]
    pub shard: Option<Shard>,
    /// Threads; they change the time, never a plan [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// What quality must not fall behind
    #[command(flatten)]
    pub gate: GateArguments,
    /// No summary and no progress; problems are still told
    #[arg(long, short)]
    pub quiet: bool,
}

/// What quality must not fall behind.
#[derive(Args, Debug)]
pub struct GateArguments {
    /// A study.json of before; exit status 4 where quality fell since
    #[arg(long, value_name = "study.json")]
    pub baseline: Option<PathBuf>,
    /// How much of the cost may be lost, such as 0.5%
    #[arg(long, value_name = "SHARE", default_value = "0.5%", value_parser = share, requires = "baseline")]
    pub max_loss: f64,
}

/// Which shards to join.
#[derive(Args, Debug)]
pub struct MergeArguments {
    /// Output folders of compare, or folders that hold them
    #[arg(required = true)]
    pub folders: Vec<PathBuf>,
    /// Where to write [default: the first folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What quality must not fall behind
    #[command(flatten)]
    pub gate: GateArguments,
    /// No summary
    #[arg(long, short)]
    pub quiet: bool,
}

/// A share: `0.5%` or `0.005`.
fn share(text: &str) -> Result<f64, String> {
    let (digits, unit) = match text.strip_suffix('%') {
        Some(digits) => (digits.trim(), 100.0),
        None => (text, 1.0),
    };
    match digits.parse::<f64>() {
        Ok(number) if (0.0..=1.0).contains(&(number / unit)) => Ok(number / unit),
        _ => Err("a share from 0 to 1 is needed, such as 0.005 or 0.5%".to_owned()),
    }
}

/// Runs a study and writes what it says.
pub fn run(arguments: &CompareArguments) -> Exit {
    let study = match input::read_study(&arguments.study) {
        Ok(read) => {
            tell_issues(&read.notices, read.study.language);
            read.study
        }
        Err((language, issues)) => {
            tell_issues(&issues, language);
            return Exit::Input;
        }
    };
    let language = study.language;
    let charter = match compare::prepare(&study) {
        Ok(charter) => charter,
        Err(wrong) => return refuse(&wrong, language),
    };
    let baseline = match baseline(&arguments.gate, &charter) {
        Ok(baseline) => baseline,
        Err(wrong) => return refuse(&wrong, language),
    };
    let shard = arguments.shard.unwrap_or(Shard::WHOLE);
    let out = out(arguments, shard);
    if let Err(exit) = may_begin(&out, &charter, shard, arguments.resume) {
        return exit;
    }
    match execute_study(arguments, &study, &charter, shard, &out) {
        Ok(Executed::Whole) if shard != Shard::WHOLE => {
            if !arguments.quiet {
                print(&finished_shard(shard, &out, language));
            }
            Exit::Kept
        }
        Ok(Executed::Whole) => match compare::segments(&out) {
            Ok(segments) => deliver(
                &charter,
                &segments,
                &out,
                baseline.as_ref(),
                &arguments.gate,
                arguments.quiet,
            ),
            Err(error) => unwritable(&out, &error, language),
        },
        Ok(Executed::Stopped) => {
            tell(language.pick(
                "途中で止まりました。終わった実行は保存されています。--resume で続きから実行できます。",
                "Stopped on the way. Finished runs are kept; --resume goes on from there.",
            ));
            Exit::Stopped
        }
        Err(error) => unwritable(&out, &error, language),
    }
}

fn execute_study(
    arguments: &CompareArguments,
    study: &Study,
    charter: &Charter,
    shard: Shard,
    out: &Path,
) -> std::io::Result<Executed> {
    let cancel = stop_on_interrupt();
    let progress = StudyProgress::new(study.language, arguments.quiet);
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    let executed = execute(&Request {
        study,
        charter,
        shard,
        out,
        threads: arguments.threads.map_or_else(cores, usize::from),
        cancel: &cancel,
        watch: &|stage| progress.show(stage),
    });
    progress.finish();
    executed
}

/// Joins shards and writes what they say.
pub fn merge(arguments: &MergeArguments) -> Exit {
    // Which language is right is known only once a journal is read.
    let joined = match compare::join(&arguments.folders) {
        Ok(joined) => joined,
        Err(MergeError::Io(error)) => {
            tell(&format!("読めません / cannot be read: {error}"));
            return Exit::Input;
        }
        Err(MergeError::Unfit(wrong)) => {
            for text in &wrong {
                tell(&format!("{} / {}", text.ja, text.en));
            }
            return Exit::Input;
        }
    };
    let charter = &joined.charter;
    let baseline = match baseline(&arguments.gate, charter) {
        Ok(baseline) => baseline,
        Err(wrong) => return refuse(&wrong, charter.language),
    };
    let out = arguments.out.as_ref().unwrap_or(&arguments.folders[0]);
    deliver(
        charter,
        &joined.segments,
        out,
        baseline.as_ref(),
        &arguments.gate,
        arguments.quiet,
    )
}

/// Tells why nothing was run.
fn refuse(wrong: &[Text], language: Language) -> Exit {
    for text in wrong {
        tell(text.pick(language));
    }
    Exit::Input
}

/// The study.json to be held against, if one is named.
fn baseline(gate: &GateArguments, charter: &Charter) -> Result<Option<StudyReport>, Vec<Text>> {
    let Some(path) = &gate.baseline else {
        return Ok(None);
    };
    let baseline = compare::read_baseline(path).map_err(|wrong| vec![wrong])?;
    compare::fits(charter, &baseline)?;
    Ok(Some(baseline))
}

/// Where to write; each shard has a folder of its own below.
fn out(arguments: &CompareArguments, shard: Shard) -> PathBuf {
    let beside = || {
        let stem = arguments.study.file_stem().unwrap_or_default();
        let name = format!("{}-out", stem.to_string_lossy());
        arguments.study.with_file_name(name)
    };
    let out = arguments.out.clone().unwrap_or_else(beside);
    match shard == Shard::WHOLE {
        true => out,
        false => out.join(format!("shard-{}-of-{}", shard.index, shard.count)),
    }
}

/// Whether the output folder is free, or its journal is what `--resume` may go on with.
fn may_begin(out: &Path, charter: &Charter, shard: Shard, resume: bool) -> Result<(), Exit> {
    let language = charter.language;
    let place = out.display();
    let found = compare::journal_of(out, charter, shard)
        .map_err(|error| unwritable(out, &error, language))?;
    let wrong = match (found, resume) {
        (Journal::None, _) | (Journal::Own, true) => return Ok(()),
        (Journal::Own, false) => language.pick(
            format!("{place} には、この研究の日誌がすでにあります。--resume で続けるか、--out で別のフォルダーを指定してください。"),
            format!("{place} has a journal of this study already: go on with --resume, or name another folder with --out."),
        ),
        (Journal::Other, _) => language.pick(
            format!("{place} には、別の研究・設定・版・分割の日誌があります。--out で別のフォルダーを指定してください。"),
            format!("{place} has a journal of another study, setting, version or shard: name another folder with --out."),
        ),
    };
    tell(&wrong);
    Err(Exit::Input)
}

fn finished_shard(shard: Shard, out: &Path, language: Language) -> String {
    let parent = out.parent().unwrap_or(out).display();
    language.pick(
        format!("{shard} が終わりました。すべて終わったら: kumiwake merge {parent}"),
        format!("Shard {shard} is finished. When all are: kumiwake merge {parent}"),
    )
}

fn unwritable(out: &Path, error: &std::io::Error, language: Language) -> Exit {
    let place = out.display();
    tell(&language.pick(
        format!("{place} を読み書きできません: {error}"),
        format!("cannot read or write {place}: {error}"),
    ));
    Exit::Input
}

/// Writes the files, prints the verdict, and holds it against the baseline.
fn deliver(
    charter: &Charter,
    segments: &[PathBuf],
    out: &Path,
    baseline: Option<&StudyReport>,
    gate: &GateArguments,
    quiet: bool,
) -> Exit {
    let language = charter.language;
    let (report, written) = match compare::write(charter, segments, out) {
        Ok(done) => done,
        Err(error) => return unwritable(out, &error, language),
    };
    if !quiet {
        let mut text = format!("{}\n\n", compare::about(charter).pick(language));
        for strategy in &report.strategies {
            text += &format!("- {}\n", language.pick(&strategy.ja, &strategy.en).trim());
        }
        let files: Vec<String> = written.iter().map(|p| p.display().to_string()).collect();
        let wrote = language.pick("書き出したファイル:", "Files written:");
        print(&format!("{text}\n{wrote}\n  {}", files.join("\n  ")));
    }
    let Some(baseline) = baseline else {
        return Exit::Kept;
    };
    let judged = compare::judge(&report, baseline, gate.max_loss);
    for line in &judged.lines {
        tell(line.pick(language));
    }
    match judged.fell {
        true => Exit::Fell,
        false => Exit::Kept,
    }
}
