//! The keys of each kind of rule (SPEC §2).

use rustc_hash::FxHashSet;

use super::document::Section;
use super::entry::Entry;
use super::issue::Place;
use super::issues::Issues;
use super::rules::{Context, cell_place, resolve};
use super::themes::min_max;
use super::{history, matrix, problem, text};
use crate::model::{
    Apart, AttributeId, Balance, Count, Difference, IdealSize, Limit, Meeting, MeetingBlock,
    NotAlone, NumericBalance, ParticipantId, Past, RuleKind, Similar, Together, ValueId, Variety,
};

/// One rule being read.
struct Reader<'r, 'a, 'c> {
    section: &'r Section<'a>,
    seen: &'r [bool],
    context: &'r mut Context<'c>,
    issues: &'r mut Issues,
}

/// Reads what is asked. `None`: an unknown kind, or there are issues.
pub fn read(
    kind: &str,
    section: &Section<'_>,
    seen: &[bool],
    context: &mut Context<'_>,
    issues: &mut Issues,
) -> Option<RuleKind> {
    let mut reader = Reader {
        section,
        seen,
        context,
        issues,
    };
    match kind {
        "count" => reader.count(),
        "limit" => reader.limit(),
        "variety" => reader.variety(),
        "similar" => reader.similar(),
        "balance" => reader.balance(),
        "not_alone" => reader.not_alone(),
        "together" => Some(RuleKind::Together(Together {
            members: reader.members()?,
        })),
        "apart" => Some(RuleKind::Apart(Apart {
            members: reader.members()?,
        })),
        "wishes" => Some(RuleKind::Wishes),
        "past" => reader.past(),
        "difference" => reader.difference(),
        "meeting" => reader.meeting(),
        "ideal_size" => reader.ideal_size(),
        _ => None,
    }
}

