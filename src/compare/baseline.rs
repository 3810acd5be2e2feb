//! A study.json that was kept: reading it, and whether a study can be held against it.

use std::path::Path;

use super::charter::Charter;
use super::report::StudyReport;
use crate::model::Text;

/// Reads a study.json.
///
/// # Errors
/// Why it cannot be used.
pub fn read(path: &Path) -> Result<StudyReport, Text> {
    let place = path.display();
    let text = std::fs::read_to_string(path).map_err(|error| {
        Text::new(
            format!("{place}: 読めません（{error}）。"),
            format!("{place}: cannot be read ({error})."),
        )
    })?;
    let report: StudyReport = serde_json::from_str(&text).map_err(|error| {
        Text::new(
            format!("{place}: study.json として読めません（{error}）。compare が書いた study.json を指定してください。"),
            format!("{place}: this is no study.json ({error}); name one that compare wrote."),
        )
    })?;
    if report.study.format != 1 {
        let format = report.study.format;
        return Err(Text::new(
            format!(
                "{place}: format = {format} は読めません。同じ版のプログラムで作り直してください。"
            ),
            format!("{place}: format {format} cannot be read; make it again with this version."),
        ));
    }
    Ok(report)
}

/// Whether the study can be held against the baseline, before anything is run.
///
/// # Errors
/// Every reason why not.
pub fn fits(study: &Charter, baseline: &StudyReport) -> Result<(), Vec<Text>> {
    let mut wrong = Vec::new();
    let mut common = 0;
    for workshop in &study.workshops {
        let known = baseline
            .study
            .workshops
            .iter()
            .find(|known| known.name == workshop.name);
        let name = &workshop.name;
        match known {
            Some(known) if known.digest == workshop.digest => common += 1,
            Some(_) => wrong.push(Text::new(
                format!("ワークショップ「{name}」の中身が、比較の基準と違います。基準の study.json を作り直してください。"),
                format!("Workshop “{name}” is not what it was in the baseline: make a new baseline study.json."),
            )),
            None => {}
        }
    }
    let seeds = study
        .seeds
        .iter()
        .any(|seed| baseline.study.seeds.contains(seed));
    let strategies = study
        .strategies
        .iter()
        .any(|strategy| baseline.study.strategies.contains(strategy));
    if wrong.is_empty() && (common == 0 || !seeds || !strategies) {
        wrong.push(Text::new(
            "比較の基準と共通の実行（ワークショップ・戦略・シード）がありません。同じ study.toml から作った study.json を指定してください。",
            "The baseline has no run in common (workshop, strategy, seed): name a study.json of the same study.toml.",
        ));
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(wrong),
    }
}
