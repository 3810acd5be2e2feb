//! The way to a session's timetable: hard rules first, then level by level, local search before proof.

mod prove;

use super::anneal::without_illegal_judges;
use super::book::Book;
use super::construct::construct;
use super::plan::Plan;
use super::proof::{Effort, Proof};
use super::published::nearest;
use super::scene::Scene;
use super::seating::Panels;
use super::solve::Request;
use crate::control::{Event, Limits};
use crate::exact::backend::BackendError;
use crate::exact::program::Ending;
use crate::model::Level;

/// Above so many cells (items × times × rooms × judges) no integer program is written: it would not fit memory, and the
/// bounds are those of simple counting.
const MOST_CELLS: usize = 300_000;

/// Where the way ended.
pub(crate) struct Found {
    /// The best plan.
    pub plan: Plan,
    /// Per level: no plan costs less there.
    pub bounds: Vec<f64>,
    /// Whether it was proved that no plan keeps the hard rules.
    pub proven_infeasible: bool,
}

/// The way from an empty timetable to the last level.
pub(crate) struct Run<'r> {
    pub(super) request: &'r Request<'r, 'r>,
    pub(super) scene: &'r Scene<'r>,
    pub(super) book: &'r Book,
    pub(super) plan: Plan,
    pub(super) costs: Vec<f64>,
    /// Costs are never below 0.
    pub(super) bounds: Vec<f64>,
    /// Whether structure and hard rules have a price: no timetable that keeps them is known.
    pub(super) elastic: bool,
    proven_infeasible: bool,
    proof: Option<Proof<'r>>,
    /// The program without judges.
    placed_proof: Option<Proof<'r>>,
    /// What levels say of seats; `None` without judges.
    pub(super) panels: Option<Panels>,
}

impl<'r> Run<'r> {
    /// A first plan.
    pub fn new(request: &'r Request<'r, 'r>, scene: &'r Scene<'r>, book: &'r Book) -> Self {
        let mut plan = construct(scene);
        if let Some(published) = &scene.published {
            let limits = request.limits.share(0.2);
            plan = nearest(scene, book, published, &limits, request.seed);
        }
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
            placed_proof: None,
            panels: Panels::of(scene, book),
        }
    }

    /// Whether there is a plan that keeps the hard rules; `None` where that was not found out.
    pub fn verdict(mut self) -> Result<Option<bool>, BackendError> {
        if self.costs[0] <= Level::TOLERANCE {
            return Ok(Some(true));
        }
        if is_hopeless(self.scene) {
            return Ok(Some(false));
        }
        if self.is_small() {
            let proof = Proof::new(self.scene, self.book, false, true);
            let verdict = proof.work(None, &self.effort(&self.limits(0.2)))?;
            match verdict.ending {
                Ending::Infeasible => return Ok(Some(false)),
                _ if verdict.plan.is_some() => return Ok(Some(true)),
                _ => {}
            }
        }
        self.improve(0);
        Ok((self.costs[0] <= Level::TOLERANCE).then_some(true))
    }

    /// Improves and proves one level after another.
    pub fn through_all_levels(mut self) -> Result<Found, BackendError> {
        self.keep_hard_rules()?;
        if self.elastic && self.is_alternative() {
            // An alternative that breaks hard rules is none.
            return Ok(self.found());
        }
        let first = usize::from(!self.elastic);
        for level in first..self.book.priorities.len() {
            self.count_bound(level);
            self.improve(level);
            self.prove(level)?;
            self.tell(level);
        }
        Ok(self.found())
    }

    fn found(self) -> Found {
        Found {
            plan: self.plan,
            bounds: self.bounds,
            proven_infeasible: self.proven_infeasible,
        }
    }

    /// Whether another plan is known that this one must differ from.
    fn is_alternative(&self) -> bool {
        let published = self.scene.published.as_ref();
        published.is_some_and(|published| !published.spared.is_empty())
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
            let proof = Proof::new(self.scene, self.book, false, true);
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

    /// Whether people who are affected by a change count before all wishes.
    pub(super) fn is_locked(&self) -> bool {
        self.book.parts.get(1).is_some_and(Option::is_some)
    }

    /// Keeps the plan if it is better, level by level.
    pub(super) fn take(&mut self, plan: Plan) {
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

    pub(super) fn limits(&self, share: f64) -> Limits {
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
    items > scene.times() * scene.rooms
        || !(0..items).all(fits)
        || seats > most * scene.judges()
        || lacks_anchors(scene)
}

/// Whether too few judges have the time for every room that must be used.
fn lacks_anchors(scene: &Scene) -> bool {
    let items = scene.items.len();
    let rooms = items.div_ceil(scene.times().max(1));
    let can = |judge: &usize| {
        let mut there: Vec<usize> = (0..scene.times())
            .filter(|time| scene.free[*judge][*time])
            .map(|time| {
                if scene.seated {
                    scene.block_of[time]
                } else {
                    time
                }
            })
            .collect();
        there.dedup();
        there.len().min(scene.max_load.unwrap_or(items)) >= rooms
    };
    scene.anchors > 0 && (0..scene.judges()).filter(can).count() < scene.anchors
}
