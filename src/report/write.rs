//! All files of a plan.

use std::io;
use std::path::{Path, PathBuf};

use super::lookup::Lookup;
use super::{Plan, atomic, changes, csv, html, icalendar, json, print, schedule, workbook};

/// Writes `result.json`, `teams.csv`, `timetable.csv`, `positions.csv`, `report.html`, `print.html` and `plan.xlsx` into a directory,
/// which is created where it is missing, and returns their paths; where anything has a time, `schedule.json`, `timetable.ics` and the
/// calendars of rooms, teams and judges; `facilitation.csv`, where any block has facilitators; and `changes.csv`, where the plan
/// was made from a published one. No file is ever there half-written, and an error leaves no temporary files behind. Calendars that
/// an earlier run wrote for somebody whom the plan does not have any more are deleted.
///
/// # Errors
/// When a cost is not finite, or the directory or a file cannot be written.
pub fn write(directory: &Path, plan: &Plan) -> io::Result<Vec<PathBuf>> {
    let lookup = Lookup::new(plan);
    let calendars = icalendar::calendars(&lookup);
    let mut files = vec![
        ("result.json".to_owned(), json::result(plan.outcome)?),
        ("teams.csv".to_owned(), csv::teams(&lookup)?),
        ("timetable.csv".to_owned(), csv::timetable(&lookup)?),
        ("positions.csv".to_owned(), csv::positions(&lookup)?),
        (
            "report.html".to_owned(),
            html::page(&lookup, &calendars).into_bytes(),
        ),
    ];
    files.push(("print.html".to_owned(), print::page(&lookup).into_bytes()));
    files.push(("plan.xlsx".to_owned(), workbook::workbook(&lookup)?));
    if let Some(told) = &plan.outcome.facilitation {
        files.push((
            "facilitation.csv".to_owned(),
            csv::facilitation(&lookup, told)?,
        ));
    }
    let schedule = schedule::schedule(&lookup)?;
    files.extend(schedule.map(|bytes| ("schedule.json".to_owned(), bytes)));
    let stamp = jiff::Timestamp::now()
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string();
    files.extend(calendars.iter().map(|calendar| {
        let bytes = icalendar::bytes(&lookup, calendar, &stamp);
        (calendar.path.clone(), bytes)
    }));
    files.extend(changes::tables(&lookup)?);
    let stale = icalendar::stale(directory, &calendars)?;
    atomic::write_all(directory, &files, &stale)
}
