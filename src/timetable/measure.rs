//! What a timetable costs, by the plain formulas of SPEC §3 only.

use super::book::Book;
use super::item::Item;
use super::placed::Placed;
use super::plan::Plan;
use super::scene::Scene;
use crate::model::{Grouping, RuleCost, Session, SessionFinding, Timetable, Workshop};

/// What a timetable costs.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Priority and cost, ascending; priority 0 is always there.
    pub levels: Vec<(u32, f64)>,
    /// The part of each level, where it is one: people affected by a change of what was published.
    pub parts: Vec<Option<u32>>,
    /// What each rule costs; structure rules (`placed`, `panel`, `presence`) only where they are broken.
    pub rules: Vec<RuleCost>,
    /// Where rules are violated.
    pub findings: Vec<SessionFinding>,
}

/// Measures a timetable whose talks stand in slots of the session ([`from_outcome`](super::from_outcome) makes sure of it
/// for a timetable from outside; a talk elsewhere counts as unplaced).
pub fn measure(
    workshop: &Workshop,
    grouping: &Grouping,
    session: &Session,
    earlier: &[Placed],
    items: &[Item],
    timetable: &Timetable,
) -> Measured {
    let scene = Scene::new(workshop, grouping, session, earlier, items);
    let plan = Plan::from_timetable(&scene, timetable);
    measured(&scene, &Book::new(&scene), &plan)
}

pub(crate) fn measured(scene: &Scene, book: &Book, plan: &Plan) -> Measured {
    let (rules, findings) = book.report(scene, plan);
    let costs = book.costs(scene, plan);
    Measured {
        levels: book.priorities.iter().copied().zip(costs).collect(),
        parts: book.parts.clone(),
        rules,
        findings,
    }
}
