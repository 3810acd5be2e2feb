//! A part of a plan as a workshop of its own costs as much more or less as the whole plan does, rules of every kind.

mod support;

use kumiwake::model::{Grouping, TeamId};
use kumiwake::score::{Excerpt, compile, measure};
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use support::workshop;

/// Everybody in some team, by lot.
fn anywhere(people: usize, teams: usize, random: &mut Xoshiro256PlusPlus) -> Grouping {
    let team = |_| TeamId::new(random.random_range(0..teams));
    Grouping {
        team_of: (0..people).map(team).collect(),
    }
}

#[test]
fn parts_change_as_the_whole_does() {
    let (mut changed, mut split) = (0, 0);
    for seed in 0..600 {
        let people = 6 + seed as usize % 9;
        let workshop = workshop(31_000 + seed, people, 2 + seed as usize % 5);
        let compiled = compile(&workshop).unwrap();
        let teams = compiled.teams;
        let random = &mut Xoshiro256PlusPlus::seed_from_u64(seed);
        let plan = anywhere(people, teams, random);
        let mut chosen: Vec<usize> = (0..teams).collect();
        chosen.shuffle(random);
        chosen.truncate(1 + seed as usize % teams);
        chosen.sort_unstable();
        let part = Excerpt::of(&compiled, &plan, &chosen);
        assert_eq!(part.put_back(&plan, &part.grouping), plan, "seed {seed}");
        let (whole_before, part_before) = (
            measure(&compiled, &plan),
            measure(&part.compiled, &part.grouping),
        );
        for _ in 0..5 {
            let inside = anywhere(part.grouping.team_of.len(), chosen.len(), random);
            let whole = measure(&compiled, &part.put_back(&plan, &inside));
            let alone = measure(&part.compiled, &inside);
            for level in 0..whole.len() {
                assert_eq!(
                    whole[level] - whole_before[level],
                    alone[level] - part_before[level],
                    "seed {seed}, level {level}, teams {chosen:?}"
                );
                changed += usize::from(whole[level] != whole_before[level]);
            }
        }
        split += usize::from(!part.grouping.team_of.is_empty() && chosen.len() < teams);
    }
    assert!(changed > 1_000 && split > 200, "{changed}, {split}");
}
