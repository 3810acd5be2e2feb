//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// Writes all files into a directory, which is created where it is missing: first under temporary names, then, when all
/// are complete, renamed, the first file last, so that who finds a new one finds all. On an error the temporary files
/// are gone again.
pub fn write_all(directory: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<Vec<PathBuf>> {
    let streams = files.iter().map(|(name, bytes)| {
        let write: Content = Box::new(|out: &mut dyn Write| out.write_all(bytes));
        (*name, write)
    });
    write_streams(directory, streams.collect())
}

/// Writes the content of a file.
pub type Content<'a> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'a>;

/// As `write_all`, with contents too large to be held.
///
/// # Errors
/// When the disk refuses; then no file is new.
pub fn write_streams(directory: &Path, files: Vec<(&str, Content)>) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(directory).map_err(|error| at(directory, &error))?;
    let mut ready: Vec<(NamedTempFile, PathBuf)> = Vec::new();
    for (name, content) in files {
        let target = directory.join(name);
        // A rename would fail here too, but only after others were done.
        if target.is_dir() {
            let error = io::Error::new(io::ErrorKind::IsADirectory, "is a directory");
            return Err(at(&target, &error));
        }
        let file = temporary(directory, name, content).map_err(|error| at(&target, &error))?;
        ready.push((file, target));
    }
    let mut written = Vec::new();
    for (file, target) in ready.into_iter().rev() {
        file.persist(&target)
            .map_err(|error| at(&target, &error.error))?;
        written.push(target);
    }
    written.reverse();
    Ok(written)
}

fn temporary(directory: &Path, name: &str, content: Content) -> io::Result<NamedTempFile> {
    let prefix = format!(".{name}.");
    let mut builder = Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    // Else only the owner could read what is meant for everybody; the process's umask still applies.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(directory)?;
    let mut out = io::BufWriter::new(file.as_file_mut());
    content(&mut out)?;
    out.flush()?;
    drop(out);
    file.as_file().sync_all()?;
    Ok(file)
}

/// The error with the path that it is about.
fn at(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
