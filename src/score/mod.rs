//! Terms to numbers: levels of terms, the fresh measure, and the incremental state of the local search.

mod compiled;
mod state;

pub use compiled::{CompileError, Compiled, LevelTerms, compile, level_keys, measure};
pub use state::{State, Tables};
