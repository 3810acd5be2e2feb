//! A session as an integer program: the columns that every formula shares, and for each column the value that a known
//! timetable gives it. So any timetable can be a start for the solver, and a test of the translation.

use std::collections::BTreeMap;

use super::plan::Plan;
use super::scene::Scene;
use super::structure::Stays;
use super::symmetry::Symmetry;
use crate::exact::program::{Column, Program};

/// A linear expression over columns.
#[derive(Clone, Debug, Default)]
pub(crate) struct Linear {
    /// Coefficients.
    pub terms: Vec<(Column, f64)>,
    /// What is added.
    pub constant: f64,
}

impl Linear {
    /// The sum of columns.
    pub fn sum(columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            terms: columns.into_iter().map(|column| (column, 1.0)).collect(),
            constant: 0.0,
        }
    }
}

/// Terms of a row.
pub(crate) type Terms = Vec<(Column, f64)>;

/// The value of a column at a timetable.
type Value<'s> = Box<dyn Fn(&Plan) -> f64 + 's>;

/// An integer program of a session in the making.
pub(crate) struct Sheet<'s> {
    /// The session.
    pub scene: &'s Scene<'s>,
    /// Whether structure rules may be broken at a price; else they are constraints.
    pub elastic: bool,
    /// How many rooms are told apart: all, or 1 that holds as many items at a time as there are rooms.
    pub rooms: usize,
    /// The program.
    pub program: Program,
    values: Vec<Value<'s>>,
    pub(super) symmetry: Symmetry,
    /// `[item][time][room]`: the item is there.
    pub(super) place: Vec<Option<Column>>,
    /// `[item][judge]`: the judge hears the item.
    pub(super) seat: Vec<Option<Column>>,
    /// `[judge][item][time]`: the judge hears the item then. Empty where one room makes it superfluous.
    pub(super) hearing: Vec<Option<Column>>,
    /// Where judges are, block by block. Empty where nothing asks.
    pub(super) stays: Stays,
    /// `(item, time)`: the row that asks for somebody who stands for the item.
    pub(super) stand_in_rows: BTreeMap<(usize, usize), usize>,
    /// `[item]`: it is unplaced. Empty unless elastic.
    pub(super) unplaced: Vec<Column>,
}

impl<'s> Sheet<'s> {
    /// An empty sheet.
    pub fn new(
        scene: &'s Scene<'s>,
        elastic: bool,
        tells_rooms_apart: bool,
        symmetry: Symmetry,
    ) -> Self {
        Self {
            scene,
            elastic,
            rooms: if tells_rooms_apart { scene.rooms } else { 1 },
            program: Program::default(),
            values: Vec::new(),
            symmetry,
            place: Vec::new(),
            seat: Vec::new(),
            hearing: Vec::new(),
            stays: Stays::default(),
            stand_in_rows: BTreeMap::new(),
            unplaced: Vec::new(),
        }
    }

    /// How many items one of the rooms that are told apart holds at a time.
    pub fn capacity(&self) -> usize {
        self.scene.rooms / self.rooms
    }

    /// A new column whose value at a timetable is `value`.
    pub fn column(
        &mut self,
        low: f64,
        high: f64,
        integer: bool,
        value: impl Fn(&Plan) -> f64 + 's,
    ) -> Column {
        self.values.push(Box::new(value));
        self.program.column(low, high, integer)
    }

    /// A new 0/1 column that needs not be declared whole: it is, wherever the whole columns are.
    pub fn implied(&mut self, value: impl Fn(&Plan) -> bool + 's) -> Column {
        self.column(0.0, 1.0, false, move |plan| {
            f64::from(u8::from(value(plan)))
        })
    }

    /// A new 0/1 column.
    pub fn binary(&mut self, value: impl Fn(&Plan) -> bool + 's) -> Column {
        self.column(0.0, 1.0, true, move |plan| f64::from(u8::from(value(plan))))
    }

    /// The column of an item in a slot; `None` where it cannot be there.
    pub fn place(&self, item: usize, time: usize, room: usize) -> Option<Column> {
        self.place[(item * self.scene.times() + time) * self.rooms + room]
    }

    /// The columns of an item at a time, in any room.
    pub fn during(&self, item: usize, time: usize) -> impl Iterator<Item = Column> + '_ {
        (0..self.rooms).filter_map(move |room| self.place(item, time, room))
    }

    /// `factor` × whether the item is at one of the times.
    pub fn within(&self, item: usize, times: impl Iterator<Item = usize>, factor: f64) -> Terms {
        times
            .flat_map(|time| self.during(item, time))
            .map(|column| (column, factor))
            .collect()
    }

    /// `factor` × the number of these items in a slot.
    pub fn held(
        &self,
        items: impl IntoIterator<Item = usize>,
        time: usize,
        room: usize,
        factor: f64,
    ) -> Terms {
        items
            .into_iter()
            .filter_map(|item| self.place(item, time, room))
            .map(|column| (column, factor))
            .collect()
    }

    /// `factor` × the number of items in a slot.
    pub fn occupied(&self, time: usize, room: usize, factor: f64) -> Terms {
        self.held(0..self.scene.items.len(), time, room, factor)
    }

    /// The column of a judge on an item; `None` where it cannot be.
    pub fn seat(&self, item: usize, judge: usize) -> Option<Column> {
        self.seat
            .get(item * self.scene.judges() + judge)
            .copied()
            .flatten()
    }

    /// The columns of all items of a judge.
    pub fn seats_of(&self, judge: usize) -> impl Iterator<Item = Column> + '_ {
        (0..self.scene.items.len()).filter_map(move |item| self.seat(item, judge))
    }

    /// The column of a judge who hears an item at a time; only where several rooms are there.
    pub fn hearing(&self, judge: usize, item: usize, time: usize) -> Option<Column> {
        let row = judge * self.scene.items.len() + item;
        self.hearing
            .get(row * self.scene.times() + time)
            .copied()
            .flatten()
    }

    /// `factor` × whether the judge hears something at a time; only where several rooms are there.
    pub fn sits(&self, judge: usize, time: usize, factor: f64) -> Terms {
        (0..self.scene.items.len())
            .filter_map(|item| self.hearing(judge, item, time))
            .map(|column| (column, factor))
            .collect()
    }

    /// Adds an expression to the objective.
    pub fn charge(&mut self, expression: &Linear, weight: f64) {
        for (column, factor) in &expression.terms {
            self.program.charge(*column, factor * weight);
        }
        self.program.constant += expression.constant * weight;
    }

    /// The value of every column at a timetable; the timetable is first renamed to one that the symmetry rows allow.
    pub fn values(&self, plan: &Plan) -> Vec<f64> {
        let plan = self.symmetry.canonical(self.scene, plan);
        self.values.iter().map(|value| value(&plan)).collect()
    }

    /// The timetable that the columns' values tell.
    pub fn plan(&self, values: &[f64]) -> Plan {
        let is_set = |column: Column| values[column.0] > 0.5;
        let mut plan = Plan::empty(self.scene);
        for item in 0..self.scene.items.len() {
            for time in 0..self.scene.times() {
                for room in 0..self.rooms {
                    if self.place(item, time, room).is_some_and(is_set) {
                        let free = (room..self.scene.rooms).find(|r| plan.at(time, *r).is_none());
                        if let Some(free) = free {
                            plan.put(item, Some((time, free)));
                        }
                    }
                }
            }
            if plan.slot(item).is_some() {
                let judges = (0..self.scene.judges())
                    .filter(|judge| self.seat(item, *judge).is_some_and(is_set))
                    .collect();
                plan.seat(item, judges);
            }
        }
        plan
    }
}
