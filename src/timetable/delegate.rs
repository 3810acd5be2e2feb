//! Who stands for an item of which one attendee is enough (`attend = "any"`).

use crate::model::ParticipantId;

/// Gives as many simultaneous items as possible one of their candidates each, nobody two items (augmenting paths, Kuhn
/// 1955). Earlier candidates are preferred.
pub(crate) fn delegates(candidates: &[Vec<ParticipantId>]) -> Vec<Option<ParticipantId>> {
    let mut chosen = vec![None; candidates.len()];
    for item in 0..candidates.len() {
        let mut tried = Vec::new();
        augment(candidates, item, &mut chosen, &mut tried);
    }
    chosen
}

fn augment(
    candidates: &[Vec<ParticipantId>],
    item: usize,
    chosen: &mut Vec<Option<ParticipantId>>,
    tried: &mut Vec<ParticipantId>,
) -> bool {
    for person in &candidates[item] {
        if tried.contains(person) {
            continue;
        }
        tried.push(*person);
        let holder = chosen.iter().position(|c| *c == Some(*person));
        if holder.is_none_or(|other| augment(candidates, other, chosen, tried)) {
            chosen[item] = Some(*person);
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_candidate_is_passed_on() {
        let [a, b] = [0, 1].map(ParticipantId);
        let chosen = delegates(&[vec![a, b], vec![a], vec![b]]);
        assert_eq!(chosen.iter().flatten().count(), 2);
        assert_eq!(delegates(&[vec![a, b], vec![a]]), [Some(b), Some(a)]);
        assert_eq!(delegates(&[vec![], vec![a]]), [None, Some(a)]);
    }
}
