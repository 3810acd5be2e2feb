//! `preferences`: what people wished for and got, as a sum or as a fairness order (SPEC §2, "Preferences").

use super::{Formula, Scope, View, term::TermSink};
use crate::model::{Fairness, ParticipantId, Preference, Price, ThemeId, Violation, Workshop};

/// How a participant stands in a theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Standing {
    /// An owner in an own theme, or someone who listed nothing: costs 0 and has no rank.
    Exempt,
    /// The theme was listed at this rank, 1 the best.
    Rank(u32),
    /// The participant listed something, but not this theme.
    Unlisted,
}

impl Standing {
    /// The rank in a rank profile, where `longest` + 1 stands for "unlisted"; `None` of the exempt.
    fn profile_rank(self, longest: u32) -> Option<u32> {
        match self {
            Standing::Exempt => None,
            Standing::Rank(rank) => Some(rank),
            Standing::Unlisted => Some(longest + 1),
        }
    }
}

/// How the participant stands in the theme.
pub fn standing(workshop: &Workshop, participant: ParticipantId, theme: ThemeId) -> Standing {
    let preference = &workshop.participant(participant).preference;
    if preference.is_empty() || workshop.owns(participant, theme) {
        return Standing::Exempt;
    }
    preference
        .rank(theme)
        .map_or(Standing::Unlisted, Standing::Rank)
}

/// What the theme costs the participant, before the participant's weight and the rule's.
pub fn price(workshop: &Workshop, participant: ParticipantId, theme: ThemeId) -> Price {
    let standing = standing(workshop, participant, theme);
    match (standing, &workshop.participant(participant).preference) {
        (Standing::Exempt, _) => Price::Cost(0.0),
        (_, Preference::Points(points)) => {
            let highest = points.iter().copied().fold(0.0, f64::max);
            Price::Cost(highest - points[theme.index()])
        }
        (Standing::Rank(rank), _) => workshop.preferences.price(Some(rank)),
        (Standing::Unlisted, _) => workshop.preferences.unlisted,
    }
}

/// Whether the participant listed something and the theme costs `"never"`, which breaks rule `never`.
pub fn is_priced_never(workshop: &Workshop, participant: ParticipantId, theme: ThemeId) -> bool {
    price(workshop, participant, theme) == Price::Never
}

/// The longest list of a present participant.
pub fn longest_list(workshop: &Workshop) -> u32 {
    let lengths = workshop.participants.iter().map(|p| p.preference.len());
    lengths.max().unwrap_or(0) as u32
}

/// The cost of the participant in the theme, before the rule's weight; 0 where it is a matter of rule `never`.
fn cost(workshop: &Workshop, participant: ParticipantId, theme: ThemeId) -> f64 {
    match price(workshop, participant, theme) {
        Price::Cost(cost) => cost * workshop.participant(participant).weight,
        Price::Never => 0.0,
    }
}

/// The preferences as clauses: (part, weight, formula). None in a workshop without themes.
pub fn parts(workshop: &Workshop) -> Vec<(Option<u32>, f64, Box<dyn Formula>)> {
    if workshop.themes.is_empty() {
        return Vec::new();
    }
    let longest = longest_list(workshop);
    let thresholds: Vec<u32> = match workshop.preferences.fairness {
        Fairness::Total => {
            let total: Box<dyn Formula> = Box::new(Total);
            return vec![(None, workshop.preferences.weight, total)];
        }
        Fairness::WorstFirst => (2..=longest + 1).rev().collect(),
        Fairness::FirstFirst => (2..=longest + 1).collect(),
    };
    let parts = thresholds.into_iter().zip(1..);
    parts
        .map(|(rank, part)| {
            let formula: Box<dyn Formula> = Box::new(AtLeast { rank, longest });
            (Some(part), 1.0, formula)
        })
        .collect()
}

/// The sum of all rank costs.
struct Total;

impl Formula for Total {
    fn violations(&self, view: &View) -> Vec<Violation> {
        everyone(view, |participant, theme| {
            cost(view.workshop, participant, theme)
        })
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        place_everyone(workshop, scope, sink, |participant, theme| {
            cost(workshop, participant, theme)
        });
    }
}

/// n(k): the number of participants with rank `rank` or worse.
struct AtLeast {
    rank: u32,
    longest: u32,
}

impl AtLeast {
    fn counts(&self, workshop: &Workshop, participant: ParticipantId, theme: ThemeId) -> f64 {
        let rank = standing(workshop, participant, theme).profile_rank(self.longest);
        f64::from(u8::from(rank.is_some_and(|rank| rank >= self.rank)))
    }
}

impl Formula for AtLeast {
    fn violations(&self, view: &View) -> Vec<Violation> {
        everyone(view, |participant, theme| {
            self.counts(view.workshop, participant, theme)
        })
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        place_everyone(workshop, scope, sink, |participant, theme| {
            self.counts(workshop, participant, theme)
        });
    }
}

/// One violation for each participant whose amount in its theme is above 0.
fn everyone(view: &View, amount: impl Fn(ParticipantId, ThemeId) -> f64) -> Vec<Violation> {
    view.scope
        .seen
        .iter()
        .filter_map(|participant| {
            let team = view.team(*participant);
            let theme = view.workshop.team(team).theme?;
            super::classes::in_team(team, vec![*participant], amount(*participant, theme))
        })
        .collect()
}

/// The same as places: what an unlisted theme costs, and what each theme that is not just unlisted does.
fn place_everyone(
    workshop: &Workshop,
    scope: &Scope,
    sink: &mut TermSink,
    amount: impl Fn(ParticipantId, ThemeId) -> f64,
) {
    let owned = owned(workshop);
    for participant in &scope.seen {
        let mut themes = themes_apart(workshop, *participant, &owned[participant.index()]);
        let first_other = workshop.theme_ids().find(|theme| !themes.contains(theme));
        // Where no theme is just unlisted, the first one is as good as any.
        let everywhere = first_other.or_else(|| themes.pop());
        let Some(everywhere) = everywhere else {
            continue;
        };
        let exceptions = themes.iter().flat_map(|theme| {
            let violation = amount(*participant, *theme);
            let teams = workshop.theme(*theme).teams.iter();
            teams.map(move |team| (*team, violation))
        });
        sink.places(*participant, amount(*participant, everywhere), exceptions);
    }
}

/// Per participant: the owned themes.
pub fn owned(workshop: &Workshop) -> Vec<Vec<ThemeId>> {
    let mut owned = vec![Vec::new(); workshop.participants.len()];
    for theme in workshop.theme_ids() {
        for owner in &workshop.theme(theme).owners {
            owned[owner.index()].push(theme);
        }
    }
    owned
}

/// The themes that the participant, who owns `owned`, may price differently from an unlisted one, in their order: the listed
/// and the owned.
pub fn themes_apart(
    workshop: &Workshop,
    participant: ParticipantId,
    owned: &[ThemeId],
) -> Vec<ThemeId> {
    let mut themes = match &workshop.participant(participant).preference {
        Preference::None => Vec::new(),
        Preference::Ranked(listed) => [listed, owned].concat(),
        Preference::Points(_) => workshop.theme_ids().collect(),
    };
    themes.sort_unstable_by_key(|theme| theme.index());
    themes.dedup();
    themes
}
