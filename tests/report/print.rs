//! print.html.

use kumiwake::model::{Language, Participant};
use kumiwake::report::write;

use crate::sample::{self, Sample};

fn page(sample: &Sample) -> String {
    let directory = tempfile::tempdir().expect("a temporary directory");
    write(directory.path(), &sample.plan()).expect("the report is written");
    std::fs::read_to_string(directory.path().join("print.html")).expect("UTF-8")
}

/// The sheets of a kind, each up to its end.
fn sheets<'a>(page: &'a str, kind: &str) -> Vec<&'a str> {
    let begin = format!("<section class=\"sheet {kind}\">");
    let after = page.split(begin.as_str()).skip(1);
    after
        .map(|text| text.split("</section>").next().expect("an end"))
        .collect()
}

#[test]
fn there_is_a_sheet_for_each_room_team_and_judge() {
    for language in [Language::Japanese, Language::English] {
        let page = page(&sample::kept(language));
        assert_eq!(sheets(&page, "room").len(), 2);
        assert_eq!(sheets(&page, "team").len(), 5);
        assert_eq!(sheets(&page, "judge").len(), 4);
    }
    let plain = page(&sample::plain(Language::English, 3, 4));
    assert_eq!(sheets(&plain, "team").len(), 3);
    assert!(sheets(&plain, "room").is_empty() && sheets(&plain, "judge").is_empty());
}

#[test]
fn a_room_has_its_talks_and_breaks_in_order() {
    let page = page(&sample::kept(Language::English));
    let hall = sheets(&page, "room")[0];
    let order = [
        "Great hall",
        "Thursday, 17 December 2026",
        "10:00–10:12",
        "10:45–10:57",
        "Friday, 18 December 2026",
        "13:00–13:12",
        "13:15–13:27",
        "13:30–13:45",
        "Break",
        "13:45–13:57",
    ];
    let places: Vec<usize> = order
        .iter()
        .map(|text| {
            hall.find(text)
                .unwrap_or_else(|| panic!("{text} is missing"))
        })
        .collect();
    assert!(places.is_sorted(), "{places:?}");
    assert!(
        !sheets(&page, "room")[1].contains("Break"),
        "nothing is on there after it"
    );
    assert_eq!(
        hall.matches("<tr>").count() - 2,
        7,
        "seven talks below two headers"
    );
}

#[test]
fn a_team_stays_whole_and_is_asked_to_come_early() {
    let sample = sample::kept(Language::English);
    let page = page(&sample);
    let teams = sheets(&page, "team");
    for (sheet, team) in teams.iter().zip(&sample.outcome.teams) {
        for id in &team.members {
            let mut people = sample.workshop.participants.iter();
            let person: &Participant = people.find(|p| p.id == *id).expect("a participant");
            assert!(sheet.contains(&person.name), "{}", person.name);
        }
        assert_eq!(sheet.matches("<li>").count(), team.members.len());
    }
    // akiya-1 presents at 13:00, its theme at 10:30.
    assert!(teams[0].contains("Please arrive 5 minutes early: by 12:55."));
    assert!(teams[0].contains("by 10:25."));
    assert_eq!(
        teams[0].matches("Presented by Misaki Sato").count(),
        1,
        "of the theme, its owner"
    );
    assert!(teams[0].contains("Reception") && teams[0].contains("Awards"));
    let japanese = self::page(&sample::kept(Language::Japanese));
    assert!(sheets(&japanese, "team")[0].contains("5分前（12:55）までに"));
    // On paper: each sheet begins a page, and a team is on one.
    let style = page.split("</style>").next().expect("a style sheet");
    let paper = style.split("@media print").nth(1).expect("rules for paper");
    for rule in [
        "break-after: page",
        ".team, .judge { break-inside: avoid; }",
        "table-header-group",
    ] {
        assert!(paper.contains(rule), "{rule}");
    }
}

#[test]
fn a_judge_reads_only_the_own_talks() {
    let page = page(&sample::kept(Language::English));
    let judges = sheets(&page, "judge");
    assert!(judges[0].contains("Reiko Fujita"));
    assert_eq!(judges[0].matches("class=\"time\"").count(), 2);
    assert!(!judges[0].contains("13:45"), "that talk is another judge's");
}

#[test]
fn nobody_reads_wishes_or_costs() {
    for language in [Language::Japanese, Language::English] {
        let sample = sample::broken(language);
        let page = page(&sample);
        let sheets = page.split("<main>").nth(1).expect("sheets");
        for forbidden in [
            "希望",
            "choice",
            "unlisted",
            "badge",
            "コスト",
            "cost",
            "石川",
        ] {
            assert!(!sheets.contains(forbidden), "{forbidden}");
        }
    }
}

#[test]
fn asks_nothing_of_anybody_else_and_escapes_what_people_wrote() {
    let long = "長".repeat(300);
    let hostile = [
        "<b>x</b>",
        "\"><script>alert(1)</script>",
        "=1+1",
        "</style><script>",
        "😀\n",
        &long,
    ];
    let mut sample = sample::kept(Language::English);
    let mut next = hostile.iter().cycle();
    let mut name = || (*next.next().expect("a cycle")).to_owned();
    let workshop = &mut sample.workshop;
    workshop.name = name();
    workshop
        .participants
        .iter_mut()
        .for_each(|p| p.name = name());
    workshop.themes.iter_mut().for_each(|t| t.title = name());
    workshop.judges.iter_mut().for_each(|j| j.name = name());
    workshop
        .agenda
        .iter_mut()
        .for_each(|a| (a.title, a.who) = (name(), name()));
    workshop.sessions.iter_mut().for_each(|s| s.title = name());
    let labels = workshop.attributes.iter_mut().flat_map(|a| &mut a.labels);
    labels.for_each(|label| *label = name());
    let slots = sample
        .outcome
        .sessions
        .iter_mut()
        .flat_map(|s| &mut s.slots);
    slots.for_each(|slot| slot.room = name());
    sample.outcome.sessions[1].date = "<i>".to_owned();
    sample.outcome.sessions[1].slots[0].start = "soon".to_owned();
    let page = page(&sample);
    for forbidden in [
        "http:", "https:", "<script", "<link", "<img", "@import", "url(", "src=", "<b>", "<i>",
        "href",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("</style>").count(), 1);
    let body = page.split("</style>").nth(1).expect("a body");
    assert_eq!(
        body.matches("<th ").count(),
        body.matches("scope=\"").count()
    );
}
