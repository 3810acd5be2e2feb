//! Ties between judges and what they hear: conflicts of interest, and how strong they are.

use super::{ParticipantId, ThemeId, ValueId};

/// What a conflict of interest asks of a judge. Where several apply to one item, the strongest counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// The judge scores the item; the conflict is only told.
    Declare,
    /// The judge may sit in the room while the item is presented, but does not score it.
    Recuse,
    /// The judge neither scores the item nor sits there (SPEC §3: "judges no item with a conflict").
    #[default]
    Forbid,
}

impl Strength {
    /// All, as written in workshop.toml.
    pub const WORDS: [(&'static str, Strength); 3] = [
        ("forbid", Strength::Forbid),
        ("recuse", Strength::Recuse),
        ("declare", Strength::Declare),
    ];
}

/// Participants, organizations and themes with which a judge has ties.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ties {
    /// Participants.
    pub participants: Vec<ParticipantId>,
    /// Organizations, in the roster's column.
    pub organizations: Vec<ValueId>,
    /// Themes.
    pub themes: Vec<ThemeId>,
}

impl Ties {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.participants.is_empty() && self.organizations.is_empty() && self.themes.is_empty()
    }
}
