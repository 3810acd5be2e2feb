//! Participants and what they want.

use super::{ParticipantId, TeamId, ThemeId, Window};

/// One present person of the roster. Its attributes stand in [`Workshop::attributes`](super::Workshop::attributes).
#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    /// The id as written; unique.
    pub id: String,
    /// The name; the id where the roster has none.
    pub name: String,
    /// The row of the roster file, counted from 1 as a spreadsheet does.
    pub row: usize,
    /// The wishes for themes.
    pub preference: Preference,
    /// Vetoed themes.
    pub never: Vec<ThemeId>,
    /// Multiplies the participant's preference cost.
    pub weight: f64,
    /// Participants with the same number came as one and stay together.
    pub block: Option<u32>,
    /// Where the participant is pinned.
    pub pin: Option<Pin>,
    /// Wanted team mates.
    pub with: Vec<ParticipantId>,
    /// Unwanted team mates.
    pub without: Vec<ParticipantId>,
    /// When the participant cannot be there.
    pub unavailable: Vec<Window>,
}

/// A participant's wishes for themes.
#[derive(Clone, Debug, PartialEq)]
pub enum Preference {
    /// Nothing was listed.
    None,
    /// Themes in order, the best first, none twice; never empty.
    Ranked(Vec<ThemeId>),
    /// Points for each theme (position = theme), at least one above 0.
    Points(Vec<f64>),
}

impl Preference {
    /// The rank of a theme, 1 the best; `None` where the theme is not listed (or nothing is). With points: 1 + the number
    /// of themes that were given more; a theme without points is not listed.
    pub fn rank(&self, theme: ThemeId) -> Option<u32> {
        match self {
            Preference::None => None,
            Preference::Ranked(themes) => themes
                .iter()
                .position(|t| *t == theme)
                .map(|place| place as u32 + 1),
            Preference::Points(points) => {
                let given = points[theme.index()];
                (given > 0.0).then(|| points.iter().filter(|p| **p > given).count() as u32 + 1)
            }
        }
    }

    /// How many themes are listed.
    pub fn len(&self) -> usize {
        match self {
            Preference::None => 0,
            Preference::Ranked(themes) => themes.len(),
            Preference::Points(points) => points.iter().filter(|p| **p > 0.0).count(),
        }
    }

    /// Whether nothing is listed.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Where a participant is pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pin {
    /// To one team.
    Team(TeamId),
    /// To any team of one theme.
    Theme(ThemeId),
}
