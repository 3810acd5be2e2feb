//! From the ids of an outcome back to the workshop's people, teams, themes and judges.
//!
//! An id that the workshop does not know is shown as it is: a report never fails over a foreign result.

use std::collections::HashMap;

use super::Plan;
use super::words::{self, Got};
use crate::model::{
    AttributeId, Items, JudgeId, Language, ParticipantId, Rule, Session, SessionOutcome, TeamId,
    TeamOutcome, ThemeId, ValueId, Workshop,
};

/// A plan with its ids indexed.
pub struct Lookup<'a> {
    /// The plan.
    pub plan: &'a Plan<'a>,
    /// The workshop.
    pub workshop: &'a Workshop,
    /// The language of all sentences.
    pub language: Language,
    participants: HashMap<&'a str, ParticipantId>,
    teams: HashMap<&'a str, TeamId>,
    themes: HashMap<&'a str, ThemeId>,
    judges: HashMap<&'a str, JudgeId>,
    open: HashMap<&'a str, &'a TeamOutcome>,
    team_of: HashMap<ParticipantId, &'a TeamOutcome>,
    rules: HashMap<&'a str, &'a Rule>,
}

impl<'a> Lookup<'a> {
    /// Indexes a plan.
    pub fn new(plan: &'a Plan<'a>) -> Self {
        let workshop = plan.workshop;
        let participants: HashMap<&str, ParticipantId> = workshop
            .participant_ids()
            .map(|p| (workshop.participant(p).id.as_str(), p))
            .collect();
        let team_of = plan
            .outcome
            .teams
            .iter()
            .flat_map(|team| team.members.iter().map(move |id| (id.as_str(), team)))
            .filter_map(|(id, team)| Some((*participants.get(id)?, team)))
            .collect();
        Self {
            plan,
            workshop,
            language: workshop.language,
            teams: workshop
                .team_ids()
                .map(|t| (workshop.team(t).id.as_str(), t))
                .collect(),
            themes: workshop
                .theme_ids()
                .map(|t| (workshop.theme(t).id.as_str(), t))
                .collect(),
            judges: workshop
                .judge_ids()
                .map(|j| (workshop.judge(j).id.as_str(), j))
                .collect(),
            open: plan
                .outcome
                .teams
                .iter()
                .map(|t| (t.id.as_str(), t))
                .collect(),
            rules: workshop.rules.iter().map(|r| (r.id.as_str(), r)).collect(),
            participants,
            team_of,
        }
    }

    /// The participant with this id.
    pub fn participant(&self, id: &str) -> Option<ParticipantId> {
        self.participants.get(id).copied()
    }

