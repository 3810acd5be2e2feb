//! What teams that somebody gave change of a plan, by the formulas.

use std::collections::{BTreeMap, BTreeSet};

use super::outcome::same;
use super::teams::{Measured, measure};
use crate::model::{
    Edit, EditedLevel, EditedRule, Grouping, Level, ParticipantId, RuleCost, TeamId, Violation,
    Workshop,
};

/// Measures both groupings and tells who is elsewhere, and what that changes in each level and rule.
pub fn edit(workshop: &Workshop, planned: &Grouping, now: &Grouping) -> Edit {
    let (before, after) = (measure(workshop, planned), measure(workshop, now));
    let moves = workshop.participant_ids().filter_map(|person| {
        let (from, to) = (planned.team(person), now.team(person));
        (from != to).then_some((person, from, to))
    });
    Edit {
        moves: moves.collect(),
        levels: levels(&before, &after),
        rules: rules(&before, &after),
    }
}

/// Every level of the two: a structure rule's may be in one only.
fn levels(before: &Measured, after: &Measured) -> Vec<EditedLevel> {
    let cost = |measured: &Measured, key: (u32, Option<u32>)| {
        let mut levels = measured.levels.iter();
        let level = levels.find(|level| (level.0, level.1) == key);
        level.map_or(0.0, |level| level.2)
    };
    let levels = after.levels.iter();
    levels
        .map(|(priority, part, after)| EditedLevel {
            priority: *priority,
            part: *part,
            before: cost(before, (*priority, *part)),
            after: *after,
        })
        .collect()
}

fn rules(before: &Measured, after: &Measured) -> Vec<EditedRule> {
    let key = |rule: &RuleCost| (rule.id.clone(), rule.part);
    let was: BTreeMap<_, &RuleCost> = before.rules.iter().map(|r| (key(r), r)).collect();
    let is: BTreeMap<_, &RuleCost> = after.rules.iter().map(|r| (key(r), r)).collect();
    let gone = before
        .rules
        .iter()
        .filter(|rule| !is.contains_key(&key(rule)));
    // A structure rule that is kept is left out of what is measured.
    let mended = gone.map(|rule| RuleCost {
        violation: 0.0,
        cost: 0.0,
        ..rule.clone()
    });
    let all = after.rules.iter().cloned().chain(mended);
    let mut rules: Vec<EditedRule> = all
        .filter_map(|now| {
            let was = was.get(&key(&now));
            let (violation_before, cost_before) = was.map_or((0.0, 0.0), |r| (r.violation, r.cost));
            let (worse, better) = (more(after, before, &now), more(before, after, &now));
            let is_changed = !same(violation_before, now.violation);
            (is_changed || !worse.is_empty() || !better.is_empty()).then_some(EditedRule {
                worse,
                better,
                now,
                violation_before,
                cost_before,
            })
        })
        .collect();
    rules.sort_by_key(|rule| (rule.now.priority, rule.now.part.unwrap_or(u32::MAX)));
    rules
}

/// Per team (or, where a rule is about no team, per group of people) in which `one` violates a rule more than `other` does: by how
/// much, and whom `one` names there and `other` does not.
fn more(one: &Measured, other: &Measured, rule: &RuleCost) -> Vec<Violation> {
    let (here, there) = (places(one, rule), places(other, rule));
    let more = here.into_iter().filter_map(|(place, (amount, people))| {
        let nothing = (0.0, BTreeSet::new());
        let (other_amount, known) = there.get(&place).unwrap_or(&nothing);
        let amount = amount - other_amount;
        (amount > Level::TOLERANCE).then(|| Violation {
            team: place.0,
            people: people.difference(known).copied().collect(),
            amount,
        })
    });
    more.collect()
}

/// A team; or people, where a rule is about no team.
type Place = (Option<TeamId>, Vec<ParticipantId>);

/// How much a rule is violated in each place, and whom that is about.
fn places(measured: &Measured, rule: &RuleCost) -> BTreeMap<Place, (f64, BTreeSet<ParticipantId>)> {
    let findings = measured.findings.iter();
    let findings = findings.filter(|f| f.rule == rule.id && f.kind == rule.kind);
    let mut places: BTreeMap<Place, (f64, BTreeSet<ParticipantId>)> = BTreeMap::new();
    for violation in findings.flat_map(|f| &f.violations) {
        let people = match violation.team {
            Some(_) => Vec::new(),
            None => violation.people.clone(),
        };
        let place = places.entry((violation.team, people)).or_default();
        place.0 += violation.amount;
        place.1.extend(&violation.people);
    }
    places
}
