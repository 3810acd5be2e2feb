//! From a workshop to a measured, checked outcome.

use std::time::{Duration, Instant};

use super::teams::{self, Teams};
use super::{Options, Solution, SolveError, Verdict};
use crate::control::{Cancel, Limits, Observer};
use crate::exact::{SAME, to_cost};
use crate::facilitation;
use crate::model::{
    Grouping, Level, Outcome, SessionAdvice, SessionOutcome, SolverNote, Status, TeamOutcome,
    Workshop,
};
use crate::score::{self, Compiled};
use crate::timetable::{self, Placed, Request, Solved};
use crate::verify;

/// The teams may take this share of the time where sessions follow.
const TEAM_SHARE: f64 = 0.75;

/// Advice for a session that cannot be planned is sought for so long at most.
const ADVICE: Duration = Duration::from_secs(20);

/// Solves a workshop: teams, then the timetable of each session in the order of the file. The result is re-measured by the
/// formulas before it is returned.
///
/// # Errors
/// When costs cannot be exact, the ILP solver fails, the limits end everything before there is a plan, or (a bug) the
/// re-measured plan is not what the solver says.
pub fn solve(
    workshop: &Workshop,
    options: &Options,
    cancel: &Cancel,
    observer: &dyn Observer,
) -> Result<Solution, SolveError> {
    let run = Run::new(workshop, options, cancel)?;
    let limits = if workshop.sessions.is_empty() {
        run.limits.clone()
    } else {
        run.limits.share(TEAM_SHARE)
    };
    let teams = teams::solve(&run.compiled, workshop.language, options, &limits, observer)?;
    run.finish(teams.ok_or(SolveError::NoPlan)?, observer)
}

/// Keeps a grouping and makes only the timetable.
///
/// # Errors
/// As [`solve`].
pub fn schedule(
    workshop: &Workshop,
    grouping: Grouping,
    options: &Options,
    cancel: &Cancel,
    observer: &dyn Observer,
) -> Result<Solution, SolveError> {
    let run = Run::new(workshop, options, cancel)?;
    let teams = teams::given(&run.compiled, workshop.language, grouping);
    run.finish(teams, observer)
}

/// What one call works on.
pub(super) struct Run<'a> {
    pub workshop: &'a Workshop,
    pub compiled: Compiled,
    options: &'a Options,
    /// When to stop.
    pub limits: Limits,
    began: Instant,
}

impl<'a> Run<'a> {
    /// Compiles the workshop; the time begins.
    pub fn new(
        workshop: &'a Workshop,
        options: &'a Options,
        cancel: &Cancel,
    ) -> Result<Self, SolveError> {
        let began = Instant::now();
        Ok(Self {
            workshop,
            compiled: score::compile(workshop)?,
            options,
            limits: Limits {
                deadline: options.time_limit.map(|limit| began + limit),
                cancel: cancel.clone(),
            },
            began,
        })
    }

    /// Measures the teams, makes the timetables, and checks what will be written.
    pub fn finish(self, teams: Teams, observer: &dyn Observer) -> Result<Solution, SolveError> {
        let grouping = teams.best.grouping.clone();
        let measured = verify::measure(self.workshop, &grouping);
        let levels = self.levels(&teams, &measured)?;
        let mut outcome = Outcome {
            format: 1,
            workshop: self.workshop.name.clone(),
            status: status(&levels),
            levels,
            rules: measured.rules,
            rank_profile: measured.rank_profile,
            teams: team_outcomes(self.workshop, &grouping),
            sessions: Vec::new(),
            facilitation: None,
            solver: SolverNote {
                method: teams.method.to_owned(),
                reason: teams.reason.clone(),
                seed: self.options.seed,
                threads: self.options.threads,
                iterations: self.options.iterations,
                seconds: 0.0,
                version: env!("CARGO_PKG_VERSION").to_owned(),
            },
            replan: None,
        };
        let verdict = match outcome.status {
            Status::Infeasible if teams.clash => Verdict::Impossible,
            Status::Infeasible => Verdict::Unknown,
            _ => Verdict::Kept,
        };
        let verdict = self.sessions(&grouping, &mut outcome, verdict, observer)?;
        let seconds = self.began.elapsed().as_secs_f64();
        outcome.solver.seconds = (seconds * 1e3).round() / 1e3;
        let checked = verify::check(self.workshop, &outcome);
        if let Some(first) = checked.differences.first() {
            return Err(SolveError::Disagreement(first.en.clone()));
        }
        Ok(Solution {
            outcome,
            findings: checked.findings,
            session_findings: checked.session_findings,
            verdict,
        })
    }

