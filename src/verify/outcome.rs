//! Compares a written result with what the formulas say of it.

use std::collections::{BTreeMap, HashMap};

use super::teams::{Measured, measure};
use super::{facilitation, replanned, session};
use crate::model::{
    Finding, Grouping, Level, Outcome, RuleCost, SessionFinding, Status, TeamId, Text, Workshop,
};
use crate::replan::prepare;

/// Something in a result that is not so.
pub type Difference = Text;

/// The grouping that a result's teams describe.
///
/// # Errors
/// Every team, theme and participant that is unknown, missing or named twice.
pub fn grouping_of(workshop: &Workshop, outcome: &Outcome) -> Result<Grouping, Vec<Difference>> {
    let mut wrong = Vec::new();
    let team_ids: HashMap<&str, TeamId> = workshop
        .team_ids()
        .map(|team| (workshop.team(team).id.as_str(), team))
        .collect();
    let people: HashMap<&str, usize> = workshop
        .participants
        .iter()
        .enumerate()
        .map(|(index, participant)| (participant.id.as_str(), index))
        .collect();
    let mut team_of: Vec<Option<TeamId>> = vec![None; workshop.participants.len()];
    let mut named = HashMap::new();
    for written in &outcome.teams {
        let Some(team) = team_ids.get(written.id.as_str()) else {
            wrong.push(Text::new(
                format!("チーム「{}」はこのワークショップにありません。", written.id),
                format!("There is no team “{}” in this workshop.", written.id),
            ));
            continue;
        };
        if named.insert(*team, ()).is_some() {
            wrong.push(Text::new(
                format!("チーム「{}」が2回書かれています。", written.id),
                format!("Team “{}” is written twice.", written.id),
            ));
        }
        let theme = workshop.team(*team).theme;
        let theme = theme.map(|theme| workshop.theme(theme).id.as_str());
        if theme != written.theme.as_deref() {
            wrong.push(Text::new(
                format!("チーム「{}」のテーマが違います。", written.id),
                format!("Team “{}” has another theme.", written.id),
            ));
        }
        if written.members.is_empty() {
            wrong.push(Text::new(
                format!("チーム「{}」に誰もいません。", written.id),
                format!("Team “{}” has no member.", written.id),
            ));
        }
        for member in &written.members {
            let Some(index) = people.get(member.as_str()) else {
                wrong.push(Text::new(
                    format!("参加者「{member}」は出席者の名簿にいません。"),
                    format!("Participant “{member}” is not among those present."),
                ));
                continue;
            };
            if team_of[*index].replace(*team).is_some() {
                wrong.push(Text::new(
                    format!("参加者「{member}」が2つのチームにいます。"),
                    format!("Participant “{member}” is in two teams."),
                ));
            }
        }
    }
    for (participant, team) in workshop.participants.iter().zip(&team_of) {
        if team.is_none() {
            wrong.push(Text::new(
                format!("参加者「{}」がどのチームにもいません。", participant.id),
                format!("Participant “{}” is in no team.", participant.id),
            ));
        }
    }
    if wrong.is_empty() {
        Ok(Grouping {
            team_of: team_of.into_iter().flatten().collect(),
        })
    } else {
        Err(wrong)
    }
}

/// What a check found.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// Everything in the result that is not so.
    pub differences: Vec<Difference>,
    /// Where the rules of teams are violated; empty where the teams cannot be read.
    pub findings: Vec<Finding>,
    /// Where the rules of sessions are violated.
    pub session_findings: Vec<SessionFinding>,
}

/// Every difference between a result and what the formulas of SPEC §2 and §3 say of its teams and timetables.
///
/// Where the result was made from a published plan, the workshop is seen with the changes that the result tells.
pub fn check(workshop: &Workshop, outcome: &Outcome) -> Checked {
    let prepared = outcome.replan.as_ref().map(|r| prepare(workshop, r));
    let workshop = prepared.as_ref().unwrap_or(workshop);
    let mut wrong = Vec::new();
    if outcome.format != 1 {
        wrong.push(Text::new(
            format!("format は 1 のはずですが、{} です。", outcome.format),
            format!("format must be 1, not {}.", outcome.format),
        ));
    }
    if outcome.workshop != workshop.name {
        wrong.push(Text::new(
            format!("別のワークショップ「{}」の結果です。", outcome.workshop),
            format!(
                "This is the result of another workshop, “{}”.",
                outcome.workshop
            ),
        ));
    }
    let grouping = match grouping_of(workshop, outcome) {
        Ok(grouping) => grouping,
        Err(unreadable) => {
            wrong.extend(unreadable);
            return Checked {
                differences: wrong,
                ..Checked::default()
            };
        }
    };
    let measured = measure(workshop, &grouping);
    compare_levels("", &measured.levels, &outcome.levels, &mut wrong);
    compare_rules("", &measured.rules, &outcome.rules, &mut wrong);
    compare_status("", outcome.status, &outcome.levels, &mut wrong);
    compare_ranks(&measured, outcome, &mut wrong);
    let sessions = session::check(workshop, &grouping, &outcome.sessions, &mut wrong);
    if let Some(placed) = &sessions.placed {
        facilitation::check(workshop, &grouping, placed, outcome, &mut wrong);
    }
    replanned::compare(workshop, &grouping, outcome, &mut wrong);
    Checked {
        differences: wrong,
        findings: measured.findings,
        session_findings: sessions.findings,
    }
}