    /// The name of a participant.
    pub fn name(&self, participant: ParticipantId) -> &'a str {
        &self.workshop.participant(participant).name
    }

    /// The team that a participant is in.
    pub fn team_of(&self, participant: ParticipantId) -> Option<&'a TeamOutcome> {
        self.team_of.get(&participant).copied()
    }

    /// The open team of a possible one.
    pub fn open_team(&self, team: TeamId) -> Option<&'a TeamOutcome> {
        self.open.get(self.workshop.team(team).id.as_str()).copied()
    }

    /// Whether an open team has this id.
    pub fn is_open(&self, team: &str) -> bool {
        self.open.contains_key(team)
    }

    /// The rule of workshop.toml with this id and kind.
    pub fn rule(&self, id: &str, kind: &str) -> Option<&'a Rule> {
        let rule = self.rules.get(id).copied()?;
        (rule.kind.name() == kind).then_some(rule)
    }

    /// The theme of a team of the outcome.
    pub fn theme_of(&self, team: &TeamOutcome) -> Option<ThemeId> {
        self.themes.get(team.theme.as_deref()?).copied()
    }

    /// The title of a team of the outcome.
    pub fn team_title(&self, team: &TeamOutcome) -> String {
        self.teams
            .get(team.id.as_str())
            .map_or_else(|| team.id.clone(), |t| self.possible_team_title(*t))
    }

    /// The title of a possible team; without themes its number in words.
    pub fn possible_team_title(&self, team: TeamId) -> String {
        if self.workshop.team(team).theme.is_some() {
            return self.workshop.team_title(team);
        }
        let id = &self.workshop.team(team).id;
        self.language
            .pick(format!("チーム {id}"), format!("Team {id}"))
    }

    /// The name of a judge by id.
    pub fn judge_name(&self, id: &'a str) -> &'a str {
        self.judges
            .get(id)
            .map_or(id, |j| self.workshop.judge(*j).name.as_str())
    }

    /// The name of a facilitator by id.
    pub fn facilitator_name<'n>(&self, id: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let mut people = self.workshop.facilitators.iter();
        people
            .find(|person| person.id == id)
            .map_or(id, |person| person.name.as_str())
    }

    /// The name of a participant by id, also of one who is gone.
    pub fn person_name<'n>(&self, id: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let absent = || self.workshop.absent.iter().find(|(_, gone)| gone == id);
        match self.participant(id) {
            Some(participant) => self.name(participant),
            None => absent().map_or(id, |(name, _)| name.as_str()),
        }
    }

    /// The name of a judge by an id of any origin.
    pub fn judge_name_of<'n>(&self, id: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let judge = self.judges.get(id);
        judge.map_or(id, |j| self.workshop.judge(*j).name.as_str())
    }

    /// The title of a session by an id of any origin.
    pub fn session_title_of<'n>(&self, id: &'n str) -> &'n str
    where
        'a: 'n,
    {
        let mut sessions = self.workshop.sessions.iter();
        sessions
            .find(|session| session.id == id)
            .map_or(id, |session| session.title.as_str())
    }

    /// The title of a team by id.
    pub fn team_title_of(&self, id: &str) -> String {
        let team = self.teams.get(id);
        team.map_or_else(|| id.to_owned(), |team| self.possible_team_title(*team))
    }

    /// The session as the workshop has it.
    pub fn session(&self, outcome: &SessionOutcome) -> Option<&'a Session> {
        self.workshop.sessions.iter().find(|s| s.id == outcome.id)
    }

    /// The title of a session by id.
    pub fn session_title(&self, id: &'a str) -> &'a str {
        self.workshop
            .sessions
            .iter()
            .find(|s| s.id == id)
            .map_or(id, |s| s.title.as_str())
    }

    /// The title of an item of a session: a theme's, a team's, or the item itself. Only a session of themes takes an id
    /// that a theme shares with its single team for the theme.
    pub fn item_title(&self, session: Option<&Session>, item: &str) -> String {
        let theme = || {
            let theme = self.themes.get(item)?;
            Some(self.workshop.theme(*theme).title.clone())
        };
        let team = || Some(self.possible_team_title(*self.teams.get(item)?));
        let found = match session.map(|s| &s.items) {
            Some(Items::Themes) => theme().or_else(team),
            _ => team().or_else(theme),
        };
        found.unwrap_or_else(|| item.to_owned())
    }

    /// The theme of an item, or that of its team.
    pub fn item_theme(&self, session: Option<&Session>, item: &str) -> Option<ThemeId> {
        let theme = || self.themes.get(item).copied();
        let team = || self.workshop.team(*self.teams.get(item)?).theme;
        match session.map(|s| &s.items) {
            Some(Items::Themes) => theme().or_else(team),
            _ => team().or_else(theme),
        }
    }

    /// Those whom an item is about, as [`item_people`](Self::item_people) names them.
    pub fn item_participants(&self, session: Option<&Session>, item: &str) -> Vec<ParticipantId> {
        let ids = self.item_person_ids(session, item).into_iter();
        ids.filter_map(|id| self.participant(id)).collect()
    }

    /// The ids of those whom an item is about: a team's members, a theme's owners (SPEC §3, `attend`).
    pub fn item_person_ids(&self, session: Option<&Session>, item: &str) -> Vec<&'a str> {
        let is_theme = matches!(session.map(|s| &s.items), Some(Items::Themes));
        if let Some(team) = self.open.get(item)
            && !is_theme
        {
            return team.members.iter().map(String::as_str).collect();
        }
        let theme = self.themes.get(item);
        let owners = theme.map(|theme| self.workshop.theme(*theme).owners.as_slice());
        let owners = owners.unwrap_or_default().iter();
        owners
            .map(|owner| self.workshop.participant(*owner).id.as_str())
            .collect()
    }

    /// The names of those whom an item is about.
    pub fn item_people(&self, session: Option<&Session>, item: &str) -> Vec<&'a str> {
        let ids = self.item_person_ids(session, item);
        ids.into_iter().map(|id| self.person_name(id)).collect()
    }

    /// Which wish a participant got in a theme.
    pub fn got(&self, participant: ParticipantId, theme: Option<ThemeId>) -> Got {
        let Some(theme) = theme else {
            return Got::NothingListed;
        };
        let preference = &self.workshop.participant(participant).preference;
        if self.workshop.owns(participant, theme) {
            Got::Owner
        } else if preference.is_empty() {
            Got::NothingListed
        } else {
            preference.rank(theme).map_or(Got::Unlisted, Got::Rank)
        }
    }

    /// The label of a value for people: sectors are folded to two English words (SPEC §1), shown in the report's language.
    pub fn label(&self, attribute: AttributeId, value: ValueId) -> &'a str {
        let label = self.workshop.attribute(attribute).label(value);
        if self.workshop.known.sector == Some(attribute) {
            words::sector(self.language, label)
        } else {
            label
        }
    }

    /// A participant's cell for people.
    pub fn cell(&self, attribute: Option<AttributeId>, participant: ParticipantId) -> String {
        let Some(attribute) = attribute else {
            return String::new();
        };
        let values = self.workshop.attribute(attribute).values(participant);
        let labels: Vec<&str> = values.iter().map(|v| self.label(attribute, *v)).collect();
        labels.join(self.language.pick("、", ", "))
    }
}
