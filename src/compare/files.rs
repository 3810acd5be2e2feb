//! All files of a study, together or not at all.

use std::io;
use std::path::{Path, PathBuf};

use super::page;
use super::report::StudyReport;
use super::table::Table;
use super::tables;
use crate::report::{Content, write_streams};

/// Writes study.html, study.json, summary.csv and runs.csv (with the feature `parquet` runs.parquet too); returns their paths.
///
/// # Errors
/// When a segment cannot be read or the disk refuses.
pub fn write(
    out: &Path,
    table: &Table,
    report: &StudyReport,
    segments: &[PathBuf],
) -> io::Result<Vec<PathBuf>> {
    let html = page::page(table, report);
    let mut files: Vec<(&str, Content)> = vec![
        (
            "study.html",
            Box::new(move |out| out.write_all(html.as_bytes())),
        ),
        (
            "study.json",
            Box::new(|out| {
                serde_json::to_writer_pretty(&mut *out, report)?;
                out.write_all(b"\n")
            }),
        ),
        ("summary.csv", Box::new(|out| tables::summary(report, out))),
        (
            "runs.csv",
            Box::new(|out| tables::runs(table, segments, out)),
        ),
    ];
    #[cfg(feature = "parquet")]
    files.push((
        "runs.parquet",
        Box::new(|out| super::parquet::runs(table, segments, out)),
    ));
    // `push` is needed with a feature only.
    let _ = &mut files;
    write_streams(out, files)
}
