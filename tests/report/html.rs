//! The page for organisers.

use kumiwake::model::Language;
use kumiwake::report::write;

use crate::sample::{self, Sample};

fn page(sample: &Sample) -> String {
    let directory = tempfile::tempdir().expect("a temporary directory");
    write(directory.path(), &sample.plan()).expect("the report is written");
    std::fs::read_to_string(directory.path().join("report.html")).expect("UTF-8")
}

#[test]
fn is_complete_in_both_languages() {
    let cases = [
        (
            Language::Japanese,
            "<html lang=\"ja\">",
            [
                "主催者用",
                "かなった希望",
                "プレゼンテーション大会",
                "2026年12月18日（金）",
                "休憩",
                "藤田 玲子",
            ],
        ),
        (
            Language::English,
            "<html lang=\"en\">",
            [
                "For organisers only",
                "Choices that came true",
                "Presentations",
                "Friday, 18 December 2026",
                "Break",
                "Reiko Fujita",
            ],
        ),
    ];
    for (language, html, expected) in cases {
        let page = page(&sample::kept(language));
        assert!(page.starts_with("<!DOCTYPE html>") && page.contains(html));
        for text in expected {
            assert!(page.contains(text), "{text} is missing");
        }
        assert!(!page.contains("id=\"broken\""));
    }
}

#[test]
fn asks_nothing_of_anybody_else() {
    let page = page(&sample::broken(Language::Japanese));
    for forbidden in [
        "http:", "https:", "<script", "<link", "<img", "@import", "url(", "src=",
    ] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
}

#[test]
fn broken_hard_rules_come_first_with_the_people_concerned() {
    for (language, person, rule) in [
        (
            Language::Japanese,
            "伊藤 直樹さんは「観光と海辺のまちづくり」に固定されています",
            "pins",
        ),
        (
            Language::English,
            "Naoki Ito is pinned to “Tourism on the coast”",
            "pins",
        ),
    ] {
        let page = page(&sample::broken(language));
        let broken = page.find("id=\"broken\"").expect("the alarm");
        let teams = page.find("id=\"teams\"").expect("the teams");
        assert!(broken < teams);
        let alarm = &page[broken..teams];
        assert!(alarm.contains(person) && alarm.contains(rule));
    }
}

#[test]
fn escapes_what_people_wrote() {
    let hostile = [
        "<b>x</b>",
        "\"><script>alert(1)</script>",
        "' onmouseover='x",
        "=1+1",
        "</style><script>",
    ];
    let mut sample = sample::broken(Language::English);
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
    workshop
        .sessions
        .iter_mut()
        .flat_map(|s| &mut s.rooms)
        .for_each(|r| *r = name());
    workshop.attributes.iter_mut().for_each(|a| a.name = name());
    workshop
        .attributes
        .iter_mut()
        .flat_map(|a| &mut a.labels)
        .for_each(|l| *l = name());
    sample.outcome.solver.method = name();
    sample.outcome.solver.reason = name();
    sample.outcome.rules.iter_mut().for_each(|r| r.id = name());
    sample
        .outcome
        .sessions
        .iter_mut()
        .flat_map(|s| &mut s.slots)
        .for_each(|s| s.room = name());
    let page = page(&sample);
    // An apostrophe is harmless: attributes of this page stand in double quotes.
    for forbidden in ["<script", "<b>", "\"><script", "=\"' "] {
        assert!(!page.contains(forbidden), "{forbidden}");
    }
    assert_eq!(page.matches("</style>").count(), 1);
    assert!(page.contains("&lt;b&gt;x&lt;/b&gt;"));
}

#[test]
fn headings_do_not_skip_a_level_and_table_heads_have_a_scope() {
    for sample in [
        sample::kept(Language::English),
        sample::broken(Language::Japanese),
    ] {
        let page = page(&sample);
        let levels: Vec<u32> = page
            .match_indices("<h")
            .filter_map(|(at, _)| page[at + 2..].chars().next()?.to_digit(10))
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert_eq!(levels[0], 1);
        assert!(
            levels.windows(2).all(|pair| pair[1] <= pair[0] + 1),
            "{levels:?}"
        );
        let body = page.split("</style>").nth(1).expect("a body");
        let heads = body.matches("<th ").count();
        assert!(heads > 30 && !body.contains("<th>"));
        assert_eq!(body.matches("scope=\"").count(), heads);
    }
}

#[test]
fn cards_hold_every_member_with_the_choice_that_came_true() {
    let sample = sample::kept(Language::English);
    let page = page(&sample);
    assert_eq!(page.matches("<article class=\"team\">").count(), 5);
    for participant in &sample.workshop.participants {
        assert!(page.contains(&participant.name), "{}", participant.name);
    }
    assert_eq!(page.matches("badge owner").count(), 4);
    for class in ["first", "second", "later"] {
        assert!(page.contains(&format!("badge {class}")), "{class}");
    }
}

#[test]
fn many_rooms_become_rows() {
    let mut sample = sample::kept(Language::English);
    sample.workshop.sessions[1].rooms = (0..9).map(|n| format!("Room {n}")).collect();
    let page = page(&sample);
    let second = page.find("id=\"session-2\"").expect("the second session");
    let table = &page[second..];
    assert!(table.contains("<th scope=\"col\">Room</th>"));
}

#[test]
fn a_workshop_without_themes_or_sessions_has_no_empty_sections() {
    let page = page(&sample::plain(Language::English, 3, 4));
    for id in ["choices", "timetables", "programme"] {
        assert!(!page.contains(&format!("id=\"{id}\"")), "{id}");
        assert!(!page.contains(&format!("href=\"#{id}\"")), "{id}");
    }
    assert!(page.contains("Team 1"));
}

/// Not a test of its own: writes the pages where `KUMIWAKE_LOOK` says, to be looked at in a browser.
#[test]
fn pages_can_be_looked_at() {
    let samples = [
        ("kept-ja", sample::kept(Language::Japanese)),
        ("kept-en", sample::kept(Language::English)),
        ("proved-ja", sample::proved(Language::Japanese)),
        ("broken-ja", sample::broken(Language::Japanese)),
        ("broken-en", sample::broken(Language::English)),
    ];
    let scratch = tempfile::tempdir().expect("a temporary directory");
    let root = std::env::var_os("KUMIWAKE_LOOK").map_or(scratch.path().to_owned(), Into::into);
    for (name, sample) in samples {
        let paths = write(&root.join(name), &sample.plan()).expect("the report is written");
        assert!(paths.iter().all(|path| path.is_file()));
    }
}
