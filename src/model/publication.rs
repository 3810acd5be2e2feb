//! What people have been told of a session before it is planned again.

use jiff::civil::Time;

/// What was published of a session, and how hard it is locked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Publication {
    /// Which of its talks are locked: a change there counts before every wish.
    pub lock: Lock,
    /// The published timetable; `None`: the session is planned for the first time.
    pub plan: Option<PublishedPlan>,
}

/// Which talks of a session are published (key `published`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Lock {
    /// All.
    #[default]
    All,
    /// These items, as rules name them; none where the list is empty.
    Items(Vec<String>),
}

/// A published timetable, by names: rooms, judges and items may be gone since.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PublishedPlan {
    /// The published talks.
    pub talks: Vec<PublishedTalk>,
    /// What starts before this moment of the session's day has begun: it stays as it is, and nothing else goes there.
    pub now: Option<Time>,
    /// Items that cannot start before a time.
    pub late: Vec<(String, Time)>,
    /// Of each of these groups, at least one is to be spared a change: what makes an alternative another plan.
    pub spared: Vec<Vec<Told>>,
}

/// A published talk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTalk {
    /// The item's key.
    pub item: String,
    /// The room.
    pub room: String,
    /// The start; `None` where the talk was on another day than the session is now.
    pub start: Option<Time>,
    /// The judges' ids.
    pub judges: Vec<String>,
}

/// Somebody who has been told a time and a room.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Told {
    /// The participant with this id.
    Participant(String),
    /// The judge with this id, who is no participant.
    Judge(String),
    /// Whoever speaks in an item of this session that nobody of the roster attends: its key.
    Speaker(String),
}
