//! A session that has its timetable already.

use super::item::Item;
use crate::model::{Session, Timetable};

/// A session that has its timetable: later sessions may look back at it, and people who are there cannot be elsewhere.
#[derive(Clone, Debug)]
pub struct Placed<'a> {
    /// The session.
    pub session: &'a Session,
    /// Its items, as [`items`](super::items) lists them.
    pub items: Vec<Item>,
    /// Their slots and judges.
    pub timetable: Timetable,
}
