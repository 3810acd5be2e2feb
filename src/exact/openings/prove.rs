//! A level proved opening by opening.

use std::time::Duration;

use super::opening::Opening;
use super::parting::{Item, Left, Parting};
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::columns::Part;
use crate::exact::exchange::{Exchange, Prover};
use crate::exact::explain;
use crate::exact::ground::Ground;
use crate::exact::incumbent::{Incumbent, SAME};
use crate::exact::job::{Job, Proof, is_open};
use crate::exact::levels::without_spare_places;
use crate::exact::seeker::Seeker;
use crate::exact::symmetry;
use crate::exact::teams::TeamProgram;
use crate::exact::trial::{self, Trial};
use crate::rules::term::Money;
use crate::score::Compiled;

/// Linear programs of more places take too long for many of them.
const MOST_PLACES: usize = 6_000;
/// More classes of teams that may be open or not are too many to decide.
const MOST_CLASSES: usize = 48;
/// So many linear programs are solved at a level …
const MOST_SOLVED: usize = 1_500;
/// … and so many openings that may hold a better plan are kept apart; with more, the level stays one problem.
const MOST_APART: usize = 120;
/// The share of the level's time that the linear programs and first tries may take before that.
const SHARE: f64 = 0.4;
/// The first try of an opening lasts for so long for each participant.
const TRY_OF_ONE: Duration = Duration::from_millis(10);
/// An opening is raced for so often.
const MOST_TRIES: usize = 3;

/// What came of it.
pub enum Openings {
    /// The level is proved, or the time is up.
    Done,
    /// There is nothing to decide about.
    Whole,
    /// They are too many: the workshop in which no other opening is possible.
    Fewer(Box<Compiled>),
}

/// Proves the level from the proof's plan by openings, where its program is large enough to gain from it and small enough to be solved
/// often.
///
/// # Errors
/// When the solver fails.
pub fn prove(
    job: &Job,
    ground: &Ground,
    proof: &mut Proof,
    level: usize,
    limits: &Limits,
) -> Result<Openings, BackendError> {
    let best = proof.best.clone().filter(Incumbent::keeps_hard_rules);
    let places = job.compiled.people * job.compiled.teams;
    let strict = ground.complete && job.compiled.levels[0].floor >= 0;
    let Some(best) = best.filter(|_| strict && places <= MOST_PLACES) else {
        return Ok(Openings::Whole);
    };
    let classes = symmetry::classes_of_teams(&job.compiled.levels, job.compiled.teams);
    let program = ground.program(&best, level);
    let known = Opening::of(&program, &classes);
    let undecided = known.undecided().count();
    if program.program().is_binary() || undecided == 0 || undecided > MOST_CLASSES {
        return Ok(Openings::Whole);
    }
    let left = proof.openings.take();
    let items = left.and_then(|left| left.for_level(level, &classes));
    let fits = proof.has_columns(job, level);
    let bound = proof.bounds[level].unwrap_or(Money::MIN);
    let exchange = Exchange::new(job, level, best, bound);
    let mut stage = Stage {
        job,
        level,
        exchange: &exchange,
        classes: &classes,
        items: items.unwrap_or_else(|| vec![Item::new(known.clone())]),
        known,
        proof,
    };
    let limits_of_tries = exchange.limits(limits);
    let apart = if job.threads > 1 && job.nodes.is_none() {
        let search = limits_of_tries.under(&limits_of_tries.cancel.child());
        let mut seeker = Seeker::new(job, &exchange, fits, job.threads - 1);
        let (stage, program, limits) = (&mut stage, &program, &limits_of_tries);
        std::thread::scope(|scope| {
            let tries = scope.spawn(|| {
                let apart = stage.set_apart(program, limits);
                search.cancel.cancel();
                apart
            });
            while !tries.is_finished() && !search.is_over() {
                seeker.round(&search);
            }
            tries.join()
        })
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))?
    } else {
        stage.set_apart(&program, &limits_of_tries)?
    };
    stage.settle();
    if !apart {
        let hull = stage.hull();
        let narrower = hull.within(job.compiled, &classes, &stage.known);
        return Ok(Openings::Fewer(Box::new(narrower)));
    }
    stage.race(limits)?;
    stage.settle();
    let items = stage.items;
    proof.openings = Some(Left {
        level,
        classes,
        items,
    });
    Ok(Openings::Done)
}

