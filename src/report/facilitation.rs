//! What is said of facilitators: what each level counts, and which block lacks how many.

use super::lookup::Lookup;
use super::words::{self, names, quote};
use crate::model::{FacilitatedBlock, FacilitationOutcome, RuleCost};

/// The most teams in a sentence.
const LISTED: usize = 8;

/// The title of a block.
pub fn title<'a>(lookup: &Lookup<'a>, block: &'a FacilitatedBlock) -> &'a str {
    let mut blocks = lookup.workshop.agenda.iter();
    let found = blocks.find(|b| b.facilitation.as_ref().is_some_and(|f| f.id == block.id));
    found.map_or(&block.id, |found| &found.title)
}

/// What a level counts.
pub fn asks(lookup: &Lookup, rule: &RuleCost) -> String {
    let (japanese, english) = match rule.id.as_str() {
        "facilitated" => (
            "どのチームにも、進行役が1人つきます。",
            "Every team has a facilitator.",
        ),
        "facilitators_kept" => (
            "公表した進行役から変わるチームを、できるだけ少なくします。",
            "As few teams as possible have another facilitator than published.",
        ),
        "facilitator_load" => (
            "進行役の受け持ちの回数を、できるだけそろえます。",
            "Facilitators stand by teams equally often.",
        ),
        "same_facilitator" => (
            "チームの進行役は、できるだけ同じ人が続けます。",
            "A team keeps its facilitator over all blocks.",
        ),
        "facilitator_expertise" => (
            "進行役は、できるだけテーマに詳しい人にします。",
            "Facilitators know the theme of their team.",
        ),
        other => return other.to_owned(),
    };
    lookup.language.pick(japanese, english).to_owned()
}

/// The levels in words: what each counts, how much of it there is, and whether that is proved to be the least.
pub fn levels(lookup: &Lookup, told: &FacilitationOutcome) -> Vec<String> {
    let language = lookup.language;
    let levels = told.rules.iter().zip(&told.levels);
    levels
        .map(|(rule, level)| {
            let asks = asks(lookup, rule);
            let cost = words::number(rule.violation);
            let gap = words::gap(language, level);
            language.pick(
                format!("{asks}不足 {cost}（{gap}）"),
                format!("{asks} Missed by {cost} ({gap})."),
            )
        })
        .collect()
}

/// The blocks in which teams have nobody.
pub fn lacking(lookup: &Lookup, told: &FacilitationOutcome) -> Vec<String> {
    let blocks = told.blocks.iter().filter(|block| block.lacking > 0);
    blocks
        .map(|block| {
            let name = quote(lookup.language, title(lookup, block));
            let without = block.teams.iter().filter(|team| team.facilitator.is_none());
            let titles: Vec<String> = without.map(|t| lookup.team_title_of(&t.team)).collect();
            let titles = words::list(lookup.language, &titles, LISTED);
            let (date, start, end) = (&block.date, &block.start, &block.end);
            let (teams, there, lacking) = (block.teams.len(), block.there, block.lacking);
            lookup.language.pick(
                format!("{name}（{date} {start}–{end}）：{teams}チームのうち{lacking}チームに進行役がいません（来られる進行役は{there}人）：{titles}"),
                format!("{name} ({date} {start}–{end}): {lacking} of {teams} teams have no facilitator ({there} can be there): {titles}"),
            )
        })
        .collect()
}

/// The facilitator of a team in words, with the one who was published where that is another.
pub fn cell(lookup: &Lookup, block: &FacilitatedBlock, team: usize) -> String {
    let language = lookup.language;
    let told = &block.teams[team];
    let name = match &told.facilitator {
        Some(id) => lookup.facilitator_name(id).to_owned(),
        None => language.pick("（なし）", "(nobody)").to_owned(),
    };
    let replan = lookup.plan.outcome.replan.as_ref();
    let before = replan.and_then(|replan| {
        let mut blocks = replan.before.facilitation.iter();
        let block = blocks.find(|before| before.id == block.id)?;
        let before = block.teams.iter().find(|before| before.team == told.team)?;
        before.facilitator.as_ref()
    });
    match before.filter(|before| Some(*before) != told.facilitator.as_ref()) {
        Some(before) => {
            let before = lookup.facilitator_name(before);
            language.pick(
                format!("{name}（前：{before}）"),
                format!("{name} (was {before})"),
            )
        }
        None => name,
    }
}

/// The names of all who stand by teams in a block.
pub fn people(lookup: &Lookup, block: &FacilitatedBlock) -> String {
    let mut present: Vec<&str> = Vec::new();
    for id in block
        .teams
        .iter()
        .filter_map(|team| team.facilitator.as_ref())
    {
        let name = lookup.facilitator_name(id);
        if !present.contains(&name) {
            present.push(name);
        }
    }
    names(lookup.language, &present, LISTED)
}
