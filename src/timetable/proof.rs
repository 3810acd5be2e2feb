//! The integer program of a session, aimed at one level after another.

use super::book::Book;
use super::plan::Plan;
use super::scene::Scene;
use super::sheet::Sheet;
use super::symmetry::Symmetry;
use crate::control::{Event, Limits, Observer};
use crate::exact::backend::{self, BackendError};
use crate::exact::program::{Ending, Settings};
use crate::model::Level;

/// A plan whose program says another cost than its formulas is refused from this difference on.
const DISAGREEMENT: f64 = 1e-4;

/// How much an earlier level may exceed its cost by rounding.
const SLACK: f64 = 1e-7;

/// The program of a session.
pub(crate) struct Proof<'s> {
    scene: &'s Scene<'s>,
    book: &'s Book,
    pub(super) sheet: Sheet<'s>,
    elastic: bool,
    /// Whether judges are in it. Without them it is a smaller program, whose bounds are right for the whole one, too.
    judged: bool,
    /// The level that is the objective now; of a closed program, the number of levels.
    level: usize,
    /// The rows that limit the levels before it: (level, row, constant of the level's expression).
    limits: Vec<(usize, usize, f64)>,
}

/// What the program told.
pub(crate) struct Verdict {
    /// The best plan found.
    pub plan: Option<Plan>,
    /// How it ended.
    pub ending: Ending,
    /// No plan costs less at the level.
    pub bound: f64,
}

/// How long and with what a level is worked on.
pub(crate) struct Effort<'a> {
    pub limits: &'a Limits,
    pub seed: u64,
    pub nodes: Option<u64>,
    pub observer: &'a dyn Observer,
}

impl<'s> Proof<'s> {
    /// The program with level 0: as constraints, or, where it is elastic, as its first objective.
    pub fn new(scene: &'s Scene<'s>, book: &'s Book, elastic: bool, judged: bool) -> Self {
        let tells_times_apart = book.formulas().any(|formula| formula.tells_times_apart());
        Self::with(scene, book, elastic, judged, tells_times_apart)
    }

    /// The program of all timetables that keep the hard rules and cost no more than `costs` at any level. It has no objective,
    /// and no time is exchanged for another, so that [`ask`](Self::ask) can be answered.
    pub fn closed(scene: &'s Scene<'s>, book: &'s Book, judged: bool, costs: &[f64]) -> Self {
        let mut proof = Self::with(scene, book, false, judged, true);
        proof.aim(costs.len() - 1, costs);
        proof.limit(costs);
        proof.sheet.program.at_least(Vec::new(), 0.0);
        proof
    }

    fn with(
        scene: &'s Scene<'s>,
        book: &'s Book,
        elastic: bool,
        judged: bool,
        tells_times_apart: bool,
    ) -> Self {
        let tells_rooms_apart =
            scene.rooms > 1 && book.formulas().any(|formula| formula.tells_rooms_apart());
        let names_rooms = book.formulas().any(|formula| formula.names_rooms());
        let symmetry = Symmetry::of(scene, tells_rooms_apart && !names_rooms, !tells_times_apart);
        let mut sheet = Sheet::new(scene, elastic, tells_rooms_apart, symmetry);
        let hard = book.level(0);
        for (formula, weight) in hard.filter(|(formula, _)| judged || !formula.heeds_judges()) {
            let violation = formula.translate(&mut sheet);
            if elastic {
                sheet.charge(&violation, weight);
            } else if !violation.terms.is_empty() {
                sheet.program.at_most(violation.terms, -violation.constant);
            } else if violation.constant > 0.0 {
                // Broken whatever the timetable: a row that nothing satisfies.
                let never = sheet.column(0.0, 0.0, false, |_| 0.0);
                sheet.program.at_least(vec![(never, 1.0)], 1.0);
            }
        }
        Self {
            scene,
            book,
            sheet,
            elastic,
            judged,
            level: 0,
            limits: Vec::new(),
        }
    }

    /// Whether judges are in it.
    pub fn is_judged(&self) -> bool {
        self.judged
    }

    /// How many columns it has.
    pub fn columns(&self) -> usize {
        self.sheet.program.columns.len()
    }

    /// Keeps every item where a plan has it, or (`None`) sets all items free again: then only judges are left to choose.
    pub fn keep_places(&mut self, plan: Option<&Plan>) {
        let scene = self.scene;
        let sheet = &mut self.sheet;
        let allowed = |item: usize, time: usize, room: Option<usize>| match plan {
            None => (0.0, 1.0),
            Some(plan) => {
                let here = plan.slot(item).is_some_and(|(at, other)| {
                    at == time && room.is_none_or(|room| room == other || sheet.rooms == 1)
                });
                (
                    if here && room.is_some() { 1.0 } else { 0.0 },
                    f64::from(u8::from(here)),
                )
            }
        };
        let mut bounds = Vec::new();
        for item in 0..scene.items.len() {
            for time in 0..scene.times() {
                for room in 0..sheet.rooms {
                    let place = sheet.place(item, time, room);
                    bounds.extend(place.map(|column| (column, allowed(item, time, Some(room)))));
                }
                for judge in 0..scene.judges() {
                    let hearing = sheet.hearing(judge, item, time);
                    bounds.extend(hearing.map(|column| (column, allowed(item, time, None))));
                }
            }
        }
        for (column, (low, high)) in bounds {
            let data = &mut sheet.program.columns[column.0];
            (data.low, data.high) = (low, high);
        }
    }

