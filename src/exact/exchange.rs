//! What the provers and the search of one level share while they run side by side: the best plan, the bound, and the sign to
//! stop.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use super::columns::{Heritage, Part};
use super::incumbent::{Incumbent, SAME};
use super::job::Job;
use super::narrowing::Narrow;
use super::prover::Prover;
use crate::control::{Cancel, Event, Limits, Observer};
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::Compiled;

/// Where nothing got better for so long, and for a third of the time so far, more waiting is not worth it.
const PATIENCE: Duration = Duration::from_secs(10);

/// What is known of one level, shared between threads.
pub struct Exchange<'a> {
    compiled: &'a Compiled,
    /// The level that this is an opening of.
    whole: Option<&'a Exchange<'a>>,
    level: usize,
    observer: &'a dyn Observer,
    cancel: Cancel,
    /// Ends the work when nothing got better for a while.
    impatient: bool,
    stalled: AtomicBool,
    /// What the columns did.
    columns: Mutex<Part>,
    /// What the columns of the level before left, then what those of this one leave.
    heritage: Mutex<Heritage>,
    narrow: Narrow,
    /// How many openings may hold a better plan, once the level was parted by them.
    openings: AtomicUsize,
    began: Instant,
    known: Arc<Mutex<Known>>,
    proved: Mutex<Proved>,
}

/// What is proved of the level, or of one of its openings.
struct Proved {
    bound: Money,
    /// Who raised the bound last, if it was raised.
    raised_by: Option<Prover>,
}

impl Proved {
    fn new(bound: Money) -> Mutex<Self> {
        let raised_by = None;
        Mutex::new(Self { bound, raised_by })
    }
}

struct Known {
    best: Incumbent,
    /// When the plan or the bound last got better.
    news: Instant,
    /// The latest plans that were not the best, for whoever can use parts of them.
    others: Vec<Grouping>,
}

/// So many plans are kept for their parts.
const MOST_OTHERS: usize = 32;

impl<'a> Exchange<'a> {
    /// Begins with a plan and a bound of the level; whoever works under [`Exchange::limits`] stops when it is proven.
    pub fn new(job: &Job<'a>, level: usize, best: Incumbent, bound: Money) -> Self {
        Self {
            compiled: job.measure,
            whole: None,
            level,
            observer: job.observer,
            cancel: job.limits.cancel.child(),
            impatient: job.impatient,
            stalled: AtomicBool::new(false),
            columns: Mutex::default(),
            heritage: Mutex::default(),
            narrow: Narrow::default(),
            openings: AtomicUsize::new(usize::MAX),
            began: Instant::now(),
            known: Arc::new(Mutex::new(Known {
                best,
                news: Instant::now(),
                others: Vec::new(),
            })),
            proved: Proved::new(bound),
        }
    }

    /// For an opening of the level: plans are shared, bounds are its own. It ends with the level, or when `cancel` is set.
    pub fn opening(&'a self, bound: Money, cancel: &Cancel) -> Self {
        Self {
            whole: Some(self),
            cancel: cancel.child(),
            impatient: false,
            stalled: AtomicBool::new(false),
            columns: Mutex::default(),
            heritage: Mutex::default(),
            narrow: Narrow::default(),
            openings: AtomicUsize::new(usize::MAX),
            began: Instant::now(),
            known: self.known.clone(),
            proved: Proved::new(bound),
            ..*self
        }
    }

    /// Whether it is for an opening of the level: the best plan may be in another.
    pub fn is_opening(&self) -> bool {
        self.whole.is_some()
    }

    /// Tells that the level was parted by openings, of which so many may hold a better plan.
    pub fn set_apart(&self, openings: usize) {
        self.openings.store(openings, Ordering::Relaxed);
    }

    /// How many openings may hold a better plan; `None`: the level was not parted by them.
    pub fn openings(&self) -> Option<usize> {
        let openings = self.openings.load(Ordering::Relaxed);
        (openings < usize::MAX).then_some(openings)
    }

    /// What ends the race.
    pub fn cancel(&self) -> &Cancel {
        &self.cancel
    }

    fn proved(&self) -> MutexGuard<'_, Proved> {
        self.proved.lock().unwrap_or_else(|e| e.into_inner())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// These limits, and the end of the race.
    pub fn limits(&self, outer: &Limits) -> Limits {
        outer.under(&self.cancel)
    }

    /// The level.
    pub fn level(&self) -> usize {
        self.level
    }

