//! The assignment of facilitators as an integer program, aimed at one level after another.

use super::duty::Duty;
use super::formula::Aim;
use super::task::Task;
use crate::exact::program::{Column, Program};

/// How much an earlier level may exceed its cost by rounding.
const SLACK: f64 = 1e-7;

/// The program of a task.
pub(super) struct DutyProgram<'t> {
    task: &'t Task<'t>,
    pub program: Program,
    /// `[block][team][facilitator]`: stands by.
    with: Vec<Vec<Vec<Option<Column>>>>,
    /// Where the other columns get their values from.
    meanings: Vec<(Column, Meaning)>,
}

/// What a column says of an assignment.
enum Meaning {
    /// The team has nobody in the block.
    Lacking(usize, usize),
    /// The facilitator is in the block.
    Serves(usize, usize),
    /// How far the facilitator's load is from this mean.
    Uneven(usize, f64),
    /// The facilitator stands by the team in some block.
    Knows(usize, usize),
    /// The team's facilitators beyond the first.
    Beyond(usize),
    /// The team has another facilitator than published.
    Replaced(usize),
}

impl<'t> DutyProgram<'t> {
    /// The possible assignments, without an objective.
    pub fn new(task: &'t Task<'t>) -> Self {
        let mut new = Self {
            task,
            program: Program::default(),
            with: Vec::new(),
            meanings: Vec::new(),
        };
        let people = task.workshop.facilitators.len();
        for block in 0..task.blocks.len() {
            let mut rows = Vec::new();
            for team in 0..task.teams.len() {
                let columns: Vec<Option<Column>> = (0..people)
                    .map(|f| task.may(block, team, f).then(|| new.program.binary()))
                    .collect();
                let lacking = new.column(1.0, Meaning::Lacking(block, team));
                let terms = columns.iter().flatten().chain([&lacking]);
                let terms = terms.map(|column| (*column, 1.0)).collect();
                new.program.equal(terms, 1.0);
                rows.push(columns);
            }
            new.with.push(rows);
        }
        new.add_limits();
        new
    }

    fn column(&mut self, high: f64, meaning: Meaning) -> Column {
        let column = self.program.continuous(0.0, high);
        self.meanings.push((column, meaning));
        column
    }

    /// The columns of a facilitator in a block.
    fn in_block(&self, block: usize, facilitator: usize) -> Vec<(Column, f64)> {
        let teams = self.with[block].iter();
        let columns = teams.filter_map(|people| people[facilitator]);
        columns.map(|column| (column, 1.0)).collect()
    }

    /// At most so many teams at once, and one block at a time.
    fn add_limits(&mut self) {
        let task = self.task;
        for facilitator in 0..task.workshop.facilitators.len() {
            let mut serves: Vec<Option<Column>> = vec![None; task.blocks.len()];
            for (block, serves) in serves.iter_mut().enumerate() {
                let mut terms = self.in_block(block, facilitator);
                let most = task.blocks[block].teams_each as f64;
                if task.overlapping(block).next().is_none() {
                    self.program.at_most(terms, most);
                    continue;
                }
                let column = self.program.binary();
                self.meanings
                    .push((column, Meaning::Serves(block, facilitator)));
                terms.push((column, -most.min(task.teams.len() as f64)));
                self.program.at_most(terms, 0.0);
                *serves = Some(column);
            }
            for block in 0..task.blocks.len() {
                for other in task.overlapping(block).filter(|other| *other > block) {
                    let pair = [serves[block], serves[other]].into_iter().flatten();
                    let terms = pair.map(|column| (column, 1.0)).collect();
                    self.program.at_most(terms, 1.0);
                }
            }
        }
    }

    /// Turns the objective into a limit: it costs no more than `most`.
    pub fn limit(&mut self, most: f64) {
        self.program.bound_objective(most + SLACK);
    }

    /// Makes a level the objective, after those before it have become limits. As many teams as in `best` have a facilitator.
    pub fn aim(&mut self, aim: Aim, best: &Duty) {
        match aim {
            Aim::Lacking => self.aim_at_lacking(),
            Aim::Kept => self.aim_at_published(),
            Aim::Load => self.aim_at_load(best),
            Aim::Same => self.aim_at_changes(),
            Aim::Expertise => self.aim_at_expertise(),
        }
    }

    fn aim_at_lacking(&mut self) {
        for (column, meaning) in &self.meanings {
            if matches!(meaning, Meaning::Lacking(..)) {
                self.program.charge(*column, 1.0);
            }
        }
    }

    /// A team that keeps whoever was published in every block is not replaced; whoever is gone or away cannot be kept.
    fn aim_at_published(&mut self) {
        for team in 0..self.task.teams.len() {
            let published: Vec<(usize, Option<usize>)> = (0..self.task.blocks.len())
                .filter_map(|block| Some((block, self.task.published(block, team)?)))
                .collect();
            if published.is_empty() {
                continue;
            }
            let replaced = self.column(1.0, Meaning::Replaced(team));
            self.program.charge(replaced, 1.0);
            for (block, person) in published {
                let kept = person.and_then(|person| self.with[block][team][person]);
                let terms = kept.into_iter().chain([replaced]);
                let terms = terms.map(|column| (column, 1.0)).collect();
                self.program.at_least(terms, 1.0);
            }
        }
    }

