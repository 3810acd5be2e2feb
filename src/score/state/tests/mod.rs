//! Moves and their inverses, and what a move was said to cost, against states made anew.

use proptest::prelude::*;

use super::*;
use crate::generate::{RuleSet, Shape, Span, generate};
use crate::model::{ParticipantId, Workshop};
use crate::rules::term::{Teams, Term};
use crate::score::LevelTerms;

/// A workshop with most kinds of rules.
fn workshop(seed: u64) -> Workshop {
    let shape = Shape {
        people: 24,
        team_size: Span::new(3, 6),
        teams_per_theme: Span::new(0, 2),
        rules: RuleSet::Rich,
        history: seed as usize % 2,
        sessions: false,
        seed,
        ..Shape::default()
    };
    let directory = tempfile::tempdir().expect("a temporary folder");
    for (name, bytes) in generate(&shape).expect("a good shape").files {
        std::fs::write(directory.path().join(name), bytes).expect("a file");
    }
    let read = crate::input::read(&directory.path().join("workshop.toml"));
    read.expect("a good workshop").workshop
}

/// Everything but the order of members, which means nothing.
fn assert_same(one: &State, other: &State) {
    assert_eq!(one.team_of, other.team_of);
    assert_eq!(one.cost, other.cost);
    assert_eq!(one.levels, other.levels);
    for state in [one, other] {
        for (participant, team) in state.team_of.iter().enumerate() {
            let at = state.position[participant] as usize;
            assert_eq!(
                state.members[*team as usize].get(at),
                Some(&(participant as u32))
            );
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_move_and_its_inverse_leave_the_state_as_it_was(
        seed in 0..6_u64,
        dense in any::<bool>(),
        moves in prop::collection::vec((0..3_u8, any::<[prop::sample::Index; 4]>()), 1..40),
    ) {
        let compiled = crate::score::compile(&workshop(seed)).expect("ordinary weights");
        let (people, teams) = (compiled.people, compiled.teams);
        let tables = Arc::new(Tables::within(&compiled, if dense { usize::MAX } else { 0 }));
        let dealt = (0..people).map(|p| TeamId::new(p % teams)).collect();
        let mut state = State::new(tables.clone(), &Grouping { team_of: dealt });
        for (kind, at) in moves {
            let before = state.clone();
            let [a, b, c] = [0, 1, 2].map(|i| at[i].index(people));
            let (from, to) = (state.team(a), at[3].index(teams));
            let apart = from != state.team(b) && from != state.team(c) && state.team(b) != state.team(c);
            let mut back = state.clone();
            match kind {
                0 => {
                    state.relocate(a, to);
                    back.relocate(a, to);
                    back.relocate(a, from);
                }
                1 => {
                    state.swap(a, b);
                    back.swap(a, b);
                    back.swap(a, b);
                }
                _ if apart => {
                    state.rotate(a, b, c);
                    back.rotate(a, b, c);
                    back.rotate(a, c, b);
                }
                _ => {}
            }
            assert_same(&before, &back);
            assert_same(&state, &State::new(tables.clone(), &state.grouping()));
            state.assert_fresh(&compiled);
        }
    }

    #[test]
    fn a_matrix_is_exact_in_narrow_and_in_wide_cells(
        scale in prop::sample::select(vec![1, 1_000_000_000, (1 << 33) + 1, 1 << 40]),
        odd in any::<bool>(),
        costs in prop::collection::vec(1..50_i64, 66),
        swaps in prop::collection::vec(any::<[prop::sample::Index; 2]>(), 1..60),
    ) {
        // One cost that the scale does not divide makes the unit 1.
        let cost = |index: usize| costs[index] * scale + i64::from(odd && index == 0);
        let compiled = differing(12, 3, cost);
        let tables = Arc::new(Tables::new(&compiled));
        let level = &tables.levels[1];
        prop_assert!(level.only_matrix().is_some());
        prop_assert_eq!(level.unit.narrow, !odd || scale == 1);
        let dealt = (0..12).map(|p| TeamId::new(p % 3)).collect();
        let mut state = State::new(tables.clone(), &Grouping { team_of: dealt });
        for at in swaps {
            let [a, b] = at.map(|at| at.index(12));
            let before = state.cost()[1];
            if state.team(a) == state.team(b) {
                state.relocate(a, (state.team(a) + 1) % 3);
            } else {
                let told = state.exchange(1, a, b);
                state.swap(a, b);
                prop_assert_eq!(state.cost()[1], before + told);
            }
            state.assert_fresh(&compiled);
            assert_same(&state, &State::new(tables.clone(), &state.grouping()));
        }
    }
}

/// A workshop where nothing counts but what each pair costs, by the pair's number.
fn differing(people: usize, teams: usize, cost: impl Fn(usize) -> Money) -> Compiled {
    let pairs = (0..people).flat_map(|b| (0..b).map(move |a| (a, b)));
    let term = |(index, (a, b))| Term::Pair {
        a: ParticipantId::new(a),
        b: ParticipantId::new(b),
        teams: Teams::All,
        cost: cost(index),
    };
    let level = |priority, terms| LevelTerms {
        priority,
        part: None,
        terms,
        step: 1,
        floor: 0,
    };
    Compiled {
        people,
        teams,
        levels: vec![
            level(0, Vec::new()),
            level(1, pairs.enumerate().map(term).collect()),
        ],
    }
}
