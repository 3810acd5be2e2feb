//! How large teams should be where pairs gain and nobody wishes for a team: more pairs share a large team and a small one than two
//! that are alike, so sizes belong at their ends. Which ends is decided at once, by what a pair is worth in the mean: one
//! head at a time never gets there in the cold, and where annealing is hot it is chance.

use super::lane::Lane;
use super::lot::below;
use crate::score::Tables;

/// Up to so many sums of sizes are looked at; where there are more, sizes are left to annealing.
const MOST_SUMS: usize = 20_000_000;

/// Per team: the size with which all pairs together cost the least, if each cost the mean. `None` where pairs cost more than they gain,
/// or there is no choice.
pub fn best_sizes(tables: &Tables, allowed: &[(usize, usize)]) -> Option<Vec<usize>> {
    let people = tables.people;
    let level = tables.levels.iter().skip(1).find(|l| !l.pairs.is_empty())?;
    let mean = level.pairs.mean().filter(|mean| *mean < 0.0)?;
    let choices: usize = (allowed.iter())
        .map(|(least, most)| (most + 1).saturating_sub(*least))
        .sum();
    if choices <= allowed.len() || choices.saturating_mul(people) > MOST_SUMS {
        return None;
    }
    // Per team, and one more: for each number of heads so far, the least cost and the last team's size.
    let mut rows: Vec<Vec<(f64, usize)>> = Vec::with_capacity(allowed.len());
    let mut before = vec![(f64::INFINITY, 0); people + 1];
    before[0].0 = 0.0;
    for (team, (least, most)) in allowed.iter().enumerate() {
        let mut row = vec![(f64::INFINITY, 0); people + 1];
        for size in *least..=(*most).min(people) {
            let pairs = (size * size.saturating_sub(1) / 2) as f64;
            let cost = mean * pairs + level.size_cost(team, size) as f64;
            for heads in size..=people {
                let sum = before[heads - size].0 + cost;
                if sum < row[heads].0 {
                    row[heads] = (sum, size);
                }
            }
        }
        rows.push(std::mem::replace(&mut before, row));
    }
    if before[people].0.is_infinite() {
        return None;
    }
    rows.push(before);
    let mut heads = people;
    let mut sizes: Vec<usize> = (1..rows.len())
        .rev()
        .map(|row| {
            let size = rows[row][heads].1;
            heads -= size;
            size
        })
        .collect();
    sizes.reverse();
    Some(sizes)
}

impl Lane<'_> {
    /// Gives teams the sizes that they should have, whoever moves, as far as that breaks no hard rule; once in a lane's life.
    pub(super) fn resize(&mut self) {
        let Some(sizes) = self.sizes.take() else {
            return;
        };
        self.remember();
        let mut short: Vec<usize> = (0..sizes.len())
            .filter(|team| self.state.heads(*team) < sizes[*team])
            .collect();
        for (team, size) in sizes.iter().enumerate() {
            // Some may have to stay where they are.
            for _ in 0..4 * self.state.heads(team) {
                if short.is_empty() || self.state.heads(team) <= *size {
                    break;
                }
                let member = below(&mut self.random, self.state.heads(team));
                let member = self.state.members(team)[member] as usize;
                let at = below(&mut self.random, short.len());
                if self.state.relocation(0, member, short[at]) > 0 {
                    continue;
                }
                self.state.relocate(member, short[at]);
                if self.state.heads(short[at]) == sizes[short[at]] {
                    short.swap_remove(at);
                }
            }
        }
        self.after();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::score::compile;

    /// Ten people in three teams; every pair gains so much, and a head more or less than five costs so much.
    fn tables(gain: f64, apart_from_five: f64) -> Tables {
        let mut toml = format!(
            "format = 1\nname = \"s\"\nroster = \"roster.csv\"\n\
             [[rules]]\nid = \"d\"\nkind = \"difference\"\nmatrix = \"matrix.csv\"\nweight = 1\n\
             [[rules]]\nid = \"i\"\nkind = \"ideal_size\"\nsize = 5\nweight = {apart_from_five}\n"
        );
        for (least, most) in ALLOWED {
            toml += &format!(
                "[[themes]]\nid = \"t{most}\"\nteams = 1\nsize = {{ min = {least}, max = {most} }}\n"
            );
        }
        let mut roster = "id\n".to_owned();
        let mut matrix = String::new();
        for row in 0..10 {
            roster += &format!("p{row}\n");
            let cells = (0..10).map(|column| if row == column { 0.0 } else { gain });
            let cells: Vec<String> = cells.map(|cell| cell.to_string()).collect();
            matrix += &(cells.join(",") + "\n");
        }
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (name, text) in [
            ("workshop.toml", toml),
            ("roster.csv", roster),
            ("matrix.csv", matrix),
        ] {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        let read = crate::input::read(&folder.path().join("workshop.toml"));
        let workshop = read.expect("a good workshop").workshop;
        Tables::new(&compile(&workshop).expect("ordinary weights"))
    }

    const ALLOWED: [(usize, usize); 3] = [(2, 4), (1, 5), (2, 7)];

    #[test]
    fn the_sizes_are_those_that_cost_least() {
        for (gain, apart_from_five) in [(1.0, 0.001), (1.0, 3.0), (1.0, 20.0), (0.25, 1.0)] {
            let cost = |sizes: &[usize]| -> f64 {
                let one = |size: usize| {
                    -gain * (size * (size - 1) / 2) as f64
                        + apart_from_five * size.abs_diff(5) as f64
                };
                sizes.iter().map(|size| one(*size)).sum()
            };
            let mut least = f64::INFINITY;
            for a in 2..=4 {
                for b in 1..=5 {
                    if (2..=7).contains(&(10 - a - b)) {
                        least = least.min(cost(&[a, b, 10 - a - b]));
                    }
                }
            }
            let found = best_sizes(&tables(gain, apart_from_five), &ALLOWED).expect("a choice");
            let allowed = found.iter().zip(ALLOWED);
            assert!(
                allowed
                    .clone()
                    .all(|(size, (low, high))| (low..=high).contains(size))
            );
            assert_eq!(found.iter().sum::<usize>(), 10);
            assert!((cost(&found) - least).abs() < 1e-6, "{found:?}");
        }
        assert_eq!(
            best_sizes(&tables(1.0, 0.001), &ALLOWED),
            Some(vec![2, 1, 7])
        );
    }

    #[test]
    fn where_there_is_no_choice_or_no_gain_there_is_nothing_to_say() {
        let gaining = tables(1.0, 0.001);
        assert_eq!(best_sizes(&gaining, &[(3, 3), (3, 3), (4, 4)]), None);
        assert_eq!(best_sizes(&gaining, &[(1, 2), (1, 2), (1, 2)]), None);
        assert_eq!(best_sizes(&tables(-1.0, 0.001), &ALLOWED), None);
    }
}
