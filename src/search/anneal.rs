//! When a lane takes worse plans: simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) with reheats, and a price for hard
//! violations that oscillates.

use super::lane::Lane;
use super::lot::below;
use super::span::Span;
use crate::score::State;

/// How many moves are tried between two looks at the clock.
const ROUND: u64 = 512;
/// How many between two looks at the price of hard violations.
const WINDOW: u64 = 2_048;
/// So many windows without a moment in which the hard rules are kept as well as ever are too many.
const PATIENCE: u32 = 12;
/// The temperature to begin with, in mean changes of a random move.
const HOT: f64 = 0.4;
/// And to end with, in mean changes of the last level.
const COLD: f64 = 0.002;
/// How much of the first run goes to finding out where it freezes.
const PILOT: f64 = 0.06;
/// So many moves for each participant that change nothing: frozen.
const STILL: u64 = 300;
/// How many of all moves change something where further runs within a span begin.
const REHEATS: [f64; 4] = [0.003, 0.006, 0.012, 0.025];

/// How long it cools.
#[derive(Clone, Copy)]
enum Until {
    /// Until the span's progress.
    Progress(f64),
    /// For so many moves.
    Moves(u64),
}

/// The first run's part of a span; the rest is for deals and for runs from less heat.
const FIRST: f64 = 0.15;
/// So many moves for each participant between deals that gain …
const BRIEF: u64 = 50;
/// … from where so many of all moves change something: the first where they gained, one of them where they did not. More heat
/// costs large workshops more deals than it gains.
const BRIEFLY: [f64; 2] = [0.003, 0.006];
/// So many times in a row deals may gain nothing, each time with a brief run from more heat before the next ones.
const LOSSES: u32 = 8;
/// The first run's part of a span where teams may open and close …
const FIRST_OPENING: f64 = 0.25;
/// … and so many moves for each participant follow each team that is opened or closed then …
const KICK: u64 = 300;
/// … from where so many of all moves change something.
const KICKED: f64 = 0.02;

/// The first run's part of a span where only differences count …
const FIRST_OF_DIFFERENCES: f64 = 0.9;
/// … and a long run ends there where of so many moves for each participant only one changes something: further down, plans do
/// not change their kind any more, and the time is better spent above.
const DULL: f64 = 10.0;

