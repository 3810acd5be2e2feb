//! The program over groups: who is in which named group, and how many people of each profile are in the others.

use std::collections::BTreeMap;

use super::groups::Groups;
use super::profile::{Profile, profiles_of};
use crate::exact::program::{Column, Program};
use crate::model::TeamId;
use crate::rules::term::{Money, Term, UNITS};
use crate::score::Compiled;

/// The program of one level.
pub struct AggregateProgram<'a> {
    pub(super) groups: &'a Groups,
    pub(super) compiled: &'a Compiled,
    pub(super) level: usize,
    pub(super) program: Program,
    /// Per group: how many of its teams are open.
    pub(super) open: Vec<Column>,
    /// Per participant: the column of each named group that is allowed.
    pub(super) named: Vec<Vec<(u32, Column)>>,
    /// Per participant: the column that says "in some other group", where that is allowed.
    pub(super) elsewhere: Vec<Option<Column>>,
    /// Per participant: the profile.
    pub(super) profile_of: Vec<usize>,
    /// Per profile: how many of those elsewhere are in each group.
    pub(super) pool: Vec<Vec<Column>>,
    /// Profiles with a pool, each with one of its people.
    heads: Vec<(usize, usize)>,
    /// Per group: its people by column, to put together the rows of sets.
    entries: Vec<Vec<(usize, Column)>>,
}

pub(super) fn units(money: Money) -> f64 {
    money as f64 / UNITS
}

impl<'a> AggregateProgram<'a> {
    /// About how many columns and row entries a program has; to refuse what no solver finishes.
    pub fn weight(groups: &Groups, compiled: &Compiled) -> f64 {
        let named: usize = (0..compiled.people)
            .map(|p| groups.named(p).len() + 1)
            .sum();
        let terms = compiled.levels.iter().flat_map(|level| &level.terms);
        let counted = terms.filter(|term| matches!(term, Term::Sum { .. } | Term::Distinct { .. }));
        (named * (2 + counted.count())) as f64
    }

    /// The program of a soft level, the hard rules kept and the levels before it at their cost, as far as it can say so.
    /// `keep` tells what an earlier level may cost; `gains` what left-out pairs of each level cost at least.
    pub fn new(
        groups: &'a Groups,
        compiled: &'a Compiled,
        level: usize,
        keep: impl Fn(usize) -> Money,
        gains: &[Money],
    ) -> Self {
        let mut this = Self {
            groups,
            compiled,
            level,
            program: Program::default(),
            open: Vec::new(),
            named: Vec::new(),
            elsewhere: Vec::new(),
            profile_of: Vec::new(),
            pool: Vec::new(),
            heads: Vec::new(),
            entries: vec![Vec::new(); groups.teams.len()],
        };
        this.assignment();
        for hard in 0..compiled.levels[0].terms.len() {
            this.term(0, hard);
        }
        for (level, gain) in gains.iter().enumerate().take(level + 1).skip(1) {
            this.program.constant += units(*gain);
            this.charge_places(level);
            for term in 0..compiled.levels[level].terms.len() {
                this.term(level, term);
            }
            if level < this.level {
                this.program.bound_objective(units(keep(level)));
            }
        }
        this
    }

    /// The program.
    pub fn program(&self) -> &Program {
        &self.program
    }

