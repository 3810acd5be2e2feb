//! An opening while its level is proved, as the board keeps it.

use super::board::Board;
use super::opening::Opening;
use crate::control::Cancel;
use crate::exact::columns::Heritage;
use crate::rules::term::Money;
use crate::score::Compiled;

/// An opening while its level is proved.
#[derive(Clone, Debug)]
pub struct Item {
    /// The opening.
    pub opening: Opening,
    /// No plan in it costs less at the level.
    pub bound: Money,
    /// How many teams of each class its relaxation opens; `None`: it was not solved at this level.
    pub open: Option<Vec<f64>>,
    /// How often each prover has worked on it.
    pub tries: [usize; 2],
    /// Who works on it.
    pub taken: [bool; 2],
    /// Whether its program came to its end.
    pub ended: bool,
    /// What columns left in it.
    pub heritage: Heritage,
    /// Set when nothing is left to prove of it.
    pub done: Cancel,
    /// Tells it from others.
    pub id: usize,
}

impl Item {
    /// Whether a linear program can still say more of it: decided ones are as well tried at once.
    pub fn is_unsettled(&self) -> bool {
        self.opening.undecided().next().is_some()
    }

    /// The workshop with its teams open only, and without the places that the levels before have shown to be spare in it.
    pub fn within(&self, compiled: &Compiled, board: &Board) -> Compiled {
        let narrower = self.opening.within(compiled, board);
        let cost = board.exchange.best().cost;
        match self.heritage.spare_places(&cost[..board.exchange.level()]) {
            spare if spare.is_empty() => narrower,
            spare => narrower.without(&spare),
        }
    }
}
