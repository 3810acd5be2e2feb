//! What the lanes of one search tell an observer together: how fast they are, and what the best plan costs.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::control::{Event, Observer};
use crate::rules::term::{Money, UNITS};
use crate::score::Compiled;

/// The observer is told this often at the most.
const INTERVAL: Duration = Duration::from_millis(250);

/// What all lanes did since the observer was last told.
pub struct Pulse<'a> {
    compiled: &'a Compiled,
    observer: &'a dyn Observer,
    heard: Mutex<Heard>,
}

struct Heard {
    moves: u64,
    since: Instant,
    /// The least cost that any lane told of; empty: none yet.
    best: Vec<Money>,
}

impl<'a> Pulse<'a> {
    /// Begins to count.
    pub fn new(compiled: &'a Compiled, observer: &'a dyn Observer) -> Self {
        Self {
            compiled,
            observer,
            heard: Mutex::new(Heard {
                moves: 0,
                since: Instant::now(),
                best: Vec::new(),
            }),
        }
    }

    /// A lane tried so many more moves, and its best plan costs so much. Lanes call it once in thousands of moves; it gives
    /// nothing back, so that no result can depend on it.
    pub fn beat(&self, moves: u64, cost: &[Money]) {
        let mut heard = self.heard.lock().unwrap_or_else(|e| e.into_inner());
        heard.moves += moves;
        if heard.best.is_empty() || *cost < *heard.best {
            heard.best = cost.to_vec();
        }
        let time = heard.since.elapsed();
        if time < INTERVAL {
            return;
        }
        let speed = heard.moves as f64 / time.as_secs_f64();
        (heard.moves, heard.since) = (0, Instant::now());
        let mut levels = self.compiled.levels.iter().zip(&heard.best);
        let open = levels.clone().find(|(level, cost)| **cost > level.floor);
        let Some((level, cost)) = open.or(levels.next_back()) else {
            return;
        };
        let event = Event::Search {
            priority: level.priority,
            cost: *cost as f64 / UNITS,
            speed,
        };
        drop(heard);
        self.observer.notice(event);
    }
}
