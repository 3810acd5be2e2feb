//! `[[sessions]]`: timetables to make (SPEC §3).

use jiff::civil::Time;
use rustc_hash::FxHashSet;

use super::document::Section;
use super::entry::Entry;
use super::issue::Place;
use super::issues::Issues;
use super::session_rules;
use super::themes::Structure;
use super::{moment, problem, text};
use crate::model::{Attend, Items, Judge, Lock, Lottery, Panel, Publication, Session, Strength};

/// Minutes of a day: neither a talk nor a change is longer.
pub const DAY: u32 = 24 * 60;

/// Reads all sessions.
pub fn read(
    top: &Section<'_>,
    structure: &Structure,
    judges: &[Judge],
    issues: &mut Issues,
) -> Vec<Session> {
    let sections = top.entry("sessions").map(|entry| entry.sections(issues));
    let mut sessions: Vec<Session> = Vec::new();
    let mut ids = FxHashSet::default();
    for section in sections.unwrap_or_default() {
        let id = section.required("id", issues);
        if let Some(entry) = &id
            && let Some(id) = entry.as_str()
            && !ids.insert(text::fold(id))
        {
            issues.push(problem::session::id_twice(entry.place(), id));
        }
        let id = id.and_then(|entry| entry.string(issues));
        let session = session(&section, id, structure, judges, issues);
        let rules = section.entry("rules").map(|entry| entry.sections(issues));
        section.finish(issues);
        if let Some(mut session) = session {
            let rules = rules.unwrap_or_default();
            session.rules = session_rules::read(&rules, &session, &sessions, structure, issues);
            sessions.push(session);
        }
    }
    sessions
}

fn session(
    section: &Section<'_>,
    id: Option<String>,
    structure: &Structure,
    judges: &[Judge],
    issues: &mut Issues,
) -> Option<Session> {
    let title = section
        .entry("title")
        .and_then(|entry| entry.string(issues));
    let items = section
        .required("items", issues)
        .and_then(|entry| items(&entry, structure, issues));
    let date = section
        .required("date", issues)
        .and_then(|entry| entry.date(issues));
    let rooms = section
        .required("rooms", issues)
        .and_then(|entry| rooms(&entry, issues));
    let times = start_and_end(section, issues);
    let talk = section
        .required("talk", issues)
        .and_then(|entry| entry.whole(1, DAY, issues));
    let change = section
        .entry("change")
        .map_or(Some(0), |entry| entry.whole(0, DAY, issues));
    let breaks = section
        .entry("breaks")
        .and_then(|entry| entry.strings(issues))
        .unwrap_or_default();
    let breaks = breaks
        .into_iter()
        .filter_map(|(text, place)| pause(&text, place, times, issues));
    let breaks = breaks.collect();
    let panel = section
        .entry("judges")
        .and_then(|entry| panel(&entry, judges, issues));
    let attend = section
        .entry("attend")
        .map_or(Some(Attend::Members), |entry| {
            let words = [
                ("owners", Attend::Owners),
                ("members", Attend::Members),
                ("any", Attend::Any),
            ];
            entry.one_of(&words, issues)
        });
    let lock = section
        .entry("published")
        .map_or(Some(Lock::All), |entry| lock(&entry, structure, issues));
    let lottery = section.entry("lottery").map_or(Some(None), |entry| {
        let section = entry.section(issues)?;
        let seed = section.required("seed", issues);
        section.finish(issues);
        seed?.seed(issues).map(|seed| Some(Lottery { seed }))
    });
    let (start, end) = times?;
    let id = id?;
    let session = Session {
        title: title.unwrap_or_else(|| id.clone()),
        id,
        items: items?,
        date: date?,
        rooms: rooms?,
        start,
        end,
        talk: talk?,
        change: change?,
        breaks,
        judges: panel,
        attend: attend?,
        rules: Vec::new(),
        lottery: lottery?,
        publication: Publication {
            lock: lock?,
            plan: None,
        },
    };
    if session.slot_starts().is_empty() {
        issues.push(problem::session::no_slot(section.place(), session.talk));
    }
    Some(session)
}

/// `published`: true or false, or a list of items.
fn lock(entry: &Entry<'_>, structure: &Structure, issues: &mut Issues) -> Option<Lock> {
    if !entry.is_list() {
        let all = entry.boolean(issues)?;
        return Some(if all {
            Lock::All
        } else {
            Lock::Items(Vec::new())
        });
    }
    let names = entry.strings(issues)?.into_iter();
    let named = names.map(|(name, _)| canonical(&name, structure));
    Some(Lock::Items(named.collect()))
}

