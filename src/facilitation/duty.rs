//! Who stands by whom.

use super::task::Task;

/// A facilitator for each team in each block, or nobody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// `[block][team]`: the position of the facilitator.
    pub with: Vec<Vec<Option<usize>>>,
}

impl Duty {
    /// Nobody stands by anybody.
    pub fn empty(task: &Task) -> Self {
        Self {
            with: vec![vec![None; task.teams.len()]; task.blocks.len()],
        }
    }

    /// How many teams the facilitator stands by in a block.
    pub fn in_block(&self, block: usize, facilitator: usize) -> usize {
        let teams = self.with[block].iter();
        teams.filter(|with| **with == Some(facilitator)).count()
    }

    /// In how many pairs of block and team the facilitator stands by.
    pub fn load(&self, facilitator: usize) -> usize {
        (0..self.with.len())
            .map(|block| self.in_block(block, facilitator))
            .sum()
    }

    /// Whether it is possible: who stands by may do so, is in one block at a time, and has not too many teams.
    pub fn is_possible(&self, task: &Task) -> bool {
        let people = 0..task.workshop.facilitators.len();
        let all_may = self.with.iter().enumerate().all(|(block, teams)| {
            let mut with = teams.iter().enumerate();
            with.all(|(team, with)| with.is_none_or(|with| task.may(block, team, with)))
        });
        all_may
            && people.into_iter().all(|person| {
                let serves = |block: usize| self.in_block(block, person) > 0;
                (0..task.blocks.len()).all(|block| {
                    let mut others = task.overlapping(block);
                    self.in_block(block, person) <= task.blocks[block].teams_each
                        && !(serves(block) && others.any(serves))
                })
            })
    }
}
