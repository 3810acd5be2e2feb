//! `kumiwake init`: a commented workshop folder that solves as it is.

use std::io;
use std::path::Path;

use kumiwake::model::Language;

use super::exit::Exit;
use super::{print, tell};

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
    if let Err(error) = write(directory, &template) {
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

/// Refuses a folder that has anything in it, so that nobody's roster is overwritten.
fn write(directory: &Path, template: &Template) -> io::Result<()> {
    std::fs::create_dir_all(directory)?;
    if std::fs::read_dir(directory)?.next().is_some() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "the folder is not empty (フォルダーが空ではありません)",
        ));
    }
    for (name, text) in template {
        let mark = if name.ends_with(".csv") { BOM } else { "" };
        let text = text.trim_start_matches(BOM);
        std::fs::write(directory.join(name), format!("{mark}{text}"))?;
    }
    Ok(())
}
