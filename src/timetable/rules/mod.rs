//! The session rules of SPEC §3, one file each.

mod alternate;
mod audience;
mod before;
mod compact;
mod expertise;
mod first_last;
mod load;
mod mirror;
mod must_hear;
mod order;
mod pin;
mod room_change;
mod slack;

use super::formula::Formula;
use super::item::named;
use super::name::folded;
use super::scene::Scene;
use crate::model::SessionRuleKind;

/// The rule with its names resolved; `None` where it is about an item that does not take place, and so asks nothing.
pub(crate) fn formula(scene: &Scene, kind: &SessionRuleKind) -> Option<Box<dyn Formula>> {
    let item = |name: &String| named(scene.items, name);
    Some(match kind {
        SessionRuleKind::Pin {
            item: name,
            start,
            room,
        } => Box::new(pin::PinRule {
            item: item(name)?,
            start: *start,
            room: room.as_ref().map(|room| {
                let rooms = &scene.session.rooms;
                rooms.iter().position(|r| folded(r) == folded(room))
            }),
        }),
        SessionRuleKind::Order { before, after } => Box::new(order::OrderRule {
            before: item(before)?,
            after: item(after)?,
        }),
        SessionRuleKind::First { item: name } => Box::new(first_last::FirstLastRule {
            item: item(name)?,
            last: false,
        }),
        SessionRuleKind::Last { item: name } => Box::new(first_last::FirstLastRule {
            item: item(name)?,
            last: true,
        }),
        SessionRuleKind::Alternate => Box::new(alternate::AlternateRule::new(scene)),
        SessionRuleKind::Mirror { session } => Box::new(mirror::MirrorRule::new(scene, session)),
        SessionRuleKind::Load => Box::new(load::LoadRule),
        SessionRuleKind::Expertise => Box::new(expertise::ExpertiseRule),
        SessionRuleKind::RoomChange => Box::new(room_change::RoomChangeRule),
        SessionRuleKind::Audience => Box::new(audience::AudienceRule::new(scene)),
        SessionRuleKind::Compact => Box::new(compact::CompactRule),
        SessionRuleKind::Before { session, minutes } => {
            Box::new(before::BeforeRule::new(scene, session, *minutes))
        }
        SessionRuleKind::MustHear { item: name, hears } => Box::new(must_hear::MustHearRule {
            item: item(name)?,
            hears: item(hears)?,
        }),
        // Late changes are what it is kept for.
        SessionRuleKind::Slack { .. } if scene.published.is_some() => return None,
        SessionRuleKind::Slack { slots } => Box::new(slack::SlackRule::new(scene, *slots)),
    })
}
