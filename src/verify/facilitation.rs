//! Compares the facilitators of a result with what the formulas say of them.

use super::outcome::{Difference, compare_levels, compare_rules, compare_status};
use crate::facilitation::{Task, from_outcome, measure};
use crate::model::{Grouping, Outcome, Text, Workshop};
use crate::timetable::Placed;

/// Adds every difference to `wrong`.
pub fn check(
    workshop: &Workshop,
    grouping: &Grouping,
    placed: &[Placed],
    outcome: &Outcome,
    wrong: &mut Vec<Difference>,
) {
    let task = Task::of(workshop, grouping, placed);
    let (task, told) = match (&task, &outcome.facilitation) {
        (None, None) => return,
        (Some(task), Some(told)) => (task, told),
        _ => {
            wrong.push(Text::new(
                "進行役の割り当て（facilitation）の有無が、ワークショップと合いません。",
                "Whether there are facilitators does not fit the workshop.",
            ));
            return;
        }
    };
    let duty = match from_outcome(task, told) {
        Ok(duty) => duty,
        Err(unreadable) => {
            wrong.extend(unreadable);
            return;
        }
    };
    let rules = measure(task, &duty);
    let levels: Vec<(u32, Option<u32>, f64)> = rules
        .iter()
        .map(|rule| (rule.priority, rule.part, rule.cost))
        .collect();
    compare_levels("facilitators: ", &levels, &told.levels, wrong);
    compare_rules("facilitators: ", &rules, &told.rules, wrong);
    compare_status("facilitators", told.status, &told.levels, wrong);
    for (number, block) in told.blocks.iter().enumerate() {
        let lacking = duty.with[number]
            .iter()
            .filter(|with| with.is_none())
            .count();
        if (block.there, block.lacking) != (task.there(number), lacking) {
            let (id, there) = (&block.id, task.there(number));
            wrong.push(Text::new(
                format!("{id}: there は {there}、lacking は {lacking} のはずです。"),
                format!("{id}: there should be {there} and lacking {lacking}."),
            ));
        }
    }
}
