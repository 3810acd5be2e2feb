//! Some teams of a plan as a workshop of their own, while the others stay as they are.

use super::compiled::{Compiled, LevelTerms};
use crate::model::{Grouping, ParticipantId, TeamId};
use crate::rules::term::{Band, Teams, Term};

/// Some teams and their members, numbered anew.
///
/// Whatever its participants do in its teams costs as much more or less, at every level, in the excerpt as in the plan: terms of
/// one who is inside and one who is not have become places, and what cannot change is left out.
#[derive(Clone, Debug)]
pub struct Excerpt {
    /// Its terms.
    pub compiled: Compiled,
    /// Where its participants are now.
    pub grouping: Grouping,
    /// The plan's number of each participant.
    people: Vec<usize>,
    /// The plan's number of each team.
    teams: Vec<usize>,
}

impl Excerpt {
    /// The teams, ascending, with all who are in them.
    pub fn of(compiled: &Compiled, grouping: &Grouping, teams: &[usize]) -> Self {
        let team_of = &grouping.team_of;
        let mut view = View {
            team_of,
            open: vec![false; compiled.teams],
            teams,
            person_at: vec![None; compiled.people],
            team_at: vec![None; compiled.teams],
        };
        for (at, team) in teams.iter().enumerate() {
            view.team_at[*team] = Some(TeamId::new(at));
        }
        let mut people = Vec::new();
        for (person, team) in team_of.iter().enumerate() {
            view.open[team.index()] = true;
            if view.team_at[team.index()].is_some() {
                view.person_at[person] = Some(ParticipantId::new(people.len()));
                people.push(person);
            }
        }
        let level = |level: &LevelTerms| {
            let terms: Vec<Term> = level.terms.iter().flat_map(|term| view.see(term)).collect();
            LevelTerms::new(level.priority, level.part, terms, teams.len())
        };
        let inside = people.iter().filter_map(|p| view.team(team_of[*p]));
        Self {
            grouping: Grouping {
                team_of: inside.collect(),
            },
            compiled: Compiled {
                people: people.len(),
                teams: teams.len(),
                levels: compiled.levels.iter().map(level).collect(),
            },
            people,
            teams: teams.to_vec(),
        }
    }

    /// The plan with the excerpt's participants where this assignment of them has them.
    pub fn put_back(&self, plan: &Grouping, inside: &Grouping) -> Grouping {
        let mut plan = plan.clone();
        for (person, team) in self.people.iter().zip(&inside.team_of) {
            plan.team_of[*person] = TeamId::new(self.teams[team.index()]);
        }
        plan
    }
}

/// The plan as the excerpt sees it.
struct View<'a> {
    team_of: &'a [TeamId],
    open: Vec<bool>,
    teams: &'a [usize],
    person_at: Vec<Option<ParticipantId>>,
    team_at: Vec<Option<TeamId>>,
}

impl View<'_> {
    fn person(&self, person: ParticipantId) -> Option<ParticipantId> {
        self.person_at[person.index()]
    }

    fn team(&self, team: TeamId) -> Option<TeamId> {
        self.team_at[team.index()]
    }

    /// Those of the teams that are inside; `None` where there are none.
    fn among(&self, teams: &Teams) -> Option<Teams> {
        let Teams::Some(_) = teams else {
            return Some(Teams::All);
        };
        let marks = self.teams.iter();
        let marks: Vec<bool> = marks.map(|t| teams.contains(TeamId::new(*t))).collect();
        marks.contains(&true).then(|| Teams::Some(marks.into()))
    }

    /// What the term is inside.
    fn see(&self, term: &Term) -> Vec<Term> {
        match term {
            Term::Split {
                a,
                b,
                teams,
                directed,
                ..
            } if self.person(*a).is_none() || self.person(*b).is_none() => {
                self.always_split(term, (*a, *b), teams, *directed)
            }
            _ => self.renumbered(term).into_iter().collect(),
        }
    }

    /// Two of whom one is outside are apart, so that only places matter.
    fn always_split(
        &self,
        term: &Term,
        (a, b): (ParticipantId, ParticipantId),
        teams: &Teams,
        directed: bool,
    ) -> Vec<Term> {
        let Term::Split { cost, .. } = term else {
            return Vec::new();
        };
        let (inside, outside) = match (self.person(a), self.person(b)) {
            (Some(_), None) => (a, b),
            (None, Some(_)) if !directed => (b, a),
            _ => return Vec::new(),
        };
        if !directed && teams.contains(self.team_of[outside.index()]) {
            return Vec::new();
        }
        let (Some(participant), Some(Teams::Some(marks))) =
            (self.person(inside), self.among(teams))
        else {
            return Vec::new();
        };
        let looked = (0..marks.len()).filter(|team| marks[*team]);
        let place = |team: usize| Term::Place {
            participant,
            team: TeamId::new(team),
            cost: *cost,
        };
        looked.map(place).collect()
    }

    fn renumbered(&self, term: &Term) -> Option<Term> {
        let mut term = term.clone();
        match &mut term {
            Term::Base { participant, .. } => *participant = self.person(*participant)?,
            Term::Place {
                participant, team, ..
            } => {
                *participant = self.person(*participant)?;
                *team = self.team(*team)?;
            }
            Term::Pair { a, b, teams, .. } | Term::Split { a, b, teams, .. } => {
                (*a, *b) = (self.person(*a)?, self.person(*b)?);
                *teams = self.among(teams)?;
            }
            Term::Sum {
                teams,
                coefficients,
                ..
            } => {
                *teams = self.among(teams)?;
                let inside = coefficients
                    .iter()
                    .filter_map(|(person, number)| Some((self.person(*person)?, *number)));
                *coefficients = inside.collect();
            }
            Term::Distinct { teams, classes, .. } => {
                *teams = self.among(teams)?;
                let inside = |class: &Vec<ParticipantId>| -> Vec<ParticipantId> {
                    class.iter().filter_map(|p| self.person(*p)).collect()
                };
                let here = classes.iter().map(inside);
                *classes = here.filter(|class| !class.is_empty()).collect();
            }
            Term::Opened { teams, band, .. } => {
                let outside = teams.iter();
                let outside = outside.filter(|t| self.team(**t).is_none() && self.open[t.index()]);
                let open = outside.count() as i64;
                *teams = teams.iter().filter_map(|team| self.team(*team)).collect();
                if teams.is_empty() {
                    return None;
                }
                *band = Band {
                    low: band.low.map(|low| low - open),
                    high: band.high.map(|high| high - open),
                };
            }
        }
        Some(term)
    }
}