/// `start` and `end` of a session or a block of the programme.
pub fn start_and_end(section: &Section<'_>, issues: &mut Issues) -> Option<(Time, Time)> {
    let start = section
        .required("start", issues)
        .and_then(|entry| entry.time(issues));
    let end = section
        .required("end", issues)
        .and_then(|entry| Some((entry.time(issues)?, entry.place())));
    let (start, (end, place)) = (start?, end?);
    if end <= start {
        issues.push(problem::session::ends_before_start(place));
        return None;
    }
    Some((start, end))
}

/// One of `breaks`: it lies within the session.
fn pause(
    text: &str,
    place: Place,
    session: Option<(Time, Time)>,
    issues: &mut Issues,
) -> Option<(Time, Time)> {
    let Some((start, end)) = moment::times(text).filter(|(start, end)| start < end) else {
        issues.push(problem::session::broken_break(place, text));
        return None;
    };
    if session.is_some_and(|(first, last)| start < first || end > last) {
        issues.push(problem::session::break_outside(place, text));
    }
    Some((start, end))
}

fn rooms(entry: &Entry<'_>, issues: &mut Issues) -> Option<Vec<String>> {
    let rooms = entry.strings(issues)?;
    if rooms.is_empty() {
        issues.push(problem::toml::empty_list(entry.place()));
        return None;
    }
    let mut seen = FxHashSet::default();
    for (room, place) in &rooms {
        if !seen.insert(text::fold(room)) {
            issues.push(problem::toml::listed_twice(place.clone(), room));
        }
    }
    Some(rooms.into_iter().map(|(room, _)| room).collect())
}

/// `items`. In a list, a name of a team or theme becomes its id, so that it is compared only here.
fn items(entry: &Entry<'_>, structure: &Structure, issues: &mut Issues) -> Option<Items> {
    if let Some(word) = entry.as_str() {
        if word == "themes" && !structure.has_themes() {
            issues.push(problem::session::no_themes(entry.place()));
        }
        let themes = entry.one_of(&[("teams", false), ("themes", true)], issues)?;
        return Some(if themes { Items::Themes } else { Items::Teams });
    }
    let titles = entry.strings(issues)?;
    if titles.is_empty() {
        issues.push(problem::toml::empty_list(entry.place()));
        return None;
    }
    let mut seen = FxHashSet::default();
    let mut items = Vec::with_capacity(titles.len());
    for (title, place) in titles {
        let item = canonical(&title, structure);
        if !seen.insert(text::fold(&item)) {
            issues.push(problem::toml::listed_twice(place, &title));
        }
        items.push(item);
    }
    Some(Items::Titles(items))
}

/// The id of the team or theme that a title of a list means, or the title itself.
pub fn canonical(title: &str, structure: &Structure) -> String {
    if let Some(team) = structure.team_named(title) {
        return structure.teams[team.index()].id.clone();
    }
    let theme = structure.theme_named(title);
    theme.map_or_else(
        || title.to_owned(),
        |theme| structure.themes[theme.index()].id.clone(),
    )
}

fn panel(entry: &Entry<'_>, judges: &[Judge], issues: &mut Issues) -> Option<Panel> {
    let section = entry.section(issues)?;
    let per_item = section.required("per_item", issues);
    let per_item_place = per_item.as_ref().map(Entry::place);
    let per_item = per_item.and_then(|entry| entry.whole(1, u32::MAX, issues));
    let max_load = section
        .entry("max_load")
        .and_then(|entry| entry.whole(1, u32::MAX, issues));
    let seated = section
        .entry("seated")
        .map_or(Some(false), |entry| entry.boolean(issues));
    let anchors_place = section.entry("anchors").map(|entry| entry.place());
    let anchors = section
        .entry("anchors")
        .map_or(Some(0), |entry| entry.whole(0, u32::MAX, issues));
    let own_organization = section
        .entry("own_organization")
        .map_or(Some(Strength::Forbid), |entry| {
            entry.one_of(&Strength::WORDS, issues)
        });
    section.finish(issues);
    if judges.is_empty() {
        issues.push(problem::session::no_judges(entry.place()));
        return None;
    }
    let (seated, anchors) = (seated?, anchors?);
    if anchors as usize > judges.len() {
        let place = anchors_place.unwrap_or_else(|| entry.place());
        let issue = problem::session::too_many_anchors(place, anchors, judges.len());
        issues.push(issue);
    }
    let per_item = per_item?;
    if per_item as usize > judges.len() {
        let place = per_item_place.unwrap_or_else(|| entry.place());
        issues.push(problem::session::too_few_judges(
            place,
            per_item,
            judges.len(),
        ));
    }
    Some(Panel {
        per_item,
        max_load,
        seated,
        anchors,
        own_organization: own_organization?,
    })
}
