//! judges.csv (SPEC §1).

use rustc_hash::FxHashMap;

use super::folder::Folder;
use super::grid::GridRow;
use super::issue::Place;
use super::issues::Issues;
use super::people::Person;
use super::roster::{self, Roster};
use super::table::Table;
use super::themes::Structure;
use super::{problem, text};
use crate::model::{Judge, Ties};

const ID: &str = "id 番号 審査員id 審査員番号 judge judgeid";
const NAME: &str = "name 氏名 名前 お名前 審査員 審査員名 審査員氏名";
const ORGANIZATION: &str =
    "organization organisation 所属 ご所属 所属先 団体名 会社名 企業名 勤務先 組織名";
const AVAILABLE: &str = "available availability 参加可能 参加可能時間 参加可能日時 出席可能 出席可能時間 出席可能日時 \
    可能な時間 在席";
const EXPERTISE: &str = "expertise 専門 専門分野 専門テーマ 得意 得意分野 得意テーマ";
const CONFLICTS: &str = "conflicts conflict 利害関係 利益相反 審査不可 担当不可 忌避 除外";
const RECUSE: &str = "recuse recused recusal 採点辞退 採点除外 採点不可 採点しない 回避";
const DECLARE: &str = "declare declared declaration 申告 利害関係の申告 申告のみ 開示";

/// The columns of the file.
struct Columns {
    id: Option<usize>,
    name: Option<usize>,
    organization: Option<usize>,
    available: Option<usize>,
    expertise: Option<usize>,
    conflicts: Option<usize>,
    recuse: Option<usize>,
    declare: Option<usize>,
}

/// Reads the judges, where there is a file of them.
pub fn read(
    folder: &Folder,
    structure: &Structure,
    roster: &Roster,
    issues: &mut Issues,
) -> Vec<Judge> {
    let file = folder.find("judges", issues);
    file.map_or(Vec::new(), |file| {
        read_file(folder, &file, structure, roster, issues)
    })
}

/// Reads a file with the columns of judges.csv.
pub fn read_file(
    folder: &Folder,
    file: &str,
    structure: &Structure,
    roster: &Roster,
    issues: &mut Issues,
) -> Vec<Judge> {
    let Some(table) = Table::read(&folder.path(file), file, issues) else {
        return Vec::new();
    };
    let columns = Columns {
        id: table.find(ID, issues),
        name: table.find(NAME, issues),
        organization: table.find(ORGANIZATION, issues),
        available: table.find(AVAILABLE, issues),
        expertise: table.find(EXPERTISE, issues),
        conflicts: table.find(CONFLICTS, issues),
        recuse: table.find(RECUSE, issues),
        declare: table.find(DECLARE, issues),
    };
    if columns.id.is_none() && columns.name.is_none() {
        let place = Place::file(&table.file).row(table.header_row);
        issues.push(problem::side::no_judge_column(place));
        return Vec::new();
    }
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    let mut judges = Vec::with_capacity(table.rows.len());
    for (number, row) in table.rows.iter().enumerate() {
        let cell = |column: Option<usize>| column.map_or("", |column| row.cell(column));
        let id = match columns.id {
            None => format!("J{}", number + 1),
            Some(column) => row.cell(column).to_owned(),
        };
        if let Some(column) = columns.id {
            if id.is_empty() {
                issues.push(problem::side::blank_cell(table.place(row, column)));
            } else if let Some(earlier) = first.get(&text::fold(&id)) {
                issues.push(problem::side::judge_twice(
                    table.place(row, column),
                    &id,
                    *earlier,
                ));
            }
        }
        first.entry(text::fold(&id)).or_insert(row.number);
        let name = match cell(columns.name) {
            "" => id.clone(),
            name => name.to_owned(),
        };
        let organization = cell(columns.organization).to_owned();
        let mut judge =
            Judge {
                participant: roster.people.named(&id).and_then(Person::present).filter(
                    |participant| {
                        let same = &roster.participants[participant.index()].name;
                        text::fold(same) == text::fold(&name)
                    },
                ),
                organization_value: roster.attributes.organization(&organization).flatten(),
                id,
                name,
                organization,
                available: Vec::new(),
                expertise: Vec::new(),
                conflict_participants: Vec::new(),
                conflict_organizations: Vec::new(),
                conflict_themes: Vec::new(),
                recused: Ties::default(),
                declared: Ties::default(),
            };
        if let Some(column) = columns.available {
            judge.available = roster::windows(row.cell(column), &table.place(row, column), issues);
        }
        if let Some(column) = columns.expertise {
            judge.expertise =
                structure.find_themes(row.cell(column), &table.place(row, column), issues);
        }
        let mut listed = |column: Option<usize>| {
            column.map_or(Ties::default(), |column| {
                ties(row, column, &table, structure, roster, issues)
            })
        };
        let conflicts = listed(columns.conflicts);
        judge.conflict_participants = conflicts.participants;
        judge.conflict_organizations = conflicts.organizations;
        judge.conflict_themes = conflicts.themes;
        judge.recused = listed(columns.recuse);
        judge.declared = listed(columns.declare);
        judges.push(judge);
    }
    judges
}

/// The participants, organizations and themes that a cell names, whichever have the name.
fn ties(
    row: &GridRow,
    column: usize,
    table: &Table,
    structure: &Structure,
    roster: &Roster,
    issues: &mut Issues,
) -> Ties {
    let mut ties = Ties::default();
    let cell = row.cell(column);
    // Titles and organizations may hold a character that parts values.
    let whole =
        structure.theme_named(cell).is_some() || roster.attributes.organization(cell).is_some();
    let names: Vec<&str> = if whole {
        vec![cell]
    } else {
        text::split(cell).collect()
    };
    for name in names {
        let person = roster.people.named(name);
        let organization = roster.attributes.organization(name);
        let theme = structure.theme_named(name);
        ties.participants.extend(person.and_then(Person::present));
        ties.organizations.extend(organization.flatten());
        ties.themes.extend(theme);
        if person.is_none() && organization.is_none() && theme.is_none() && !roster.people.broken {
            issues.push(problem::side::unknown_conflict(
                table.place(row, column),
                name,
            ));
        }
    }
    ties
}
