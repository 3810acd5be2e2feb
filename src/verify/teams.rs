//! Measures teams by the plain formulas of SPEC §2.

use std::collections::BTreeMap;

use crate::model::{Finding, Grouping, RuleCost, Workshop};
use crate::rules::{Clause, Standing, clauses, longest_list, standing};

/// What a grouping costs, rule by rule.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// Per level: priority, part and cost, in the order in which levels are compared.
    pub levels: Vec<(u32, Option<u32>, f64)>,
    /// Per rule; structure rules only where they are broken.
    pub rules: Vec<RuleCost>,
    /// Where rules are violated; rules without violation are left out.
    pub findings: Vec<Finding>,
    /// How many participants got which choice.
    pub rank_profile: BTreeMap<String, u32>,
}

/// Measures a grouping of all present participants.
pub fn measure(workshop: &Workshop, grouping: &Grouping) -> Measured {
    let mut levels: BTreeMap<(u32, u32), (Option<u32>, f64)> = BTreeMap::new();
    levels.insert((0, u32::MAX), (None, 0.0));
    let mut rules = Vec::new();
    let mut findings = Vec::new();
    for clause in clauses(workshop) {
        let violations = clause.violations(workshop, grouping);
        let violation: f64 = violations.iter().map(|v| v.amount).sum();
        let cost = clause.weight * violation;
        let level = levels.entry(clause.level()).or_insert((clause.part, 0.0));
        level.1 += cost;
        if !clause.structure || violation != 0.0 {
            rules.push(rule_cost(&clause, violation, cost));
        }
        if !violations.is_empty() {
            findings.push(Finding {
                rule: clause.id.to_owned(),
                kind: clause.kind,
                priority: clause.priority,
                violations,
            });
        }
    }
    Measured {
        levels: levels
            .into_iter()
            .map(|((priority, _), (part, cost))| (priority, part, cost))
            .collect(),
        rules,
        findings,
        rank_profile: rank_profile(workshop, grouping),
    }
}

fn rule_cost(clause: &Clause, violation: f64, cost: f64) -> RuleCost {
    RuleCost {
        id: clause.id.to_owned(),
        kind: clause.kind.to_owned(),
        priority: clause.priority,
        part: clause.part,
        weight: clause.weight,
        violation,
        cost,
    }
}

/// How many participants got which choice (SPEC §4): `1` to the longest list, `unlisted`, `none`.
fn rank_profile(workshop: &Workshop, grouping: &Grouping) -> BTreeMap<String, u32> {
    let mut profile: BTreeMap<String, u32> = (1..=longest_list(workshop))
        .map(|rank| (rank.to_string(), 0))
        .collect();
    profile.insert("unlisted".into(), 0);
    profile.insert("none".into(), 0);
    for participant in workshop.participant_ids() {
        let theme = workshop.team(grouping.team(participant)).theme;
        let key = match theme.map(|theme| standing(workshop, participant, theme)) {
            None | Some(Standing::Exempt) => "none".to_owned(),
            Some(Standing::Unlisted) => "unlisted".to_owned(),
            Some(Standing::Rank(rank)) => rank.to_string(),
        };
        *profile.entry(key).or_default() += 1;
    }
    profile
}
