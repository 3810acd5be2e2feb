//! Writing a folder of new files.

use std::io;
use std::path::Path;

/// Writes the files into a folder that does not exist or is empty, so that nobody's roster is overwritten.
///
/// # Errors
/// When the folder has anything in it, or cannot be written.
pub fn write(directory: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    std::fs::create_dir_all(directory)?;
    if std::fs::read_dir(directory)?.next().is_some() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "the folder is not empty (フォルダーが空ではありません)",
        ));
    }
    for (name, bytes) in files {
        std::fs::write(directory.join(name), bytes)?;
    }
    Ok(())
}
