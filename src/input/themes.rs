//! `[teams]` and `[[themes]]`: the possible teams (SPEC §1).

use rustc_hash::FxHashMap;

use super::document::{Entry, Section};
use super::issue::Place;
use super::issues::Issues;
use super::nearest::Names;
use super::people::People;
use super::{problem, text};
use crate::model::{Pin, Range, Team, TeamId, Theme, ThemeId};

/// The most teams that one theme may have.
const MAX_TEAMS_OF_THEME: u32 = 1_000;
/// The most possible teams in all.
const MAX_TEAMS: u32 = 100_000;

/// What can be formed.
#[derive(Debug, Default)]
pub struct Structure {
    /// The themes.
    pub themes: Vec<Theme>,
    /// The possible teams.
    pub teams: Vec<Team>,
    /// How many may be open.
    pub open: Range,
    owners: Vec<(ThemeId, Vec<(String, Place)>)>,
    theme_names: FxHashMap<String, ThemeId>,
    team_names: FxHashMap<String, TeamId>,
    nearest: Names,
    /// Whether a theme or team could not be read, so that unknown names may be its.
    broken: bool,
}

impl Structure {
    /// Reads both tables.
    pub fn read(top: &Section<'_>, issues: &mut Issues) -> Self {
        let errors = issues.errors();
        let mut structure = Self::default();
        let teams = top.entry("teams").and_then(|entry| entry.section(issues));
        let themes = top.entry("themes");
        let sections = themes
            .map(|entry| entry.sections(issues))
            .unwrap_or_default();
        let (mut size, mut count) = (Range::default(), None);
        if let Some(teams) = &teams {
            size = range_at(teams, "size", issues);
            structure.open = range_at(teams, "open", issues);
            count = teams.entry("count");
            teams.finish(issues);
        }
        if sections.is_empty() && issues.errors() == errors {
            structure.numbered(top, count.as_ref(), size, issues);
        } else if let Some(count) = count {
            issues.push(problem::theme::count_beside_themes(count.place()));
        }
        for section in &sections {
            structure.theme(section, size, issues);
        }
        structure.broken = issues.errors() > errors;
        structure
    }

    /// The teams `1` … of a workshop without themes.
    fn numbered(
        &mut self,
        top: &Section<'_>,
        count: Option<&Entry<'_>>,
        size: Range,
        issues: &mut Issues,
    ) {
        let Some(count) = count else {
            issues.push(problem::theme::nothing_to_form(top.place()));
            return;
        };
        let Some(number) = count.whole(1, MAX_TEAMS, issues) else {
            return;
        };
        for number in 1..=number {
            self.team(number.to_string(), None, size, &count.place(), issues);
        }
    }

    fn theme(&mut self, section: &Section<'_>, default_size: Range, issues: &mut Issues) {
        let id = section.required("id", issues);
        let id_place = id.as_ref().map_or_else(|| section.place(), Entry::place);
        let id = id.and_then(|entry| entry.string(issues));
        let title = section.entry("title");
        let title_place = title.as_ref().map(Entry::place);
        let title = title.and_then(|entry| entry.string(issues));
        let owners = section
            .entry("owners")
            .and_then(|entry| entry.strings(issues));
        let count = match section.entry("teams") {
            None => Some(1..=1),
            Some(entry) => team_count(&entry, issues),
        };
        let size = match section.entry("size") {
            None => default_size,
            Some(entry) => range(&entry, issues),
        };
        section.finish(issues);
        let (Some(id), Some(count)) = (id, count) else {
            return;
        };
        let theme = ThemeId::new(self.themes.len());
        self.name(theme, &id, &id_place, issues);
        if let (Some(title), Some(place)) = (&title, title_place) {
            self.name(theme, title, &place, issues);
        }
        let first = self.teams.len();
        if first + *count.end() as usize > MAX_TEAMS as usize {
            issues.push(problem::theme::too_many_teams(section.place(), MAX_TEAMS));
            return;
        }
        for number in 1..=*count.end() {
            let team = match count.end() {
                1 => id.clone(),
                _ => format!("{id}-{number}"),
            };
            self.team(team, Some(theme), size, &id_place, issues);
        }
        self.owners.push((theme, owners.unwrap_or_default()));
        self.themes.push(Theme {
            title: title.unwrap_or_else(|| id.clone()),
            id,
            owners: Vec::new(),
            count: Range {
                min: Some(*count.start()),
                max: Some(*count.end()),
            },
            teams: (first..self.teams.len()).map(TeamId::new).collect(),
        });
    }

    /// Takes note of a theme's id or title.
    fn name(&mut self, theme: ThemeId, name: &str, place: &Place, issues: &mut Issues) {
        match self.theme_names.insert(text::fold(name), theme) {
            Some(other) if other != theme => {
                issues.push(problem::theme::name_twice(place.clone(), name));
            }
            // The id again as the title.
            Some(_) => {}
            None => self.nearest.add(name),
        }
    }

