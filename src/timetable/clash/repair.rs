//! Changes of single inputs, each as small as is enough.

use jiff::civil::Time;

use super::cause::{Case, causes};
use super::shrink::{Verdict, shrink};
use crate::exact::backend::BackendError;
use crate::model::{Cause, CauseKind, Judge, Lock, Repair, SessionAdvice, Status, Window};
use crate::timetable::book::Book;
use crate::timetable::item::items;
use crate::timetable::outcome::clock;
use crate::timetable::placed::Placed;
use crate::timetable::run::Run;
use crate::timetable::scene::Scene;
use crate::timetable::solve::{Request, solve};

/// The most repairs that are offered.
const OFFERED: usize = 3;

/// The most sizes of one change that are tried.
const SIZES: usize = 12;

/// Why the session of a request cannot be planned, and what would help. `None` where that was not found out in time.
///
/// # Errors
/// When the ILP solver fails.
pub fn advise(request: &Request) -> Result<Option<SessionAdvice>, BackendError> {
    let asked = items(request.workshop, request.session, request.grouping);
    let mut session = request.session.clone();
    // What a repair costs is asked, not what would be drawn.
    session.lottery = None;
    let case = Case {
        workshop: request.workshop.clone(),
        session,
    };
    let count = asked.len();
    let mut error = None;
    let found = {
        let mut can_be_planned = |case: &Case| -> Verdict {
            try_case(request, case).unwrap_or_else(|failed| {
                error = Some(failed);
                None
            })
        };
        shrink(&case, &causes(&case, &asked), count, &mut can_be_planned)
    };
    if let Some(error) = error {
        return Err(error);
    }
    let Some((clash, smallest)) = found else {
        return Ok(None);
    };
    let mut repairs = Vec::new();
    // What is easiest to change stands last.
    for cause in clash.iter().rev() {
        if repairs.len() == OFFERED || request.limits.is_over() {
            break;
        }
        repairs.extend(repair(request, &case, cause, count)?);
    }
    Ok(Some(SessionAdvice {
        clash,
        smallest,
        repairs,
    }))
}

/// Whether the hard rules of a case can be kept.
fn try_case(request: &Request, case: &Case) -> Result<Verdict, BackendError> {
    if request.limits.is_over() {
        return Ok(None);
    }
    let mut session = case.session.clone();
    session.rules.retain(|rule| rule.weight.is_none());
    // Whom a change affects is no hard rule.
    session.publication.lock = Lock::Items(Vec::new());
    let items = items(&case.workshop, &session, request.grouping);
    let request = Request {
        workshop: &case.workshop,
        session: &session,
        ..*request
    };
    let scene = Scene::new(
        &case.workshop,
        request.grouping,
        &session,
        request.earlier,
        &items,
    );
    Run::new(&request, &scene, &Book::new(&scene)).verdict()
}

/// The smallest change of an input that is enough, solved with all its wishes.
fn repair(
    request: &Request,
    case: &Case,
    cause: &Cause,
    items: usize,
) -> Result<Option<Repair>, BackendError> {
    for (value, changed) in changes(case, cause, items).into_iter().take(SIZES) {
        if try_case(request, &changed)? != Some(true) {
            continue;
        }
        let earlier: &[Placed] = request.earlier;
        let solved = solve(&Request {
            workshop: &changed.workshop,
            session: &changed.session,
            earlier,
            limits: &request.limits.share(0.5),
            ..*request
        })?;
        if solved.status != Status::Infeasible {
            return Ok(Some(Repair {
                cause: cause.clone(),
                value,
                levels: solved.levels,
            }));
        }
    }
    Ok(None)
}

