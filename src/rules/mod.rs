//! One file per rule: the formula of SPEC §2, naive on purpose, and its translation into terms.
//!
//! No solver names a rule kind, no rule names a solver. The oracle tests hold the two halves of each file together.

mod apart;
mod balance;
mod blocks;
mod classes;
mod clause;
mod count;
mod difference;
mod ideal_size;
mod limit;
mod meeting;
mod never;
mod not_alone;
mod numeric_balance;
mod open;
mod owners;
mod past;
mod pins;
mod preferences;
mod regrouped;
mod scope;
mod similar;
mod size;
pub mod term;
mod theme_teams;
mod together;
mod variety;
mod wishes;

pub use clause::{Clause, clauses};
pub use preferences::{Standing, is_priced_never, longest_list, price, standing};
pub use scope::{Scope, View};

use crate::model::{Violation, Workshop};
use term::TermSink;

/// What a rule means.
pub trait Formula {
    /// Where the plan violates the rule and by how much, straight from the sentence of SPEC §2. Places without violation
    /// are left out.
    fn violations(&self, view: &View) -> Vec<Violation>;

    /// The same as terms.
    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink);
}
