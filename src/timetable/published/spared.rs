//! An alternative spares at least one of the people whom another plan affects.

use super::facts::Party;
use crate::timetable::formula::{Breach, Formula};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// 1 where all of these are affected.
pub(crate) struct SparedRule {
    parties: Vec<Party>,
}

impl SparedRule {
    /// About these people.
    pub fn new(parties: Vec<Party>) -> Self {
        Self { parties }
    }

    fn is_broken(&self, scene: &Scene, plan: &Plan) -> bool {
        let published = scene.published.as_ref();
        published.is_some_and(|published| {
            let mut parties = self.parties.iter();
            parties.all(|party| party.is_affected(published, plan))
        })
    }
}

impl Formula for SparedRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        if self.is_broken(scene, plan) {
            let people: Vec<_> = self.parties.iter().flat_map(|p| &p.people).collect();
            let people: Vec<_> = people.into_iter().copied().collect();
            tell(Breach {
                items: &[],
                people: &people,
                judges: &[],
                amount: 1.0,
            });
        }
    }

    /// One column more than all but one.
    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let Some(published) = &scene.published else {
            return Linear::default();
        };
        let mut sum = Linear::default();
        for party in &self.parties {
            let one = party.write(published, sheet, |plan| party.is_affected(published, plan));
            sum.constant += one.constant;
            sum.terms.extend(one.terms);
        }
        let all = sheet.implied(|plan| self.is_broken(scene, plan));
        let most = self.parties.len() as f64 - 1.0;
        sum.terms.push((all, -1.0));
        sheet.program.at_most(sum.terms, most - sum.constant);
        Linear::sum([all])
    }

    fn heeds_judges(&self) -> bool {
        self.parties.iter().any(|party| party.judge.is_some())
    }

    fn tells_rooms_apart(&self) -> bool {
        true
    }

    fn names_rooms(&self) -> bool {
        true
    }
}
