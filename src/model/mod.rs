//! The workshop as pure data: what is read, what is planned, what is written. Nothing here computes a cost.

mod advice;
mod attribute;
mod finding;
mod grouping;
mod id;
mod language;
mod outcome;
mod participant;
mod preferences;
mod publication;
mod replan;
mod rule;
mod session;
mod study;
mod theme;
mod time;
mod timetable;
mod workshop;

pub use advice::*;
pub use attribute::*;
pub use finding::*;
pub use grouping::*;
pub use id::*;
pub use language::*;
pub use outcome::*;
pub use participant::*;
pub use preferences::*;
pub use publication::*;
pub use replan::*;
pub use rule::*;
pub use session::*;
pub use study::*;
pub use theme::*;
pub use time::*;
pub use timetable::*;
pub use workshop::*;