    /// Makes a level the objective; those before it may cost no more than `costs`.
    pub fn aim(&mut self, level: usize, costs: &[f64]) {
        while self.level < level {
            self.limit(costs);
            for (formula, weight) in self.book.level(self.level) {
                if formula.heeds_judges() && !self.judged {
                    continue;
                }
                let violation = formula.translate(&mut self.sheet);
                self.sheet.charge(&violation, weight);
            }
        }
        for (level, row, constant) in &self.limits {
            self.sheet.program.rows[*row].right = costs[*level] + SLACK - constant;
        }
    }

    /// Turns the level that is the objective into a limit.
    fn limit(&mut self, costs: &[f64]) {
        let (row, constant) = (self.sheet.program.rows.len(), self.sheet.program.constant);
        self.sheet
            .program
            .bound_objective(costs[self.level] + SLACK);
        if self.sheet.program.rows.len() > row {
            self.limits.push((self.level, row, constant));
        }
        self.level += 1;
    }

    /// Of a closed program: asks for a timetable in which each item that has a time in `fixed` is there, and at least one of
    /// `wanted` (item, time) is so.
    ///
    /// # Errors
    /// When the solver fails, or its answer contradicts the formulas.
    pub fn ask(
        &mut self,
        fixed: &[Option<usize>],
        wanted: &[(usize, usize)],
        effort: &Effort,
    ) -> Result<Verdict, BackendError> {
        let scene = self.scene;
        let sheet = &mut self.sheet;
        for (item, only) in fixed.iter().enumerate() {
            for time in 0..scene.times() {
                let open = only.is_none_or(|only| only == time);
                for room in 0..sheet.rooms {
                    if let Some(place) = sheet.place(item, time, room) {
                        sheet.program.columns[place.0].high = f64::from(u8::from(open));
                    }
                }
            }
        }
        let places = wanted
            .iter()
            .flat_map(|(item, time)| sheet.during(*item, *time));
        let terms: Vec<_> = places.map(|place| (place, 1.0)).collect();
        if let Some(row) = sheet.program.rows.last_mut() {
            (row.terms, row.right) = (terms, 1.0);
        }
        self.work(None, effort)
    }

    /// Works on the level, from a plan that keeps all limits, where there is one.
    ///
    /// # Errors
    /// When the solver fails, or its answer contradicts the formulas.
    pub fn work(&self, start: Option<&Plan>, effort: &Effort) -> Result<Verdict, BackendError> {
        let start = start.map(|plan| self.sheet.values(plan));
        let last = self.book.priorities.len() - 1;
        let priority = self.book.priorities[self.level.min(last)];
        let finite = |value: f64| (value.abs() < 1e20).then_some(value);
        let progress = |cost: f64, bound: f64| {
            effort.observer.notice(Event::Progress {
                priority,
                cost: finite(cost),
                bound: finite(bound),
            });
        };
        let answer = backend::solve(
            &self.sheet.program,
            &Settings {
                limits: effort.limits,
                seed: effort.seed,
                nodes: effort.nodes,
                start: start.as_deref(),
                cutoff: None,
                progress: &progress,
                news: &|_| None,
            },
        )?;
        let plan = match &answer.values {
            Some(values) => Some(self.checked(values, answer.ending)?),
            None => None,
        };
        Ok(Verdict {
            plan,
            ending: answer.ending,
            bound: answer.bound,
        })
    }

    /// The plan behind the values, measured by the formulas: they decide what it costs.
    fn checked(&self, values: &[f64], ending: Ending) -> Result<Plan, BackendError> {
        let plan = self.sheet.plan(values);
        let cost = |level: usize| match self.judged {
            true => self.book.cost(self.scene, &plan, level),
            false => self.book.placed_cost(self.scene, &plan, level),
        };
        let is_closed = self.level == self.book.priorities.len();
        let measured = if is_closed {
            self.level
        } else {
            self.level + 1
        };
        let costs: Vec<f64> = (0..measured).map(cost).collect();
        let contradiction = |level: usize, told: f64| {
            Err(BackendError(format!(
                "session {}: a timetable that should cost {told} at priority {} costs {}",
                self.scene.session.id, self.book.priorities[level], costs[level]
            )))
        };
        if !self.elastic && costs[0] > Level::TOLERANCE {
            return contradiction(0, 0.0);
        }
        for (level, row, constant) in &self.limits {
            let most = self.sheet.program.rows[*row].right + constant;
            if costs[*level] > most + DISAGREEMENT {
                return contradiction(*level, most);
            }
        }
        if !is_closed && (self.level > 0 || self.elastic) {
            let told = self.sheet.program.objective(values);
            // Before the end, columns that follow from others may still be larger than they need be.
            let over = costs[self.level] - told;
            if over > DISAGREEMENT || ending == Ending::Optimal && over < -DISAGREEMENT {
                return contradiction(self.level, told);
            }
        }
        Ok(plan)
    }
}