impl Lane<'_> {
    /// Anneals from the best plan, from the temperature at which `liveliness` of all moves change something down to where
    /// nothing moves any more, and again from less heat while the span lasts.
    pub fn run(&mut self, span: &Span, liveliness: f64) {
        if self.compiled.teams < 2 || self.compiled.people == 0 {
            return;
        }
        let mut step = 0;
        if self.frost.is_none() {
            // A quick run first, to learn at which temperatures moves begin and cease.
            self.cool(
                span,
                &mut step,
                Until::Progress(PILOT),
                HOT * self.energy.mean,
            );
        }
        let opens = self.proposer.opens();
        let mut liveliness = liveliness;
        let begun = span.progress(step);
        let first = match (opens, self.only_differences) {
            (true, _) => FIRST_OPENING,
            (_, true) => FIRST_OF_DIFFERENCES,
            _ => FIRST,
        };
        let mut until = begun + (1.0 - begun) * first;
        while !self.is_over(span, step) {
            let hot = self.temperature(liveliness);
            let cold = if self.only_differences {
                self.temperature(1.0 / (DULL * self.compiled.people as f64))
            } else {
                self.cold()
            };
            self.state = State::new(self.state.shared_tables(), &self.best);
            self.resize();
            self.cool_on(span, &mut step, Until::Progress(until), (hot, cold));
            until = 1.0;
            let mut losses = 0;
            while losses <= LOSSES && !self.is_over(span, step) {
                let gained = self.deal_on(span, &mut step);
                if opens {
                    self.kick(span, &mut step);
                    continue;
                }
                losses = if gained { 0 } else { losses + 1 };
                if losses <= LOSSES {
                    let lively = match (gained, self.wanted.is_empty()) {
                        (true, _) => BRIEFLY[0],
                        (false, true) => self.reheat(),
                        (false, false) => BRIEFLY[below(&mut self.random, BRIEFLY.len())],
                    };
                    let moves = BRIEF * self.compiled.people as u64;
                    let hot = self.temperature(lively);
                    self.cool(span, &mut step, Until::Moves(moves), hot);
                }
            }
            liveliness = self.reheat();
        }
    }

    /// How many of all moves change something where the next run begins.
    fn reheat(&mut self) -> f64 {
        REHEATS[below(&mut self.random, REHEATS.len())]
    }

    /// Opens or closes a team of the best plan whatever that costs, and cools briefly (iterated local search, Lourenço, Martin,
    /// Stützle 2003): in the cold, no single such move pays, and which teams are open decides more than who is in them.
    fn kick(&mut self, span: &Span, step: &mut u64) {
        self.state = State::new(self.state.shared_tables(), &self.best);
        if let Some(wish) = self.proposer.opening(&self.state, &mut self.random) {
            self.trail.clear();
            self.make(wish);
            self.after();
        }
        let moves = KICK * self.compiled.people as u64;
        let hot = self.temperature(KICKED);
        self.cool_on(span, step, Until::Moves(moves), (hot, self.cold()));
    }

    /// The temperature at which so many of all moves change something, as the first cooling showed.
    fn temperature(&self, liveliness: f64) -> f64 {
        let hot = HOT * self.energy.mean;
        self.thaw.temperature(liveliness).unwrap_or(hot)
    }

    fn is_over(&self, span: &Span, step: u64) -> bool {
        span.progress(step) >= 1.0 || self.limits.is_over()
    }

    /// Cools from the best plan until the span's progress is `until`, or nothing moves.
    fn cool(&mut self, span: &Span, step: &mut u64, until: Until, hot: f64) {
        self.state = State::new(self.state.shared_tables(), &self.best);
        self.cool_on(span, step, until, (hot, self.cold()));
    }

    /// The temperature at which nothing moves any more.
    fn cold(&self) -> f64 {
        let frost = self.frost.map(|frost| frost * 0.5);
        frost.unwrap_or(COLD * self.energy.finest)
    }

    /// The same from the plan at hand, and from one temperature to another.
    fn cool_on(&mut self, span: &Span, step: &mut u64, until: Until, (hot, cold): (f64, f64)) {
        let from = span.progress(*step);
        let first = *step;
        let learning = self.thaw.is_empty();
        let cold = cold.min(hot);
        let still = (STILL * self.compiled.people.max(100) as u64).min(3_000_000);
        let is_broken = |lane: &Self| lane.state.cost()[0] > lane.best_cost[0];
        let (mut broken, mut quiet, mut changes) = (0, 0, 0);
        let mut told = first;
        loop {
            let progress = span.progress(*step);
            let done = match until {
                Until::Progress(until) => (progress - from) / (until - from),
                Until::Moves(moves) => (*step - first) as f64 / moves as f64,
            };
            if done >= 1.0 || progress >= 1.0 || self.limits.is_over() {
                break;
            }
            let temperature = hot * (cold / hot).powf(done);
            let mut breaks = u64::from(is_broken(self));
            for _ in 0..ROUND {
                if self.step(temperature) {
                    (quiet, changes) = (0, changes + 1);
                    breaks = u64::from(is_broken(self));
                } else {
                    quiet += 1;
                }
                broken += breaks;
            }
            *step += ROUND;
            // Windows of the whole run, so that many short coolings are looked at as well.
            if *step % WINDOW < ROUND {
                self.oscillate(broken);
                if learning {
                    self.thaw.push(temperature, changes, *step - told);
                }
                (broken, changes) = (0, 0);
                self.pulse.beat(*step - told, &self.best_cost);
                told = *step;
            }
            if quiet > still && is_broken(self) {
                self.restart();
                quiet = 0;
            }
            if quiet > still {
                let frost = self.frost.unwrap_or(temperature);
                self.frost = Some((frost * temperature).sqrt());
                break;
            }
        }
        self.pulse.beat(*step - told, &self.best_cost);
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
        } else if broken == 0 && self.strict {
            self.energy.turn_hard(f64::INFINITY);
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
}
