//! All finished runs as columns: one number for each measure and run, so that 100,000 runs take some 30 MB.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use super::charter::{Charter, Run};
use super::journal::{self, Place};
use super::measures::COUNT;
use super::row::Ending;

/// The columns.
pub struct Table<'a> {
    /// What the runs are.
    pub charter: &'a Charter,
    /// Per measure, per run; NaN where there is none.
    figures: Vec<Vec<f64>>,
    /// Per run: its cost by level; empty of failed runs.
    pub levels: Vec<Box<[f64]>>,
    /// Per workshop: the names of its levels.
    pub level_names: Vec<Vec<String>>,
    /// Per run: where the journal has it.
    pub places: Vec<Option<Place>>,
    /// Per strategy.
    pub tallies: Vec<Tally>,
}

/// Sums over the runs of a strategy.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tally {
    /// How many plans break hard rules.
    pub broken: usize,
    /// How many runs gave no plan.
    pub failed: usize,
    /// Of how many runs the strategy's own objective is proved; by hand, none.
    pub proved: usize,
    /// Wall-clock seconds of all runs.
    pub seconds: f64,
    /// How many people got which choice.
    pub ranks: BTreeMap<String, u64>,
    /// Reasons of failures, each once, some of them.
    pub reasons: BTreeSet<String>,
}

/// Reasons of failures that are kept.
const REASONS: usize = 20;

impl<'a> Table<'a> {
    /// Reads every run from the segments; also tells how many there are.
    ///
    /// # Errors
    /// When a segment cannot be read.
    pub fn read(charter: &'a Charter, segments: &[PathBuf]) -> io::Result<(Self, usize)> {
        let runs = charter.runs();
        let mut table = Self {
            charter,
            figures: vec![vec![f64::NAN; runs]; COUNT],
            levels: vec![Box::default(); runs],
            places: vec![None; runs],
            level_names: vec![Vec::new(); charter.workshops.len()],
            tallies: vec![Tally::default(); charter.strategies.len()],
        };
        let mut found = 0;
        // Sums of floating point numbers depend on their order, the order of lines on chance: seconds are added up later.
        let mut seconds = vec![0.0; runs];
        journal::rows(segments, runs, |row, place| {
            table.places[row.run] = Some(place);
            found += 1;
            let run = charter.run(row.run);
            for (column, figure) in table.figures.iter_mut().zip(row.figures) {
                column[row.run] = figure.unwrap_or(f64::NAN);
            }
            seconds[row.run] = row.seconds;
            let names = &mut table.level_names[run.workshop];
            if names.is_empty() {
                *names = row.levels.iter().map(|(name, _)| name.clone()).collect();
            }
            table.levels[row.run] = row.levels.iter().map(|(_, cost)| *cost).collect();
            let tally = &mut table.tallies[run.strategy];
            tally.broken += usize::from(row.ending == Ending::Broken);
            tally.failed += usize::from(row.ending == Ending::Failed);
            tally.proved += usize::from(row.own.is_some_and(|own| own.proved));
            for (rank, count) in row.ranks {
                *tally.ranks.entry(rank).or_default() += u64::from(count);
            }
            if !row.reason.is_empty() && tally.reasons.len() < REASONS {
                tally.reasons.insert(row.reason);
            }
        })?;
        for (number, seconds) in seconds.into_iter().enumerate() {
            table.tallies[charter.run(number).strategy].seconds += seconds;
        }
        Ok((table, found))
    }

    /// A figure; `None` where there is none.
    pub fn figure(&self, measure: usize, run: Run) -> Option<f64> {
        let value = self.figures[measure][self.charter.number(run)];
        (!value.is_nan()).then_some(value)
    }

    /// All figures of a strategy, in no order that means anything.
    pub fn figures(&self, measure: usize, strategy: usize) -> Vec<f64> {
        self.runs_of(strategy)
            .filter_map(|run| self.figure(measure, run))
            .collect()
    }

    /// All runs of a strategy, workshop by workshop.
    pub fn runs_of(&self, strategy: usize) -> impl Iterator<Item = Run> + use<'_> {
        (0..self.charter.workshops.len()).flat_map(move |workshop| {
            (0..self.charter.seeds.len()).map(move |seed| Run {
                workshop,
                strategy,
                seed,
            })
        })
    }
}
