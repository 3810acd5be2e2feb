//! The search for better plans while proofs run: long runs from nothing, and parts of the best plan put together anew.

use std::time::{Duration, Instant};

use super::exchange::Exchange;
use super::job::{Effort, Job};
use super::neighbourhood::Neighbourhood;
use crate::control::Limits;

/// How long the first run lasts for each participant, and at the most; later ones last this share of the time so far. One long run
/// beats several short ones.
const RUN_OF_ONE: Duration = Duration::from_millis(33);
const RUN: Duration = Duration::from_secs(4);
const LATER: f64 = 0.5;
/// The same where parts are put together between runs.
const LATER_WITH_PARTS: f64 = 0.25;
/// After a run, parts of the best plan are put together anew for so many times its length: they find what no run does.
const PARTS: f64 = 2.0;
/// The share of its length after which the first run begins where it needs a thread that others work on.
const HEAD_START: f64 = 0.5;

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

    /// How long the first run lasts.
    fn first(&self) -> Duration {
        RUN.min(RUN_OF_ONE * self.job.compiled.people as u32)
    }

    /// Whether the first run is due although others need all threads.
    pub fn is_due(&self) -> bool {
        self.rounds == 0 && self.began.elapsed() >= self.first().mul_f64(HEAD_START)
    }

    /// One round: a run, then parts of the best plan. Every other run begins at the best plan: what is near it has soon been tried.
    pub fn round(&mut self, limits: &Limits) {
        self.rounds += 1;
        let share = match self.parts {
            Some(_) => LATER_WITH_PARTS,
            None => LATER,
        };
        let length = self.first().max(self.began.elapsed().mul_f64(share));
        let slice = limits.within(length);
        let effort = Effort {
            level: self.exchange.level(),
            limits: Some(&slice),
            round: self.rounds,
            threads: self.threads,
            fresh: self.rounds % 2 == 1,
        };
        let before = self.exchange.best();
        match (self.job.improve)(&before.grouping, &effort) {
            Some(found) => self.exchange.suggest(found),
            None => std::thread::sleep(TICK),
        }
        self.exchange.end_if_stalled();
        if let Some(parts) = &mut self.parts {
            parts.explore(
                self.job,
                self.exchange,
                &limits.within(length.mul_f64(PARTS)),
            );
        }
    }
}
