//! Slots: teams that nothing tells apart at the levels in question, and the columns (member sets) that fill them.

use std::sync::Arc;

use super::fit;
use super::part::Misfit;
use super::rules::TeamRules;
use super::steps::in_steps;
use crate::exact::incumbent::{Incumbent, SAME};
use crate::exact::symmetry;
use crate::exact::to_cost;
use crate::model::{Grouping, TeamId};
use crate::rules::term::{Band, Money, Term};
use crate::score::Compiled;

/// Teams that nothing tells apart.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The teams' names.
    pub teams: Vec<usize>,
    /// Who may be a member, ascending.
    pub candidates: Vec<usize>,
    /// Who is a member. Where they are not all candidates, there is no team.
    pub forced: Vec<usize>,
    /// What its terms say.
    pub rules: Arc<TeamRules>,
}

/// A cost of how many teams are open.
#[derive(Clone, Debug)]
pub struct OpenRule {
    /// The level.
    pub level: usize,
    /// Whether each slot counts.
    pub slots: Vec<bool>,
    /// In teams.
    pub band: Band,
    /// For each team outside.
    pub cost: Money,
    /// How many teams count.
    pub teams: usize,
}

/// A workshop's levels as columns.
#[derive(Clone, Debug)]
pub struct Shop {
    /// How many participants.
    pub people: usize,
    /// The level to minimise.
    pub level: usize,
    /// The slots.
    pub slots: Vec<Slot>,
    /// Costs of the number of open teams.
    pub opened: Vec<OpenRule>,
    /// For each level before, the most that a plan may cost there, in steps.
    pub most: Vec<Money>,
    /// What a cost of 1 at each level is: the level's step for those before, 1 for the one to minimise.
    pub steps: Vec<Money>,
    /// How many units of reduced cost are one [`Money`]: more than one where an earlier level's steps are too small to be
    /// weighed in whole numbers.
    pub scale: i64,
    /// The largest weight of each level with which costs stay exact.
    pub most_weight: Vec<i64>,
    /// The slots of each team: the first one where its forced members are all in it.
    slots_of_team: Vec<Vec<usize>>,
}

/// The members of one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Team {
    /// The slot.
    pub slot: usize,
    /// The members, ascending.
    pub members: Vec<usize>,
    /// What it costs at each level, those before in steps.
    pub cost: Vec<Money>,
}

/// A level's costs times its weight are never more: far below what is forbidden.
const LARGEST: f64 = 1e17;

/// Steps smaller than this are too small to be weighed in whole numbers.
const FINE_STEP: i64 = 1024;

impl Shop {
    /// A level's cost in cost units.
    pub fn units(&self, level: usize, cost: Money) -> f64 {
        to_cost(cost * self.steps[level])
    }

    /// The slots for a level, the levels before it at most at the cost of `best`.
    ///
    /// # Errors
    /// Why the workshop does not fit.
    pub fn new(compiled: &Compiled, level: usize, best: &Incumbent) -> Result<Self, Misfit> {
        fit::fits(compiled, level)?;
        if !best.keeps_hard_rules() {
            return Err(Misfit::NoPlan);
        }
        let levels = &in_steps(&compiled.levels[..=level])[..];
        let mut shop = Self {
            people: compiled.people,
            level,
            slots: Vec::new(),
            opened: Vec::new(),
            most: Vec::new(),
            steps: Vec::new(),
            scale: 1,
            most_weight: Vec::new(),
            slots_of_team: vec![Vec::new(); compiled.teams],
        };
        for (terms, cost) in levels.iter().zip(&best.cost) {
            let step = if (1..level).contains(&shop.steps.len()) {
                terms.step
            } else {
                1
            };
            if (1..level).contains(&shop.steps.len()) && step < FINE_STEP {
                shop.scale = FINE_STEP;
            }
            shop.steps.push(step);
            // Every cost is a multiple of the step, so nothing is lost.
            shop.most.push((cost + SAME).div_euclid(step));
            let worst = fit::worst(&terms.terms, compiled.teams);
            shop.most_weight.push((LARGEST / worst.max(1.0)) as i64);
        }
        let groups = symmetry::classes_of_teams(levels, compiled.teams);
        let rules: Vec<Arc<TeamRules>> = groups
            .iter()
            .map(|group| {
                Arc::new(TeamRules::of(
                    levels,
                    compiled.people,
                    TeamId::new(group[0]),
                ))
            })
            .collect();
        for (group, own) in groups.iter().zip(&rules) {
            // Whom only these teams may have: one of them names the team that has it.
            let captive: Vec<usize> = (0..compiled.people)
                .filter(|p| own.allowed[*p])
                .filter(|p| {
                    let places = rules.iter().filter(|other| other.allowed[*p]);
                    places.count() == 1
                })
                .collect();
            shop.add_slots(group, own, &captive);
        }
        for (level, terms) in levels.iter().enumerate() {
            for term in &terms.terms {
                if let Term::Opened { teams, band, cost } = term {
                    let counts =
                        |slot: &Slot| teams.iter().any(|t| slot.teams.contains(&t.index()));
                    shop.opened.push(OpenRule {
                        level,
                        slots: shop.slots.iter().map(counts).collect(),
                        band: *band,
                        cost: *cost,
                        teams: teams.len(),
                    });
                }
            }
        }
        Ok(shop)
    }

