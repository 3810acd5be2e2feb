//! The smallest set: inputs are left out, many at once and then one by one, as long as the session stays impossible
//! (deletion filter, Chinneck and Dravnieks 1991; in halves as Zeller and Hildebrandt 2002).

use super::cause::Case;
use crate::model::Cause;

/// What is known of a case: it can be planned, it cannot, or neither was found out.
pub(crate) type Verdict = Option<bool>;

/// The inputs that are left, and whether none of them can be left out. `None` where the session stays impossible without
/// all of them, or nothing could be proved.
pub(crate) fn shrink(
    case: &Case,
    causes: &[Cause],
    items: usize,
    can_be_planned: &mut dyn FnMut(&Case) -> Verdict,
) -> Option<(Vec<Cause>, bool)> {
    let without = |dropped: &[&Cause]| {
        let mut case = case.clone();
        for cause in dropped {
            case.drop(cause, items);
        }
        case
    };
    if can_be_planned(&without(&causes.iter().collect::<Vec<_>>())) != Some(true) {
        return None;
    }
    let mut left: Vec<&Cause> = causes.iter().collect();
    let mut dropped: Vec<&Cause> = Vec::new();
    let mut smallest = true;
    let mut size = left.len().div_ceil(2).max(1);
    loop {
        let mut at = 0;
        while at < left.len() {
            let end = (at + size).min(left.len());
            let mut tried = dropped.clone();
            tried.extend(&left[at..end]);
            match can_be_planned(&without(&tried)) {
                Some(false) => {
                    dropped.extend(left.drain(at..end));
                }
                told => {
                    smallest &= size > 1 || told.is_some();
                    at = end;
                }
            }
        }
        if size == 1 {
            break;
        }
        size = size.div_ceil(2);
    }
    Some((left.into_iter().cloned().collect(), smallest))
}
