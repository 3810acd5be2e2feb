//! Decisions that part a level's plans in two.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::rules::PairRule;
use super::slots::{Shop, Slot, Team};

/// What is nearer to yes or no than this is decided: the master's tolerance.
const SURE: f64 = 1e-5;

/// What is so in one branch, and not so in the other.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// The participant is in a team of one of the marked slots, or in one of none of them.
    Place {
        /// Who.
        person: usize,
        /// For each slot, whether it is marked.
        slots: Vec<bool>,
        /// Which of the two.
        inside: bool,
    },
    /// The two are in one team, or in two.
    Pair {
        /// One.
        a: usize,
        /// The other.
        b: usize,
        /// Which of the two.
        together: bool,
    },
}

impl Decision {
    /// The other branch's.
    pub fn opposite(&self) -> Self {
        match self.clone() {
            Self::Place {
                person,
                slots,
                inside,
            } => Self::Place {
                person,
                slots,
                inside: !inside,
            },
            Self::Pair { a, b, together } => Self::Pair {
                a,
                b,
                together: !together,
            },
        }
    }

    /// Whether there may be such a team.
    pub fn allows(&self, team: &Team) -> bool {
        let has = |person: &usize| team.members.binary_search(person).is_ok();
        match self {
            Self::Place {
                person,
                slots,
                inside,
            } => slots[team.slot] == *inside || !has(person),
            Self::Pair { a, b, together } => match (has(a), has(b)) {
                (true, true) => *together,
                (false, false) => true,
                _ => !together,
            },
        }
    }

    /// The slot of the index with those candidates and rules that the decisions leave.
    pub fn restrict(decisions: &[Arc<Self>], index: usize, slot: &Slot) -> Slot {
        let mut slot = slot.clone();
        for decision in decisions {
            match &**decision {
                Self::Place {
                    person,
                    slots,
                    inside,
                } => {
                    if slots[index] != *inside {
                        slot.candidates.retain(|p| p != person);
                    } else if *inside && slot.teams.len() == 1 && only(slots, index) {
                        slot.force(*person);
                    }
                }
                Self::Pair { a, b, together } => slot.bind(*a, *b, *together),
            }
        }
        slot.close_where_impossible(decisions);
        slot
    }

    /// The most undecided ones about places: single slots, and slots where the place costs the participant the same.
    pub fn places(shop: &Shop, used: &[(&Team, f64)], most: usize) -> Vec<Self> {
        let count = shop.slots.len();
        let mut share = vec![0.0; shop.people * count];
        for (team, value) in used {
            for person in &team.members {
                share[person * count + team.slot] += value;
            }
        }
        let mut found: Vec<(f64, usize, Vec<usize>)> = Vec::new();
        for (person, share) in share.chunks(count).enumerate() {
            let mut groups: FxHashMap<Vec<i64>, Vec<usize>> = FxHashMap::default();
            for (slot, own) in shop.slots.iter().enumerate() {
                let places = own.rules.places.iter().map(|level| level[person]);
                groups.entry(places.collect()).or_default().push(slot);
            }
            let single = (0..count).map(|slot| vec![slot]);
            for slots in single.chain(groups.into_values()) {
                let sum: f64 = slots.iter().map(|slot| share[*slot]).sum();
                if sum > SURE && sum < 1.0 - SURE {
                    found.push(((sum - 0.5).abs(), person, slots));
                }
            }
        }
        found.sort_by(|one, other| {
            let key = |found: &(f64, usize, Vec<usize>)| (found.1, found.2.clone());
            one.0.total_cmp(&other.0).then(key(one).cmp(&key(other)))
        });
        found.dedup();
        let mut seen = vec![false; shop.people];
        found.retain(|(_, person, _)| !std::mem::replace(&mut seen[*person], true));
        let chosen = found.into_iter().take(most);
        let place = |(_, person, marked): (f64, usize, Vec<usize>)| Self::Place {
            person,
            slots: (0..count).map(|slot| marked.contains(&slot)).collect(),
            inside: true,
        };
        chosen.map(place).collect()
    }

    /// The most undecided ones about pairs (Ryan and Foster 1981).
    pub fn pairs(people: usize, used: &[(&Team, f64)], most: usize) -> Vec<Self> {
        let mut share = vec![0.0; people * people];
        for (team, value) in used {
            for (at, a) in team.members.iter().enumerate() {
                team.members[at + 1..]
                    .iter()
                    .for_each(|b| share[a * people + b] += value);
            }
        }
        let cells = share.iter().enumerate();
        let open = cells.filter(|(_, share)| **share > SURE && **share < 1.0 - SURE);
        let mut found: Vec<(f64, usize)> = open.map(|(at, s)| ((s - 0.5).abs(), at)).collect();
        found.sort_by(|one, other| one.0.total_cmp(&other.0).then(one.1.cmp(&other.1)));
        let pair = |(_, at): (f64, usize)| Self::Pair {
            a: at / people,
            b: at % people,
            together: true,
        };
        found.into_iter().take(most).map(pair).collect()
    }
}

/// Whether the slot is the only one that is marked.
fn only(slots: &[bool], index: usize) -> bool {
    slots[index] && slots.iter().filter(|marked| **marked).count() == 1
}

impl Slot {
    fn force(&mut self, person: usize) {
        if let Err(at) = self.forced.binary_search(&person) {
            self.forced.insert(at, person);
        }
    }

    fn bind(&mut self, a: usize, b: usize, together: bool) {
        let rule = |a, b| PairRule {
            level: 0,
            a,
            b,
            cost: 1,
        };
        let rules = Arc::make_mut(&mut self.rules);
        if together {
            rules.splits.extend([rule(a, b), rule(b, a)]);
        } else {
            rules.pairs.push(rule(a, b));
        }
    }

    /// Takes out those whose mates may not come, and everybody where somebody who must be in it may not.
    fn close_where_impossible(&mut self, decisions: &[Arc<Decision>]) {
        loop {
            let before = self.candidates.len();
            for decision in decisions {
                if let Decision::Pair {
                    a,
                    b,
                    together: true,
                } = &**decision
                {
                    let both = [a, b].map(|p| self.candidates.binary_search(p).is_ok());
                    if both[0] != both[1] {
                        self.candidates.retain(|p| p != a && p != b);
                    }
                }
            }
            if self.candidates.len() == before {
                break;
            }
        }
        let may = |p: &usize| self.candidates.binary_search(p).is_ok();
        if !self.forced.iter().all(may) {
            self.candidates.clear();
            self.forced.clear();
        }
    }
}
