//! File names made of what people wrote: harmless on every system, none twice, and the same in every run.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::identity::digest;

/// The most characters of a name that are kept.
const KEPT: usize = 40;

/// A name for each of these, in their order, all beginning with `kind` (so that none is a reserved device) and without an
/// extension. A name of letters, digits, `-` and `_` stays as it is. Of any other the rest is replaced by `-`, and digits made
/// of the whole name follow, so that two of them differ; likewise where only capitals tell two names apart.
pub fn file_names(kind: &str, names: &[&str]) -> Vec<String> {
    let plain: Vec<Option<String>> = names.iter().map(|name| plain(name)).collect();
    let mut often: HashMap<String, usize> = HashMap::new();
    for name in plain.iter().flatten() {
        *often.entry(name.to_lowercase()).or_default() += 1;
    }
    let mut used = HashSet::new();
    let each = names.iter().zip(plain).map(|(name, plain)| {
        let alone = plain.filter(|plain| often.get(&plain.to_lowercase()) == Some(&1));
        let stem = alone.unwrap_or_else(|| {
            let bits = digest(name, 0xcbf2_9ce4_8422_2325);
            let digits = format!("{:08x}", (bits ^ (bits >> 32)) as u32);
            match harmless(name) {
                kept if kept.is_empty() => digits,
                kept => format!("{kept}-{digits}"),
            }
        });
        let mut file = format!("{kind}-{stem}");
        // Two names with one digest: not to be expected, and never one file.
        while !used.insert(file.to_lowercase()) {
            file.push_str("-2");
        }
        file
    });
    each.collect()
}

/// The name itself, where nothing in it needs to be replaced.
fn plain(name: &str) -> Option<String> {
    let kept = harmless(name);
    (kept == name && !kept.is_empty()).then_some(kept)
}

/// Letters and digits of any script, `-` and `_`; at most 40 of them.
fn harmless(name: &str) -> String {
    let mut kept = String::new();
    // Composed, since file systems differ in what they make of composed letters.
    for character in name.nfc() {
        if character.is_alphanumeric() || character == '_' {
            kept.push(character);
        } else if !kept.is_empty() && !kept.ends_with('-') {
            kept.push('-');
        }
    }
    let kept: String = kept.chars().take(KEPT).collect();
    kept.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_names_stay() {
        let names = ["J1", "大ホール", "akiya-1", "x_y", "CON"];
        let files = file_names("room", &names);
        let expected = [
            "room-J1",
            "room-大ホール",
            "room-akiya-1",
            "room-x_y",
            "room-CON",
        ];
        assert_eq!(files, expected);
    }

    #[test]
    fn other_names_become_harmless_and_stay_apart() {
        let long = "長".repeat(300);
        let names = [
            "../x",
            "..",
            "a/b",
            "a\\b",
            "a b",
            "A",
            "a",
            "",
            "😀",
            "nul\0",
            "x\ny",
            "C:\\",
            "=1+1",
            "<b>",
            &long,
            "が",
            "か\u{3099}",
            "-",
            "--",
            "a-",
            ".hidden",
            "x.",
            "x ",
        ];
        let files = file_names("judge", &names);
        assert_eq!(files, file_names("judge", &names), "the same in every run");
        let mut lower: Vec<String> = files.iter().map(|file| file.to_lowercase()).collect();
        lower.sort_unstable();
        lower.dedup();
        assert_eq!(lower.len(), names.len(), "{files:?}");
        for file in &files {
            assert!(file.starts_with("judge-") && file.len() <= 200, "{file}");
            let is_harmless = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
            assert!(file.chars().all(is_harmless), "{file}");
        }
    }
}
