//! The hidden plan's frame: which themes open how many teams, and how large each is.

use super::shape::{Shape, Span};

/// A team of the hidden plan.
#[derive(Clone, Copy, Debug)]
pub struct Seats {
    /// The theme.
    pub theme: usize,
    /// Its number among the theme's teams, from 0.
    pub number: usize,
    /// Heads.
    pub size: usize,
}

/// Themes and teams of the hidden plan.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The number of themes.
    pub themes: usize,
    /// Per theme: whether somebody presents it.
    pub owned: Vec<bool>,
    /// The open teams, by theme.
    pub teams: Vec<Seats>,
}

/// Which themes have owners: with themes that may close, every second one has none, for an owner keeps a theme open.
fn owned(shape: &Shape, themes: usize) -> Vec<bool> {
    let mut left = shape.municipal_count();
    let owned = (0..themes).map(|theme| {
        let has = left > 0 && (shape.teams_per_theme.min > 0 || theme % 2 == 0);
        left -= usize::from(has);
        has
    });
    owned.collect()
}

/// The number of teams in which so many people can sit: as near to the middle size as the spans allow. `None`: in none.
pub fn team_count(people: usize, size: Span, teams: Span) -> Option<usize> {
    let least = people.div_ceil(size.max).max(teams.min);
    let most = (people / size.min).min(teams.max);
    let middle = (2 * people + (size.min + size.max) / 2) / (size.min + size.max);
    (least <= most).then(|| middle.clamp(least, most))
}

impl Frame {
    /// The frame of a shape whose numbers are within bounds. `None`: the sizes cannot seat so many people.
    pub fn new(shape: &Shape) -> Option<Self> {
        let themes = shape.theme_count();
        let owned = owned(shape, themes);
        let least: Vec<usize> = owned
            .iter()
            .map(|owned| shape.teams_per_theme.min.max(usize::from(*owned)))
            .collect();
        let most = shape.teams_per_theme.max;
        // A planted cost above 0 needs one full theme, the first: then more people cannot get in.
        let full = shape.planted.is_some_and(|cost| cost > 0);
        let first = usize::from(full);
        let seated = if full { most * shape.team_size.max } else { 0 };
        let span = Span::new(least[first..].iter().sum(), (themes - first) * most);
        let people = shape.people.checked_sub(seated)?;
        let open = team_count(people, shape.team_size, span)?;
        let mut counts = least;
        let mut spare = open - counts[first..].iter().sum::<usize>();
        if full {
            counts[0] = most;
        }
        while spare > 0 {
            for count in &mut counts[first..] {
                if spare > 0 && *count < most {
                    *count += 1;
                    spare -= 1;
                }
            }
        }
        let mut teams = Vec::new();
        let (mut seats_left, mut teams_left) = (people, open);
        for (theme, count) in counts.into_iter().enumerate() {
            for number in 0..count {
                let size = if full && theme == 0 {
                    shape.team_size.max
                } else {
                    // As even as can be: the sizes differ by one at most.
                    let size = seats_left / teams_left;
                    seats_left -= size;
                    teams_left -= 1;
                    size
                };
                teams.push(Seats {
                    theme,
                    number,
                    size,
                });
            }
        }
        Some(Self {
            themes,
            owned,
            teams,
        })
    }

    /// The number of possible teams.
    pub fn possible(&self, shape: &Shape) -> usize {
        self.themes * shape.teams_per_theme.max
    }

    /// The most teams that can be open at once.
    pub fn most_open(&self, shape: &Shape) -> usize {
        self.possible(shape).min(shape.people / shape.team_size.min)
    }
}
