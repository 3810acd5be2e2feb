//! Finds the timetable of a session: local search for good ones, an integer program for the proof, level by level.

use super::anneal::{Anneal, without_illegal_judges};
use super::book::Book;
use super::construct::construct;
use super::item::items;
use super::measure::measured;
use super::placed::Placed;
use super::plan::Plan;
use super::proof::{Effort, Proof};
use super::scene::Scene;
use crate::control::{Event, Limits, Observer, Phase};
use crate::exact::backend::BackendError;
use crate::exact::program::Ending;
use crate::model::{Grouping, Level, RuleCost, Session, SessionFinding, Status, Workshop};

/// Changes that the local search tries for a level, for each pair of an item and a slot or judge; and at most.
const ROUNDS: (usize, usize) = (200, 300_000);

/// Above so many cells (items × times × rooms × judges) no integer program is written: it would not fit memory, and the
/// bounds are those of simple counting.
const MOST_CELLS: usize = 300_000;

/// A session to be planned.
pub struct Request<'w, 'r> {
    /// The workshop.
    pub workshop: &'w Workshop,
    /// Its teams.
    pub grouping: &'r Grouping,
    /// The session.
    pub session: &'w Session,
    /// The sessions before it in the file, planned already.
    pub earlier: &'r [Placed<'w>],
    /// When to stop; the best timetable so far is kept.
    pub limits: &'r Limits,
    /// The random numbers.
    pub seed: u64,
    /// Stop each proof after so many nodes: a budget that does not depend on the clock.
    pub nodes: Option<u64>,
    /// Told what is going on.
    pub observer: &'r dyn Observer,
}

/// A planned session. There is always a timetable, if need be one that breaks hard rules.
#[derive(Clone, Debug)]
pub struct Solved<'w> {
    /// The timetable.
    pub placed: Placed<'w>,
    /// Its cost at each level, with the bound.
    pub levels: Vec<Level>,
    /// What each rule costs.
    pub rules: Vec<RuleCost>,
    /// Where rules are violated.
    pub findings: Vec<SessionFinding>,
    /// `Infeasible`: it breaks hard rules.
    pub status: Status,
    /// Whether it was proved that no timetable keeps the hard rules. An infeasible one without this proof means that none
    /// was found before a limit.
    pub proven_infeasible: bool,
}

/// Plans a session.
///
/// # Errors
/// When the ILP solver fails, or contradicts the formulas: both are bugs.
pub fn solve<'w>(request: &Request<'w, '_>) -> Result<Solved<'w>, BackendError> {
    let session = request.session;
    let phase = Phase::Timetable(session.id.clone());
    request.observer.notice(Event::Phase(phase));
    let items = items(request.workshop, session, request.grouping);
    let scene = Scene::new(
        request.workshop,
        request.grouping,
        session,
        request.earlier,
        &items,
    );
    let book = Book::new(&scene);
    let found = Run::new(request, &scene, &book).through_all_levels()?;
    let timetable = found.plan.to_timetable(&scene);
    let measured = measured(&scene, &book, &found.plan);
    let levels: Vec<Level> = measured
        .levels
        .iter()
        .zip(&found.bounds)
        .map(|((priority, cost), bound)| Level {
            priority: *priority,
            part: None,
            cost: *cost,
            bound: Some(bound.min(*cost)),
        })
        .collect();
    let status = if levels[0].cost > Level::TOLERANCE {
        Status::Infeasible
    } else if levels.iter().all(Level::is_proven) {
        Status::Optimal
    } else {
        Status::Feasible
    };
    Ok(Solved {
        placed: Placed {
            session,
            items,
            timetable,
        },
        levels,
        rules: measured.rules,
        findings: measured.findings,
        status,
        proven_infeasible: found.proven_infeasible,
    })
}

/// Where the way ended.
struct Found {
    plan: Plan,
    bounds: Vec<f64>,
    proven_infeasible: bool,
}

/// The way from an empty timetable to the last level.
struct Run<'r> {
    request: &'r Request<'r, 'r>,
    scene: &'r Scene<'r>,
    book: &'r Book,
    plan: Plan,
    costs: Vec<f64>,
    /// Costs are never below 0.
    bounds: Vec<f64>,
    /// Whether structure and hard rules have a price: no timetable that keeps them is known.
    elastic: bool,
    proven_infeasible: bool,
    proof: Option<Proof<'r>>,
}

impl<'r> Run<'r> {
    fn new(request: &'r Request<'r, 'r>, scene: &'r Scene<'r>, book: &'r Book) -> Self {
        let plan = construct(scene);
        Self {
            request,
            scene,
            book,
            costs: book.costs(scene, &plan),
            bounds: vec![0.0; book.priorities.len()],
            plan,
            elastic: false,
            proven_infeasible: false,
            proof: None,
        }
    }

    fn through_all_levels(mut self) -> Result<Found, BackendError> {
        self.keep_hard_rules()?;
        let first = usize::from(!self.elastic);
        for level in first..self.book.priorities.len() {
            self.improve(level);
            self.count_bound(level);
            self.prove(level)?;
            self.tell(level);
        }
        Ok(Found {
            plan: self.plan,
            bounds: self.bounds,
            proven_infeasible: self.proven_infeasible,
        })
    }

