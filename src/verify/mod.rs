//! Re-measures a plan by the formulas of the specification.

pub mod session;
