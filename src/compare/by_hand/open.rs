//! Which teams open: those that must, then the most wanted, until everybody has a seat in teams of middle size.

use super::fixed::Unit;
use crate::model::{Pin, Preference, Range, TeamId, Workshop};

/// Per team: whether it opens.
pub fn teams(workshop: &Workshop, units: &[Unit]) -> Vec<bool> {
    let mut opening = Opening::new(workshop);
    opening.required(units);
    while let Some(team) = opening.next() {
        opening.open[team.index()] = true;
    }
    opening.open
}

/// The least and the most heads of a team, where `people` is everybody.
pub fn sizes(size: Range, people: usize) -> (usize, usize) {
    let low = size.min.map_or(1, |min| min as usize).max(1);
    let high = size.max.map_or(people, |max| max as usize);
    (low, high.max(1))
}

struct Opening<'a> {
    workshop: &'a Workshop,
    open: Vec<bool>,
    /// Per theme: how many wished for it first.
    wanted: Vec<usize>,
}

impl<'a> Opening<'a> {
    fn new(workshop: &'a Workshop) -> Self {
        let mut wanted = vec![0; workshop.themes.len()];
        for person in &workshop.participants {
            let first = match &person.preference {
                Preference::None => None,
                Preference::Ranked(themes) => themes.first().map(|theme| theme.index()),
                Preference::Points(points) => {
                    let best = points.iter().copied().fold(0.0, f64::max);
                    points.iter().position(|given| *given == best)
                }
            };
            if let Some(theme) = first {
                wanted[theme] += 1;
            }
        }
        Self {
            workshop,
            open: vec![false; workshop.teams.len()],
            wanted,
        }
    }

    /// Opens the least number of teams of each theme, one for whoever must be in it, and pinned teams.
    fn required(&mut self, units: &[Unit]) {
        for (index, theme) in self.workshop.themes.iter().enumerate() {
            let is_placed =
                |unit: &Unit| matches!(unit.place, Some(Pin::Theme(t)) if t.index() == index);
            let needed = usize::from(units.iter().any(is_placed));
            let least = theme.count.min.map_or(0, |min| min as usize).max(needed);
            for team in theme.teams.iter().take(least) {
                self.open[team.index()] = true;
            }
        }
        for unit in units {
            if let Some(Pin::Team(team)) = unit.place {
                self.open[team.index()] = true;
            }
        }
    }

    /// The next team to open; `None`: enough are open.
    fn next(&self) -> Option<TeamId> {
        let people = self.workshop.participants.len();
        let teams = self.workshop.teams.iter();
        let (mut low, mut high, mut count) = (0, 0, 0);
        for (team, _) in teams.zip(&self.open).filter(|(_, open)| **open) {
            let (least, most) = sizes(team.size, people);
            low += least;
            high += most;
            count += 1;
        }
        let bounds = self.workshop.open;
        let most = bounds.max.map_or(usize::MAX, |max| max as usize);
        let least = bounds.min.map_or(1, |min| min as usize);
        if count >= most && count > 0 {
            return None;
        }
        let team = self.most_wanted()?;
        let (more_low, more_high) = sizes(self.workshop.team(team).size, people);
        let needed = high < people || count < least;
        // Teams of middle size: another one while the mean stays at or above it.
        let middle =
            (low + more_low + (high + more_high).min(2 * people)) as f64 / (2 * (count + 1)) as f64;
        let comfortable = people as f64 / (count + 1) as f64 >= middle;
        let possible = low + more_low <= people;
        (needed || (comfortable && possible)).then_some(team)
    }

    /// A closed team of the theme with the most first wishes for each team that would then be open; themes in their order
    /// where it is the same. Without themes, the next team.
    fn most_wanted(&self) -> Option<TeamId> {
        if self.workshop.themes.is_empty() {
            return self.open.iter().position(|open| !open).map(TeamId::new);
        }
        let mut best: Option<(f64, TeamId)> = None;
        for (theme, wanted) in self.workshop.themes.iter().zip(&self.wanted) {
            let open = theme.teams.iter().filter(|team| self.open[team.index()]);
            let open = open.count();
            let most = theme.count.max.map_or(usize::MAX, |max| max as usize);
            let closed = theme.teams.iter().find(|team| !self.open[team.index()]);
            let (Some(closed), true) = (closed, open < most) else {
                continue;
            };
            let share = *wanted as f64 / (open + 1) as f64;
            if best.is_none_or(|(best, _)| share > best) {
                best = Some((share, *closed));
            }
        }
        best.map(|(_, team)| team)
    }
}
