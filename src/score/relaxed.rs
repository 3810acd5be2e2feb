//! A workshop without its soft pairs: no plan costs more there, so its bounds hold for the workshop.

use rustc_hash::FxHashMap;

use crate::rules::term::{Band, Money, Shape, Teams, Term};

use super::compiled::{Compiled, LevelTerms};

/// A workshop whose soft levels lost their pairs, and what they cost at least.
#[derive(Clone, Debug)]
pub struct Relaxed {
    /// The terms that are left.
    pub compiled: Compiled,
    /// Per level: no assignment has pairs that cost less; 0 or below.
    pub pairs_at_least: Vec<Money>,
}

/// Leaves out the soft levels' pairs. Those that cost something cost at least 0; those that gain something gain at most
/// what each participant's best partners do, each pair seen from both sides: as many partners as the largest team has
/// room for where the hard rules are kept (`strict`), else everybody.
pub fn without_pairs(compiled: &Compiled, strict: bool) -> Relaxed {
    let mut levels = vec![compiled.levels[0].clone()];
    for level in &compiled.levels[1..] {
        let is_kept = |term: &&Term| !matches!(term, Term::Pair { .. } | Term::Split { .. });
        levels.push(LevelTerms {
            terms: level.terms.iter().filter(is_kept).cloned().collect(),
            ..level.clone()
        });
    }
    Relaxed {
        compiled: Compiled {
            levels,
            ..compiled.clone()
        },
        pairs_at_least: pairs_at_least(compiled, strict),
    }
}

/// Per level: no assignment has soft pairs that cost less; 0 or below, see [`without_pairs`].
pub fn pairs_at_least(compiled: &Compiled, strict: bool) -> Vec<Money> {
    let heads = if strict {
        most_heads(compiled)
    } else {
        compiled.people
    };
    let partners = heads.saturating_sub(1);
    let soft = compiled.levels[1..].iter();
    let gains = soft.map(|level| best_partners(&level.terms, compiled.people, partners));
    std::iter::once(0).chain(gains).collect()
}

/// How many heads the largest team can have under the hard rules.
fn most_heads(compiled: &Compiled) -> usize {
    let mut most = vec![compiled.people; compiled.teams];
    for term in &compiled.levels[0].terms {
        let Term::Sum {
            teams,
            coefficients,
            shape: Shape::Band(Band {
                high: Some(high), ..
            }),
        } = term
        else {
            continue;
        };
        let least = coefficients.iter().map(|(_, value)| *value).min();
        let Some(least) = least.filter(|v| *v > 0 && coefficients.len() == compiled.people) else {
            continue;
        };
        let heads = (*high / least).max(0) as usize;
        for (team, most) in most.iter_mut().enumerate() {
            if teams.contains(crate::model::TeamId::new(team)) {
                *most = (*most).min(heads);
            }
        }
    }
    most.into_iter().max().unwrap_or(0)
}

/// Half the sum, over the participants, of what their best `partners` gain, rounded down.
fn best_partners(terms: &[Term], people: usize, partners: usize) -> Money {
    let mut gains: FxHashMap<(usize, usize), Money> = FxHashMap::default();
    for term in terms {
        if let Term::Pair { a, b, cost, .. } = term
            && *cost < 0
        {
            let (a, b) = (a.index(), b.index());
            *gains.entry((a.min(b), a.max(b))).or_default() += cost;
        }
    }
    let mut of: Vec<Vec<Money>> = vec![Vec::new(); people];
    for ((a, b), gain) in gains {
        of[a].push(gain);
        of[b].push(gain);
    }
    let twice = of.iter_mut().map(|gains| {
        gains.sort_unstable();
        gains.iter().take(partners).sum::<Money>()
    });
    twice.sum::<Money>().div_euclid(2)
}

/// How many products of two places the soft pairs become in an ILP.
pub fn pair_products(compiled: &Compiled) -> usize {
    let teams_of = |teams: &Teams| match teams {
        Teams::All => compiled.teams,
        Teams::Some(marks) => marks.iter().filter(|mark| **mark).count(),
    };
    let terms = compiled.levels[1..].iter().flat_map(|level| &level.terms);
    terms
        .map(|term| match term {
            Term::Pair { teams, .. } => teams_of(teams),
            _ => 0,
        })
        .sum()
}