    /// As many teams are served in all as in `best`, so that the mean is known. |load − mean| is convex: between whole numbers
    /// its chord is as right as itself, and much tighter.
    fn aim_at_load(&mut self, best: &Duty) {
        let people = self.task.workshop.facilitators.len();
        let total: usize = (0..people).map(|f| best.load(f)).sum();
        let mean = total as f64 / people.max(1) as f64;
        let least = mean.floor();
        for facilitator in 0..people {
            let uneven = self.column(total as f64, Meaning::Uneven(facilitator, mean));
            self.program.charge(uneven, 1.0);
            let load: Vec<(Column, f64)> = (0..self.task.blocks.len())
                .flat_map(|block| self.in_block(block, facilitator))
                .collect();
            // uneven ≥ mean − load, load − mean, and the chord from `least` to the next whole number.
            let slope = 1.0 - 2.0 * (mean - least);
            for (slope, at_least) in [
                (-1.0, mean - least),
                (1.0, least - mean),
                (slope, mean - least),
            ] {
                let terms = load.iter().map(|(column, _)| (*column, -slope));
                let terms = terms.chain([(uneven, 1.0)]).collect();
                self.program.at_least(terms, at_least - slope * least);
            }
        }
    }

    fn aim_at_changes(&mut self) {
        for team in 0..self.task.teams.len() {
            let beyond = self.column(self.task.blocks.len() as f64, Meaning::Beyond(team));
            self.program.charge(beyond, 1.0);
            let mut terms = vec![(beyond, -1.0)];
            for facilitator in 0..self.task.workshop.facilitators.len() {
                let blocks = self.with.iter();
                let columns: Vec<Column> = blocks
                    .filter_map(|teams| teams[team][facilitator])
                    .collect();
                if columns.is_empty() {
                    continue;
                }
                let knows = self.column(1.0, Meaning::Knows(team, facilitator));
                terms.push((knows, 1.0));
                for column in columns {
                    self.program
                        .at_most(vec![(column, 1.0), (knows, -1.0)], 0.0);
                }
            }
            self.program.at_most(terms, 1.0);
        }
    }

    fn aim_at_expertise(&mut self) {
        for teams in &self.with {
            for (team, people) in teams.iter().enumerate() {
                for (facilitator, column) in people.iter().enumerate() {
                    if let Some(column) = column.filter(|_| !self.task.is_expert(team, facilitator))
                    {
                        self.program.charge(column, 1.0);
                    }
                }
            }
        }
    }

    /// The value of every column at an assignment.
    pub fn values(&self, duty: &Duty) -> Vec<f64> {
        let mut values = vec![0.0; self.program.columns.len()];
        for (block, teams) in self.with.iter().enumerate() {
            for (team, people) in teams.iter().enumerate() {
                let with = duty.with[block][team].and_then(|facilitator| people[facilitator]);
                if let Some(column) = with {
                    values[column.0] = 1.0;
                }
            }
        }
        let flag = |holds: bool| f64::from(u8::from(holds));
        for (column, meaning) in &self.meanings {
            values[column.0] = match meaning {
                Meaning::Lacking(block, team) => flag(duty.with[*block][*team].is_none()),
                Meaning::Serves(block, person) => flag(duty.in_block(*block, *person) > 0),
                Meaning::Uneven(person, mean) => (duty.load(*person) as f64 - mean).abs(),
                Meaning::Knows(team, person) => {
                    flag(duty.with.iter().any(|teams| teams[*team] == Some(*person)))
                }
                Meaning::Beyond(team) => beyond(duty, *team),
                Meaning::Replaced(team) => {
                    let mut blocks = 0..self.task.blocks.len();
                    let replaced = |b: usize| self.task.is_replaced(b, *team, duty.with[b][*team]);
                    flag(blocks.any(replaced))
                }
            };
        }
        values
    }

    /// The assignment that the columns' values tell.
    pub fn duty(&self, values: &[f64]) -> Duty {
        let person = |people: &Vec<Option<Column>>| {
            people
                .iter()
                .position(|column| column.is_some_and(|c| values[c.0] > 0.5))
        };
        let blocks = self.with.iter();
        Duty {
            with: blocks
                .map(|teams| teams.iter().map(person).collect())
                .collect(),
        }
    }
}

fn beyond(duty: &Duty, team: usize) -> f64 {
    let mut with: Vec<usize> = duty.with.iter().filter_map(|teams| teams[team]).collect();
    with.sort_unstable();
    with.dedup();
    with.len().saturating_sub(1) as f64
}