    fn assignment(&mut self) {
        let (groups, people) = (self.groups, self.compiled.people);
        let program = &mut self.program;
        for teams in &groups.teams {
            self.open
                .push(program.column(0.0, teams.len() as f64, true));
        }
        let mut profiles: BTreeMap<Profile, usize> = BTreeMap::new();
        for profile in profiles_of(self.compiled, self.level) {
            let next = profiles.len();
            self.profile_of
                .push(*profiles.entry(profile).or_insert(next));
        }
        let mut pools: Vec<Vec<Column>> = vec![Vec::new(); profiles.len()];
        let mut head = vec![None; profiles.len()];
        for participant in 0..people {
            let mut row = Vec::new();
            for group in groups.named(participant) {
                if groups.cost(0, participant, *group as usize) <= 0 {
                    let column = program.binary();
                    row.push((*group, column));
                    self.entries[*group as usize].push((participant, column));
                }
            }
            let elsewhere = groups.base(0, participant) <= 0
                && groups.named(participant).len() < groups.teams.len();
            let elsewhere = elsewhere.then(|| program.binary());
            pools[self.profile_of[participant]].extend(elsewhere);
            head[self.profile_of[participant]].get_or_insert(participant);
            let all = row.iter().map(|(_, column)| *column).chain(elsewhere);
            program.equal(all.map(|column| (column, 1.0)).collect(), 1.0);
            self.named.push(row);
            self.elsewhere.push(elsewhere);
        }
        for (profile, members) in pools.into_iter().enumerate() {
            let most = members.len() as f64;
            let mut into = Vec::new();
            if !members.is_empty() {
                into.extend((0..groups.teams.len()).map(|_| program.column(0.0, most, true)));
                let mut row: Vec<(Column, f64)> = members.iter().map(|c| (*c, 1.0)).collect();
                row.extend(into.iter().map(|column| (*column, -1.0)));
                program.equal(row, 0.0);
                self.heads.extend(head[profile].map(|head| (profile, head)));
            }
            self.pool.push(into);
        }
        self.open_where_they_must();
        for group in 0..groups.teams.len() {
            let everyone = self.sum(group, |_| 1.0);
            let open = self.open[group];
            self.link(everyone.clone(), open, 1.0, true);
            self.link(everyone, open, people as f64, false);
            if self.program.columns[open.0].low < 1.0 {
                // It may close: then nobody is in it.
                for index in 0..self.entries[group].len() {
                    let column = self.entries[group][index].1;
                    self.link(vec![(column, 1.0)], open, 1.0, false);
                }
            }
        }
    }

    /// Groups all of whose teams a hard rule opens.
    fn open_where_they_must(&mut self) {
        for term in &self.compiled.levels[0].terms {
            let Term::Opened { teams, band, .. } = term else {
                continue;
            };
            if band.low.is_some_and(|low| low >= teams.len() as i64) {
                for (column, _) in self.opened(teams) {
                    let data = &mut self.program.columns[column.0];
                    data.low = data.high;
                }
            }
        }
    }

    pub(super) fn opened(&self, teams: &[TeamId]) -> Vec<(Column, f64)> {
        let inside = |group: &usize| teams.contains(&TeamId::new(self.groups.teams[*group][0]));
        let all = 0..self.groups.teams.len();
        all.filter(inside).map(|g| (self.open[g], 1.0)).collect()
    }

    /// Σ ≥ factor × open, or ≤.
    pub(super) fn link(
        &mut self,
        mut sum: Vec<(Column, f64)>,
        open: Column,
        factor: f64,
        least: bool,
    ) {
        sum.push((open, -factor));
        if least {
            self.program.at_least(sum, 0.0);
        } else {
            self.program.at_most(sum, 0.0);
        }
    }

    /// Σ of `number` over the people of the group.
    pub(super) fn sum(&self, group: usize, number: impl Fn(usize) -> f64) -> Vec<(Column, f64)> {
        let named = self.entries[group].iter();
        let mut sum: Vec<(Column, f64)> = named
            .map(|(participant, column)| (*column, number(*participant)))
            .collect();
        let pools = self.heads.iter();
        sum.extend(pools.map(|(profile, head)| (self.pool[*profile][group], number(*head))));
        sum.retain(|(_, number)| *number != 0.0);
        sum
    }

    fn charge_places(&mut self, level: usize) {
        for participant in 0..self.compiled.people {
            for (group, column) in &self.named[participant] {
                let cost = self.groups.cost(level, participant, *group as usize);
                self.program.charge(*column, units(cost));
            }
            if let Some(column) = self.elsewhere[participant] {
                let cost = self.groups.base(level, participant);
                self.program.charge(column, units(cost));
            }
        }
    }
}
