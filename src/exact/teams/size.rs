//! How large the program of a workshop becomes.

use super::TeamProgram;
use crate::rules::term::{Shape, Term};
use crate::score::Compiled;

impl TeamProgram<'_> {
    /// How many columns and row entries a program of these levels has, about; to refuse what no solver finishes.
    pub fn weight(compiled: &Compiled) -> f64 {
        let (people, teams) = (compiled.people as f64, compiled.teams as f64);
        let terms = compiled.levels.iter().flat_map(|level| &level.terms);
        let entries: f64 = terms
            .map(|term| match term {
                Term::Base { .. } | Term::Place { .. } | Term::Opened { .. } => 1.0,
                Term::Pair { .. } | Term::Split { .. } => 3.0 * teams,
                Term::Sum {
                    coefficients,
                    shape: Shape::Alone { .. },
                    ..
                } => (coefficients.len() as f64 + 3.0) * teams * coefficients.len() as f64,
                Term::Sum { coefficients, .. } => (coefficients.len() as f64 + 3.0) * teams,
                Term::Distinct { classes, .. } => {
                    let members: usize = classes.iter().map(Vec::len).sum();
                    (members as f64 + 3.0) * teams
                }
            })
            .sum();
        2.0 * people * teams + entries
    }
}
