//! Better plans from parts of the best one: some of its teams are put together anew, and proved to be the best that their members
//! can do, while the others stay (large neighbourhood search, Shaw 1998; with parts solved exactly, Taillard and Voß 2002).
//!
//! Whole teams as columns prove sixty people in a second where they need minutes for a hundred and twenty.

use std::time::Duration;

use rand::SeedableRng;
use rand::seq::SliceRandom;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::columns::{self, End};
use super::exchange::Exchange;
use super::incumbent::Incumbent;
use super::job::Job;
use crate::control::Limits;
use crate::model::Grouping;
use crate::score::Excerpt;

/// The first parts have about so many people.
const PEOPLE: usize = 54;
/// And so many teams at the least: fewer are what a search soon tries.
const TEAMS: usize = 2;
/// Parts that take longer are too large.
const LONGEST: Duration = Duration::from_secs(3);
/// After so many parts in a row that were proved to be the best already, parts become larger.
const IN_VAIN: usize = 8;

/// Which parts are looked at next.
pub struct Neighbourhood {
    random: Xoshiro256PlusPlus,
    /// How many open teams the parts have; none yet.
    size: Option<usize>,
    /// How many parts of this size were the best already.
    in_vain: usize,
}

impl Neighbourhood {
    /// Parts drawn by lot.
    pub fn new(seed: u64) -> Self {
        Self {
            random: Xoshiro256PlusPlus::seed_from_u64(seed),
            size: None,
            in_vain: 0,
        }
    }

    /// Looks at part after part until the limits are reached; better plans are offered.
    pub fn explore(&mut self, job: &Job, exchange: &Exchange, limits: &Limits) {
        while !limits.is_over() {
            let best = exchange.best();
            let Some(teams) = self.part(&best.grouping, job.measure.teams) else {
                return;
            };
            let level = exchange.level();
            let Some((found, end)) = solve(job, level, &best, &teams, &limits.within(LONGEST))
            else {
                return;
            };
            match (found, end) {
                (Some(plan), _) => {
                    self.in_vain = 0;
                    exchange.offer(plan);
                }
                (None, End::Closed) => {
                    self.in_vain += 1;
                    if self.in_vain >= IN_VAIN {
                        self.resize(|size| size + 1);
                    }
                }
                (None, End::Open) if limits.is_over() => {}
                (None, End::Open) => self.resize(|size| size - 1),
                (None, End::Unfit(_)) => return,
            }
        }
    }

    fn resize(&mut self, change: impl Fn(usize) -> usize) {
        self.in_vain = 0;
        self.size = self.size.map(|size| change(size).max(TEAMS));
    }

    /// Some of the plan's teams, ascending, with all that are closed; `None` where that would be the whole plan.
    fn part(&mut self, plan: &Grouping, teams: usize) -> Option<Vec<usize>> {
        let mut heads = vec![0; teams];
        plan.team_of.iter().for_each(|t| heads[t.index()] += 1);
        let (mut open, closed): (Vec<usize>, Vec<usize>) = (0..teams).partition(|t| heads[*t] > 0);
        let first = (PEOPLE * open.len()).div_ceil(plan.team_of.len().max(1));
        let size = *self
            .size
            .get_or_insert(first.min(open.len() / 2).max(TEAMS));
        if size >= open.len() {
            return None;
        }
        open.shuffle(&mut self.random);
        let mut part: Vec<usize> = open[..size].iter().chain(&closed).copied().collect();
        part.sort_unstable();
        Some(part)
    }
}

/// The best plan in which only these teams are other than in this one, if it is better, and how the proof ended; `None` where the
/// solver failed.
fn solve(
    job: &Job,
    level: usize,
    plan: &Incumbent,
    teams: &[usize],
    limits: &Limits,
) -> Option<(Option<Grouping>, End)> {
    let mut excerpt = Excerpt::of(job.measure, &plan.grouping, teams);
    // Nothing is left to levels after this one.
    excerpt.compiled.levels.truncate(level + 1);
    let start = Incumbent::new(&excerpt.compiled, excerpt.grouping.clone());
    let part = Job {
        compiled: &excerpt.compiled,
        measure: &excerpt.compiled,
        limits,
        observer: &(),
        threads: 1,
        impatient: false,
        improve: &|_, _| None,
        ..*job
    };
    let floor = excerpt.compiled.levels[level].floor;
    let exchange = Exchange::new(&part, level, start.clone(), floor);
    let limits = exchange.limits(limits);
    let ended = columns::prove(&part, &exchange, level, &limits, &|| true).ok()?;
    let best = exchange.best();
    let better = best.beats(&start);
    let plan = better.then(|| excerpt.put_back(&plan.grouping, &best.grouping));
    Some((plan, ended.end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exact::columns::Means;
    use crate::exact::ground::Reach;
    use crate::generate::{RuleSet, Shape, Span, generate};
    use crate::score::{Compiled, compile};
    use crate::search::{self, Budget};

    fn workshop(seed: u64) -> Compiled {
        let shape = Shape {
            people: 36,
            team_size: Span::new(4, 6),
            teams_per_theme: Span::new(0, 2),
            rules: RuleSet::Rich,
            sessions: false,
            seed,
            ..Shape::default()
        };
        let directory = tempfile::tempdir().expect("a temporary folder");
        for (name, bytes) in generate(&shape).expect("a good shape").files {
            std::fs::write(directory.path().join(name), bytes).expect("a file");
        }
        let read = crate::input::read(&directory.path().join("workshop.toml"));
        compile(&read.expect("a good workshop").workshop).expect("ordinary weights")
    }

    #[test]
    fn parts_make_a_plan_better_and_keep_what_comes_first() {
        let mut better = 0;
        for seed in 1..=4 {
            let compiled = workshop(seed);
            let limits = Limits::none();
            let job = Job {
                compiled: &compiled,
                measure: &compiled,
                limits: &limits,
                seed,
                nodes: None,
                observer: &(),
                threads: 1,
                impatient: false,
                reach: Reach::Whole,
                columns: Some(Means::default()),
                improve: &|_, _| None,
            };
            let found = search::search(&search::Job {
                compiled: &compiled,
                limits: &limits,
                seed,
                budget: Budget::Moves(20_000),
                threads: 1,
                start: None,
                heeded: compiled.levels.len(),
                observer: &(),
            });
            let start = Incumbent::new(&compiled, found.expect("teams").0);
            if !start.keeps_hard_rules() {
                continue;
            }
            let level = 1 + seed as usize % 2;
            let mut parts = Neighbourhood::new(seed);
            let mut plan = start.clone();
            for _ in 0..6 {
                let teams = parts.part(&plan.grouping, compiled.teams);
                let teams = teams.expect("a part");
                let solved = solve(&job, level, &plan, &teams, &limits);
                let (found, _) = solved.expect("an answer");
                let Some(found) = found else { continue };
                let found = Incumbent::new(&compiled, found);
                assert!(found.beats(&plan), "seed {seed}");
                let kept = |l: usize| found.cost[l] <= plan.cost[l];
                assert!((0..level).all(kept), "seed {seed}");
                for (person, team) in plan.grouping.team_of.iter().enumerate() {
                    let moved = found.grouping.team_of[person] != *team;
                    assert!(!moved || teams.contains(&team.index()), "seed {seed}");
                }
                plan = found;
                better += 1;
            }
        }
        assert!(better > 3, "{better}");
    }
}
