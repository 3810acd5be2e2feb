//! Terms as rows and columns: the compact program of teams, x\[p, t\] = 1 where participant p is in team t.

use super::definition::{Affine, DefinedProgram, Definition};
use super::program::{Column, Program};
use super::symmetry;
use crate::model::{Grouping, ParticipantId, TeamId};
use crate::rules::term::{Band, Money, Shape, Teams, Term, UNITS};
use crate::score::Compiled;

/// How the hard level is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hard {
    /// As constraints: feasible plans only.
    Strict,
    /// As costs: any plan.
    Elastic,
}

/// The program of a workshop's teams.
pub struct TeamProgram<'a> {
    compiled: &'a Compiled,
    defined: DefinedProgram,
    /// `participant × teams + team`; `None` where a hard rule forbids it.
    places: Vec<Option<Column>>,
    open: Vec<Column>,
    groups: Vec<Vec<usize>>,
    order: Vec<usize>,
}

fn units(money: Money) -> f64 {
    money as f64 / UNITS
}

impl<'a> TeamProgram<'a> {
    /// The assignment, the hard level as asked, and no objective yet (with [`Hard::Elastic`]: the hard level's).
    pub fn new(compiled: &'a Compiled, hard: Hard) -> Self {
        let mut program = Self {
            compiled,
            defined: DefinedProgram::default(),
            places: Vec::new(),
            open: Vec::new(),
            groups: symmetry::equal_teams(compiled),
            order: Vec::new(),
        };
        program.assignment(hard);
        for term in &compiled.levels[0].terms {
            match hard {
                Hard::Strict => program.require(term),
                Hard::Elastic => program.charge(term),
            }
        }
        program.break_symmetry();
        program
    }

    /// How many columns and row entries a program of these levels has, about; to refuse what no solver finishes.
    pub fn weight(compiled: &Compiled) -> f64 {
        let (people, teams) = (compiled.people as f64, compiled.teams as f64);
        let terms = compiled.levels.iter().flat_map(|level| &level.terms);
        let entries: f64 = terms
            .map(|term| match term {
                Term::Base { .. } | Term::Place { .. } | Term::Opened { .. } => 1.0,
                Term::Pair { .. } | Term::Split { .. } => 3.0 * teams,
                Term::Sum {
                    coefficients,
                    shape: Shape::Alone { .. },
                    ..
                } => (coefficients.len() as f64 + 3.0) * teams * coefficients.len() as f64,
                Term::Sum { coefficients, .. } => (coefficients.len() as f64 + 3.0) * teams,
                Term::Distinct { classes, .. } => {
                    let members: usize = classes.iter().map(Vec::len).sum();
                    (members as f64 + 3.0) * teams
                }
            })
            .sum();
        2.0 * people * teams + entries
    }

    /// Adds the level's terms to the objective.
    pub fn aim_at(&mut self, level: usize) {
        for term in &self.compiled.levels[level].terms {
            self.charge(term);
        }
    }

    /// Adds a constant to the objective.
    pub fn shift(&mut self, constant: Money) {
        self.defined.program.constant += units(constant);
    }

    /// Turns the objective so far into the constraint that it is at most `cost`.
    pub fn keep(&mut self, cost: Money) {
        self.defined.program.bound_objective(units(cost));
    }

    /// The program.
    pub fn program(&self) -> &Program {
        &self.defined.program
    }

    /// A value for every column: the assignment, its equal teams renamed to keep the order among them. `None` where the
    /// assignment uses a forbidden place.
    pub fn values(&self, grouping: &Grouping) -> Option<Vec<f64>> {
        let grouping = symmetry::canonical(grouping, &self.groups, &self.order);
        let mut values = vec![0.0; self.program().columns.len()];
        for (participant, team) in grouping.team_of.iter().enumerate() {
            values[self.place(participant, team.index())?.0] = 1.0;
            values[self.open[team.index()].0] = 1.0;
        }
        self.defined.complete(&mut values);
        Some(values)
    }

    /// The assignment that the values of the columns mean, each participant in the place with the largest value.
    pub fn grouping(&self, values: &[f64]) -> Grouping {
        let teams = self.compiled.teams;
        let team_of = (0..self.compiled.people)
            .map(|participant| {
                let mut best = (f64::NEG_INFINITY, 0);
                for team in 0..teams {
                    if let Some(column) = self.place(participant, team)
                        && values[column.0] > best.0
                    {
                        best = (values[column.0], team);
                    }
                }
                TeamId::new(best.1)
            })
            .collect();
        Grouping { team_of }
    }

    fn place(&self, participant: usize, team: usize) -> Option<Column> {
        self.places[participant * self.compiled.teams + team]
    }

