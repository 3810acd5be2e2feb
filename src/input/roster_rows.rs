//! The rows of the roster, their cells found by meaning.

use std::cell::RefCell;

use rustc_hash::FxHashMap;

use super::grid::GridRow;
use super::issue::Place;
use super::issues::Issues;
use super::meaning::Meaning;
use super::table::Table;
use super::{problem, text};

/// What a cell of the column `absent` may hold for an absent person, with spaces between the words.
const ABSENT: &str = "yes y true 1 x absent ○ 〇 ◯ ● ✓ ✔ ☑ レ はい 有 有り あり 欠 欠席 不参加";

/// And for a present one.
const PRESENT: &str = "no n false 0 present - × ✕ ✗ ー いいえ 無 無し なし 出 出席 参加";

/// The rows of the table with its columns by meaning.
pub struct Rows<'a> {
    /// The table.
    pub table: &'a Table,
    columns: FxHashMap<&'a Meaning, usize>,
    blocks: RefCell<FxHashMap<String, u32>>,
}

impl<'a> Rows<'a> {
    /// The rows of a table whose columns mean this.
    pub fn new(table: &'a Table, meanings: &'a [Option<Meaning>]) -> Self {
        let columns = meanings.iter().enumerate();
        Self {
            table,
            columns: columns
                .filter_map(|(column, meaning)| Some((meaning.as_ref()?, column)))
                .collect(),
            blocks: RefCell::default(),
        }
    }

    /// The column with a meaning.
    pub fn column(&self, meaning: &Meaning) -> Option<usize> {
        self.columns.get(meaning).copied()
    }

    /// The filled cell of a meaning in a row, and its place.
    pub fn cell<'r>(&self, row: &'r GridRow, meaning: &Meaning) -> Option<(Place, &'r str)> {
        let column = self.column(meaning)?;
        let cell = row.cell(column);
        (!cell.is_empty()).then(|| (self.table.place(row, column), cell))
    }

    /// The number of the block with this label.
    pub fn block_number(&self, label: &str) -> u32 {
        let mut blocks = self.blocks.borrow_mut();
        let next = blocks.len() as u32;
        *blocks.entry(text::fold(label)).or_insert(next)
    }

    /// Whether the person of a row is absent.
    pub fn is_absent(&self, row: &GridRow, issues: &mut Issues) -> bool {
        let Some((place, cell)) = self.cell(row, &Meaning::Absent) else {
            return false;
        };
        let yes = text::is_word(cell, ABSENT);
        if !yes && !text::is_word(cell, PRESENT) {
            issues.push(problem::roster::neither_yes_nor_no(place, cell));
        }
        yes
    }
}
