//! What somebody may have meant: the known name that is nearest to an unknown one.

use std::cell::Cell;

use super::text;

/// Names longer than this are free text, and no typing error.
const LONGEST: usize = 60;

/// Comparisons that may be made in all, so that a file in which everything is wrong is read as quickly as any other.
const BUDGET: usize = 500_000;

/// Known names of one sort.
#[derive(Debug, Default)]
pub struct Names {
    /// As compared, its length in characters, and as shown.
    known: Vec<(String, usize, String)>,
    spent: Cell<usize>,
}

impl Names {
    /// The known names.
    pub fn new<S: AsRef<str>>(names: impl IntoIterator<Item = S>) -> Self {
        let mut all = Self::default();
        for name in names {
            all.add(name.as_ref());
        }
        all
    }

    /// One more known name.
    pub fn add(&mut self, name: &str) {
        let folded = text::fold(name);
        let length = folded.chars().count();
        if length <= LONGEST {
            self.known.push((folded, length, name.to_owned()));
        }
    }

    /// The nearest name, where one is near: about a third of its characters may be wrong.
    pub fn nearest(&self, wrong: &str) -> Option<&str> {
        let wrong = text::fold(wrong);
        let length = wrong.chars().count();
        if length == 0 || length > LONGEST || self.spent.get() >= BUDGET {
            return None;
        }
        self.spent.set(self.spent.get() + self.known.len());
        let mut best: Option<(usize, &str)> = None;
        for (name, name_length, shown) in &self.known {
            let allowed = (length.max(*name_length) / 3).max(1);
            if name_length.abs_diff(length) > allowed || allowed >= length.max(*name_length) {
                continue;
            }
            let distance = strsim::osa_distance(&wrong, name);
            if distance <= allowed && best.is_none_or(|(least, _)| distance < least) {
                best = Some((distance, shown));
            }
        }
        best.map(|(_, name)| name)
    }

    /// The names, joined for a sentence; the first ten and … of many.
    pub fn list(&self) -> String {
        list(self.known.iter().map(|(_, _, shown)| shown.as_str()))
    }
}

/// The nearest of a few names.
pub fn nearest<'a>(wrong: &str, known: &[&'a str]) -> Option<&'a str> {
    let names = Names::new(known);
    let found = names.nearest(wrong)?;
    known.iter().copied().find(|name| *name == found)
}

/// Names joined for a sentence; the first ten and … of many, – for none.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names = names.into_iter();
    let mut listed: Vec<String> = names.by_ref().take(10).map(text::quote).collect();
    if names.next().is_some() {
        listed.push("…".to_owned());
    }
    if listed.is_empty() {
        return "–".to_owned();
    }
    listed.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typing_error_is_seen_through() {
        let known = ["akiya", "kouen", "空き家の活用", "min", "M01"];
        let cases = [
            ("akya", Some("akiya")),
            ("ＡＫＩＹＡＡ", Some("akiya")),
            ("空き屋の活用", Some("空き家の活用")),
            ("mni", Some("min")),
            ("M02", Some("M01")),
            ("zzz", None),
            ("x", None),
            ("", None),
        ];
        for (wrong, expected) in cases {
            assert_eq!(nearest(wrong, &known), expected, "{wrong}");
        }
        assert_eq!(nearest(&"a".repeat(100_000), &known), None);
    }

    #[test]
    fn work_is_bounded() {
        let names = Names::new((0..1000).map(|i| format!("participant {i}")));
        let answered = (0..10_000)
            .filter(|i| names.nearest(&format!("participnt {}", i % 1000)).is_some())
            .count();
        assert_eq!(answered, BUDGET / 1000);
    }
}
