//! What the strategies make of a workshop before it is solved.

use crate::model::{Approach, Fairness, Workshop};

/// The workshop as the approach sees it; people, teams and hard rules stay as they are.
pub fn seen_by(approach: Approach, workshop: &Workshop) -> Workshop {
    let mut seen = workshop.clone();
    match approach {
        Approach::PreferenceFirst => {
            seen.preferences.priority = 1;
            for rule in seen.rules.iter_mut().filter(|rule| rule.weight.is_some()) {
                rule.priority = rule.priority.saturating_add(1);
            }
        }
        Approach::DiversityFirst => {
            let soft = seen.rules.iter().filter(|rule| rule.weight.is_some());
            let last = soft.map(|rule| rule.priority).max().unwrap_or(0);
            seen.preferences.priority = last.saturating_add(1);
        }
        Approach::WorstFirst => seen.preferences.fairness = Fairness::WorstFirst,
        Approach::FirstFirst => seen.preferences.fairness = Fairness::FirstFirst,
        _ => {}
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input;
    use std::path::Path;

    /// Minato has preferences and every soft rule at priorities of its own.
    #[test]
    fn preferences_come_before_or_after_every_other_soft_rule() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/minato/workshop.toml");
        let workshop = input::read(&file).expect("a good instance").workshop;
        let soft = |workshop: &Workshop| -> Vec<u32> {
            let soft = workshop.rules.iter().filter(|rule| rule.weight.is_some());
            soft.map(|rule| rule.priority).collect()
        };
        assert!(!soft(&workshop).is_empty());
        let first = seen_by(Approach::PreferenceFirst, &workshop);
        assert!(soft(&first).iter().all(|p| *p > first.preferences.priority));
        let last = seen_by(Approach::DiversityFirst, &workshop);
        assert!(soft(&last).iter().all(|p| *p < last.preferences.priority));
        assert_eq!(soft(&last), soft(&workshop));
        let hard =
            |workshop: &Workshop| workshop.rules.iter().filter(|r| r.weight.is_none()).count();
        assert_eq!(hard(&first), hard(&workshop));
    }
}
