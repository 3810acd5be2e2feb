//! Numbers to words: people, towns, companies, themes. Different companies and themes always have different names.

use super::shape::Shape;
use super::words::*;
use crate::model::Language;

/// Departments that share a town.
pub const DEPARTMENTS_PER_TOWN: usize = DEPARTMENTS.len();

/// Words in one language.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    language: Language,
    themes: usize,
    industries: usize,
    teams_per_theme: usize,
    /// Lets names differ between seeds.
    shift: usize,
}

/// The word at this place of a list; past its end `otherwise` and the number.
fn listed(
    language: Language,
    list: &[(&str, &str)],
    place: usize,
    otherwise: (&str, &str),
) -> String {
    match list.get(place) {
        Some(word) => language.pick(word.0, word.1).to_owned(),
        None => language.pick(
            format!("{}{}", otherwise.0, place + 1),
            format!("{} {}", otherwise.1, place + 1),
        ),
    }
}

/// ` 2` and so on, nothing for the first.
fn again(round: usize) -> String {
    match round {
        0 => String::new(),
        _ => format!(" {}", round + 1),
    }
}

impl Names {
    /// The names of a workshop.
    pub fn new(shape: &Shape) -> Self {
        Self {
            language: shape.language,
            themes: shape.theme_count(),
            industries: shape.industries,
            teams_per_theme: shape.teams_per_theme.max,
            shift: (shape.seed % 997) as usize,
        }
    }

    /// The word of a pair in this language.
    pub fn word(&self, pair: (&'static str, &'static str)) -> &'static str {
        self.language.pick(pair.0, pair.1)
    }

    /// A pair of syllables.
    fn pair(&self, first: usize, second: usize) -> String {
        let (firsts, seconds) = self.language.pick(
            (KANJI_FIRST, KANJI_SECOND),
            (SYLLABLE_FIRST, SYLLABLE_SECOND),
        );
        format!(
            "{}{}",
            firsts[first % firsts.len()],
            seconds[second % seconds.len()]
        )
    }

    /// The name of a participant or judge.
    pub fn person(&self, place: usize) -> String {
        let place = place + self.shift;
        let family = self.pair(place * 7, place * 11 + place / 36);
        let givens = self.language.pick(KANJI_GIVEN, SYLLABLE_GIVEN);
        let given = givens[(place * 13 + place / 30) % givens.len()];
        self.language
            .pick(format!("{family} {given}"), format!("{given} {family}"))
    }

    /// A department of a town.
    pub fn department(&self, department: usize) -> String {
        let town = department / DEPARTMENTS_PER_TOWN;
        let round = again(town / 720);
        let town = self.pair(town + self.shift, town / 36);
        let department = self.word(DEPARTMENTS[department % DEPARTMENTS_PER_TOWN]);
        self.language.pick(
            format!("{town}市{round} {department}"),
            format!("{town}{round} {department}"),
        )
    }

    /// An industry.
    pub fn industry(&self, industry: usize) -> String {
        let names = INDUSTRIES.map(|(name, _)| name);
        listed(self.language, &names, industry, ("業種", "industry"))
    }

    /// A company; its number tells its industry.
    pub fn company(&self, company: usize) -> String {
        let (industry, place) = (company % self.industries, company / self.industries);
        let suffixes = INDUSTRIES.map(|(_, suffix)| suffix);
        let suffix = listed(self.language, &suffixes, industry, ("商会", "Trading"));
        let name = self.pair(place, place / 36);
        let round = again(place / 720);
        self.language.pick(
            format!("{name}{suffix}{round}"),
            format!("{name} {suffix}{round}"),
        )
    }

    /// A role.
    pub fn role(&self, role: usize) -> String {
        listed(self.language, &ROLES, role, ("役職", "role"))
    }

    /// The id of a theme.
    pub fn theme(&self, theme: usize) -> String {
        let width = self.themes.to_string().len().max(2);
        format!("t{:0width$}", theme + 1)
    }

    /// The title of a theme.
    pub fn title(&self, theme: usize) -> String {
        let (round, subject) = (theme / SUBJECTS.len(), theme % SUBJECTS.len());
        let approach = (round + subject) % APPROACHES.len();
        let (subject, approach) = (
            self.word(SUBJECTS[subject]),
            self.word(APPROACHES[approach]),
        );
        let space = self.language.pick("", " ");
        format!(
            "{subject}{space}{approach}{}",
            again(round / APPROACHES.len())
        )
    }

    /// The id of a team.
    pub fn team(&self, theme: usize, number: usize) -> String {
        match self.teams_per_theme {
            1 => self.theme(theme),
            _ => format!("{}-{}", self.theme(theme), number + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn companies_and_themes_have_names_of_their_own() {
        for language in [Language::Japanese, Language::English] {
            for industries in [1, 8, 40] {
                let names = Names::new(&Shape {
                    language,
                    industries,
                    themes: Some(5_000),
                    ..Shape::default()
                });
                let companies: BTreeSet<String> = (0..40_000).map(|c| names.company(c)).collect();
                assert_eq!(companies.len(), 40_000);
                let titles: BTreeSet<String> = (0..5_000).map(|t| names.title(t)).collect();
                assert_eq!(titles.len(), 5_000);
                let departments: BTreeSet<String> =
                    (0..30_000).map(|d| names.department(d)).collect();
                assert_eq!(departments.len(), 30_000);
            }
        }
    }
}
