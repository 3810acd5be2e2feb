//! All files of a plan.

use std::io;
use std::path::{Path, PathBuf};

use super::lookup::Lookup;
use super::{Plan, atomic, changes, csv, html, icalendar, json};

/// Writes `result.json`, `teams.csv`, `timetable.csv`, `positions.csv` and `report.html` into a directory, which is created where it is
/// missing, and returns their paths; `timetable.ics`
/// too, where there are sessions, `facilitation.csv`, where any block has facilitators, and `changes.csv`, where the plan was made from a published one. No file is ever there half-written, and an error leaves no temporary files behind.
///
/// # Errors
/// When a cost is not finite, or the directory or a file cannot be written.
pub fn write(directory: &Path, plan: &Plan) -> io::Result<Vec<PathBuf>> {
    let lookup = Lookup::new(plan);
    let mut files = vec![
        ("result.json", json::result(plan.outcome)?),
        ("teams.csv", csv::teams(&lookup)?),
        ("timetable.csv", csv::timetable(&lookup)?),
        ("positions.csv", csv::positions(&lookup)?),
        ("report.html", html::page(&lookup).into_bytes()),
    ];
    if !plan.outcome.sessions.is_empty() {
        let stamp = jiff::Timestamp::now()
            .strftime("%Y%m%dT%H%M%SZ")
            .to_string();
        files.push(("timetable.ics", icalendar::calendar(&lookup, &stamp)));
    }
    if let Some(told) = &plan.outcome.facilitation {
        files.push(("facilitation.csv", csv::facilitation(&lookup, told)?));
    }
    files.extend(changes::tables(&lookup)?);
    atomic::write_all(directory, &files)
}