impl Reader<'_, '_, '_> {
    fn attribute(&mut self) -> Option<AttributeId> {
        let entry = self.section.required("attribute", self.issues)?;
        let name = entry.string(self.issues)?;
        self.context
            .roster
            .attributes
            .find(&name, entry.place(), self.issues)
    }

    fn values(&mut self, attribute: Option<AttributeId>) -> Option<Vec<ValueId>> {
        let entries = [self.section.entry("value"), self.section.entry("values")];
        if entries.iter().all(Option::is_none) {
            self.issues
                .push(problem::toml::missing_key(self.section.place(), "value"));
            return None;
        }
        let mut values = Vec::new();
        for entry in entries.iter().flatten() {
            let found = resolve(entry, attribute, self.context, self.issues);
            values.extend(
                found
                    .into_iter()
                    .filter(|value| !values.contains(value))
                    .collect::<Vec<_>>(),
            );
        }
        Some(values)
    }

    /// The strings of a list in which none may stand twice: it would count once or twice, and nobody could tell which.
    fn names(&mut self, entry: &Entry<'_>) -> Option<Vec<(String, Place)>> {
        let names = entry.strings(self.issues)?;
        let mut seen = FxHashSet::default();
        for (name, place) in &names {
            if !seen.insert(text::fold(name)) {
                self.issues
                    .push(problem::toml::listed_twice(place.clone(), name));
            }
        }
        Some(names)
    }

    fn whole(&mut self, key: &'static str, least: u32) -> Option<u32> {
        let entry = self.section.required(key, self.issues)?;
        entry.whole(least, u32::MAX, self.issues)
    }

    fn count(&mut self) -> Option<RuleKind> {
        let attribute = self.attribute();
        let values = self.values(attribute);
        let range = min_max(self.section, self.issues);
        let given = [self.section.entry("min"), self.section.entry("max")];
        if given.iter().all(Option::is_none) {
            self.issues
                .push(problem::rule::count_without_range(self.section.place()));
        }
        Some(RuleKind::Count(Count {
            attribute: attribute?,
            values: values?,
            min: range.min,
            max: range.max,
        }))
    }

    fn limit(&mut self) -> Option<RuleKind> {
        let (attribute, max) = (self.attribute(), self.whole("max", 0));
        Some(RuleKind::Limit(Limit {
            attribute: attribute?,
            max: max?,
        }))
    }

    fn variety(&mut self) -> Option<RuleKind> {
        let attribute = self.attribute();
        let goal = self.section.required("goal", self.issues);
        let goal = goal.and_then(|entry| match entry.as_str() {
            Some("all") => Some(None),
            Some(word) => {
                self.issues
                    .push(problem::toml::unknown_word(entry.place(), word, &["all"]));
                None
            }
            None => entry.whole(1, u32::MAX, self.issues).map(Some),
        });
        Some(RuleKind::Variety(Variety {
            attribute: attribute?,
            goal: goal?,
        }))
    }

    fn similar(&mut self) -> Option<RuleKind> {
        let (attribute, max) = (self.attribute(), self.whole("max", 0));
        Some(RuleKind::Similar(Similar {
            attribute: attribute?,
            max: max?,
        }))
    }

    fn balance(&mut self) -> Option<RuleKind> {
        let attribute = self.attribute();
        let numeric = self.section.entry("numeric");
        let numeric = numeric.map_or(Some(false), |entry| entry.boolean(self.issues));
        let attribute = attribute?;
        if !numeric? {
            return Some(RuleKind::Balance(Balance { attribute }));
        }
        self.check_numbers(attribute);
        Some(RuleKind::NumericBalance(NumericBalance { attribute }))
    }

    /// Every filled cell that the rule sees must be a number.
    fn check_numbers(&mut self, id: AttributeId) {
        for (index, _) in self.seen.iter().enumerate().filter(|(_, seen)| **seen) {
            let participant = ParticipantId::new(index);
            let attribute = self.context.roster.attributes.get(id);
            if attribute.number(participant).is_none() && !attribute.values(participant).is_empty()
            {
                let cell = attribute.text(participant);
                let place = cell_place(self.context, participant, id);
                self.issues
                    .push(problem::rule::text_among_numbers(place, &cell));
            }
        }
    }

    fn not_alone(&mut self) -> Option<RuleKind> {
        let attribute = self.attribute();
        let values = self.values(attribute);
        Some(RuleKind::NotAlone(NotAlone {
            attribute: attribute?,
            values: values?,
        }))
    }

    fn members(&mut self) -> Option<Vec<ParticipantId>> {
        let entry = self.section.required("members", self.issues)?;
        let ids = entry.strings(self.issues)?;
        if ids.len() < 2 {
            self.issues
                .push(problem::rule::too_few_members(entry.place()));
        }
        Some(self.context.roster.people.find_all(&ids, self.issues))
    }

    fn past(&mut self) -> Option<RuleKind> {
        let half_life = self
            .section
            .entry("half_life")
            .map(|entry| entry.positive(self.issues));
        let file = match self.section.entry("file") {
            Some(entry) => entry.string(self.issues),
            None => {
                let found = self.context.folder.find("history", self.issues);
                if found.is_none() {
                    self.issues
                        .push(problem::rule::no_history(self.section.place()));
                }
                found
            }
        };
        let people = &self.context.roster.people;
        Some(RuleKind::Past(Past {
            teams: history::read(self.context.folder, &file?, people, self.issues),
            half_life: half_life.flatten(),
        }))
    }

    fn difference(&mut self) -> Option<RuleKind> {
        let attributes = self.section.entry("attributes");
        let file = self.section.entry("matrix");
        match (attributes, file) {
            (Some(entry), None) => {
                let names = self.names(&entry)?;
                if names.is_empty() {
                    self.issues.push(problem::toml::empty_list(entry.place()));
                }
                let mut found: Vec<AttributeId> = Vec::new();
                for (name, place) in names {
                    let attribute = self
                        .context
                        .roster
                        .attributes
                        .find(&name, place, self.issues);
                    found.extend(attribute.filter(|attribute| !found.contains(attribute)));
                }
                Some(RuleKind::Difference(Difference::Attributes(found)))
            }
            (None, Some(entry)) => {
                let file = entry.string(self.issues)?;
                let people = &self.context.roster.people;
                let distances = matrix::read(self.context.folder, &file, people, self.issues)?;
                Some(RuleKind::Difference(Difference::Matrix(distances)))
            }
            _ => {
                self.issues
                    .push(problem::rule::attributes_or_matrix(self.section.place()));
                None
            }
        }
    }

    fn meeting(&mut self) -> Option<RuleKind> {
        let min = self.whole("min", 0);
        let entry = self.section.required("blocks", self.issues)?;
        let names = self.names(&entry)?;
        if names.is_empty() {
            self.issues.push(problem::toml::empty_list(entry.place()));
        }
        let busy = &self.context.roster.busy;
        let blocks = names.into_iter().map(|(name, _)| MeetingBlock {
            busy: busy.at(&name),
            name,
        });
        Some(RuleKind::Meeting(Meeting {
            blocks: blocks.collect(),
            min: min?,
        }))
    }

    fn ideal_size(&mut self) -> Option<RuleKind> {
        let entry = self.section.required("size", self.issues)?;
        let size = entry.number(self.issues)?;
        Some(RuleKind::IdealSize(IdealSize { size }))
    }
}
