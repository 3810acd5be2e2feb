//! Texts that people read, held against files of the repository. With `KUMIWAKE_BLESS=1` the files are written anew.

use std::path::Path;

/// Asserts that `text` is what tests/data/report/`name` holds.
pub fn assert_same(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/report")
        .join(name);
    assert_file(&path, text);
}

/// Asserts that `text` is what the file holds.
pub fn assert_file(path: &Path, text: &str) {
    if std::env::var_os("KUMIWAKE_BLESS").is_some() {
        std::fs::write(path, text).expect("the snapshot can be written");
        return;
    }
    let expected = std::fs::read_to_string(path).expect("the snapshot is there");
    let first = expected.lines().zip(text.lines()).position(|(a, b)| a != b);
    assert!(
        expected == text,
        "{} differs first in line {:?}; the text is\n{text}",
        path.display(),
        first.map(|line| line + 1)
    );
}
