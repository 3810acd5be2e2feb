//! The roster: participants and their attributes (SPEC §1).

use rustc_hash::FxHashMap;

use super::attributes::Attributes;
use super::folder::Folder;
use super::grid::GridRow;
use super::issue::Place;
use super::issues::Issues;
use super::meaning::Meaning;
use super::moment;
use super::people::{People, Person};
use super::roster_choices::Choices;
use super::roster_columns::{self, Mapping};
use super::roster_rows::Rows;
use super::table::Table;
use super::themes::Structure;
use super::{problem, text};
use crate::model::{Participant, ParticipantId, Window};

/// What the roster says.
#[derive(Debug, Default)]
pub struct Roster {
    /// The name of the file.
    pub file: String,
    /// The present participants.
    pub participants: Vec<Participant>,
    /// Names and ids of the absent.
    pub absent: Vec<(String, String)>,
    /// Everybody by id.
    pub people: People,
    /// The columns that rules can name.
    pub attributes: Attributes,
    /// Who is busy at which meeting block.
    pub busy: Busy,
}

/// Who is busy at which meeting block, by the folded name of the block.
#[derive(Debug, Default)]
pub struct Busy {
    blocks: FxHashMap<String, (String, Place, Vec<ParticipantId>)>,
}

impl Busy {
    /// Who is busy at a block.
    pub fn at(&self, block: &str) -> Vec<ParticipantId> {
        let found = self.blocks.get(&text::fold(block));
        found
            .map(|(_, _, people)| people.clone())
            .unwrap_or_default()
    }

    /// Notices the blocks that are not among `known` (folded), each at its first cell.
    pub fn notice_unknown(&self, known: &[String], issues: &mut Issues) {
        let unknown = self
            .blocks
            .iter()
            .filter(|(folded, _)| !known.contains(folded));
        for (_, (name, place, _)) in unknown {
            issues.push(problem::roster::unknown_block(place.clone(), name, known));
        }
    }
}

impl Roster {
    /// Reads the file. Where that is not possible, the roster is empty and finds no fault with what is asked of it.
    pub fn read(
        folder: &Folder,
        file: &str,
        mappings: &[Mapping],
        structure: &Structure,
        gone: &[String],
        issues: &mut Issues,
    ) -> Self {
        let table = Table::read(&folder.path(file), file, issues);
        table.map_or_else(Self::unreadable, |table| {
            Self::from_table(&table, mappings, structure, gone, issues)
        })
    }

    /// A roster about which nothing is known.
    pub fn unreadable() -> Self {
        let mut roster = Self::default();
        roster.people.broken = true;
        roster.attributes.broken = true;
        roster
    }

    fn from_table(
        table: &Table,
        mappings: &[Mapping],
        structure: &Structure,
        gone: &[String],
        issues: &mut Issues,
    ) -> Self {
        let errors = issues.errors();
        let meanings = roster_columns::meanings(table, mappings, issues);
        let columns_are_good = issues.errors() == errors;
        let rows = Rows::new(table, &meanings);
        let mut roster = Self {
            file: table.file.clone(),
            ..Self::default()
        };
        roster.enlist(&rows, gone, issues);
        roster.people.broken |= !columns_are_good;
        if roster.participants.is_empty() {
            issues.push(problem::roster::nobody(Place::file(&table.file)));
        }
        let choices = Choices::new(&rows, &meanings, structure, issues);
        for (row, person) in table.rows.iter().zip(roster.people.everyone.clone()) {
            if let Person::Present(participant) = person {
                roster.fill(participant, row, &rows, &choices, structure, issues);
            }
        }
        roster.attributes = Attributes::read(table, &meanings, &roster.people.everyone);
        roster.attributes.broken = !columns_are_good;
        roster
    }

    /// First pass: who there is, so that rows can name each other.
    fn enlist(&mut self, rows: &Rows<'_>, gone: &[String], issues: &mut Issues) {
        let gone: Vec<String> = gone.iter().map(|id| text::fold(id)).collect();
        let mut first: FxHashMap<String, usize> = FxHashMap::default();
        for (number, row) in rows.table.rows.iter().enumerate() {
            let id = match rows.column(&Meaning::Id) {
                None => format!("P{}", number + 1),
                Some(column) => row.cell(column).to_owned(),
            };
            if let Some(column) = rows.column(&Meaning::Id) {
                let place = || rows.table.place(row, column);
                if id.is_empty() {
                    issues.push(problem::roster::blank_id(place()));
                    self.people.broken = true;
                } else if let Some(earlier) = first.insert(text::fold(&id), row.number) {
                    issues.push(problem::roster::id_twice(place(), &id, earlier));
                    first.insert(text::fold(&id), earlier);
                }
            }
            let name = rows
                .cell(row, &Meaning::Name)
                .map_or(id.as_str(), |(_, name)| name)
                .to_owned();
            if rows.is_absent(row, issues) || gone.contains(&text::fold(&id)) {
                self.people.add(&id, Person::Absent);
                self.absent.push((name, id));
                continue;
            }
            let participant = ParticipantId::new(self.participants.len());
            self.people.add(&id, Person::Present(participant));
            self.participants
                .push(Participant::plain(id, name, row.number));
        }
    }

