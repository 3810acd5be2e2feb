//! A level's plans in parts, by how many teams of each theme are open: of each class of teams that nothing tells apart.
//!
//! Which teams are open decides most of what a plan costs, and a program that leaves it open bounds badly: its relaxation opens a third of
//! a team. With it decided, the relaxation is much tighter, so that few of the thousands of ways to open teams are left after a linear
//! program for each, and most of these end at the root of their own program. It is branch and bound on sums of columns that are decided
//! before all others, with a program of its own, and columns of its own, at every leaf.

mod alone;
mod board;
mod by_columns;
mod by_program;
mod gains;
mod item;
mod opening;
mod parting;

pub use alone::{ByOpenings, by_openings};
pub use board::{Board, Left};
pub use by_columns::work_by_columns;
pub use by_program::work_by_program;

use super::contest::Contest;
use super::exchange::Exchange;
use super::job::Job;
use super::symmetry;
use opening::Opening;

/// Linear programs of more places take too long for many of them.
const MOST_PLACES: usize = 6_000;
/// More classes of teams that may be open or not are too many to decide.
const MOST_CLASSES: usize = 48;

/// The openings of a level that is large enough to gain from them and small enough for many linear programs; `left`: what a level
/// before has left of them, which is taken.
pub fn board<'a>(
    job: &Job,
    exchange: &'a Exchange<'a>,
    contest: &Contest,
    left: &mut Option<Left>,
) -> Option<Board<'a>> {
    let places = job.compiled.people * job.compiled.teams;
    let strict = exchange.best().keeps_hard_rules() && job.compiled.levels[0].floor >= 0;
    if !contest.complete || !strict || places > MOST_PLACES {
        return None;
    }
    let classes = symmetry::classes_of_teams(&job.compiled.levels, job.compiled.teams);
    let known = Opening::of(&contest.program, &classes);
    let undecided = known.undecided().count();
    if contest.program.program().is_binary() || undecided == 0 || undecided > MOST_CLASSES {
        return None;
    }
    Some(Board::new(exchange, classes, known, left.take()))
}
