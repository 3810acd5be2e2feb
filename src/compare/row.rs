//! What is known of one run: a line of the journal, a row of runs.csv.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::measures::Figures;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ending {
    /// The plan keeps every hard rule.
    Kept,
    /// It breaks some.
    Broken,
    /// There is no plan; `reason` says why.
    Failed,
}

impl Ending {
    /// The word in the tables.
    pub fn word(self) -> &'static str {
        match self {
            Ending::Kept => "kept",
            Ending::Broken => "broken",
            Ending::Failed => "failed",
        }
    }
}

/// A finished run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The number of the run.
    pub run: usize,
    /// How it ended.
    pub ending: Ending,
    /// Why there is no plan.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Cost by level, as the workshop as given counts: `0`, `1`, or `1.2` for part 2 of the preferences at priority 1.
    pub levels: Vec<(String, f64)>,
    /// Cost by rule, likewise; `preferences.2` is part 2.
    pub rules: Vec<(String, f64)>,
    /// How many got which choice, as in result.json.
    pub ranks: BTreeMap<String, u32>,
    /// The measures.
    pub figures: Figures,
    /// What the strategy itself says of its own objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<Own>,
    /// Wall-clock seconds.
    pub seconds: f64,
    /// Moves of the search, each lane's rounded down to thousands.
    pub moves: u64,
}

/// A strategy's own objective, at its first level that is not proved, or at its last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Own {
    /// The level.
    pub level: String,
    /// Whether every level is proved.
    pub proved: bool,
    /// The cost.
    pub cost: f64,
    /// The bound.
    pub bound: Option<f64>,
}

/// A level's name in the tables: `1`, or `1.2` for part 2.
pub fn level_name(priority: u32, part: Option<u32>) -> String {
    match part {
        Some(part) => format!("{priority}.{part}"),
        None => priority.to_string(),
    }
}
