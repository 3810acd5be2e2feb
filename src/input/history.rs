//! history.csv: past teams, for rule `past`.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::folder::Folder;
use super::issues::Issues;
use super::people::{People, Person};
use super::table::Table;
use super::{moment, problem, text};
use crate::model::{ParticipantId, PastTeam};

const EVENT: &[&str] = &[
    "event",
    "イベント",
    "イベント名",
    "行事",
    "行事名",
    "催し",
    "開催回",
    "回",
    "研修",
    "研修名",
    "ワークショップ",
    "workshop",
];
const DATE: &[&str] = &["date", "日付", "開催日", "年月日", "日", "日程", "実施日"];
const TEAM: &[&str] = &[
    "team",
    "チーム",
    "班",
    "組",
    "グループ",
    "チーム名",
    "班名",
    "group",
];
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

/// An event and what was read of it.
struct Event {
    date: Option<Date>,
    /// Teams in the order of the file: folded name and present members.
    teams: Vec<(String, Vec<ParticipantId>)>,
    /// The team with each folded name.
    numbers: FxHashMap<String, usize>,
    /// In which team each person was.
    team_of: FxHashMap<String, usize>,
}

/// The past teams with two present people or more, the latest events first.
pub fn read(folder: &Folder, file: &str, people: &People, issues: &mut Issues) -> Vec<PastTeam> {
    let Some(table) = Table::read(&folder.path(file), file, issues) else {
        return Vec::new();
    };
    let columns = [EVENT, DATE, TEAM, PARTICIPANT].map(|names| table.require(names, issues));
    let [Some(event), Some(date), Some(team), Some(participant)] = columns else {
        return Vec::new();
    };
    let mut events: Vec<Event> = Vec::new();
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    for row in &table.rows {
        let cell = |column: usize, issues: &mut Issues| {
            let cell = row.cell(column);
            if cell.is_empty() {
                issues.push(problem::side::blank_cell(table.place(row, column)));
            }
            cell
        };
        let cells = [event, date, team, participant].map(|column| cell(column, issues));
        if cells.iter().any(|cell| cell.is_empty()) {
            continue;
        }
        let [event_name, day, team_name, id] = cells;
        let number = *numbers.entry(text::fold(event_name)).or_insert_with(|| {
            events.push(Event {
                date: None,
                teams: Vec::new(),
                numbers: FxHashMap::default(),
                team_of: FxHashMap::default(),
            });
            events.len() - 1
        });
        let event = &mut events[number];
        match moment::date(day) {
            Some(day) => event.date = event.date.max(Some(day)),
            None => issues.push(problem::side::broken_date(table.place(row, date), day)),
        }
        if let Err(other) = event.add(team_name, id, people) {
            issues.push(problem::side::two_teams(table.place(row, team), id, &other));
        }
    }
    ranked(events)
}

impl Event {
    /// A person in a team. `Err`: the person was in this other team (folded) of the event.
    fn add(&mut self, team_name: &str, id: &str, people: &People) -> Result<(), String> {
        let folded = text::fold(team_name);
        let team = match self.team_of.get(&text::fold(id)) {
            Some(team) if self.teams[*team].0 == folded => return Ok(()),
            Some(team) => return Err(self.teams[*team].0.clone()),
            None => self.number_of(folded),
        };
        self.team_of.insert(text::fold(id), team);
        // Somebody of former years who is not in the roster is nobody's mate now.
        if let Some(Person::Present(participant)) = people.named(id) {
            self.teams[team].1.push(participant);
        }
        Ok(())
    }

    fn number_of(&mut self, folded: String) -> usize {
        *self.numbers.entry(folded).or_insert_with_key(|folded| {
            self.teams.push((folded.clone(), Vec::new()));
            self.teams.len() - 1
        })
    }
}

/// Numbers the events by date: those on the latest day are 1 event ago.
fn ranked(events: Vec<Event>) -> Vec<PastTeam> {
    let mut days: Vec<Date> = events.iter().filter_map(|event| event.date).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    let mut teams = Vec::new();
    for event in events {
        let place = event
            .date
            .and_then(|date| days.iter().position(|day| *day == date));
        let ago = place.map_or(0, |place| place as u32 + 1);
        let shared = event
            .teams
            .into_iter()
            .filter(|(_, members)| members.len() > 1);
        teams.extend(shared.map(|(_, members)| PastTeam { ago, members }));
    }
    teams.sort_by_key(|team| team.ago);
    teams
}
