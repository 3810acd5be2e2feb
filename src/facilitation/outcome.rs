//! An assignment as it stands in `result.json`.

use super::duty::Duty;
use super::formula::measure;
use super::solve::Solved;
use super::task::Task;
use crate::model::{FacilitatedBlock, FacilitatedTeam, FacilitationOutcome, Level, Status};

/// What `result.json` says of it.
pub fn outcome(task: &Task, solved: &Solved) -> FacilitationOutcome {
    let rules = measure(task, &solved.duty);
    let known = rules.iter().zip(&solved.bounds);
    let levels: Vec<Level> = known
        .map(|(rule, bound)| Level {
            priority: rule.priority,
            part: rule.part,
            cost: rule.cost,
            bound: Some(*bound),
        })
        .collect();
    FacilitationOutcome {
        status: status(&levels),
        levels,
        rules,
        blocks: blocks(task, &solved.duty),
    }
}

/// The status that these levels give.
fn status(levels: &[Level]) -> Status {
    if levels[0].cost > Level::TOLERANCE {
        Status::Infeasible
    } else if levels.iter().all(Level::is_proven) {
        Status::Optimal
    } else {
        Status::Feasible
    }
}

/// The blocks with their teams.
pub(super) fn blocks(task: &Task, duty: &Duty) -> Vec<FacilitatedBlock> {
    let of_block = |number: usize| {
        let block = &task.blocks[number];
        let with = task.teams.iter().zip(&duty.with[number]);
        FacilitatedBlock {
            id: block.id.clone(),
            date: block.date.to_string(),
            start: block.start.strftime("%H:%M").to_string(),
            end: block.end.strftime("%H:%M").to_string(),
            teams: with
                .map(|(team, with)| FacilitatedTeam {
                    team: task.workshop.team(*team).id.clone(),
                    facilitator: with.map(|f| task.workshop.facilitators[f].id.clone()),
                })
                .collect(),
            there: task.there(number),
            lacking: duty.with[number]
                .iter()
                .filter(|with| with.is_none())
                .count(),
        }
    };
    (0..task.blocks.len()).map(of_block).collect()
}
