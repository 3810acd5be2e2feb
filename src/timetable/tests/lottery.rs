//! Lotteries of random tiny sessions against brute force over all timetables with all panels, and of contests.

use rand::{RngExt, SeedableRng};

use super::bench::*;
use super::oracle::{Random, chance, every_plan, random_bench, random_kind};
use crate::control::Limits;
use crate::model::*;
use crate::timetable::book::Book;
use crate::timetable::lottery::Lots;
use crate::timetable::scene::Scene;
use crate::timetable::{Placed, Request, Solved, solve};

fn lottery(seed: &str) -> Option<Lottery> {
    Some(Lottery {
        seed: seed.to_owned(),
    })
}

fn solve_with(bench: &Bench, session: &Session, earlier: &[Placed], seed: u64) -> LotteryOutcome {
    let solved = solve(&Request {
        workshop: &bench.workshop,
        grouping: &bench.grouping,
        session,
        earlier,
        limits: &Limits::none(),
        seed,
        nodes: None,
        observer: &(),
    });
    check(session, solved.expect("solved"))
}

/// The drawn timetable is the one told.
fn check(session: &Session, solved: Solved) -> LotteryOutcome {
    let lottery = solved.lottery.expect("a lottery");
    for draw in &lottery.draws {
        let talks = solved.placed.timetable.talks.iter();
        let mut there = talks.filter(|talk| solved.placed.items[talk.item].key == draw.item);
        let start = there.next().expect("a talk").start;
        assert_eq!(start.strftime("%H:%M").to_string(), draw.drawn);
    }
    assert_eq!(
        session.lottery.as_ref().map(|l| &l.seed),
        Some(&lottery.seed)
    );
    lottery
}

/// A random tiny session with a lottery.
fn random_session(random: &mut Random, bench: &Bench, seed: &str) -> Session {
    let rooms = random.random_range(1..3);
    let teams = bench.workshop.teams.len() as i64;
    let slots = if rooms == 1 { teams } else { (teams + 1) / 2 };
    let mut session = session(rooms, (slots + random.random_range(0..2)).min(4));
    session.lottery = lottery(seed);
    session.attend = [Attend::Members, Attend::Owners, Attend::Any][random.random_range(0..3)];
    let judged = random.random_range(0..3);
    if judged > 0 {
        session.judges = panel(judged, chance(random, 30).then_some(2));
    }
    let items = bench.items(&session);
    let keys: Vec<String> = items.iter().map(|item| item.key.clone()).collect();
    for _ in 0..random.random_range(0..3) {
        let number = random.random_range(0..SessionRuleKind::NAMES.len());
        let kind = random_kind(random, number, &keys);
        let weight = [1.0, 2.0, 0.7][random.random_range(0..3)];
        session.rules.push(match chance(random, 20) {
            true => hard(kind),
            false => soft(random.random_range(1..3), weight, kind),
        });
    }
    session
}

