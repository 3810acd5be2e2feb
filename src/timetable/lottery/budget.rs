//! How much work a lottery may take. The clock has no say, or the draw would depend on it.

/// Changes of timetables that are looked at.
const ROUNDS: usize = 600_000;

/// Of these, for the positions before anything is drawn; the rest is for what is left after each draw.
const BEFORE: usize = 400_000;

/// Programs × columns that are solved.
const WORK: usize = 1_200_000;

/// The same before anything is drawn.
const WORK_BEFORE: usize = 700_000;

/// What is left to spend.
#[derive(Debug)]
pub(super) struct Budget {
    rounds: usize,
    work: usize,
}

impl Budget {
    /// For the positions before anything is drawn.
    pub fn new() -> Self {
        Self {
            rounds: BEFORE,
            work: WORK_BEFORE,
        }
    }

    /// What comes now is the drawing.
    pub fn add_drawing(&mut self) {
        self.rounds += ROUNDS - BEFORE;
        self.work += WORK - WORK_BEFORE;
    }

    /// Takes as many of the wanted rounds as are left.
    pub fn rounds(&mut self, wanted: usize) -> usize {
        let taken = wanted.min(self.rounds);
        self.rounds -= taken;
        taken
    }

    /// Takes what a program of so many columns needs, if it is left.
    pub fn program(&mut self, columns: usize) -> bool {
        let fits = columns <= self.work;
        if fits {
            self.work -= columns;
        }
        fits
    }
}
