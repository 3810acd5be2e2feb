//! What a session presents, and who belongs to it (SPEC §3 `items`, `attend`).

use std::collections::BTreeSet;

use super::name::folded;
use crate::model::{Attend, Grouping, Items, ParticipantId, Session, TeamId, ThemeId, Workshop};

/// One thing to present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The id of the team or theme, or the free title: what stands in the result.
    pub key: String,
    /// The title for people.
    pub title: String,
    /// Its theme, where it has one.
    pub theme: Option<ThemeId>,
    /// The team, where it is one.
    pub team: Option<TeamId>,
    /// Who must be there.
    pub attendees: Vec<ParticipantId>,
    /// Whether one of the attendees is enough.
    pub any: bool,
    /// Who works on it: a judge of the same organization must not judge it. Of a theme: the members of its teams.
    pub members: Vec<ParticipantId>,
}

/// The items of a session that take place with these teams: teams and themes in the order of the workshop, titles in the
/// order of the list.
///
/// An entry of a list that is the id of an open team, or else the id or the title of a theme, means that team or theme.
/// A listed team that did not open does not take place; an entry that repeats an earlier one is left out.
pub fn items(workshop: &Workshop, session: &Session, grouping: &Grouping) -> Vec<Item> {
    let members = grouping.members(workshop);
    let open = |team: &TeamId| !members[team.index()].is_empty();
    let team = |id: TeamId| team_item(workshop, session.attend, id, &members[id.index()]);
    let theme = |id: ThemeId| theme_item(workshop, session.attend, id, &members);
    match &session.items {
        Items::Teams => workshop.team_ids().filter(open).map(team).collect(),
        Items::Themes => workshop
            .theme_ids()
            .filter(|id| workshop.theme(*id).teams.iter().any(open))
            .map(theme)
            .collect(),
        Items::Titles(titles) => {
            let mut seen = BTreeSet::new();
            titles
                .iter()
                .filter_map(|title| match meaning(workshop, title) {
                    Meaning::Team(id, _) if open(&id) => Some(team(id)),
                    Meaning::Team(_, Some(id)) | Meaning::Theme(id) => Some(theme(id)),
                    Meaning::Team(_, None) => None,
                    Meaning::Free => Some(free_item(session.attend, title)),
                })
                .filter(|item| seen.insert(folded(&item.key)))
                .collect()
        }
    }
}

/// The position of the item that a rule names, by id first, then by title; `None` where it does not take place.
pub(crate) fn named(items: &[Item], name: &str) -> Option<usize> {
    let name = folded(name);
    items
        .iter()
        .position(|item| folded(&item.key) == name)
        .or_else(|| items.iter().position(|item| folded(&item.title) == name))
}

/// What an entry of a list of titles means.
enum Meaning {
    /// A team; and the theme of the same name, where there is one.
    Team(TeamId, Option<ThemeId>),
    /// A theme.
    Theme(ThemeId),
    /// Nothing else than its words.
    Free,
}

fn meaning(workshop: &Workshop, title: &str) -> Meaning {
    let name = folded(title);
    let theme = workshop.theme_ids().find(|id| {
        let theme = workshop.theme(*id);
        folded(&theme.id) == name || folded(&theme.title) == name
    });
    let team = workshop
        .team_ids()
        .find(|id| folded(&workshop.team(*id).id) == name);
    match (team, theme) {
        (Some(team), theme) => Meaning::Team(team, theme),
        (None, Some(theme)) => Meaning::Theme(theme),
        (None, None) => Meaning::Free,
    }
}

fn team_item(workshop: &Workshop, attend: Attend, id: TeamId, members: &[ParticipantId]) -> Item {
    let team = workshop.team(id);
    let owners = || {
        members
            .iter()
            .copied()
            .filter(|p| team.theme.is_some_and(|theme| workshop.owns(*p, theme)))
            .collect()
    };
    Item {
        key: team.id.clone(),
        title: workshop.team_title(id),
        theme: team.theme,
        team: Some(id),
        attendees: match attend {
            Attend::Owners => owners(),
            Attend::Members | Attend::Any => members.to_vec(),
        },
        any: attend == Attend::Any,
        members: members.to_vec(),
    }
}

fn theme_item(
    workshop: &Workshop,
    attend: Attend,
    id: ThemeId,
    members: &[Vec<ParticipantId>],
) -> Item {
    let theme = workshop.theme(id);
    let people: BTreeSet<ParticipantId> = theme
        .teams
        .iter()
        .flat_map(|team| members[team.index()].iter().copied())
        .chain(theme.owners.iter().copied())
        .collect();
    Item {
        key: theme.id.clone(),
        title: theme.title.clone(),
        theme: Some(id),
        team: None,
        attendees: theme.owners.clone(),
        any: attend == Attend::Any,
        members: people.into_iter().collect(),
    }
}

fn free_item(attend: Attend, title: &str) -> Item {
    Item {
        key: title.to_owned(),
        title: title.to_owned(),
        theme: None,
        team: None,
        attendees: Vec::new(),
        any: attend == Attend::Any,
        members: Vec::new(),
    }
}
