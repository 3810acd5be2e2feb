//! What a comparison comes to, in plain words.

use super::charter::Charter;
use super::measures;
use super::summary::{Comparison, Estimate, Finding, Unit};
use super::table::Tally;
use crate::model::Text;
use crate::report::number;

/// The measures that the sentences speak of.
const SPOKEN: [&str; 6] = [
    "worst_rank",
    "mean_rank",
    "first_share",
    "diversity",
    "company_repeats",
    "first_cost",
];

/// With fewer pairs, a two-sided signed-rank test cannot fall below 0.05.
const ENOUGH_PAIRS: usize = 6;

/// What the figures are about.
pub fn about(charter: &Charter) -> Text {
    let (workshops, seeds) = (charter.workshops.len(), charter.seeds.len());
    let plural = |count: usize, word: &str| match count {
        1 => format!("1 {word}"),
        _ => format!("{count} {word}s"),
    };
    let (few, many) = (plural(workshops, "workshop"), plural(seeds, "seed"));
    if workshops * seeds < ENOUGH_PAIRS {
        return Text::new(
            format!(
                "ワークショップ {workshops} 件、それぞれシード {seeds} 個。組が {ENOUGH_PAIRS} つより少ないと、差が偶然かどうかは分かりません。シードかワークショップを増やしてください。"
            ),
            format!(
                "On {few}, {many} each. With fewer than {ENOUGH_PAIRS} pairs nothing can be told from chance: add seeds or workshops."
            ),
        );
    }
    match Unit::of(workshops) {
        Unit::Workshops => Text::new(
            format!(
                "ワークショップ {workshops} 件、それぞれシード {seeds} 個。かっこ内は 95% 信頼区間（ワークショップ単位）。"
            ),
            format!("On {few}, {many} each. In brackets: 95 % intervals over workshops."),
        ),
        Unit::Runs => Text::new(
            format!(
                "ワークショップ {workshops} 件、それぞれシード {seeds} 個。件数が少ないため、区間は実行単位で、ほかのワークショップについては何も言えません。"
            ),
            format!(
                "On {few}, {many} each. So few workshops say nothing of others: intervals in brackets are over runs on these."
            ),
        ),
    }
}

/// A strategy in plain words.
pub fn sentence(charter: &Charter, strategy: &str, tally: &Tally, estimates: &[Estimate]) -> Text {
    let reference = &charter.strategies[charter.reference].name;
    let mut parts = match strategy == reference {
        true => Text::new(
            format!("「{strategy}」が比較の基準です。"),
            format!("“{strategy}” is what the others are compared with."),
        ),
        false => against(strategy, reference, estimates),
    };
    let runs = charter.workshops.len() * charter.seeds.len();
    if tally.broken > 0 {
        let broken = tally.broken;
        parts.ja += &format!("必須ルールを守れなかった案が {runs} 件中 {broken} 件あります。");
        parts.en += &format!(" It breaks hard rules in {broken} of {runs} runs.");
    }
    if tally.failed > 0 {
        let failed = tally.failed;
        parts.ja += &format!("案を作れなかった実行が {runs} 件中 {failed} 件あります。");
        parts.en += &format!(" It gave no plan in {failed} of {runs} runs.");
    }
    parts
}

fn against(strategy: &str, reference: &str, estimates: &[Estimate]) -> Text {
    let known = SPOKEN.iter().filter_map(|name| {
        let measure = &measures::ALL[measures::position(name)?];
        let estimate = estimates
            .iter()
            .find(|estimate| estimate.strategy == strategy && estimate.measure == *name)?;
        Some((measure.words(), estimate.against.as_ref()?))
    });
    let known: Vec<(Text, &Comparison)> = known.collect();
    if known.is_empty() {
        return Text::new(
            format!("「{strategy}」は「{reference}」と比べられる値がありません。"),
            format!("“{strategy}” has no figures in common with “{reference}”."),
        );
    }
    let of = |finding: Finding| known.iter().filter(move |(_, c)| c.finding == finding);
    let (mut ja, mut en) = (Vec::new(), Vec::new());
    for (finding, word_ja, word_en) in [
        (Finding::Better, "良い", "better"),
        (Finding::Worse, "悪い", "worse"),
    ] {
        let parts: Vec<Text> = of(finding).map(|(words, c)| amount(words, c)).collect();
        if !parts.is_empty() {
            let list_ja: Vec<&str> = parts.iter().map(|part| part.ja.as_str()).collect();
            let list_en: Vec<&str> = parts.iter().map(|part| part.en.as_str()).collect();
            ja.push(format!("{word_ja}: {}", list_ja.join("、")));
            en.push(format!("{word_en}: {}", list_en.join(", ")));
        }
    }
    for (finding, word_ja, word_en) in [
        (Finding::Unchanged, "変わらない", "unchanged"),
        (Finding::Unclear, "はっきりしない", "not clear"),
    ] {
        let list_ja: Vec<&str> = of(finding).map(|(words, _)| words.ja.as_str()).collect();
        let list_en: Vec<&str> = of(finding).map(|(words, _)| words.en.as_str()).collect();
        if !list_ja.is_empty() {
            ja.push(format!("{word_ja}: {}", list_ja.join("、")));
            en.push(format!("{word_en}: {}", list_en.join(", ")));
        }
    }
    Text::new(
        format!(
            "「{strategy}」は「{reference}」と比べて、{}。",
            ja.join("／")
        ),
        format!("“{strategy}” against “{reference}”: {}.", en.join("; ")),
    )
}

/// A measure, by how much, and the interval.
fn amount(words: &Text, comparison: &Comparison) -> Text {
    let size = number(comparison.difference.abs());
    let ends = comparison.low.zip(comparison.high).map(|(low, high)| {
        let (one, other) = (low.abs().min(high.abs()), low.abs().max(high.abs()));
        (number(one), number(other))
    });
    match ends {
        Some((low, high)) => Text::new(
            format!("{} {size}（{low}〜{high}）", words.ja),
            format!("{} by {size} ({low} to {high})", words.en),
        ),
        None => Text::new(
            format!("{} {size}", words.ja),
            format!("{} by {size}", words.en),
        ),
    }
}
