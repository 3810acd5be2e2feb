//! Who may be where, and which of the permutations of equal teams are kept.

use super::{Hard, TeamProgram};
use crate::exact::program::Column;
use crate::exact::symmetry;
use crate::rules::term::Term;

impl TeamProgram<'_> {
    /// The open columns, the places that the hard level allows, everyone in one of them, and the links between the two.
    pub(super) fn assignment(&mut self, hard: Hard) {
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
            if members.is_empty() {
                program.fix(open, 0.0);
                continue;
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

    /// Rows that keep one of the permutations of equal teams, see [`crate::exact::symmetry`]. Only the first people of the order get a
    /// row of their own; each row is valid without the others.
    pub(super) fn break_symmetry(&mut self) {
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

    /// Of teams that nothing tells apart, those that are open in every plan: so many as a hard rule asks for, and one where somebody
    /// can be nowhere else. The closed ones come last, so these are the first.
    pub(super) fn open_what_must_be(&mut self) {
        let teams = self.compiled.teams;
        let classes = symmetry::classes_of_teams(&self.compiled.levels, teams);
        let mut class_of = vec![0; teams];
        for (index, class) in classes.iter().enumerate() {
            class.iter().for_each(|team| class_of[*team] = index);
        }
        // Where nobody may be, no team opens.
        let has_places = |team: usize| self.places.iter().skip(team).step_by(teams);
        let may_open: Vec<bool> = (0..teams)
            .map(|team| has_places(team).any(Option::is_some))
            .collect();
        let mut least = vec![0; classes.len()];
        for term in &self.compiled.levels[0].terms {
            if let Term::Opened { teams, band, .. } = term
                && let open = teams
                    .iter()
                    .map(|team| team.index())
                    .filter(|team| may_open[*team])
                && let Some(class) = only(open.map(|team| class_of[team]))
            {
                let asked = usize::try_from(band.low.unwrap_or(0)).unwrap_or(0);
                least[class] = asked.max(least[class]);
            }
        }
        for places in self.places.chunks(teams.max(1)) {
            let open = (0..teams).filter(|team| places[*team].is_some());
            if let Some(class) = only(open.map(|team| class_of[team])) {
                least[class] = least[class].max(1);
            }
        }
        for (class, least) in classes.iter().zip(least) {
            for team in class.iter().take(least) {
                self.defined.program.fix(self.open[*team], 1.0);
            }
        }
    }
}

/// What all of them are, if they are all the same.
fn only(mut classes: impl Iterator<Item = usize>) -> Option<usize> {
    let first = classes.next()?;
    classes.all(|class| class == first).then_some(first)
}
