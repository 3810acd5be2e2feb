//! People affected by a change of a published timetable: each counts 1, however many of their talks change.

use super::facts::Party;
use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// 1 for each person of these parties who is affected.
pub(crate) struct AffectedRule {
    parties: Vec<Party>,
}

impl AffectedRule {
    /// About these people.
    pub fn new(parties: Vec<Party>) -> Self {
        Self { parties }
    }
}

impl Formula for AffectedRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        let Some(published) = &scene.published else {
            return;
        };
        for party in &self.parties {
            if party.is_affected(published, plan) {
                let judge = party.judge.as_ref().map(|(judge, _)| *judge);
                tell(Breach {
                    items: &party.items,
                    people: &party.people,
                    judges: judge.as_slice(),
                    amount: party.who.len() as f64,
                });
            }
        }
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let mut count = Linear::default();
        let Some(published) = &sheet.scene.published else {
            return count;
        };
        for party in &self.parties {
            let one = party.write(published, sheet, |plan| party.is_affected(published, plan));
            let heads = party.who.len() as f64;
            count.constant += one.constant * heads;
            let terms = one.terms.into_iter();
            count
                .terms
                .extend(terms.map(|(column, one)| (column, one * heads)));
        }
        count
    }

    /// Those whose published slot or seat cannot be kept.
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let Some(published) = &scene.published else {
            return 0.0;
        };
        let stays = |item: &usize| {
            published.slots[*item].is_some_and(|(time, _)| {
                scene.is_possible(*item, time) && time >= published.earliest[*item]
            })
        };
        let sits = |judge: usize, item: usize| {
            let time = published.slots[item].map(|slot| slot.0);
            stays(&item)
                && !scene.conflict[item][judge]
                && time.is_some_and(|time| scene.free[judge][time])
        };
        let is_forced = |party: &&Party| {
            let unseated = |(judge, items): &(usize, Vec<usize>)| {
                let mut heard = items.iter().filter(|i| published.heard(*judge, **i));
                heard.any(|item| !sits(*judge, *item))
            };
            !party.items.iter().all(stays) || party.judge.as_ref().is_some_and(unseated)
        };
        let forced = self.parties.iter().filter(is_forced);
        forced.map(|party| party.who.len() as f64).sum()
    }

    fn heeds_judges(&self) -> bool {
        self.parties.iter().any(|party| party.judge.is_some())
    }

    fn tells_rooms_apart(&self) -> bool {
        !self.parties.is_empty()
    }

    fn names_rooms(&self) -> bool {
        !self.parties.is_empty()
    }
}
