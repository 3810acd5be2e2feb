//! What people wished for and got.

use crate::model::{Grouping, ParticipantId, Preference, Price, ThemeId, Workshop};
use crate::rules::{Standing, longest_list, price, standing};
use crate::score::State;

/// Figures of wishes; `None` where nobody has a rank.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wishes {
    /// The mean rank of those who have one; unlisted counts as one more than the longest list.
    pub mean_rank: Option<f64>,
    /// The worst rank.
    pub worst_rank: Option<f64>,
    /// The share that got the first choice.
    pub first_share: Option<f64>,
    /// The Gini coefficient of rank costs, 0 (all alike) to 1.
    pub gini: Option<f64>,
    /// How often somebody could go to a theme preferred to the own one without one more hard violation: pairs of participant
    /// and theme.
    pub blocking_moves: Option<f64>,
    /// How many others each would like to change themes with: pairs of a participant and one in a preferred theme who does
    /// not present it.
    pub envy: Option<f64>,
}

/// Measures wishes; `state` holds the same plan under the workshop's rules.
pub fn figures(workshop: &Workshop, grouping: &Grouping, state: &State) -> Wishes {
    let longest = longest_list(workshop);
    let mut ranks = Vec::new();
    let mut costs = Vec::new();
    let (mut blocking, mut envy) = (0_u64, 0_u64);
    let seats = seats(workshop, grouping);
    for person in workshop.participant_ids() {
        let Some(theme) = workshop.team(grouping.team(person)).theme else {
            continue;
        };
        ranks.push(match standing(workshop, person, theme) {
            Standing::Exempt => continue,
            Standing::Rank(rank) => rank,
            Standing::Unlisted => longest + 1,
        });
        costs.push(rank_cost(workshop, person, theme));
        for better in preferred(&workshop.participant(person).preference, theme) {
            envy += seats[better.index()];
            let mut teams = workshop.theme(better).teams.iter();
            let is_free = teams.any(|team| state.relocation(0, person.index(), team.index()) <= 0);
            blocking += u64::from(is_free);
        }
    }
    if ranks.is_empty() {
        return Wishes::default();
    }
    let count = ranks.len() as f64;
    let firsts = ranks.iter().filter(|rank| **rank == 1).count();
    let sum: f64 = ranks.iter().map(|rank| f64::from(*rank)).sum();
    Wishes {
        mean_rank: Some(sum / count),
        worst_rank: ranks.iter().max().map(|rank| f64::from(*rank)),
        first_share: Some(firsts as f64 / count),
        gini: Some(gini(&mut costs)),
        blocking_moves: Some(blocking as f64),
        envy: Some(envy as f64),
    }
}

/// Per theme: the people in it who do not present it.
fn seats(workshop: &Workshop, grouping: &Grouping) -> Vec<u64> {
    let mut seats = vec![0; workshop.themes.len()];
    for person in workshop.participant_ids() {
        if let Some(theme) = workshop.team(grouping.team(person)).theme
            && !workshop.owns(person, theme)
        {
            seats[theme.index()] += 1;
        }
    }
    seats
}

/// The themes that are strictly preferred to `theme`.
fn preferred(preference: &Preference, theme: ThemeId) -> Vec<ThemeId> {
    match preference {
        Preference::None => Vec::new(),
        Preference::Ranked(themes) => {
            let before = themes.iter().take_while(|listed| **listed != theme);
            before.copied().collect()
        }
        Preference::Points(points) => {
            let given = points[theme.index()];
            let themes = (0..points.len()).filter(|other| points[*other] > given);
            themes.map(ThemeId::new).collect()
        }
    }
}

/// What the theme costs the participant, weights left out; a theme that costs "never" counts as the dearest with a price.
fn rank_cost(workshop: &Workshop, person: ParticipantId, theme: ThemeId) -> f64 {
    match price(workshop, person, theme) {
        Price::Cost(cost) => cost,
        Price::Never => {
            let preferences = &workshop.preferences;
            let prices = preferences.cost.iter().chain([&preferences.unlisted]);
            let costs = prices.filter_map(|price| match price {
                Price::Cost(cost) => Some(*cost),
                Price::Never => None,
            });
            costs.fold(0.0, f64::max)
        }
    }
}

/// The Gini coefficient: the mean difference of two of them, by twice the mean. 0 where all are 0.
fn gini(costs: &mut [f64]) -> f64 {
    costs.sort_by(f64::total_cmp);
    let sum: f64 = costs.iter().sum();
    if sum <= 0.0 {
        return 0.0;
    }
    let count = costs.len() as f64;
    // Sorted, Σ over pairs of |x − y| is Σ (2i − n − 1) x.
    let weighted = costs
        .iter()
        .zip(1..)
        .map(|(cost, place)| (2.0 * f64::from(place) - count - 1.0) * cost);
    weighted.sum::<f64>() / (count * sum)
}

#[cfg(test)]
mod tests {
    use super::gini;

    /// Worked out by hand: Σ|x − y| over ordered pairs / (2 n² mean).
    #[test]
    fn gini_by_hand() {
        let cases: [(&[f64], f64); 5] = [
            (&[0.0, 0.0, 0.0], 0.0),
            (&[2.0, 2.0], 0.0),
            // 2 · 1 / (2 · 4 · 0.5)
            (&[1.0, 0.0], 0.5),
            // One of four has all: 6 / (2 · 16 · 0.25)
            (&[0.0, 0.0, 1.0, 0.0], 0.75),
            // 2 · (1 + 3 + 2) / (2 · 9 · 7/3)
            (&[1.0, 2.0, 4.0], 2.0 * 6.0 / 42.0),
        ];
        for (costs, expected) in cases {
            let mut costs = costs.to_vec();
            assert!((gini(&mut costs) - expected).abs() < 1e-12);
        }
    }
}
