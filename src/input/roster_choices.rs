//! What participants wish for: choices in order, or points (SPEC §1).

use super::grid::GridRow;
use super::issues::Issues;
use super::meaning::Meaning;
use super::roster::Rows;
use super::themes::Structure;
use super::{problem, text};
use crate::model::{Preference, ThemeId};

/// The columns of wishes.
pub struct Choices {
    /// Of the choices, by their number.
    ranked: Vec<usize>,
    /// Of points, and their themes.
    points: Vec<(usize, ThemeId)>,
}

impl Choices {
    /// Finds the columns; columns of wishes where there are no themes, or for an unknown one, are reported.
    pub fn new(
        rows: &Rows<'_>,
        meanings: &[Option<Meaning>],
        structure: &Structure,
        issues: &mut Issues,
    ) -> Self {
        let table = rows.table;
        let mut ranked: Vec<(u32, usize)> = Vec::new();
        let mut points: Vec<(usize, ThemeId)> = Vec::new();
        for (column, meaning) in meanings.iter().enumerate() {
            let place = || table.header_place(column);
            match meaning {
                Some(Meaning::Choice(_) | Meaning::Points(_)) if !structure.has_themes() => {
                    issues.push(problem::roster::wishes_without_themes(place()));
                }
                Some(Meaning::Choice(number)) => ranked.push((*number, column)),
                Some(Meaning::Points(name)) => {
                    let Some(theme) = structure.find_theme(name, place(), issues) else {
                        continue;
                    };
                    match points.iter().find(|(_, other)| *other == theme) {
                        None => points.push((column, theme)),
                        Some((other, _)) => {
                            let other = &table.headers[*other];
                            let meaning = Meaning::Points(name.clone()).key();
                            issues.push(problem::table::meaning_twice(place(), &meaning, other));
                        }
                    }
                }
                _ => {}
            }
        }
        ranked.sort_unstable();
        let ranked = ranked.into_iter().map(|(_, column)| column).collect();
        Self { ranked, points }
    }

    /// The wishes of one row.
    pub fn preference(
        &self,
        rows: &Rows<'_>,
        row: &GridRow,
        structure: &Structure,
        issues: &mut Issues,
    ) -> Preference {
        let chosen = self.ranked(rows, row, structure, issues);
        let points = self.points(rows, row, structure, issues);
        let given = points.iter().any(|points| *points > 0.0);
        if given && !chosen.is_empty() {
            let place = rows
                .table
                .place(row, self.points.first().map_or(0, |(column, _)| *column));
            issues.push(problem::roster::choices_and_points(place));
        }
        match (given, chosen.is_empty()) {
            (true, _) => Preference::Points(points),
            (false, true) => Preference::None,
            (false, false) => Preference::Ranked(chosen),
        }
    }

    fn ranked(
        &self,
        rows: &Rows<'_>,
        row: &GridRow,
        structure: &Structure,
        issues: &mut Issues,
    ) -> Vec<ThemeId> {
        let mut chosen: Vec<(ThemeId, usize)> = Vec::new();
        for column in &self.ranked {
            let cell = row.cell(*column);
            if cell.is_empty() {
                continue;
            }
            let place = || rows.table.place(row, *column);
            let Some(theme) = structure.find_theme(cell, place(), issues) else {
                continue;
            };
            if let Some((_, other)) = chosen.iter().find(|(other, _)| *other == theme) {
                // At both cells, because either may be the wrong one.
                for (here, there) in [(*other, *column), (*column, *other)] {
                    let place = rows.table.place(row, here);
                    issues.push(problem::roster::theme_twice(
                        place,
                        cell,
                        &rows.table.headers[there],
                    ));
                }
            }
            chosen.push((theme, *column));
        }
        chosen.into_iter().map(|(theme, _)| theme).collect()
    }

    fn points(
        &self,
        rows: &Rows<'_>,
        row: &GridRow,
        structure: &Structure,
        issues: &mut Issues,
    ) -> Vec<f64> {
        if self.points.is_empty() {
            return Vec::new();
        }
        let mut points = vec![0.0; structure.themes.len()];
        for (column, theme) in &self.points {
            let cell = row.cell(*column);
            if cell.is_empty() {
                continue;
            }
            match text::number(cell).filter(|number| *number >= 0.0) {
                Some(number) => points[theme.index()] = number,
                None => issues.push(problem::roster::no_number(
                    rows.table.place(row, *column),
                    cell,
                )),
            }
        }
        points
    }
}