    fn add_slots(&mut self, group: &[usize], rules: &Arc<TeamRules>, captive: &[usize]) {
        let allowed = (0..self.people).filter(|p| rules.allowed[*p]);
        let candidates: Vec<usize> = allowed.collect();
        let mut push = |teams: &[usize], mut candidates: Vec<usize>, forced: Vec<usize>| {
            // Whoever must not be without somebody who is not allowed is not allowed either.
            loop {
                let before = candidates.len();
                for split in rules.splits.iter().filter(|split| split.level == 0) {
                    if !candidates.contains(&split.b) {
                        candidates.retain(|p| *p != split.a);
                    }
                }
                if candidates.len() == before {
                    break;
                }
            }
            for team in group {
                self.slots_of_team[*team].push(self.slots.len());
            }
            self.slots.push(Slot {
                teams: teams.to_vec(),
                candidates,
                forced,
                rules: rules.clone(),
            });
        };
        match captive {
            [] => push(group, candidates, Vec::new()),
            all if group.len() == 1 => push(group, candidates, all.to_vec()),
            [first, ..] => {
                let mut others = candidates.clone();
                others.retain(|p| p != first);
                push(&group[..1], candidates, vec![*first]);
                push(&group[1..], others, Vec::new());
            }
        }
    }

    /// A team with its cost.
    pub fn team(&self, slot: usize, mut members: Vec<usize>) -> Team {
        members.sort_unstable();
        let cost = self.slots[slot].rules.cost(&members);
        Team {
            slot,
            members,
            cost,
        }
    }

    /// What the teams cost together at a level, the levels before in steps.
    pub fn cost(&self, level: usize, teams: &[Team]) -> Money {
        let own: Money = teams.iter().map(|team| team.cost[level]).sum();
        let rules = self.opened.iter().filter(|rule| rule.level == level);
        let opened = rules.map(|rule| {
            let open = teams.iter().filter(|team| rule.slots[team.slot]);
            rule.cost * rule.band.miss(open.count() as i64)
        });
        own + opened.sum::<Money>()
    }

    /// The open teams of a plan that keeps the hard rules; `None` where one is in no slot.
    pub fn teams_of(&self, grouping: &Grouping) -> Option<Vec<Team>> {
        let mut members = vec![Vec::new(); self.slots_of_team.len()];
        for (person, team) in grouping.team_of.iter().enumerate() {
            members[team.index()].push(person);
        }
        let mut teams = Vec::new();
        for (name, members) in members.into_iter().enumerate() {
            if members.is_empty() {
                continue;
            }
            let slot = self.slot_of(name, &members)?;
            teams.push(self.team(slot, members));
        }
        Some(teams)
    }

    /// The teams whose members a column of the slot can be: all those that the levels so far do not tell apart.
    pub fn names(&self, slot: usize) -> impl Iterator<Item = usize> {
        let slots = self.slots_of_team.iter().enumerate();
        slots
            .filter(move |(_, slots)| slots.contains(&slot))
            .map(|(name, _)| name)
    }

    /// The slot of the team that can have these members.
    pub fn slot_of(&self, name: usize, members: &[usize]) -> Option<usize> {
        let holds = |slot: &&usize| {
            let slot = &self.slots[**slot];
            slot.forced.iter().all(|p| members.contains(p))
                && members.iter().all(|p| slot.candidates.contains(p))
        };
        self.slots_of_team[name].iter().find(holds).copied()
    }

    /// The plan that the teams make; `None` where they do not have everyone once or are too many.
    pub fn plan(&self, teams: &[&Team]) -> Option<Grouping> {
        let mut team_of = vec![None; self.people];
        let mut used = vec![0; self.slots.len()];
        for team in teams {
            let name = *self.slots[team.slot].teams.get(used[team.slot])?;
            used[team.slot] += 1;
            for member in &team.members {
                if team_of[*member].replace(TeamId::new(name)).is_some() {
                    return None;
                }
            }
        }
        let team_of: Option<Vec<TeamId>> = team_of.into_iter().collect();
        Some(Grouping { team_of: team_of? })
    }
}
