//! Parallel local search for teams: simulated annealing in lanes, each with its own stream of random numbers; between rounds
//! the lanes learn the best plan. With a budget of moves the result depends on the seed and the budget, never on threads.

mod aim;
mod anneal;
mod assign;
mod construct;
mod deal;
mod energy;
mod lane;
mod lot;
mod moves;
mod pulse;
mod sizes;
mod span;
mod thaw;
mod trial;

use std::sync::Arc;

use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use crate::control::{Limits, Observer};
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::{Compiled, Tables};
use lane::Lane;
use pulse::Pulse;
use span::Span;

/// What the search works on.
pub struct Job<'a> {
    /// The workshop's terms.
    pub compiled: &'a Compiled,
    /// When to stop before the moves are used up.
    pub limits: &'a Limits,
    /// The seed of all lanes.
    pub seed: u64,
    /// How much to do.
    pub budget: Budget,
    /// Threads; with a budget of moves they change the time, never the result.
    pub threads: usize,
    /// An assignment to improve; without one, each lane builds its own.
    pub start: Option<&'a Grouping>,
    /// How many levels count; later ones only tell plans apart that are equal in these.
    pub heeded: usize,
    /// Told now and then how the search is getting on.
    pub observer: &'a dyn Observer,
}

/// How much a search does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Budget {
    /// As many moves as make a good first plan of this size.
    Fitting,
    /// So many moves in all.
    Moves(u64),
    /// All the time until the deadline, which there must be; on one lane for each thread.
    Time,
}

/// How many lanes share a budget of moves.
const LANES: usize = 8;
/// The same for very large workshops, whose lanes fill the memory.
const LANES_WHERE_LARGE: usize = 2;
/// From so many participants on.
const LARGE: usize = 20_000;

/// Each round's share of what is left, and how many of all moves change something where it begins: the whole way down first,
/// then reheats from the best plan.
const ROUNDS: [(f64, f64); 6] = [
    (0.5, LIVELY),
    (0.25, 0.006),
    (0.3, 0.012),
    (0.4, 0.004),
    (0.5, 0.008),
    (1.0, 0.003),
];
/// The first round's share where there is time for it: the slower the whole way down, the better its end.
const LONG_FIRST_ROUND: f64 = 0.8;
/// Where so many of all moves change something, a plan that is good already is hardly destroyed …
const LIVELY: f64 = 0.04;
/// … and where so many do, anything can still become of it: every other lane begins here.
const WILD: f64 = 0.25;
/// The first round where nothing counts but who is with whom: one run, as slow as the time allows, through the
/// temperatures at which plans still change their kind.
const ONE_LONG_RUN: (f64, f64) = (0.9, 0.012);
/// A plan to start from is kept mostly as it is.
const LIVELY_FROM_PLAN: f64 = 0.01;

/// Searches; returns the best assignment and its cost at every level. `None` where there is no team to put people in.
pub fn search(job: &Job) -> Option<(Grouping, Vec<Money>)> {
    let compiled = job.compiled;
    if compiled.teams == 0 {
        return None;
    }
    let tables = Arc::new(Tables::new(compiled));
    let pulse = Pulse::new(compiled, job.observer);
    let count = match job.budget {
        Budget::Time => job.threads.max(1),
        _ if compiled.people >= LARGE => LANES_WHERE_LARGE,
        _ => LANES,
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(job.threads.max(1))
        .build()
        .ok();
    let lane = |index: usize| {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(job.seed);
        (0..index).for_each(|_| random.jump());
        Lane::new(
            compiled,
            tables.clone(),
            job.limits,
            &pulse,
            random,
            job.start,
            job.heeded,
        )
    };
    // Where the machine gives no threads, the lanes run one after another: the result is the same.
    let mut lanes: Vec<Lane> = match &pool {
        Some(pool) => pool.install(|| (0..count).into_par_iter().map(lane).collect()),
        None => (0..count).map(lane).collect(),
    };
    let mut left = match job.budget {
        Budget::Fitting => fitting(compiled),
        Budget::Moves(moves) => moves,
        Budget::Time => u64::MAX,
    } / count as u64;
    let mut rounds = ROUNDS;
    if job.budget == Budget::Time && job.start.is_none() {
        rounds[0].0 = LONG_FIRST_ROUND;
    }
    if lanes[0].has_only_differences() {
        rounds[0] = ONE_LONG_RUN;
    }
    for (round, (share, liveliness)) in rounds.into_iter().enumerate() {
        let best = best_of(&lanes);
        if job.limits.is_over() || compiled.is_at_floor(lanes[best].best_cost()) {
            break;
        }
        if round > 0 {
            let (grouping, cost) = lanes[best].best();
            for (index, lane) in lanes.iter_mut().enumerate() {
                // Half of the lanes go on from the best plan, the others from their own.
                if index % 2 == 0 {
                    lane.adopt(&grouping, &cost);
                }
            }
        }
        let liveliness = if job.start.is_some() && round == 0 {
            LIVELY_FROM_PLAN
        } else {
            liveliness
        };
        let span = match job.budget {
            Budget::Time => Span::until(&job.limits.share(share)),
            _ => Span::moves((left as f64 * share) as u64),
        };
        if let Span::Moves(moves) = span {
            left -= moves;
        }
        let run = |(index, lane): (usize, &mut Lane)| {
            // Where teams may open and close, a long run in each lane decides which, and needs the heat.
            let free = index % 2 == 1 || (job.budget == Budget::Time && lane.opens());
            let wild = round == 0 && job.start.is_none() && free && !lane.has_only_differences();
            lane.run(&span, if wild { WILD } else { liveliness });
        };
        match &pool {
            Some(pool) => pool.install(|| lanes.par_iter_mut().enumerate().for_each(run)),
            None => lanes.iter_mut().enumerate().for_each(run),
        }
    }
    pulse.end();
    let best = best_of(&lanes);
    Some(lanes[best].best())
}

/// The first lane of those with the least cost.
fn best_of(lanes: &[Lane]) -> usize {
    let costs = lanes.iter().map(Lane::best_cost).enumerate();
    costs
        .min_by(|one, other| one.1.cmp(other.1))
        .map_or(0, |(index, _)| index)
}

/// Enough moves for a good first plan of an ordinary workshop, in a fraction of a second.
fn fitting(compiled: &Compiled) -> u64 {
    (compiled.people as u64 * 12_000).clamp(80_000, 4_000_000)
}
