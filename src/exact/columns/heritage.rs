//! What the proof of one level leaves to the next: its columns, the cuts that mattered, and, where the level was proved tightly, a
//! list of all columns that still matter.
//!
//! A team is a team whatever is minimised, and a cut holds for every way to part everyone into teams, so the next level's master
//! begins where the last one ended.

use rustc_hash::FxHashSet;

use super::prices::Cut;
use super::slots::{Shop, Team};
use super::spare::Spare;
use crate::rules::term::Money;

/// Columns and cuts, free of the slots of their level.
#[derive(Clone, Debug, Default)]
pub struct Heritage {
    /// The name of a team and its members.
    teams: Vec<(usize, Vec<usize>)>,
    /// Cuts with a price at the end.
    cuts: Vec<Cut>,
    /// All that matters from now on, where that is known.
    list: Option<List>,
    /// Places that no plan needs, found by each level so far.
    spare: Vec<Spare>,
}

/// Every column that a plan can use which costs no more at the levels so far.
#[derive(Clone, Debug)]
struct List {
    /// What the best plan costs at these levels.
    cost: Vec<Money>,
    /// For each slot, the names of the teams that its columns can be.
    names: Vec<Vec<usize>>,
    /// Slots and members.
    teams: Vec<(usize, Vec<usize>)>,
}

impl Heritage {
    /// A level's columns and cuts.
    pub fn of(shop: &Shop, teams: &[Team], cuts: Vec<Cut>) -> Self {
        let name = |team: &Team| (shop.slots[team.slot].teams[0], team.members.clone());
        Self {
            teams: teams.iter().map(name).collect(),
            cuts,
            list: None,
            spare: Vec::new(),
        }
    }

    /// Its columns and cuts, which hold whatever else is known.
    pub fn shared(&self) -> Self {
        Self {
            teams: self.teams.clone(),
            cuts: self.cuts.clone(),
            ..Self::default()
        }
    }

    /// Takes over the columns and cuts of another.
    pub fn take_over(&mut self, other: &Self) {
        let known: FxHashSet<_> = self.teams.iter().cloned().collect();
        let new = other.teams.iter().filter(|team| !known.contains(team));
        self.teams.extend(new.cloned());
        self.cuts.extend(&other.cuts);
        self.cuts.sort_unstable();
        self.cuts.dedup();
    }

    /// Whether all that matters at the next level is known.
    pub fn has_list(&self) -> bool {
        self.list.is_some()
    }

    /// Keeps the list of another, which is about the same level.
    pub fn keep_list(&mut self, other: &mut Self) {
        self.list = other.list.take();
    }

    /// Takes over the spare places of another, which the level began with.
    pub fn keep_spare(&mut self, other: &mut Self) {
        self.spare = std::mem::take(&mut other.spare);
    }

    /// Adds places that the levels after this one can do without.
    pub fn spare(&mut self, spare: Spare) {
        self.spare.push(spare);
    }

    /// Participants and teams where plans that cost no more than `cost` at the levels so far do not have them.
    pub fn spare_places(&self, cost: &[Money]) -> Vec<(usize, usize)> {
        let places = self.spare.iter();
        let mut places: Vec<_> = places.flat_map(|spare| spare.places(cost)).collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().copied().collect()
    }

    /// Adds the list of all columns that matter once the level is proved at this cost.
    pub fn restrict(&mut self, shop: &Shop, list: Vec<Team>, cost: &[Money]) {
        let names = (0..shop.slots.len()).map(|slot| shop.names(slot).collect());
        let teams = list.into_iter().map(|team| (team.slot, team.members));
        self.list = Some(List {
            cost: cost[..=shop.level].to_vec(),
            names: names.collect(),
            teams: teams.collect(),
        });
    }

    /// All columns that plans can use which cost no more than `cost` at the levels before; `None` where that is not known, or they
    /// are more than `most`: teams that were alike may not be alike any more.
    pub fn list(&self, shop: &Shop, cost: &[Money], most: usize) -> Option<Vec<Team>> {
        let list = self.list.as_ref()?;
        if cost[..shop.level] != list.cost[..] {
            return None;
        }
        let mut known = FxHashSet::default();
        for (slot, members) in &list.teams {
            let slots = list.names[*slot].iter();
            let slots = slots.filter_map(|name| shop.slot_of(*name, members));
            known.extend(slots.map(|slot| (slot, members)));
            if known.len() > most {
                return None;
            }
        }
        let mut keys: Vec<_> = known.into_iter().collect();
        keys.sort_unstable();
        let team = |(slot, members): (usize, &Vec<usize>)| shop.team(slot, members.clone());
        Some(keys.into_iter().map(team).collect())
    }

    /// The columns that another level's slots can hold.
    pub fn columns(&self, shop: &Shop) -> Vec<(usize, Vec<usize>)> {
        let placed = self.teams.iter().filter_map(|(name, members)| {
            let slot = shop.slot_of(*name, members)?;
            let cost = shop.team(slot, members.clone()).cost;
            // What costs more at an earlier level than a whole plan may is in none.
            let fits = (1..shop.level).all(|level| cost[level] <= shop.most[level]);
            fits.then(|| (slot, members.clone()))
        });
        placed.collect()
    }

    /// The cuts.
    pub fn take_cuts(&mut self) -> Vec<Cut> {
        std::mem::take(&mut self.cuts)
    }
}
