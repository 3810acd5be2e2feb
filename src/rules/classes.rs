//! Who has which value of an attribute.

use crate::model::TeamId;
use crate::model::{Attribute, ParticipantId, ValueId, Violation};

/// Per value of the attribute that somebody among `people` has: who has it, in the order of `people`. A participant counts
/// for each of its values (SPEC §2).
pub fn classes(
    attribute: &Attribute,
    people: &[ParticipantId],
) -> Vec<(ValueId, Vec<ParticipantId>)> {
    let mut members = vec![Vec::new(); attribute.labels.len()];
    for participant in people {
        for value in attribute.values(*participant) {
            members[value.index()].push(*participant);
        }
    }
    members
        .into_iter()
        .enumerate()
        .filter(|(_, members)| !members.is_empty())
        .map(|(value, members)| (ValueId::new(value), members))
        .collect()
}

/// The violation of one team, unless it is 0.
pub fn in_team(team: TeamId, people: Vec<ParticipantId>, amount: f64) -> Option<Violation> {
    (amount != 0.0).then_some(Violation {
        team: Some(team),
        people,
        amount,
    })
}

/// `max(0, min − count) + max(0, count − max)`.
pub fn outside(min: Option<u32>, max: Option<u32>, count: usize) -> f64 {
    crate::model::Range { min, max }.miss(count) as f64
}
