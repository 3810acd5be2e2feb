//! One lane of the local search: simulated annealing over relocations and swaps (Kirkpatrick, Gelatt, Vecchi 1983).
//!
//! Levels are compared in order. A move is judged by the first level that it changes; each level has a temperature of its
//! own, measured from the moves of the lane's first steps, so that no weights between levels are needed.

use std::sync::Arc;

use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::control::Limits;
use crate::model::{Grouping, TeamId};
use crate::rules::term::Money;
use crate::score::{Compiled, State, Tables};

/// How many moves are tried between two looks at the clock.
const ROUND: u64 = 512;

/// The work of one lane.
pub struct Lane<'a> {
    /// The terms.
    pub compiled: &'a Compiled,
    /// The same, arranged.
    pub tables: Arc<Tables>,
    /// How many moves to try.
    pub moves: u64,
    /// When to stop before.
    pub limits: &'a Limits,
    /// The lane's own random numbers.
    pub random: Xoshiro256PlusPlus,
    /// Multiplies the temperatures to begin with; 1 for a fresh start.
    pub warmth: f64,
}

impl Lane<'_> {
    /// Improves `start`; returns the best assignment met and its cost.
    pub fn run(mut self, start: &Grouping) -> (Grouping, Vec<Money>) {
        let mut state = State::new(self.tables.clone(), start);
        let mut best = (start.clone(), state.cost().to_vec());
        if self.compiled.people == 0 || self.compiled.teams < 2 {
            return best;
        }
        let heat = self.sample(&mut state);
        let mut before = state.cost().to_vec();
        for step in 0..self.moves {
            if step % ROUND == 0 && self.limits.is_over() {
                break;
            }
            let progress = step as f64 / self.moves as f64;
            let cooling = self.warmth * (1e-3_f64).powf(progress);
            let Some(undo) = self.try_move(&mut state) else {
                continue;
            };
            if self.accepts(&before, state.cost(), &heat, cooling) {
                before.copy_from_slice(state.cost());
                if before < best.1 {
                    best = (state.grouping(), before.clone());
                }
                #[cfg(debug_assertions)]
                state.assert_fresh(self.compiled);
            } else {
                undo.apply(&mut state);
                debug_assert_eq!(state.cost(), before);
            }
        }
        best
    }

    /// The mean absolute change of each level by random moves: the temperatures to start from.
    fn sample(&mut self, state: &mut State) -> Vec<f64> {
        let mut sums = vec![(0.0, 0.0); state.cost().len()];
        let before = state.cost().to_vec();
        for _ in 0..200 {
            let Some(undo) = self.try_move(state) else {
                continue;
            };
            let changes = state.cost().iter().zip(&before);
            for ((sum, count), (now, before)) in sums.iter_mut().zip(changes) {
                let change = (now - before).abs() as f64;
                if change > 0.0 {
                    *sum += change;
                    *count += 1.0;
                }
            }
            undo.apply(state);
        }
        sums.iter()
            .map(|(sum, count)| if *count > 0.0 { 0.5 * sum / count } else { 0.0 })
            .collect()
    }

    /// Makes a random move and returns how to take it back.
    fn try_move(&mut self, state: &mut State) -> Option<Undo> {
        let people = self.compiled.people;
        let a = self.random.random_range(0..people);
        if self.random.random_range(0..3) == 0 {
            let team = self.random.random_range(0..self.compiled.teams);
            let from = state.team(a);
            if team == from {
                return None;
            }
            state.relocate(a, team);
            Some(Undo::Relocate(a, from))
        } else {
            let b = self.random.random_range(0..people);
            if state.team(a) == state.team(b) {
                return None;
            }
            state.swap(a, b);
            Some(Undo::Swap(a, b))
        }
    }

    fn accepts(&mut self, before: &[Money], now: &[Money], heat: &[f64], cooling: f64) -> bool {
        let changed = before.iter().zip(now).position(|(b, n)| b != n);
        let Some(level) = changed else { return true };
        let change = (now[level] - before[level]) as f64;
        if change < 0.0 {
            return true;
        }
        let temperature = heat[level] * cooling;
        temperature > 0.0 && self.random.random::<f64>() < (-change / temperature).exp()
    }
}

/// How to take a move back.
enum Undo {
    Relocate(usize, usize),
    Swap(usize, usize),
}

impl Undo {
    fn apply(self, state: &mut State) {
        match self {
            Undo::Relocate(participant, team) => state.relocate(participant, team),
            Undo::Swap(a, b) => state.swap(a, b),
        }
    }
}

/// A first assignment: each participant in turn, those with the fewest allowed teams first, goes where the levels' costs
/// grow least, the smaller team where they grow alike.
pub fn construct(
    compiled: &Compiled,
    tables: &Arc<Tables>,
    random: &mut Xoshiro256PlusPlus,
) -> Grouping {
    let everyone_somewhere = Grouping {
        team_of: vec![TeamId::new(0); compiled.people],
    };
    let mut state = State::new(tables.clone(), &everyone_somewhere);
    let mut order: Vec<usize> = (0..compiled.people).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, random.random_range(0..=i));
    }
    order.sort_by_key(|participant| tables.freedom(*participant));
    for participant in order {
        let mut best: Option<(Vec<Money>, usize, usize)> = None;
        for team in 0..compiled.teams {
            state.relocate(participant, team);
            let key = (state.cost().to_vec(), state.heads(team), team);
            if best.as_ref().is_none_or(|best| key < *best) {
                best = Some(key);
            }
        }
        if let Some((_, _, team)) = best {
            state.relocate(participant, team);
        }
    }
    state.grouping()
}
