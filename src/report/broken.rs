//! Hard rules that a plan breaks, and where: the people and teams concerned, in words.

use super::lookup::Lookup;
use super::words::{between, list, number, people, quote, teams};
use super::{rule_sentence, session_sentence};
use crate::model::{
    Level, ParticipantId, Pin, RuleCost, SessionFinding, SessionViolation, TeamId, Violation,
};

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

/// The broken hard rules of the teams, then of the sessions.
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
                    .flat_map(|f| f.violations.iter().map(|v| session_place(lookup, f, v)))
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
    of_teams.chain(of_sessions).collect()
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
    let (name, team) = (
        list(lookup.language, &[lookup.name(person)], 1),
        title(lookup, team),
    );
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
    let (name, team) = (
        list(language, &[lookup.name(person)], 1),
        title(lookup, team),
    );
    Some(language.pick(
        format!("{name}さんは{pinned}に固定されていますが、{team}に入っています。"),
        format!("{name} is pinned to {pinned} and is in {team}."),
    ))
}

fn vetoed(lookup: &Lookup, team: TeamId, person: ParticipantId) -> String {
    let (name, team) = (
        list(lookup.language, &[lookup.name(person)], 1),
        title(lookup, team),
    );
    lookup.language.pick(
        format!("{name}さんは、入れない{team}に入っています。"),
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
        let name = list(language, &[lookup.name(person)], 1);
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

fn session_place(
    lookup: &Lookup,
    finding: &SessionFinding,
    violation: &SessionViolation,
) -> String {
    let language = lookup.language;
    let sessions = &lookup.workshop.sessions;
    let session = sessions.iter().find(|s| s.id == finding.session);
    let items: Vec<String> = violation
        .items
        .iter()
        .map(|item| quote(language, &lookup.item_title(session, item)))
        .collect();
    let item = list_of_quotes(lookup, &items);
    let amount = number(violation.amount);
    let judges: Vec<&str> = violation
        .judges
        .iter()
        .map(|j| lookup.workshop.judge(*j).name.as_str())
        .collect();
    match finding.kind {
        "placed" => language.pick(
            format!("{item}の枠がありません。"),
            format!("{item} has no slot."),
        ),
        "panel" => language.pick(
            format!("{item}の審査員が{amount}人足りません。"),
            format!("{item} lacks judges: {amount}."),
        ),
        "presence" if !violation.people.is_empty() => {
            let names = names(lookup, &violation.people);
            language.pick(
                format!("{item}の時間に来られない人：{names}。"),
                format!("Cannot be there for {item}: {names}."),
            )
        }
        _ => {
            let people = names(lookup, &violation.people);
            let judges = list(language, &judges, LISTED);
            joined(lookup, [item, people, judges], violation.amount)
        }
    }
}

fn list_of_quotes(lookup: &Lookup, quotes: &[String]) -> String {
    let rest = quotes.len().saturating_sub(LISTED);
    let shown = &quotes[..quotes.len() - rest];
    let joined = shown.join(lookup.language.pick("", ", "));
    if rest == 0 {
        return joined;
    }
    lookup.language.pick(
        format!("{joined}ほか{rest}件"),
        format!("{joined} and {rest} more"),
    )
}

fn names(lookup: &Lookup, people: &[ParticipantId]) -> String {
    let names: Vec<&str> = people.iter().map(|p| lookup.name(*p)).collect();
    list(lookup.language, &names, LISTED)
}

/// The filled parts and the amount: `「空き家」：田中、鈴木（違反 2）`.
fn joined<const N: usize>(lookup: &Lookup, parts: [String; N], amount: f64) -> String {
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
