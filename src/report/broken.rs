//! Hard rules that a plan breaks, and where: the people and teams concerned, in words.

use super::lookup::Lookup;
use super::text::shorten as short;
use super::words::{self, between, number, people, quote, teams};
use super::{facilitation, rule_sentence, session_place, session_sentence};
use crate::model::{Level, ParticipantId, Pin, RuleCost, TeamId, Violation};

/// The most names in a sentence.
const LISTED: usize = 6;

/// A hard rule that is broken.
pub struct Broken {
    /// The rule's id.
    pub id: String,
    /// The title of the session, for a session's rule.
    pub session: Option<String>,
    /// What it asks.
    pub asks: String,
    /// How much is missed.
    pub violation: f64,
    /// Where.
    pub places: Vec<String>,
}

/// The broken hard rules of the teams, then of the sessions and of facilitators.
pub fn broken(lookup: &Lookup) -> Vec<Broken> {
    let outcome = lookup.plan.outcome;
    let of_teams = outcome.rules.iter().filter(|r| is_broken(r)).map(|rule| {
        let findings = lookup.plan.findings.iter();
        let places = findings
            .filter(|f| f.priority == 0 && f.rule == rule.id && f.kind == rule.kind)
            .flat_map(|f| f.violations.iter().map(|v| place(lookup, f.kind, v)))
            .collect();
        Broken {
            id: rule.id.clone(),
            session: None,
            asks: rule_sentence::of(lookup, rule),
            violation: rule.violation,
            places,
        }
    });
    let of_sessions = outcome.sessions.iter().flat_map(|result| {
        let session = lookup.session(result);
        result
            .rules
            .iter()
            .filter(|r| is_broken(r))
            .map(move |rule| {
                let findings = lookup.plan.session_findings.iter();
                let places = findings
                    .filter(|f| f.session == result.id && f.priority == 0)
                    .filter(|f| f.rule == rule.id && f.kind == rule.kind)
                    .flat_map(|f| {
                        f.violations
                            .iter()
                            .map(|v| session_place::place(lookup, f, v))
                    })
                    .collect();
                Broken {
                    id: rule.id.clone(),
                    session: Some(lookup.session_title(&result.id).to_owned()),
                    asks: session_sentence::of(lookup, session, rule),
                    violation: rule.violation,
                    places,
                }
            })
    });
    let told = outcome.facilitation.as_ref();
    let of_facilitators = told.into_iter().flat_map(|told| {
        let broken = told.rules.iter().filter(|r| is_broken(r));
        broken.map(|rule| Broken {
            id: rule.id.clone(),
            session: None,
            asks: facilitation::asks(lookup, rule),
            violation: rule.violation,
            places: facilitation::lacking(lookup, told),
        })
    });
    of_teams.chain(of_sessions).chain(of_facilitators).collect()
}

/// Whether a rule is hard and violated.
pub fn is_broken(rule: &RuleCost) -> bool {
    rule.priority == 0 && rule.violation > Level::TOLERANCE
}

/// Where a rule for teams is violated.
pub fn place(lookup: &Lookup, kind: &str, violation: &Violation) -> String {
    let team = violation.team;
    let person = violation.people.first().copied();
    let structure = match (kind, team, person) {
        ("owners", Some(team), Some(person)) => Some(owner_elsewhere(lookup, team, person)),
        ("owners", Some(team), None) => Some(no_owner(lookup, team)),
        ("pins", Some(team), Some(person)) => pinned_elsewhere(lookup, team, person),
        ("never", Some(team), Some(person)) => Some(vetoed(lookup, team, person)),
        ("size", Some(team), _) => Some(wrong_size(lookup, team)),
        ("theme_teams", Some(team), _) => wrong_theme_teams(lookup, team),
        ("open", _, _) => Some(wrong_open(lookup)),
        ("blocks" | "together", _, _) => parted(lookup, &violation.people),
        _ => None,
    };
    structure.unwrap_or_else(|| generic(lookup, violation))
}

fn title(lookup: &Lookup, team: TeamId) -> String {
    quote(lookup.language, &lookup.possible_team_title(team))
}

fn owner_elsewhere(lookup: &Lookup, team: TeamId, person: ParticipantId) -> String {
    let (name, team) = (short(lookup.name(person)), title(lookup, team));
    lookup.language.pick(
        format!("提示者の{name}さんが、自分のテーマではない{team}に入っています。"),
        format!("{name}, an owner, is in {team} and not in an own theme."),
    )
}

