//! Teams that are given: a result.json, or a table of participants and teams (SPEC §5, `--teams`).

use std::path::Path;

use rustc_hash::FxHashMap;

use super::folder::name_of;
use super::issue::{Issue, Place};
use super::issues::Issues;
use super::nearest::{self, Names};
use super::table::Table;
use super::{outcome, problem, text};
use crate::model::{Grouping, ParticipantId, TeamId, Workshop};

const PARTICIPANT: &[&str] = &[
    "participant",
    "id",
    "participantid",
    "参加者",
    "参加者id",
    "番号",
    "受付番号",
    "参加者番号",
    "参加番号",
];
const TEAM: &[&str] = &["team", "チーム", "班", "チームid", "teamid"];

/// The workshop's names, and the teams found so far.
struct Reader<'a> {
    workshop: &'a Workshop,
    people: FxHashMap<String, Option<ParticipantId>>,
    teams: FxHashMap<String, Vec<TeamId>>,
    people_names: Names,
    team_names: Names,
    found: Vec<Option<TeamId>>,
}

/// Reads who is in which team.
///
/// # Errors
/// Every problem of the file: unknown people and teams, people in two teams or in none.
pub fn read_grouping(path: &Path, workshop: &Workshop) -> Result<Grouping, Vec<Issue>> {
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
    let grouping = read.and_then(|()| reader.finish(&file, &mut issues));
    match grouping {
        Some(grouping) if issues.errors() == 0 => Ok(grouping),
        _ => Err(issues.finish(&file)),
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
                self.put(member, id, Place::file(file), issues);
            }
        }
        Some(())
    }

    fn table(&mut self, path: &Path, file: &str, issues: &mut Issues) -> Option<()> {
        let table = Table::read(path, file, issues)?;
        let participant = table.require(PARTICIPANT, issues);
        let team = table.require(TEAM, issues);
        let (participant, team) = (participant?, team?);
        for row in &table.rows {
            let id = self.team(row.cell(team), table.place(row, team), issues);
            if let Some(id) = id {
                self.put(
                    row.cell(participant),
                    id,
                    table.place(row, participant),
                    issues,
                );
            }
        }
        Some(())
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

    fn put(&mut self, id: &str, team: TeamId, place: Place, issues: &mut Issues) {
        let Some(person) = self.people.get(&text::fold(id)) else {
            issues.push(problem::roster::unknown_person(
                place,
                id,
                &self.people_names,
            ));
            return;
        };
        // Somebody who has become absent since leaves the team.
        let Some(participant) = person else {
            return;
        };
        let before = self.found[participant.index()].replace(team);
        if before.is_some_and(|before| before != team) {
            issues.push(problem::result::in_two_teams(place, id));
        }
    }

    fn finish(self, file: &str, issues: &mut Issues) -> Option<Grouping> {
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
        let team_of: Option<Vec<TeamId>> = self.found.into_iter().collect();
        team_of.map(|team_of| Grouping { team_of })
    }
}
