//! How a slot was searched last, and how it is searched next.
//!
//! Tilts of cuts and pairs raise the bound at the root, but deeper down a team pays for those of pairs of which nobody has been decided
//! yet; which of the two weighs more, only the search tells.

use super::tilt::Tilts;

/// A search with fewer nodes needs no other way.
const SHORT: u64 = 30_000;

/// The two ways to search a slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// Everything is tilted that can be.
    #[default]
    Full,
    /// Cuts and pairs are not.
    Lean,
}

/// What is known of a slot.
#[derive(Clone, Debug, Default)]
pub struct Habit {
    /// Nodes of the last search in each way.
    effort: [Option<u64>; 2],
    tilts: [Option<Tilts>; 2],
    last: u64,
}

impl Habit {
    /// Nodes of the last search.
    pub fn effort(&self) -> u64 {
        self.last
    }

    /// How to search next: as was shorter, but the other way is tried once where one takes long.
    pub fn way(&self) -> Way {
        match self.effort {
            [None, _] => Way::Full,
            [Some(full), None] if full > SHORT => Way::Lean,
            [Some(full), Some(lean)] if lean < full => Way::Lean,
            _ => Way::Full,
        }
    }

    /// The last tilts of the way.
    pub fn tilts(&self, way: Way) -> Option<&Tilts> {
        self.tilts[way as usize].as_ref()
    }

    /// Keeps the tilts for the next prices.
    pub fn keep(&mut self, way: Way, tilts: &Tilts) {
        self.tilts[way as usize] = Some(tilts.clone());
    }

    /// After a search with so many nodes, `stopped` before its end or not.
    pub fn learn(&mut self, way: Way, nodes: u64, stopped: bool) {
        self.last = nodes;
        self.effort[way as usize] = Some(if stopped {
            nodes.saturating_mul(2)
        } else {
            nodes
        });
    }
}
