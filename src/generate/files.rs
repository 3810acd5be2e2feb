//! All files of a folder.

use super::frame::Frame;
use super::person::Person;
use super::shape::Shape;
use super::targets::Targets;
use super::{Folder, agenda, history, names::Names, planted, readme, roster, rules, sessions};

/// Spreadsheets there read a csv without this mark as CP932.
const BOM: &str = "\u{feff}";

/// A csv being written. Generated cells never hold a comma, a quote or a line break.
pub struct Table(String);

impl Table {
    /// A table with these headers.
    pub fn new(headers: &[&str]) -> Self {
        let mut table = Self(BOM.to_owned());
        table.row(headers);
        table
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = T>) {
        for (place, cell) in cells.into_iter().enumerate() {
            if place > 0 {
                self.0.push(',');
            }
            self.0.push_str(cell.as_ref());
        }
        self.0.push('\n');
    }

    /// The file.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// Writes everything down.
pub fn write(shape: &Shape, frame: &Frame, people: &[Person], targets: &Targets) -> Folder {
    let names = Names::new(shape);
    let rules = rules::rules(shape, people, targets, &names);
    let mut toml = head(shape, frame, people, &names);
    toml += &rules.text;
    if shape.sessions {
        toml += &sessions::sessions(shape, frame, &names);
        toml += &agenda::agenda(shape.language);
    }
    let mut files = vec![
        ("workshop.toml", toml.into_bytes()),
        ("roster.csv", roster::roster(shape, frame, people, &names)),
    ];
    if shape.history > 0 {
        let table = history::rows(shape, frame, people);
        files.push(("history.csv", table.into_bytes()));
    }
    if shape.sessions && sessions::judge_count(shape, frame) > 0 {
        files.push(("judges.csv", sessions::judges(shape, frame, people, &names)));
    }
    if let Some(cost) = shape.planted {
        files.push(("planted.csv", planted::teams(frame, people, &names)));
        let expected = planted::expected(shape, cost, &rules.priorities);
        files.push(("expected.toml", expected.into_bytes()));
    }
    files.push(("README.md", readme::readme(shape).into_bytes()));
    Folder {
        files,
        planted: shape.planted.map(|cost| cost as f64),
    }
}

/// workshop.toml up to the rules.
fn head(shape: &Shape, frame: &Frame, people: &[Person], names: &Names) -> String {
    let language = shape.language;
    let mut text = language.pick(
        format!(
            "# 合成データのワークショップです。人名・会社名はすべて架空です。同じものをもう一度作るには:\n#   kumiwake generate DIR {}\n",
            shape.options()
        ),
        format!(
            "# A synthetic workshop; every name is invented. To make it again:\n#   kumiwake generate DIR {}\n",
            shape.options()
        ),
    );
    let name = language.pick("合成ワークショップ", "Synthetic workshop");
    let code = language.pick("ja", "en");
    text += &format!(
        "\nformat = 1\nname = \"{name} {}-{}\"\nlanguage = \"{code}\"\nroster = \"roster.csv\"\n",
        shape.people, shape.seed
    );
    let (size, teams) = (shape.team_size, shape.teams_per_theme);
    text += &format!(
        "\n[teams]\nsize = {{ min = {}, max = {} }}\n",
        size.min, size.max
    );
    let teams = match teams.min == teams.max {
        true => teams.max.to_string(),
        false => format!("{{ min = {}, max = {} }}", teams.min, teams.max),
    };
    let mut owners = vec![None; frame.themes];
    for person in people {
        if let Some(theme) = person.owns {
            owners[theme] = Some(&person.id);
        }
    }
    for (theme, owner) in owners.into_iter().enumerate() {
        let (id, title) = (names.theme(theme), names.title(theme));
        text += &format!("\n[[themes]]\nid = \"{id}\"\ntitle = \"{title}\"\n");
        if let Some(owner) = owner {
            text += &format!("owners = [\"{owner}\"]\n");
        }
        text += &format!("teams = {teams}\n");
    }
    text + &preferences(shape.ranked_count())
}

/// Rank costs 0, 1, 3, 6, 10, … and more for what is not listed. Where nothing is ranked, nothing is asked.
fn preferences(ranked: usize) -> String {
    let cost = |rank: usize| rank * (rank + 1) / 2;
    let costs: Vec<String> = (0..ranked).map(|rank| cost(rank).to_string()).collect();
    let unlisted = cost(ranked) + 6;
    match ranked {
        0 => String::new(),
        _ => format!(
            "\n[preferences]\ncost = [{}]\nunlisted = {unlisted}\n",
            costs.join(", ")
        ),
    }
}
