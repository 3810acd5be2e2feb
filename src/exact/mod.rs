//! Proof: terms as an integer linear program, solved level by level, every bound one that holds.

pub mod backend;
mod definition;
mod levels;
pub mod program;
mod race;
mod symmetry;
mod teams;

pub use levels::{Improve, Incumbent, Job, Proof, SAME, prove, to_cost};
pub use teams::{Hard, TeamProgram};