    fn at(&self, participant: ParticipantId, team: usize) -> Option<Column> {
        self.place(participant.index(), team)
    }

    /// The open columns, the places that the hard level allows, everyone in one of them, and the links between the two.
    fn assignment(&mut self, hard: Hard) {
        let (people, teams) = (self.compiled.people, self.compiled.teams);
        let mut cost_of = vec![0; people * teams];
        if hard == Hard::Strict {
            for term in &self.compiled.levels[0].terms {
                match term {
                    Term::Base { participant, cost } => {
                        let from = participant.index() * teams;
                        cost_of[from..from + teams]
                            .iter_mut()
                            .for_each(|c| *c += cost);
                    }
                    Term::Place {
                        participant,
                        team,
                        cost,
                    } => cost_of[participant.index() * teams + team.index()] += cost,
                    _ => {}
                }
            }
        }
        let program = &mut self.defined.program;
        self.open = (0..teams).map(|_| program.binary()).collect();
        self.places = cost_of
            .iter()
            .map(|cost| (*cost <= 0).then(|| program.binary()))
            .collect();
        for participant in 0..people {
            let row = &self.places[participant * teams..(participant + 1) * teams];
            program.equal(row.iter().flatten().map(|c| (*c, 1.0)).collect(), 1.0);
        }
        for team in 0..teams {
            let open = self.open[team];
            let column = (0..people).filter_map(|p| self.places[p * teams + team]);
            let members: Vec<Column> = column.collect();
            for member in &members {
                program.at_most(vec![(*member, 1.0), (open, -1.0)], 0.0);
            }
            let mut some: Vec<(Column, f64)> = members.iter().map(|c| (*c, 1.0)).collect();
            some.push((open, -1.0));
            program.at_least(some, 0.0);
        }
        let freedom = |participant: &usize| {
            let row = &self.places[participant * teams..(participant + 1) * teams];
            (row.iter().flatten().count(), *participant)
        };
        self.order = (0..people).collect();
        self.order.sort_by_key(freedom);
    }

    /// Rows that keep one of the permutations of equal teams, see [`symmetry`]. Only the first people of the order get a
    /// row of their own; each row is valid without the others.
    fn break_symmetry(&mut self) {
        let teams = self.compiled.teams;
        for group in &self.groups {
            let candidates: Vec<usize> = self
                .order
                .iter()
                .copied()
                .filter(|p| group.iter().any(|t| self.places[p * teams + t].is_some()))
                .collect();
            for pair in group.windows(2) {
                let row = vec![(self.open[pair[0]], 1.0), (self.open[pair[1]], -1.0)];
                self.defined.program.at_least(row, 0.0);
            }
            let rows = candidates.len().min(4 * group.len() + 8).min(60);
            for pair in group.windows(2) {
                let mut earlier: Vec<(Column, f64)> = Vec::new();
                for participant in &candidates[..rows] {
                    if let Some(column) = self.places[participant * teams + pair[1]] {
                        let mut row = earlier.clone();
                        row.push((column, -1.0));
                        self.defined.program.at_least(row, 0.0);
                    }
                    if let Some(column) = self.places[participant * teams + pair[0]] {
                        earlier.push((column, 1.0));
                    }
                }
            }
        }
    }

    fn teams_of(&self, teams: &Teams) -> Vec<usize> {
        (0..self.compiled.teams)
            .filter(|team| teams.contains(TeamId::new(*team)))
            .collect()
    }

    /// A hard term as constraints: it costs nothing.
    fn require(&mut self, term: &Term) {
        match term {
            // Forbidden places have no column.
            Term::Base { .. } | Term::Place { .. } => {}
            Term::Pair { a, b, teams, .. } => {
                for team in self.teams_of(teams) {
                    if let (Some(a), Some(b)) = (self.at(*a, team), self.at(*b, team)) {
                        let row = vec![(a, 1.0), (b, 1.0)];
                        self.defined.program.at_most(row, 1.0);
                    }
                }
            }
            Term::Split {
                a,
                b,
                teams,
                directed,
                ..
            } => {
                for team in self.teams_of(teams) {
                    let entry = |column: Option<Column>, factor| column.map(|c| (c, factor));
                    let one = entry(self.at(*a, team), 1.0);
                    let other = entry(self.at(*b, team), -1.0);
                    let row: Vec<(Column, f64)> = one.into_iter().chain(other).collect();
                    if row.is_empty() {
                        continue;
                    }
                    if *directed {
                        self.defined.program.at_most(row, 0.0);
                    } else {
                        self.defined.program.equal(row, 0.0);
                    }
                }
            }
            Term::Sum {
                teams,
                coefficients,
                shape,
            } => {
                for team in self.teams_of(teams) {
                    match shape {
                        Shape::Band(band) => {
                            let sum = self.sum(coefficients, team);
                            self.require_band(sum, *band, units, self.open[team]);
                        }
                        Shape::Alone { .. } => {
                            for row in self.alone_rows(coefficients, team) {
                                self.defined.program.at_most(row, 0.0);
                            }
                        }
                    }
                }
            }
            Term::Distinct {
                teams,
                classes,
                band,
                ..
            } => {
                for team in self.teams_of(teams) {
                    let present = self.presence(classes, *band, team);
                    self.require_band(present, *band, |n| n as f64, self.open[team]);
                }
            }
            Term::Opened { teams, band, .. } => {
                let open: Vec<(Column, f64)> = self.opened(teams);
                if band.low.is_some_and(|low| low >= teams.len() as i64) {
                    for (column, _) in &open {
                        self.defined.program.fix(*column, 1.0);
                    }
                }
                if let Some(low) = band.low {
                    self.defined.program.at_least(open.clone(), low as f64);
                }
                if let Some(high) = band.high {
                    self.defined.program.at_most(open, high as f64);
                }
            }
        }
    }

