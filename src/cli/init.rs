//! `kumiwake init`: a commented workshop folder that solves as it is.

use std::path::Path;

use kumiwake::model::Language;

use super::exit::Exit;
use super::{folder, print, tell};

/// Spreadsheets there read a csv without this mark as CP932.
const BOM: &str = "\u{feff}";

/// The files of a template: name, text.
type Template = [(&'static str, &'static str); 3];

const JAPANESE: Template = [
    ("roster.csv", include_str!("template/ja/roster.csv")),
    ("judges.csv", include_str!("template/ja/judges.csv")),
    ("workshop.toml", include_str!("template/ja/workshop.toml")),
];

const ENGLISH: Template = [
    ("roster.csv", include_str!("template/en/roster.csv")),
    ("judges.csv", include_str!("template/en/judges.csv")),
    ("workshop.toml", include_str!("template/en/workshop.toml")),
];

/// Writes the folder.
pub fn run(directory: &Path, language: Language) -> Exit {
    let template = language.pick(JAPANESE, ENGLISH);
    if let Err(error) = folder::write(directory, &files(&template)) {
        let place = directory.display();
        tell(&language.pick(
            format!("{place} にひな形を作れません: {error}"),
            format!("cannot write the template into {place}: {error}"),
        ));
        return Exit::Input;
    }
    let workshop = directory.join("workshop.toml");
    let workshop = workshop.display();
    print(&language.pick(
        format!(
            "ひな形を作りました。名簿 roster.csv と {workshop} を書き換えて、次を実行してください。\n  kumiwake solve {workshop}"
        ),
        format!(
            "The template is ready. Edit roster.csv and {workshop}, then run:\n  kumiwake solve {workshop}"
        ),
    ))
}

/// The template's files as they are written.
fn files(template: &Template) -> Vec<(&'static str, Vec<u8>)> {
    let bytes = |(name, text): &(&'static str, &str)| {
        let mark = if name.ends_with(".csv") { BOM } else { "" };
        let text = text.trim_start_matches(BOM);
        (*name, format!("{mark}{text}").into_bytes())
    };
    template.iter().map(bytes).collect()
}
