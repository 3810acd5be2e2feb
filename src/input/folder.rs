//! The folder of a workshop: where the files beside workshop.toml are.

use std::path::{Path, PathBuf};

use super::issue::Place;
use super::issues::Issues;
use super::problem;

/// The formats of tables, by extension, in the order of preference.
const EXTENSIONS: [&str; 3] = ["csv", "tsv", "xlsx"];

/// The folder that workshop.toml is in.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder of this workshop.toml.
    pub fn of(workshop_toml: &Path) -> Self {
        Self {
            path: workshop_toml
                .parent()
                .map(Path::to_path_buf)
                .unwrap_or_default(),
        }
    }

    /// The path of a file named in workshop.toml.
    pub fn path(&self, file: &str) -> PathBuf {
        self.path.join(file)
    }

    /// The file `name.csv`, `.tsv` or `.xlsx`, whichever is there. Two of them are a problem, since only one can be meant.
    pub fn find(&self, name: &str, issues: &mut Issues) -> Option<String> {
        let candidates = EXTENSIONS
            .iter()
            .map(|extension| format!("{name}.{extension}"));
        let files: Vec<String> = candidates
            .filter(|file| self.path(file).is_file())
            .collect();
        if let [first, second, ..] = files.as_slice() {
            issues.push(problem::file::two_files(Place::file(second), first));
        }
        files.into_iter().next()
    }
}

/// The name of a file for messages.
pub fn name_of(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}