fn no_owner(lookup: &Lookup, team: TeamId) -> String {
    let team = title(lookup, team);
    lookup.language.pick(
        format!("{team}に提示者がいません。"),
        format!("{team} has no owner."),
    )
}

fn pinned_elsewhere(lookup: &Lookup, team: TeamId, person: ParticipantId) -> Option<String> {
    let language = lookup.language;
    let pinned = match lookup.workshop.participant(person).pin? {
        Pin::Team(team) => title(lookup, team),
        Pin::Theme(theme) => quote(language, &lookup.workshop.theme(theme).title),
    };
    let (name, team) = (short(lookup.name(person)), title(lookup, team));
    Some(language.pick(
        format!("{name}さんは{pinned}に固定されていますが、{team}に入っています。"),
        format!("{name} is pinned to {pinned} and is in {team}."),
    ))
}

fn vetoed(lookup: &Lookup, team: TeamId, person: ParticipantId) -> String {
    let (name, team) = (short(lookup.name(person)), title(lookup, team));
    lookup.language.pick(
        format!("{name}さんは、入れないはずの{team}に入っています。"),
        format!("{name} is in {team}, which they must not be in."),
    )
}

fn wrong_size(lookup: &Lookup, team: TeamId) -> String {
    let language = lookup.language;
    let size = lookup.workshop.team(team).size;
    let heads = lookup.open_team(team).map_or(0, |t| t.members.len());
    let heads = people(language, heads);
    let bounds = between(language, size.min, size.max, "人");
    let team = title(lookup, team);
    language.pick(
        format!("{team}は{heads}です（定員は{bounds}）。"),
        format!("{team} has {heads}; it may have {bounds}."),
    )
}

fn wrong_theme_teams(lookup: &Lookup, team: TeamId) -> Option<String> {
    let language = lookup.language;
    let theme = lookup.workshop.theme(lookup.workshop.team(team).theme?);
    let open = theme.teams.iter().filter_map(|t| lookup.open_team(*t));
    let open = teams(language, open.count());
    let bounds = between(language, theme.count.min, theme.count.max, "チーム");
    let title = quote(language, &theme.title);
    Some(language.pick(
        format!("{title}は{open}です（必要なのは{bounds}）。"),
        format!("{title} has {open}; it needs {bounds}."),
    ))
}

fn wrong_open(lookup: &Lookup) -> String {
    let language = lookup.language;
    let open = teams(language, lookup.plan.outcome.teams.len());
    let range = lookup.workshop.open;
    let bounds = between(language, range.min, range.max, "チーム");
    language.pick(
        format!("全部で{open}です（必要なのは{bounds}）。"),
        format!("There are {open}; there must be {bounds}."),
    )
}

fn parted(lookup: &Lookup, pair: &[ParticipantId]) -> Option<String> {
    let [a, b] = pair else { return None };
    let language = lookup.language;
    let with_team = |person: ParticipantId| {
        let team = lookup.team_of(person).map(|t| lookup.team_title(t));
        let team = quote(language, &team.unwrap_or_default());
        let name = short(lookup.name(person));
        language.pick(
            format!("{name}さんは{team}"),
            format!("{name} is in {team}"),
        )
    };
    let (a, b) = (with_team(*a), with_team(*b));
    Some(language.pick(format!("{a}、{b}に分かれています。"), format!("{a}, {b}.")))
}

fn generic(lookup: &Lookup, violation: &Violation) -> String {
    let team = violation.team.map(|team| title(lookup, team));
    let names = names(lookup, &violation.people);
    joined(lookup, [team.unwrap_or_default(), names], violation.amount)
}

/// The names of people, as many as a sentence can carry.
pub fn names(lookup: &Lookup, people: &[ParticipantId]) -> String {
    let names: Vec<&str> = people.iter().map(|p| lookup.name(*p)).collect();
    words::names(lookup.language, &names, LISTED)
}

/// The filled parts and the amount: `「空き家」：田中、鈴木（違反 2）`.
pub fn joined<const N: usize>(lookup: &Lookup, parts: [String; N], amount: f64) -> String {
    let language = lookup.language;
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let amount = number(amount);
    let violation = language.pick(format!("違反 {amount}"), format!("violation {amount}"));
    if parts.is_empty() {
        return violation;
    }
    let parts = parts.join(language.pick("：", ": "));
    language.pick(
        format!("{parts}（{violation}）"),
        format!("{parts} ({violation})"),
    )
}
