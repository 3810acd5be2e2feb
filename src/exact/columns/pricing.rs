//! Pricing: the columns of one slot with a small reduced cost, by depth-first search over its candidates.
//!
//! Candidates come in the order of what they cost by themselves. A branch ends where its lower bound (the best k candidates
//! that are left, plus what the rules cost at the least with exactly k more, least over k) is not below what is looked for.
//! Interrupted, the search still knows a lower bound of what it has not seen.

use super::bounds::FORBIDDEN;
use super::prices::Fine;
use super::tables::Tables;
use super::team::Draft;
use crate::control::Limits;

/// How many nodes between two looks at the limits.
const LOOK: u64 = 512;

/// What to look for.
pub struct Search<'a> {
    /// Only columns that cost less.
    pub below: Fine,
    /// Of these, so many of the best; the least one is always among them.
    pub keep: usize,
    /// All of them are wanted: with more than `keep`, the search ends at once.
    pub all: bool,
    /// When to stop.
    pub limits: &'a Limits,
    /// Stop after so many nodes.
    pub nodes: u64,
}

/// What a search found.
pub struct Found {
    /// Reduced cost and members of columns, the best first.
    pub columns: Vec<(Fine, Vec<usize>)>,
    /// No column of the slot costs less; at most what was looked below.
    pub least: Fine,
    /// Whether there may be columns that were looked for and are not here.
    pub more: bool,
    /// How many nodes were looked at.
    pub nodes: u64,
}

/// Looks at every team of the slot, unless it is stopped.
pub fn search(tables: &Tables, search: &Search) -> Found {
    let mut walk = Walk {
        draft: Draft::new(tables),
        search,
        best: Vec::new(),
        limit: search.below,
        nodes: 0,
        stopped: false,
        unseen: Fine::MAX,
        dropped: false,
        candidates: tables.order.len(),
    };
    walk.visit(tables.forced);
    let mut columns = walk.best;
    columns.sort();
    let seen = columns.first().map_or(search.below, |(cost, _)| *cost);
    let person = |members: Vec<usize>| members.into_iter().map(|at| tables.order[at]).collect();
    Found {
        columns: columns
            .into_iter()
            .map(|(cost, m)| (cost, person(m)))
            .collect(),
        least: seen.min(walk.unseen),
        more: walk.stopped || walk.dropped,
        nodes: walk.nodes,
    }
}

struct Walk<'a> {
    draft: Draft<'a>,
    search: &'a Search<'a>,
    best: Vec<(Fine, Vec<usize>)>,
    /// What is still looked for costs less.
    limit: Fine,
    nodes: u64,
    stopped: bool,
    /// A lower bound of what was not seen because of a stop.
    unseen: Fine,
    /// Whether columns were left out because there were better ones enough.
    dropped: bool,
    candidates: usize,
}

impl Walk<'_> {
    /// Every team of the members and any candidates from the position on.
    fn visit(&mut self, from: usize) {
        self.nodes += 1;
        if self.nodes >= self.search.nodes
            || (self.nodes.is_multiple_of(LOOK) && self.search.limits.is_over())
        {
            self.stopped = true;
        }
        let cost = self.draft.cost();
        if cost < self.limit {
            self.keep(cost);
        }
        for at in from..self.candidates {
            let bound = self.draft.bound(at);
            if bound >= self.limit {
                return;
            }
            if self.stopped {
                self.unseen = self.unseen.min(bound);
                return;
            }
            if self.draft.clashes(at) {
                continue;
            }
            self.draft.include(at);
            self.visit(at + 1);
            self.draft.undo();
        }
    }

    fn keep(&mut self, cost: Fine) {
        let worst = |best: &[(Fine, Vec<usize>)]| {
            let costs = best.iter().enumerate().map(|(at, (cost, _))| (*cost, at));
            costs.max()
        };
        self.best.push((cost, self.draft.members.clone()));
        if self.search.all {
            self.stopped |= self.best.len() > self.search.keep;
            return;
        }
        if self.best.len() > self.search.keep {
            self.dropped = true;
            if let Some((_, at)) = worst(&self.best) {
                self.best.swap_remove(at);
            }
        }
        if self.best.len() == self.search.keep
            && let Some((cost, _)) = worst(&self.best)
        {
            self.limit = cost;
        }
    }
}

/// Better columns by local search from teams of the slot: members added, taken out and exchanged while that pays. Gives the
/// best ones below 0.
pub fn descend(tables: &Tables, starts: &[&[usize]], keep: usize) -> Vec<(Fine, Vec<usize>)> {
    let mut position = vec![usize::MAX; tables.order.iter().max().map_or(0, |p| p + 1)];
    for (at, person) in tables.order.iter().enumerate() {
        position[*person] = at;
    }
    let mut found: Vec<(Fine, Vec<usize>)> = Vec::new();
    for start in starts {
        let mut members: Vec<usize> = start
            .iter()
            .filter_map(|p| position.get(*p).copied())
            .filter(|at| *at != usize::MAX && *at >= tables.forced)
            .collect();
        let mut best = cost_of(tables, &members);
        while let Some((cost, better)) = step(tables, &members, best) {
            (best, members) = (cost, better);
            if best < 0 {
                let mut people: Vec<usize> =
                    (0..tables.forced).chain(members.iter().copied()).collect();
                people.sort_unstable();
                found.push((best, people));
            }
        }
    }
    found.sort();
    found.dedup();
    found.truncate(keep);
    for (_, members) in &mut found {
        members.iter_mut().for_each(|at| *at = tables.order[*at]);
    }
    found
}

fn cost_of(tables: &Tables, members: &[usize]) -> Fine {
    let mut draft = Draft::new(tables);
    members.iter().for_each(|at| draft.include(*at));
    draft.cost()
}

/// The best change of one member, if it makes the team cheaper.
fn step(tables: &Tables, members: &[usize], cost: Fine) -> Option<(Fine, Vec<usize>)> {
    let mut best: Option<(Fine, Option<usize>, Option<usize>)> = None;
    let none = std::iter::once(None);
    for out in none.chain((0..members.len()).map(Some)) {
        let mut draft = Draft::new(tables);
        for (index, at) in members.iter().enumerate() {
            if Some(index) != out {
                draft.include(*at);
            }
        }
        let mut offer = |cost: Fine, incoming: Option<usize>| {
            if best.as_ref().is_none_or(|(least, ..)| cost < *least) {
                best = Some((cost, out, incoming));
            }
        };
        if out.is_some() {
            offer(draft.cost(), None);
        }
        for at in tables.forced..tables.order.len() {
            if !draft.has(at) && out.map(|out| members[out]) != Some(at) {
                draft.include(at);
                offer(draft.cost(), Some(at));
                draft.undo();
            }
        }
    }
    let (least, out, incoming) = best?;
    if least >= cost || least >= FORBIDDEN / 2 {
        return None;
    }
    let mut changed = members.to_vec();
    if let Some(out) = out {
        changed.swap_remove(out);
    }
    changed.extend(incoming);
    Some((least, changed))
}
