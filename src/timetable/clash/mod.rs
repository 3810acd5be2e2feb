//! A session that cannot be planned: the inputs that cannot hold together, and changes that would be enough.
//!
//! Every statement is made by solving: an input is relaxed as its owner would change it in the files, and the session is
//! tried again.

mod cause;
mod repair;
mod shrink;

pub use repair::advise;
#[cfg(test)]
pub(crate) use {
    cause::{Case, causes},
    repair::changes,
};
