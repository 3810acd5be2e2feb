//! Aligned tables in plain text.

use super::text::{self, Align};

/// Between two columns.
const GAP: &str = "  ";

/// A column of a table.
#[derive(Clone, Debug)]
pub struct Column {
    /// The heading.
    pub title: String,
    /// On which side its cells stand.
    pub align: Align,
    /// The least width that it keeps while others can still give way.
    pub least: usize,
}

/// A table: every row has a cell for each column.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<Column>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings.
    pub fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Vec<String>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    /// Heading and rows, all of the same display width, at most `width`. Columns without any cell are left out; without
    /// rows there is no heading either.
    pub fn lines(&self, width: usize) -> Vec<String> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let filled: Vec<usize> = (0..self.columns.len())
            .filter(|c| self.rows.iter().any(|row| !row[*c].is_empty()))
            .collect();
        let widths = self.widths(&filled, width);
        let line = |cell: &dyn Fn(usize) -> String| -> String {
            let cells: Vec<String> = filled
                .iter()
                .zip(&widths)
                .map(|(c, w)| text::pad(&cell(*c), *w, self.columns[*c].align))
                .collect();
            cells.join(GAP)
        };
        let heading = line(&|c| self.columns[c].title.clone());
        let rows = self.rows.iter().map(|row| line(&|c| row[c].clone()));
        std::iter::once(heading).chain(rows).collect()
    }

    /// The width of each filled column. The widest that may give way does, until all fit.
    fn widths(&self, filled: &[usize], width: usize) -> Vec<usize> {
        let natural = |c: usize| {
            let cells = self.rows.iter().map(|row| row[c].as_str());
            std::iter::once(self.columns[c].title.as_str())
                .chain(cells)
                .map(|cell| text::width(&text::fit(cell, width)))
                .max()
                .unwrap_or(0)
        };
        let mut widths: Vec<usize> = filled.iter().map(|c| natural(*c)).collect();
        let gaps = GAP.len() * filled.len().saturating_sub(1);
        let room = width.saturating_sub(gaps);
        let least: Vec<usize> = filled.iter().map(|c| self.columns[*c].least).collect();
        for floor in [least, vec![1; filled.len()]] {
            while widths.iter().sum::<usize>() > room {
                let shrinkable = (0..widths.len()).filter(|c| widths[*c] > floor[*c]);
                let Some(widest) = shrinkable.max_by_key(|c| widths[*c]) else {
                    break;
                };
                widths[widest] -= 1;
            }
        }
        widths
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(title: &str, align: Align, least: usize) -> Column {
        Column {
            title: title.to_owned(),
            align,
            least,
        }
    }

    #[test]
    fn all_lines_have_the_same_width() {
        let mut table = Table::new(vec![
            column("氏名", Align::Left, 8),
            column("organization", Align::Left, 6),
            column("", Align::Left, 6),
            column("コスト", Align::Right, 6),
        ]);
        let long = "株式会社".repeat(1300);
        let rows = [
            ("山田 太郎", "市役所", "1"),
            ("x", &long, "22.5"),
            ("Émile", "a\nb\u{1b}c", ""),
        ];
        for (name, organization, cost) in rows {
            let cells = [name, organization, "", cost];
            table.push(cells.map(str::to_owned).to_vec());
        }
        for width in [20, 40, 60, 80, 120] {
            let lines = table.lines(width);
            assert_eq!(lines.len(), 4);
            let first = text::width(&lines[0]);
            assert!(first <= width);
            assert!(lines.iter().all(|line| text::width(line) == first));
        }
    }

    #[test]
    fn numbers_are_not_cut_while_names_can_give_way() {
        let mut table = Table::new(vec![
            column("name", Align::Left, 4),
            column("cost", Align::Right, usize::MAX),
        ]);
        table.push(vec!["a very long name".into(), "1234.567".into()]);
        assert_eq!(table.lines(16)[1], "a ver…  1234.567");
    }
}