/// The ways to change an input, the smallest first, each with the new value in words that need no translation.
pub(crate) fn changes(case: &Case, cause: &Cause, items: usize) -> Vec<(String, Case)> {
    let session = &case.session;
    let changed = |value: String, change: &dyn Fn(&mut Case)| {
        let mut case = case.clone();
        change(&mut case);
        (value, case)
    };
    match cause.kind {
        CauseKind::End => (1..=items)
            .map(|slots| {
                let (_, case) = changed(String::new(), &|case| case.extend(slots));
                (clock(case.session.end), case)
            })
            .filter(|(_, case)| case.session.end > session.end)
            .collect(),
        CauseKind::Rooms => (1..=items)
            .map(|rooms| changed(rooms.to_string(), &|case| case.add_rooms(rooms)))
            .collect(),
        CauseKind::Judges => (1..=items)
            .map(|judges| changed(judges.to_string(), &|case| case.add_judges(judges)))
            .collect(),
        CauseKind::PerItem => {
            let most = session.judges.map_or(0, |panel| panel.per_item);
            let fewer = (1..most).rev();
            fewer
                .map(|per_item| {
                    changed(per_item.to_string(), &|case| {
                        if let Some(panel) = &mut case.session.judges {
                            panel.per_item = per_item;
                        }
                    })
                })
                .collect()
        }
        CauseKind::MaxLoad => {
            let panel = session.judges.and_then(|panel| panel.max_load);
            let more = panel.map_or(0..0, |most| most + 1..items as u32 + 1);
            more.map(|most| {
                changed(most.to_string(), &|case| {
                    if let Some(panel) = &mut case.session.judges {
                        panel.max_load = Some(most);
                    }
                })
            })
            .collect()
        }
        CauseKind::Anchors => {
            let anchors = session.judges.map_or(0, |panel| panel.anchors);
            let fewer = (0..anchors).rev();
            fewer
                .map(|anchors| {
                    changed(anchors.to_string(), &|case| {
                        if let Some(panel) = &mut case.session.judges {
                            panel.anchors = anchors;
                        }
                    })
                })
                .collect()
        }
        CauseKind::Availability => availabilities(case, cause),
        CauseKind::Rule | CauseKind::Absence | CauseKind::Late | CauseKind::Seated => {
            vec![changed(String::new(), &|case| case.drop(cause, items))]
        }
        // Nobody should be asked to judge in spite of a conflict.
        CauseKind::Conflicts => Vec::new(),
    }
}

/// The judge stays longer, slot by slot; or comes earlier; or is there for the whole session.
fn availabilities(case: &Case, cause: &Cause) -> Vec<(String, Case)> {
    let session = &case.session;
    let with = |value: String, window: Window| {
        let mut case = case.clone();
        let mut judges = case.workshop.judges.iter_mut();
        if let Some(judge) = judges.find(|judge: &&mut Judge| judge.id == cause.id) {
            judge.available.push(window);
        }
        (value, case)
    };
    let Some(judge) = case.workshop.judges.iter().find(|j| j.id == cause.id) else {
        return Vec::new();
    };
    let here = judge.available.iter();
    let here: Vec<&Window> = here.filter(|w| w.start.date() == session.date).collect();
    let first = here.iter().map(|window| window.start.time()).min();
    let last = here.iter().map(|window| window.end.time()).max();
    let starts = session.slot_starts();
    let mut ways = Vec::new();
    if let Some(last) = last {
        let ends = starts.iter().map(|start| session.talk_end(*start));
        for end in ends.filter(|end| *end > last) {
            let window = Window::on(session.date, last, end);
            ways.push((minutes(last, end), with(format!("-{}", clock(end)), window)));
        }
    }
    if let Some(first) = first {
        for start in starts.iter().filter(|start| **start < first) {
            let window = Window::on(session.date, *start, first);
            let way = with(format!("{}-", clock(*start)), window);
            ways.push((minutes(*start, first), way));
        }
    }
    let whole = Window::on(session.date, session.start, session.end);
    let value = format!("{}-{}", clock(session.start), clock(session.end));
    let all = minutes(session.start, session.end);
    ways.push((all + 1, with(value, whole)));
    ways.sort_by_key(|(minutes, _)| *minutes);
    // Of many sizes, the whole session is always tried.
    let whole = ways.len().saturating_sub(1);
    if whole >= SIZES {
        ways.drain(SIZES - 1..whole);
    }
    ways.into_iter().map(|(_, way)| way).collect()
}

fn minutes(from: Time, to: Time) -> i64 {
    let minute = |time: Time| i64::from(time.hour()) * 60 + i64::from(time.minute());
    minute(to) - minute(from)
}
