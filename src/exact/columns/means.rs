//! What a proof by columns tries before it parts a level into branches.

/// How far columns go in each way. The defaults suit every workshop; others are for tests.
#[derive(Clone, Copy, Debug)]
pub struct Means {
    /// More columns are not listed.
    pub most_listed: usize,
    /// After so many rounds of cuts in a row that raised the bound little, all columns are listed, or the level is parted.
    pub quiet: usize,
    /// With so few columns in all, a whole-number program ends sooner than more cuts.
    pub few: usize,
    /// Where it takes more nodes, times columns, to try every plan of a list, branches do it.
    pub effort: u64,
    /// Where an exact search of all slots took more nodes, the next ones use central prices, and end when there are columns enough.
    pub long: u64,
}

impl Default for Means {
    fn default() -> Self {
        Self {
            most_listed: 250_000,
            quiet: 2,
            few: 1_500,
            effort: 500_000_000,
            long: 200_000,
        }
    }
}
