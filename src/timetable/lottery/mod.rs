//! The public lottery: one of the equally good timetables of a session is drawn, so that nobody chose the order.
//!
//! Items draw one after the other, in an order that the public seed gives, among the starts that are still permissible: at
//! which the item is in some timetable that keeps what was drawn before and costs the same at every level. That there is one
//! is shown by such a timetable; that there is none, by proof. Rooms and judges are not drawn: they are such that the costs
//! stay.

mod budget;
mod draw;
mod hold;
mod known;
mod lots;
mod question;
mod seek;

pub(crate) use hold::hold;
pub use lots::{Lots, possible_starts};
