//! Sessions, judges and the agenda (SPEC §3), as read.

use jiff::civil::{Date, Time};

use super::{
    Facilitation, Lottery, ParticipantId, Publication, Strength, ThemeId, Ties, ValueId, Window,
};

/// A session of talks.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The id; unique.
    pub id: String,
    /// The title; the id where there is none.
    pub title: String,
    /// What is presented.
    pub items: Items,
    /// The day.
    pub date: Date,
    /// Parallel rooms, at least one, none twice; their order counts.
    pub rooms: Vec<String>,
    /// The first moment of a talk.
    pub start: Time,
    /// No talk ends later.
    pub end: Time,
    /// Minutes of a talk, at least 1.
    pub talk: u32,
    /// Minutes between two talks in one room.
    pub change: u32,
    /// No talk overlaps one of these; each has a positive length.
    pub breaks: Vec<(Time, Time)>,
    /// Who judges.
    pub judges: Option<Panel>,
    /// Who must be there.
    pub attend: Attend,
    /// Wishes and hard rules.
    pub rules: Vec<SessionRule>,
    /// How one of the equally good timetables is drawn.
    pub lottery: Option<Lottery>,
    /// What people have been told of it already.
    pub publication: Publication,
}

/// What a session presents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Items {
    /// The open teams.
    Teams,
    /// The themes of open teams.
    Themes,
    /// These titles. One that is a theme's id or title, or a team's id, means that theme or team.
    Titles(Vec<String>),
}

/// How many judges an item needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Panel {
    /// Exactly so many for each item.
    pub per_item: u32,
    /// At most so many items for each judge.
    pub max_load: Option<u32>,
    /// Whether a judge stays in one room between breaks.
    pub seated: bool,
    /// So many judges at least score something in every room in which something is presented.
    pub anchors: u32,
    /// What it asks of a judge that a member is of the judge's own organization.
    pub own_organization: Strength,
}

impl Panel {
    /// A panel of which nothing more is asked.
    pub fn new(per_item: u32, max_load: Option<u32>) -> Self {
        Self {
            per_item,
            max_load,
            seated: false,
            anchors: 0,
            own_organization: Strength::Forbid,
        }
    }
}

/// Who must be there when an item is presented. Of a theme it is always about its owners.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attend {
    /// The owners in the team.
    Owners,
    /// Every member.
    Members,
    /// At least one member.
    Any,
}

/// A rule of a session; same convention of weight and priority as [`Rule`](super::Rule).
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRule {
    /// The id as written, or one made of the kind and its number.
    pub id: String,
    /// `None`: hard.
    pub weight: Option<f64>,
    /// 1, 2, … of a soft rule; 0 of a hard one.
    pub priority: u32,
    /// What is asked.
    pub kind: SessionRuleKind,
}

/// The kinds of session rules. Items are named by the id of a team or theme, or by a title of the session's list; a
/// rule about an item that does not take place (a team that did not open) asks nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionRuleKind {
    /// At this start and/or in this room.
    Pin {
        /// The item.
        item: String,
        /// The start of its talk.
        start: Option<Time>,
        /// Its room.
        room: Option<String>,
    },
    /// `before` starts earlier than `after`.
    Order {
        /// The earlier item.
        before: String,
        /// The later item.
        after: String,
    },
    /// As early as possible.
    First {
        /// The item.
        item: String,
    },
    /// As late as possible.
    Last {
        /// The item.
        item: String,
    },
    /// No two talks of one theme in a row in a room.
    Alternate,
    /// Who spoke early in the earlier session speaks late here.
    Mirror {
        /// The id of the earlier session.
        session: String,
    },
    /// Equal loads of all judges.
    Load,
    /// Judges know the theme.
    Expertise,
    /// Judges stay in their room.
    RoomChange,
    /// Simultaneous talks draw on different audiences.
    Audience,
    /// No empty slots before a room's last talk.
    Compact,
    /// Each item ends at least so many minutes before it is presented in a session that stands earlier in the file.
    Before {
        /// The id of that session.
        session: String,
        /// How many minutes.
        minutes: u32,
    },
    /// The people of `item` can hear `hears`: the two are not presented at the same time.
    MustHear {
        /// One item.
        item: String,
        /// The other.
        hears: String,
    },
    /// In each room, between two breaks, so many slots stay empty; when plans are made again, they may be used.
    Slack {
        /// How many.
        slots: u32,
    },
}

impl SessionRuleKind {
    /// The names of all kinds, as written in workshop.toml.
    pub const NAMES: [&'static str; 14] = [
        "pin",
        "order",
        "first",
        "last",
        "alternate",
        "mirror",
        "load",
        "expertise",
        "room_change",
        "audience",
        "compact",
        "before",
        "must_hear",
        "slack",
    ];

    /// The kind as written in workshop.toml.
    pub fn name(&self) -> &'static str {
        match self {
            SessionRuleKind::Pin { .. } => "pin",
            SessionRuleKind::Order { .. } => "order",
            SessionRuleKind::First { .. } => "first",
            SessionRuleKind::Last { .. } => "last",
            SessionRuleKind::Alternate => "alternate",
            SessionRuleKind::Mirror { .. } => "mirror",
            SessionRuleKind::Load => "load",
            SessionRuleKind::Expertise => "expertise",
            SessionRuleKind::RoomChange => "room_change",
            SessionRuleKind::Audience => "audience",
            SessionRuleKind::Compact => "compact",
            SessionRuleKind::Before { .. } => "before",
            SessionRuleKind::MustHear { .. } => "must_hear",
            SessionRuleKind::Slack { .. } => "slack",
        }
    }
}

/// A judge of judges.csv.
#[derive(Clone, Debug, PartialEq)]
pub struct Judge {
    /// The id as written; unique.
    pub id: String,
    /// The name; the id where there is none.
    pub name: String,
    /// The organization as written.
    pub organization: String,
    /// The same organization in the roster's column, where somebody has it.
    pub organization_value: Option<ValueId>,
    /// When the judge can be there; empty: always.
    pub available: Vec<Window>,
    /// Themes that the judge knows.
    pub expertise: Vec<ThemeId>,
    /// Participants that the judge must not judge.
    pub conflict_participants: Vec<ParticipantId>,
    /// Organizations (in the roster's column) that the judge must not judge, besides the own one.
    pub conflict_organizations: Vec<ValueId>,
    /// Themes that the judge must not judge.
    pub conflict_themes: Vec<ThemeId>,
    /// Whom the judge may hear, but does not score.
    pub recused: Ties,
    /// Whom the judge scores all the same: it is only told.
    pub declared: Ties,
    /// The judge in the roster: where id and name are equal, it is the same person.
    pub participant: Option<ParticipantId>,
}

/// A fixed block of the printed programme.
#[derive(Clone, Debug, PartialEq)]
pub struct AgendaBlock {
    /// The title.
    pub title: String,
    /// The day.
    pub date: Date,
    /// Its start.
    pub start: Time,
    /// Its end.
    pub end: Time,
    /// For whom, as written.
    pub who: String,
    /// Where every open team has a facilitator in it.
    pub facilitation: Option<Facilitation>,
}
