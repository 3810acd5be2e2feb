//! Teams that are given: a result.json, a table of participants and teams, or the workbook of a plan, edited (SPEC §5,
//! `--teams`).

use std::path::Path;

use rustc_hash::FxHashMap;

use super::folder::name_of;
use super::issue::{Issue, Place};
use super::issues::Issues;
use super::nearest::{self, Names};
use super::table::Table;
use super::{outcome, problem, text};
use crate::model::{
    GivenTeams, Grouping, PLANNED_TEAM, ParticipantId, TEAMS_SHEET, TeamId, Workshop,
};

const PARTICIPANT: &str =
    "participant id participantid 参加者 参加者id 番号 受付番号 参加者番号 参加番号";
const TEAM: &str = "team チーム 班 チームid teamid";

/// The workshop's names, and the teams found so far.
struct Reader<'a> {
    workshop: &'a Workshop,
    people: FxHashMap<String, Option<ParticipantId>>,
    teams: FxHashMap<String, Vec<TeamId>>,
    people_names: Names,
    team_names: Names,
    /// Where each is, and in which row that stands.
    found: Vec<Option<(TeamId, Option<usize>)>>,
    /// Where the plan had each.
    planned: Vec<Option<TeamId>>,
}

/// Teams that could be read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadTeams {
    /// The teams.
    pub teams: GivenTeams,
    /// What may not be as it was meant.
    pub notices: Vec<Issue>,
}

/// Reads who is in which team; also where the plan had them, from a table that tells.
///
/// # Errors
/// Every problem of the file: unknown people and teams, people in two teams or in none.
pub fn read_grouping(path: &Path, workshop: &Workshop) -> Result<ReadTeams, Vec<Issue>> {
    let file = name_of(path);
    let mut issues = Issues::default();
    let mut reader = Reader::new(workshop);
    let json = path
        .extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    let read = match json {
        true => reader.outcome(path, &file, &mut issues),
        false => reader.table(path, &file, &mut issues),
    };
    let teams = read.and_then(|()| reader.finish(&file, &mut issues));
    let errors = issues.errors();
    let notices = issues.finish(&file);
    match teams {
        Some(teams) if errors == 0 => Ok(ReadTeams { teams, notices }),
        _ => Err(notices),
    }
}

impl<'a> Reader<'a> {
    fn new(workshop: &'a Workshop) -> Self {
        let mut people: FxHashMap<String, Option<ParticipantId>> = FxHashMap::default();
        for (_, id) in &workshop.absent {
            people.insert(text::fold(id), None);
        }
        for (index, participant) in workshop.participants.iter().enumerate() {
            people.insert(text::fold(&participant.id), Some(ParticipantId::new(index)));
        }
        let mut teams: FxHashMap<String, Vec<TeamId>> = FxHashMap::default();
        for theme in &workshop.themes {
            for name in [&theme.id, &theme.title] {
                teams.insert(text::fold(name), theme.teams.clone());
            }
        }
        for (index, team) in workshop.teams.iter().enumerate() {
            teams.insert(text::fold(&team.id), vec![TeamId::new(index)]);
        }
        Self {
            workshop,
            people,
            teams,
            people_names: Names::new(
                workshop
                    .participants
                    .iter()
                    .map(|participant| &participant.id),
            ),
            team_names: Names::new(workshop.teams.iter().map(|team| &team.id)),
            found: vec![None; workshop.participants.len()],
            planned: vec![None; workshop.participants.len()],
        }
    }

    fn outcome(&mut self, path: &Path, file: &str, issues: &mut Issues) -> Option<()> {
        let outcome = outcome::parse(path, file, issues)?;
        for team in &outcome.teams {
            let place = Place::file(file);
            let Some(id) = self.team(&team.id, place, issues) else {
                continue;
            };
            for member in &team.members {
                self.put(member, (id, None), Place::file(file), issues);
            }
        }
        Some(())
    }

