//! Proof: terms as an integer linear program.

pub mod backend;
pub mod program;
