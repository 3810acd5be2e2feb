//! What a rule asks, in one plain sentence.

use super::lookup::Lookup;
use super::words::{self, between, list, number, quote};
use super::{preference_sentence, structure_sentence};
use crate::model::{
    AttributeId, Count, Difference, Meeting, NotAlone, Rule, RuleCost, RuleKind, ValueId,
};

/// The most names or values in a sentence.
const LISTED: usize = 6;

/// What the rule of a result asks; a rule that the workshop does not know is named only.
pub fn of(lookup: &Lookup, cost: &RuleCost) -> String {
    let language = lookup.language;
    if let Some(rule) = lookup.rule(&cost.id, &cost.kind) {
        return sentence(lookup, rule);
    }
    if cost.kind == "preferences" {
        return preference_sentence::of(lookup, cost.part);
    }
    structure_sentence::of(language, &cost.kind).map_or_else(
        || {
            let id = quote(language, &cost.id);
            language.pick(
                format!("ルール{id}（ワークショップの設定にありません）。"),
                format!("Rule {id}, which the workshop's file does not have."),
            )
        },
        str::to_owned,
    )
}

fn sentence(lookup: &Lookup, rule: &Rule) -> String {
    let language = lookup.language;
    let asked = asked(lookup, &rule.kind);
    let limits = limits(lookup, rule);
    if limits.is_empty() {
        return asked;
    }
    language.pick(
        format!("{asked}（{}）", limits.join("、")),
        format!("{asked} ({})", limits.join("; ")),
    )
}

fn asked(lookup: &Lookup, kind: &RuleKind) -> String {
    let language = lookup.language;
    let column = |attribute: AttributeId| column(lookup, attribute);
    match kind {
        RuleKind::Count(rule) => count(lookup, rule),
        RuleKind::Limit(rule) => language.pick(
            format!(
                "{}が同じ人は、1チームに{}人までとします。",
                column(rule.attribute),
                rule.max
            ),
            match rule.max {
                1 => format!(
                    "No two members of a team share a value of {}.",
                    column(rule.attribute)
                ),
                max => format!(
                    "At most {max} members of a team share a value of {}.",
                    column(rule.attribute)
                ),
            },
        ),
        RuleKind::Variety(rule) => match rule.goal {
            Some(goal) => language.pick(
                format!("各チームに{}を{goal}種類以上そろえます。", column(rule.attribute)),
                format!(
                    "Each team has at least {} of {}.",
                    values_of(goal),
                    column(rule.attribute)
                ),
            ),
            None => language.pick(
                format!("各チームに{}のすべての値をそろえます。", column(rule.attribute)),
                format!("Each team has every value of {}.", column(rule.attribute)),
            ),
        },
        RuleKind::Similar(rule) => language.pick(
            format!(
                "各チームの{}は{}種類までとします。",
                column(rule.attribute),
                rule.max
            ),
            format!(
                "Each team has at most {} of {}.",
                values_of(rule.max),
                column(rule.attribute)
            ),
        ),
        RuleKind::Balance(rule) => language.pick(
            format!(
                "{}の割合を、どのチームでも全体に近づけます。",
                column(rule.attribute)
            ),
            format!("Each team mirrors the shares of {} of all.", column(rule.attribute)),
        ),
        RuleKind::NumericBalance(rule) => language.pick(
            format!(
                "{}の平均を、どのチームでも全体に近づけます。",
                column(rule.attribute)
            ),
            format!(
                "The mean of {} in each team is close to that of all.",
                column(rule.attribute)
            ),
        ),
        RuleKind::NotAlone(rule) => not_alone(lookup, rule),
        RuleKind::Together(rule) => {
            let names = names(lookup, &rule.members);
            language.pick(
                format!("同じチームに入れます：{names}。"),
                format!("In one team: {names}."),
            )
        }
        RuleKind::Apart(rule) => {
            let names = names(lookup, &rule.members);
            language.pick(
                format!("別々のチームに入れます：{names}。"),
                format!("In different teams: {names}."),
            )
        }
        RuleKind::Wishes => language
            .pick(
                "一緒になりたい人、別になりたい人の希望をかなえます。",
                "People are with those they asked for, and not with those they asked not to be with.",
            )
            .to_owned(),
        RuleKind::Past(rule) => past(lookup, rule.half_life),
        RuleKind::Difference(rule) => difference(lookup, rule),
        RuleKind::Meeting(rule) => meeting(lookup, rule),
        RuleKind::IdealSize(rule) => {
            let size = number(rule.size);
            language.pick(
                format!("チームの人数を{size}人に近づけます。"),
                format!("Each team has close to {size} members."),
            )
        }
    }
}

