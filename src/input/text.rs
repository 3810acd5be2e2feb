//! Text as SPEC §1 compares it: NFKC, trimmed, case folded; cells with several values.

use unicode_normalization::{UnicodeNormalization, is_nfkc};

/// Whether a character is white space at the end of a cell, or one of the invisible marks that copying leaves there.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
}

/// The text without white space and invisible marks around it.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_blank)
}

/// The NFKC form, trimmed.
pub fn normalize(text: &str) -> String {
    if text.is_ascii() || is_nfkc(text) {
        return trim(text).to_owned();
    }
    let composed: String = text.nfkc().collect();
    trim(&composed).to_owned()
}

/// The form in which values are compared. Characters are folded one by one, to upper and then to lower case, so that ß
/// equals ss and a final sigma equals any other.
pub fn fold(text: &str) -> String {
    let text = trim(text);
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded: String = text
        .nfkc()
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect();
    trim(&folded).to_owned()
}

/// The form in which headers are compared: folded, without any white space.
pub fn fold_header(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(|c| !is_blank(c));
    folded
}

/// Whether a text, white space left out, is one of the words (folded, with spaces between them).
pub fn is_word(text: &str, words: &str) -> bool {
    let folded = fold_header(text);
    words.split(' ').any(|word| word == folded)
}

/// Whether a character parts the values of a cell: `;` and `、`, and what NFKC turns into them.
fn parts_values(c: char) -> bool {
    matches!(
        c,
        ';' | '；' | '、' | '､' | '\u{37e}' | '\u{fe11}' | '\u{fe14}' | '\u{fe51}' | '\u{fe54}'
    )
}

/// The values of a cell, trimmed, blank ones left out.
pub fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(parts_values)
        .map(trim)
        .filter(|value| !value.is_empty())
}

/// The ids of a cell: as [`split`], and a comma parts them too.
pub fn split_ids(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(|c| parts_values(c) || matches!(c, ',' | '，'))
        .map(trim)
        .filter(|value| !value.is_empty())
}

/// Nothing that people are counted by is larger, and the square of what is larger may be infinite.
const LARGEST: f64 = 1e100;

/// A number, full-width or not. None of its forms is infinite or not a number; a thousands separator is none either,
/// because it is a decimal separator elsewhere.
pub fn number(text: &str) -> Option<f64> {
    let text = normalize(text).replace('\u{2212}', "-");
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'+' | b'-' | b'.' | b'e' | b'E'));
    let value: f64 = text.parse().ok().filter(|_| plain)?;
    (value.abs() <= LARGEST).then_some(value)
}

/// How many characters of a value a sentence repeats.
const QUOTED: usize = 40;

/// A value as a sentence repeats it: on one line and not too long.
pub fn quote(text: &str) -> String {
    let mut quoted: String = trim(text)
        .chars()
        .take(QUOTED)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if trim(text).chars().nth(QUOTED).is_some() {
        quoted.push('…');
    }
    quoted
}

/// Whether the text has Japanese letters.
pub fn is_japanese(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ff66}'..='\u{ff9d}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_look_alike_are_equal() {
        let cases = [
            (" Ａkiya ", "akiya"),
            ("Straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("ｱｷﾔ", "アキヤ"),
            ("①", "1"),
            ("か\u{3099}", "が"),
            ("x\u{200b}", "X"),
        ];
        for (left, right) in cases {
            assert_eq!(fold(left), fold(right), "{left} and {right}");
        }
        assert_ne!(fold("akiya"), fold("akya"));
        assert_eq!(fold_header("第　1 希望"), fold_header("第１希望"));
    }

    #[test]
    fn cells_hold_several_values() {
        let values: Vec<&str> = split("a; ｂ；c、d､;; ").collect();
        assert_eq!(values, ["a", "ｂ", "c", "d"]);
        assert_eq!(split("a, b").collect::<Vec<_>>(), ["a, b"]);
        assert_eq!(split_ids("a, b，c;d").count(), 4);
    }

    #[test]
    fn numbers_are_plain() {
        let good = [
            ("１２．５", 12.5),
            (" 3 ", 3.0),
            ("−4", -4.0),
            ("1e3", 1000.0),
            ("+2", 2.0),
            ("-1e100", -1e100),
        ];
        for (text, value) in good {
            assert_eq!(number(text), Some(value), "{text}");
        }
        for text in [
            "", "1,234", "nan", "inf", "1e999", "-1e101", "3 years", "12,5", "--1", "infinity",
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn long_values_are_cut() {
        assert_eq!(quote(" a\nb "), "a b");
        assert_eq!(quote(&"あ".repeat(41)), format!("{}…", "あ".repeat(40)));
        assert_eq!(quote(&"あ".repeat(40)), "あ".repeat(40));
    }
}
