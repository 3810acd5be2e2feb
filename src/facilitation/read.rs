//! Reads the assignment of a `result.json` back, and tells what in it cannot be.

use super::duty::Duty;
use super::outcome::blocks;
use super::task::Task;
use crate::model::{FacilitatedBlock, FacilitationOutcome, Text};

/// The assignment that a result tells.
///
/// # Errors
/// What does not fit the workshop, its teams and its timetables: other blocks or teams, unknown facilitators, and those who are
/// away, in conflict, needed twice at once, or stand by too many teams.
pub fn from_outcome(task: &Task, outcome: &FacilitationOutcome) -> Result<Duty, Vec<Text>> {
    let mut wrong = Vec::new();
    let shape = |block: &FacilitatedBlock| -> (String, [String; 3], Vec<String>) {
        let teams = block.teams.iter().map(|team| team.team.clone());
        let when = [&block.date, &block.start, &block.end].map(String::clone);
        (block.id.clone(), when, teams.collect())
    };
    let expected: Vec<_> = blocks(task, &Duty::empty(task)).iter().map(shape).collect();
    let told: Vec<_> = outcome.blocks.iter().map(shape).collect();
    if expected != told {
        return Err(vec![Text::new(
            "進行役のつく予定の時間やチームが、ワークショップと合いません。",
            "The blocks with facilitators, or their teams, are not those of the workshop.",
        )]);
    }
    let mut duty = Duty::empty(task);
    for (number, block) in outcome.blocks.iter().enumerate() {
        for (team, told) in block.teams.iter().enumerate() {
            let Some(id) = &told.facilitator else {
                continue;
            };
            let mut people = task.workshop.facilitators.iter();
            let (place, name) = (&block.id, &told.team);
            match people.position(|person| person.id == *id) {
                None => wrong.push(Text::new(
                    format!("{place}: 「{name}」の進行役「{id}」は名簿にいません。"),
                    format!("{place}: “{name}” has the facilitator “{id}”, who is not in the list."),
                )),
                Some(person) if !task.may(number, team, person) => wrong.push(Text::new(
                    format!("{place}: 「{id}」は「{name}」の進行役になれません（不在、別の役目、または利害関係）。"),
                    format!("{place}: “{id}” cannot stand by “{name}” (away, elsewhere, or a conflict)."),
                )),
                Some(person) => duty.with[number][team] = Some(person),
            }
        }
    }
    if wrong.is_empty() && !duty.is_possible(task) {
        wrong.push(Text::new(
            "進行役が同時に2か所にいるか、受け持てる数を超えるチームについています。",
            "A facilitator is in two blocks at once, or stands by too many teams.",
        ));
    }
    if wrong.is_empty() {
        Ok(duty)
    } else {
        Err(wrong)
    }
}
