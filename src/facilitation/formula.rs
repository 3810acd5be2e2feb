//! What an assignment of facilitators costs, naive on purpose.

use std::collections::BTreeSet;

use super::duty::Duty;
use super::task::Task;
use crate::model::RuleCost;

/// What a level counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// Teams without a facilitator.
    Lacking,
    /// Teams that have another facilitator than published.
    Kept,
    /// Uneven loads.
    Load,
    /// Facilitators of a team beyond the first.
    Same,
    /// Facilitators who do not know the theme.
    Expertise,
}

impl Aim {
    /// The levels of a task, in their order.
    pub fn of(task: &Task) -> Vec<Self> {
        let kept = task.is_published().then_some(Aim::Kept);
        let wishes = [Aim::Load, Aim::Same, Aim::Expertise];
        std::iter::once(Aim::Lacking)
            .chain(kept)
            .chain(wishes)
            .collect()
    }

    /// The id of its rule.
    pub fn id(self) -> &'static str {
        match self {
            Aim::Lacking => "facilitated",
            Aim::Kept => "facilitators_kept",
            Aim::Load => "facilitator_load",
            Aim::Same => "same_facilitator",
            Aim::Expertise => "facilitator_expertise",
        }
    }

    /// Its priority, and the part of it that comes first.
    pub fn level(self) -> (u32, Option<u32>) {
        match self {
            Aim::Lacking => (0, None),
            Aim::Kept => (1, Some(0)),
            Aim::Load => (1, None),
            Aim::Same => (2, None),
            Aim::Expertise => (3, None),
        }
    }

    /// What an assignment costs.
    pub fn cost(self, task: &Task, duty: &Duty) -> f64 {
        match self {
            Aim::Lacking => lacking(duty) as f64,
            Aim::Kept => replaced(task, duty) as f64,
            Aim::Load => load(task, duty),
            Aim::Same => changes(task, duty) as f64,
            Aim::Expertise => unknowing(task, duty) as f64,
        }
    }
}

/// What an assignment costs by level, and what each level counts.
pub fn measure(task: &Task, duty: &Duty) -> Vec<RuleCost> {
    let aims = Aim::of(task).into_iter();
    aims.map(|aim| {
        let cost = aim.cost(task, duty);
        let (priority, part) = aim.level();
        RuleCost {
            id: aim.id().to_owned(),
            kind: aim.id().to_owned(),
            priority,
            part,
            weight: 1.0,
            violation: cost,
            cost,
        }
    })
    .collect()
}

/// Teams without a facilitator, over all blocks.
fn lacking(duty: &Duty) -> usize {
    duty.with
        .iter()
        .flatten()
        .filter(|with| with.is_none())
        .count()
}

/// Teams that have another facilitator than published, or none, in some block.
fn replaced(task: &Task, duty: &Duty) -> usize {
    let other = |team: &usize| {
        let mut blocks = 0..task.blocks.len();
        blocks.any(|block| task.is_replaced(block, *team, duty.with[block][*team]))
    };
    (0..task.teams.len()).filter(other).count()
}

/// Σ over all facilitators of |times that the facilitator stands by a team − mean|.
fn load(task: &Task, duty: &Duty) -> f64 {
    let people = task.workshop.facilitators.len();
    let loads: Vec<f64> = (0..people).map(|f| duty.load(f) as f64).collect();
    let mean = loads.iter().sum::<f64>() / people.max(1) as f64;
    loads.iter().map(|load| (load - mean).abs()).sum()
}

/// Of each team, its facilitators beyond the first.
fn changes(task: &Task, duty: &Duty) -> usize {
    let of_team = |team: usize| {
        let with: BTreeSet<usize> = duty.with.iter().filter_map(|teams| teams[team]).collect();
        with.len().saturating_sub(1)
    };
    (0..task.teams.len()).map(of_team).sum()
}

/// Teams whose facilitator does not know their theme, over all blocks.
fn unknowing(task: &Task, duty: &Duty) -> usize {
    let teams = duty.with.iter().flat_map(|teams| teams.iter().enumerate());
    teams
        .filter(|(team, with)| with.is_some_and(|with| !task.is_expert(*team, with)))
        .count()
}
