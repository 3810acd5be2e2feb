//! The public part of a lottery: who draws when, and what. Anybody can repeat it with `sha256sum` and a calculator.

use jiff::civil::Time;
use sha2::{Digest, Sha256};

use crate::model::{Grouping, Session, Workshop};
use crate::timetable::item::Item;
use crate::timetable::placed::Placed;
use crate::timetable::scene::Scene;

/// So many hexadecimal digits of a hash are used: the largest whole number of them that a shell's arithmetic holds.
const DIGITS: usize = 15;

/// The lots of a session.
#[derive(Clone, Copy, Debug)]
pub struct Lots<'l> {
    /// The public seed.
    pub seed: &'l str,
    /// The session's id.
    pub session: &'l str,
}

impl Lots<'_> {
    /// The first digits of SHA-256 of `seed|session|item|purpose`.
    fn digits(&self, item: &str, purpose: &str) -> String {
        let text = format!("{}|{}|{item}|{purpose}", self.seed, self.session);
        let hash = Sha256::digest(text.as_bytes());
        let digits: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        digits[..DIGITS].to_owned()
    }

    /// What decides when the item draws.
    pub fn ticket(&self, item: &str) -> String {
        self.digits(item, "order")
    }

    /// What decides what the item draws.
    pub fn lot(&self, item: &str) -> String {
        self.digits(item, "lot")
    }

    /// The positions of the items in the order in which they draw: by ticket, equal ones by key.
    pub fn order(&self, items: &[Item]) -> Vec<usize> {
        let mut order: Vec<usize> = (0..items.len()).collect();
        order.sort_by_cached_key(|item| (self.ticket(&items[*item].key), &items[*item].key));
        order
    }

    /// Which of so many starts a lot draws, counted from 0.
    ///
    /// # Panics
    /// Where there are none.
    pub fn chosen(lot: &str, among: usize) -> usize {
        let number = u64::from_str_radix(lot, 16).unwrap_or(0);
        (number % among as u64) as usize
    }

    /// Random numbers for what is not drawn: they do not depend on the solver's seed.
    pub(super) fn random(&self) -> u64 {
        u64::from_str_radix(&self.digits("", "search"), 16).unwrap_or(0)
    }
}

/// Per item the starts at which its people and enough judges can be there: no other is permissible, whatever the rules are.
pub fn possible_starts(
    workshop: &Workshop,
    grouping: &Grouping,
    session: &Session,
    earlier: &[Placed],
    items: &[Item],
) -> Vec<Vec<Time>> {
    let scene = Scene::new(workshop, grouping, session, earlier, items);
    let possible = |item: usize| {
        let times = 0..scene.times();
        let there = times.filter(|time| scene.is_possible(item, *time));
        there.map(|time| scene.starts[time]).collect()
    };
    (0..items.len()).map(possible).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `printf '20261217|talks|akiya|order' | sha256sum`, and so on.
    #[test]
    fn lots_are_what_sha256sum_says() {
        let lots = Lots {
            seed: "20261217",
            session: "talks",
        };
        assert_eq!(lots.ticket("akiya"), "e0d79646b2f6b9b");
        assert_eq!(lots.lot("akiya"), "7fd589463ff3b49");
        assert_eq!(lots.lot("空き家"), "c47b5f268614fb4");
        assert_eq!(Lots::chosen("000000000000010", 5), 1);
        assert_eq!(Lots::chosen("fffffffffffffff", 1000), 975);
    }
}