/// A level while it is proved by openings.
struct Stage<'a> {
    job: &'a Job<'a>,
    level: usize,
    /// The best plan and the level's bound, shared with the search.
    exchange: &'a Exchange<'a>,
    classes: &'a [Vec<usize>],
    /// What the hard rules say.
    known: Opening,
    /// The openings that hold all plans as good as the best one.
    items: Vec<Item>,
    proof: &'a mut Proof,
}

impl Stage<'_> {
    /// Parts openings, those with the least bound first, and tries each that is decided, until none is left that was not tried; whether
    /// they are few enough.
    fn set_apart(&mut self, program: &TeamProgram, limits: &Limits) -> Result<bool, BackendError> {
        let terms = &self.job.compiled.levels[self.level];
        let mut parting = Parting::new(program, self.classes, terms)?;
        let most = match self.job.nodes {
            Some(nodes) => usize::try_from(nodes)
                .unwrap_or(MOST_SOLVED)
                .min(MOST_SOLVED),
            None => MOST_SOLVED,
        };
        let short = match self.job.nodes {
            Some(_) => limits.clone(),
            None => limits.share(SHARE),
        };
        let apart = loop {
            self.look();
            let waiting = |item: &Item| item.tries == 0;
            if limits.is_over() {
                break true;
            }
            let Some(at) = self.least(waiting) else {
                break true;
            };
            let item = &self.items[at];
            if item.open.is_some() && item.opening.undecided().next().is_none() {
                let within = TRY_OF_ONE * self.job.compiled.people as u32;
                self.attempt(at, limits, Some(within))?;
                continue;
            }
            if parting.solved >= most || self.awake() > MOST_APART || short.is_over() {
                break false;
            }
            let item = self.items.swap_remove(at);
            let (parts, more) = parting.part(item, &self.exchange.best(), self.level, limits)?;
            self.items.extend(parts);
            if !more {
                break limits.is_over();
            }
        };
        explain::openings(self.job, self.level, parting.solved, self.awake(), apart);
        Ok(apart)
    }

    /// All provers, one opening after the other, those first that were tried least and have the least bound.
    fn race(&mut self, limits: &Limits) -> Result<(), BackendError> {
        loop {
            self.look();
            if limits.is_over() || self.proof.stalled {
                return Ok(());
            }
            let tries = |item: &Item| item.tries;
            let open = self.items.iter().filter(|item| self.is_awake(item));
            let Some(least) = open.clone().map(tries).min().filter(|l| *l < MOST_TRIES) else {
                return Ok(());
            };
            let rest = open.filter(|item| item.tries == least).count();
            let Some(at) = self.least(|item| item.tries == least) else {
                return Ok(());
            };
            self.attempt(at, &limits.share(1.0 / rest as f64), None)?;
            // The same budget would come to the same.
            if self.job.nodes.is_some() {
                self.items.iter_mut().for_each(|item| item.tries += 1);
            }
        }
    }

    /// Tries an opening: its program alone for so long, or all provers.
    fn attempt(
        &mut self,
        at: usize,
        limits: &Limits,
        alone: Option<Duration>,
    ) -> Result<(), BackendError> {
        let mut item = self.items.swap_remove(at);
        let result = self.attempt_item(&mut item, limits, alone);
        item.tries += 1;
        self.items.push(item);
        result
    }

    fn attempt_item(
        &mut self,
        item: &mut Item,
        limits: &Limits,
        alone: Option<Duration>,
    ) -> Result<(), BackendError> {
        let level = self.level;
        let open = self.awake() as u64 + 1;
        let compiled = item
            .opening
            .within(self.job.compiled, self.classes, &self.known);
        let job = Job {
            compiled: &compiled,
            beside: self.bound(),
            nodes: self.job.nodes.map(|nodes| (nodes / open).max(1)),
            ..*self.job
        };
        let mut part = Proof {
            best: Some(self.named_in_order(self.exchange.best())),
            heritage: std::mem::take(&mut item.heritage),
            columns: Part::None,
            stalled: false,
            ..self.proof.clone()
        };
        part.bounds[level] = Some(item.bound);
        if let Some(ground) = Ground::of(&compiled, job.reach, true) {
            let narrower = without_spare_places(&job, &ground, &part, level);
            let narrowed = narrower
                .as_ref()
                .and_then(|narrower| Some((narrower, Ground::of(narrower, job.reach, true)?)));
            match &narrowed {
                Some((compiled, ground)) => {
                    let job = Job { compiled, ..job };
                    try_part(&job, ground, &mut part, level, limits, alone)?;
                }
                None => try_part(&job, &ground, &mut part, level, limits, alone)?,
            }
        }
        item.bound = part.bounds[level].unwrap_or(Money::MIN).max(item.bound);
        item.heritage = part.heritage;
        self.proof.columns.learn(part.columns);
        self.proof.stalled |= part.stalled;
        if let Some(best) = part.best {
            self.exchange.offer(best.grouping);
        }
        Ok(())
    }

    /// The plan with the names of equal teams in order, the closed ones last.
    fn named_in_order(&self, best: Incumbent) -> Incumbent {
        let order: Vec<usize> = (0..best.grouping.team_of.len()).collect();
        Incumbent {
            grouping: symmetry::canonical(&best.grouping, self.classes, &order),
            cost: best.cost,
        }
    }

    /// Leaves out what has become hopeless, and tells the bound.
    fn look(&mut self) {
        let cost = self.exchange.best().cost[self.level];
        self.items.retain(|item| item.bound <= cost + SAME);
        self.exchange
            .raise_by(Prover::Program, self.bound().min(cost));
    }

    /// No plan that is better than the best one costs less.
    fn bound(&self) -> Money {
        let bounds = self.items.iter().map(|item| item.bound);
        bounds.min().unwrap_or(Money::MAX)
    }

    /// Whether a better plan may be in it.
    fn is_awake(&self, item: &Item) -> bool {
        item.bound < self.exchange.best().cost[self.level] - SAME
    }

    fn awake(&self) -> usize {
        self.items.iter().filter(|item| self.is_awake(item)).count()
    }

    /// Where the one with the least bound is, of those that may hold a better plan.
    fn least(&self, of: impl Fn(&Item) -> bool) -> Option<usize> {
        let places = 0..self.items.len();
        let open = places.filter(|at| of(&self.items[*at]) && self.is_awake(&self.items[*at]));
        open.min_by_key(|at| self.items[*at].bound)
    }

    /// The smallest opening that holds all that are left.
    fn hull(&self) -> Opening {
        let openings = self.items.iter().map(|item| item.opening.clone());
        openings
            .reduce(|one, other| one.with(&other))
            .unwrap_or_else(|| self.known.clone())
    }

    /// Keeps the best plan and the bound.
    fn settle(&mut self) {
        self.look();
        let best = self.exchange.best();
        let bound = self.exchange.bound().min(best.cost[self.level]);
        let before = self.proof.bounds[self.level];
        self.proof.bounds[self.level] = Some(bound).max(before);
        self.proof.best = Some(best);
    }
}

/// The short way where `alone` says how long, else all provers.
fn try_part(
    job: &Job,
    ground: &Ground,
    part: &mut Proof,
    level: usize,
    limits: &Limits,
    alone: Option<Duration>,
) -> Result<(), BackendError> {
    if alone.is_some() {
        trial::from_list(job, part, level, limits);
        if !is_open(job, part, level) {
            return Ok(());
        }
    }
    let Some(trial) = Trial::new(job, ground, part, level) else {
        return Ok(());
    };
    match alone {
        Some(_) => {
            trial.brief(job, part, level, limits, alone)?;
            Ok(())
        }
        None => trial.long(job, part, level, limits, false),
    }
}
