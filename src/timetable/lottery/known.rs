//! What is known of the positions: an item and a start are permissible where a timetable shows it, or refuted by proof.

use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;

/// What is known of one position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Nothing yet.
    Open,
    /// A timetable has the item there.
    Permissible,
    /// No timetable that is as good has the item there, or it is not asked.
    Refuted,
}

/// What is known of the positions that are asked about, given the times of some items.
pub(super) struct Known {
    times: usize,
    /// Per item its time, where it is given.
    pub fixed: Vec<Option<usize>>,
    /// `[item][time]`.
    states: Vec<State>,
}

impl Known {
    /// All positions, nothing given. An item without its people or judges breaks a hard rule, which is proof enough.
    pub fn all(scene: &Scene) -> Self {
        let times = scene.times();
        let position = |number: usize| match scene.is_possible(number / times, number % times) {
            true => State::Open,
            false => State::Refuted,
        };
        Self {
            times,
            fixed: vec![None; scene.items.len()],
            states: (0..scene.items.len() * times).map(position).collect(),
        }
    }

    /// The permissible positions of one item, where these times are given. A time whose rooms are all given is none.
    pub fn of_item(&self, scene: &Scene, item: usize, fixed: &[Option<usize>]) -> Self {
        let full = |time: usize| {
            let there = fixed.iter().filter(|other| **other == Some(time));
            there.count() >= scene.rooms
        };
        let mut states = vec![State::Refuted; self.states.len()];
        for time in self.starts(item, State::Permissible) {
            if !full(time) {
                states[item * self.times + time] = State::Open;
            }
        }
        Self {
            times: self.times,
            fixed: fixed.to_vec(),
            states,
        }
    }

    /// Learns from a timetable that is as good; whether it shows anything new.
    pub fn learn(&mut self, plan: &Plan) -> bool {
        let mut is_news = false;
        for item in 0..self.fixed.len() {
            if let Some(time) = plan.time(item) {
                let state = &mut self.states[item * self.times + time];
                if *state == State::Open {
                    *state = State::Permissible;
                    is_news = true;
                }
            }
        }
        is_news
    }

    /// No timetable that is as good has one of these positions.
    pub fn refute(&mut self, positions: &[(usize, usize)]) {
        for (item, time) in positions {
            self.states[item * self.times + time] = State::Refuted;
        }
    }

    /// Whether nothing is known of a position.
    pub fn is_open(&self, item: usize, time: usize) -> bool {
        self.states[item * self.times + time] == State::Open
    }

    /// The positions of which nothing is known.
    pub fn open(&self) -> Vec<(usize, usize)> {
        let open = self.states.iter().enumerate();
        let open = open.filter(|(_, state)| **state == State::Open);
        open.map(|(number, _)| (number / self.times, number % self.times))
            .collect()
    }

    /// The times of an item of which this is known.
    pub fn starts(&self, item: usize, state: State) -> Vec<usize> {
        let times = 0..self.times;
        times
            .filter(|time| self.states[item * self.times + time] == state)
            .collect()
    }
}