    fn team(
        &mut self,
        id: String,
        theme: Option<ThemeId>,
        size: Range,
        place: &Place,
        issues: &mut Issues,
    ) {
        let team = TeamId::new(self.teams.len());
        if self.team_names.insert(text::fold(&id), team).is_some() {
            issues.push(problem::theme::team_twice(place.clone(), &id));
        }
        self.teams.push(Team { id, theme, size });
    }

    /// The theme with this id or title, without complaint.
    pub fn theme_named(&self, name: &str) -> Option<ThemeId> {
        self.theme_names.get(&text::fold(name)).copied()
    }

    /// The team with this id, without complaint.
    pub fn team_named(&self, name: &str) -> Option<TeamId> {
        self.team_names.get(&text::fold(name)).copied()
    }

    /// The theme with this id or title; an unknown one is reported.
    pub fn find_theme(&self, name: &str, place: Place, issues: &mut Issues) -> Option<ThemeId> {
        let theme = self.theme_named(name);
        if theme.is_none() && !self.broken {
            issues.push(problem::theme::unknown_theme(place, name, &self.nearest));
        }
        theme
    }

    /// The themes of a cell. A title may hold a character that parts values, so the whole cell is tried first.
    pub fn find_themes(&self, cell: &str, place: &Place, issues: &mut Issues) -> Vec<ThemeId> {
        let whole = self.theme_named(cell);
        let mut themes: Vec<ThemeId> = match whole {
            Some(theme) => vec![theme],
            None => text::split(cell)
                .filter_map(|name| self.find_theme(name, place.clone(), issues))
                .collect(),
        };
        themes.sort_unstable();
        themes.dedup();
        themes
    }

    /// The team or theme that a cell pins to.
    pub fn find_pin(&self, name: &str, place: Place, issues: &mut Issues) -> Option<Pin> {
        let team = self.team_named(name).map(Pin::Team);
        let pin = team.or_else(|| self.theme_named(name).map(Pin::Theme));
        if pin.is_none() && !self.broken {
            let teams = Names::new(self.teams.iter().take(10_000).map(|team| &team.id));
            let near = self.nearest.nearest(name).or_else(|| teams.nearest(name));
            issues.push(problem::theme::unknown_team(place, name, near));
        }
        pin
    }

    /// The team of a cell: a team's id, or the name of a theme with one team.
    pub fn find_team(&self, name: &str, place: Place, issues: &mut Issues) -> Option<TeamId> {
        match self.find_pin(name, place.clone(), issues)? {
            Pin::Team(team) => Some(team),
            Pin::Theme(theme) => match self.themes[theme.index()].teams.as_slice() {
                [team] => Some(*team),
                several => {
                    let ids = several
                        .iter()
                        .map(|team| self.teams[team.index()].id.as_str());
                    issues.push(problem::theme::which_team(place, name, ids));
                    None
                }
            },
        }
    }

    /// Whether there are themes.
    pub fn has_themes(&self) -> bool {
        !self.themes.is_empty() || self.broken
    }

    /// Looks up the owners, once the roster is known.
    pub fn resolve_owners(&mut self, people: &People, issues: &mut Issues) {
        for (theme, owners) in std::mem::take(&mut self.owners) {
            let owners = people.find_all(&owners, issues);
            if let Some(theme) = self.themes.get_mut(theme.index()) {
                theme.owners = owners;
            }
        }
    }
}

/// `teams = 2` or `{ min = 0, max = 2 }`.
fn team_count(entry: &Entry<'_>, issues: &mut Issues) -> Option<std::ops::RangeInclusive<u32>> {
    if !entry.is_table() {
        return entry
            .whole(1, MAX_TEAMS_OF_THEME, issues)
            .map(|count| count..=count);
    }
    let section = entry.section(issues)?;
    let min = section
        .entry("min")
        .map_or(Some(0), |min| min.whole(0, MAX_TEAMS_OF_THEME, issues));
    let max = section
        .required("max", issues)
        .and_then(|max| max.whole(1, MAX_TEAMS_OF_THEME, issues));
    section.finish(issues);
    let (min, max) = (min?, max?);
    if min > max {
        issues.push(problem::toml::min_above_max(entry.place(), min, max));
        return None;
    }
    Some(min..=max)
}

/// A table `{ min, max }` at a key of a section; free without it.
fn range_at(section: &Section<'_>, key: &'static str, issues: &mut Issues) -> Range {
    section
        .entry(key)
        .map(|entry| range(&entry, issues))
        .unwrap_or_default()
}

/// A table `{ min, max }`; free where it is broken.
fn range(entry: &Entry<'_>, issues: &mut Issues) -> Range {
    let Some(section) = entry.section(issues) else {
        return Range::default();
    };
    let range = min_max(&section, issues);
    section.finish(issues);
    range
}

/// The keys `min` and `max` of a section; a minimum above the maximum is reported.
pub fn min_max(section: &Section<'_>, issues: &mut Issues) -> Range {
    let mut read = |key| {
        let entry = section.entry(key)?;
        entry.whole(0, u32::MAX, issues)
    };
    let range = Range {
        min: read("min"),
        max: read("max"),
    };
    if let (Some(min), Some(max)) = (range.min, range.max)
        && min > max
    {
        issues.push(problem::toml::min_above_max(section.place(), min, max));
    }
    range
}
