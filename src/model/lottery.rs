//! The public lottery for the order of a session: what is announced, and what was drawn.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A lottery among the equally good timetables of a session (key `lottery`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lottery {
    /// The public seed, a number or words, as it was announced.
    pub seed: String,
}

/// What a lottery drew. Anybody can repeat it from what stands here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LotteryOutcome {
    /// The public seed.
    pub seed: String,
    /// The items in the order in which they drew; none where the timetable breaks hard rules.
    pub draws: Vec<Draw>,
}

impl LotteryOutcome {
    /// Whether it was found out of every position whether it is permissible. Then the draw follows from the seed, the
    /// workshop and the costs alone.
    pub fn is_complete(&self) -> bool {
        let mut draws = self.draws.iter();
        draws.all(|draw| draw.undecided.is_empty() && draw.unsettled.is_empty())
    }
}

/// An item's turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Draw {
    /// The team's or theme's id, or the title.
    pub item: String,
    /// The first 15 hexadecimal digits of SHA-256 of `seed|session|item|order`; items draw in ascending order of it.
    pub ticket: String,
    /// Starts at which the item is in some timetable with the costs shown, before anything is drawn: a timetable is known
    /// for each.
    pub permissible: Vec<String>,
    /// Starts of which it was not found out in time whether they are permissible; they are not drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub undecided: Vec<String>,
    /// The permissible starts that are left after the draws before: a timetable is known for each. One of them is drawn.
    pub left: Vec<String>,
    /// Permissible starts of which it was not found out in time whether they are left; they are not drawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unsettled: Vec<String>,
    /// The first 15 hexadecimal digits of SHA-256 of `seed|session|item|lot`. As a number modulo the count of `left`, it
    /// tells which is drawn, counted from 0.
    pub lot: String,
    /// The start that was drawn.
    pub drawn: String,
}