/// What the lottery is by its definition: over all timetables that are as good as the best.
fn by_definition(
    bench: &Bench,
    session: &Session,
    earlier: &[Placed],
    seed: &str,
) -> Option<Vec<Draw>> {
    let items = bench.items(session);
    let scene = Scene::new(&bench.workshop, &bench.grouping, session, earlier, &items);
    let book = Book::new(&scene);
    let mut best: Option<Vec<f64>> = None;
    // The times of the items in the best timetables.
    let mut times: Vec<Vec<usize>> = Vec::new();
    every_plan(&scene, &mut |plan| {
        let costs = book.costs(&scene, plan);
        let better = best.as_ref().map(|best| {
            let differs = costs.iter().zip(best).find(|(a, b)| (*a - *b).abs() > 1e-6);
            differs.map(|(a, b)| a < b)
        });
        match better {
            Some(Some(false)) => return,
            Some(None) => {}
            Some(Some(true)) | None => {
                times.clear();
                best = Some(costs);
            }
        }
        if best.as_ref().is_some_and(|best| best[0] < 1e-6) {
            times.push(
                (0..items.len())
                    .map(|i| plan.time(i).expect("placed"))
                    .collect(),
            );
        }
    });
    if best.is_none_or(|best| best[0] > 1e-6) {
        return None;
    }
    let lots = Lots {
        seed,
        session: &session.id,
    };
    let starts = |times: &[Vec<usize>], item: usize| -> Vec<String> {
        let mut starts: Vec<usize> = times.iter().map(|times| times[item]).collect();
        starts.sort_unstable();
        starts.dedup();
        let clock = |time: usize| scene.starts[time].strftime("%H:%M").to_string();
        starts.into_iter().map(clock).collect()
    };
    let mut tickets: Vec<(String, usize)> = (0..items.len())
        .map(|item| (lots.ticket(&items[item].key), item))
        .collect();
    tickets.sort();
    let all = times.clone();
    let mut draws = Vec::new();
    for (ticket, item) in tickets {
        let lot = lots.lot(&items[item].key);
        let left = starts(&times, item);
        let number = u64::from_str_radix(&lot, 16).expect("digits") % left.len() as u64;
        let drawn = left[number as usize].clone();
        times.retain(|times| scene.starts[times[item]].strftime("%H:%M").to_string() == drawn);
        draws.push(Draw {
            item: items[item].key.clone(),
            ticket,
            permissible: starts(&all, item),
            undecided: Vec::new(),
            left,
            unsettled: Vec::new(),
            lot,
            drawn,
        });
    }
    Some(draws)
}

#[test]
fn lotteries_are_what_their_definition_says() {
    let (mut held, mut real) = (0, 0);
    for number in 0..60 {
        let random = &mut Random::seed_from_u64(number + 50_000);
        let bench = random_bench(random);
        let seed = format!("public {number}");
        let session = random_session(random, &bench, &seed);
        let mut early = super::bench::session(1, 4);
        early.id = "early".into();
        early.items = Items::Themes;
        early.attend = Attend::Owners;
        early.date = early.date.yesterday().expect("a day before");
        let drawing: Vec<String> = bench.items(&early).into_iter().map(|i| i.key).collect();
        let earlier = vec![bench.placed(&early, &[&drawing.join(" ")])];
        let told = solve_with(&bench, &session, &earlier, number);
        let case = format!("trial {number}\n{session:?}");
        match by_definition(&bench, &session, &earlier, &seed) {
            None => assert!(told.draws.is_empty(), "{case}"),
            Some(draws) => {
                held += 1;
                real += usize::from(draws.iter().any(|draw| draw.left.len() > 1));
                assert!(told.is_complete(), "{case}");
                assert_eq!(told.draws, draws, "{case}");
            }
        }
    }
    assert!(held > 30 && real > 20, "{held} held, {real} with a choice");
}

/// Twelve teams of eight themes in a room, judged, with wishes at three levels.
fn contest(seed: &str) -> (Bench, Session) {
    let mut bench = Bench::new(&[1, 1, 1, 1, 2, 2, 2, 2], 5).judged(5);
    bench.workshop.participants[3].unavailable = vec![window(0, 45)];
    bench.workshop.judges[1].available = vec![window(0, 100)];
    let mut session = session(1, 12);
    session.judges = panel(3, None);
    session.lottery = lottery(seed);
    session.rules = vec![
        soft(1, 1.0, SessionRuleKind::Load),
        soft(2, 1.0, SessionRuleKind::Alternate),
        soft(2, 1.0, SessionRuleKind::First { item: "C".into() }),
    ];
    (bench, session)
}

#[test]
fn a_contest_is_drawn_wholly_and_whatever_the_solver_s_seed() {
    let (bench, session) = contest("20261217");
    let first = solve_with(&bench, &session, &[], 1);
    assert!(first.is_complete());
    let of = |key: &str| first.draws.iter().find(|d| d.item == key).expect("a draw");
    assert_eq!(of("C").permissible, ["13:00"]);
    assert_eq!(
        of("A").permissible.len(),
        7,
        "not before 13:45: {:?}",
        of("A")
    );
    assert_eq!(of("H-1").permissible.len(), 11);
    assert_eq!(first, solve_with(&bench, &session, &[], 99));
    let (bench, session) = contest("20261218");
    assert_ne!(first.draws, solve_with(&bench, &session, &[], 1).draws);
}
