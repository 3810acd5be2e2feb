//! The search for better plans while proofs run: long runs from nothing, and parts of the best plan put together anew.

use std::time::{Duration, Instant};

use super::exchange::Exchange;
use super::job::{Effort, Job};
use super::neighbourhood::Neighbourhood;
use crate::control::Limits;

/// How long the first run lasts; later ones last half of the time so far. One long run beats several short ones.
const RUN: Duration = Duration::from_secs(4);

/// How often who waits looks up.
pub const TICK: Duration = Duration::from_millis(20);

/// Looks for better plans, round by round.
pub struct Seeker<'a> {
    job: &'a Job<'a>,
    exchange: &'a Exchange<'a>,
    /// Whether columns can work on parts of the plan.
    parts: Option<Neighbourhood>,
    threads: usize,
    began: Instant,
    rounds: u64,
}

impl<'a> Seeker<'a> {
    /// On so many threads; `fits`: whether whole teams can be columns of the level.
    pub fn new(job: &'a Job<'a>, exchange: &'a Exchange<'a>, fits: bool, threads: usize) -> Self {
        Self {
            job,
            exchange,
            parts: fits.then(|| Neighbourhood::new(job.seed)),
            threads,
            began: Instant::now(),
            rounds: 0,
        }
    }

    /// Whether nothing was tried so far.
    pub fn is_fresh(&self) -> bool {
        self.rounds == 0
    }

    /// One round: a run, then parts of the best plan. Every other run begins at the best plan where there are no parts: what is
    /// near it has soon been tried. Beside others at `work`, a pause where that helped little: all plans' teams become columns.
    pub fn round(&mut self, limits: &Limits, work: &dyn Fn() -> bool) {
        self.rounds += 1;
        let length = RUN.max(self.began.elapsed() / 2);
        let slice = limits.within(length);
        let effort = Effort {
            limits: Some(&slice),
            round: self.rounds,
            threads: self.threads,
            fresh: self.parts.is_some() || self.rounds % 2 == 1,
        };
        let before = self.exchange.best();
        match (self.job.improve)(&before.grouping, &effort) {
            Some(found) => self.exchange.suggest(found),
            None => std::thread::sleep(TICK),
        }
        self.exchange.end_if_stalled();
        if let Some(parts) = &mut self.parts {
            parts.explore(self.job, self.exchange, &limits.within(length / 2));
        }
        let awake = Instant::now() + length / 2;
        let in_vain = || !self.exchange.best().beats(&before);
        while work() && in_vain() && Instant::now() < awake && !limits.is_over() {
            std::thread::sleep(TICK);
            self.exchange.end_if_stalled();
        }
    }
}