    /// Makes the timetable of each session; returns the verdict on the whole plan.
    fn sessions(
        &self,
        grouping: &Grouping,
        outcome: &mut Outcome,
        mut verdict: Verdict,
        observer: &dyn Observer,
    ) -> Result<Verdict, SolveError> {
        let mut earlier: Vec<Placed> = Vec::new();
        let count = self.workshop.sessions.len();
        for (index, session) in self.workshop.sessions.iter().enumerate() {
            let pressure = timetable::pressure(self.workshop, grouping, session, &earlier);
            let limits = self.limits.share(1.0 / (count - index) as f64);
            let request = Request {
                workshop: self.workshop,
                grouping,
                session,
                earlier: &earlier,
                limits: &limits,
                seed: self.options.seed,
                nodes: self.options.iterations,
                observer,
            };
            let solved = timetable::solve(&request)?;
            let advice = self.advice(&request, &solved)?;
            if solved.status == Status::Infeasible {
                verdict = verdict.and(solved.proven_infeasible);
            }
            outcome.sessions.push(SessionOutcome {
                pressure: Some(pressure),
                advice,
                ..timetable::outcome(self.workshop, &solved)
            });
            earlier.push(solved.placed);
        }
        self.facilitators(grouping, &earlier, outcome, verdict)
    }

    /// Gives every team its facilitators, who may be taken up by the sessions; returns the verdict on the whole plan.
    fn facilitators(
        &self,
        grouping: &Grouping,
        placed: &[Placed],
        outcome: &mut Outcome,
        verdict: Verdict,
    ) -> Result<Verdict, SolveError> {
        let Some(task) = facilitation::Task::of(self.workshop, grouping, placed) else {
            return Ok(verdict);
        };
        let (seed, nodes) = (self.options.seed, self.options.iterations);
        let solved = facilitation::solve(&task, &self.limits, seed, nodes)?;
        let told = facilitation::outcome(&task, &solved);
        let is_proved = told.levels[0].bound.is_some_and(|b| b > Level::TOLERANCE);
        let verdict = match (told.status, verdict) {
            (Status::Infeasible, Verdict::Kept | Verdict::Impossible) if is_proved => {
                Verdict::Impossible
            }
            (Status::Infeasible, _) => Verdict::Unknown,
            _ => verdict,
        };
        outcome.facilitation = Some(told);
        Ok(verdict)
    }

    /// Why a session cannot be planned and what would help, where it is proved that it cannot, as far as time allows.
    fn advice(
        &self,
        request: &Request,
        solved: &Solved,
    ) -> Result<Option<SessionAdvice>, SolveError> {
        let published = request.session.publication.plan.as_ref();
        let is_alternative = published.is_some_and(|plan| !plan.spared.is_empty());
        if !solved.proven_infeasible || is_alternative {
            return Ok(None);
        }
        let limits = match self.options.iterations {
            Some(_) => self.limits.clone(),
            None => self.limits.within(ADVICE),
        };
        let request = Request {
            limits: &limits,
            ..*request
        };
        Ok(timetable::advise(&request)?)
    }

    /// The measured cost of each level beside its bound; the terms must say the same cost.
    fn levels(&self, teams: &Teams, measured: &verify::Measured) -> Result<Vec<Level>, SolveError> {
        let known = teams.best.cost.iter().zip(&teams.bounds);
        let pairs = measured.levels.iter().zip(known);
        pairs
            .map(|((priority, part, cost), (money, bound))| {
                if !verify::same(*cost, to_cost(*money)) {
                    return Err(SolveError::Disagreement(format!(
                        "level {priority}: the formulas say {cost}, the terms {}",
                        to_cost(*money)
                    )));
                }
                Ok(Level {
                    priority: *priority,
                    part: *part,
                    cost: *cost,
                    bound: bound.map(|bound| {
                        if money - bound <= SAME {
                            *cost
                        } else {
                            to_cost(bound)
                        }
                    }),
                })
            })
            .collect()
    }
}

/// The status that SPEC §4 gives to these levels.
fn status(levels: &[Level]) -> Status {
    let broken = levels
        .iter()
        .any(|level| level.priority == 0 && level.cost > Level::TOLERANCE);
    if broken {
        Status::Infeasible
    } else if levels.iter().all(Level::is_proven) {
        Status::Optimal
    } else {
        Status::Feasible
    }
}

fn team_outcomes(workshop: &Workshop, grouping: &Grouping) -> Vec<TeamOutcome> {
    let members = grouping.members(workshop);
    workshop
        .team_ids()
        .zip(members)
        .filter(|(_, members)| !members.is_empty())
        .map(|(team, members)| {
            let team = workshop.team(team);
            TeamOutcome {
                id: team.id.clone(),
                theme: team.theme.map(|theme| workshop.theme(theme).id.clone()),
                members: members
                    .into_iter()
                    .map(|p| workshop.participant(p).id.clone())
                    .collect(),
            }
        })
        .collect()
}
