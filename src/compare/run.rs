//! One run: a strategy makes a plan, and the plan is measured by the workshop as given.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use super::by_hand;
use super::charter::Run;
use super::measures::{self, COUNT, Yardstick};
use super::row::{Ending, Own, Row, level_name};
use super::strategy;
use crate::control::{Cancel, Event, Observer};
use crate::model::{Grouping, Level, Study, StudyMethod, Workshop};
use crate::score::{self, CompileError, Tables};
use crate::solve::{Method, Options, SolveError, solve};
use crate::verify;

/// The workshop ready for measuring.
///
/// # Errors
/// When its costs cannot be exact, or it is too large.
pub fn yardstick(workshop: &Workshop) -> Result<Yardstick<'_>, CompileError> {
    let compiled = score::compile(workshop)?;
    let tables = Arc::new(Tables::new(&compiled));
    Ok(Yardstick {
        workshop,
        compiled,
        tables,
    })
}

/// Counts the moves of the searches of one run.
#[derive(Default)]
struct Moves(AtomicU64);

impl Observer for Moves {
    fn notice(&self, event: Event) {
        if let Event::Searched { moves } = event {
            self.0.fetch_add(moves, Ordering::Relaxed);
        }
    }
}

/// A plan and what its maker says of it.
struct Made {
    grouping: Grouping,
    own: Option<Own>,
}

/// Makes and measures one plan. `None`: the run was stopped, and what there is depends on when.
pub fn run(
    study: &Study,
    run: Run,
    number: usize,
    yardstick: &Yardstick,
    cancel: &Cancel,
) -> Option<Row> {
    let began = Instant::now();
    let moves = Moves::default();
    let strategy = &study.strategies[run.strategy];
    let seed = study.seeds[run.seed];
    let made = if strategy.approach.is_by_hand() {
        let grouping = by_hand::form(yardstick, strategy.approach, seed);
        let made = grouping.map(|grouping| Made {
            grouping,
            own: None,
        });
        made.ok_or_else(|| "there is no team".to_owned())
    } else {
        let given = match &strategy.variants {
            Some(variants) => &variants[run.workshop],
            None => yardstick.workshop,
        };
        let seen = strategy::seen_by(strategy.approach, given);
        solved(study, &seen, seed, cancel, &moves)
    };
    if cancel.is_cancelled() {
        return None;
    }
    let seconds = (began.elapsed().as_secs_f64() * 1e4).round() / 1e4;
    let moves = moves.0.into_inner();
    Some(match made {
        Ok(made) => Row {
            seconds,
            moves,
            ..measured(number, yardstick, made)
        },
        Err(reason) => Row {
            run: number,
            ending: Ending::Failed,
            reason,
            levels: Vec::new(),
            rules: Vec::new(),
            ranks: BTreeMap::new(),
            figures: [None; COUNT],
            own: None,
            seconds,
            moves,
        },
    })
}

/// Solves the workshop as the strategy sees it, on one thread: runs are what is spread over the threads.
fn solved(
    study: &Study,
    seen: &Workshop,
    seed: u64,
    cancel: &Cancel,
    moves: &Moves,
) -> Result<Made, String> {
    let options = Options {
        method: match study.method {
            StudyMethod::Auto => Method::Auto,
            StudyMethod::Exact => Method::Exact,
            StudyMethod::Search => Method::Search,
        },
        seed,
        threads: 1,
        time_limit: None,
        impatient: false,
        iterations: Some(study.iterations),
    };
    let solution = solve(seen, &options, cancel, moves).map_err(|error| match error {
        SolveError::Compile(_) => "the costs are too large to be exact".to_owned(),
        SolveError::NoPlan => "stopped before there was a plan".to_owned(),
        SolveError::Backend(error) => format!("the solver failed: {error}"),
        SolveError::Disagreement(what) => format!("a bug: {what}"),
    })?;
    let outcome = &solution.outcome;
    let grouping = verify::grouping_of(seen, outcome)
        .map_err(|_| "a bug: the plan cannot be read again".to_owned())?;
    Ok(Made {
        grouping,
        own: own(&outcome.levels),
    })
}

/// The first level that is not proved, or the last.
fn own(levels: &[Level]) -> Option<Own> {
    let unproved = levels.iter().find(|level| !level.is_proven());
    let level = unproved.or(levels.last())?;
    Some(Own {
        level: level_name(level.priority, level.part),
        proved: unproved.is_none(),
        cost: level.cost,
        bound: level.bound,
    })
}

impl Own {
    /// (cost − bound) / |cost|; 0 where all is proved.
    fn gap(&self) -> Option<f64> {
        if self.proved {
            return Some(0.0);
        }
        let gap = self.cost - self.bound?;
        (self.cost.abs() > Level::TOLERANCE).then(|| gap / self.cost.abs())
    }
}

/// Measures a plan by the formulas of the specification, whoever made it.
fn measured(number: usize, yardstick: &Yardstick, made: Made) -> Row {
    let measured = verify::measure(yardstick.workshop, &made.grouping);
    let mut figures = measures::measure(yardstick, &made.grouping, &measured);
    if let Some(position) = measures::position("gap") {
        figures[position] = made.own.as_ref().and_then(Own::gap);
    }
    let levels: Vec<(String, f64)> = measured
        .levels
        .iter()
        .map(|(priority, part, cost)| (level_name(*priority, *part), unsigned(*cost)))
        .collect();
    let is_broken = measured
        .levels
        .iter()
        .any(|(priority, _, cost)| *priority == 0 && *cost > Level::TOLERANCE);
    let rules = measured.rules.iter().map(|rule| {
        let id = rule
            .part
            .map_or(rule.id.clone(), |part| format!("{}.{part}", rule.id));
        (id, unsigned(rule.cost))
    });
    Row {
        run: number,
        ending: if is_broken {
            Ending::Broken
        } else {
            Ending::Kept
        },
        reason: String::new(),
        levels,
        rules: rules.collect(),
        ranks: measured.rank_profile,
        figures,
        own: made.own,
        seconds: 0.0,
        moves: 0,
    }
}

/// Zero without a sign: sums of nothing are −0.
fn unsigned(cost: f64) -> f64 {
    cost + 0.0
}
