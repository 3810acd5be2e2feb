//! Themes and the teams that may form on them.

use super::{ParticipantId, TeamId, ThemeId};

/// A least and a greatest number; what is left out binds nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The least.
    pub min: Option<u32>,
    /// The greatest.
    pub max: Option<u32>,
}

impl Range {
    /// How far `count` is outside: `max(0, min − count) + max(0, count − max)`.
    pub fn miss(&self, count: usize) -> usize {
        let min = self.min.map_or(0, |m| m as usize);
        let below = min.saturating_sub(count);
        let above = self.max.map_or(0, |max| count.saturating_sub(max as usize));
        below + above
    }

    /// Whether nothing is bound.
    pub fn is_free(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }
}

/// A theme to work on.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The id as written; unique.
    pub id: String,
    /// The title; the id where there is none.
    pub title: String,
    /// The present owners.
    pub owners: Vec<ParticipantId>,
    /// How many teams may form on it; both ends are set.
    pub count: Range,
    /// Its possible teams.
    pub teams: Vec<TeamId>,
}

/// A possible team; it is open when it has a member.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// The id of SPEC §1: `akiya`, `akiya-1`, or `1` in a workshop without themes.
    pub id: String,
    /// Its theme.
    pub theme: Option<ThemeId>,
    /// Heads.
    pub size: Range,
}
