//! What to generate.

use crate::model::Language;

/// From `min` to `max`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The least.
    pub min: usize,
    /// The most.
    pub max: usize,
}

impl Span {
    /// From `min` to `max`.
    pub fn new(min: usize, max: usize) -> Self {
        Self { min, max }
    }
}

impl std::fmt::Display for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self.min == self.max {
            true => write!(f, "{}", self.min),
            false => write!(f, "{}..{}", self.min, self.max),
        }
    }
}

/// Which rules the workshop has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleSet {
    /// Team sizes, the number of municipal members, variety of industries and roles.
    Plain,
    /// These, and most other kinds; people with blocks, vetoes, pins, wishes for mates.
    Rich,
}

/// What the presentations are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presentations {
    /// Judges, a break, room to spare.
    Usual,
    /// Hard to plan: absences, conflicts, few slots, four wishes at priorities of their own.
    Contest,
    /// Parallel talks that draw on one audience.
    Audience,
}

/// The size and shape of a workshop; what is `None` is derived from the rest.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// How many participants.
    pub people: usize,
    /// How many themes; `None`: as many as seat everybody.
    pub themes: Option<usize>,
    /// How many teams a theme has; from 0 means that it may close.
    pub teams_per_theme: Span,
    /// Heads in a team.
    pub team_size: Span,
    /// How many companies; `None`: one for four private participants.
    pub companies: Option<usize>,
    /// How many industries.
    pub industries: usize,
    /// How many roles.
    pub roles: usize,
    /// The share of municipal participants, 0 to 1.
    pub municipal: f64,
    /// How many themes a participant ranks; `None`: 6, or all where there are fewer.
    pub ranked: Option<usize>,
    /// How much preferences crowd: the theme of popularity k is wished with weight 1 / k^skew.
    pub skew: f64,
    /// Past events.
    pub history: usize,
    /// The rules.
    pub rules: RuleSet,
    /// Whether there are sessions to make a timetable for.
    pub sessions: bool,
    /// What its presentations are like.
    pub presentations: Presentations,
    /// How many judges; `None`: as many as the rooms need.
    pub judges: Option<usize>,
    /// How many parallel rooms for the presentations; `None`: as many as the talks need.
    pub rooms: Option<usize>,
    /// Plant a plan that is the best possible. The number is its cost: so many people wish first for a full theme.
    pub planted: Option<usize>,
    /// The language of names and comments.
    pub language: Language,
    /// The seed.
    pub seed: u64,
}

impl Default for Shape {
    /// A plausible programme of 120 people.
    fn default() -> Self {
        Self {
            people: 120,
            themes: None,
            teams_per_theme: Span::new(3, 3),
            team_size: Span::new(4, 6),
            companies: None,
            industries: 8,
            roles: 5,
            municipal: 0.35,
            ranked: None,
            skew: 0.8,
            history: 0,
            rules: RuleSet::Plain,
            sessions: true,
            presentations: Presentations::Usual,
            judges: None,
            rooms: None,
            planted: None,
            language: Language::English,
            seed: 1,
        }
    }
}

impl Shape {
    /// The number of themes, given or derived: in the middle of what the sizes allow.
    pub fn theme_count(&self) -> usize {
        self.themes.unwrap_or_else(|| {
            // Twice the middle of both spans, so that the division is in whole numbers.
            let size = self.team_size.min.saturating_add(self.team_size.max);
            let teams = self
                .teams_per_theme
                .min
                .saturating_add(self.teams_per_theme.max);
            let seats = size.saturating_mul(teams).max(1);
            self.people.saturating_mul(4).div_ceil(seats).max(1)
        })
    }

    /// The number of choices, given or derived.
    pub fn ranked_count(&self) -> usize {
        self.ranked.unwrap_or_else(|| self.theme_count().min(6))
    }

    /// The number of municipal participants.
    pub fn municipal_count(&self) -> usize {
        // Checked to be from 0 to 1 before it is used.
        ((self.people as f64 * self.municipal).round() as usize).min(self.people)
    }

    /// The number of companies, given or derived.
    pub fn company_count(&self) -> usize {
        let private = self.people - self.municipal_count();
        self.companies
            .unwrap_or_else(|| (private / 4).max(self.industries))
    }

    /// The options of `kumiwake generate` that give this workshop again.
    pub fn options(&self) -> String {
        let rules = match self.rules {
            RuleSet::Plain => "plain",
            RuleSet::Rich => "rich",
        };
        let mut text = format!(
            "--people {} --themes {} --teams-per-theme {} --team-size {} --companies {} --industries {} --roles {} \
             --municipal {} --ranked {} --skew {} --history {} --rules {rules}",
            self.people,
            self.theme_count(),
            self.teams_per_theme,
            self.team_size,
            self.company_count(),
            self.industries,
            self.roles,
            self.municipal,
            self.ranked_count(),
            self.skew,
            self.history,
        );
        if !self.sessions {
            text += " --no-sessions";
        }
        match self.presentations {
            Presentations::Usual => {}
            Presentations::Contest => text += " --presentations contest",
            Presentations::Audience => text += " --presentations audience",
        }
        if let Some(judges) = self.judges {
            text += &format!(" --judges {judges}");
        }
        if let Some(rooms) = self.rooms {
            text += &format!(" --rooms {rooms}");
        }
        match self.planted {
            None => {}
            Some(0) => text += " --planted",
            Some(cost) => text += &format!(" --planted={cost}"),
        }
        let language = self.language.pick("ja", "en");
        text + &format!(" --language {language} --seed {}", self.seed)
    }
}