    /// low × open ≤ sum ≤ high × open; a closed team's sum is 0.
    fn require_band(
        &mut self,
        sum: Vec<(Column, f64)>,
        band: Band,
        scale: impl Fn(i64) -> f64,
        open: Column,
    ) {
        if let Some(low) = band.low {
            let mut row = sum.clone();
            row.push((open, -scale(low)));
            self.defined.program.at_least(row, 0.0);
        }
        if let Some(high) = band.high {
            let mut row = sum;
            row.push((open, -scale(high)));
            self.defined.program.at_most(row, 0.0);
        }
    }

    /// A term as a part of the objective.
    fn charge(&mut self, term: &Term) {
        match term {
            Term::Base { cost, .. } => self.defined.program.constant += units(*cost),
            Term::Place {
                participant,
                team,
                cost,
            } => {
                if let Some(column) = self.at(*participant, team.index()) {
                    self.defined.program.charge(column, units(*cost));
                }
            }
            Term::Pair { a, b, teams, cost } => {
                for team in self.teams_of(teams) {
                    if let (Some(a), Some(b)) = (self.at(*a, team), self.at(*b, team)) {
                        self.charge_pair(a, b, *cost);
                    }
                }
            }
            Term::Split {
                a,
                b,
                teams,
                directed,
                cost,
            } => self.charge_split(*a, *b, teams, *directed, *cost),
            Term::Sum {
                teams,
                coefficients,
                shape,
            } => {
                for team in self.teams_of(teams) {
                    match shape {
                        Shape::Band(band) => {
                            let sum = self.sum(coefficients, team);
                            self.charge_band(sum, *band, units, Some(self.open[team]), 1.0);
                        }
                        Shape::Alone { cost } => self.charge_alone(coefficients, team, *cost),
                    }
                }
            }
            Term::Distinct {
                teams,
                classes,
                band,
                cost,
            } => {
                for team in self.teams_of(teams) {
                    let present = self.presence(classes, *band, team);
                    let open = Some(self.open[team]);
                    self.charge_band(present, *band, |n| n as f64, open, units(*cost));
                }
            }
            Term::Opened { teams, band, cost } => {
                let open = self.opened(teams);
                self.charge_band(open, *band, |n| n as f64, None, units(*cost));
            }
        }
    }

    /// `cost` × the product of two places.
    fn charge_pair(&mut self, a: Column, b: Column, cost: Money) {
        let both = self.defined.define(1.0, Definition::Both(a, b));
        let program = &mut self.defined.program;
        program.charge(both, units(cost));
        if cost > 0 {
            program.at_least(vec![(both, 1.0), (a, -1.0), (b, -1.0)], -1.0);
        } else {
            program.at_most(vec![(both, 1.0), (a, -1.0)], 0.0);
            program.at_most(vec![(both, 1.0), (b, -1.0)], 0.0);
        }
    }

    fn charge_split(
        &mut self,
        a: ParticipantId,
        b: ParticipantId,
        teams: &Teams,
        directed: bool,
        cost: Money,
    ) {
        let mut pairs = Vec::new();
        for team in self.teams_of(teams) {
            let (one, other) = (self.at(a, team), self.at(b, team));
            pairs.push((one, other));
            if !directed {
                pairs.push((other, one));
            }
        }
        let split = self.defined.define(1.0, Definition::Differ(pairs.clone()));
        self.defined.program.charge(split, units(cost));
        for (here, there) in pairs {
            if let Some(here) = here {
                let mut row = vec![(split, 1.0), (here, -1.0)];
                row.extend(there.map(|there| (there, 1.0)));
                self.defined.program.at_least(row, 0.0);
            }
        }
    }

