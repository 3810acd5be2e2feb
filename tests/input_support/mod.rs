//! Small workshop folders for the tests of the room `input`.

// Each test file is a program of its own and uses a part of this.
#![allow(dead_code)]

use std::path::PathBuf;

use kumiwake::input::{self, Issue, Read};
use tempfile::TempDir;

/// A good workshop.toml of 9 lines; the roster is [`ROSTER`].
pub const TOML: &str = "format = 1
name = \"small\"
[[themes]]
id = \"akiya\"
title = \"空き家の活用\"
owners = [\"M01\"]
[[themes]]
id = \"kouen\"
title = \"公園のにぎわい\"
";

/// A good roster.
pub const ROSTER: &str = "\
id,氏名,所属,区分,第1希望,第2希望,never,優先度,組,チーム,一緒,別,欠席,不在,予定あり,年齢,skills
M01,市川 陽,みなと市,自治体,,,,,,,,,,,,41,law;art
P01,髙橋 ①,青空株式会社,民間,akiya,公園のにぎわい,,2,a,,P02,,,2026-12-03 13:00-14:30,朝,35,art
P02,山田 花,青空株式会社,企業,kouen,,空き家の活用,,A,,,,,,朝;昼,29,art、law
P03,佐藤 空,緑の会,NPO,,,,,,kouen,,P01,,,,52,
P04,休 む,緑の会,NPO,,,,,,,,,○,,,60,rare
";

/// A folder with files.
pub struct Folder {
    path: TempDir,
}

impl Folder {
    /// An empty folder.
    pub fn new() -> Self {
        Self {
            path: TempDir::new().expect("a temporary folder"),
        }
    }

    /// The good workshop with something added to its workshop.toml.
    pub fn good(more: &str) -> Self {
        Self::new()
            .file("workshop.toml", format!("{TOML}{more}"))
            .file("roster.csv", ROSTER)
    }

    /// Writes a file.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.path.path().join(name), content).expect("a file is written");
        self
    }

    /// Takes a file away.
    pub fn without(self, name: &str) -> Self {
        std::fs::remove_file(self.path.path().join(name)).expect("a file is removed");
        self
    }

    /// The path of a file.
    pub fn at(&self, name: &str) -> PathBuf {
        self.path.path().join(name)
    }

    /// Reads the workshop.
    pub fn read(&self) -> Result<Read, Vec<Issue>> {
        input::read(&self.at("workshop.toml"))
    }

    /// Reads a workshop that is good.
    pub fn read_good(&self) -> Read {
        self.read().unwrap_or_else(|issues| panic!("{issues:#?}"))
    }

    /// All issues, of a good workshop the notices.
    pub fn issues(&self) -> Vec<Issue> {
        match self.read() {
            Ok(read) => read.notices,
            Err(issues) => issues,
        }
    }
}
