//! The program over groups: who is in which named group, and how many people of each profile are in the others.

use std::collections::BTreeMap;

use super::groups::Groups;
use super::split::{Dealing, deal};
use crate::control::Limits;
use crate::exact::backend::BackendError;
use crate::exact::program::{Column, Program};
use crate::model::{Grouping, ParticipantId, TeamId};
use crate::rules::term::{Band, Money, Shape, Teams, Term, UNITS};
use crate::score::Compiled;

/// The program of one level.
pub struct AggregateProgram<'a> {
    groups: &'a Groups,
    compiled: &'a Compiled,
    level: usize,
    program: Program,
    /// Per group: how many of its teams are open.
    open: Vec<Column>,
    /// Per participant: the column of each named group that is allowed.
    named: Vec<Vec<(u32, Column)>>,
    /// Per participant: the column that says "in some other group", where that is allowed.
    elsewhere: Vec<Option<Column>>,
    /// Per participant: the profile.
    profile_of: Vec<usize>,
    /// Per profile: how many of those elsewhere are in each group.
    pool: Vec<Vec<Column>>,
    /// Profiles with a pool, each with one of its people.
    heads: Vec<(usize, usize)>,
    /// Per group: its people by column, to put together the rows of sets.
    entries: Vec<Vec<(usize, Column)>>,
}

fn units(money: Money) -> f64 {
    money as f64 / UNITS
}

/// What a participant counts in the terms that the program has: (level, term, class or nothing) and how much.
type Profile = Vec<(usize, usize, usize, Money)>;

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

    fn opened(&self, teams: &[TeamId]) -> Vec<(Column, f64)> {
        let inside = |group: &usize| teams.contains(&TeamId::new(self.groups.teams[*group][0]));
        let all = 0..self.groups.teams.len();
        all.filter(inside).map(|g| (self.open[g], 1.0)).collect()
    }

    /// Σ ≥ factor × open, or ≤.
    fn link(&mut self, mut sum: Vec<(Column, f64)>, open: Column, factor: f64, least: bool) {
        sum.push((open, -factor));
        if least {
            self.program.at_least(sum, 0.0);
        } else {
            self.program.at_most(sum, 0.0);
        }
    }

    /// Σ of `number` over the people of the group.
    fn sum(&self, group: usize, number: impl Fn(usize) -> f64) -> Vec<(Column, f64)> {
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

    fn groups_of(&self, teams: &Teams) -> Vec<usize> {
        let first = |group: &usize| TeamId::new(self.groups.teams[*group][0]);
        let all = 0..self.groups.teams.len();
        all.filter(|group| teams.contains(first(group))).collect()
    }

    /// A term as far as groups say it: as rows at level 0, else in the objective.
    fn term(&mut self, level: usize, index: usize) {
        let compiled = self.compiled;
        match &compiled.levels[level].terms[index] {
            Term::Sum {
                teams,
                coefficients,
                shape: Shape::Band(band),
            } => {
                let unit = equal_unit(coefficients).filter(|unit| is_whole(*band, *unit));
                let scale = unit.map_or(1.0 / UNITS, |unit| 1.0 / unit as f64);
                let mut number = vec![0.0; compiled.people];
                for (participant, coefficient) in coefficients.iter() {
                    number[participant.index()] = *coefficient as f64 * scale;
                }
                for group in self.groups_of(teams) {
                    let sum = self.sum(group, |participant| number[participant]);
                    // In so many units of 10⁻⁹ the sum and the band are written.
                    let price = match (level, unit) {
                        (0, _) => None,
                        (_, Some(unit)) => Some((units(unit), true)),
                        (_, None) => Some((1.0, false)),
                    };
                    self.band(group, sum, *band, scale, price);
                }
            }
            Term::Distinct {
                teams,
                classes,
                band,
                cost,
            } => {
                let Some(low) = band.low else { return };
                let groups = self.groups_of(teams);
                let mut present: Vec<Vec<(Column, f64)>> =
                    vec![Vec::new(); self.groups.teams.len()];
                for class in classes.iter() {
                    let mut is_in = vec![0.0; compiled.people];
                    class.iter().for_each(|p| is_in[p.index()] = 1.0);
                    for group in &groups {
                        let mut sum = self.sum(*group, |participant| is_in[participant]);
                        let most = self.groups.teams[*group].len() as f64;
                        let here = self.program.column(0.0, most, true);
                        sum.push((here, -1.0));
                        self.program.at_least(sum, 0.0);
                        self.link(vec![(here, 1.0)], self.open[*group], 1.0, false);
                        present[*group].push((here, 1.0));
                    }
                }
                let band = Band {
                    low: Some(low),
                    high: None,
                };
                for group in groups {
                    let present = std::mem::take(&mut present[group]);
                    let price = (level > 0).then(|| (units(*cost), true));
                    self.band(group, present, band, 1.0, price);
                }
            }
            Term::Opened { teams, band, cost } => {
                let open = self.opened(teams);
                // A constant in place of open teams: a column fixed to 1.
                let one = self.program.column(1.0, 1.0, true);
                let price = (level > 0).then(|| (units(*cost), true));
                if let Some(low) = band.low {
                    self.miss(open.clone(), one, low as f64, price, true);
                }
                if let Some(high) = band.high {
                    self.miss(open, one, high as f64, price, false);
                }
            }
            // Pairs, and who is alone, cannot be said of groups; soft, they cost at least 0 or what `gains` tells.
            _ => {}
        }
    }

    fn band(
        &mut self,
        group: usize,
        sum: Vec<(Column, f64)>,
        band: Band,
        scale: f64,
        price: Option<(f64, bool)>,
    ) {
        let open = self.open[group];
        if let Some(low) = band.low {
            self.miss(sum.clone(), open, low as f64 * scale, price, true);
        }
        if let Some(high) = band.high {
            self.miss(sum, open, high as f64 * scale, price, false);
        }
    }

    /// The sum is at least (or at most) `edge` × `times`; where there is a price, each unit missed costs so much.
    fn miss(
        &mut self,
        mut sum: Vec<(Column, f64)>,
        times: Column,
        edge: f64,
        price: Option<(f64, bool)>,
        below: bool,
    ) {
        if let Some((price, whole)) = price {
            let missed = self.program.column(0.0, f64::INFINITY, whole);
            self.program.charge(missed, price);
            sum.push((missed, if below { 1.0 } else { -1.0 }));
        }
        self.link(sum, times, edge, below);
    }

    /// A plan from the values of the columns: the people of each group dealt to its teams on so many threads.
    ///
    /// # Errors
    /// When the solver fails in a group.
    pub fn grouping(
        &self,
        values: &[f64],
        limits: &Limits,
        threads: usize,
    ) -> Result<Grouping, BackendError> {
        let is_on = |column: &Column| values[column.0] > 0.5;
        let groups = self.groups.teams.len();
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); groups];
        let mut pooled: Vec<Vec<usize>> = vec![Vec::new(); self.pool.len()];
        for participant in 0..self.compiled.people {
            match self.named[participant]
                .iter()
                .find(|(_, column)| is_on(column))
            {
                Some((group, _)) => members[*group as usize].push(participant),
                None => pooled[self.profile_of[participant]].push(participant),
            }
        }
        for (profile, people) in pooled.iter_mut().enumerate() {
            // Those with costs of their own in many groups choose first, each where it costs least.
            people.sort_by_key(|p| (std::cmp::Reverse(self.groups.named(*p).len()), *p));
            let mut room: Vec<usize> = (self.pool[profile].iter())
                .map(|column| values[column.0].round().max(0.0) as usize)
                .collect();
            room.resize(groups, 0);
            for participant in people.iter() {
                let cost = |group: &usize| {
                    let levels = 0..=self.level;
                    levels
                        .map(|level| self.groups.cost(level, *participant, *group))
                        .collect::<Vec<Money>>()
                };
                let free = (0..groups).filter(|group| room[*group] > 0);
                let group = free.min_by_key(cost).unwrap_or(0);
                room[group] = room[group].saturating_sub(1);
                members[group].push(*participant);
            }
        }
        let dealings: Vec<Dealing> = (0..groups)
            .map(|group| Dealing {
                teams: &self.groups.teams[group],
                open: values[self.open[group].0].round().max(0.0) as usize,
                members: &members[group],
            })
            .collect();
        deal(self.compiled, &dealings, limits, threads)
    }
}

