//! `[[workshops]]`: files, patterns of files, or recipes of invented ones.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::recipe;
use crate::input::document::Section;
use crate::input::entry::Entry;
use crate::input::folder;
use crate::input::issue::{Issue, Place, Text};
use crate::input::issues::Issues;
use crate::input::{grid, problem, workshop_toml};
use crate::model::{StudyWorkshop, Workshop};

/// The most workshops of a study, and the most participants of all of them: they are held in memory.
const MOST_WORKSHOPS: usize = 10_000;
const MOST_PEOPLE: usize = 2_000_000;

/// A workshop of the study, and where it came from.
pub struct Source {
    /// The workshop under its name.
    pub named: StudyWorkshop,
    /// Its workshop.toml as text.
    pub text: String,
    /// Where the files beside it are: a path of its workshop.toml.
    pub path: PathBuf,
    /// The folder of a generated workshop, which is gone when this is dropped.
    pub generated: Option<tempfile::TempDir>,
}

/// All workshops that were read so far.
#[derive(Default)]
struct Gathered {
    sources: Vec<Source>,
    names: FxHashSet<String>,
    people: usize,
    full: bool,
}

impl Gathered {
    /// One more workshop, read from `path`. Its problems get the path that the study names it by.
    fn add(&mut self, name: String, path: &Path, shown: &str, at: &Place, issues: &mut Issues) {
        if self.full {
            return;
        }
        let mut own = Issues::default();
        let file = folder::name_of(path);
        let text = grid::text_of(path, &file, &mut own);
        let workshop = text
            .as_deref()
            .and_then(|text| workshop_toml::read_text(text, path, &file, &[], &mut own));
        let errors = own.errors();
        for issue in own.finish(&file) {
            let file = format!("{shown}{}", issue.file);
            issues.push(Issue { file, ..issue });
        }
        if !self.names.insert(name.clone()) {
            issues.push(problem::study::name_twice(at.clone(), &name));
        }
        if let (Some(text), Some(workshop), 0) = (text, workshop, errors) {
            self.people += workshop.participants.len();
            let workshop = teams_only(workshop);
            self.sources.push(Source {
                named: StudyWorkshop { name, workshop },
                text,
                path: path.to_path_buf(),
                generated: None,
            });
        }
        let most = [
            (
                self.sources.len() > MOST_WORKSHOPS,
                "ワークショップ",
                "workshops",
                MOST_WORKSHOPS,
            ),
            (
                self.people > MOST_PEOPLE,
                "全部の参加者",
                "participants in all",
                MOST_PEOPLE,
            ),
        ];
        for (is_over, ja, en, most) in most {
            if is_over {
                self.full = true;
                let what = Text::new(ja, en);
                issues.push(problem::study::too_large(at.clone(), &what, most as u64));
            }
        }
    }
}

/// The workshop without timetables: a study compares teams.
pub fn teams_only(workshop: Workshop) -> Workshop {
    Workshop {
        sessions: Vec::new(),
        agenda: Vec::new(),
        judges: Vec::new(),
        facilitators: Vec::new(),
        ..workshop
    }
}

/// Reads all workshops.
pub fn read(top: &Section<'_>, study: &Path, issues: &mut Issues) -> Vec<Source> {
    let base = study.parent().unwrap_or(Path::new("")).to_path_buf();
    let mut gathered = Gathered::default();
    let Some(entry) = top.required("workshops", issues) else {
        return Vec::new();
    };
    for section in entry.sections(issues) {
        let name = section.entry("name");
        let (file, recipe) = (section.entry("file"), section.entry("recipe"));
        match (file, recipe) {
            (Some(entry), None) => files(&entry, name.as_ref(), &base, &mut gathered, issues),
            (None, Some(entry)) => recipes(
                &section,
                &entry,
                name.as_ref(),
                &base,
                &mut gathered,
                issues,
            ),
            _ => issues.push(problem::study::one_source(section.place())),
        }
        section.finish(issues);
    }
    gathered.sources
}

