//! Costs that a team's counters decide: members with a value, sums of numbers, classes present.

use std::sync::Arc;

use super::{at_zero, by_number};
use crate::model::{ParticipantId, TeamId};
use crate::rules::term::{Band, Money, Shape, Teams};

/// Marks a participant in no class.
pub const NO_CLASS: u32 = u32::MAX;

/// How many members each class has in a team, and what each number costs. A participant is in at most one class.
#[derive(Debug)]
pub struct Counts {
    /// Which teams count.
    pub teams: Teams,
    /// Per participant: the class, or [`NO_CLASS`].
    pub class_of: Vec<u32>,
    /// How many classes.
    pub classes: usize,
    /// Per number of members: the cost.
    pub cost: Vec<Money>,
    /// Per number of members: what one more costs; the last two entries are 0, for those in no class.
    pub rise: Vec<Money>,
    /// Where the table's cells begin in a team's row.
    pub at: usize,
    unit: Money,
    shape: Shape,
}

impl Counts {
    /// Whether everybody is in the same class, so that heads are counted.
    pub fn is_of_heads(&self) -> bool {
        self.class_of.iter().all(|class| *class == 0)
    }
}

/// The sum of the members' numbers in a team, and what it costs.
#[derive(Debug)]
pub struct Sums {
    /// Which teams count.
    pub teams: Teams,
    /// Per participant, and 0 for nobody.
    pub number: Vec<Money>,
    /// What a sum costs.
    pub shape: Shape,
}

/// How many classes are present in a team. A participant is in at most one.
#[derive(Debug)]
pub struct Distinct {
    /// Which teams count.
    pub teams: Teams,
    /// Per participant: the class, or [`NO_CLASS`].
    pub class_of: Vec<u32>,
    /// How many classes.
    pub classes: usize,
    /// Per number of classes present: the cost.
    pub cost: Vec<Money>,
    /// Where the table's cells begin in a team's row; the last one is the number of classes present.
    pub at: usize,
}

/// A team's counters of members with a value stand in one row, side by side: for each of [`Counts`] a cell for each class
/// and one for those in no class, for each of [`Distinct`] the same and the number of classes present. The cells for no class
/// hold a number that never costs, so that nobody has to ask whether there is a class.
#[derive(Debug)]
pub struct Sheet {
    /// How many cells a row has.
    pub width: usize,
    /// A row without members.
    pub empty: Vec<u32>,
    columns: usize,
    /// Per participant, and for nobody: per table the cell.
    cells_of: Vec<u32>,
}

impl Sheet {
    fn new(people: usize, counts: &mut [Counts], distinct: &mut [Distinct]) -> Self {
        let columns = counts.len() + distinct.len();
        let mut cells_of = vec![0; (people + 1) * columns];
        let mut empty = Vec::new();
        let mut column = 0;
        let mut add = |at: usize, class_of: &[u32], classes: usize| {
            let nobody = std::iter::once(&NO_CLASS);
            for (participant, class) in class_of.iter().chain(nobody).enumerate() {
                let class = (*class as usize).min(classes);
                cells_of[participant * columns + column] = (at + class) as u32;
            }
            column += 1;
        };
        for table in counts {
            table.at = empty.len();
            let last = table.cost.len() - 1;
            let steps = table.cost.windows(2).map(|pair| pair[1] - pair[0]);
            table.rise = steps.chain([0, 0]).collect();
            empty.resize(table.at + table.classes, 0);
            empty.push(last as u32 + 1);
            add(table.at, &table.class_of, table.classes);
        }
        for table in distinct {
            table.at = empty.len();
            empty.resize(table.at + table.classes, 0);
            // Neither the first of its class to come nor the last to go.
            empty.push(2);
            empty.push(0);
            add(table.at, &table.class_of, table.classes);
        }
        Self {
            width: empty.len(),
            empty,
            columns,
            cells_of,
        }
    }

    /// The participant's cells, or those of nobody where it is the number of participants.
    pub fn cells(&self, participant: usize) -> &[u32] {
        &self.cells_of[participant * self.columns..(participant + 1) * self.columns]
    }
}

/// How many classes are present in a team. A participant may be in several.
#[derive(Debug)]
pub struct Mixed {
    /// Which teams count.
    pub teams: Teams,
    /// Per participant: the classes, ascending.
    pub classes_of: Vec<Vec<u32>>,
    /// How many classes.
    pub classes: usize,
    /// Per number of classes present: the cost.
    pub cost: Vec<Money>,
}

