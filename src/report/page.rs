//! A page of plain text that keeps to a width.

use super::table::Table;
use super::text;

/// Text in lines of at most `width` columns, free of control characters.
pub struct Page {
    width: usize,
    lines: Vec<String>,
}

impl Page {
    /// An empty page. Below 40 columns nothing can be read, so it is at least as wide.
    pub fn new(width: usize) -> Self {
        Self {
            width: width.max(40),
            lines: Vec::new(),
        }
    }

    /// An empty line, unless there is one already.
    pub fn gap(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// A heading with a rule below.
    pub fn section(&mut self, title: &str) {
        self.gap();
        let title = text::fit(title, self.width);
        let rule = "-".repeat(text::width(&title));
        self.lines.extend([title, rule]);
    }

    /// One line, cut where it is too long.
    pub fn line(&mut self, indent: usize, text: &str) {
        let text = text::fit(text, self.width.saturating_sub(indent));
        self.lines.push(
            format!("{}{text}", " ".repeat(indent))
                .trim_end()
                .to_owned(),
        );
    }

    /// A sentence in as many lines as it needs; `mark` stands before the first.
    pub fn sentence(&mut self, indent: usize, mark: &str, text: &str) {
        let hang = indent + text::width(mark);
        for (row, line) in text::wrap(text, self.width.saturating_sub(hang))
            .iter()
            .enumerate()
        {
            let lead = if row == 0 {
                format!("{}{mark}", " ".repeat(indent))
            } else {
                " ".repeat(hang)
            };
            self.lines.push(format!("{lead}{line}"));
        }
    }

    /// A table.
    pub fn table(&mut self, indent: usize, table: &Table) {
        for line in table.lines(self.width.saturating_sub(indent)) {
            self.line(indent, &line);
        }
    }

    /// The text; it ends with a line break.
    pub fn text(mut self) -> String {
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines.join("\n") + "\n"
    }
}
