//! `blocks`: every pair of a block in different teams, 1.

use std::collections::BTreeMap;

use super::together::{pairs, parted};
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{ParticipantId, Violation, Workshop};

/// The roster's column `block`.
pub struct Blocks;

fn blocks(workshop: &Workshop) -> BTreeMap<u32, Vec<ParticipantId>> {
    let mut blocks: BTreeMap<u32, Vec<ParticipantId>> = BTreeMap::new();
    for participant in workshop.participant_ids() {
        if let Some(block) = workshop.participant(participant).block {
            blocks.entry(block).or_default().push(participant);
        }
    }
    blocks
}

impl Formula for Blocks {
    fn violations(&self, view: &View) -> Vec<Violation> {
        blocks(view.workshop)
            .values()
            .flat_map(|members| parted(view, pairs(members)))
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        for members in blocks(workshop).values() {
            for (a, b) in pairs(members) {
                sink.split(a, b, scope.teams.clone(), false);
            }
        }
    }
}
