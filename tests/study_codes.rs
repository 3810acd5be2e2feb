//! One broken little study for each code: all problems at once, at the right lines, and nothing run.

mod input_support;

use std::path::Path;

use input_support::{Folder, ROSTER, TOML};
use kumiwake::input::{codes, read_study};

/// A good study of the good workshop.
const STUDY: &str = "format = 1
name = \"small\"
strategies = [\"balanced\", \"random\"]
seeds = 2
[[workshops]]
file = \"workshop.toml\"
";

const RECIPE: &str = "format = 1\npeople = 24\n";

fn folder(study: &str) -> Folder {
    Folder::good("")
        .file("study.toml", study)
        .file("small.toml", RECIPE)
}

/// Code and line of each problem.
fn problems(folder: &Folder) -> Vec<(&'static str, Option<usize>)> {
    match read_study(&folder.at("study.toml")) {
        Ok(_) => Vec::new(),
        // The good roster has two busy blocks that no rule knows.
        Err((_, issues)) => issues
            .iter()
            .filter(|issue| issue.code != "N201")
            .map(|issue| (issue.code, issue.row))
            .collect(),
    }
}

fn marked(text: &str) -> Option<usize> {
    let line = text.lines().position(|line| line.contains("#!"));
    line.map(|line| line + 1)
}

#[test]
fn the_good_study_is_read() {
    let more = "[[workshops]]\nrecipe = \"small.toml\"\ncount = 2\nseed = 5\n";
    let folder = folder(&format!("{STUDY}{more}"));
    let study = read_study(&folder.at("study.toml"))
        .expect("a good study")
        .study;
    let names: Vec<&str> = study.workshops.iter().map(|w| w.name.as_str()).collect();
    let parent = folder.at("study.toml");
    let parent = parent.parent().and_then(Path::file_name).expect("a folder");
    assert_eq!(names, [&*parent.to_string_lossy(), "small-5", "small-6"]);
    assert_eq!(study.seeds, [1, 2]);
    assert!(
        study
            .workshops
            .iter()
            .all(|w| w.workshop.sessions.is_empty())
    );
}

#[test]
fn each_problem_is_found_alone_and_at_its_place() {
    let with = |more: &str| format!("{STUDY}{more}");
    let replaced = |from: &str, to: &str| STUDY.replace(from, to);
    let strategy = |lines: &str| {
        let table = format!("strategies = [\"balanced\", {{ name = \"mine\", {lines} }}] #!");
        replaced("strategies = [\"balanced\", \"random\"]", &table)
    };
    let cases = [
        ("E501", replaced("seeds = 2", "seeds = = 2 #!")),
        ("E502", replaced("name = \"small\"\n", "")),
        ("E503", replaced("seeds = 2", "seed = 2 #!")),
        ("E504", replaced("seeds = 2", "seeds = \"many\" #!")),
        ("E505", replaced("\"random\"]", "\"randm\"] #!")),
        ("E505", replaced("seeds = 2", "reference = \"snake\" #!")),
        ("E508", replaced("seeds = 2", "seeds = [3, 4, 3] #!")),
        ("E509", replaced("format = 1", "format = 2 #!")),
        ("E002", replaced("\"workshop.toml\"", "\"elsewhere.toml\"")),
        (
            "E901",
            with("recipe = \"small.toml\" #!\n").replace("[[workshops]]", "[[workshops]] #!"),
        ),
        ("E902", replaced("\"workshop.toml\"", "\"*/none*.toml\" #!")),
        ("E903", replaced("\"workshop.toml\"", "\"a[/b.toml\" #!")),
        ("E904", replaced("\"random\"]", "\"balanced\"] #!")),
        (
            "E904",
            with("name = \"twin\"\n[[workshops]]\nname = \"twin\"\nfile = \"workshop.toml\" #!\n"),
        ),
        ("E905", replaced("seeds = 2", "seeds = 0")),
        (
            "E905",
            replaced("strategies = [\"balanced\", \"random\"]", "strategies = []"),
        ),
        (
            "E906",
            with("[[workshops]]\nrecipe = \"impossible.toml\" #!\n"),
        ),
        ("E907", strategy("set.preferences.fairness = \"fair\"")),
        ("E907", strategy("set.preferences.weigth = 3")),
        ("E908", strategy("set.themes.akiya.teams = 3")),
        (
            "E909",
            replaced("seeds = 2", "seeds = 1000000").replace("\"random\"]", &many(12)),
        ),
        ("E910", strategy("set.themes.nowhere.teams = 3")),
        (
            "E911",
            replaced("\"workshop.toml\"", "\"work*.toml\" #!") + "name = \"one\"\n",
        ),
        (
            "E303",
            replaced("seeds = 2", "seeds = 2").replace("\"workshop.toml\"", "\"broken.toml\""),
        ),
    ];
    let mut wrong = Vec::new();
    for (code, text) in &cases {
        let folder = folder(text)
            .file("impossible.toml", "format = 1\npeople = 1\n")
            .file("workshop-2.toml", TOML)
            .file("broken.toml", format!("{TOML}[teams]\ncount = 3\n"));
        let found = problems(&folder);
        let line = marked(text);
        // Problems of other files stand at their own lines.
        let expected = [(*code, line)];
        let is_elsewhere = line.is_none() && found.len() == 1 && found[0].0 == *code;
        if found != expected && !is_elsewhere {
            wrong.push(format!("{code}: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    let tried: Vec<&str> = cases.iter().map(|(code, _)| *code).collect();
    for (code, _) in codes() {
        assert!(
            !code.starts_with("E9") || tried.contains(&code),
            "{code} is not tried"
        );
    }
}

/// The end of a list of so many strategies.
fn many(count: usize) -> String {
    let tables = (0..count).map(|n| format!("{{ name = \"s{n}\" }}"));
    format!("{}]", tables.collect::<Vec<_>>().join(", "))
}

#[test]
fn all_problems_are_told_at_once() {
    let study = "format = 1
name = \"x\"
strategies = [\"balancd\", \"snake\", \"snake\"]
sedes = 3
[[workshops]]
file = \"workshop.toml\"
[[workshops]]
file = \"gone.toml\"
[[workshops]]
recipe = \"small.toml\"
count = 0
";
    let folder = folder(study).file("roster.csv", ROSTER.replace("P04,", "P03,"));
    let codes: Vec<&str> = problems(&folder).iter().map(|(code, _)| *code).collect();
    for expected in ["E505", "E904", "E503", "E002", "E504"] {
        assert!(codes.contains(&expected), "{expected} in {codes:?}");
    }
    // The roster's own problem is told with the roster's name.
    let (_, issues) = read_study(&folder.at("study.toml")).expect_err("errors");
    assert!(
        issues.iter().any(|issue| issue.file == "roster.csv"),
        "{issues:#?}"
    );
}
