//! Who counts the same in every term.

use crate::rules::term::{Money, Term};
use crate::score::Compiled;

/// What a participant counts in the terms that the program has: (level, term, class or nothing) and how much.
pub type Profile = Vec<(usize, usize, usize, Money)>;

/// The profile of each participant.
pub fn profiles_of(compiled: &Compiled, last: usize) -> Vec<Profile> {
    let mut profiles = vec![Profile::new(); compiled.people];
    for (level, terms) in compiled.levels[..=last].iter().enumerate() {
        for (index, term) in terms.terms.iter().enumerate() {
            match term {
                Term::Sum { coefficients, .. } => {
                    for (participant, coefficient) in coefficients.iter() {
                        profiles[participant.index()].push((level, index, 0, *coefficient));
                    }
                }
                Term::Distinct { classes, .. } => {
                    for (class, members) in classes.iter().enumerate() {
                        for participant in members {
                            profiles[participant.index()].push((level, index, class, 1));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    profiles
}
