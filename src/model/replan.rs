//! A plan made again: what changed in the input, what was published, and who is affected, as `result.json` holds it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FacilitatedBlock, SlotOutcome, TeamOutcome};

/// How a plan differs from the published one. With it, `check` can measure the new plan as it was made.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Replanned {
    /// The changes of the input that were given as options; those made in the files are in the files.
    pub inputs: LateChanges,
    /// The plan that was published.
    pub before: PublishedOutcome,
    /// 1: the plan that affects the fewest people; 2, 3: alternatives.
    pub alternative: u32,
    /// Whether it is proved that no plan that keeps these teams and the hard rules affects fewer people in all.
    #[serde(default)]
    pub fewest_proved: bool,
    /// Of each of these groups of people, at least one is spared a change: what makes it another plan.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spared: Vec<SparedGroup>,
    /// Everybody whose time, room or team is another than published, once each.
    pub affected: Vec<AffectedPerson>,
    /// What changed, by team, then by session and time.
    pub changes: Vec<Change>,
    /// How often the time, room or judges of an item changed since it was first published (iCalendar's SEQUENCE); 0 is left out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sequences: Vec<ItemSequence>,
}

/// Changes of the input, given as options.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LateChanges {
    /// Ids of judges who are lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_judges: Vec<String>,
    /// Ids of facilitators who are lost.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_facilitators: Vec<String>,
    /// Rooms that are lost, in every session.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_rooms: Vec<String>,
    /// Ids of participants who are gone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub absent: Vec<String>,
    /// Items that are late.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub late: Vec<LateItem>,
    /// `2026-12-18 13:40`: what has begun then stays as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// The sessions that are published; absent: as the key `published` says, which is all where it is not written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Vec<String>>,
}

/// An item that cannot start before a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LateItem {
    /// The session's id.
    pub session: String,
    /// The item.
    pub item: String,
    /// `13:12`.
    pub not_before: String,
}

/// The published plan, as far as people have been told of it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedOutcome {
    /// The teams.
    pub teams: Vec<TeamOutcome>,
    /// The timetables.
    pub sessions: Vec<PublishedSession>,
    /// Who stood by which team.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facilitation: Vec<FacilitatedBlock>,
}

/// A published timetable.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedSession {
    /// The session's id.
    pub id: String,
    /// The day.
    pub date: String,
    /// The talks.
    pub slots: Vec<SlotOutcome>,
}

/// People of whom one at least is spared in a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SparedGroup {
    /// The session's id.
    pub session: String,
    /// The people.
    pub people: Vec<PersonNamed>,
}

/// Somebody, by id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct PersonNamed {
    /// What the id is.
    pub kind: PersonKind,
    /// The participant's or judge's id, or the item of a speaker who is not in the roster.
    pub id: String,
}

/// What an id names.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum PersonKind {
    /// A participant.
    Participant,
    /// A judge who is no participant.
    Judge,
    /// Whoever speaks in an item that nobody of the roster attends.
    Speaker,
}

/// Somebody whose plan is another than published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AffectedPerson {
    /// Who.
    #[serde(flatten)]
    pub person: PersonNamed,
    /// The sessions in which the time or room of what the person attends or judges changed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sessions: Vec<String>,
    /// Whether the person is in another team.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub team: bool,
}

/// One change of the plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// The session's id; absent where it is about teams.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub session: Option<String>,
    /// The item; or the participant's id.
    pub item: String,
    /// The title for people: of the item, or the participant's name.
    pub title: String,
    /// Ids of those who attend it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Where it was; absent where it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Standing>,
    /// Where it is now; absent where it is cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Standing>,
}

/// What happened to an item or a participant.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// A participant is gone.
    Gone,
    /// A participant joined.
    Joined,
    /// A participant is in another team.
    Team,
    /// An item has another time or room.
    Moved,
    /// An item has the same time and room, and other judges.
    Judges,
    /// An item that was not published.
    New,
    /// A published item that does not take place.
    Cancelled,
}

/// Where something is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// The day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// `13:00`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<String>,
    /// `13:12`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<String>,
    /// The room.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
    /// The judges' ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judges: Vec<String>,
    /// The team's id, of a participant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
}

/// How often an item's time, room or judges changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ItemSequence {
    /// The session's id.
    pub session: String,
    /// The item.
    pub item: String,
    /// The number.
    pub sequence: u32,
}