/// `1 value`, `3 different values`.
fn values_of(count: u32) -> String {
    match count {
        1 => "1 value".to_owned(),
        count => format!("{count} different values"),
    }
}

fn count(lookup: &Lookup, rule: &Count) -> String {
    let language = lookup.language;
    let (column, values) = (
        column(lookup, rule.attribute),
        values(lookup, rule.attribute, &rule.values),
    );
    let bounds = between(language, rule.min, rule.max, "人");
    let noun = if rule.max.or(rule.min) == Some(1) {
        "member"
    } else {
        "members"
    };
    language.pick(
        format!("各チームで、{column}が{values}の人を{bounds}とします。"),
        format!("Each team has {bounds} {noun} whose {column} is {values}."),
    )
}

fn not_alone(lookup: &Lookup, rule: &NotAlone) -> String {
    let (column, values) = (
        column(lookup, rule.attribute),
        values(lookup, rule.attribute, &rule.values),
    );
    lookup.language.pick(
        format!("{column}が{values}の人が、チームに1人だけにならないようにします。"),
        format!("Nobody is the only one in a team whose {column} is {values}."),
    )
}

fn past(lookup: &Lookup, half_life: Option<f64>) -> String {
    let language = lookup.language;
    match half_life {
        None => language
            .pick(
                "過去に同じチームだった人どうしを、なるべく分けます。",
                "People who were in one team before are apart.",
            )
            .to_owned(),
        Some(half_life) => language.pick(
            format!(
                "過去に同じチームだった人どうしを、なるべく分けます（{}回前で重みが半分になります）。",
                number(half_life)
            ),
            format!(
                "People who were in one team before are apart; what is {} events older counts half.",
                number(half_life)
            ),
        ),
    }
}

fn difference(lookup: &Lookup, rule: &Difference) -> String {
    let language = lookup.language;
    match rule {
        Difference::Attributes(attributes) => {
            let columns: Vec<&str> = attributes
                .iter()
                .map(|a| lookup.workshop.attribute(*a).name.as_str())
                .collect();
            let columns = list(language, &columns, LISTED);
            language.pick(
                format!("違いの大きい人どうしを同じチームにします（比べる項目：{columns}）。"),
                format!("Members of a team differ from each other in {columns}."),
            )
        }
        Difference::Matrix(_) => language
            .pick(
                "距離の表で遠い人どうしを同じチームにします。",
                "Members of a team are far from each other in the matrix of distances.",
            )
            .to_owned(),
    }
}

fn meeting(lookup: &Lookup, rule: &Meeting) -> String {
    let language = lookup.language;
    let blocks: Vec<&str> = rule.blocks.iter().map(|b| b.name.as_str()).collect();
    let (min, blocks) = (rule.min, list(language, &blocks, LISTED));
    language.pick(
        format!("各チームに、全員が空いている時間帯を{min}つ以上つくります（候補：{blocks}）。"),
        format!("Each team has at least {min} of these times free for all its members: {blocks}."),
    )
}

/// The themes and people that a rule is limited to.
fn limits(lookup: &Lookup, rule: &Rule) -> Vec<String> {
    let language = lookup.language;
    let mut limits = Vec::new();
    if let Some(themes) = &rule.themes {
        let titles: Vec<&str> = themes
            .iter()
            .map(|t| lookup.workshop.theme(*t).title.as_str())
            .collect();
        let titles = list(language, &titles, LISTED);
        limits.push(language.pick(
            format!("対象テーマ：{titles}"),
            format!("only themes: {titles}"),
        ));
    }
    let seen = rule.seen.iter().filter(|seen| **seen).count();
    let all = lookup.workshop.participants.len();
    if seen < all {
        limits.push(language.pick(
            format!("対象者：{all}人のうち{seen}人"),
            format!("only for {seen} of {all} people"),
        ));
    }
    limits
}

fn column(lookup: &Lookup, attribute: AttributeId) -> String {
    quote(lookup.language, &lookup.workshop.attribute(attribute).name)
}

fn values(lookup: &Lookup, attribute: AttributeId, values: &[ValueId]) -> String {
    let language = lookup.language;
    if values.is_empty() {
        return language
            .pick("名簿にない値", "not in the roster")
            .to_owned();
    }
    let labels: Vec<String> = values
        .iter()
        .map(|v| quote(language, lookup.label(attribute, *v)))
        .collect();
    let or = language.pick("か", " or ");
    if labels.len() <= LISTED {
        labels.join(or)
    } else {
        words::list(language, &labels, LISTED)
    }
}

fn names(lookup: &Lookup, people: &[crate::model::ParticipantId]) -> String {
    let names: Vec<&str> = people.iter().map(|p| lookup.name(*p)).collect();
    words::names(lookup.language, &names, LISTED)
}
