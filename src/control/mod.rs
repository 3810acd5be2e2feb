//! What a running solver is given: limits, a cancel flag, a seed, and an observer for progress.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// A flag that asks every running solver to stop soon and keep its best plan. Clones share the flag.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    flag: Arc<AtomicBool>,
    parent: Option<Box<Cancel>>,
}

impl Cancel {
    /// A flag of its own that is also set when this one is.
    pub fn child(&self) -> Self {
        Self {
            flag: Arc::default(),
            parent: Some(Box::new(self.clone())),
        }
    }

    /// Asks to stop.
    pub fn cancel(&self) {
        self.flag.store(true, Ordering::Relaxed);
    }

    /// Whether someone asked to stop.
    pub fn is_cancelled(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
            || self
                .parent
                .as_ref()
                .is_some_and(|parent| parent.is_cancelled())
    }
}

/// What a solver may use up.
#[derive(Clone, Debug)]
pub struct Limits {
    /// When to stop; `None`: never by the clock.
    pub deadline: Option<Instant>,
    /// Stop when it is set.
    pub cancel: Cancel,
}

impl Limits {
    /// No limit but the cancel flag.
    pub fn none() -> Self {
        Self {
            deadline: None,
            cancel: Cancel::default(),
        }
    }

    /// The time that is left; `None`: no limit.
    pub fn left(&self) -> Option<Duration> {
        self.deadline
            .map(|deadline| deadline.saturating_duration_since(Instant::now()))
    }

    /// Whether to stop now.
    pub fn is_over(&self) -> bool {
        self.cancel.is_cancelled() || self.left().is_some_and(|left| left.is_zero())
    }

    /// The same limits under another cancel flag.
    pub fn under(&self, cancel: &Cancel) -> Self {
        Self {
            deadline: self.deadline,
            cancel: cancel.clone(),
        }
    }

    /// The same limits with at most `most` time from now.
    pub fn within(&self, most: Duration) -> Self {
        let soon = Instant::now() + most;
        Self {
            deadline: Some(self.deadline.map_or(soon, |deadline| deadline.min(soon))),
            cancel: self.cancel.clone(),
        }
    }

    /// The same limits with at most `share` (0 to 1) of the time that is left.
    pub fn share(&self, share: f64) -> Self {
        Self {
            deadline: self
                .left()
                .map(|left| Instant::now() + left.mul_f64(share.clamp(0.0, 1.0))),
            cancel: self.cancel.clone(),
        }
    }
}

/// What is going on, for a progress display.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// A phase began.
    Phase(Phase),
    /// The state of the level in work.
    Progress {
        /// The priority of the level in work.
        priority: u32,
        /// Its best cost so far.
        cost: Option<f64>,
        /// Its bound so far.
        bound: Option<f64>,
    },
    /// How the local search for teams is getting on; it may run beside a proof.
    Search {
        /// The priority of the first level at which its best plan could cost less.
        priority: u32,
        /// What that plan costs there.
        cost: f64,
        /// Moves a second, of all threads together.
        speed: f64,
    },
    /// What is done, of several things that could be, and why.
    Decision(Decision),
    /// The work on a level ended, at least for now.
    Level {
        /// Its priority.
        priority: u32,
        /// Its best cost.
        cost: f64,
        /// Its bound.
        bound: Option<f64>,
    },
    /// A search ended.
    Searched {
        /// The moves that its lanes tried, each lane's rounded down to thousands.
        moves: u64,
    },
}

/// A decision and its reason, for people; it names nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The priority of the level that it is about; `None`: all of them.
    pub priority: Option<u32>,
    /// In Japanese.
    pub ja: String,
    /// In English.
    pub en: String,
}

/// A phase of solving.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Local search for teams.
    Search,
    /// Proof for teams.
    Proof,
    /// The timetable of the session with this id.
    Timetable(String),
}

/// Is told what is going on. It may be called from any thread, often; it must be quick.
pub trait Observer: Sync {
    /// Called at each event.
    fn notice(&self, event: Event);
}

/// The silent observer.
impl Observer for () {
    fn notice(&self, _event: Event) {}
}