/// Whether two figures are the same within SPEC §4's tolerance (relative for large ones, where a double holds no more).
pub fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= Level::TOLERANCE * one.abs().max(other.abs()).max(1.0)
}

/// Levels as measured (priority, part, cost) against levels as written.
pub fn compare_levels(
    whose: &str,
    measured: &[(u32, Option<u32>, f64)],
    written: &[Level],
    wrong: &mut Vec<Difference>,
) {
    let keys = |levels: &[Level]| -> Vec<(u32, Option<u32>)> {
        levels.iter().map(|l| (l.priority, l.part)).collect()
    };
    let expected: Vec<(u32, Option<u32>)> = measured.iter().map(|l| (l.0, l.1)).collect();
    if keys(written) != expected {
        wrong.push(Text::new(
            format!("{whose}levels の段（優先度・順位）が違います。正しくは {expected:?} です。"),
            format!("{whose}The levels (priority, part) differ; they should be {expected:?}."),
        ));
        return;
    }
    for ((priority, part, cost), level) in measured.iter().zip(written) {
        if !same(*cost, level.cost) {
            let part = part.map_or(String::new(), |part| format!("-{part}"));
            wrong.push(Text::new(
                format!(
                    "優先度 {priority}{part} のコストは {} ではなく {cost} です。",
                    level.cost
                ),
                format!(
                    "{whose}Level {priority}{part} costs {cost}, not {}.",
                    level.cost
                ),
            ));
        }
    }
}

/// Rules as measured against rules as written.
pub fn compare_rules(
    whose: &str,
    measured: &[RuleCost],
    written: &[RuleCost],
    wrong: &mut Vec<Difference>,
) {
    let key = |rule: &RuleCost| (rule.id.clone(), rule.part);
    let mut left: BTreeMap<(String, Option<u32>), &RuleCost> =
        written.iter().map(|rule| (key(rule), rule)).collect();
    for rule in measured {
        let Some(found) = left.remove(&key(rule)) else {
            wrong.push(Text::new(
                format!("{whose}ルール「{}」がありません。", rule.id),
                format!("{whose}Rule “{}” is missing.", rule.id),
            ));
            continue;
        };
        if (found.priority, &found.kind) != (rule.priority, &rule.kind)
            || !same(found.weight, rule.weight)
        {
            wrong.push(Text::new(
                format!(
                    "{whose}ルール「{}」の種類・優先度・重みが違います。",
                    rule.id
                ),
                format!(
                    "{whose}Rule “{}” has another kind, priority or weight.",
                    rule.id
                ),
            ));
        }
        if !same(found.violation, rule.violation) || !same(found.cost, rule.cost) {
            wrong.push(Text::new(
                format!(
                    "{whose}ルール「{}」の違反は {}（コスト {}）ではなく {}（コスト {}）です。",
                    rule.id, found.violation, found.cost, rule.violation, rule.cost
                ),
                format!(
                    "{whose}Rule “{}” is violated by {} (cost {}), not {} (cost {}).",
                    rule.id, rule.violation, rule.cost, found.violation, found.cost
                ),
            ));
        }
    }
    for (id, _) in left.into_keys() {
        wrong.push(Text::new(
            format!("{whose}ルール「{id}」は余分です。"),
            format!("{whose}Rule “{id}” should not be there."),
        ));
    }
}

/// Whether the status says what the levels say.
pub fn compare_status(whose: &str, status: Status, levels: &[Level], wrong: &mut Vec<Difference>) {
    let broken = levels
        .first()
        .is_some_and(|level| level.priority == 0 && level.cost > Level::TOLERANCE);
    let proven = levels.iter().all(Level::is_proven);
    let contradiction = levels.iter().any(|level| {
        level
            .bound
            .is_some_and(|bound| bound > level.cost + Level::TOLERANCE)
    });
    let right = match status {
        Status::Infeasible => broken,
        Status::Optimal => !broken && proven,
        Status::Feasible => !broken,
    };
    let whose = if whose.is_empty() {
        String::new()
    } else {
        format!("{whose}: ")
    };
    if !right {
        wrong.push(Text::new(
            format!("{whose}status が levels と合いません。"),
            format!("{whose}The status does not fit the levels."),
        ));
    }
    if contradiction {
        wrong.push(Text::new(
            format!("{whose}下限がコストより大きい段があります。"),
            format!("{whose}A bound is above its cost."),
        ));
    }
}

fn compare_ranks(measured: &Measured, outcome: &Outcome, wrong: &mut Vec<Difference>) {
    let filled = |profile: &BTreeMap<String, u32>| -> BTreeMap<String, u32> {
        profile
            .iter()
            .filter(|(_, count)| **count > 0)
            .map(|(rank, count)| (rank.clone(), *count))
            .collect()
    };
    let expected = filled(&measured.rank_profile);
    if filled(&outcome.rank_profile) != expected {
        wrong.push(Text::new(
            format!("rank_profile が違います。正しくは {expected:?} です。"),
            format!("The rank profile differs; it should be {expected:?}."),
        ));
    }
}
