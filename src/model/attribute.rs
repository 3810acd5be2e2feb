//! Attributes: the roster's columns that rules can name.

use super::{ParticipantId, ValueId};

/// A column of the roster that rules can name, values already folded (SPEC §1: NFKC, trimmed, case folded; sectors to
/// `municipal` / `private`).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attribute {
    /// The header as written in the file.
    pub name: String,
    /// The label of each distinct value, as first written; position = [`ValueId`].
    pub labels: Vec<String>,
    /// Per participant: the values of the cell in its order, without repetition. A blank cell has none.
    pub cells: Vec<Vec<ValueId>>,
    /// Per participant: the whole cell as a number, where it is a finite one.
    pub numbers: Vec<Option<f64>>,
}

impl Attribute {
    /// The participant's values, in the order of the cell.
    pub fn values(&self, participant: ParticipantId) -> &[ValueId] {
        &self.cells[participant.index()]
    }

    /// The participant's first value.
    pub fn first(&self, participant: ParticipantId) -> Option<ValueId> {
        self.values(participant).first().copied()
    }

    /// The participant's cell as a number.
    pub fn number(&self, participant: ParticipantId) -> Option<f64> {
        self.numbers[participant.index()]
    }

    /// Whether the participant's cell holds at least one of `values`.
    pub fn has_any(&self, participant: ParticipantId, values: &[ValueId]) -> bool {
        self.values(participant).iter().any(|v| values.contains(v))
    }

    /// The label of a value.
    pub fn label(&self, value: ValueId) -> &str {
        &self.labels[value.index()]
    }

    /// The participant's cell for people: its labels joined by a comma.
    pub fn text(&self, participant: ParticipantId) -> String {
        let labels: Vec<&str> = self
            .values(participant)
            .iter()
            .map(|v| self.label(*v))
            .collect();
        labels.join(", ")
    }
}