    /// Ends the race.
    pub fn end(&self) {
        self.cancel.cancel();
    }

    /// The best plan.
    pub fn best(&self) -> Incumbent {
        self.known().best.clone()
    }

    /// The best plan if it costs less at the level than `cost`.
    pub fn better_than(&self, cost: Money) -> Option<Grouping> {
        let known = self.known();
        (known.best.cost[self.level] < cost - SAME).then(|| known.best.grouping.clone())
    }

    /// The level's bound.
    pub fn bound(&self) -> Money {
        self.proved().bound
    }

    /// Measures a plan and keeps it where it is better and costs no more at the levels before.
    pub fn offer(&self, grouping: Grouping) {
        let found = Incumbent::new(self.compiled, grouping);
        let mut known = self.known();
        let worse = (0..self.level).any(|l| found.cost[l] > known.best.cost[l] + SAME);
        if !worse && found.beats(&known.best) {
            known.best = found;
            drop(known);
            self.tell();
        }
    }

    /// Offers a plan, and keeps it for its parts where it is not the best.
    pub fn suggest(&self, grouping: Grouping) {
        self.offer(grouping.clone());
        let mut known = self.known();
        if known.others.len() < MOST_OTHERS {
            known.others.push(grouping);
        }
    }

    /// The plans that came since the last call.
    pub fn take_others(&self) -> Vec<Grouping> {
        std::mem::take(&mut self.known().others)
    }

    /// Who proved the bound; `None`: it was known before.
    pub fn raised_by(&self) -> Option<Prover> {
        self.proved().raised_by
    }

    /// Raises the level's bound to one in cost units that the program has proved.
    pub fn raise(&self, bound: f64) {
        if bound.is_finite() {
            let bound = self.compiled.levels[self.level].rounded_up(bound);
            self.raise_by(Prover::Program, bound);
        }
    }

    /// Raises the level's bound to the smaller of one in cost units and one that is proven exactly, both by columns.
    pub fn raise_within(&self, bound: f64, most: Money) {
        if bound == f64::INFINITY {
            self.raise_to(most);
        } else if bound.is_finite() {
            self.raise_to(most.min(self.compiled.levels[self.level].rounded_up(bound)));
        }
    }

    /// Raises the level's bound to one that columns have proved exactly.
    pub fn raise_to(&self, bound: Money) {
        self.raise_by(Prover::Columns, bound);
    }

    /// Raises the level's bound to one that the prover has proved.
    pub fn raise_by(&self, prover: Prover, bound: Money) {
        let bound = self.compiled.levels[self.level].next_step(bound);
        let mut proved = self.proved();
        if bound > proved.bound {
            proved.bound = bound;
            proved.raised_by = Some(prover);
            drop(proved);
            self.tell();
        }
    }

    fn tell(&self) {
        let cost = {
            let mut known = self.known();
            known.news = Instant::now();
            known.best.cost[self.level]
        };
        let bound = self.bound();
        if cost <= bound + SAME {
            self.end();
        }
        if let Some(whole) = self.whole {
            return whole.tell();
        }
        self.observer.notice(Event::Progress {
            priority: self.compiled.levels[self.level].priority,
            cost: Some(super::to_cost(cost)),
            bound: Some(super::to_cost(bound)),
        });
    }

    /// Ends the race where nothing got better for long, if that is wanted.
    pub fn end_if_stalled(&self) {
        let quiet = self.known().news.elapsed();
        if self.impatient && quiet > PATIENCE && quiet > self.began.elapsed() / 3 {
            self.stalled.store(true, Ordering::Relaxed);
            self.end();
        }
    }

    /// Whether the race ended because nothing got better for long.
    pub fn has_stalled(&self) -> bool {
        self.stalled.load(Ordering::Relaxed)
    }

    /// Where no plan has somebody which costs no more than the best one.
    pub fn narrow(&self) -> &Narrow {
        &self.narrow
    }

    /// What whole teams as columns did for the level.
    pub fn columns(&self) -> MutexGuard<'_, Part> {
        self.columns.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// What columns leave from level to level.
    pub fn heritage(&self) -> MutexGuard<'_, Heritage> {
        self.heritage.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Takes over what the columns of the level before left.
    pub fn inherit(&self, heritage: &mut Heritage) {
        std::mem::swap(&mut *self.heritage(), heritage);
    }

    /// Gives back what the columns of this one leave.
    pub fn bequeath(&self, heritage: &mut Heritage) {
        std::mem::swap(&mut *self.heritage(), heritage);
    }
}
