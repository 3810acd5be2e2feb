//! How names are compared (SPEC §1).

use unicode_normalization::UnicodeNormalization;

/// The name in the form in which names are compared: Unicode NFKC, trimmed, case folded.
pub(crate) fn folded(name: &str) -> String {
    let wide: String = name.nfkc().collect();
    wide.trim().to_lowercase()
}