    fn charge_alone(&mut self, members: &[(ParticipantId, Money)], team: usize, cost: Money) {
        let columns: Vec<Column> = members
            .iter()
            .filter_map(|(p, _)| self.at(*p, team))
            .collect();
        let rows = self.alone_rows(members, team);
        let alone = self.defined.define(1.0, Definition::Alone(columns));
        self.defined.program.charge(alone, units(cost));
        for mut row in rows {
            row.push((alone, -1.0));
            self.defined.program.at_most(row, 0.0);
        }
    }

    /// For each member: x − the sum of the others, above 0 where it is alone.
    fn alone_rows(
        &self,
        members: &[(ParticipantId, Money)],
        team: usize,
    ) -> Vec<Vec<(Column, f64)>> {
        let columns: Vec<Column> = members
            .iter()
            .filter_map(|(p, _)| self.at(*p, team))
            .collect();
        let row_of = |one: &Column| {
            let factor = |c: &Column| if c == one { 1.0 } else { -1.0 };
            columns.iter().map(|c| (*c, factor(c))).collect()
        };
        columns.iter().map(row_of).collect()
    }

    /// `price` × how far the sum is outside the band (of an open team; without one, of anything).
    fn charge_band(
        &mut self,
        sum: Vec<(Column, f64)>,
        band: Band,
        scale: impl Fn(i64) -> f64,
        open: Option<Column>,
        price: f64,
    ) {
        // The end of the band: a multiple of the open column, or a constant where there is none.
        let one = |end: i64| match open {
            Some(open) => (Some((open, scale(end))), 0.0),
            None => (None, scale(end)),
        };
        let mut sides: Vec<Affine> = Vec::new();
        if let Some(low) = band.low {
            let (column, constant) = one(low);
            let negative = sum.iter().map(|(c, a)| (*c, -a));
            sides.push((column.into_iter().chain(negative).collect(), constant));
        }
        if let Some(high) = band.high {
            let (column, constant) = one(high);
            let shifted = column.into_iter().map(|(c, a)| (c, -a));
            sides.push((sum.iter().copied().chain(shifted).collect(), -constant));
        }
        let crossed = matches!((band.low, band.high), (Some(low), Some(high)) if low > high);
        if crossed {
            // Both sides can be missed at once: each has a column of its own.
            for side in sides {
                self.charge_sides(vec![side], price);
            }
        } else {
            self.charge_sides(sides, price);
        }
    }

    /// `price` × max(0, every side).
    fn charge_sides(&mut self, sides: Vec<Affine>, price: f64) {
        if sides.is_empty() {
            return;
        }
        let definition = Definition::Positive(sides.clone());
        let miss = self.defined.define(f64::INFINITY, definition);
        self.defined.program.charge(miss, price);
        for (mut row, constant) in sides {
            row.push((miss, -1.0));
            self.defined.program.at_most(row, -constant);
        }
    }

    /// The sum of the members' coefficients.
    fn sum(&self, coefficients: &[(ParticipantId, Money)], team: usize) -> Vec<(Column, f64)> {
        coefficients
            .iter()
            .filter_map(|(p, coefficient)| Some((self.at(*p, team)?, units(*coefficient))))
            .collect()
    }

    fn opened(&self, teams: &[TeamId]) -> Vec<(Column, f64)> {
        teams.iter().map(|t| (self.open[t.index()], 1.0)).collect()
    }

    /// A column for each class, 1 where a member of it is in the team: bounded from above by its members where many
    /// classes are wanted, from below where few are.
    fn presence(
        &mut self,
        classes: &[Vec<ParticipantId>],
        band: Band,
        team: usize,
    ) -> Vec<(Column, f64)> {
        let mut present = Vec::new();
        for class in classes {
            let members: Vec<Column> = class.iter().filter_map(|p| self.at(*p, team)).collect();
            if members.is_empty() {
                continue;
            }
            let column = self.defined.define(1.0, Definition::Any(members.clone()));
            if band.low.is_some() {
                let mut row = vec![(column, 1.0)];
                row.extend(members.iter().map(|c| (*c, -1.0)));
                self.defined.program.at_most(row, 0.0);
                let open = self.open[team];
                let row = vec![(column, 1.0), (open, -1.0)];
                self.defined.program.at_most(row, 0.0);
            }
            if band.high.is_some() {
                for member in members {
                    let row = vec![(column, 1.0), (member, -1.0)];
                    self.defined.program.at_least(row, 0.0);
                }
            }
            present.push((column, 1.0));
        }
        present
    }
}
