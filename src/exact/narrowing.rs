//! Places that no plan needs, as columns tell them to the program that runs beside them.

use std::sync::{Mutex, MutexGuard};

use crate::control::Cancel;

/// Places that no plan needs which costs no more than the best one.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// Participants and teams.
    pub spare: Vec<(usize, usize)>,
    /// How many places are left.
    pub left: usize,
}

impl Narrowing {
    /// How many places there are.
    pub fn all(&self) -> usize {
        self.left + self.spare.len()
    }

    /// Whether a program over the places that are left has at most two thirds of what one has without those of `other` only.
    fn is_worth_more_than(&self, other: &Self) -> bool {
        let before = self.all().saturating_sub(other.spare.len());
        !self.spare.is_empty() && self.left * 3 <= before * 2
    }
}

/// What was told last, and the run of the program that hears of it.
#[derive(Default)]
pub struct Narrow {
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    told: Narrowing,
    /// What ends the run, and what it does without; `None` there: it is not to begin again.
    run: Cancel,
    without: Option<Narrowing>,
}

impl Narrow {
    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(|e| e.into_inner())
    }

    /// Tells places; a run ends that is much wider than it had to be.
    pub fn tell(&self, spare: Vec<(usize, usize)>, left: usize) {
        let mut inner = self.inner();
        inner.told = Narrowing { spare, left };
        let Inner { told, run, without } = &*inner;
        if without
            .as_ref()
            .is_some_and(|without| told.is_worth_more_than(without))
        {
            run.cancel();
        }
    }

    /// A run begins: what ends it, and the places that it can do without. `again`: whether it is to end when there are many more.
    pub fn begin(&self, outer: &Cancel, again: bool) -> (Cancel, Narrowing) {
        let mut inner = self.inner();
        inner.run = outer.child();
        inner.without = again.then(|| inner.told.clone());
        (inner.run.clone(), inner.told.clone())
    }

    /// Ends the run.
    pub fn end(&self) {
        self.inner().run.cancel();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_ends_when_it_is_much_too_wide() {
        let narrow = Narrow::default();
        let spare = |count: usize| (0..count).map(|p| (p, 0)).collect::<Vec<_>>();
        let outer = Cancel::default();
        let (first, without) = narrow.begin(&outer, true);
        assert!(without.spare.is_empty());
        narrow.tell(spare(30), 70);
        assert!(!first.is_cancelled());
        narrow.tell(spare(40), 60);
        assert!(first.is_cancelled() && !outer.is_cancelled());
        let (second, without) = narrow.begin(&outer, true);
        assert_eq!(without.left, 60);
        narrow.tell(spare(55), 45);
        assert!(!second.is_cancelled());
        narrow.tell(spare(60), 40);
        assert!(second.is_cancelled());
        let (third, _) = narrow.begin(&outer, false);
        narrow.tell(spare(99), 1);
        assert!(!third.is_cancelled());
        narrow.end();
        assert!(third.is_cancelled());
    }
}
