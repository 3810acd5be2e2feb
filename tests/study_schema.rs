//! The JSON Schema of study.json.

use std::path::Path;

use kumiwake::compare::schema;

#[test]
fn the_shipped_schema_is_the_current_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/study.schema.json");
    let shipped = std::fs::read_to_string(path).expect("a shipped schema");
    assert!(
        shipped == schema(),
        "kumiwake schema study > schema/study.schema.json"
    );
}

/// A study.json that was kept is a baseline for as long as its format is read.
#[test]
fn the_kept_study_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/studies/quick.json");
    let kept = kumiwake::compare::read_baseline(&path).expect("a study.json");
    assert_eq!(kept.study.workshops.len(), 12);
}

/// Every recipe can be made, as large as its name says.
#[test]
fn recipes_are_as_large_as_they_say() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("instances/recipes");
    let mut count = 0;
    for entry in std::fs::read_dir(&root).expect("recipes") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let people: usize = name
            .rsplit('-')
            .next()
            .expect("a size")
            .parse()
            .expect("a number");
        count += 1;
        // The largest ones take seconds each: one of them stands for its like.
        if people > 2000 && name != "plain-10000" {
            continue;
        }
        let folder = tempfile::tempdir().expect("a folder");
        let study = format!(
            "format = 1\nname = \"x\"\nstrategies = [\"random\"]\n[[workshops]]\nrecipe = '{}'\n",
            path.display()
        );
        std::fs::write(folder.path().join("study.toml"), study).expect("written");
        let read = kumiwake::input::read_study(&folder.path().join("study.toml"));
        let study = read
            .unwrap_or_else(|(_, issues)| panic!("{name}: {issues:#?}"))
            .study;
        assert_eq!(
            study.workshops[0].workshop.participants.len(),
            people,
            "{name}"
        );
    }
    assert_eq!(count, 15);
}
