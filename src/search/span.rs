//! How long a run of the search lasts: so many moves, or so much time.

use std::time::Instant;

use crate::control::Limits;

/// How long a run lasts.
#[derive(Clone, Copy, Debug)]
pub enum Span {
    /// So many moves.
    Moves(u64),
    /// From one moment to another.
    Time(Instant, Instant),
}

impl Span {
    /// So many moves.
    pub fn moves(moves: u64) -> Self {
        Self::Moves(moves)
    }

    /// Until the deadline; nothing where there is none.
    pub fn until(limits: &Limits) -> Self {
        let now = Instant::now();
        Self::Time(now, limits.deadline.unwrap_or(now))
    }

    /// How much of it is over after `step` moves; 1 or more: all.
    pub fn progress(&self, step: u64) -> f64 {
        match self {
            Span::Moves(moves) => step as f64 / (*moves).max(1) as f64,
            Span::Time(from, to) => {
                let all = to.saturating_duration_since(*from).as_secs_f64();
                from.elapsed().as_secs_f64() / all.max(1e-9)
            }
        }
    }
}