    /// Finds a plan that keeps the hard rules, or the proof that there is none.
    fn keep_hard_rules(&mut self) -> Result<(), BackendError> {
        self.improve(0);
        if self.costs[0] <= Level::TOLERANCE {
            return Ok(());
        }
        self.elastic = true;
        self.set(without_illegal_judges(self.scene, &self.plan));
        if is_hopeless(self.scene) {
            self.proven_infeasible = true;
        } else if self.is_small() {
            let proof = Proof::new(self.scene, self.book, false);
            let verdict = proof.work(None, &self.effort(&self.limits(0.5)))?;
            self.proven_infeasible = verdict.ending == Ending::Infeasible;
            if let Some(plan) = verdict.plan {
                self.elastic = false;
                self.proof = Some(proof);
                self.set(plan);
            }
        }
        if self.proven_infeasible {
            // The smallest cost above 0.
            self.bounds[0] = self
                .book
                .rounded_up(self.scene, 0, 100.0 * Level::TOLERANCE);
        }
        Ok(())
    }

    fn improve(&mut self, level: usize) {
        let target = if self.elastic {
            0.0
        } else {
            self.book.least(self.scene, level).max(0.0)
        };
        let slots = self.scene.times() * self.scene.rooms;
        let pairs = self.scene.items.len() * (slots + self.scene.judges());
        let limits = self.limits(0.3);
        let anneal = Anneal {
            scene: self.scene,
            book: self.book,
            limits: &limits,
            seed: self.request.seed,
            rounds: ROUNDS.1.min(ROUNDS.0 * pairs),
        };
        let better = anneal.improve(&self.plan, level, if level == 0 { 0.0 } else { target });
        let better = if self.elastic {
            without_illegal_judges(self.scene, &better)
        } else {
            better
        };
        self.take(better);
    }

    /// The bound that counting gives, where every item has its slot and its judges.
    fn count_bound(&mut self, level: usize) {
        if !self.elastic {
            let least = self.book.least(self.scene, level);
            self.raise(level, least);
        }
    }

    fn prove(&mut self, level: usize) -> Result<(), BackendError> {
        let open = self.costs[level] - self.bounds[level] > Level::TOLERANCE;
        if !open || !self.is_small() || self.request.limits.is_over() {
            return Ok(());
        }
        let mut proof = match self.proof.take() {
            Some(proof) => proof,
            None => Proof::new(self.scene, self.book, self.elastic),
        };
        proof.aim(level, &self.costs);
        let is_last = level + 1 == self.book.priorities.len();
        let limits = self.limits(if is_last { 1.0 } else { 0.5 });
        let verdict = proof.work(Some(&self.plan), &self.effort(&limits))?;
        self.proof = Some(proof);
        if verdict.ending == Ending::Infeasible {
            return Err(BackendError(format!(
                "session {}: the program refuses a timetable that keeps its rules",
                self.scene.session.id
            )));
        }
        if let Some(plan) = verdict.plan {
            self.take(plan);
        }
        self.raise(level, verdict.bound);
        if self.bounds[level] > self.costs[level] + Level::TOLERANCE {
            return Err(BackendError(format!(
                "session {}: a timetable costs {}, less than its bound {}",
                self.scene.session.id, self.costs[level], self.bounds[level]
            )));
        }
        Ok(())
    }

    fn raise(&mut self, level: usize, bound: f64) {
        let bound = self.book.rounded_up(self.scene, level, bound).max(bound);
        self.bounds[level] = self.bounds[level].max(bound);
    }

    /// Keeps the plan if it is better, level by level.
    fn take(&mut self, plan: Plan) {
        let costs = self.book.costs(self.scene, &plan);
        let differs = costs
            .iter()
            .zip(&self.costs)
            .find(|(new, old)| (*new - *old).abs() > Level::TOLERANCE);
        if differs.is_some_and(|(new, old)| new < old) {
            (self.plan, self.costs) = (plan, costs);
        }
    }

    fn set(&mut self, plan: Plan) {
        self.costs = self.book.costs(self.scene, &plan);
        self.plan = plan;
    }

    fn is_small(&self) -> bool {
        let scene = self.scene;
        let slots = scene.times().saturating_mul(scene.rooms);
        let judges = if scene.per_item > 0 {
            scene.judges()
        } else {
            0
        };
        let cells = slots.saturating_mul(scene.items.len());
        cells.saturating_mul(judges + 1) <= MOST_CELLS
    }

    fn limits(&self, share: f64) -> Limits {
        self.request.limits.share(share)
    }

    fn effort<'e>(&'e self, limits: &'e Limits) -> Effort<'e> {
        Effort {
            limits,
            seed: self.request.seed,
            nodes: self.request.nodes,
            observer: self.request.observer,
        }
    }

    fn tell(&self, level: usize) {
        self.request.observer.notice(Event::Progress {
            priority: self.book.priorities[level],
            cost: Some(self.costs[level]),
            bound: Some(self.bounds[level]),
        });
    }
}

/// Whether an item fits nowhere, or all items together do not: so no program is needed to see it.
fn is_hopeless(scene: &Scene) -> bool {
    let fits = |item: usize| (0..scene.times()).any(|time| scene.is_possible(item, time));
    let items = scene.items.len();
    let seats = scene.per_item * items;
    let most = scene.max_load.unwrap_or(items).min(items);
    items > scene.times() * scene.rooms || !(0..items).all(fits) || seats > most * scene.judges()
}
