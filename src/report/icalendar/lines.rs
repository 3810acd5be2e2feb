//! The lines of a calendar: folded, escaped, ended as RFC 5545 asks.

/// No line is longer, in octets (RFC 5545, 3.1).
const LONGEST: usize = 75;

/// Lines written so far.
#[derive(Default)]
pub struct Lines(Vec<u8>);

impl Lines {
    /// A line, folded where it is too long, never within a character.
    pub fn line(&mut self, line: &str) {
        let mut length = 0;
        for character in line.chars() {
            if length + character.len_utf8() > LONGEST {
                self.0.extend(b"\r\n ");
                length = 1;
            }
            let mut bytes = [0; 4];
            self.0.extend(character.encode_utf8(&mut bytes).bytes());
            length += character.len_utf8();
        }
        self.0.extend(b"\r\n");
    }

    /// A property with a text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.line(&format!("{name}:{}", escaped(value)));
    }

    /// A property with a text, where there is one.
    pub fn filled(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.text(name, value);
        }
    }

    /// What was written.
    pub fn bytes(self) -> Vec<u8> {
        self.0
    }
}

/// A text without what iCalendar reads as signs (RFC 5545, 3.3.11), and without other control characters.
fn escaped(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            control if control.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_are_folded_between_characters() {
        let mut lines = Lines::default();
        lines.line(&format!("SUMMARY:{}", "組分け".repeat(40)));
        let text = String::from_utf8(lines.bytes()).expect("no character is cut");
        let lines: Vec<&str> = text.trim_end_matches("\r\n").split("\r\n").collect();
        assert!(lines.len() > 4 && lines.iter().all(|line| line.len() <= LONGEST));
        assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
        let unfolded = text.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "組分け".repeat(40)));
    }

    #[test]
    fn signs_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\ne\rf"), "a\\,b\\;c\\\\d\\ne f");
    }
}
