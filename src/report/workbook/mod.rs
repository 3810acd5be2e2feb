//! `plan.xlsx`: the plan as sheets that can be filtered and printed. The sheet of teams can be edited and read again
//! (`input/grouping.rs`).

mod content;
mod overview;
mod paper;
mod teams;
mod timetable;

use std::io;

use super::lookup::Lookup;
use content::Sheet;

/// The bytes of the workbook: the same for the same plan.
///
/// # Errors
/// When a table is larger than a sheet can be.
pub fn workbook(lookup: &Lookup) -> io::Result<Vec<u8>> {
    let sheets = [
        Some(overview::overview(lookup)),
        Some(teams::people(lookup)),
        timetable::by_room(lookup),
        timetable::by_team(lookup),
        timetable::by_judge(lookup),
        Some(teams::by_theme(lookup)),
        timetable::programme(lookup),
        timetable::changes(lookup),
    ];
    let sheets: Vec<Sheet> = sheets.into_iter().flatten().collect();
    paper::write(lookup, &sheets)
}
