//! Who proves a level.

/// Who proves bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prover {
    /// The program.
    Program,
    /// Whole teams as columns.
    Columns,
}

impl Prover {
    /// Its place where something is kept for each.
    pub fn index(self) -> usize {
        match self {
            Self::Program => 0,
            Self::Columns => 1,
        }
    }
}
