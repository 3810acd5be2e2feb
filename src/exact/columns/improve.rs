//! Better columns of one slot by local search: members added, taken out and exchanged.

use rustc_hash::FxHashSet;

use super::bounds::FORBIDDEN;
use super::prices::Fine;
use super::tables::Tables;
use super::team::Draft;

/// Who was taken out does not come back, and who came does not leave, for so many steps.
const TABOO: usize = 6;

/// A change of a team: who leaves, who comes, and what it costs then.
struct Change {
    cost: Fine,
    out: Option<usize>,
    incoming: Option<usize>,
}

/// A team that changes, by positions.
struct Walker<'a> {
    tables: &'a Tables,
    /// Without the forced ones.
    members: Vec<usize>,
    cost: Fine,
}

impl<'a> Walker<'a> {
    /// Begins with those of the people who are candidates.
    fn new(tables: &'a Tables, position: &[usize], start: &[usize]) -> Self {
        let at = start.iter().filter_map(|p| position.get(*p).copied());
        let members: Vec<usize> = at
            .filter(|at| *at != usize::MAX && *at >= tables.forced)
            .collect();
        let mut draft = Draft::new(tables);
        members.iter().for_each(|at| draft.include(*at));
        Self {
            tables,
            cost: draft.cost(),
            members,
        }
    }

    /// The best change of one member, or of one for another, of those who may be changed.
    fn best(&self, may: impl Fn(usize) -> bool) -> Option<Change> {
        let mut best: Option<Change> = None;
        let mut offer = |cost: Fine, out: Option<usize>, incoming: Option<usize>| {
            if cost < FORBIDDEN / 2 && best.as_ref().is_none_or(|best| cost < best.cost) {
                best = Some(Change {
                    cost,
                    out,
                    incoming,
                });
            }
        };
        let outs = self.members.iter().copied().filter(|at| may(*at)).map(Some);
        for out in std::iter::once(None).chain(outs) {
            let mut draft = Draft::new(self.tables);
            let rest = self.members.iter().filter(|at| Some(**at) != out);
            rest.for_each(|at| draft.include(*at));
            if out.is_some() {
                offer(draft.cost(), out, None);
            }
            for at in self.tables.forced..self.tables.order.len() {
                if !draft.has(at) && out != Some(at) && may(at) {
                    draft.include(at);
                    offer(draft.cost(), out, Some(at));
                    draft.undo();
                }
            }
        }
        best
    }

    fn make(&mut self, change: &Change) {
        self.members.retain(|at| Some(*at) != change.out);
        self.members.extend(change.incoming);
        self.cost = change.cost;
    }

    /// Everybody in the team, ascending.
    fn people(&self) -> Vec<usize> {
        let all = (0..self.tables.forced).chain(self.members.iter().copied());
        let mut people: Vec<usize> = all.map(|at| self.tables.order[at]).collect();
        people.sort_unstable();
        people
    }
}

fn positions(tables: &Tables) -> Vec<usize> {
    let mut position = vec![usize::MAX; tables.order.iter().max().map_or(0, |p| p + 1)];
    for (at, person) in tables.order.iter().enumerate() {
        position[*person] = at;
    }
    position
}

/// Changes the teams while that pays: the best columns below 0 on the way.
pub fn descend(tables: &Tables, starts: &[&[usize]], keep: usize) -> Vec<(Fine, Vec<usize>)> {
    let position = positions(tables);
    let mut found = Vec::new();
    for start in starts {
        let mut walker = Walker::new(tables, &position, start);
        while let Some(change) = walker.best(|_| true).filter(|c| c.cost < walker.cost) {
            walker.make(&change);
            if walker.cost < 0 {
                found.push((walker.cost, walker.people()));
            }
        }
    }
    least(found, keep)
}

/// Changes the teams so many times, each time as well as can be, be it for the worse, without going back soon (tabu search, Glover
/// 1989): the best columns below 0 on the way.
pub fn roam(
    tables: &Tables,
    starts: &[&[usize]],
    steps: usize,
    keep: usize,
) -> Vec<(Fine, Vec<usize>)> {
    let position = positions(tables);
    let mut found = Vec::new();
    let mut seen: FxHashSet<Vec<usize>> = FxHashSet::default();
    for start in starts {
        let mut walker = Walker::new(tables, &position, start);
        let mut free = vec![0; tables.order.len()];
        for step in 1..=steps {
            let Some(change) = walker.best(|at| free[at] <= step) else {
                break;
            };
            walker.make(&change);
            let changed = change.out.into_iter().chain(change.incoming);
            changed.for_each(|at| free[at] = step + TABOO);
            let people = walker.people();
            if walker.cost < 0 && seen.insert(people.clone()) {
                found.push((walker.cost, people));
            }
        }
    }
    least(found, keep)
}

fn least(mut found: Vec<(Fine, Vec<usize>)>, keep: usize) -> Vec<(Fine, Vec<usize>)> {
    found.sort();
    found.dedup();
    found.truncate(keep);
    found
}
