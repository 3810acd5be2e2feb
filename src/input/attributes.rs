//! The roster's columns as attributes that rules can name.

use rustc_hash::{FxHashMap, FxHashSet};

use super::issue::Place;
use super::issues::Issues;
use super::meaning::Meaning;
use super::nearest::Names;
use super::people::Person;
use super::table::Table;
use super::{problem, sector, text};
use crate::model::{Attribute, AttributeId, KnownAttributes, ValueId};

/// A column and how its values are found.
#[derive(Debug)]
struct Column {
    meaning: Option<Meaning>,
    attribute: Attribute,
    values: FxHashMap<String, ValueId>,
    /// Values (folded) that only absent people have.
    of_absent: FxHashSet<String>,
    names: Names,
    /// Its place among the workshop's attributes.
    id: Option<AttributeId>,
}

/// All columns that rules can name.
#[derive(Debug, Default)]
pub struct Attributes {
    columns: Vec<Column>,
    /// The columns that are attributes so far, in the order of their ids.
    chosen: Vec<usize>,
    names: Names,
    /// Whether the roster could not be read, so that any name may be right.
    pub broken: bool,
}

impl Attributes {
    /// The columns of a roster with these meanings; `people` tells who is present, row by row. Ids, names and blocks
    /// become attributes only when a rule names them, so that reports do not show them twice.
    pub fn read(table: &Table, meanings: &[Option<Meaning>], people: &[Person]) -> Self {
        let mut attributes = Self::default();
        for (column, meaning) in meanings.iter().enumerate() {
            let named = meaning.as_ref().is_none_or(Meaning::is_attribute);
            if !named || table.headers[column].is_empty() {
                continue;
            }
            attributes.names.add(&table.headers[column]);
            let place = attributes.columns.len();
            attributes
                .columns
                .push(Column::read(table, column, meaning.clone(), people));
            if !matches!(meaning, Some(Meaning::Id | Meaning::Name | Meaning::Block)) {
                attributes.choose(place);
            }
        }
        attributes
    }

    /// Makes a column an attribute.
    fn choose(&mut self, place: usize) -> AttributeId {
        let column = &mut self.columns[place];
        *column.id.get_or_insert_with(|| {
            self.chosen.push(place);
            AttributeId::new(self.chosen.len() - 1)
        })
    }

    /// The attribute with this name: a header, or the English or another known word for the meaning of a column.
    pub fn find(&mut self, name: &str, place: Place, issues: &mut Issues) -> Option<AttributeId> {
        let folded = text::fold_header(name);
        let by_header = |column: &Column| text::fold_header(&column.attribute.name) == folded;
        let meaning = Meaning::of_header(name);
        let found = self.columns.iter().position(by_header).or_else(|| {
            let same = |column: &Column| meaning.is_some() && column.meaning == meaning;
            self.columns.iter().position(same)
        });
        if found.is_none() && !self.broken {
            issues.push(problem::rule::unknown_attribute(place, name, &self.names));
        }
        found.map(|place| self.choose(place))
    }

    /// The value of an attribute as a rule writes it. One that nobody has is noticed and drops out; one that only absent
    /// people have drops out.
    pub fn find_value(
        &self,
        attribute: AttributeId,
        value: &str,
        place: Place,
        issues: &mut Issues,
    ) -> Option<ValueId> {
        let column = &self.columns[self.chosen[attribute.index()]];
        let folded = column.fold(value);
        let found = column.values.get(&folded).copied();
        if found.is_none() && !column.of_absent.contains(&folded) {
            let header = &column.attribute.name;
            issues.push(problem::rule::value_of_nobody(
                place,
                value,
                header,
                &column.names,
            ));
        }
        found
    }

    /// An attribute.
    pub fn get(&self, attribute: AttributeId) -> &Attribute {
        &self.columns[self.chosen[attribute.index()]].attribute
    }

    /// An organization by its name; `Some(None)`: only absent people are of it.
    pub fn organization(&self, name: &str) -> Option<Option<ValueId>> {
        let with_meaning = |column: &&Column| column.meaning == Some(Meaning::Organization);
        let column = self.columns.iter().find(with_meaning)?;
        let folded = column.fold(name);
        let value = column.values.get(&folded).copied();
        (value.is_some() || column.of_absent.contains(&folded)).then_some(value)
    }

    /// The attributes with a meaning of their own.
    pub fn known(&self) -> KnownAttributes {
        let of = |meaning| {
            let same = |column: &&Column| column.meaning.as_ref() == Some(&meaning);
            self.columns.iter().find(same).and_then(|column| column.id)
        };
        KnownAttributes {
            organization: of(Meaning::Organization),
            sector: of(Meaning::Sector),
            industry: of(Meaning::Industry),
            role: of(Meaning::Role),
        }
    }

    /// The attributes in the order of their ids.
    pub fn into_list(self) -> Vec<Attribute> {
        let mut columns: Vec<Option<Attribute>> = self
            .columns
            .into_iter()
            .map(|column| Some(column.attribute))
            .collect();
        let list = self
            .chosen
            .into_iter()
            .filter_map(|place| columns[place].take());
        list.collect()
    }
}

impl Column {
    fn read(table: &Table, column: usize, meaning: Option<Meaning>, people: &[Person]) -> Self {
        let mut read = Self {
            meaning,
            attribute: Attribute {
                name: table.headers[column].clone(),
                ..Attribute::default()
            },
            values: FxHashMap::default(),
            of_absent: FxHashSet::default(),
            names: Names::default(),
            id: None,
        };
        for (row, person) in table.rows.iter().zip(people) {
            let cell = row.cell(column);
            match person {
                Person::Present(_) => read.add(cell),
                Person::Absent => {
                    let folded: Vec<String> =
                        text::split(cell).map(|value| read.fold(value)).collect();
                    read.of_absent.extend(folded);
                }
            }
        }
        read
    }

    /// The cell of the next present participant.
    fn add(&mut self, cell: &str) {
        let mut ids = Vec::new();
        for value in text::split(cell) {
            let folded = self.fold(value);
            let next = ValueId::new(self.attribute.labels.len());
            let id = *self.values.entry(folded).or_insert_with_key(|folded| {
                let sector = self.meaning == Some(Meaning::Sector)
                    && matches!(folded.as_str(), "municipal" | "private");
                let label = if sector { folded.as_str() } else { value };
                self.attribute.labels.push(label.to_owned());
                self.names.add(label);
                next
            });
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.attribute.cells.push(ids);
        self.attribute.numbers.push(text::number(cell));
    }

    /// A value as this column compares it.
    fn fold(&self, value: &str) -> String {
        match self.meaning {
            Some(Meaning::Sector) => sector::fold(value),
            _ => text::fold(value),
        }
    }
}
