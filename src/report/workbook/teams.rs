//! The sheets of people and of themes.

use super::content::{Cell, Column, Sheet, Use};
use crate::model::{PLANNED_TEAM, TEAMS_SHEET, TeamId};
use crate::report::lookup::Lookup;
use crate::report::rows;
use crate::report::words;

/// The column of the rank on the sheet of people.
const CHOICE: usize = 8;

/// The column of the team on the sheet of themes.
const TEAM: u16 = 3;

/// One row per person. The first column can be edited; the last tells where the plan has the person, so that the differences can
/// be told when the workbook is read again, whatever was sorted or filtered.
pub fn people(lookup: &Lookup) -> Sheet {
    let language = lookup.language;
    let (header, rows) = rows::people(lookup);
    let name = language.pick(TEAMS_SHEET[0], TEAMS_SHEET[1]);
    let mut sheet = Sheet::new(name, &header);
    let last = lookup.workshop.teams.len().max(1) as u32;
    sheet.columns[0].use_of = Use::Choose(theme_sheet(lookup), TEAM, last);
    sheet.columns.push(Column {
        title: language.pick(PLANNED_TEAM[0], PLANNED_TEAM[1]).to_owned(),
        use_of: Use::Read,
    });
    sheet.rows = rows
        .into_iter()
        .map(|row| {
            let planned = Cell::text(row[0].clone());
            let cells = row.into_iter().enumerate().map(|(place, cell)| {
                if place == CHOICE {
                    Cell::number(&cell)
                } else {
                    Cell::text(cell)
                }
            });
            cells.chain([planned]).collect()
        })
        .collect();
    sheet
}

fn theme_sheet(lookup: &Lookup) -> &'static str {
    lookup.language.pick("テーマ別", "By theme")
}

/// One row per possible team, with its theme: also those that are closed, since somebody may open one.
pub fn by_theme(lookup: &Lookup) -> Sheet {
    let language = lookup.language;
    let headers = language.pick(
        ["テーマID", "テーマ", "提示者", "チーム", "人数", "メンバー"],
        ["theme id", "theme", "owners", "team", "people", "members"],
    );
    let mut sheet = Sheet::new(theme_sheet(lookup), &headers);
    sheet.rows = lookup
        .workshop
        .team_ids()
        .map(|team| row(lookup, team))
        .collect();
    sheet
}

fn row(lookup: &Lookup, id: TeamId) -> Vec<Cell> {
    let language = lookup.language;
    let separator = language.pick("、", "; ");
    let team = lookup.workshop.team(id);
    let theme = team.theme.map(|theme| lookup.workshop.theme(theme));
    let owners: Vec<&str> = theme
        .iter()
        .flat_map(|theme| theme.owners.iter().map(|owner| lookup.name(*owner)))
        .collect();
    let open = lookup.open_team(id);
    let members: Vec<&str> = open
        .iter()
        .flat_map(|team| team.members.iter().map(|id| lookup.person_name(id)))
        .collect();
    let told = match open {
        Some(_) => members.join(separator),
        None => language.pick("（開かない）", "(not open)").to_owned(),
    };
    vec![
        Cell::text(theme.map_or("", |theme| &theme.id)),
        Cell::text(theme.map_or("", |theme| &theme.title)),
        Cell::text(owners.join(separator)),
        Cell::text(team.id.clone()),
        Cell::count(members.len()),
        Cell::text(told),
    ]
}

/// How to edit the workbook and read it again.
pub fn how_to(lookup: &Lookup) -> String {
    let language = lookup.language;
    let (sheet, column) = (
        language.pick(TEAMS_SHEET[0], TEAMS_SHEET[1]),
        language.pick("チーム", "team"),
    );
    let (sheet, column) = (
        words::quote(language, sheet),
        words::quote(language, column),
    );
    language.pick(
        format!(
            "人を移すには、シート{sheet}の{column}列を書き換えて保存し、kumiwake check workshop.toml plan.xlsx を実行してください。何が良くなり、何が悪くなるかを示します。時間割も作り直すには kumiwake solve workshop.toml --teams plan.xlsx です。"
        ),
        format!(
            "To move somebody, change the column {column} on the sheet {sheet}, save, and run: kumiwake check workshop.toml plan.xlsx. It tells what gets better and what worse. To make the timetable for these teams too: kumiwake solve workshop.toml --teams plan.xlsx."
        ),
    )
}
