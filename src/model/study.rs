//! A study: which ways of forming teams are compared, on which workshops, with which seeds.

use super::{Language, Workshop};

/// Everything that a comparison runs: workshops × strategies × seeds.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// The name.
    pub name: String,
    /// The language of the report.
    pub language: Language,
    /// The workshops, names unique; never empty.
    pub workshops: Vec<StudyWorkshop>,
    /// The strategies, names unique; never empty.
    pub strategies: Vec<Strategy>,
    /// The strategy that the others are compared with: a position in `strategies`.
    pub reference: usize,
    /// The seeds, none twice; never empty.
    pub seeds: Vec<u64>,
    /// Which solvers the strategies use.
    pub method: StudyMethod,
    /// The budget of each run: moves of the search, and search nodes of each proof.
    pub iterations: u64,
    /// A change of less than this share of the reference's mean is none.
    pub unchanged_within: f64,
}

/// A workshop of a study; its sessions are left out, since only teams are compared.
#[derive(Clone, Debug, PartialEq)]
pub struct StudyWorkshop {
    /// The name in the study.
    pub name: String,
    /// The workshop as given: the yardstick of every plan.
    pub workshop: Workshop,
}

/// A way of forming teams.
#[derive(Clone, Debug, PartialEq)]
pub struct Strategy {
    /// The name in the study.
    pub name: String,
    /// What is done.
    pub approach: Approach,
    /// Per workshop of the study: the workshop with the strategy's own keys; `None` where it has none.
    pub variants: Option<Vec<Workshop>>,
}

/// What a strategy does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Approach {
    /// Solves the workshop as given.
    Balanced,
    /// Solves it with the preferences before every other soft rule.
    PreferenceFirst,
    /// Solves it with every other soft rule before the preferences.
    DiversityFirst,
    /// Solves it with fairness `worst-first`.
    WorstFirst,
    /// Solves it with fairness `first-first`.
    FirstFirst,
    /// Deals everybody out at random.
    Random,
    /// In the order of the roster, each takes the best choice with room left.
    FirstCome,
    /// In a random order, each takes the best choice with room left (random serial dictatorship).
    Lottery,
    /// Deals sorted people round the teams, to and fro.
    Snake,
}

impl Approach {
    /// All approaches and their names in study.toml.
    pub const NAMES: [(&'static str, Approach); 9] = [
        ("balanced", Approach::Balanced),
        ("preference-first", Approach::PreferenceFirst),
        ("diversity-first", Approach::DiversityFirst),
        ("worst-first", Approach::WorstFirst),
        ("first-first", Approach::FirstFirst),
        ("random", Approach::Random),
        ("first-come", Approach::FirstCome),
        ("lottery", Approach::Lottery),
        ("snake", Approach::Snake),
    ];

    /// Whether it is done by hand, without the solvers.
    pub fn is_by_hand(self) -> bool {
        matches!(
            self,
            Approach::Random | Approach::FirstCome | Approach::Lottery | Approach::Snake
        )
    }
}

/// Which solvers the strategies of a study use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StudyMethod {
    /// Local search, then proof.
    Auto,
    /// Proof only.
    Exact,
    /// Local search only.
    Search,
}

impl StudyMethod {
    /// All methods and their names in study.toml.
    pub const NAMES: [(&'static str, StudyMethod); 3] = [
        ("auto", StudyMethod::Auto),
        ("exact", StudyMethod::Exact),
        ("search", StudyMethod::Search),
    ];

    /// The name in study.toml.
    pub fn name(self) -> &'static str {
        match self {
            StudyMethod::Auto => "auto",
            StudyMethod::Exact => "exact",
            StudyMethod::Search => "search",
        }
    }
}
