//! Finds the timetable of a session: local search for good ones, an integer program for the proof, level by level.

use super::book::Book;
use super::item::items;
use super::lottery::hold;
use super::measure::measured;
use super::placed::Placed;
use super::run::Run;
use super::scene::Scene;
use super::tie::{TalkTies, told};
use crate::control::{Event, Limits, Observer, Phase};
use crate::exact::backend::BackendError;
use crate::model::{
    Grouping, Level, LotteryOutcome, RuleCost, Session, SessionFinding, Status, Workshop,
};

/// A session to be planned.
pub struct Request<'w, 'r> {
    /// The workshop.
    pub workshop: &'w Workshop,
    /// Its teams.
    pub grouping: &'r Grouping,
    /// The session.
    pub session: &'w Session,
    /// The sessions before it in the file, planned already.
    pub earlier: &'r [Placed<'w>],
    /// When to stop; the best timetable so far is kept.
    pub limits: &'r Limits,
    /// The random numbers.
    pub seed: u64,
    /// Stop each proof after so many nodes: a budget that does not depend on the clock.
    pub nodes: Option<u64>,
    /// Told what is going on.
    pub observer: &'r dyn Observer,
}

/// A planned session. There is always a timetable, if need be one that breaks hard rules.
#[derive(Clone, Debug)]
pub struct Solved<'w> {
    /// The timetable.
    pub placed: Placed<'w>,
    /// Its cost at each level, with the bound.
    pub levels: Vec<Level>,
    /// What each rule costs.
    pub rules: Vec<RuleCost>,
    /// Where rules are violated.
    pub findings: Vec<SessionFinding>,
    /// What is told of each talk's judges, in the order of the timetable.
    pub ties: Vec<TalkTies>,
    /// How its order was drawn, where it was.
    pub lottery: Option<LotteryOutcome>,
    /// `Infeasible`: it breaks hard rules.
    pub status: Status,
    /// Whether it was proved that no timetable keeps the hard rules. An infeasible one without this proof means that none
    /// was found before a limit.
    pub proven_infeasible: bool,
}

/// Plans a session.
///
/// # Errors
/// When the ILP solver fails, or contradicts the formulas: both are bugs.
pub fn solve<'w>(request: &Request<'w, '_>) -> Result<Solved<'w>, BackendError> {
    let session = request.session;
    let phase = Phase::Timetable(session.id.clone());
    request.observer.notice(Event::Phase(phase));
    let items = items(request.workshop, session, request.grouping);
    let scene = Scene::new(
        request.workshop,
        request.grouping,
        session,
        request.earlier,
        &items,
    );
    let book = Book::new(&scene);
    let mut found = Run::new(request, &scene, &book).through_all_levels()?;
    let lottery = hold(&scene, &book, &request.limits.cancel, &mut found.plan)?;
    let timetable = found.plan.to_timetable(&scene);
    let measured = measured(&scene, &book, &found.plan);
    let levels: Vec<Level> = measured
        .levels
        .iter()
        .zip(&book.parts)
        .zip(&found.bounds)
        .map(|(((priority, cost), part), bound)| Level {
            priority: *priority,
            part: *part,
            cost: *cost,
            bound: Some(bound.min(*cost)),
        })
        .collect();
    let status = if levels[0].cost > Level::TOLERANCE {
        Status::Infeasible
    } else if levels.iter().all(Level::is_proven) {
        Status::Optimal
    } else {
        Status::Feasible
    };
    Ok(Solved {
        ties: told(&scene, &timetable),
        placed: Placed {
            session,
            items,
            timetable,
        },
        levels,
        rules: measured.rules,
        findings: measured.findings,
        lottery,
        status,
        proven_infeasible: found.proven_infeasible,
    })
}
