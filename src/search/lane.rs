//! One lane of the local search: a plan that is changed move by move, and the best one it came past.

use std::sync::Arc;

use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::assign::Assignment;
use super::construct::construct;
use super::energy::Energy;
use super::moves::{Move, Proposer, Wanted};
use super::pulse::Pulse;
use crate::control::Limits;
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::{Compiled, State, Tables};

/// Sampled moves for the weights and temperatures.
const SAMPLES: usize = 400;
/// A rise of so many temperatures is never accepted.
const HOPELESS: f64 = 16.0;
/// Less change of energy than this is none.
pub(super) const NOTHING: f64 = 1e-9;

/// A lane with its best plan.
pub struct Lane<'a> {
    pub(super) compiled: &'a Compiled,
    pub(super) limits: &'a Limits,
    pub(super) pulse: &'a Pulse<'a>,
    pub(super) random: Xoshiro256PlusPlus,
    pub(super) wanted: Wanted,
    pub(super) proposer: Proposer,
    pub(super) energy: Energy,
    pub(super) state: State,
    pub(super) best: Grouping,
    pub(super) best_cost: Vec<Money>,
    /// Whether the state is better than `best`, and not yet copied.
    pub(super) ahead: bool,
    /// Windows without a moment in which the hard rules are kept as well as by the best plan.
    pub(super) stuck: u32,
    /// The temperature at which nothing moved any more, once known.
    pub(super) frost: Option<f64>,
    /// While it cooled for the first time: temperatures, and how many of all moves changed something.
    pub(super) thaw: Vec<(f64, f64)>,
    /// Moves made and to be taken back.
    pub(super) trail: Vec<(usize, usize)>,
    /// Written and solved by each deal.
    pub(super) assignment: Assignment,
}

impl<'a> Lane<'a> {
    /// Begins with an assignment, or builds one.
    pub fn new(
        compiled: &'a Compiled,
        tables: Arc<Tables>,
        limits: &'a Limits,
        pulse: &'a Pulse<'a>,
        mut random: Xoshiro256PlusPlus,
        start: Option<&Grouping>,
    ) -> Self {
        let wanted = Wanted::new(&tables);
        let best = match start {
            Some(start) => start.clone(),
            None => construct(&tables, &wanted, limits, &mut random),
        };
        let state = State::new(tables, &best);
        let proposer = Proposer::new(state.tables(), &wanted, &state);
        let levels = state.cost().len();
        let mut lane = Self {
            compiled,
            limits,
            pulse,
            random,
            wanted,
            proposer,
            energy: Energy::from_samples(&[], levels),
            best_cost: state.cost().to_vec(),
            state,
            best,
            ahead: false,
            stuck: 0,
            frost: None,
            thaw: Vec::new(),
            trail: Vec::new(),
            assignment: Assignment::default(),
        };
        lane.sample();
        lane
    }

    /// The best plan and its cost.
    pub fn best(&self) -> (Grouping, Vec<Money>) {
        (self.best.clone(), self.best_cost.clone())
    }

    /// What the best plan costs.
    pub fn best_cost(&self) -> &Vec<Money> {
        &self.best_cost
    }

    /// Whether teams open and close.
    pub fn opens(&self) -> bool {
        self.proposer.opens()
    }

    /// Takes a plan over where it is better.
    pub fn adopt(&mut self, plan: &Grouping, cost: &[Money]) {
        if *cost < *self.best_cost {
            self.best = plan.clone();
            self.best_cost = cost.to_vec();
        }
    }

    /// Tries one move; tells whether it changed the energy.
    pub(super) fn step(&mut self, temperature: f64) -> bool {
        let Some(wish) = self
            .proposer
            .propose(&self.state, &self.wanted, &mut self.random)
        else {
            return false;
        };
        if matches!(
            wish,
            Move::Block(..) | Move::Close(_) | Move::Open(_) | Move::Replace(..) | Move::Grow(_)
        ) {
            return self.step_by_trial(wish, temperature);
        }
        let mut energy = 0.0;
        let mut worse = None;
        for level in 0..self.energy.weights.len() {
            let delta = match wish {
                Move::Relocate(a, team) => self.state.relocation(level, a, team),
                Move::Swap(a, b) => self.state.exchange(level, a, b),
                Move::Rotate(a, b, c) => self.state.rotation(level, a, b, c),
                _ => 0,
            };
            if delta != 0 {
                worse = worse.or(Some(delta > 0));
                energy += self.energy.weights[level] * delta as f64;
            }
            if energy > HOPELESS * temperature + self.energy.slack[level] {
                return false;
            }
        }
        if !self.accepts(energy, temperature) {
            return false;
        }
        if worse == Some(true) {
            self.remember();
        }
        match wish {
            Move::Relocate(a, team) => self.state.relocate(a, team),
            Move::Swap(a, b) => self.state.swap(a, b),
            Move::Rotate(a, b, c) => self.state.rotate(a, b, c),
            _ => {}
        }
        self.after();
        energy.abs() > NOTHING
    }

    pub(super) fn accepts(&mut self, energy: f64, temperature: f64) -> bool {
        energy <= 0.0 || self.random.random::<f64>() < (-energy / temperature).exp()
    }

    /// After a move: notes whether this is the best plan.
    pub(super) fn after(&mut self) {
        if *self.state.cost() < *self.best_cost {
            self.best_cost.copy_from_slice(self.state.cost());
            self.ahead = true;
        }
        #[cfg(debug_assertions)]
        self.state.assert_fresh(self.compiled);
    }

    /// Copies the state, if it is the best plan, before it is left.
    pub(super) fn remember(&mut self) {
        if self.ahead && *self.state.cost() == *self.best_cost {
            self.best = self.state.grouping();
            self.ahead = false;
        }
    }

    /// Measures what random moves change.
    fn sample(&mut self) {
        let levels = self.state.cost().len();
        let mut samples = Vec::new();
        for _ in 0..SAMPLES {
            let Some(wish) = self
                .proposer
                .propose(&self.state, &self.wanted, &mut self.random)
            else {
                continue;
            };
            let change = |level: usize| match wish {
                Move::Relocate(a, team) => self.state.relocation(level, a, team),
                Move::Swap(a, b) => self.state.exchange(level, a, b),
                Move::Rotate(a, b, c) => self.state.rotation(level, a, b, c),
                _ => 0,
            };
            samples.push((0..levels).map(change).collect());
        }
        self.energy = Energy::from_samples(&samples, levels);
    }
}
