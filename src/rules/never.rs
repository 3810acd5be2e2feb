//! `never`: a participant in a vetoed theme, or one who listed something in a theme that costs "never": 1 each.

use super::classes::in_team;
use super::preferences::{is_priced_never, owned, themes_apart};
use super::{Formula, Scope, View, term::TermSink};
use crate::model::{ParticipantId, Price, ThemeId, Violation, Workshop};

/// The roster's column `never`, and prices of `"never"`.
pub struct Never;

/// Whether the participant must not be in the theme.
fn forbids(workshop: &Workshop, participant: ParticipantId, theme: ThemeId) -> bool {
    workshop.participant(participant).never.contains(&theme)
        || is_priced_never(workshop, participant, theme)
}

impl Formula for Never {
    fn violations(&self, view: &View) -> Vec<Violation> {
        view.scope
            .seen
            .iter()
            .filter(|p| {
                let theme = view.workshop.team(view.team(**p)).theme;
                theme.is_some_and(|theme| forbids(view.workshop, **p, theme))
            })
            .filter_map(|p| in_team(view.team(*p), vec![*p], 1.0))
            .collect()
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        let owned = owned(workshop);
        for participant in &scope.seen {
            // Where unlisted themes are free, only those that somebody said something about can be forbidden.
            let mut themes: Vec<ThemeId> = if workshop.preferences.unlisted == Price::Never {
                workshop.theme_ids().collect()
            } else {
                let owned = &owned[participant.index()];
                let mut apart = themes_apart(workshop, *participant, owned);
                apart.extend(&workshop.participant(*participant).never);
                apart
            };
            themes.sort_unstable_by_key(|theme| theme.index());
            themes.dedup();
            themes.retain(|theme| forbids(workshop, *participant, *theme));
            let forbidden = themes;
            let teams = |themes: Vec<ThemeId>, violation: f64| {
                themes.into_iter().flat_map(move |theme| {
                    let teams = workshop.theme(theme).teams.iter();
                    teams.map(move |team| (*team, violation))
                })
            };
            if workshop.themes.len() < 2 * forbidden.len() {
                let is_allowed = |theme: &ThemeId| !forbidden.contains(theme);
                let allowed = workshop.theme_ids().filter(is_allowed).collect();
                sink.places(*participant, 1.0, teams(allowed, 0.0));
            } else {
                sink.places(*participant, 0.0, teams(forbidden, 1.0));
            }
        }
    }
}
