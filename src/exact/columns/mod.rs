//! Whole teams as columns: a second proof of one level, beside the compact program.
//!
//! A column is a possible team with its exact cost; the master program chooses columns so that everyone is in one
//! (set partitioning). Columns are found by need: branch-and-price as in Barnhart et al. (1998), with subset-row cuts
//! (Jepsen et al. 2008), closed by listing every column that a better plan could use (Baldacci et al. 2008).

mod alone;
mod bounds;
mod branch;
mod candidates;
mod close;
mod counted;
mod cuts;
mod decisions;
mod dive;
mod exactly;
mod finish;
mod fit;
mod generate;
mod habit;
mod hands;
mod heritage;
mod hold;
mod improve;
mod listing;
mod master;
mod means;
mod nearby;
mod part;
mod partition;
mod pool;
mod prices;
mod pricing;
mod prove;
mod rules;
mod settle;
mod slots;
mod spare;
mod steps;
mod sums;
mod tables;
mod team;
mod tilt;
mod tilted;
mod tune;

pub use alone::{Alone, alone};
pub use fit::fits;
pub use heritage::Heritage;
pub use means::Means;
pub use part::{Misfit, Part};
pub use prove::{End, Ended, prove};
