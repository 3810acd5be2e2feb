//! `owners`: an owner who is in no team of the own theme, 1; and where a theme has at least as many owners as it may have
//! teams, each of its open teams without an owner, 1 (SPEC §2).

use super::classes::in_team;
use super::term::{Teams, TermSink};
use super::{Formula, Scope, View};
use crate::model::{Theme, Violation, Workshop};

/// Every theme's owners.
pub struct Owners;

/// Whether each open team of the theme wants an owner.
fn one_each(theme: &Theme) -> bool {
    theme.owners.len() >= theme.teams.len()
}

impl Formula for Owners {
    fn violations(&self, view: &View) -> Vec<Violation> {
        let workshop = view.workshop;
        let elsewhere = workshop.themes.iter().flat_map(|theme| {
            theme
                .owners
                .iter()
                .filter(|owner| !theme.teams.contains(&view.team(**owner)))
                .filter_map(|owner| in_team(view.team(*owner), vec![*owner], 1.0))
        });
        let without = view.teams.iter().filter_map(|(team, members)| {
            let theme = workshop.theme(workshop.team(*team).theme?);
            let lacks = one_each(theme) && !members.iter().any(|p| theme.owners.contains(p));
            in_team(*team, Vec::new(), f64::from(u8::from(lacks)))
        });
        elsewhere.chain(without).collect()
    }

    fn terms(&self, workshop: &Workshop, _scope: &Scope, sink: &mut TermSink) {
        for theme in &workshop.themes {
            for owner in &theme.owners {
                sink.places(*owner, 1.0, theme.teams.iter().map(|team| (*team, 0.0)));
            }
            if one_each(theme) {
                let mut marks = vec![false; workshop.teams.len()];
                for team in &theme.teams {
                    marks[team.index()] = true;
                }
                sink.sum(
                    Teams::Some(marks.into()),
                    theme.owners.iter().map(|p| (*p, 1.0)),
                    Some(1.0),
                    None,
                    theme.teams.len(),
                );
            }
        }
    }
}
