//! `not_alone`: 1 where exactly one member has the value.

use super::classes::in_team;
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{NotAlone, ParticipantId, Violation, Workshop};

impl Formula for NotAlone {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let attribute = view.workshop.attribute(self.attribute);
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let mut having = members.clone();
                having.retain(|p| attribute.has_any(*p, &self.values));
                let amount = if having.len() == 1 { 1.0 } else { 0.0 };
                in_team(*team, having, amount)
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let attribute = workshop.attribute(self.attribute);
        let having: Vec<ParticipantId> = scope
            .seen
            .iter()
            .copied()
            .filter(|p| attribute.has_any(*p, &self.values))
            .collect();
        sink.alone(scope.teams.clone(), &having);
    }
}
