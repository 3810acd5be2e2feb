//! The workshop as one piece of pure, resolved data.

use super::{
    AgendaBlock, Attribute, AttributeId, FacilitatedBlock, Facilitator, Judge, JudgeId, Language,
    Participant, ParticipantId, Preferences, Range, Rule, Session, Team, TeamId, Theme, ThemeId,
    Zone,
};

/// A workshop: everything read from its folder, names resolved, absent participants left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Workshop {
    /// The name.
    pub name: String,
    /// The language of reports.
    pub language: Language,
    /// The time zone of the place: all dates and times are local there.
    pub zone: Zone,
    /// The present participants, in the order of the roster.
    pub participants: Vec<Participant>,
    /// Names and ids of those who are absent, for reports only.
    pub absent: Vec<(String, String)>,
    /// The roster's columns that rules can name.
    pub attributes: Vec<Attribute>,
    /// Which attributes are the well-known ones.
    pub known: KnownAttributes,
    /// The themes, in the order of the file.
    pub themes: Vec<Theme>,
    /// All possible teams, those of a theme side by side.
    pub teams: Vec<Team>,
    /// How many teams may be open in all.
    pub open: Range,
    /// What ranks cost.
    pub preferences: Preferences,
    /// The rules, in the order of the file, each id unique.
    pub rules: Vec<Rule>,
    /// The judges.
    pub judges: Vec<Judge>,
    /// The facilitators.
    pub facilitators: Vec<Facilitator>,
    /// The sessions, in the order of the file.
    pub sessions: Vec<Session>,
    /// Fixed blocks of the programme.
    pub agenda: Vec<AgendaBlock>,
    /// Per participant the team that was published, where one was; empty where teams are made for the first time.
    pub published_teams: Vec<Option<TeamId>>,
    /// The facilitators that were published; empty where they are chosen for the first time.
    pub published_facilitators: Vec<FacilitatedBlock>,
}

/// The attributes with a meaning of their own, where the roster has them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct KnownAttributes {
    /// Organization.
    pub organization: Option<AttributeId>,
    /// Sector: `municipal`, `private` or another value.
    pub sector: Option<AttributeId>,
    /// Industry.
    pub industry: Option<AttributeId>,
    /// Role.
    pub role: Option<AttributeId>,
}

impl Workshop {
    /// All present participants.
    pub fn participant_ids(&self) -> impl ExactSizeIterator<Item = ParticipantId> + use<> {
        (0..self.participants.len()).map(ParticipantId::new)
    }

    /// All possible teams.
    pub fn team_ids(&self) -> impl ExactSizeIterator<Item = TeamId> + use<> {
        (0..self.teams.len()).map(TeamId::new)
    }

    /// All themes.
    pub fn theme_ids(&self) -> impl ExactSizeIterator<Item = ThemeId> + use<> {
        (0..self.themes.len()).map(ThemeId::new)
    }

    /// All judges.
    pub fn judge_ids(&self) -> impl ExactSizeIterator<Item = JudgeId> + use<> {
        (0..self.judges.len()).map(JudgeId::new)
    }

    /// A participant.
    pub fn participant(&self, id: ParticipantId) -> &Participant {
        &self.participants[id.index()]
    }

    /// A possible team.
    pub fn team(&self, id: TeamId) -> &Team {
        &self.teams[id.index()]
    }

    /// A theme.
    pub fn theme(&self, id: ThemeId) -> &Theme {
        &self.themes[id.index()]
    }

    /// An attribute.
    pub fn attribute(&self, id: AttributeId) -> &Attribute {
        &self.attributes[id.index()]
    }

    /// A judge.
    pub fn judge(&self, id: JudgeId) -> &Judge {
        &self.judges[id.index()]
    }

    /// Whether the participant presents the theme.
    pub fn owns(&self, participant: ParticipantId, theme: ThemeId) -> bool {
        self.theme(theme).owners.contains(&participant)
    }

    /// The title of a team: its theme's, with the team's number where a theme may have several; the id without themes.
    pub fn team_title(&self, id: TeamId) -> String {
        let team = self.team(id);
        let Some(theme) = team.theme.map(|theme| self.theme(theme)) else {
            return team.id.clone();
        };
        if theme.teams.len() < 2 {
            return theme.title.clone();
        }
        let number = theme.teams.iter().position(|t| *t == id).unwrap_or(0) + 1;
        format!("{} {number}", theme.title)
    }
}
