//! Why a session cannot be planned, and what would help, in words.

use super::lookup::Lookup;
use super::session_sentence;
use super::words::{level, number, quote};
use crate::model::{
    Cause, CauseKind, Language, Level, Repair, RuleCost, Session, SessionAdvice, SessionOutcome,
    Window,
};

/// The advice for a session in words.
pub struct Advice {
    /// The session's title.
    pub session: String,
    /// What cannot hold together.
    pub headline: &'static str,
    /// Each of these inputs.
    pub clash: Vec<String>,
    /// Each change that is enough.
    pub repairs: Vec<String>,
}

/// The advice for every session that has some.
pub fn advice(lookup: &Lookup) -> Vec<Advice> {
    let sessions = lookup.plan.outcome.sessions.iter();
    sessions
        .filter_map(|outcome| {
            let advice = outcome.advice.as_ref()?;
            let session = lookup.session(outcome)?;
            Some(Advice {
                session: session.title.clone(),
                headline: headline(lookup.language, advice),
                clash: causes(lookup, session, outcome, advice),
                repairs: advice
                    .repairs
                    .iter()
                    .map(|r| repair(lookup, session, outcome, r))
                    .collect(),
            })
        })
        .collect()
}

fn headline(language: Language, advice: &SessionAdvice) -> &'static str {
    match advice.smallest {
        true => language.pick(
            "次の条件は、ほかをすべてゆるめても同時には守れません（証明済み）。一つでも減らせば、残りは両立します。",
            "These cannot hold together, whatever else is given up: proved. Any fewer of them can.",
        ),
        false => language.pick(
            "次の条件は、ほかをすべてゆるめても同時には守れません（証明済み）。もっと少ない条件ですでに無理かもしれません。",
            "These cannot hold together, whatever else is given up: proved. Fewer of them may already be too many.",
        ),
    }
}

/// What is said before the repairs.
pub fn help(language: Language, advice: &Advice) -> &'static str {
    match advice.repairs.len() {
        0 => language.pick(
            "このうち一つを変えるだけでは足りないか、時間内に確かめられませんでした。",
            "To change one of them is not enough, or could not be tried in time.",
        ),
        1 => language.pick("次のようにすれば足ります。", "This is enough:"),
        _ => language.pick("次のどれか一つで足ります。", "Any one of these is enough:"),
    }
}

fn causes(
    lookup: &Lookup,
    session: &Session,
    outcome: &SessionOutcome,
    advice: &SessionAdvice,
) -> Vec<String> {
    let causes = advice.clash.iter();
    causes
        .map(|cause| sentence(lookup, session, outcome, cause))
        .collect()
}

fn sentence(lookup: &Lookup, session: &Session, outcome: &SessionOutcome, cause: &Cause) -> String {
    let language = lookup.language;
    let slots = session.slot_starts().len();
    let end = session.end.strftime("%H:%M");
    let panel = session.judges;
    let judge = lookup.judge_name_of(&cause.id);
    match cause.kind {
        CauseKind::End => language.pick(
            format!("終了は {end} で、会場ごとに {slots} 枠です。"),
            format!("It ends at {end}, which leaves {slots} slots in each room."),
        ),
        CauseKind::Rooms => language.pick(
            format!("会場は {} つです。", session.rooms.len()),
            format!("Rooms: {}.", session.rooms.len()),
        ),
        CauseKind::Judges => language.pick(
            format!("審査員は {} 人です。", lookup.workshop.judges.len()),
            format!("Judges: {}.", lookup.workshop.judges.len()),
        ),
        CauseKind::PerItem => {
            let count = panel.map_or(0, |panel| panel.per_item);
            language.pick(
                format!("どの発表にも審査員が {count} 人つきます。"),
                format!("Every item has {count} judges."),
            )
        }
        CauseKind::MaxLoad => {
            let count = panel.and_then(|panel| panel.max_load).unwrap_or(0);
            language.pick(
                format!("審査員が受け持つのは {count} 件までです。"),
                format!("A judge hears at most {count} items."),
            )
        }
        CauseKind::Seated => language
            .pick(
                "審査員は休憩まで同じ会場にいます（seated）。",
                "Judges stay in one room between breaks (seated).",
            )
            .to_owned(),
        CauseKind::Anchors => {
            let count = panel.map_or(0, |panel| panel.anchors);
            language.pick(
                format!("審査員のうち {count} 人は、すべての会場で採点します（anchors）。"),
                format!("At least {count} of the judges score in every room (anchors)."),
            )
        }
        CauseKind::Rule => {
            let known = outcome.rules.iter().find(|rule| rule.id == cause.id);
            let asks = known.map_or(String::new(), |rule: &RuleCost| {
                session_sentence::of(lookup, Some(session), rule)
            });
            format!("{asks} [{}]", cause.id)
        }
        CauseKind::Availability => {
            let judges = &lookup.workshop.judges;
            let there = judges.iter().find(|j| j.id == cause.id);
            let there = there.map_or(String::new(), |j| windows(session, &j.available));
            language.pick(
                format!("審査員の{judge}さんがいるのは {there} です。"),
                format!("The judge {judge} is there {there}."),
            )
        }
        CauseKind::Conflicts => language.pick(
            format!("審査員の{judge}さんには、利害関係で審査できない発表があります。"),
            format!("The judge {judge} must not judge some items (conflicts)."),
        ),
        CauseKind::Absence => {
            let people = &lookup.workshop.participants;
            let away = people.iter().find(|person| person.id == cause.id);
            let away = away.map_or(String::new(), |p| windows(session, &p.unavailable));
            let name = lookup.person_name(&cause.id);
            language.pick(
                format!("{name}さんの不在：{away}"),
                format!("{name} is away {away}."),
            )
        }
        CauseKind::Late => {
            let plan = session.publication.plan.as_ref();
            let mut late = plan.into_iter().flat_map(|plan| &plan.late);
            let until = late.find(|(item, _)| *item == cause.id);
            let until = until.map_or(String::new(), |(_, t)| t.strftime("%H:%M").to_string());
            let title = quote(language, &lookup.item_title(Some(session), &cause.id));
            language.pick(
                format!("{title}は {until} より前に始められません。"),
                format!("{title} cannot start before {until}."),
            )
        }
    }
}