/// The files of a path or pattern, by name.
fn files(
    entry: &Entry<'_>,
    name: Option<&Entry<'_>>,
    base: &Path,
    gathered: &mut Gathered,
    issues: &mut Issues,
) {
    let Some(pattern) = entry.string(issues) else {
        return;
    };
    let place = entry.place();
    let mut given = name.and_then(|entry| entry.string(issues));
    let is_pattern = pattern.contains(['*', '?', '[']);
    let mut paths = match is_pattern {
        false => vec![base.join(&pattern)],
        true => {
            // Only what is written may be a pattern, not the folder's own name.
            let folder = glob::Pattern::escape(&base.to_string_lossy());
            let whole = match folder.is_empty() {
                true => pattern.clone(),
                false => format!("{folder}/{pattern}"),
            };
            match glob::glob(&whole) {
                Ok(found) => found.flatten().collect(),
                Err(error) => {
                    let problem = problem::study::bad_pattern(place, &pattern, error.msg);
                    issues.push(problem);
                    return;
                }
            }
        }
    };
    for path in &mut paths {
        if path.is_dir() {
            path.push("workshop.toml");
        }
    }
    if is_pattern {
        paths.retain(|path| path.is_file());
    }
    if paths.is_empty() {
        issues.push(problem::study::no_match(place.clone(), &pattern));
    }
    if let (Some(name), true) = (&given, paths.len() > 1) {
        issues.push(problem::study::name_for_many(place.clone(), name));
        given = None;
    }
    for path in paths {
        let name = given.clone().unwrap_or_else(|| name_of(&path));
        let shown = path.strip_prefix(base).unwrap_or(&path);
        let shown = shown.parent().unwrap_or(Path::new("")).to_string_lossy();
        let shown = match shown.is_empty() {
            true => String::new(),
            false => format!("{shown}/"),
        };
        gathered.add(name, &path, &shown, &place, issues);
    }
}

/// What a file is called in the study: its folder, or its stem where it is not workshop.toml.
fn name_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default();
    let folder = path.parent().and_then(Path::file_name);
    let name = match folder {
        Some(folder) if stem == "workshop" => folder,
        _ => stem,
    };
    name.to_string_lossy().into_owned()
}

/// The workshops of a recipe: `count` of them, with seeds from `seed` on.
fn recipes(
    section: &Section<'_>,
    entry: &Entry<'_>,
    name: Option<&Entry<'_>>,
    base: &Path,
    gathered: &mut Gathered,
    issues: &mut Issues,
) {
    let count = section
        .entry("count")
        .and_then(|entry| entry.whole(1, MOST_WORKSHOPS as u32, issues))
        .unwrap_or(1);
    let first = section
        .entry("seed")
        .and_then(|entry| entry.whole(0, u32::MAX, issues));
    let given = name.and_then(|entry| entry.string(issues));
    let Some(file) = entry.string(issues) else {
        return;
    };
    let Some(shape) = recipe::read(&base.join(&file), &file, issues) else {
        return;
    };
    let stem = given.unwrap_or_else(|| {
        let stem = Path::new(&file).file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    });
    let first = first.map_or(shape.seed, u64::from);
    for seed in first..first.saturating_add(u64::from(count)) {
        if gathered.full {
            return;
        }
        let shape = crate::generate::Shape {
            seed,
            sessions: false,
            ..shape.clone()
        };
        let folder = match recipe::make(&shape) {
            Ok(folder) => folder,
            Err(faults) => {
                for fault in faults {
                    issues.push(problem::study::recipe(entry.place(), &fault));
                }
                // Another seed of the same shape has the same faults.
                return;
            }
        };
        let path = folder.path().join("workshop.toml");
        let name = format!("{stem}-{seed}");
        let shown = format!("{name}/");
        let before = gathered.sources.len();
        gathered.add(name, &path, &shown, &entry.place(), issues);
        if let Some(source) = gathered.sources.get_mut(before) {
            source.generated = Some(folder);
        }
    }
}
