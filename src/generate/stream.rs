//! Random numbers: each part of a workshop has a stream of its own, so that more of one part does not change another.

use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// The parts, in the order of their streams.
#[derive(Clone, Copy, Debug)]
pub enum Part {
    /// Sectors, companies, industries, roles.
    Cast,
    /// The order of the roster.
    Order,
    /// Preferences.
    Wishes,
    /// What only rich workshops have.
    Extras,
    /// Past teams.
    History,
    /// Judges.
    Judges,
    /// Who is named in rules.
    Rules,
    /// Judges of a contest.
    Contest,
    /// Who misses a part of the contest.
    Absences,
}

/// A stream of random numbers.
pub struct Stream(Xoshiro256PlusPlus);

impl Stream {
    /// The stream of a part.
    pub fn new(seed: u64, part: Part) -> Self {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        for _ in 0..part as usize {
            random.jump();
        }
        Self(random)
    }

    /// A number from 0 to `end` − 1; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0.random_range(0..end.max(1) as u64) as usize
    }

    /// Whether something of this chance happens.
    pub fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    /// Shuffles.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.below(last + 1));
        }
    }
}
