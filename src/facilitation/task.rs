//! The blocks, the teams, and who may stand by whom.

use jiff::civil::{Date, Time};

use crate::model::{Facilitator, Grouping, ParticipantId, TeamId, ThemeId, Ties, Window, Workshop};
use crate::timetable::{Engagements, Placed, covers, is_tied};

/// A block in which every open team has a facilitator.
#[derive(Clone, Debug)]
pub struct Block {
    /// The id.
    pub id: String,
    /// The title.
    pub title: String,
    /// The day.
    pub date: Date,
    /// The start.
    pub start: Time,
    /// The end.
    pub end: Time,
    /// How many teams a facilitator can stand by at once.
    pub teams_each: usize,
}

impl Block {
    fn window(&self) -> Window {
        Window::on(self.date, self.start, self.end)
    }
}

/// What is to be done: blocks × teams.
pub struct Task<'w> {
    /// The workshop.
    pub workshop: &'w Workshop,
    /// The blocks, in the order of time.
    pub blocks: Vec<Block>,
    /// The open teams, in the order of the workshop.
    pub teams: Vec<TeamId>,
    /// `[block][facilitator]`: can be there.
    there: Vec<Vec<bool>>,
    /// `[team][facilitator]`: has a conflict.
    conflict: Vec<Vec<bool>>,
    /// `[block][team]`: who stood by the team in the published plan, where somebody did; `Some(None)`: somebody who is gone.
    published: Vec<Vec<Option<Option<usize>>>>,
}

impl<'w> Task<'w> {
    /// The task of a workshop whose sessions are planned; `None` where no block asks for facilitators.
    pub fn of(workshop: &'w Workshop, grouping: &Grouping, placed: &[Placed]) -> Option<Self> {
        let mut blocks: Vec<Block> = workshop
            .agenda
            .iter()
            .filter_map(|block| {
                let asked = block.facilitation.as_ref()?;
                Some(Block {
                    id: asked.id.clone(),
                    title: block.title.clone(),
                    date: block.date,
                    start: block.start,
                    end: block.end,
                    teams_each: asked.teams_each as usize,
                })
            })
            .collect();
        blocks.sort_by_key(|block| (block.date, block.start, block.end));
        if blocks.is_empty() {
            return None;
        }
        let members = grouping.members(workshop);
        let teams: Vec<TeamId> = workshop
            .team_ids()
            .filter(|team| !members[team.index()].is_empty())
            .collect();
        let engagements = Engagements::of(workshop, placed);
        let people = || workshop.facilitators.iter();
        let there = blocks.iter().map(|block| {
            let window = block.window();
            people()
                .map(|f| can_be_there(&engagements, f, &window))
                .collect()
        });
        let conflict = teams.iter().map(|team| {
            let (theme, members) = (workshop.team(*team).theme, &members[team.index()]);
            let row = people().map(|f| has_conflict(workshop, f, theme, members));
            row.collect()
        });
        let published = blocks.iter().map(|block| {
            let row = teams.iter().map(|team| {
                let mut before = workshop.published_facilitators.iter();
                let before = before.find(|before| before.id == block.id)?;
                let id = &workshop.team(*team).id;
                let told = before.teams.iter().find(|told| told.team == *id)?;
                let name = told.facilitator.as_ref()?;
                Some(people().position(|person| person.id == *name))
            });
            row.collect()
        });
        Some(Self {
            published: published.collect(),
            there: there.collect(),
            conflict: conflict.collect(),
            workshop,
            blocks,
            teams,
        })
    }

    /// Whether the facilitator may stand by the team in the block.
    pub fn may(&self, block: usize, team: usize, facilitator: usize) -> bool {
        self.there[block][facilitator] && !self.conflict[team][facilitator]
    }

    /// Whether anything was published.
    pub fn is_published(&self) -> bool {
        self.published.iter().flatten().any(Option::is_some)
    }

    /// Who stood by the team in the published plan, where somebody did; `Some(None)`: somebody who is gone.
    pub fn published(&self, block: usize, team: usize) -> Option<Option<usize>> {
        self.published[block][team]
    }

    /// Whether the team has another facilitator than published, or nobody any more.
    pub fn is_replaced(&self, block: usize, team: usize, with: Option<usize>) -> bool {
        let published = self.published(block, team);
        published.is_some_and(|person| person.is_none() || with != person)
    }

    /// How many facilitators can be there in a block.
    pub fn there(&self, block: usize) -> usize {
        self.there[block].iter().filter(|there| **there).count()
    }

    /// The other blocks at the same time.
    pub fn overlapping(&self, block: usize) -> impl Iterator<Item = usize> + '_ {
        let window = self.blocks[block].window();
        let others = self.blocks.iter().enumerate();
        others
            .filter(move |(other, data)| *other != block && data.window().overlaps(&window))
            .map(|(other, _)| other)
    }

    /// Whether the facilitator knows what the team works on; a team without a theme needs no knowledge.
    pub fn is_expert(&self, team: usize, facilitator: usize) -> bool {
        let theme = self.workshop.team(self.teams[team]).theme;
        theme.is_none_or(|theme| {
            self.workshop.facilitators[facilitator]
                .expertise
                .contains(&theme)
        })
    }
}

/// Available during the whole block, and nowhere else. A present participant works in the own team then.
fn can_be_there(engagements: &Engagements, person: &Facilitator, window: &Window) -> bool {
    let judges = person
        .judge
        .is_some_and(|judge| engagements.judge_is_taken(judge, window));
    person.participant.is_none() && covers(&person.available, window) && !judges
}

/// As of judges: an organization equal to that of a member, or one of what is listed.
fn has_conflict(
    workshop: &Workshop,
    person: &Facilitator,
    theme: Option<ThemeId>,
    members: &[ParticipantId],
) -> bool {
    let own = Ties {
        organizations: person.organization_value.into_iter().collect(),
        ..Ties::default()
    };
    is_tied(workshop, theme, members, &own) || is_tied(workshop, theme, members, &person.conflicts)
}
