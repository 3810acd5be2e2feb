//! Text on a terminal: display widths, cutting, padding and wrapping. East Asian wide characters take two columns,
//! ambiguous ones one.

use unicode_width::UnicodeWidthStr;

/// The most characters of one name in a sentence.
const NAME: usize = 40;

/// The most characters of one cell; no terminal is wider.
const CELL: usize = 400;

/// The columns that a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// A text without anything that could move the cursor or turn the direction of writing: names come from files.
pub fn clean(text: &str) -> String {
    let is_direction = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars()
        .filter(|c| !is_direction(*c))
        .map(|c| {
            if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
                ' '
            } else {
                c
            }
        })
        .collect()
}

/// A name as a sentence can carry it.
pub fn shorten(text: &str) -> String {
    cut(text, NAME)
}

/// At most `most` characters, with `…` where some were left out.
fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// A clean text of at most `columns` columns, with `…` where it was longer.
pub fn fit(text: &str, columns: usize) -> String {
    let text = clean(&cut(text, CELL));
    if width(&text) <= columns {
        return text;
    }
    if columns == 0 {
        return String::new();
    }
    let end = text
        .char_indices()
        .map(|(at, _)| at)
        .take_while(|at| width(&text[..*at]) < columns)
        .last()
        .unwrap_or(0);
    format!("{}…", text[..end].trim_end())
}

/// On which side a cell stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// Exactly `columns` columns.
pub fn pad(text: &str, columns: usize, align: Align) -> String {
    let text = fit(text, columns);
    let spaces = " ".repeat(columns.saturating_sub(width(&text)));
    match align {
        Align::Left => text + &spaces,
        Align::Right => spaces + &text,
    }
}

/// Characters that a Japanese line does not begin with.
const NO_START: &str =
    "、。，．・：；！？）」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%…,.!?)";

/// Characters that a Japanese line does not end with.
const NO_END: &str = "（「『【〔〈《(“";

/// A clean text in lines of at most `columns` columns: broken at spaces, and between wide characters. A word longer than
/// a line is cut.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(&clean(text)) {
        if width(&line) + width(piece.trim_end()) > columns && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
        }
        if line.is_empty() {
            line = fit(piece.trim_end(), columns);
            line.push_str(&piece[piece.trim_end().len()..]);
        } else {
            line.push_str(&piece);
        }
    }
    if !line.trim_end().is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// What no line break may part: words with the spaces behind them, wide characters with the marks that cling to them.
fn pieces(text: &str) -> Vec<String> {
    let is_wide = |c: char| width(c.encode_utf8(&mut [0; 4])) > 1;
    let mut pieces: Vec<String> = Vec::new();
    for c in text.chars() {
        let last = pieces.last().and_then(|p| p.chars().last());
        let glued = last.is_some_and(|last| {
            c == ' '
                || NO_START.contains(c)
                || NO_END.contains(last)
                || (last != ' ' && !is_wide(last) && !is_wide(c))
        });
        match pieces.last_mut() {
            Some(piece) if glued => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cut_to_columns() {
        let cases = [
            ("abcdef", 6, "abcdef"),
            ("abcdef", 5, "abcd…"),
            ("空き家の活用", 12, "空き家の活用"),
            ("空き家の活用", 11, "空き家の活…"),
            ("空き家の活用", 10, "空き家の…"),
            ("x", 0, ""),
            ("a\u{1b}[31mb\nc", 20, "a [31mb c"),
            ("a\u{202e}b", 20, "ab"),
        ];
        for (text, columns, expected) in cases {
            let cut = fit(text, columns);
            assert_eq!(cut, expected);
            assert!(width(&cut) <= columns);
        }
    }

    #[test]
    fn padding_is_exact() {
        for columns in 1..30 {
            for text in ["", "a", "空き家", "ﾊﾝｶｸ", "👩‍👩‍👧 family", &"長".repeat(5000)]
            {
                for align in [Align::Left, Align::Right] {
                    assert_eq!(
                        width(&pad(text, columns, align)),
                        columns,
                        "{text} in {columns}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_word_as_long_as_the_line_stays_whole() {
        assert_eq!(wrap("abcdefgh ij", 8), ["abcdefgh", "ij"]);
        assert_eq!(wrap("ij abcdefgh", 8), ["ij", "abcdefgh"]);
        assert_eq!(wrap("abcdefghi j", 8), ["abcdefg…", "j"]);
        assert_eq!(wrap("", 8), Vec::<String>::new());
    }

    #[test]
    fn lines_stay_within_the_width_and_lose_nothing() {
        let text = "どの案でも、すべての必須ルールを同時には守れません（証明済み）。Team “A” has 8 people, and 5 to 7 are allowed.";
        for columns in 20..90 {
            let lines = wrap(text, columns);
            assert!(lines.iter().all(|line| width(line) <= columns));
            let without_spaces = |s: &str| s.replace(' ', "");
            assert_eq!(without_spaces(&lines.concat()), without_spaces(text));
            assert!(
                lines
                    .iter()
                    .all(|line| !line.starts_with(['、', '。', '）']))
            );
        }
    }
}
