//! One lane of the local search: a plan that is changed move by move, and the best one it came past.

use std::sync::Arc;

use rand_xoshiro::Xoshiro256PlusPlus;

use super::aim::{self, Wanted};
use super::assign::Assignment;
use super::construct::construct;
use super::energy::Energy;
use super::lot::{Lot, Luck};
use super::moves::{Kind, Move, Proposer, Turn};
use super::pulse::Pulse;
use super::sizes::best_sizes;
use super::thaw::Thaw;
use crate::control::Limits;
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::{Compiled, State, Tables};

/// Sampled moves for the weights and temperatures: two rounds of turns.
const SAMPLES: usize = 512;
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
    turn: Turn,
    /// Whether swaps never change the hard level.
    hard_is_of_sizes: bool,
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
    /// What the first cooling showed.
    pub(super) thaw: Thaw,
    /// Moves made and to be taken back.
    pub(super) trail: Vec<(usize, usize)>,
    /// Whether nothing counts but who is with whom: nobody wishes for any team, no team may close, no attribute matters.
    pub(super) only_differences: bool,
    /// The same, and hard rules are about sizes only: violations would lead nowhere that moves within the sizes do not.
    pub(super) strict: bool,
    /// What sizes teams should have, where that is known and was not yet told.
    pub(super) sizes: Option<Vec<usize>>,
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
        heeded: usize,
    ) -> Self {
        let wanted = Wanted::new(&tables);
        let best = match start {
            Some(start) => start.clone(),
            None => construct(&tables, &wanted, limits, &mut random),
        };
        let state = State::new(tables, &best);
        let proposer = Proposer::new(state.tables(), &wanted, &state);
        let levels = state.cost().len();
        let pairs_only = state.tables().levels.iter().all(|l| l.members_alike);
        let only_differences = pairs_only && wanted.is_empty() && !proposer.opens();
        let hard_is_of_sizes = state.tables().levels[0].sizes_only;
        let sizes = (only_differences && start.is_none())
            .then(|| best_sizes(state.tables(), proposer.all_sizes()));
        let mut lane = Self {
            compiled,
            limits,
            pulse,
            random,
            wanted,
            proposer,
            turn: Turn::default(),
            hard_is_of_sizes,
            energy: Energy::from_samples(&[], levels, heeded),
            best_cost: state.cost().to_vec(),
            state,
            best,
            ahead: false,
            stuck: 0,
            frost: None,
            thaw: Thaw::default(),
            trail: Vec::new(),
            only_differences,
            strict: only_differences && hard_is_of_sizes,
            sizes: sizes.flatten(),
            assignment: Assignment::default(),
        };
        lane.sample(heeded);
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

    /// Whether nothing counts but who is with whom.
    pub fn has_only_differences(&self) -> bool {
        self.only_differences
    }

    /// Takes a plan over where it is better.
    pub fn adopt(&mut self, plan: &Grouping, cost: &[Money]) {
        if *cost < *self.best_cost {
            self.best = plan.clone();
            self.best_cost = cost.to_vec();
        }
    }

    /// Tries one move; tells whether it changed the energy.
    #[inline]
    pub(super) fn step(&mut self, temperature: f64) -> bool {
        let lot = Lot::draw(&mut self.random);
        let (a, luck) = (lot.high(self.state.tables().people), lot.luck());
        let (state, wanted, random) = (&self.state, &self.wanted, &mut self.random);
        match self.proposer.kind(self.turn.take()) {
            Kind::Swap => {
                let b = aim::swap(state, wanted, a, random);
                b.is_some_and(|b| self.step_by_swap(luck, temperature, a, b))
            }
            Kind::Relocate => {
                let team = aim::relocation(state, wanted, a, random);
                team.is_some_and(|team| {
                    if self.strict && !self.proposer.has_room(&self.state, a, team) {
                        return false;
                    }
                    let delta = |state: &State, level| state.relocation(level, a, team);
                    self.step_by(luck, temperature, 0, delta, |state| state.relocate(a, team))
                })
            }
            Kind::Rotate => {
                let ring = aim::ring(state, wanted, a, random);
                ring.is_some_and(|(b, c)| {
                    let Some(c) = c else {
                        return self.step_by_swap(luck, temperature, a, b);
                    };
                    let delta = |state: &State, level| state.rotation(level, a, b, c);
                    let first = usize::from(self.hard_is_of_sizes);
                    self.step_by(luck, temperature, first, delta, |s| s.rotate(a, b, c))
                })
            }
            Kind::Many(share) => {
                let wish = self.proposer.many(share, state, wanted, random);
                wish.is_some_and(|wish| self.step_by_trial(wish, luck, temperature))
            }
        }
    }

    /// Swaps two where that is accepted.
    #[inline]
    fn step_by_swap(&mut self, luck: Luck, temperature: f64, a: usize, b: usize) -> bool {
        let delta = |state: &State, level| state.exchange(level, a, b);
        let first = usize::from(self.hard_is_of_sizes);
        self.step_by(luck, temperature, first, delta, |state| state.swap(a, b))
    }

    /// Makes a move where what it changes at each level, from the first that it may change, is accepted.
    #[inline]
    fn step_by(
        &mut self,
        luck: Luck,
        temperature: f64,
        first: usize,
        delta: impl Fn(&State, usize) -> Money,
        make: impl FnOnce(&mut State),
    ) -> bool {
        let most = luck.bound() * temperature;
        let mut energy = 0.0;
        let mut worse = None;
        for (level, factor) in self.energy.factors.iter().enumerate().skip(first) {
            let delta = delta(&self.state, level);
            if delta != 0 {
                worse = worse.or(Some(delta > 0));
                energy += factor.weight * delta as f64;
            }
            if energy > most + factor.slack {
                return false;
            }
        }
        accepts(luck, energy, temperature) && self.settle(energy, worse == Some(true), make)
    }

    /// Makes a move that is accepted; tells whether it changes the energy. Most moves never get here, and are quicker for it.
    #[inline(never)]
    fn settle(&mut self, energy: f64, is_worse: bool, make: impl FnOnce(&mut State)) -> bool {
        if is_worse {
            self.remember();
        }
        make(&mut self.state);
        self.after();
        energy.abs() > NOTHING
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

    /// Measures what random moves change at the levels that count.
    fn sample(&mut self, heeded: usize) {
        let levels = self.state.cost().len();
        let mut samples = Vec::new();
        let count = if self.compiled.teams < 2 { 0 } else { SAMPLES };
        for _ in 0..count {
            let turn = self.turn.take();
            let Some(wish) =
                self.proposer
                    .propose(turn, &self.state, &self.wanted, &mut self.random)
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
        self.energy = Energy::from_samples(&samples, levels, heeded);
    }
}

/// By the rule of Metropolis.
#[inline]
pub(super) fn accepts(luck: Luck, energy: f64, temperature: f64) -> bool {
    energy <= 0.0 || is_lucky(luck, energy, temperature)
}

/// Kept apart, since few moves get so far.
#[inline(never)]
fn is_lucky(luck: Luck, energy: f64, temperature: f64) -> bool {
    energy <= luck.exact() * temperature
}