    fn table(&mut self, path: &Path, file: &str, issues: &mut Issues) -> Option<()> {
        let table = Table::read_sheet(path, file, &TEAMS_SHEET, issues)?;
        let participant = table.require(PARTICIPANT, issues);
        let team = table.require(TEAM, issues);
        let planned_words = PLANNED_TEAM.map(text::fold_header).join(" ");
        let planned = table.find(&planned_words, issues);
        let (participant, team) = (participant?, team?);
        for row in &table.rows {
            let place = table.place(row, team);
            let name = row.cell(team);
            if name.is_empty() {
                issues.push(problem::result::no_team(place, row.cell(participant)));
                continue;
            }
            let Some(id) = self.team(name, place, issues) else {
                continue;
            };
            let place = table.place(row, participant);
            let person = self.put(row.cell(participant), (id, Some(row.number)), place, issues);
            if let (Some(person), Some(column)) = (person, planned) {
                self.plan(person, row.cell(column), table.place(row, column), issues);
            }
        }
        Some(())
    }

    /// Where the plan had somebody; nobody should have edited that.
    fn plan(&mut self, person: ParticipantId, name: &str, place: Place, issues: &mut Issues) {
        match self.teams.get(&text::fold(name)).map(Vec::as_slice) {
            Some([team]) => self.planned[person.index()] = Some(*team),
            _ if name.is_empty() => {}
            _ => issues.push(problem::result::no_planned_team(place, name)),
        }
    }

    fn team(&self, name: &str, place: Place, issues: &mut Issues) -> Option<TeamId> {
        match self.teams.get(&text::fold(name)).map(Vec::as_slice) {
            Some([team]) => Some(*team),
            Some(several) => {
                let ids = several
                    .iter()
                    .map(|team| self.workshop.team(*team).id.as_str());
                issues.push(problem::theme::which_team(place, name, ids));
                None
            }
            None => {
                issues.push(problem::theme::unknown_team(
                    place,
                    name,
                    self.team_names.nearest(name),
                ));
                None
            }
        }
    }

    /// Puts somebody into a team; returns who that is, where it is somebody present.
    fn put(
        &mut self,
        id: &str,
        (team, row): (TeamId, Option<usize>),
        place: Place,
        issues: &mut Issues,
    ) -> Option<ParticipantId> {
        let Some(person) = self.people.get(&text::fold(id)) else {
            issues.push(problem::roster::unknown_person(
                place,
                id,
                &self.people_names,
            ));
            return None;
        };
        // Somebody who has become absent since leaves the team.
        let participant = (*person)?;
        let before = self.found[participant.index()].replace((team, row));
        if let Some((_, earlier)) = before.filter(|(before, _)| *before != team) {
            issues.push(problem::result::in_two_teams(place, id, earlier));
        }
        Some(participant)
    }

    fn finish(self, file: &str, issues: &mut Issues) -> Option<GivenTeams> {
        let people = self.workshop.participants.iter().zip(&self.found);
        let missing: Vec<&str> = people
            .filter(|(_, team)| team.is_none())
            .map(|(participant, _)| participant.id.as_str())
            .collect();
        // Somebody whose row has another problem is not missing.
        if !missing.is_empty() && issues.errors() == 0 {
            let list = nearest::list(missing.iter().copied());
            issues.push(problem::result::without_team(
                Place::file(file),
                missing.len(),
                &list,
            ));
        }
        let found = self.found.iter().map(|found| Some(found.as_ref()?.0));
        let team_of: Vec<TeamId> = found.collect::<Option<_>>()?;
        let is_told = self.planned.iter().any(Option::is_some);
        let planned = self.planned.iter().zip(&team_of);
        let planned = planned.map(|(planned, now)| planned.unwrap_or(*now));
        Some(GivenTeams {
            planned: is_told.then(|| Grouping {
                team_of: planned.collect(),
            }),
            grouping: Grouping { team_of },
        })
    }
}