/// The windows of the session's day, `13:00-15:00`.
fn windows(session: &Session, windows: &[Window]) -> String {
    let here = windows
        .iter()
        .filter(|w| w.start.date() <= session.date && w.end.date() >= session.date);
    let listed: Vec<String> = here
        .map(|w| format!("{}-{}", w.start.strftime("%H:%M"), w.end.strftime("%H:%M")))
        .collect();
    if listed.is_empty() {
        "–".to_owned()
    } else {
        listed.join(", ")
    }
}

fn repair(lookup: &Lookup, session: &Session, outcome: &SessionOutcome, repair: &Repair) -> String {
    let language = lookup.language;
    let value = &repair.value;
    let (cause, panel) = (&repair.cause, session.judges);
    let judge = lookup.judge_name_of(&cause.id);
    let what = match cause.kind {
        CauseKind::End => {
            language.pick(format!("終了を {value} にする"), format!("end at {value}"))
        }
        CauseKind::Rooms => language.pick(
            format!("会場を {value} つ増やす"),
            format!("rooms: {value} more"),
        ),
        CauseKind::Judges => language.pick(
            format!("いつでも来られて利害関係のない審査員を {value} 人増やす"),
            format!("judges: {value} more, there all the time and without conflicts"),
        ),
        CauseKind::PerItem => {
            let count = panel.map_or(0, |panel| panel.per_item);
            language.pick(
                format!("発表ごとの審査員を {count} 人から {value} 人にする"),
                format!("{value} judges for each item instead of {count}"),
            )
        }
        CauseKind::MaxLoad => {
            let count = panel.and_then(|panel| panel.max_load).unwrap_or(0);
            language.pick(
                format!("審査員の受け持ちを {count} 件から {value} 件までにする"),
                format!("at most {value} items for a judge instead of {count}"),
            )
        }
        CauseKind::Anchors => {
            let count = panel.map_or(0, |panel| panel.anchors);
            language.pick(
                format!("すべての会場で採点する審査員を {count} 人から {value} 人にする"),
                format!("{value} judges who score in every room instead of {count}"),
            )
        }
        CauseKind::Availability => {
            let (from, until) = value.split_once('-').unwrap_or(("", value));
            match (from, until) {
                ("", until) => language.pick(
                    format!("審査員の{judge}さんに {until} までいてもらう"),
                    format!("the judge {judge} until {until}"),
                ),
                (from, "") => language.pick(
                    format!("審査員の{judge}さんに {from} から来てもらう"),
                    format!("the judge {judge} from {from}"),
                ),
                (from, until) => language.pick(
                    format!("審査員の{judge}さんに {from} から {until} までいてもらう"),
                    format!("the judge {judge} from {from} until {until}"),
                ),
            }
        }
        CauseKind::Rule
        | CauseKind::Conflicts
        | CauseKind::Absence
        | CauseKind::Late
        | CauseKind::Seated => {
            let asks = sentence(lookup, session, outcome, cause);
            language.pick(
                format!("次の条件をなくす：{asks}"),
                format!("without this: {asks}"),
            )
        }
    };
    let costs = costs(language, &repair.levels);
    language.pick(
        format!("{what}（計算済み。{costs}）"),
        format!("{what} (solved; {costs})"),
    )
}

/// What the repaired timetable costs.
fn costs(language: Language, levels: &[Level]) -> String {
    let soft = levels.iter().filter(|l| l.priority > 0);
    let costs: Vec<String> = soft
        .map(|l| {
            let name = level(language, l.priority, l.part);
            format!("{name} {}", number(l.cost))
        })
        .collect();
    if costs.is_empty() {
        return language.pick("コスト 0", "cost 0").to_owned();
    }
    costs.join(language.pick("、", ", "))
}