/// The profile of each participant.
fn profiles_of(compiled: &Compiled, last: usize) -> Vec<Profile> {
    let mut profiles = vec![Profile::new(); compiled.people];
    for (level, terms) in compiled.levels[..=last].iter().enumerate() {
        for (index, term) in terms.terms.iter().enumerate() {
            match term {
                Term::Sum { coefficients, .. } => {
                    for (participant, coefficient) in coefficients.iter() {
                        profiles[participant.index()].push((level, index, 0, *coefficient));
                    }
                }
                Term::Distinct { classes, .. } => {
                    for (class, members) in classes.iter().enumerate() {
                        for participant in members {
                            profiles[participant.index()].push((level, index, class, 1));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    profiles
}

/// Whether the program says the whole of the term.
pub(super) fn is_said(term: &Term) -> bool {
    match term {
        Term::Base { .. } | Term::Place { .. } | Term::Opened { .. } => true,
        Term::Sum {
            coefficients,
            shape: Shape::Band(band),
            ..
        } => equal_unit(coefficients).is_some_and(|unit| is_whole(*band, unit)),
        Term::Distinct { band, .. } => band.high.is_none(),
        Term::Sum { .. } | Term::Pair { .. } | Term::Split { .. } => false,
    }
}

/// The coefficient of all, where all are the same and above 0.
pub(super) fn equal_unit(coefficients: &[(ParticipantId, Money)]) -> Option<Money> {
    let unit = coefficients.first().map(|(_, unit)| *unit)?;
    let equal = unit > 0 && coefficients.iter().all(|(_, other)| *other == unit);
    equal.then_some(unit)
}

/// Whether the band's ends are whole numbers of the unit.
fn is_whole(band: Band, unit: Money) -> bool {
    let ends = band.low.into_iter().chain(band.high);
    ends.into_iter().all(|end| end % unit == 0)
}
