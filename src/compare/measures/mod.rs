//! What every plan is measured by, whichever strategy made it: the workshop as given is the yardstick.

mod mix;
#[cfg(test)]
mod tests;
mod wishes;

use std::sync::Arc;

use crate::model::{Grouping, Text, Workshop};
use crate::score::{Compiled, State, Tables};
use crate::verify::Measured;

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Better {
    /// The smaller the better.
    Lower,
    /// The larger the better.
    Higher,
}

/// A measure of a plan: its name in the tables, which way is better, and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// The name of its column.
    pub name: &'static str,
    /// Which way is better.
    pub better: Better,
    /// Japanese.
    ja: &'static str,
    /// English.
    en: &'static str,
}

impl Measure {
    /// What it is, in words.
    pub fn words(&self) -> Text {
        Text::new(self.ja, self.en)
    }
}

const fn lower(name: &'static str, ja: &'static str, en: &'static str) -> Measure {
    let better = Better::Lower;
    Measure {
        name,
        better,
        ja,
        en,
    }
}

const fn higher(name: &'static str, ja: &'static str, en: &'static str) -> Measure {
    let better = Better::Higher;
    Measure {
        name,
        better,
        ja,
        en,
    }
}

/// How many measures there are.
pub const COUNT: usize = 18;

/// All measures, in the order of the columns.
pub const ALL: [Measure; COUNT] = [
    lower("hard", "必須ルールの違反", "hard violations"),
    lower(
        "first_cost",
        "最初の優先度のコスト",
        "cost of the first priority",
    ),
    lower(
        "later_cost",
        "後の優先度のコスト",
        "cost of later priorities",
    ),
    lower("mean_rank", "希望順位の平均", "mean rank"),
    lower("worst_rank", "最も悪い希望順位", "worst rank"),
    higher("first_share", "第1希望の割合", "share of first choices"),
    lower("gini", "希望コストの偏り（ジニ係数）", "Gini of rank cost"),
    higher("diversity", "チーム内の多様さ", "diversity in teams"),
    higher(
        "industries_mean",
        "業種の数（チーム平均）",
        "industries per team (mean)",
    ),
    higher(
        "industries_min",
        "業種の数（最少のチーム）",
        "industries per team (least)",
    ),
    higher(
        "roles_mean",
        "役職の数（チーム平均）",
        "roles per team (mean)",
    ),
    higher(
        "roles_min",
        "役職の数（最少のチーム）",
        "roles per team (least)",
    ),
    lower(
        "municipal_spread",
        "自治体の割合のチーム差",
        "spread of the municipal share",
    ),
    lower("company_repeats", "同じ会社の重なり", "company repeats"),
    lower(
        "blocking_moves",
        "希望どおり移れるのに移していない数",
        "blocking moves",
    ),
    lower("envy", "うらやましい席の数", "envy"),
    lower(
        "past_pairs",
        "過去に同じチームだった組",
        "pairs that were together before",
    ),
    lower("gap", "下限との差", "gap to the bound"),
];

/// The position of a measure.
pub fn position(name: &str) -> Option<usize> {
    ALL.iter().position(|measure| measure.name == name)
}

/// One number for each of [`ALL`]; `None` where it means nothing (no such column, nobody with wishes, no bound).
pub type Figures = [Option<f64>; COUNT];

/// The workshop as given, ready for measuring.
pub struct Yardstick<'a> {
    /// The workshop.
    pub workshop: &'a Workshop,
    /// Its terms.
    pub compiled: Compiled,
    /// Their tables.
    pub tables: Arc<Tables>,
}

/// All measures but the gap, which is the solver's to tell.
pub fn measure(yardstick: &Yardstick, grouping: &Grouping, measured: &Measured) -> Figures {
    let workshop = yardstick.workshop;
    let state = State::new(yardstick.tables.clone(), grouping);
    let mut figures: Figures = [None; COUNT];
    let mut put = |name: &str, value: Option<f64>| {
        if let Some(position) = position(name) {
            // Sums of nothing are −0; adding 0 takes the sign off.
            figures[position] = value.map(|value| value + 0.0);
        }
    };
    let levels = &measured.levels;
    let first = levels.iter().map(|level| level.0).find(|p| *p > 0);
    let total = |wanted: &dyn Fn(u32) -> bool| -> f64 {
        let chosen = levels.iter().filter(|level| wanted(level.0));
        chosen.map(|level| level.2).sum()
    };
    put("hard", Some(total(&|priority| priority == 0)));
    put(
        "first_cost",
        first.map(|first| total(&|priority| priority == first)),
    );
    put(
        "later_cost",
        first.map(|first| total(&|priority| priority > first)),
    );
    let wishes = wishes::figures(workshop, grouping, &state);
    put("mean_rank", wishes.mean_rank);
    put("worst_rank", wishes.worst_rank);
    put("first_share", wishes.first_share);
    put("gini", wishes.gini);
    put("blocking_moves", wishes.blocking_moves);
    put("envy", wishes.envy);
    let members = grouping.members(workshop);
    let known = workshop.known;
    let industries = known.industry.map(|a| mix::distinct(workshop, a, &members));
    let roles = known.role.map(|a| mix::distinct(workshop, a, &members));
    put("industries_mean", industries.map(|(mean, _)| mean));
    put("industries_min", industries.map(|(_, least)| least));
    put("roles_mean", roles.map(|(mean, _)| mean));
    put("roles_min", roles.map(|(_, least)| least));
    put("diversity", mix::diversity(workshop, &members));
    put(
        "municipal_spread",
        mix::municipal_spread(workshop, &members),
    );
    put("company_repeats", mix::company_repeats(workshop, &members));
    put("past_pairs", mix::past_pairs(workshop, grouping));
    figures
}
