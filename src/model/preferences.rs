//! What a rank costs, and what fairness means.

/// The table `[preferences]` of workshop.toml.
#[derive(Clone, Debug, PartialEq)]
pub struct Preferences {
    /// Of the 1st, 2nd, … choice.
    pub cost: Vec<Price>,
    /// Of a theme that is not listed, or past the end of `cost`.
    pub unlisted: Price,
    /// Multiplies all; 0 switches preferences off.
    pub weight: f64,
    /// 1, 2, …
    pub priority: u32,
    /// How the costs of different people are weighed against each other.
    pub fairness: Fairness,
}

impl Default for Preferences {
    /// The defaults of SPEC §1.
    fn default() -> Self {
        Self {
            cost: [0.0, 1.0, 3.0, 6.0].map(Price::Cost).to_vec(),
            unlisted: Price::Cost(12.0),
            weight: 1.0,
            priority: 1,
            fairness: Fairness::Total,
        }
    }
}

impl Preferences {
    /// What a rank costs; `None`: not listed.
    pub fn price(&self, rank: Option<u32>) -> Price {
        rank.and_then(|r| self.cost.get(r as usize - 1))
            .copied()
            .unwrap_or(self.unlisted)
    }
}

/// What a rank costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Price {
    /// So much.
    Cost(f64),
    /// `"never"`: it breaks the hard rule `never`.
    Never,
}

/// How rank costs of different people are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fairness {
    /// The sum.
    Total,
    /// Fewest with the worst rank, then the next (the "generous" order).
    WorstFirst,
    /// Most with the first choice, then the next (rank-maximal).
    FirstFirst,
}
