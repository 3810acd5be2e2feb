//! `seeds = 10` (1 to 10) or `seeds = [3, 5, 8]`.

use rustc_hash::FxHashSet;

use crate::input::document::Section;
use crate::input::issues::Issues;
use crate::input::problem;

/// The most seeds: more than any study needs.
const MOST: u32 = 1_000_000;

/// The seeds; 1 where the key is left out.
pub fn read(top: &Section<'_>, issues: &mut Issues) -> Vec<u64> {
    let Some(entry) = top.entry("seeds") else {
        return vec![1];
    };
    if !entry.is_list() {
        let count = entry.whole(0, MOST, issues).unwrap_or(1);
        return (1..=u64::from(count)).collect();
    }
    let mut seen = FxHashSet::default();
    let mut seeds = Vec::new();
    for entry in entry.list(issues).unwrap_or_default() {
        let Some(seed) = entry.whole(0, u32::MAX, issues) else {
            continue;
        };
        if seen.insert(seed) {
            seeds.push(u64::from(seed));
        } else {
            let text = seed.to_string();
            issues.push(problem::toml::listed_twice(entry.place(), &text));
        }
    }
    seeds
}
