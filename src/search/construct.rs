//! A first assignment: teams are chosen to be open, then each participant in turn, those with the fewest places first, goes
//! where it costs least, as long as everybody else still finds room.

use std::sync::Arc;

use rand::RngExt;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::aim::Wanted;
use super::lot::below;
use crate::control::Limits;
use crate::model::Grouping;
use crate::score::{State, Tables};

/// With more teams than this, only wanted ones and a sample are looked at.
const MOST_TEAMS: usize = 128;
/// The size of the sample.
const SAMPLE: usize = 24;

/// Builds an assignment.
pub fn construct(
    tables: &Arc<Tables>,
    wanted: &Wanted,
    limits: &Limits,
    random: &mut Xoshiro256PlusPlus,
) -> Grouping {
    let sizes = tables.sizes();
    let open = open_teams(tables, wanted, &sizes);
    let mut room = Room::new(&sizes, &open, tables.people);
    let mut order: Vec<usize> = (0..tables.people).collect();
    for i in (1..order.len()).rev() {
        order.swap(i, below(random, i + 1));
    }
    let freedom: Vec<usize> = (0..tables.people).map(|p| tables.freedom(p)).collect();
    let mut block_size = vec![1; tables.people];
    for block in &tables.blocks {
        block.iter().for_each(|p| block_size[*p] = block.len());
    }
    order.sort_by_key(|p| (freedom[*p], std::cmp::Reverse(block_size[*p])));
    let mut state = State::empty(tables.clone());
    let open_list: Vec<usize> = (0..tables.teams).filter(|t| open[*t]).collect();
    let levels = tables.levels.len();
    for (index, participant) in order.iter().enumerate() {
        let hurry = index % 256 == 255 && limits.is_over();
        let sample: Vec<usize> = if tables.teams <= MOST_TEAMS && !hurry {
            open_list.clone()
        } else {
            let some = (0..SAMPLE).map(|_| open_list[below(random, open_list.len())]);
            let liked = wanted.of(*participant).iter().map(|t| *t as usize);
            some.chain(liked).chain(room.any()).collect()
        };
        let mut best: Option<(Vec<i64>, usize, u64)> = None;
        for team in sample {
            let crowded = !room.allows(team);
            // Someone who may only be in a full team still goes there.
            if crowded && freedom[*participant] >= tables.teams {
                continue;
            }
            let mut key = Vec::with_capacity(levels + 1);
            key.push(state.entry_gain(0, *participant, team) + 1_000_000_000 * i64::from(crowded));
            key.extend((1..levels).map(|level| state.entry(level, *participant, team)));
            key.push(state.heads(team) as i64);
            let tie = random.random::<u64>();
            if best.as_ref().is_none_or(|b| (&key, tie) < (&b.0, b.2)) {
                best = Some((key, team, tie));
            }
        }
        let team = best.map_or_else(|| room.any().unwrap_or(open_list[0]), |best| best.1);
        state.enter(*participant, team);
        room.take(team);
    }
    state.grouping()
}

/// Which teams are used, and how many heads they take.
struct Openings<'a> {
    sizes: &'a [(usize, usize)],
    open: Vec<bool>,
    least: usize,
    most: usize,
}

impl Openings<'_> {
    fn add(&mut self, team: usize) {
        if !self.open[team] {
            self.open[team] = true;
            self.least += self.sizes[team].0;
            self.most += self.sizes[team].1;
        }
    }

    /// Whether there are people enough to fill this team, too.
    fn affords(&self, team: usize, people: usize) -> bool {
        self.least + self.sizes[team].0 <= people
    }

    fn count(&self, counts: &[bool]) -> usize {
        let both = self.open.iter().zip(counts);
        both.filter(|(open, counts)| **open && **counts).count()
    }
}

