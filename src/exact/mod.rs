//! Proof: terms as an integer linear program, solved level by level, every bound one that holds.

mod aggregate;
pub mod backend;
pub mod columns;
mod definition;
mod exchange;
mod ground;
mod incumbent;
mod levels;
pub mod program;
mod race;
mod symmetry;
mod teams;

pub use aggregate::Aggregate;
pub use ground::Reach;
pub use incumbent::{Incumbent, SAME, to_cost};
pub use levels::{Effort, Improve, Job, Proof, prove};
pub use teams::{Hard, TeamProgram};
