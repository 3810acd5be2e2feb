//! How tight a session is, and what to do where it cannot be planned.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Level;

/// What a session needs beside what there is, counted before it is planned.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SessionPressure {
    /// Talks to be held; before the teams are known, as many as there can be at most.
    pub talks: usize,
    /// Slots of all rooms.
    pub slots: usize,
    /// Minutes of all talks.
    pub minutes_needed: usize,
    /// Minutes of all slots.
    pub minutes_there: usize,
    /// Seats of judges: talks × judges for each.
    pub seats_needed: usize,
    /// Seats that the judges can take: for each, the times at which they are there, or the most that they may hear.
    pub seats_there: usize,
    /// Times at which not every room can be used.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tight: Vec<TightTime>,
    /// Items that fit at no time, whoever judges.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stuck: Vec<StuckItem>,
    /// People who must be in several places of the session: their talks cannot be at the same time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shared: Vec<SharedPerson>,
}

/// A time at which not every room can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TightTime {
    /// `13:00`.
    pub start: String,
    /// Rooms.
    pub rooms: usize,
    /// Seats of judges, if every room is used.
    pub seats_needed: usize,
    /// Judges who are there.
    pub judges_there: usize,
    /// Talks that could be then, as far as people are there.
    pub talks_possible: usize,
}

/// An item that fits at no time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct StuckItem {
    /// The item.
    pub item: String,
    /// Ids of those who are away at some time.
    pub away: Vec<String>,
    /// The most judges who could hear it at one time.
    pub judges: usize,
}

/// Somebody who is wanted for several talks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SharedPerson {
    /// The participant's id.
    pub person: String,
    /// The items.
    pub items: Vec<String>,
    /// Whether the person judges, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub judges: bool,
}

/// Why no timetable of a session keeps its hard rules, and what would help.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct SessionAdvice {
    /// Inputs that cannot hold together, even if all other inputs are given up.
    pub clash: Vec<Cause>,
    /// Whether any fewer of them can hold together (all others given up).
    pub smallest: bool,
    /// Changes of the input, each of which is enough: solved, checked.
    pub repairs: Vec<Repair>,
}

/// An input of a session.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Cause {
    /// What kind.
    pub kind: CauseKind,
    /// The rule's, judge's or participant's id, or the item; empty where it is about the session as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
}

/// The kinds of inputs that can make a session impossible.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum CauseKind {
    /// The end of the session, and so how many slots there are.
    End,
    /// How many rooms there are.
    Rooms,
    /// How many judges there are.
    Judges,
    /// How many judges each item has.
    PerItem,
    /// How many items a judge hears at most.
    MaxLoad,
    /// That judges stay in one room between breaks.
    Seated,
    /// How many judges score in every room.
    Anchors,
    /// A hard rule.
    Rule,
    /// When a judge is there.
    Availability,
    /// Whom a judge must not judge.
    Conflicts,
    /// When a participant is away.
    Absence,
    /// An item that is late.
    Late,
}

/// A change of the input after which there is a timetable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Repair {
    /// Which input changes.
    #[serde(flatten)]
    pub cause: Cause,
    /// Its new value: a number, or a time; empty where the input is left out.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub value: String,
    /// What the timetable costs then, by level.
    pub levels: Vec<Level>,
}
