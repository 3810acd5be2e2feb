//! The seats of the open teams while people are put into them.

use super::fixed::Unit;
use super::open;
use crate::model::{Grouping, ParticipantId, TeamId, ThemeId, Workshop};

/// Who sits where, and where there is room.
pub struct Seats<'a> {
    workshop: &'a Workshop,
    open: Vec<bool>,
    /// Per team: least and most heads.
    sizes: Vec<(usize, usize)>,
    heads: Vec<usize>,
    team_of: Vec<Option<TeamId>>,
    /// How many are not seated yet.
    left: usize,
    /// How many of them the open teams still need to reach their least heads.
    needed: usize,
}

impl<'a> Seats<'a> {
    /// Nobody is seated yet.
    pub fn new(workshop: &'a Workshop, open: Vec<bool>) -> Self {
        let people = workshop.participants.len();
        let teams = workshop.teams.iter();
        let sizes: Vec<(usize, usize)> = teams.map(|team| open::sizes(team.size, people)).collect();
        let needed = sizes.iter().zip(&open).filter(|(_, open)| **open);
        Self {
            workshop,
            needed: needed.map(|((low, _), _)| low).sum(),
            heads: vec![0; open.len()],
            team_of: vec![None; people],
            left: people,
            sizes,
            open,
        }
    }

    /// The workshop.
    pub fn workshop(&self) -> &'a Workshop {
        self.workshop
    }

    /// The open teams.
    pub fn open_teams(&self) -> impl DoubleEndedIterator<Item = TeamId> + use<'_> {
        let teams = (0..self.open.len()).filter(|team| self.open[*team]);
        teams.map(TeamId::new)
    }

    /// Whether the team is one of the open ones.
    pub fn is_open(&self, team: TeamId) -> bool {
        self.open[team.index()]
    }

    /// How many are in the team.
    pub fn heads(&self, team: TeamId) -> usize {
        self.heads[team.index()]
    }

    /// How many more may come.
    pub fn free(&self, team: TeamId) -> usize {
        self.sizes[team.index()].1.saturating_sub(self.heads(team))
    }

    /// Where somebody sits.
    pub fn team(&self, person: ParticipantId) -> Option<TeamId> {
        self.team_of[person.index()]
    }

    /// Whether so many more may come, and the others who are left still suffice for the least heads of all teams.
    pub fn has_room(&self, team: TeamId, more: usize) -> bool {
        let low = self.sizes[team.index()].0;
        let filled = more.min(low.saturating_sub(self.heads(team)));
        let left_over = self.left.saturating_sub(more);
        self.is_open(team) && self.free(team) >= more && self.needed - filled <= left_over
    }

    /// Whether one of the unit may not be in the team's theme.
    pub fn is_vetoed(&self, unit: &Unit, team: TeamId) -> bool {
        let Some(theme) = self.workshop.team(team).theme else {
            return false;
        };
        unit.members.iter().any(|person| {
            let vetoed = &self.workshop.participant(*person).never;
            vetoed.contains(&theme) || crate::rules::is_priced_never(self.workshop, *person, theme)
        })
    }

    /// Whether the unit may go there: there is room, and nobody vetoed it.
    pub fn suits(&self, unit: &Unit, team: TeamId) -> bool {
        self.has_room(team, unit.members.len()) && !self.is_vetoed(unit, team)
    }

    /// The theme's team with the fewest heads that suits.
    pub fn in_theme(&self, unit: &Unit, theme: ThemeId) -> Option<TeamId> {
        let teams = self.workshop.theme(theme).teams.iter().copied();
        let suiting = teams.filter(|team| self.suits(unit, *team));
        suiting.min_by_key(|team| self.heads(*team))
    }

    /// Seats the unit.
    pub fn seat(&mut self, unit: &Unit, team: TeamId) {
        let (at, heads) = (team.index(), unit.members.len());
        if self.open[at] {
            let missing = self.sizes[at].0.saturating_sub(self.heads[at]);
            self.needed -= missing.min(heads);
        }
        self.heads[at] += heads;
        self.left -= heads;
        for person in &unit.members {
            self.team_of[person.index()] = Some(team);
        }
    }

    /// Seats the unit where most seats are free, if need be against a veto, or past the size.
    pub fn seat_anywhere(&mut self, unit: &Unit) {
        let heads = unit.members.len();
        let best = self.open_teams().max_by_key(|team| {
            let has_room = self.has_room(*team, heads);
            let order = std::cmp::Reverse(team.index());
            (
                has_room && !self.is_vetoed(unit, *team),
                has_room,
                self.free(*team),
                order,
            )
        });
        self.seat(unit, best.unwrap_or(TeamId::new(0)));
    }

    /// The plan; everybody must be seated.
    pub fn grouping(&self) -> Grouping {
        let teams = self.team_of.iter();
        Grouping {
            team_of: teams.map(|team| team.unwrap_or(TeamId::new(0))).collect(),
        }
    }
}
