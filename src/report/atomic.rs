//! Files that are there whole or not at all.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile, TempPath};

/// Writes all files into a directory, which is created where it is missing: first under temporary names, then, when all
/// are complete, renamed, the first file last, so that who finds a new one finds all. A name may have a folder before it, with
/// `/`. Files that are `stale` are deleted between the last rename but one and the last. On an error the temporary files
/// are gone again.
pub fn write_all(
    directory: &Path,
    files: &[(String, Vec<u8>)],
    stale: &[PathBuf],
) -> io::Result<Vec<PathBuf>> {
    let streams = files.iter().map(|(name, bytes)| {
        let write: Content = Box::new(|out: &mut dyn Write| out.write_all(bytes));
        (name.as_str(), write)
    });
    exchange(directory, streams.collect(), stale)
}

/// Writes the content of a file.
pub type Content<'a> = Box<dyn FnOnce(&mut dyn Write) -> io::Result<()> + 'a>;

/// As `write_all`, with contents too large to be held, and nothing that is stale.
///
/// # Errors
/// When the disk refuses; then no file is new.
pub fn write_streams(directory: &Path, files: Vec<(&str, Content)>) -> io::Result<Vec<PathBuf>> {
    exchange(directory, files, &[])
}

fn exchange(
    directory: &Path,
    files: Vec<(&str, Content)>,
    stale: &[PathBuf],
) -> io::Result<Vec<PathBuf>> {
    fs::create_dir_all(directory).map_err(|error| at(directory, &error))?;
    let mut ready: Vec<(TempPath, PathBuf)> = Vec::new();
    for (name, content) in files {
        let target = directory.join(name);
        // A rename would fail here too, but only after others were done.
        if target.is_dir() {
            let error = io::Error::new(io::ErrorKind::IsADirectory, "is a directory");
            return Err(at(&target, &error));
        }
        let folder = target.parent().unwrap_or(directory);
        if folder.exists() && !folder.is_dir() {
            let error = io::Error::new(io::ErrorKind::NotADirectory, "is not a directory");
            return Err(at(folder, &error));
        }
        let file = temporary(directory, name, content).map_err(|error| at(&target, &error))?;
        // Closed: there may be more files than may be open at once.
        ready.push((file.into_temp_path(), target));
    }
    for (_, target) in &ready {
        let folder = target.parent().unwrap_or(directory);
        fs::create_dir_all(folder).map_err(|error| at(folder, &error))?;
    }
    let mut written = Vec::new();
    let mut ready = ready.into_iter();
    let first = ready.next();
    for (file, target) in ready {
        written.push(persist(file, target)?);
    }
    for path in stale {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(at(path, &error)),
            _ => {}
        }
    }
    if let Some((file, target)) = first {
        written.insert(0, persist(file, target)?);
    }
    Ok(written)
}

fn persist(file: TempPath, target: PathBuf) -> io::Result<PathBuf> {
    file.persist(&target)
        .map_err(|error| at(&target, &error.error))?;
    Ok(target)
}

fn temporary(directory: &Path, name: &str, content: Content) -> io::Result<NamedTempFile> {
    let prefix = format!(".{}.", name.replace('/', "."));
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
