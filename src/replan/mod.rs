//! Late changes of a published plan as pure data: what was published goes into the workshop, so that solvers, formulas and
//! checks see it; and the list of what changed comes out of two plans.

mod changes;
mod prepare;

pub use changes::{Audience, changes, sequences};
pub use prepare::prepare;
