//! Levels in their own steps: every cost of a level is a multiple of its step, and in steps the weight of an earlier level is
//! a fine number where a cost is a small one.

use crate::rules::term::{Band, Money, Shape, Term};
use crate::score::LevelTerms;

/// The levels, those between the hard and the last one counted in steps.
pub fn in_steps(levels: &[LevelTerms]) -> Vec<LevelTerms> {
    let last = levels.len().saturating_sub(1);
    let one = |(index, level): (usize, &LevelTerms)| {
        if index == 0 || index == last {
            return level.clone();
        }
        LevelTerms {
            terms: level
                .terms
                .iter()
                .map(|term| divided(term, level.step))
                .collect(),
            ..level.clone()
        }
    };
    levels.iter().enumerate().map(one).collect()
}

/// The term with its cost divided by the step, which divides it.
fn divided(term: &Term, step: Money) -> Term {
    let mut term = term.clone();
    match &mut term {
        Term::Base { cost, .. }
        | Term::Place { cost, .. }
        | Term::Pair { cost, .. }
        | Term::Split { cost, .. }
        | Term::Distinct { cost, .. }
        | Term::Opened { cost, .. } => *cost /= step,
        Term::Sum {
            shape: Shape::Alone { cost },
            ..
        } => *cost /= step,
        Term::Sum {
            coefficients,
            shape: Shape::Band(Band { low, high }),
            ..
        } => {
            *coefficients = coefficients.iter().map(|(p, c)| (*p, c / step)).collect();
            low.iter_mut()
                .chain(high.iter_mut())
                .for_each(|end| *end /= step);
        }
    }
    term
}
