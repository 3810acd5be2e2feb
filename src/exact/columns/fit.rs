//! Which workshops whole teams can be columns of: those whose costs are sums over teams.

use rustc_hash::FxHashMap;

use super::part::Misfit;
use crate::rules::term::{Band, Shape, Teams, Term};
use crate::score::Compiled;

/// More classes of one rule do not fit the search's bit mask.
const MOST_CLASSES: usize = 128;

/// Levels whose costs can add up to more (in [`crate::rules::term::Money`]) leave no room for weights.
const MOST_COST: f64 = 5e13;

/// More pairs than so many for each participant say too little before a team is nearly full.
const MOST_PAIRS: usize = 40;

/// Whether the level and those before it are sums over teams.
///
/// # Errors
/// Why not.
pub fn fits(compiled: &Compiled, level: usize) -> Result<(), Misfit> {
    if level == 0 || level >= compiled.levels.len() {
        return Err(Misfit::HardLevel);
    }
    if compiled.levels[0].floor < 0 {
        return Err(Misfit::HardGain);
    }
    let mut pairs = 0;
    for (index, terms) in compiled.levels[..=level].iter().enumerate() {
        for term in &terms.terms {
            pairs += usize::from(matches!(term, Term::Pair { .. }));
            term_fits(term, index > 0)?;
        }
        if worst(&terms.terms, compiled.teams) > MOST_COST {
            return Err(Misfit::Weights);
        }
    }
    if pairs > MOST_PAIRS * compiled.people {
        return Err(Misfit::Pairs);
    }
    Ok(())
}

fn term_fits(term: &Term, soft: bool) -> Result<(), Misfit> {
    let negative = match term {
        Term::Split { cost, .. } | Term::Distinct { cost, .. } | Term::Opened { cost, .. } => {
            *cost < 0
        }
        Term::Sum {
            shape: Shape::Alone { cost },
            ..
        } => *cost < 0,
        _ => false,
    };
    if negative {
        return Err(Misfit::Gain);
    }
    match term {
        Term::Split {
            teams, directed, ..
        } if soft && !directed && !is_all(teams) => Err(Misfit::SomeThemes),
        Term::Distinct { classes, .. } if classes.len() > MOST_CLASSES => Err(Misfit::Values),
        _ => Ok(()),
    }
}

/// About the most that the terms can cost, in [`crate::rules::term::Money`]; never less.
pub fn worst(terms: &[Term], teams: usize) -> f64 {
    let teams = teams as f64;
    let ends = |band: &Band| {
        let ends = band.low.into_iter().chain(band.high);
        ends.map(|end| end.abs() as f64).sum::<f64>()
    };
    // Each participant: everywhere, the least and the greatest difference in one team.
    let mut places: FxHashMap<usize, FxHashMap<usize, f64>> = FxHashMap::default();
    let mut bases: FxHashMap<usize, f64> = FxHashMap::default();
    let worst = |term: &Term| match term {
        Term::Base { participant, cost } => {
            *bases.entry(participant.index()).or_default() += *cost as f64;
            0.0
        }
        Term::Place {
            participant,
            team,
            cost,
        } => {
            let own = places.entry(participant.index()).or_default();
            *own.entry(team.index()).or_default() += *cost as f64;
            0.0
        }
        Term::Pair { cost, .. } | Term::Split { cost, .. } => cost.abs() as f64,
        Term::Sum {
            coefficients,
            shape: Shape::Band(band),
            ..
        } => {
            let sum: f64 = coefficients.iter().map(|(_, c)| c.abs() as f64).sum();
            sum + ends(band) * teams
        }
        Term::Sum {
            shape: Shape::Alone { cost },
            ..
        } => *cost as f64 * teams,
        Term::Distinct {
            classes,
            band,
            cost,
            ..
        } => *cost as f64 * (classes.len() as f64 + ends(band)) * teams,
        Term::Opened {
            teams: counted,
            band,
            cost,
        } => *cost as f64 * (counted.len() as f64 + ends(band)),
    };
    let rules: f64 = terms.iter().map(worst).sum();
    for (participant, places) in places {
        let base = bases.remove(&participant).unwrap_or(0.0);
        let costs = places.values().map(|cost| (base + cost).abs());
        bases.insert(participant, costs.fold(base.abs(), f64::max));
    }
    rules + bases.values().map(|cost| cost.abs()).sum::<f64>()
}

/// Whether the set has every team.
pub fn is_all(teams: &Teams) -> bool {
    match teams {
        Teams::All => true,
        Teams::Some(marks) => marks.iter().all(|mark| *mark),
    }
}
