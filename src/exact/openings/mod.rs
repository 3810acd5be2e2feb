//! A level's plans in parts, by how many teams of each theme are open: of each class of teams that nothing tells apart.
//!
//! Which teams are open decides most of what a plan costs, and a program that leaves it open bounds badly: its relaxation opens a third of
//! a team. With it decided, the relaxation is much tighter, so that few of the thousands of ways to open teams are left after a linear
//! program for each, and most of these end at the root of their own program. It is branch and bound on sums of columns that are decided
//! before all others, with a program of its own, and columns of its own, at every leaf.

mod gains;
mod opening;
mod parting;
mod prove;

pub use parting::Left;
pub use prove::{Openings, prove};
