//! Files of distances between participants, for rule `difference`.

use rustc_hash::FxHashSet;

use super::folder::Folder;
use super::grid::{self, Grid, GridRow};
use super::issue::Place;
use super::issues::Issues;
use super::people::{People, Person};
use super::{problem, text};
use crate::model::{Distances, Level};

/// More people than this would need gigabytes.
const MAX_PEOPLE: usize = 4_000;

/// The headers of the third column of a file with one pair a row.
const DISTANCE: &str = "distance 距離 差 違い 相違 相違度 difference dissimilarity d 値 value";

/// The distances being read, and where the first word on each pair stood.
struct Matrix<'a> {
    file: &'a str,
    people: &'a People,
    distances: Distances,
    given: FxHashSet<(u32, u32)>,
}

/// Reads a matrix: square with ids in the first row and column, one pair a row, or bare numbers in the order of the
/// roster. Pairs that are not given are 0.
pub fn read(
    folder: &Folder,
    file: &str,
    people: &People,
    issues: &mut Issues,
) -> Option<Distances> {
    let grid = grid::read(&folder.path(file), file, &[], issues)?;
    let size = people
        .everyone
        .iter()
        .filter(|person| person.present().is_some())
        .count();
    if size > MAX_PEOPLE {
        issues.push(problem::side::matrix_too_large(
            Place::file(file),
            MAX_PEOPLE,
        ));
        return None;
    }
    let mut matrix = Matrix {
        file,
        people,
        distances: Distances {
            size,
            values: vec![0.0; size * size],
        },
        given: FxHashSet::default(),
    };
    let Some(first) = grid.rows.first() else {
        issues.push(problem::file::empty(Place::file(file)));
        return None;
    };
    let all_numbers = (0..first.width()).all(|column| text::number(first.cell(column)).is_some());
    let long = first.width() == 3 && text::is_word(first.cell(2), DISTANCE);
    if long {
        matrix.pairs(&grid, issues);
    } else if all_numbers && !people.broken {
        matrix.bare(&grid, issues);
    } else if !all_numbers {
        matrix.square(&grid, issues);
    }
    Some(matrix.distances)
}

impl Matrix<'_> {
    fn place(&self, row: &GridRow, column: &str) -> Place {
        Place::file(self.file).row(row.number).column(column)
    }

    fn pairs(&mut self, grid: &Grid, issues: &mut Issues) {
        let Some((header, rows)) = grid.rows.split_first() else {
            return;
        };
        for row in rows {
            let person = |column: usize, issues: &mut Issues| {
                let place = || self.place(row, header.cell(column));
                self.people.find(row.cell(column), place, issues)
            };
            let (left, right) = (person(0, issues), person(1, issues));
            self.set(
                left,
                right,
                row.cell(2),
                self.place(row, header.cell(2)),
                issues,
            );
        }
    }

    fn bare(&mut self, grid: &Grid, issues: &mut Issues) {
        let everyone = self.people.everyone.clone();
        if grid.rows.len() != everyone.len() {
            let place = Place::file(self.file);
            issues.push(problem::side::matrix_size(
                place,
                grid.rows.len(),
                everyone.len(),
            ));
            return;
        }
        for (row, left) in grid.rows.iter().zip(&everyone) {
            if row.width() != everyone.len() {
                let place = Place::file(self.file).row(row.number);
                issues.push(problem::side::matrix_size(
                    place,
                    row.width(),
                    everyone.len(),
                ));
                continue;
            }
            for (column, right) in everyone.iter().enumerate() {
                let place = self.place(row, &(column + 1).to_string());
                self.set(Some(*left), Some(*right), row.cell(column), place, issues);
            }
        }
    }

    fn square(&mut self, grid: &Grid, issues: &mut Issues) {
        let Some((header, rows)) = grid.rows.split_first() else {
            return;
        };
        let mut seen = FxHashSet::default();
        let columns: Vec<Option<Person>> = (1..header.width())
            .map(|column| {
                let id = header.cell(column);
                self.id(id, self.place(header, id), &mut seen, issues)
            })
            .collect();
        seen.clear();
        for row in rows {
            let left = self.id(
                row.cell(0),
                self.place(row, header.cell(0)),
                &mut seen,
                issues,
            );
            for (column, right) in columns.iter().enumerate() {
                let place = self.place(row, header.cell(column + 1));
                self.set(left, *right, row.cell(column + 1), place, issues);
            }
            if row.width() > header.width() {
                let place = Place::file(self.file).row(row.number);
                issues.push(problem::side::matrix_size(
                    place,
                    row.width(),
                    header.width(),
                ));
            }
        }
    }

    /// The person of a header or first cell; each stands once.
    fn id(
        &self,
        id: &str,
        place: Place,
        seen: &mut FxHashSet<String>,
        issues: &mut Issues,
    ) -> Option<Person> {
        if !seen.insert(text::fold(id)) {
            issues.push(problem::side::matrix_id_twice(place.clone(), id));
        }
        self.people.find(id, || place, issues)
    }

    /// One distance. A blank cell is none; the two of a pair must be equal.
    fn set(
        &mut self,
        left: Option<Person>,
        right: Option<Person>,
        cell: &str,
        place: Place,
        issues: &mut Issues,
    ) {
        if cell.is_empty() {
            return;
        }
        let Some(distance) = text::number(cell) else {
            issues.push(problem::side::no_distance(place, cell));
            return;
        };
        let (Some(Person::Present(left)), Some(Person::Present(right))) = (left, right) else {
            return;
        };
        let pair = (left.0.min(right.0), left.0.max(right.0));
        let known = self.distances.get(left, right);
        if !self.given.insert(pair) && (known - distance).abs() > Level::TOLERANCE {
            issues.push(problem::side::asymmetric(place, distance, known));
            return;
        }
        let size = self.distances.size;
        self.distances.values[left.index() * size + right.index()] = distance;
        self.distances.values[right.index() * size + left.index()] = distance;
    }
}
