//! Seeded synthetic workshops of any size and shape: every name is invented, the hard rules can always be kept, and the same
//! shape gives the same bytes. Each part draws from a stream of its own, so history or richer rules leave the rest as it was.
//!
//! Behind each workshop stands a hidden plan that keeps every hard rule. With [`Shape::planted`] the preferences and rules
//! are arranged so that this plan is the best possible, and it is written down with its cost.

mod agenda;
mod cast;
mod contest;
mod extras;
mod faults;
mod files;
mod frame;
mod history;
mod names;
mod person;
mod planted;
mod readme;
mod roster;
mod rules;
mod sessions;
mod shape;
mod stream;
mod targets;
mod wishes;
mod words;

use crate::model::Text;

pub use shape::{Presentations, RuleSet, Shape, Span};

/// A generated workshop folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Folder {
    /// The files, `workshop.toml` first: name and content.
    pub files: Vec<(&'static str, Vec<u8>)>,
    /// The cost at priority 1 of the planted plan (`planted.csv`), which no plan undercuts; it breaks nothing at priority 0
    /// and costs 0 at every other one.
    pub planted: Option<f64>,
}

/// Makes the workshop of a shape.
///
/// # Errors
/// Everything that keeps the shape from being made, each with advice.
pub fn generate(shape: &Shape) -> Result<Folder, Vec<Text>> {
    let frame = faults::check(shape)?;
    let mut people = cast::people(shape, &frame);
    wishes::choose(shape, &frame, &mut people);
    if shape.rules == RuleSet::Rich {
        extras::add(shape, &frame, &mut people);
    }
    let targets = targets::targets(shape, &frame, &people);
    Ok(files::write(shape, &frame, &people, &targets))
}
