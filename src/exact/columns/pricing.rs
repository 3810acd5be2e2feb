//! Pricing: the columns of one slot with a small reduced cost, by depth-first search over its candidates.
//!
//! Candidates come in the order of what they cost by themselves. A branch ends where its lower bound (the best k candidates
//! that are left, plus what the rules cost at the least with exactly k more, least over k) is not below what is looked for.
//! Interrupted, the search still knows a lower bound of what it has not seen.

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
    /// Only those with the candidate at this position.
    pub with: Option<usize>,
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
    /// Whether the search was stopped before its end.
    pub stopped: bool,
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
    if let Some(at) = search.with.filter(|at| *at >= tables.forced) {
        // The bounds count it among the candidates that are left all the same, which makes them lower at the most.
        if walk.draft.clashes(at) {
            return walk.nothing();
        }
        walk.draft.include(at);
    }
    let ended = (0..tables.forced).map(|at| walk.draft.ended(at)).sum();
    walk.visit(tables.forced, ended);
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
        stopped: walk.stopped,
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
    /// There is no such column.
    fn nothing(self) -> Found {
        Found {
            columns: Vec::new(),
            least: self.search.below,
            more: false,
            stopped: false,
            nodes: 0,
        }
    }

    /// Every team of the members and any candidates from the position on; `ended` is what the cuts cost that have nobody from there
    /// on.
    fn visit(&mut self, from: usize, mut ended: Fine) {
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
        let taken = self.search.with;
        for at in from..self.candidates {
            let bound = self
                .draft
                .bound(at, self.limit - ended)
                .saturating_add(ended);
            if bound >= self.limit {
                return;
            }
            if self.stopped {
                self.unseen = self.unseen.min(bound);
                return;
            }
            if !self.draft.clashes(at) && taken != Some(at) {
                self.draft.include(at);
                self.visit(at + 1, ended + self.draft.ended(at));
                self.draft.undo();
            }
            ended += self.draft.ended(at);
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
