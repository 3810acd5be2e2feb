//! One lane of the local search: simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over relocations, swaps, rings of
//! three, blocks, and teams that open and close, with a price for hard violations that oscillates.

use std::sync::Arc;
use std::time::Instant;

use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::construct::construct;
use super::energy::Energy;
use super::moves::{Move, Proposer, Wanted};
use crate::control::Limits;
use crate::model::Grouping;
use crate::rules::term::Money;
use crate::score::{Compiled, State, Tables};

/// How many moves are tried between two looks at the clock.
const ROUND: u64 = 512;
/// How many between two looks at the price of hard violations.
const WINDOW: u64 = 2_048;
/// So many windows without a moment in which the hard rules are kept as well as ever are too many.
const PATIENCE: u32 = 12;
/// Sampled moves for the weights and temperatures.
const SAMPLES: usize = 400;
/// The temperature to begin with, in mean changes of a random move.
const HOT: f64 = 0.4;
/// And to end with, in mean changes of the last level.
const COLD: f64 = 0.002;

/// How much of the first run goes to finding out where it freezes.
const PILOT: f64 = 0.06;
/// So many moves for each participant that change nothing: frozen.
const STILL: u64 = 300;
/// A rise of so many temperatures is never accepted.
const HOPELESS: f64 = 16.0;
/// So many teams at the most give members to one that grows.
const GIVERS: usize = 16;
/// Less change of energy than this is none.
const NOTHING: f64 = 1e-9;
/// How many of all moves change something where further runs within a span begin.
const REHEATS: [f64; 4] = [0.003, 0.006, 0.012, 0.025];

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
    fn progress(&self, step: u64) -> f64 {
        match self {
            Span::Moves(moves) => step as f64 / (*moves).max(1) as f64,
            Span::Time(from, to) => {
                let all = to.saturating_duration_since(*from).as_secs_f64();
                from.elapsed().as_secs_f64() / all.max(1e-9)
            }
        }
    }
}

/// A lane with its best plan.
pub struct Lane<'a> {
    compiled: &'a Compiled,
    limits: &'a Limits,
    random: Xoshiro256PlusPlus,
    wanted: Wanted,
    proposer: Proposer,
    energy: Energy,
    state: State,
    best: Grouping,
    best_cost: Vec<Money>,
    /// Whether the state is better than `best`, and not yet copied.
    ahead: bool,
    /// Windows without a moment in which the hard rules are kept as well as by the best plan.
    stuck: u32,
    /// The temperature at which nothing moved any more, once known.
    frost: Option<f64>,
    /// While it cooled for the first time: temperatures, and how many of all moves changed something.
    thaw: Vec<(f64, f64)>,
    /// Moves made and to be taken back.
    trail: Vec<(usize, usize)>,
}

