//! How mixed the teams are.

use rustc_hash::FxHashMap;

use crate::model::{AttributeId, Grouping, ParticipantId, RuleKind, ValueId, Workshop};

/// Mean and least number of distinct values of an open team.
pub fn distinct(
    workshop: &Workshop,
    attribute: AttributeId,
    members: &[Vec<ParticipantId>],
) -> (f64, f64) {
    let attribute = workshop.attribute(attribute);
    let (mut sum, mut least, mut open) = (0, usize::MAX, 0);
    for team in members.iter().filter(|team| !team.is_empty()) {
        let mut values: Vec<ValueId> = team
            .iter()
            .flat_map(|person| attribute.values(*person))
            .copied()
            .collect();
        values.sort_unstable();
        values.dedup();
        sum += values.len();
        least = least.min(values.len());
        open += 1;
    }
    if open == 0 {
        return (0.0, 0.0);
    }
    (sum as f64 / f64::from(open), least as f64)
}

/// Of all pairs in one team, the share that differs, as a mean over the sector, the industry and the role, as far as the roster
/// has them; only people with a value count, with their first one. 1: nobody shares a team with a like one.
pub fn diversity(workshop: &Workshop, members: &[Vec<ParticipantId>]) -> Option<f64> {
    let known = workshop.known;
    let shares = [known.sector, known.industry, known.role].into_iter();
    let shares: Vec<f64> = shares
        .flatten()
        .filter_map(|attribute| differing(workshop, attribute, members))
        .collect();
    (!shares.is_empty()).then(|| shares.iter().sum::<f64>() / shares.len() as f64)
}

fn differing(
    workshop: &Workshop,
    attribute: AttributeId,
    members: &[Vec<ParticipantId>],
) -> Option<f64> {
    let attribute = workshop.attribute(attribute);
    let (mut alike, mut all) = (0, 0);
    for team in members {
        let mut counts: FxHashMap<ValueId, u64> = FxHashMap::default();
        for value in team.iter().filter_map(|person| attribute.first(*person)) {
            *counts.entry(value).or_default() += 1;
        }
        let heads: u64 = counts.values().sum();
        alike += counts.values().map(|n| n * (n - 1) / 2).sum::<u64>();
        all += heads * heads.saturating_sub(1) / 2;
    }
    (all > 0).then(|| 1.0 - alike as f64 / all as f64)
}

/// The largest minus the smallest municipal share of an open team; people without a sector do not count.
pub fn municipal_spread(workshop: &Workshop, members: &[Vec<ParticipantId>]) -> Option<f64> {
    let sector = workshop.attribute(workshop.known.sector?);
    let shares = members.iter().filter_map(|team| {
        let known: Vec<bool> = team
            .iter()
            .filter_map(|person| sector.first(*person))
            .map(|value| sector.label(value) == "municipal")
            .collect();
        let municipal = known.iter().filter(|is| **is).count();
        (!known.is_empty()).then(|| municipal as f64 / known.len() as f64)
    });
    let shares: Vec<f64> = shares.collect();
    let largest = shares.iter().copied().reduce(f64::max)?;
    Some(largest - shares.iter().copied().reduce(f64::min)?)
}

/// How many people more than one of each organization there are, summed over teams; municipal people do not count.
pub fn company_repeats(workshop: &Workshop, members: &[Vec<ParticipantId>]) -> Option<f64> {
    let organization = workshop.attribute(workshop.known.organization?);
    let sector = workshop.known.sector.map(|id| workshop.attribute(id));
    let is_municipal = |person: ParticipantId| {
        let sector = sector.and_then(|sector| Some((sector, sector.first(person)?)));
        sector.is_some_and(|(sector, value)| sector.label(value) == "municipal")
    };
    let mut repeats = 0;
    for team in members {
        let mut companies: Vec<ValueId> = team
            .iter()
            .filter(|person| !is_municipal(**person))
            .filter_map(|person| organization.first(*person))
            .collect();
        let heads = companies.len();
        companies.sort_unstable();
        companies.dedup();
        repeats += heads - companies.len();
    }
    Some(repeats as f64)
}

/// How many pairs of one team were in one team before, over all `past` rules; how long ago does not matter. `None` without
/// such a rule.
pub fn past_pairs(workshop: &Workshop, grouping: &Grouping) -> Option<f64> {
    let mut pairs: Vec<(ParticipantId, ParticipantId)> = Vec::new();
    let mut asked = false;
    for rule in &workshop.rules {
        let RuleKind::Past(past) = &rule.kind else {
            continue;
        };
        asked = true;
        for team in &past.teams {
            for (place, a) in team.members.iter().enumerate() {
                for b in &team.members[place + 1..] {
                    if grouping.team(*a) == grouping.team(*b) {
                        pairs.push((*a.min(b), *a.max(b)));
                    }
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    asked.then_some(pairs.len() as f64)
}
