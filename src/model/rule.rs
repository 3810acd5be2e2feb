//! Rules as read (SPEC §2): pure data, names resolved. Their meaning stands in the room `rules`.

use super::{AttributeId, ParticipantId, ThemeId, ValueId};

/// A rule of workshop.toml.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    /// The id as written, or one made of the kind and its number.
    pub id: String,
    /// `None`: hard (priority 0, weight 1). Else greater than 0.
    pub weight: Option<f64>,
    /// 1, 2, … of a soft rule; 0 of a hard one.
    pub priority: u32,
    /// Only these themes' teams; `None`: all teams.
    pub themes: Option<Vec<ThemeId>>,
    /// Per participant: whether the rule sees the person (key `where`).
    pub seen: Vec<bool>,
    /// What is asked.
    pub kind: RuleKind,
}

/// The kinds of rules, in the order of SPEC §2.
#[derive(Clone, Debug, PartialEq)]
pub enum RuleKind {
    /// At least and at most so many members with one of some values.
    Count(Count),
    /// At most so many members with any one value.
    Limit(Limit),
    /// At least so many distinct values.
    Variety(Variety),
    /// At most so many distinct values.
    Similar(Similar),
    /// Each team mirrors the shares of the values in the roster.
    Balance(Balance),
    /// Each team's numbers are as the roster's mean.
    NumericBalance(NumericBalance),
    /// Nobody is the only one with the value.
    NotAlone(NotAlone),
    /// These stay together.
    Together(Together),
    /// These are kept apart.
    Apart(Apart),
    /// The roster's columns `with` and `without`.
    Wishes,
    /// Past teams.
    Past(Past),
    /// Members differ from each other.
    Difference(Difference),
    /// A time to meet.
    Meeting(Meeting),
    /// A wished number of heads.
    IdealSize(IdealSize),
}

impl RuleKind {
    /// The names of all kinds, as written in workshop.toml.
    pub const NAMES: [&'static str; 13] = [
        "count",
        "limit",
        "variety",
        "similar",
        "balance",
        "not_alone",
        "together",
        "apart",
        "wishes",
        "past",
        "difference",
        "meeting",
        "ideal_size",
    ];

    /// The kind as written in workshop.toml.
    pub fn name(&self) -> &'static str {
        match self {
            RuleKind::Count(_) => "count",
            RuleKind::Limit(_) => "limit",
            RuleKind::Variety(_) => "variety",
            RuleKind::Similar(_) => "similar",
            RuleKind::Balance(_) | RuleKind::NumericBalance(_) => "balance",
            RuleKind::NotAlone(_) => "not_alone",
            RuleKind::Together(_) => "together",
            RuleKind::Apart(_) => "apart",
            RuleKind::Wishes => "wishes",
            RuleKind::Past(_) => "past",
            RuleKind::Difference(_) => "difference",
            RuleKind::Meeting(_) => "meeting",
            RuleKind::IdealSize(_) => "ideal_size",
        }
    }
}

/// `count`: members with one of the values, at least `min` and at most `max`.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// The attribute.
    pub attribute: AttributeId,
    /// The values that the roster has; others count nobody and are left out.
    pub values: Vec<ValueId>,
    /// At least.
    pub min: Option<u32>,
    /// At most.
    pub max: Option<u32>,
}

/// `limit`: at most `max` members with any one value.
#[derive(Clone, Debug, PartialEq)]
pub struct Limit {
    /// The attribute.
    pub attribute: AttributeId,
    /// At most.
    pub max: u32,
}

/// `variety`: at least `goal` distinct values.
#[derive(Clone, Debug, PartialEq)]
pub struct Variety {
    /// The attribute.
    pub attribute: AttributeId,
    /// `None`: `"all"`, the number of values in the roster as seen by the rule.
    pub goal: Option<u32>,
}

/// `similar`: at most `max` distinct values.
#[derive(Clone, Debug, PartialEq)]
pub struct Similar {
    /// The attribute.
    pub attribute: AttributeId,
    /// At most.
    pub max: u32,
}

/// `balance` of a categorical attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct Balance {
    /// The attribute.
    pub attribute: AttributeId,
}

/// `balance` of a numeric attribute.
#[derive(Clone, Debug, PartialEq)]
pub struct NumericBalance {
    /// The attribute; every filled cell that the rule sees is a number.
    pub attribute: AttributeId,
}

/// `not_alone`: no team has exactly one member with one of the values.
#[derive(Clone, Debug, PartialEq)]
pub struct NotAlone {
    /// The attribute.
    pub attribute: AttributeId,
    /// The values (one, as a rule), as far as the roster has them.
    pub values: Vec<ValueId>,
}

/// `together`: every listed pair in one team.
#[derive(Clone, Debug, PartialEq)]
pub struct Together {
    /// The present ones of those listed, none twice.
    pub members: Vec<ParticipantId>,
}

/// `apart`: every listed pair in different teams.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The present ones of those listed, none twice.
    pub members: Vec<ParticipantId>,
}

/// `past`: pairs that were in one team before.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// The past teams with at least two present participants.
    pub teams: Vec<PastTeam>,
    /// In events; `None`: every event counts 1.
    pub half_life: Option<f64>,
}

/// A team of a past event.
#[derive(Clone, Debug, PartialEq)]
pub struct PastTeam {
    /// How many events ago; the latest is 1.
    pub ago: u32,
    /// Its members that are present now, none twice.
    pub members: Vec<ParticipantId>,
}

/// `difference`: how alike the members of a team are.
#[derive(Clone, Debug, PartialEq)]
pub enum Difference {
    /// By attributes: 1 − the mean difference.
    Attributes(Vec<AttributeId>),
    /// By a matrix of distances: − the distance.
    Matrix(Distances),
}

/// A symmetric matrix of distances between participants.
#[derive(Clone, Debug, PartialEq)]
pub struct Distances {
    /// How many participants.
    pub size: usize,
    /// Row-major, `size` × `size`, symmetric.
    pub values: Vec<f64>,
}

impl Distances {
    /// The distance of two participants.
    pub fn get(&self, p: ParticipantId, q: ParticipantId) -> f64 {
        self.values[p.index() * self.size + q.index()]
    }
}

/// `meeting`: at least `min` blocks in which no member is busy.
#[derive(Clone, Debug, PartialEq)]
pub struct Meeting {
    /// The blocks.
    pub blocks: Vec<MeetingBlock>,
    /// At least.
    pub min: u32,
}

/// A time at which teams may meet.
#[derive(Clone, Debug, PartialEq)]
pub struct MeetingBlock {
    /// The name as written in the rule.
    pub name: String,
    /// Who is busy then.
    pub busy: Vec<ParticipantId>,
}

/// `ideal_size`: a wished number of heads (as seen by the rule).
#[derive(Clone, Debug, PartialEq)]
pub struct IdealSize {
    /// Heads.
    pub size: f64,
}
