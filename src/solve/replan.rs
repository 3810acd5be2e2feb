//! A published plan made again after late changes: hard rules first, then the fewest people affected, then the costs.

use super::outcome::Run;
use super::teams::{self, Teams};
use super::{Options, Solution, SolveError, Verdict};
use crate::control::{Cancel, Limits, Observer};
use crate::exact::Incumbent;
use crate::model::{
    Grouping, LateChanges, Level, Outcome, PersonNamed, PublishedOutcome, PublishedSession,
    Replanned, SparedGroup, Window, Workshop,
};
use crate::replan::prepare;
use crate::verify;

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Replan<'a> {
    /// The workshop as it is now, read without those who are gone.
    pub workshop: &'a Workshop,
    /// The plan that people know.
    pub published: &'a Outcome,
    /// Changes that do not stand in the files.
    pub inputs: &'a LateChanges,
    /// How many plans at most; at least 1.
    pub plans: usize,
}

/// A plan made again.
#[derive(Clone, Debug)]
pub struct Replanning {
    /// The workshop as the plan was made for it: with the changes, and with what was published.
    pub workshop: Workshop,
    /// The plan.
    pub solution: Solution,
}

/// What is known of further plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest {
    /// There may be more: as many as asked for were found.
    Unknown,
    /// Nobody is affected, so that there is nothing to choose.
    Needless,
    /// Proved: with these teams and the same sessions before it, any other plan that keeps the hard rules affects all of
    /// the people who are affected in the session with this id.
    None(String),
    /// No other was found before a limit.
    NotFound,
}

/// The first plan takes this share of the time, so that alternatives have the rest.
const FIRST: f64 = 0.6;

/// Plans again: first the plan that affects the fewest people, then others that spare somebody whom all before affect.
///
/// Teams stay as published unless a hard rule or somebody new asks for a change; then the fewest people change teams.
///
/// # Errors
/// As [`solve`](super::solve()).
pub fn replan(
    asked: &Replan,
    options: &Options,
    cancel: &Cancel,
    observer: &dyn Observer,
) -> Result<(Vec<Replanning>, Rest), SolveError> {
    let mut record = Replanned {
        inputs: asked.inputs.clone(),
        before: published(asked.published),
        alternative: 1,
        ..Replanned::default()
    };
    let prepared = prepare(asked.workshop, &record);
    let mut run = Run::new(&prepared, options, cancel)?;
    let whole = run.limits.clone();
    if asked.plans > 1 {
        run.limits = whole.share(FIRST);
    }
    let teams = kept_teams(&prepared, &run, options, observer)?;
    let first = finish(run, teams.clone(), asked, &record, observer)?;
    let (mut plans, mut rest) = (vec![first], Rest::Unknown);
    while plans.len() < asked.plans {
        let last = &plans[plans.len() - 1];
        if last.solution.verdict != Verdict::Kept {
            rest = Rest::NotFound;
            break;
        }
        let Some(group) = group_to_spare(&last.solution.outcome) else {
            rest = Rest::Needless;
            break;
        };
        record.spared.push(group);
        record.alternative += 1;
        let prepared = prepare(asked.workshop, &record);
        let mut run = Run::new(&prepared, options, cancel)?;
        run.limits = whole.share(1.0 / (asked.plans - plans.len()) as f64);
        let next = finish(run, teams.clone(), asked, &record, observer)?;
        match next.solution.verdict {
            Verdict::Kept => plans.push(next),
            Verdict::Impossible => {
                let group = record.spared.pop();
                rest = group.map_or(Rest::Unknown, |group| Rest::None(group.session));
                break;
            }
            Verdict::Unknown => {
                rest = Rest::NotFound;
                break;
            }
        }
    }
    Ok((plans, rest))
}

/// What people know of a plan.
fn published(outcome: &Outcome) -> PublishedOutcome {
    let sessions = outcome.sessions.iter();
    PublishedOutcome {
        teams: outcome.teams.clone(),
        facilitation: outcome
            .facilitation
            .as_ref()
            .map_or(Vec::new(), |told| told.blocks.clone()),
        sessions: sessions
            .map(|session| PublishedSession {
                id: session.id.clone(),
                date: session.date.clone(),
                slots: session.slots.clone(),
            })
            .collect(),
    }
}

