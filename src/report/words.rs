//! Small words and figures in both languages.

use super::text;
use crate::model::{Language, Level};

/// Which wish somebody got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Got {
    /// The choice of this rank, 1 the best.
    Rank(u32),
    /// A theme that was not listed.
    Unlisted,
    /// An own theme.
    Owner,
    /// Nothing was listed, or the workshop has no themes.
    NothingListed,
}

/// The choice that somebody got, in words.
pub fn got(language: Language, got: Got) -> String {
    match got {
        Got::Rank(rank) => choice(language, rank),
        Got::Unlisted => language.pick("希望外", "unlisted").to_owned(),
        Got::Owner => language.pick("提示者", "owner").to_owned(),
        Got::NothingListed => String::new(),
    }
}

/// `第2希望`, `2nd choice`.
pub fn choice(language: Language, rank: u32) -> String {
    let ending = match (rank % 10, rank % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    language.pick(format!("第{rank}希望"), format!("{rank}{ending} choice"))
}

/// The word for a sector: the two folded ones in the language, any other as written.
pub fn sector(language: Language, label: &str) -> &str {
    match label {
        "municipal" => language.pick("自治体", "municipal"),
        "private" => language.pick("民間", "private"),
        other => other,
    }
}

/// `6人`, `6 people`.
pub fn people(language: Language, count: usize) -> String {
    let noun = if count == 1 { "person" } else { "people" };
    language.pick(format!("{count}人"), format!("{count} {noun}"))
}

/// `6チーム`, `6 teams`.
pub fn teams(language: Language, count: usize) -> String {
    let noun = if count == 1 { "team" } else { "teams" };
    language.pick(format!("{count}チーム"), format!("{count} {noun}"))
}

/// A text in quotation marks, shortened to what a sentence can carry.
pub fn quote(language: Language, quoted: &str) -> String {
    let short = text::shorten(quoted);
    language.pick(format!("「{short}」"), format!("“{short}”"))
}

/// Texts one after the other, at most `most` of them, then how many more.
pub fn list<T: AsRef<str>>(language: Language, entries: &[T], most: usize) -> String {
    shown(language, entries, most, "件")
}

/// Names one after the other, at most `most` of them, then how many more.
pub fn names<T: AsRef<str>>(language: Language, people: &[T], most: usize) -> String {
    shown(language, people, most, "人")
}

fn shown<T: AsRef<str>>(language: Language, entries: &[T], most: usize, unit: &str) -> String {
    let shown: Vec<String> = entries
        .iter()
        .take(most)
        .map(|entry| text::shorten(entry.as_ref()))
        .collect();
    let joined = shown.join(language.pick("、", ", "));
    let rest = entries.len().saturating_sub(most);
    if rest == 0 {
        return joined;
    }
    language.pick(
        format!("{joined} ほか{rest}{unit}"),
        format!("{joined} and {rest} more"),
    )
}

/// A number for people: at most 3 decimals, more only where it would vanish.
pub fn number(value: f64) -> String {
    let magnitude = value.abs();
    let decimals = if magnitude < 0.001 && magnitude > 0.0 {
        6
    } else {
        3
    };
    let text = format!("{value:.decimals$}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0" } else { text }.to_owned()
}

/// A share from 0 to 1 as a whole percentage.
pub fn percent(language: Language, share: f64) -> String {
    let percent = share * 100.0;
    language.pick(format!("{percent:.0}%"), format!("{percent:.0} %"))
}

/// A share rounded up to a tenth of a percent, so that "within" stays true.
pub fn percent_up(language: Language, share: f64) -> String {
    let tenths = (share * 1000.0 - 1e-6).ceil().max(0.0);
    let percent = number(tenths / 10.0);
    language.pick(format!("{percent}%"), format!("{percent} %"))
}

/// A number from `min` to `max`: `2人以上`, `at least 2`.
pub fn between(language: Language, min: Option<u32>, max: Option<u32>, unit: &str) -> String {
    match (min, max) {
        (Some(min), Some(max)) if min == max => {
            language.pick(format!("ちょうど{min}{unit}"), format!("exactly {min}"))
        }
        (Some(min), Some(max)) => {
            language.pick(format!("{min}〜{max}{unit}"), format!("{min} to {max}"))
        }
        (Some(min), None) => language.pick(format!("{min}{unit}以上"), format!("at least {min}")),
        (None, Some(max)) => language.pick(format!("{max}{unit}以下"), format!("at most {max}")),
        (None, None) => language.pick("制限なし", "any number of").to_owned(),
    }
}

/// A level: `必須`, `優先度1`, `優先度1（第2段階）`.
pub fn level(language: Language, priority: u32, part: Option<u32>) -> String {
    match (priority, part) {
        (0, _) => language.pick("必須", "hard").to_owned(),
        (_, Some(0)) => language
            .pick("変更の影響を受ける人", "people affected")
            .to_owned(),
        (_, None) => language.pick(format!("優先度{priority}"), format!("priority {priority}")),
        (_, Some(part)) => language.pick(
            format!("優先度{priority}（第{part}段階）"),
            format!("priority {priority}, part {part}"),
        ),
    }
}

/// How far a level's cost is from its bound: proved, a distance, or unknown.
pub fn gap(language: Language, level: &Level) -> String {
    match level.bound {
        _ if level.is_proven() => language.pick("最善と証明済み", "proved best").to_owned(),
        Some(bound) if bound > Level::TOLERANCE => {
            percent_up(language, (level.cost - bound) / bound)
        }
        Some(bound) => number(level.cost - bound),
        None => language.pick("証明なし", "not proved").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (41.5, "41.5"),
            (0.1 + 0.2, "0.3"),
            (100.0, "100"),
            (0.0004, "0.0004"),
            (-3.25, "-3.25"),
        ];
        for (value, text) in cases {
            assert_eq!(number(value), text);
        }
        assert_eq!(percent_up(Language::English, 0.00801), "0.9 %");
        assert_eq!(percent_up(Language::Japanese, 0.008), "0.8%");
    }

    #[test]
    fn ordinals() {
        let cases = [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (22, "22nd"),
        ];
        for (rank, text) in cases {
            assert_eq!(choice(Language::English, rank), format!("{text} choice"));
        }
    }
}
