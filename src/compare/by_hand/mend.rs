//! Mends broken hard rules: one person moves, or two change places, as long as that breaks less.

use crate::compare::measures::Yardstick;
use crate::model::Grouping;
use crate::score::State;

/// The most changes that are looked at: nobody with a pencil would look at more, and no size of workshop takes long.
const LOOKS: u64 = 2_000_000;

/// The plan with fewer hard violations. Everybody is looked at in the order of the roster; the first change that breaks less
/// is made.
pub fn mend(yardstick: &Yardstick, grouping: &Grouping) -> Grouping {
    let mut state = State::new(yardstick.tables.clone(), grouping);
    let people = yardstick.compiled.people;
    let mut looks = 0;
    let mut quiet = 0;
    let mut person = 0;
    while state.cost()[0] > 0 && quiet < people && looks < LOOKS {
        if improve(&mut state, person, &mut looks) {
            quiet = 0;
        } else {
            quiet += 1;
            person = (person + 1) % people;
        }
    }
    state.grouping()
}

/// Makes the first change with this person that breaks less; tells whether there was one.
fn improve(state: &mut State, person: usize, looks: &mut u64) -> bool {
    let (people, teams) = (state.tables().people, state.tables().teams);
    let own = state.team(person);
    for team in (0..teams).filter(|team| *team != own) {
        *looks += 1;
        if state.relocation(0, person, team) < 0 {
            state.relocate(person, team);
            return true;
        }
    }
    for other in 0..people {
        if state.team(other) == own {
            continue;
        }
        *looks += 1;
        if state.exchange(0, person, other) < 0 {
            state.swap(person, other);
            return true;
        }
    }
    false
}