/// The same set; as "all" where it has every team, so that nobody has to look.
fn plain(teams: &Teams) -> Teams {
    match teams {
        Teams::Some(marks) if marks.iter().all(|mark| *mark) => Teams::All,
        teams => teams.clone(),
    }
}

/// While terms are collected.
pub struct Draft {
    people: usize,
    number_of_teams: usize,
    pub counts: Vec<Counts>,
    pub sums: Vec<Sums>,
    pub distinct: Vec<Distinct>,
    pub mixed: Vec<Mixed>,
}

impl Draft {
    pub fn new(people: usize, number_of_teams: usize) -> Self {
        Self {
            people,
            number_of_teams,
            counts: Vec::new(),
            sums: Vec::new(),
            distinct: Vec::new(),
            mixed: Vec::new(),
        }
    }

    /// The row that all counters of a team stand in.
    pub fn sheet(&mut self) -> Sheet {
        Sheet::new(self.people, &mut self.counts, &mut self.distinct)
    }

    /// A sum of equal coefficients is a count; counts of the same shape with no member in common share one table.
    pub fn sum(&mut self, teams: &Teams, coefficients: &[(ParticipantId, Money)], shape: Shape) {
        let unit = coefficients.first().map_or(1, |(_, unit)| *unit);
        let teams = &plain(teams);
        if coefficients.iter().any(|(_, number)| *number != unit) {
            // One more, for nobody.
            let mut number = vec![0; self.people + 1];
            for (participant, coefficient) in coefficients {
                number[participant.index()] = *coefficient;
            }
            self.sums.push(Sums {
                teams: teams.clone(),
                number,
                shape,
            });
            return;
        }
        let fits = |counts: &&mut Counts| {
            counts.unit == unit
                && counts.shape == shape
                && counts.teams == *teams
                && coefficients
                    .iter()
                    .all(|(p, _)| counts.class_of[p.index()] == NO_CLASS)
        };
        // Rules put such terms one after another, so the last table is the one that may fit.
        if let Some(counts) = self.counts.last_mut().filter(fits) {
            for (participant, _) in coefficients {
                counts.class_of[participant.index()] = counts.classes as u32;
            }
            counts.classes += 1;
            if counts.cost.len() <= coefficients.len() {
                counts.cost = by_number(coefficients.len(), unit, |sum| shape.cost(sum));
            }
            return;
        }
        let mut class_of = vec![NO_CLASS; self.people];
        for (participant, _) in coefficients {
            class_of[participant.index()] = 0;
        }
        self.counts.push(Counts {
            teams: teams.clone(),
            class_of,
            classes: 1,
            cost: by_number(coefficients.len(), unit, |sum| shape.cost(sum)),
            rise: Vec::new(),
            at: 0,
            unit,
            shape,
        });
    }

    pub fn distinct(
        &mut self,
        teams: &Teams,
        classes: &Arc<[Vec<ParticipantId>]>,
        band: Band,
        cost: Money,
    ) {
        let mut classes_of = vec![Vec::new(); self.people];
        for (class, members) in classes.iter().enumerate() {
            for participant in members {
                classes_of[participant.index()].push(class as u32);
            }
        }
        let teams = plain(teams);
        let by_present = by_number(classes.len(), 1, |present| cost * band.miss(present));
        if classes_of.iter().any(|of| of.len() > 1) {
            self.mixed.push(Mixed {
                teams,
                classes_of,
                classes: classes.len(),
                cost: by_present,
            });
        } else {
            let class = |of: &Vec<u32>| of.first().copied().unwrap_or(NO_CLASS);
            self.distinct.push(Distinct {
                teams,
                class_of: classes_of.iter().map(class).collect(),
                classes: classes.len(),
                cost: by_present,
                at: 0,
            });
        }
    }

    /// Per team: what it would cost if it were open without members.
    pub fn when_open(&self) -> Vec<Money> {
        let mut costs = vec![0; self.number_of_teams];
        let mut add = |teams: &Teams, cost: Money| {
            for (team, sum) in costs.iter_mut().enumerate() {
                if teams.contains(TeamId::new(team)) {
                    *sum += cost;
                }
            }
        };
        for counts in &self.counts {
            add(&counts.teams, counts.classes as Money * counts.cost[0]);
        }
        for sums in &self.sums {
            add(&sums.teams, at_zero(sums.shape));
        }
        for distinct in &self.distinct {
            add(&distinct.teams, distinct.cost[0]);
        }
        for mixed in &self.mixed {
            add(&mixed.teams, mixed.cost[0]);
        }
        costs
    }
}
