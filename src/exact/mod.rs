//! Proof: terms as an integer linear program, solved level by level, every bound one that holds.

mod aggregate;
mod attempt;
pub mod backend;
pub mod columns;
mod contest;
mod definition;
mod exchange;
mod explain;
mod ground;
mod hard;
mod incumbent;
mod job;
mod levels;
mod narrowing;
mod neighbourhood;
mod openings;
mod pace;
pub mod program;
mod prover;
mod race;
mod seeker;
mod symmetry;
mod teams;
mod trial;

pub use aggregate::Aggregate;
pub use columns::{Heritage, Misfit, Part};
pub use ground::Reach;
pub use incumbent::{Incumbent, SAME, to_cost};
pub use job::{Effort, Improve, Job, Proof};
pub use levels::prove;
pub use openings::{ByOpenings, Left, by_openings};
pub use prover::Prover;
pub use teams::{Hard, TeamProgram};
