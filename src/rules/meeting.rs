//! `meeting`: max(0, min − number of blocks in which no member is busy).

use super::classes::{in_team, outside};
use super::term::{Band, TermSink};
use super::{Formula, Scope, View};
use crate::model::{Meeting, Violation, Workshop};

impl Formula for Meeting {
    fn violations(&self, view: &View) -> Vec<Violation> {
        view.teams
            .iter()
            .filter_map(|(team, members)| {
                let free = self
                    .blocks
                    .iter()
                    .filter(|block| !members.iter().any(|p| block.busy.contains(p)))
                    .count();
                in_team(*team, members.clone(), outside(Some(self.min), None, free))
            })
            .collect()
    }

    fn terms(&self, _workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        // A block in which a member is busy is a class present; free = blocks − classes present.
        let classes = self
            .blocks
            .iter()
            .map(|block| {
                let mut busy = block.busy.clone();
                busy.retain(|p| scope.sees(*p));
                busy
            })
            .collect();
        let band = Band {
            low: None,
            high: Some(self.blocks.len() as i64 - i64::from(self.min)),
        };
        sink.distinct(scope.teams.clone(), classes, band, scope.team_count);
    }
}
