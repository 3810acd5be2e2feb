//! Re-measures plans by the plain formulas of the specification, sharing nothing with the solvers but the model and the
//! formulas.

mod edit;
mod facilitation;
mod lottery;
mod outcome;
mod replanned;
mod session;
mod teams;

pub use edit::edit;
pub use outcome::{Checked, Difference, check, grouping_of, same};
pub use replanned::recorded;
#[cfg(test)]
pub(crate) use session::check as check_sessions;
pub use teams::{Measured, measure};
