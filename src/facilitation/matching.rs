//! A first assignment: block after block, as many teams as possible (augmenting paths, Kuhn 1955).

use super::duty::Duty;
use super::task::Task;

/// Gives each block's teams facilitators who are in no block at the same time before it, those with the fewest teams first.
pub(super) fn matching(task: &Task) -> Duty {
    let mut duty = Duty::empty(task);
    for block in 0..task.blocks.len() {
        let mut free: Vec<usize> = (0..task.workshop.facilitators.len())
            .filter(|person| {
                let mut others = task.overlapping(block);
                !others.any(|other| duty.in_block(other, *person) > 0)
            })
            .collect();
        free.sort_by_key(|person| duty.load(*person));
        for team in 0..task.teams.len() {
            let mut tried = vec![false; task.workshop.facilitators.len()];
            augment(task, &mut duty, block, team, &free, &mut tried);
        }
    }
    duty
}

fn augment(
    task: &Task,
    duty: &mut Duty,
    block: usize,
    team: usize,
    free: &[usize],
    tried: &mut [bool],
) -> bool {
    for person in free {
        if !task.may(block, team, *person) || std::mem::replace(&mut tried[*person], true) {
            continue;
        }
        let has_room = duty.in_block(block, *person) < task.blocks[block].teams_each;
        let others = 0..task.teams.len();
        let mut held = others.filter(|other| duty.with[block][*other] == Some(*person));
        let held: Vec<usize> = held.by_ref().collect();
        if has_room
            || held
                .into_iter()
                .any(|other| augment(task, duty, block, other, free, tried))
        {
            duty.with[block][team] = Some(*person);
            return true;
        }
    }
    false
}
