//! Parallel local search for teams: a fixed number of lanes, each with its own random stream, the best one kept. The result
//! depends on the seed and the number of moves, never on threads.

mod anneal;

use std::sync::Arc;

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use crate::control::Limits;
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::{Compiled, Tables};

/// How many lanes run, whatever the number of threads.
const LANES: u64 = 8;

/// What the search works on.
pub struct Job<'a> {
    /// The workshop's terms.
    pub compiled: &'a Compiled,
    /// When to stop before the moves are used up.
    pub limits: &'a Limits,
    /// The seed of all lanes.
    pub seed: u64,
    /// How many moves to try in all; `None`: a number that fits the size.
    pub moves: Option<u64>,
    /// Threads; they change the time, never the result.
    pub threads: usize,
    /// An assignment to improve; without one, each lane builds its own.
    pub start: Option<&'a Grouping>,
}

/// How hot the lanes begin that improve a given assignment, in turn: from next to descent to half a fresh start.
const WARMTH: [f64; 4] = [0.02, 0.08, 0.2, 0.5];

/// Searches; returns the best assignment and its cost at every level. `None` where there is no team to put people in.
pub fn search(job: &Job) -> Option<(Grouping, Vec<Money>)> {
    let compiled = job.compiled;
    if compiled.teams == 0 {
        return None;
    }
    let tables = Arc::new(Tables::new(compiled));
    let moves = job.moves.unwrap_or_else(|| moves_that_fit(compiled)) / LANES;
    let run = |lane: u64| {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(job.seed);
        for _ in 0..lane {
            random.jump();
        }
        let (start, warmth) = match job.start {
            Some(start) => (start.clone(), WARMTH[lane as usize % WARMTH.len()]),
            None => (anneal::construct(compiled, &tables, &mut random), 1.0),
        };
        let lane = anneal::Lane {
            compiled,
            tables: tables.clone(),
            moves,
            limits: job.limits,
            random,
            warmth,
        };
        lane.run(&start)
    };
    let all = || (0..LANES).into_par_iter().map(run).collect::<Vec<_>>();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(job.threads.max(1))
        .build();
    // Where the machine gives no threads, the lanes run one after another: the result is the same.
    let found = match pool {
        Ok(pool) => pool.install(all),
        Err(_) => (0..LANES).map(run).collect(),
    };
    found.into_iter().min_by(|one, other| one.1.cmp(&other.1))
}

/// Enough moves for a good first plan of an ordinary workshop, in a fraction of a second.
fn moves_that_fit(compiled: &Compiled) -> u64 {
    (compiled.people as u64 * 4_000).clamp(40_000, 2_000_000)
}