    /// Second pass: everything else of one row.
    fn fill(
        &mut self,
        participant: ParticipantId,
        row: &GridRow,
        rows: &Rows<'_>,
        choices: &Choices,
        structure: &Structure,
        issues: &mut Issues,
    ) {
        let never = rows
            .cell(row, &Meaning::Never)
            .map(|(place, cell)| structure.find_themes(cell, &place, issues));
        let weight = rows
            .cell(row, &Meaning::Weight)
            .and_then(|(place, cell)| weight(cell, place, issues));
        let pin = rows
            .cell(row, &Meaning::Team)
            .and_then(|(place, cell)| structure.find_pin(cell, place, issues));
        let with = self.mates(participant, row, rows, &Meaning::With, issues);
        let without = self.mates(participant, row, rows, &Meaning::Without, issues);
        if let Some(both) = with.iter().find(|mate| without.contains(mate))
            && let Some((place, _)) = rows.cell(row, &Meaning::Without)
        {
            let mate = &self.participants[both.index()].id;
            issues.push(problem::roster::with_and_without(place, mate));
        }
        if let Some((place, cell)) = rows.cell(row, &Meaning::Busy) {
            for block in text::split(cell) {
                let entry = self.busy.blocks.entry(text::fold(block));
                let (_, _, people) =
                    entry.or_insert_with(|| (block.to_owned(), place.clone(), Vec::new()));
                if people.last() != Some(&participant) {
                    people.push(participant);
                }
            }
        }
        let block = rows
            .cell(row, &Meaning::Block)
            .map(|(_, cell)| rows.block_number(cell));
        let unavailable = rows.cell(row, &Meaning::Unavailable);
        let person = &mut self.participants[participant.index()];
        person.preference = choices.preference(rows, row, structure, issues);
        person.never = never.unwrap_or_default();
        person.weight = weight.unwrap_or(1.0);
        person.block = block;
        person.pin = pin;
        person.with = with;
        person.without = without;
        person.unavailable =
            unavailable.map_or_else(Vec::new, |(place, cell)| windows(cell, &place, issues));
    }

    /// The present people that a cell of ids names.
    fn mates(
        &self,
        participant: ParticipantId,
        row: &GridRow,
        rows: &Rows<'_>,
        meaning: &Meaning,
        issues: &mut Issues,
    ) -> Vec<ParticipantId> {
        let Some((place, cell)) = rows.cell(row, meaning) else {
            return Vec::new();
        };
        // An id may hold a comma itself, so the parts between the clear separators are tried first.
        let pieces = text::split(cell).flat_map(|piece| match self.people.named(piece) {
            Some(_) => vec![piece],
            None => text::split_ids(piece).collect(),
        });
        let ids: Vec<(String, Place)> = pieces.map(|id| (id.to_owned(), place.clone())).collect();
        let mut mates = self.people.find_all(&ids, issues);
        if mates.contains(&participant) {
            issues.push(problem::roster::own_mate(place));
            mates.retain(|mate| *mate != participant);
        }
        mates
    }
}

impl Participant {
    /// A participant without wishes.
    fn plain(id: String, name: String, row: usize) -> Self {
        Self {
            id,
            name,
            row,
            preference: crate::model::Preference::None,
            never: Vec::new(),
            weight: 1.0,
            block: None,
            pin: None,
            with: Vec::new(),
            without: Vec::new(),
            unavailable: Vec::new(),
        }
    }
}

fn weight(cell: &str, place: Place, issues: &mut Issues) -> Option<f64> {
    let weight = text::number(cell).filter(|weight| *weight >= 0.0);
    if weight.is_none() {
        issues.push(problem::roster::no_number(place, cell));
    }
    weight
}

/// The windows of a cell; broken ones are reported.
pub fn windows(cell: &str, place: &Place, issues: &mut Issues) -> Vec<Window> {
    let mut windows = Vec::new();
    for text in text::split(cell) {
        match moment::window(text) {
            Ok(window) => windows.push(window),
            Err(error) => issues.push(problem::roster::broken_window(place.clone(), text, error)),
        }
    }
    windows
}