impl<'a> Lane<'a> {
    /// Begins with an assignment, or builds one.
    pub fn new(
        compiled: &'a Compiled,
        tables: Arc<Tables>,
        limits: &'a Limits,
        mut random: Xoshiro256PlusPlus,
        start: Option<&Grouping>,
    ) -> Self {
        let wanted = Wanted::new(&tables);
        let best = match start {
            Some(start) => start.clone(),
            None => construct(&tables, &wanted, limits, &mut random),
        };
        let proposer = Proposer::new(&tables);
        let state = State::new(tables, &best);
        let levels = state.cost().len();
        let mut lane = Self {
            compiled,
            limits,
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

    /// Takes a plan over where it is better.
    pub fn adopt(&mut self, plan: &Grouping, cost: &[Money]) {
        if *cost < *self.best_cost {
            self.best = plan.clone();
            self.best_cost = cost.to_vec();
        }
    }

    /// Anneals from the best plan, from the temperature at which `liveliness` of all moves change something down to where
    /// nothing moves any more, and again from less heat while the span lasts.
    pub fn run(&mut self, span: &Span, liveliness: f64) {
        if self.compiled.teams < 2 || self.compiled.people == 0 {
            return;
        }
        let mut step = 0;
        if self.frost.is_none() {
            // A quick run first, to learn at which temperatures moves begin and cease.
            self.cool(span, &mut step, PILOT, HOT * self.energy.mean);
        }
        let mut liveliness = liveliness;
        while !self.is_over(span, step) {
            self.cool(span, &mut step, 1.0, self.temperature(liveliness));
            liveliness = REHEATS[self.random.random_range(0..REHEATS.len())];
        }
    }

    /// The temperature at which so many of all moves change something, as the first cooling showed.
    fn temperature(&self, liveliness: f64) -> f64 {
        let lively = self.thaw.iter().rfind(|(_, share)| *share >= liveliness);
        lively.map_or(HOT * self.energy.mean, |(temperature, _)| *temperature)
    }

    fn is_over(&self, span: &Span, step: u64) -> bool {
        span.progress(step) >= 1.0 || self.limits.is_over()
    }

    /// Cools from the best plan until the span's progress is `until`, or nothing moves.
    fn cool(&mut self, span: &Span, step: &mut u64, until: f64, hot: f64) {
        self.state = State::new(self.state.shared_tables(), &self.best);
        let from = span.progress(*step);
        let learning = self.thaw.is_empty();
        let cold = self
            .frost
            .map_or(COLD * self.energy.finest, |frost| frost * 0.5)
            .min(hot);
        let still = (STILL * self.compiled.people.max(100) as u64).min(3_000_000);
        let mut temperature = hot;
        let (mut broken, mut quiet, mut changes) = (0, 0, 0);
        loop {
            if step.is_multiple_of(ROUND) {
                let progress = span.progress(*step);
                if progress >= until || self.limits.is_over() {
                    break;
                }
                temperature = hot * (cold / hot).powf((progress - from) / (until - from));
            }
            if *step % WINDOW == WINDOW - 1 {
                self.oscillate(broken);
                if learning {
                    let share = changes as f64 / WINDOW as f64;
                    self.thaw.push((temperature, share));
                }
                (broken, changes) = (0, 0);
            }
            if self.step(temperature) {
                (quiet, changes) = (0, changes + 1);
            } else {
                quiet += 1;
            }
            broken += u64::from(self.state.cost()[0] > self.best_cost[0]);
            *step += 1;
            if quiet > still && self.state.cost()[0] > self.best_cost[0] {
                self.restart();
                quiet = 0;
            }
            if quiet > still {
                let frost = self.frost.unwrap_or(temperature);
                self.frost = Some((frost * temperature).sqrt());
                break;
            }
        }
        self.remember();
    }

    /// Makes hard violations dearer where they stay, and cheaper where they never happen.
    fn oscillate(&mut self, broken: u64) {
        if broken == WINDOW {
            self.stuck += 1;
        } else {
            self.stuck = 0;
        }
        if self.stuck > PATIENCE {
            self.restart();
        } else if broken > WINDOW / 2 {
            self.energy.turn_hard(1.3);
        } else if broken < WINDOW / 20 {
            self.energy.turn_hard(0.9);
        }
    }

    /// Too far from every good plan: back to the best one, and hard violations are never as cheap again.
    fn restart(&mut self) {
        self.remember();
        self.state = State::new(self.state.shared_tables(), &self.best);
        self.energy.raise_least_price();
        self.stuck = 0;
    }

    /// Tries one move; tells whether it changed the energy.
    fn step(&mut self, temperature: f64) -> bool {
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

    fn accepts(&mut self, energy: f64, temperature: f64) -> bool {
        energy <= 0.0 || self.random.random::<f64>() < (-energy / temperature).exp()
    }

    /// Makes a move of many participants, and takes it back where it costs too much.
    fn step_by_trial(&mut self, wish: Move, temperature: f64) -> bool {
        self.remember();
        let before = self.energy.of(&self.state);
        let broken = self.state.cost()[0];
        self.trail.clear();
        self.make(wish);
        let energy = self.energy.of(&self.state) - before;
        // So large a step into hard violations is a trap: there is no small step back.
        if self.state.cost()[0] > broken || !self.accepts(energy, temperature) {
            while let Some((participant, team)) = self.trail.pop() {
                self.state.relocate(participant, team);
            }
            return false;
        }
        self.after();
        energy.abs() > NOTHING
    }

    fn make(&mut self, wish: Move) {
        match wish {
            Move::Block(block, team) => {
                let from = self.state.team(self.state.tables().blocks[block][0]);
                let size = self.state.tables().blocks[block].len();
                let members = self.state.members(team).len();
                let first = if members == 0 {
                    0
                } else {
                    self.random.random_range(0..members)
                };
                // As many come back as the block has, but for now and then, when sizes may change.
                let back = if self.random.random_range(0..4) == 0 {
                    0
                } else {
                    size.min(members)
                };
                let back: Vec<usize> = (0..back)
                    .map(|i| self.state.members(team)[(first + i) % members] as usize)
                    .collect();
                for index in 0..size {
                    let participant = self.state.tables().blocks[block][index];
                    self.go(participant, team);
                }
                for participant in back {
                    self.go(participant, from);
                }
            }
            Move::Close(team) => {
                while let Some(participant) = self.state.members(team).last().copied() {
                    let participant = participant as usize;
                    let target = self.elsewhere(participant, team);
                    self.go(participant, target);
                }
            }
            Move::Open(team) => {
                let teams = self.state.tables().teams;
                let people = self.state.tables().people;
                let open = (0..teams.min(64))
                    .filter(|t| self.state.heads(*t) > 0)
                    .count();
                let size = (people * teams.min(64) / (teams * open.max(1))).clamp(1, 64);
                self.gather(team, size);
            }
            Move::Grow(team) => {
                let teams = self.compiled.teams;
                let mut room = (self.proposer.sizes(team).1).saturating_sub(self.state.heads(team));
                let mut from = self.random.random_range(0..teams);
                for _ in 0..teams.min(GIVERS) {
                    let heads = self.state.heads(from);
                    let spare = heads.saturating_sub(self.proposer.sizes(from).0);
                    let many = if from == team { 0 } else { spare.min(room) };
                    for _ in 0..many {
                        let at = self.random.random_range(0..self.state.heads(from));
                        self.go(self.state.members(from)[at] as usize, team);
                    }
                    room -= many;
                    from = self.random.random_range(0..teams);
                }
            }
            Move::Replace(from, team) => {
                let size = self.state.heads(from).min(64);
                self.gather(team, size);
                // The places of those who came are free: the others go there, each to a wanted one where there is any.
                let mut free: Vec<usize> = self.trail.iter().map(|(_, left)| *left).collect();
                free.retain(|left| *left != from && self.state.heads(*left) > 0);
                while let Some(participant) = self.state.members(from).last().copied() {
                    let participant = participant as usize;
                    let wanted = self.wanted.of(participant);
                    let liked = |left: &usize| wanted.binary_search(&(*left as u32)).is_ok();
                    let at = free.iter().position(liked).or(free.len().checked_sub(1));
                    let target = match at {
                        Some(at) => free.swap_remove(at),
                        None => self.elsewhere(participant, from),
                    };
                    self.go(participant, target);
                }
            }
            _ => {}
        }
    }

    /// Brings so many heads into the team: those who belong nowhere else first, then such as want to, drawn by lot.
    fn gather(&mut self, team: usize, size: usize) {
        for index in 0..self.wanted.only(team).len() {
            let participant = self.wanted.only(team)[index] as usize;
            self.go(participant, team);
        }
        let people = self.state.tables().people;
        for _ in 0..8 * size {
            if self.state.heads(team) >= size {
                break;
            }
            let participant = self.random.random_range(0..people);
            let wanted = self.wanted.of(participant);
            if wanted.is_empty() || wanted.binary_search(&(team as u32)).is_ok() {
                self.go(participant, team);
            }
        }
    }

    /// An open team other than this one, a wanted one where the first tries find one.
    fn elsewhere(&mut self, participant: usize, team: usize) -> usize {
        let wanted = self.wanted.of(participant);
        for attempt in 0..12 {
            let target = if attempt < 6 && !wanted.is_empty() {
                wanted[self.random.random_range(0..wanted.len())] as usize
            } else {
                self.random.random_range(0..self.compiled.teams)
            };
            if target != team && self.state.heads(target) > 0 {
                return target;
            }
        }
        (team + 1) % self.compiled.teams
    }

    fn go(&mut self, participant: usize, team: usize) {
        let from = self.state.team(participant);
        if from != team {
            self.trail.push((participant, from));
            self.state.relocate(participant, team);
        }
    }

    /// After a move: notes whether this is the best plan.
    fn after(&mut self) {
        if *self.state.cost() < *self.best_cost {
            self.best_cost.copy_from_slice(self.state.cost());
            self.ahead = true;
        }
        #[cfg(debug_assertions)]
        self.state.assert_fresh(self.compiled);
    }

    /// Copies the state, if it is the best plan, before it is left.
    fn remember(&mut self) {
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
