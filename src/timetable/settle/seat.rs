//! Who can score what in an arrangement, and the best panels for it.

use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::{Settle, State};
use crate::timetable::structure::seated::meets_barred;

impl Settle<'_> {
    /// `[judge][block]`: the room in which the judge can score. Empty where judges do not stay.
    fn rooms(&self, state: &State) -> Vec<Option<usize>> {
        let (scene, blocks) = (self.scene, self.scene.blocks());
        let stays = state.stays.iter().enumerate();
        let may_stay = |(at, room): (usize, &Option<usize>)| {
            let (judge, block) = (at / blocks, at % blocks);
            room.filter(|room| !meets_barred(scene, &state.plan, judge, block, *room))
        };
        stays.map(may_stay).collect()
    }

    /// At least so many seats nobody can take, whoever judges what: each room and time by itself. Counted up to `enough`.
    pub(super) fn lacking(&self, state: &State, enough: f64) -> f64 {
        let scene = self.scene;
        if !scene.seated {
            return 0.0;
        }
        let (rooms, blocks) = (self.rooms(state), scene.blocks());
        let mut lacking = 0_usize;
        for (item, slot) in (0..scene.items.len()).map(|item| (item, state.plan.slot(item))) {
            let Some((time, room)) = slot else { continue };
            let here = |judge: &usize| {
                rooms[judge * blocks + scene.block_of[time]] == Some(room)
                    && scene.free[*judge][time]
                    && !scene.conflict[item][*judge]
            };
            let judges = (0..scene.judges()).filter(here).take(scene.per_item);
            lacking += scene.per_item - judges.count();
            if lacking as f64 > enough {
                break;
            }
        }
        lacking as f64
    }

    /// The best panels for the arrangement.
    pub(super) fn seat(&self, state: &mut State, random: &mut Xoshiro256PlusPlus) {
        let scene = self.scene;
        let (plan, blocks) = (&state.plan, scene.blocks());
        let rooms = self.rooms(state);
        let allowed = |item: usize, judge: usize| {
            plan.slot(item).is_none_or(|(time, room)| {
                let stay = judge * blocks + scene.block_of[time];
                !scene.seated || rooms[stay] == Some(room)
            })
        };
        let wanted = self.witnesses(state, &allowed, random);
        state.plan = self.panels.seat_where(scene, plan, &allowed, &wanted).0;
    }

    /// For each anchor and each room that is used, a talk for the anchor to score, as far as there are such.
    fn witnesses(
        &self,
        state: &State,
        allowed: &dyn Fn(usize, usize) -> bool,
        random: &mut Xoshiro256PlusPlus,
    ) -> Vec<(usize, usize)> {
        let (scene, plan) = (self.scene, &state.plan);
        let mut wanted: Vec<(usize, usize)> = Vec::new();
        for judge in &state.anchors {
            // [room]: the times at which the judge could score something there.
            let turn = random.random_range(0..scene.times());
            let choices: Vec<Vec<usize>> = (0..scene.rooms)
                .map(|room| {
                    let times = (0..scene.times()).map(|time| (time + turn) % scene.times());
                    let can = |time: &usize| {
                        plan.at(*time, room).is_some_and(|item| {
                            let taken = wanted.iter().filter(|(other, _)| *other == item);
                            scene.free[*judge][*time]
                                && !scene.conflict[item][*judge]
                                && allowed(item, *judge)
                                && taken.count() < scene.per_item
                        })
                    };
                    times.filter(can).collect()
                })
                .collect();
            let mut at: Vec<Option<usize>> = vec![None; scene.times()];
            for room in 0..scene.rooms {
                let mut tried = vec![false; scene.times()];
                find_time(room, &choices, &mut at, &mut tried);
            }
            let seats = at.iter().enumerate();
            let seats = seats.filter_map(|(time, room)| plan.at(time, (*room)?));
            wanted.extend(seats.map(|item| (item, *judge)));
        }
        wanted
    }
}

/// Gives the room a time of its own (augmenting paths, Kuhn 1955).
fn find_time(
    room: usize,
    choices: &[Vec<usize>],
    at: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    for time in &choices[room] {
        if std::mem::replace(&mut tried[*time], true) {
            continue;
        }
        let is_free = match at[*time] {
            None => true,
            Some(other) => find_time(other, choices, at, tried),
        };
        if is_free {
            at[*time] = Some(room);
            return true;
        }
    }
    false
}
