//! Facilitators: in each block of the agenda that asks for it, every open team has one.
//!
//! `formula` says what an assignment costs, naively; `program` says the same as rows of an integer program, and [`solve()`]
//! goes through its levels. [`from_outcome`] tells what of a written assignment cannot be.

mod duty;
mod formula;
mod matching;
mod outcome;
mod program;
mod read;
mod solve;
mod task;

pub use duty::Duty;
pub use formula::measure;
pub use outcome::outcome;
pub use read::from_outcome;
pub use solve::{Solved, solve};
pub use task::Task;
