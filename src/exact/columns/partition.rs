//! The last step over a pool: tries every way to part everyone into its teams, as long as reduced costs leave room.
//!
//! A plan costs at least the prices' base and the reduced costs of its teams, so a branch ends where these use up what is left
//! below the best plan. The participant with the fewest teams left comes first, as in exact covers (Knuth 2000); whole numbers
//! only, so the proof does not rest on anybody's tolerances.

use super::prices::Fine;
use super::slots::Team;
use crate::control::Limits;

/// How many nodes between two looks at the limits.
const LOOK: u64 = 1024;

/// What is parted.
pub struct Partition<'a> {
    /// How many participants.
    pub people: usize,
    /// How many teams each slot has.
    pub slots: &'a [usize],
    /// The teams.
    pub teams: &'a [Team],
    /// Their reduced costs.
    pub reduced: &'a [Fine],
    /// When to stop.
    pub limits: &'a Limits,
    /// Stop after so many nodes.
    pub nodes: u64,
}

impl Partition<'_> {
    /// Tells `found` every way whose reduced costs are at most `room`; it returns the room that is left then. Whether all were
    /// looked at.
    pub fn search(&self, room: i128, found: &mut dyn FnMut(&[usize]) -> i128) -> bool {
        let words = self.people.div_ceil(64);
        let mut masks = vec![0_u64; words * self.teams.len()];
        for (team, mask) in self.teams.iter().zip(masks.chunks_mut(words)) {
            team.members
                .iter()
                .for_each(|p| mask[p / 64] |= 1 << (p % 64));
        }
        let mut order: Vec<usize> = (0..self.teams.len()).collect();
        order.sort_by_key(|at| (self.reduced[*at], *at));
        let mut walk = Walk {
            partition: self,
            words,
            masks,
            room,
            found,
            chosen: Vec::new(),
            in_slot: vec![0; self.slots.len()],
            is_in_team: vec![false; self.people],
            nodes: 0,
            stopped: false,
        };
        walk.visit(&order, 0, self.people);
        !walk.stopped
    }
}

struct Walk<'a> {
    partition: &'a Partition<'a>,
    words: usize,
    masks: Vec<u64>,
    room: i128,
    found: &'a mut dyn FnMut(&[usize]) -> i128,
    chosen: Vec<usize>,
    in_slot: Vec<usize>,
    is_in_team: Vec<bool>,
    nodes: u64,
    stopped: bool,
}

impl Walk<'_> {
    /// `left`: the teams that fit beside the chosen ones, the cheapest first; `used`: what the chosen ones cost; `missing`: how
    /// many are in no team.
    fn visit(&mut self, left: &[usize], used: i128, missing: usize) {
        if missing == 0 {
            self.room = self.room.min((self.found)(&self.chosen));
            return;
        }
        self.nodes += 1;
        let over = self.nodes.is_multiple_of(LOOK) && self.partition.limits.is_over();
        if self.nodes >= self.partition.nodes || over {
            self.stopped = true;
            return;
        }
        let Some(person) = self.scarcest(left, used) else {
            return;
        };
        for place in 0..left.len() {
            let at = left[place];
            let team = &self.partition.teams[at];
            let cost = used + i128::from(self.partition.reduced[at]);
            if self.stopped {
                return;
            }
            if !team.members.contains(&person) || cost > self.room {
                continue;
            }
            self.take(at, true);
            let fitting = self.fitting(left, at, cost);
            self.visit(&fitting, cost, missing - team.members.len());
            self.take(at, false);
        }
    }

    fn take(&mut self, at: usize, taken: bool) {
        let team = &self.partition.teams[at];
        team.members
            .iter()
            .for_each(|p| self.is_in_team[*p] = taken);
        if taken {
            self.in_slot[team.slot] += 1;
            self.chosen.push(at);
        } else {
            self.in_slot[team.slot] -= 1;
            self.chosen.pop();
        }
    }

    /// The teams that still fit beside the one at `at`.
    fn fitting(&self, left: &[usize], at: usize, cost: i128) -> Vec<usize> {
        let mask = |at: usize| &self.masks[at * self.words..(at + 1) * self.words];
        let own = mask(at);
        let fits = |other: &&usize| {
            let slot = self.partition.teams[**other].slot;
            self.in_slot[slot] < self.partition.slots[slot]
                && cost + i128::from(self.partition.reduced[**other].min(0)) <= self.room
                && own
                    .iter()
                    .zip(mask(**other))
                    .all(|(one, other)| one & other == 0)
        };
        let affordable = left.iter();
        affordable.filter(fits).copied().collect()
    }

    /// The participant without a team whom the fewest teams have; `None` where somebody is left out or it becomes too dear:
    /// each costs at least the smallest share of a team's reduced cost.
    fn scarcest(&self, left: &[usize], used: i128) -> Option<usize> {
        let mut count = vec![0_u32; self.partition.people];
        let mut share = vec![Fine::MAX; self.partition.people];
        for at in left {
            let members = &self.partition.teams[*at].members;
            let each = self.partition.reduced[*at].div_euclid(members.len() as Fine);
            for person in members {
                count[*person] += 1;
                share[*person] = share[*person].min(each);
            }
        }
        let open = (0..count.len()).filter(|person| !self.is_in_team[*person]);
        let person = open.clone().min_by_key(|person| count[*person])?;
        if count[person] == 0 {
            return None;
        }
        let rest: i128 = open.map(|person| i128::from(share[person])).sum();
        (used + rest <= self.room).then_some(person)
    }
}
