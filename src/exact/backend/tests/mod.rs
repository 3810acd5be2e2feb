use super::*;
use crate::control::Limits;

fn settings(limits: &Limits) -> Settings<'_> {
    Settings {
        limits,
        seed: 1,
        nodes: None,
        start: None,
        cutoff: None,
        progress: &|_, _| {},
        news: &|_| None,
    }
}

/// max 5a + 4b + 3c, 2a + 3b + c ≤ 5, 4a + b + 2c ≤ 11, 3a + 4b + 2c ≤ 8, whole: a = 2, c = 1 gives 13.
fn knapsack() -> Program {
    let mut program = Program::default();
    let [a, b, c] = [5.0, 4.0, 3.0].map(|gain| {
        let column = program.column(0.0, 10.0, true);
        program.charge(column, -gain);
        column
    });
    program.at_most(vec![(a, 2.0), (b, 3.0), (c, 1.0)], 5.0);
    program.at_most(vec![(a, 4.0), (b, 1.0), (c, 2.0)], 11.0);
    program.at_most(vec![(a, 3.0), (b, 4.0), (c, 2.0)], 8.0);
    program
}

#[test]
fn a_known_program_is_solved_with_its_bound() {
    let limits = Limits::none();
    let mut program = knapsack();
    program.constant = 100.0;
    let answer = solve(&program, &settings(&limits)).unwrap();
    assert_eq!(answer.ending, Ending::Optimal);
    let values = answer.values.unwrap();
    assert!((program.objective(&values) - 87.0).abs() < 1e-6);
    assert!((answer.bound - 87.0).abs() < 1e-6, "{}", answer.bound);
    assert!(program.is_feasible(&values, 1e-6));
}

#[test]
fn news_from_elsewhere_are_taken() {
    use std::sync::atomic::{AtomicUsize, Ordering};
    let limits = Limits::none();
    let asked = AtomicUsize::new(0);
    let mut settings = settings(&limits);
    let news = |best: f64| {
        asked.fetch_add(1, Ordering::Relaxed);
        (best > -13.0).then(|| vec![2.0, 0.0, 1.0])
    };
    settings.news = &news;
    // The first answer to a program with no objective worth branching on: only the count of questions is certain.
    let answer = solve(&knapsack(), &settings).unwrap();
    assert!(asked.load(Ordering::Relaxed) > 0);
    assert!((answer.bound + 13.0).abs() < 1e-6);
    assert!((knapsack().objective(&answer.values.unwrap()) + 13.0).abs() < 1e-6);
}

#[test]
fn infeasible_is_told_from_stopped() {
    let limits = Limits::none();
    let mut program = knapsack();
    program.at_least(vec![(crate::exact::program::Column(0), 1.0)], 9.0);
    let answer = solve(&program, &settings(&limits)).unwrap();
    assert_eq!(answer.ending, Ending::Infeasible);
    limits.cancel.cancel();
    let answer = solve(&program, &settings(&limits)).unwrap();
    assert_eq!(answer.ending, Ending::Stopped);
}

#[test]
fn a_program_without_whole_numbers_has_its_optimum_as_bound() {
    let limits = Limits::none();
    let mut program = Program::default();
    let x = program.continuous(0.0, f64::INFINITY);
    program.charge(x, 2.0);
    program.at_least(vec![(x, 4.0)], 6.0);
    let answer = solve(&program, &settings(&limits)).unwrap();
    assert!((answer.bound - 3.0).abs() < 1e-9);
}
