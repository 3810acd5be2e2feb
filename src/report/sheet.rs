//! A team as people read it: who is in it, where they come from, what they got.

use std::collections::HashMap;

use super::lookup::Lookup;
use super::words::{self, Got};
use crate::model::{AttributeId, ParticipantId, TeamOutcome};

/// A team.
pub struct Sheet<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: String,
    /// The title of its theme.
    pub theme: String,
    /// Its members, in the order of the roster.
    pub people: Vec<Person<'a>>,
    /// How many members have which sector.
    pub sectors: Vec<Share<'a>>,
    /// How many members have which industry.
    pub industries: Vec<Share<'a>>,
    /// How many members have which role.
    pub roles: Vec<Share<'a>>,
}

/// A member.
pub struct Person<'a> {
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// The sector in words.
    pub sector: String,
    /// The colour of the sector.
    pub shade: Option<usize>,
    /// The organization.
    pub organization: String,
    /// The industry.
    pub industry: String,
    /// The role.
    pub role: String,
    /// Which wish came true.
    pub got: Got,
}

/// How many members have a value.
pub struct Share<'a> {
    /// The value in words.
    pub label: &'a str,
    /// Its colour, for sectors.
    pub shade: usize,
    /// How many.
    pub count: usize,
}

/// How many colours sectors have; further sectors share them, their label tells them apart.
pub const SHADES: usize = 6;

/// All teams, in the order of the outcome.
pub fn sheets<'a>(lookup: &Lookup<'a>) -> Vec<Sheet<'a>> {
    let teams = &lookup.plan.outcome.teams;
    teams.iter().map(|team| sheet(lookup, team)).collect()
}

fn sheet<'a>(lookup: &Lookup<'a>, team: &'a TeamOutcome) -> Sheet<'a> {
    let known = lookup.workshop.known;
    let theme = lookup.theme_of(team);
    let ids: Vec<ParticipantId> = team
        .members
        .iter()
        .filter_map(|id| lookup.participant(id))
        .collect();
    let person = |id: &'a String| match lookup.participant(id) {
        Some(participant) => Person {
            id,
            name: lookup.name(participant),
            sector: lookup.cell(known.sector, participant),
            shade: shade_of(lookup, participant),
            organization: lookup.cell(known.organization, participant),
            industry: lookup.cell(known.industry, participant),
            role: lookup.cell(known.role, participant),
            got: lookup.got(participant, theme),
        },
        None => Person {
            id,
            name: id,
            sector: String::new(),
            shade: None,
            organization: String::new(),
            industry: String::new(),
            role: String::new(),
            got: Got::NothingListed,
        },
    };
    Sheet {
        id: &team.id,
        title: lookup.team_title(team),
        theme: theme.map_or_else(String::new, |t| lookup.workshop.theme(t).title.clone()),
        people: team.members.iter().map(person).collect(),
        sectors: shares(lookup, known.sector, &ids),
        industries: shares(lookup, known.industry, &ids),
        roles: shares(lookup, known.role, &ids),
    }
}

/// Municipal and private keep their colours whatever the order of the roster.
fn shade(label: &str, value: usize) -> usize {
    match label {
        "municipal" => 0,
        "private" => 1,
        _ => 2 + value % (SHADES - 2),
    }
}

fn shade_of(lookup: &Lookup, participant: ParticipantId) -> Option<usize> {
    let attribute = lookup.workshop.attribute(lookup.workshop.known.sector?);
    let value = attribute.first(participant)?;
    Some(shade(attribute.label(value), value.index()))
}

/// The values of an attribute among people, the most frequent first, then in the order of the roster. Somebody with
/// several values counts for each.
fn shares<'a>(
    lookup: &Lookup<'a>,
    attribute: Option<AttributeId>,
    people: &[ParticipantId],
) -> Vec<Share<'a>> {
    let Some(id) = attribute else {
        return Vec::new();
    };
    let attribute = lookup.workshop.attribute(id);
    let mut counts = HashMap::new();
    for value in people.iter().flat_map(|p| attribute.values(*p)) {
        *counts.entry(*value).or_insert(0_usize) += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable_by_key(|(value, count)| (std::cmp::Reverse(*count), *value));
    counts
        .into_iter()
        .map(|(value, count)| Share {
            label: lookup.label(id, value),
            shade: shade(attribute.label(value), value.index()),
            count,
        })
        .collect()
}

impl Sheet<'_> {
    /// Heads and composition in one line: `6人（自治体 2・民間 4、業種 5種類、役職 3種類）`.
    pub fn glance(&self, lookup: &Lookup) -> String {
        let language = lookup.language;
        let mut parts = Vec::new();
        if !self.sectors.is_empty() {
            parts.push(counted(lookup, &self.sectors));
        }
        for (shares, japanese, one, many) in [
            (&self.industries, "業種", "industry", "industries"),
            (&self.roles, "役職", "role", "roles"),
        ] {
            let count = shares.len();
            if count > 0 {
                parts.push(language.pick(
                    format!("{japanese} {count}種類"),
                    format!("{count} {}", if count == 1 { one } else { many }),
                ));
            }
        }
        let heads = words::people(language, self.people.len());
        if parts.is_empty() {
            return heads;
        }
        language.pick(
            format!("{heads}（{}）", parts.join("、")),
            format!("{heads} ({})", parts.join("; ")),
        )
    }
}

/// `自治体 2・民間 4`.
pub fn counted(lookup: &Lookup, shares: &[Share]) -> String {
    let entries: Vec<String> = shares
        .iter()
        .map(|share| format!("{} {}", super::text::shorten(share.label), share.count))
        .collect();
    entries.join(lookup.language.pick("・", ", "))
}
