//! The strategy laboratory: workshops × strategies × seeds, every plan measured by one yardstick, every finished run on disk,
//! and what the differences are worth.

mod baseline;
mod by_hand;
mod charter;
mod digest;
mod execute;
mod files;
mod gate;
mod journal;
mod measures;
mod merge;
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod report;
mod row;
mod run;
mod shard;
mod statistics;
mod strategy;
mod summary;
mod table;
mod tables;
mod verdict;

use std::io;
use std::path::{Path, PathBuf};

use crate::model::{Study, Text};
use crate::score::CompileError;

pub use baseline::{fits, read as read_baseline};
pub use charter::{Charter, CharterStrategy, CharterWorkshop, Run};
pub use execute::{Executed, Request, Stage, execute};
pub use gate::{Gate, judge};
pub use merge::{Joined, MergeError, join};
pub use report::{StrategyReport, StudyReport, WorkshopCosts};
pub use shard::Shard;
pub use summary::{Comparison, Estimate, Finding, Unit};
pub use verdict::about;

/// The charter of a study, after every workshop was tried with every strategy: nothing is run before all can be.
///
/// # Errors
/// Every workshop that is too large, or whose costs cannot be exact.
pub fn prepare(study: &Study) -> Result<Charter, Vec<Text>> {
    let mut wrong = Vec::new();
    for (place, named) in study.workshops.iter().enumerate() {
        let mut tried = vec![run::yardstick(&named.workshop).err()];
        for strategy in &study.strategies {
            if strategy.approach.is_by_hand() {
                continue;
            }
            let variant = strategy.variants.as_ref().map(|variants| &variants[place]);
            let seen = strategy::seen_by(strategy.approach, variant.unwrap_or(&named.workshop));
            tried.push(crate::score::compile(&seen).err());
        }
        // The same rule is too much for each strategy: once is enough.
        if let Some(error) = tried.into_iter().flatten().next() {
            wrong.push(unfit(&named.name, &error));
        }
    }
    match wrong.is_empty() {
        true => Ok(Charter::new(study)),
        false => Err(wrong),
    }
}

fn unfit(workshop: &str, error: &CompileError) -> Text {
    match error {
        CompileError::Overflow { rule } => Text::new(
            format!(
                "ワークショップ「{workshop}」: ルール「{rule}」の重みが大きすぎて、コストを正確に計算できません。重みを小さくしてください。"
            ),
            format!(
                "Workshop “{workshop}”: the weight of rule “{rule}” is too large for exact costs; make it smaller."
            ),
        ),
        CompileError::TooLarge { rule } => Text::new(
            format!(
                "ワークショップ「{workshop}」: 「{rule}」の組み合わせが多すぎて計算できません。人数かチーム数を減らしてください。"
            ),
            format!(
                "Workshop “{workshop}”: “{rule}” has too many combinations; use fewer people or teams."
            ),
        ),
    }
}

/// The journal below an output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Journal {
    /// There is none.
    None,
    /// It is of this study and shard.
    Own,
    /// It is of another study, another version, or another shard.
    Other,
}

/// Looks for a journal below an output folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn journal_of(out: &Path, charter: &Charter, shard: Shard) -> io::Result<Journal> {
    let mut found = Journal::None;
    for segment in journal::segments(out)? {
        if let Some(head) = journal::head(&segment)? {
            if head.charter != *charter || head.shard != shard {
                return Ok(Journal::Other);
            }
            found = Journal::Own;
        }
    }
    Ok(found)
}

/// The journal's segments below an output folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn segments(out: &Path) -> io::Result<Vec<PathBuf>> {
    journal::segments(out)
}

/// Reads the runs of the segments, and writes every file of the study into `out`.
///
/// # Errors
/// When a segment cannot be read or the disk refuses.
pub fn write(
    charter: &Charter,
    segments: &[PathBuf],
    out: &Path,
) -> io::Result<(StudyReport, Vec<PathBuf>)> {
    let (table, _) = table::Table::read(charter, segments)?;
    let report = StudyReport::new(&table);
    let written = files::write(out, &table, &report, segments)?;
    Ok((report, written))
}

/// The JSON Schema of study.json.
pub fn schema() -> String {
    let schema = schemars::schema_for!(StudyReport);
    format!("{:#}\n", schema.to_value())
}
