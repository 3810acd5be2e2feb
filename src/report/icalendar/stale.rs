//! Calendars of an earlier run that the plan does not have any more.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{Calendar, FILE, FOLDER, PRODUCT};

/// Files in `calendars/` that this program wrote under their present name, and that are not among these calendars: of a judge
/// who is gone, say. Left there, they would tell an old plan. A file that anybody else wrote, or a copy under another name,
/// is never among them.
///
/// # Errors
/// When the folder cannot be read.
pub fn stale(directory: &Path, calendars: &[Calendar]) -> io::Result<Vec<PathBuf>> {
    let folder = directory.join(FOLDER);
    let entries = match fs::read_dir(&folder) {
        Ok(entries) => entries,
        // No folder yet; or a file in its place, which writing will complain about.
        Err(_) if !folder.is_dir() => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let new: HashSet<&str> = calendars.iter().map(|c| c.path.as_str()).collect();
    let mut stale = Vec::new();
    for entry in entries {
        let entry = entry?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let is_new = new.contains(format!("{FOLDER}/{name}").as_str());
        if !is_new && entry.file_type()?.is_file() && is_ours(&entry.path(), &name) {
            stale.push(entry.path());
        }
    }
    stale.sort_unstable();
    Ok(stale)
}

/// Whether a file begins as ours do, and tells this name as its own. One that cannot be read is not ours.
fn is_ours(path: &Path, name: &str) -> bool {
    // The head is short, whatever the file.
    let mut head = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(1024).read_to_end(&mut head));
    if read.is_err() {
        return false;
    }
    let text = String::from_utf8_lossy(&head);
    let unfolded = text.replace("\r\n ", "");
    let mut lines = unfolded.split("\r\n");
    let begins = lines.next() == Some("BEGIN:VCALENDAR");
    let product = format!("PRODID:{PRODUCT}");
    let file = format!("{FILE}:{name}");
    begins && lines.clone().any(|line| line == product) && lines.any(|line| line == file)
}