/// The teams to use: those that somebody must be in, those that must be open, then the most wanted ones while there are
/// people for them and no room.
fn open_teams(tables: &Tables, wanted: &Wanted, sizes: &[(usize, usize)]) -> Vec<bool> {
    let mut demand = vec![0.0; tables.teams];
    for participant in 0..tables.people {
        let teams = wanted.of(participant);
        for team in teams {
            demand[*team as usize] += 1.0 / teams.len() as f64;
        }
    }
    let mut openings = Openings {
        sizes,
        open: vec![false; tables.teams],
        least: 0,
        most: 0,
    };
    let by_demand = |a: &usize, b: &usize| demand[*b].total_cmp(&demand[*a]).then(a.cmp(b));
    let mut homes: Vec<Vec<usize>> = (0..tables.people)
        .map(|participant| tables.homes(participant).collect())
        .filter(|homes: &Vec<usize>| !homes.is_empty())
        .collect();
    homes.sort_by_key(Vec::len);
    for homes in homes {
        if homes.iter().any(|team| openings.open[*team]) {
            continue;
        }
        let most_wanted = homes.into_iter().min_by(by_demand);
        if let Some(team) = most_wanted.filter(|team| openings.affords(*team, tables.people)) {
            openings.add(team);
        }
    }
    let mut ranked: Vec<usize> = (0..tables.teams).collect();
    ranked.sort_by(by_demand);
    for entry in &tables.levels[0].opened {
        let wants = usize::try_from(entry.band.low.unwrap_or(0)).unwrap_or(0);
        let missing = wants.saturating_sub(openings.count(&entry.counts));
        let closed = |team: &&usize| entry.counts[**team] && !openings.open[**team];
        let more: Vec<usize> = ranked
            .iter()
            .filter(closed)
            .take(missing)
            .copied()
            .collect();
        more.into_iter().for_each(|team| openings.add(team));
    }
    let ceilings: Vec<(usize, &Vec<bool>)> = tables.levels[0]
        .opened
        .iter()
        .filter_map(|entry| Some((usize::try_from(entry.band.high?).ok()?, &entry.counts)))
        .collect();
    let mut used: Vec<usize> = ceilings
        .iter()
        .map(|(_, counts)| openings.count(counts))
        .collect();
    for team in ranked.iter().copied() {
        // Between the least and the most room, a team for about every (least + most) / 2 people.
        if openings.most >= tables.people && (openings.least + openings.most) / 2 >= tables.people {
            break;
        }
        let over = ceilings
            .iter()
            .zip(&used)
            .any(|((high, counts), used)| counts[team] && used >= high);
        if !openings.open[team] && openings.affords(team, tables.people) && !over {
            openings.add(team);
            for ((_, counts), used) in ceilings.iter().zip(&mut used) {
                *used += usize::from(counts[team]);
            }
        }
    }
    if !openings.open.contains(&true) {
        openings.open[ranked[0]] = true;
    }
    openings.open
}

/// How much room is left where.
struct Room {
    least: Vec<usize>,
    most: Vec<usize>,
    heads: Vec<usize>,
    /// Heads that open teams still need.
    needed: usize,
    people_left: usize,
    /// Where to look next for a team with room.
    next: usize,
}

impl Room {
    fn new(sizes: &[(usize, usize)], open: &[bool], people: usize) -> Self {
        let of = |which: fn(&(usize, usize)) -> usize| -> Vec<usize> {
            let pairs = sizes.iter().zip(open);
            pairs
                .map(|(size, open)| if *open { which(size) } else { 0 })
                .collect()
        };
        let least = of(|size| size.0);
        Self {
            needed: least.iter().sum(),
            most: of(|size| size.1),
            heads: vec![0; sizes.len()],
            least,
            people_left: people,
            next: 0,
        }
    }

    /// Whether one more fits, so that the others can still fill the teams that need them.
    fn allows(&self, team: usize) -> bool {
        let helps = self.heads[team] < self.least[team];
        self.heads[team] < self.most[team] && (helps || self.people_left > self.needed)
    }

    /// A team that allows one more.
    fn any(&mut self) -> Option<usize> {
        let teams = self.heads.len();
        for step in 0..teams {
            let team = (self.next + step) % teams;
            if self.allows(team) {
                self.next = team;
                return Some(team);
            }
        }
        None
    }

    fn take(&mut self, team: usize) {
        if self.heads[team] < self.least[team] {
            self.needed -= 1;
        }
        self.heads[team] += 1;
        self.people_left -= 1;
    }
}