/// The published teams where they keep every hard rule: given that nobody moves, there is no other plan, so every bound is
/// the cost. Else those with the fewest moves.
fn kept_teams(
    prepared: &Workshop,
    run: &Run,
    options: &Options,
    observer: &dyn Observer,
) -> Result<Teams, SolveError> {
    let published = prepared.published_teams.iter().copied();
    if let Some(team_of) = published.collect::<Option<Vec<_>>>() {
        let best = Incumbent::new(&run.compiled, Grouping { team_of });
        if best.cost[0] == 0 {
            return Ok(Teams {
                bounds: best.cost.iter().copied().map(Some).collect(),
                best,
                clash: false,
                method: "published",
                reason: prepared
                    .language
                    .pick("公表したチームのまま", "the teams stay as published")
                    .to_owned(),
            });
        }
    }
    let limits: Limits = run.limits.share(0.5);
    let solved = teams::solve(&run.compiled, prepared.language, options, &limits, observer)?;
    solved.ok_or(SolveError::NoPlan)
}

/// Solves the sessions, adds the record of changes, and checks the whole once more as a reader of the file would.
fn finish(
    run: Run,
    teams: Teams,
    asked: &Replan,
    record: &Replanned,
    observer: &dyn Observer,
) -> Result<Replanning, SolveError> {
    let prepared = run.workshop.clone();
    let grouping = teams.best.grouping.clone();
    let mut solution = run.finish(teams, observer)?;
    let known = asked.published.replan.as_ref();
    let sequences = known.map_or(&[][..], |known| &known.sequences);
    let outcome = &mut solution.outcome;
    let mut recorded = verify::recorded(&prepared, &grouping, outcome, record, sequences);
    recorded.fewest_proved = record.alternative == 1
        && solution.verdict == Verdict::Kept
        && fewest_is_proved(&prepared, outcome, recorded.affected.len());
    outcome.replan = Some(recorded);
    let checked = verify::check(asked.workshop, outcome);
    if let Some(first) = checked.differences.first() {
        return Err(SolveError::Disagreement(first.en.clone()));
    }
    Ok(Replanning {
        workshop: prepared,
        solution,
    })
}

/// Those of whom another plan is to spare one: who is affected in the session that affects most people anew.
fn group_to_spare(outcome: &Outcome) -> Option<SparedGroup> {
    let record = outcome.replan.as_ref()?;
    let anew = |session: &str| -> Vec<PersonNamed> {
        let people = record.affected.iter();
        let here = people.filter(|p| !p.team && p.sessions.first().is_some_and(|s| s == session));
        here.map(|p| p.person.clone()).collect()
    };
    let groups = outcome.sessions.iter().map(|session| SparedGroup {
        session: session.id.clone(),
        people: anew(&session.id),
    });
    let largest = groups.rev().max_by_key(|group| group.people.len());
    largest.filter(|group| !group.people.is_empty())
}

/// Whether it is proved that no plan affects fewer people. Each session's bound holds given what was planned before it, so
/// this is said only where all people affected are counted in one place: in the teams, or in one session at whose time no
/// earlier session takes anybody up.
fn fewest_is_proved(prepared: &Workshop, outcome: &Outcome, affected: usize) -> bool {
    fn count(levels: &[Level]) -> Option<&Level> {
        levels.iter().find(|level| level.part == Some(0))
    }
    let sessions = outcome.sessions.iter().map(|session| &session.levels);
    let all = std::iter::once(&outcome.levels).chain(sessions);
    let counts: Vec<Option<&Level>> = all.map(|levels| count(levels)).collect();
    if counts.iter().flatten().any(|level| !level.is_proven()) {
        return false;
    }
    let above = |level: &Option<&Level>| level.is_some_and(|l| l.cost > Level::TOLERANCE);
    let mut places = (0..counts.len()).filter(|place| above(&counts[*place]));
    let (place, others) = (places.next(), places.next());
    let counted = place
        .and_then(|place| counts[place])
        .map_or(0.0, |l| l.cost);
    if others.is_some() || (counted - affected as f64).abs() > Level::TOLERANCE {
        return false;
    }
    let Some(number) = place.filter(|place| *place > 0).map(|place| place - 1) else {
        return true;
    };
    let window = |number: usize| {
        let session = &prepared.sessions[number];
        Window::on(session.date, session.start, session.end)
    };
    (0..number).all(|earlier| !window(earlier).overlaps(&window(number)))
}
