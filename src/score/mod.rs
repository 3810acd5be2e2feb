//! Terms to numbers: levels of terms, the fresh measure, and the incremental state of the local search.

mod compiled;
mod excerpt;
mod measured;
mod relaxed;
mod state;
mod tables;

pub use compiled::{CompileError, Compiled, LevelTerms, compile, level_keys};
pub use excerpt::Excerpt;
pub use measured::measure;
pub use relaxed::{Relaxed, pair_products, pairs_at_least, without_pairs};
pub use state::State;
pub use tables::Tables;
