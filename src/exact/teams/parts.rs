//! What both hard and soft terms are put together from: places, sums, values present.

use super::{TeamProgram, units};
use crate::exact::definition::Definition;
use crate::exact::program::Column;
use crate::model::{ParticipantId, TeamId};
use crate::rules::term::{Band, Money, Teams};

impl TeamProgram<'_> {
    pub(super) fn place(&self, participant: usize, team: usize) -> Option<Column> {
        self.places[participant * self.compiled.teams + team]
    }

    pub(super) fn at(&self, participant: ParticipantId, team: usize) -> Option<Column> {
        self.place(participant.index(), team)
    }

    pub(super) fn teams_of(&self, teams: &Teams) -> Vec<usize> {
        (0..self.compiled.teams)
            .filter(|team| teams.contains(TeamId::new(*team)))
            .collect()
    }

    /// For each member: x − the sum of the others, above 0 where it is alone.
    pub(super) fn alone_rows(
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

    /// The sum of the members' coefficients.
    pub(super) fn sum(
        &self,
        coefficients: &[(ParticipantId, Money)],
        team: usize,
    ) -> Vec<(Column, f64)> {
        coefficients
            .iter()
            .filter_map(|(p, coefficient)| Some((self.at(*p, team)?, units(*coefficient))))
            .collect()
    }

    pub(super) fn opened(&self, teams: &[TeamId]) -> Vec<(Column, f64)> {
        teams.iter().map(|t| (self.open[t.index()], 1.0)).collect()
    }

    /// A column for each class, 1 where a member of it is in the team: bounded from above by its members where many
    /// classes are wanted, from below where few are.
    pub(super) fn presence(
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
