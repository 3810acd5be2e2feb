//! The drawing: what is permissible before anything is drawn, then item by item what is left, and what the lot says.

use super::budget::Budget;
use super::known::{Known, State};
use super::lots::Lots;
use super::question::{Questions, Reply};
use super::seek::{Fit, Seek, Walk};
use crate::exact::backend::BackendError;
use crate::model::Draw;
use crate::timetable::outcome::clock;
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;

/// Changes of the first walk, for each item and time; and at most.
const WALK: (usize, usize) = (100, 60_000);

/// Changes of a walk towards one position, for each item.
const AIM: usize = 60;

/// Walks towards one position.
const TRIES: usize = 2;

/// Why a drawing ends before its end.
pub(super) enum Stop {
    /// A timetable is better than the one at hand: the drawing is one among worse ones.
    Better(Plan),
    /// The solver failed.
    Failed(BackendError),
}

/// A drawing under way.
pub(super) struct Drawing<'d> {
    pub scene: &'d Scene<'d>,
    pub seek: Seek<'d>,
    pub questions: Questions<'d>,
    pub budget: &'d mut Budget,
    /// Timetables that are as good as the one at hand and showed something new; all admit what is drawn so far.
    pub plans: Vec<Plan>,
}

impl Drawing<'_> {
    /// Draws for every item; the last timetable left is the one drawn.
    pub fn run(mut self, lots: &Lots) -> Result<(Plan, Vec<Draw>), Stop> {
        let before = self.before()?;
        self.budget.add_drawing();
        let mut draws = Vec::new();
        let mut fixed = before.fixed.clone();
        for item in lots.order(self.scene.items) {
            let left = self.left(&before, item, &fixed)?;
            let key = &self.scene.items[item].key;
            let lot = lots.lot(key);
            let starts = left.starts(item, State::Permissible);
            let time = starts[Lots::chosen(&lot, starts.len())];
            fixed[item] = Some(time);
            self.plans.retain(|plan| plan.time(item) == Some(time));
            draws.push(Draw {
                item: key.clone(),
                ticket: lots.ticket(key),
                permissible: self.clocks(&before.starts(item, State::Permissible)),
                undecided: self.clocks(&before.starts(item, State::Open)),
                left: self.clocks(&starts),
                unsettled: self.clocks(&left.starts(item, State::Open)),
                lot,
                drawn: clock(self.scene.starts[time]),
            });
        }
        Ok((self.plans.swap_remove(0), draws))
    }

    fn clocks(&self, times: &[usize]) -> Vec<String> {
        times.iter().map(|t| clock(self.scene.starts[*t])).collect()
    }

    /// The permissible positions before anything is drawn.
    fn before(&mut self) -> Result<Known, Stop> {
        let mut known = Known::all(self.scene);
        let start = self.plans[0].clone();
        known.learn(&start);
        let pairs = self.scene.items.len() * self.scene.times();
        let rounds = self.budget.rounds(WALK.1.min(WALK.0 * pairs));
        let fixed = known.fixed.clone();
        let walk = Walk {
            start: &start,
            fixed: &fixed,
            rounds,
            heat: (0.7, 0.7),
        };
        self.walk(&walk, &mut known, None)?;
        self.settle(&mut known)?;
        Ok(known)
    }

    /// The permissible positions of an item that are left where these times are given.
    fn left(
        &mut self,
        before: &Known,
        item: usize,
        fixed: &[Option<usize>],
    ) -> Result<Known, Stop> {
        let mut known = before.of_item(self.scene, item, fixed);
        for plan in &self.plans {
            known.learn(plan);
        }
        self.settle(&mut known)?;
        Ok(known)
    }

    /// Finds out what can be found out of the open positions. Where none of them is permissible, one proof says so of all.
    fn settle(&mut self, known: &mut Known) -> Result<(), Stop> {
        if self.ask_once(known, None)? == Some(true) {
            return Ok(());
        }
        for (item, time) in known.open() {
            for _ in 0..TRIES {
                if known.is_open(item, time) {
                    self.aim(known, item, time)?;
                }
            }
        }
        let items = (0..self.scene.items.len()).map(Some);
        for asked in std::iter::once(None).chain(items) {
            while self.ask_once(known, asked)? == Some(false) {}
        }
        Ok(())
    }

    /// Walks from a timetable in which the item is put at the time.
    fn aim(&mut self, known: &mut Known, item: usize, time: usize) -> Result<(), Stop> {
        let rounds = self.budget.rounds(AIM * self.scene.items.len());
        if rounds == 0 {
            return Ok(());
        }
        let number = self.seek.below(self.plans.len());
        let Some(start) = self.seek.moved(&self.plans[number], known, item, time) else {
            return Ok(());
        };
        let mut fixed = known.fixed.clone();
        fixed[item] = Some(time);
        let walk = Walk {
            start: &start,
            fixed: &fixed,
            rounds,
            heat: (2.0, 0.15),
        };
        self.walk(&walk, known, Some((item, time)))
    }

    /// Walks and learns, until the position that is looked for is found.
    fn walk(
        &mut self,
        walk: &Walk,
        known: &mut Known,
        wanted: Option<(usize, usize)>,
    ) -> Result<(), Stop> {
        let mut better = None;
        let plans = &mut self.plans;
        self.seek.walk(walk, &mut |plan, fit| {
            if fit == Fit::Better {
                better = Some(plan.clone());
                return true;
            }
            if known.learn(plan) {
                plans.push(plan.clone());
            }
            wanted.is_some_and(|(item, time)| !known.is_open(item, time))
        });
        better.map_or(Ok(()), |plan| Err(Stop::Better(plan)))
    }

    /// Asks the program for the open positions, of all items at once or of one; whether none is open any more, `None` where the
    /// program did not find out.
    fn ask_once(&mut self, known: &mut Known, item: Option<usize>) -> Result<Option<bool>, Stop> {
        let mut open = known.open();
        open.retain(|(other, _)| item.is_none_or(|item| item == *other));
        if open.is_empty() {
            return Ok(Some(true));
        }
        let reply = self.questions.ask(&known.fixed, &open, self.budget);
        match reply.map_err(Stop::Failed)? {
            Reply::Refuted => {
                known.refute(&open);
                Ok(Some(true))
            }
            Reply::Plan(plan) => {
                if self.seek.fit(&plan) == Fit::Better {
                    return Err(Stop::Better(plan));
                }
                known.learn(&plan);
                self.plans.push(plan);
                // At least one of them is permissible, so that asking again comes to an end.
                Ok(Some(false))
            }
            Reply::Unknown => Ok(None),
        }
    }
}
