//! `theme_teams`: teams missing from or beyond a theme's number.

use super::{Formula, Scope, View, open::band, term::TermSink};
use crate::model::{Violation, Workshop};

/// `teams` of every theme.
pub struct ThemeTeams;

impl Formula for ThemeTeams {
    fn violations(&self, view: &View) -> Vec<Violation> {
        view.workshop
            .themes
            .iter()
            .filter_map(|theme| {
                let open = view
                    .teams
                    .iter()
                    .filter(|(team, _)| theme.teams.contains(team))
                    .count();
                let miss = theme.count.miss(open);
                (miss > 0).then(|| Violation {
                    team: theme.teams.first().copied(),
                    people: Vec::new(),
                    amount: miss as f64,
                })
            })
            .collect()
    }

    fn terms(&self, workshop: &Workshop, _scope: &Scope, sink: &mut TermSink) {
        for theme in &workshop.themes {
            // More than `max` teams cannot open: there are only so many.
            if theme.count.min.is_some_and(|min| min > 0) {
                sink.opened(&theme.teams, band(theme.count));
            }
        }
    }
}
