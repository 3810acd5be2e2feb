//! Ties between a judge and an item, and what a printed timetable tells of them.

use super::item::Item;
use super::placed::Placed;
use super::plan::Plan;
use super::scene::Scene;
use crate::model::{
    Grouping, Judge, JudgeId, ParticipantId, Session, Strength, ThemeId, Ties, Timetable, Workshop,
};

/// What a printed timetable tells of one talk beside its judges.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TalkTies {
    /// Judges who sit in the room and do not score the talk.
    pub recused: Vec<JudgeId>,
    /// Those of its judges who declare a tie.
    pub declared: Vec<JudgeId>,
}

/// The strongest tie between a judge and an item. SPEC §3's conflicts forbid: an organization equal to that of one of the
/// members (where the session asks nothing else of it), or a participant, organization or theme that is listed.
/// Who works on an item cannot score it either, but stands there.
pub(super) fn strength(
    workshop: &Workshop,
    session: &Session,
    item: &Item,
    judge: &Judge,
) -> Option<Strength> {
    let works = |person: &ParticipantId| judge.participant == Some(*person);
    if item.members.iter().any(works) {
        return Some(Strength::Recuse);
    }
    let conflicts = Ties {
        participants: judge.conflict_participants.clone(),
        organizations: judge.conflict_organizations.clone(),
        themes: judge.conflict_themes.clone(),
    };
    let ties = |ties: &Ties| is_tied(workshop, item.theme, &item.members, ties);
    let forbidden = ties(&conflicts);
    let own = ties(&Ties {
        organizations: judge.organization_value.into_iter().collect(),
        ..Ties::default()
    });
    let own_strength = session
        .judges
        .map_or(Strength::Forbid, |panel| panel.own_organization);
    [
        forbidden.then_some(Strength::Forbid),
        ties(&judge.recused).then_some(Strength::Recuse),
        ties(&judge.declared).then_some(Strength::Declare),
        own.then_some(own_strength),
    ]
    .into_iter()
    .flatten()
    .max()
}

/// Whether somebody with these ties has one with a theme or one of these people: listed, or of a listed organization.
pub fn is_tied(
    workshop: &Workshop,
    theme: Option<ThemeId>,
    people: &[ParticipantId],
    ties: &Ties,
) -> bool {
    let has_organization = |person: &ParticipantId| {
        workshop.known.organization.is_some_and(|attribute| {
            let mut values = workshop.attribute(attribute).values(*person).iter();
            values.any(|value| ties.organizations.contains(value))
        })
    };
    theme.is_some_and(|theme| ties.themes.contains(&theme))
        || people
            .iter()
            .any(|p| ties.participants.contains(p) || has_organization(p))
}

/// What is told of each talk of a timetable, in the order of its talks.
pub fn talk_ties(
    workshop: &Workshop,
    grouping: &Grouping,
    session: &Session,
    earlier: &[Placed],
    items: &[Item],
    timetable: &Timetable,
) -> Vec<TalkTies> {
    let scene = Scene::new(workshop, grouping, session, earlier, items);
    told(&scene, timetable)
}

pub(super) fn told(scene: &Scene, timetable: &Timetable) -> Vec<TalkTies> {
    let plan = Plan::from_timetable(scene, timetable);
    let talks = timetable.talks.iter().map(|talk| talk.item);
    talks.map(|item| told_of(scene, &plan, item)).collect()
}

fn told_of(scene: &Scene, plan: &Plan, item: usize) -> TalkTies {
    let with = |judges: &mut dyn Iterator<Item = usize>, asked: Strength| {
        let tied = judges.filter(|judge| {
            let judge = &scene.workshop.judges[*judge];
            strength(scene.workshop, scene.session, &scene.items[item], judge) == Some(asked)
        });
        tied.map(JudgeId::new).collect()
    };
    let mut sitting = (0..scene.judges()).filter(|judge| sits_by(scene, plan, *judge, item));
    TalkTies {
        recused: with(&mut sitting, Strength::Recuse),
        declared: with(&mut plan.panel(item).iter().copied(), Strength::Declare),
    }
}

/// Whether a judge who stays between breaks is in the room of the item without judging or presenting it.
fn sits_by(scene: &Scene, plan: &Plan, judge: usize, item: usize) -> bool {
    let Some((time, room)) = plan.slot(item).filter(|_| scene.seated) else {
        return false;
    };
    let person = scene.workshop.judges[judge].participant;
    let block = scene.block_of[time];
    let judges_here = |other: usize| {
        let slot = plan.slot(other);
        slot.is_some_and(|(t, r)| scene.block_of[t] == block && r == room)
            && plan.hears(judge, other)
    };
    scene.free[judge][time]
        && !plan.hears(judge, item)
        && !scene.is_wanted(plan, judge, time)
        && person.is_none_or(|person| !scene.items[item].members.contains(&person))
        && (0..scene.items.len()).any(judges_here)
}
