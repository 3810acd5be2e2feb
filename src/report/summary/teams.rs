//! The teams of the summary.

use super::{figure, more, name};
use crate::report::lookup::Lookup;
use crate::report::page::Page;
use crate::report::sheet::{self, Sheet};
use crate::report::table::Table;
use crate::report::text::Align;
use crate::report::words;

/// Up to so many teams are all shown.
const ALL: usize = 40;

/// Of more teams so many are shown.
const FIRST: usize = 10;

/// The most members shown of one team.
const MEMBERS: usize = 30;

/// Writes the teams.
pub fn write(lookup: &Lookup, page: &mut Page) {
    let language = lookup.language;
    page.section(language.pick("チーム", "Teams"));
    let sheets = sheet::sheets(lookup);
    let shown = if sheets.len() > ALL {
        FIRST
    } else {
        sheets.len()
    };
    for sheet in &sheets[..shown] {
        page.gap();
        team(lookup, page, sheet);
    }
    let rest = sheets.len() - shown;
    if rest > 0 {
        page.gap();
        page.sentence(
            0,
            "",
            &language.pick(
                format!("残りの{rest}チームはteams.csvとreport.htmlにあります。"),
                format!("The other {rest} teams stand in teams.csv and report.html."),
            ),
        );
    }
}

fn team(lookup: &Lookup, page: &mut Page, sheet: &Sheet) {
    let language = lookup.language;
    let is_title_enough = sheet.theme.is_empty();
    let id = if is_title_enough {
        String::new()
    } else {
        format!(" [{}]", sheet.id)
    };
    page.line(0, &format!("{}{id}", sheet.title));
    page.sentence(2, "", &sheet.glance(lookup));
    let mut table = Table::new(vec![
        name(language.pick("氏名", "name")),
        name(language.pick("区分", "sector")),
        name(language.pick("所属", "organization")),
        name(language.pick("業種", "industry")),
        name(language.pick("役職", "role")),
        figure(language.pick("希望", "choice"), Align::Left),
    ]);
    for person in sheet.people.iter().take(MEMBERS) {
        table.push(vec![
            person.name.to_owned(),
            person.sector.clone(),
            person.organization.clone(),
            person.industry.clone(),
            person.role.clone(),
            words::got(language, person.got),
        ]);
    }
    page.table(2, &table);
    more(lookup, page, sheet.people.len(), MEMBERS, "teams.csv");
}
