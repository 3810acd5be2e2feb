//! Sessions: slots, judges, session rules (SPEC §3).
//!
//! Each rule stands in one file under `rules` (the structure rules under `structure`): its plain formula, and the same as
//! rows of an integer program. [`measure()`] reads only the formulas; [`solve()`] uses the formulas for its local search and
//! the rows for its proof, level by level.

mod anneal;
mod arrange;
mod assignment;
mod book;
mod clash;
mod construct;
mod delegate;
mod engagement;
mod formula;
mod improve;
mod item;
mod lottery;
mod measure;
mod name;
mod outcome;
mod placed;
mod plan;
mod pressure;
mod proof;
mod published;
mod read;
mod reseat;
mod rules;
mod run;
mod scene;
mod seating;
mod settle;
mod sheet;
mod shift;
mod solve;
mod structure;
mod symmetry;
#[cfg(test)]
mod tests;
mod tie;

pub use clash::advise;
pub use engagement::{Engagements, covers};
pub use item::{Item, items};
pub use lottery::{Lots, possible_starts};
pub use measure::{Measured, measure};
pub use outcome::outcome;
pub use placed::Placed;
pub use pressure::{expected as expected_pressure, pressure};
pub use published::affected;
pub use read::from_outcome;
pub use solve::{Request, Solved, solve};
pub use tie::{TalkTies, is_tied, talk_ties};
