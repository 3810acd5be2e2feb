//! The summary for the terminal.

use kumiwake::model::{Language, Preference, Status};
use kumiwake::report::summary;
use unicode_width::UnicodeWidthStr;

use crate::sample::{self, Sample};
use crate::snapshot;

const LANGUAGES: [Language; 2] = [Language::Japanese, Language::English];

#[test]
fn reads_as_before() {
    let cases = [
        ("kept", sample::kept as fn(Language) -> Sample),
        ("proved", sample::proved),
        ("broken", sample::broken),
    ];
    for (name, sample) in cases {
        for (language, suffix) in LANGUAGES.into_iter().zip(["ja", "en"]) {
            let text = summary(&sample(language).plan(), 80);
            snapshot::assert_same(&format!("{name}.{suffix}.txt"), &text);
        }
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    for language in LANGUAGES {
        for sample in [
            sample::kept(language),
            sample::broken(language),
            sample::plain(language, 3, 4),
        ] {
            for width in [40, 57, 80, 120, 200] {
                let text = summary(&sample.plan(), width);
                for line in text.lines() {
                    assert!(line.width() <= width, "{} > {width}: {line}", line.width());
                }
            }
        }
    }
}

#[test]
fn a_width_too_small_to_read_is_taken_as_40() {
    let sample = sample::kept(Language::English);
    assert_eq!(summary(&sample.plan(), 0), summary(&sample.plan(), 40));
}

#[test]
fn hostile_names_neither_break_lines_nor_move_the_cursor() {
    for language in LANGUAGES {
        let mut sample = sample::broken(language);
        let long = "長".repeat(5000);
        let names = [
            long.as_str(),
            "a\u{1b}[2Jb\r\nc",
            "\u{202e}evil",
            "",
            "👩‍👩‍👧‍👦 家族",
        ];
        for (participant, name) in sample
            .workshop
            .participants
            .iter_mut()
            .zip(names.iter().cycle())
        {
            participant.name = (*name).to_owned();
        }
        sample.workshop.name = long.clone();
        sample.workshop.themes[0].title = long.clone();
        sample.workshop.attributes[0].labels[0] = long.clone();
        sample.workshop.sessions[1].rooms[0] = long.clone();
        sample.outcome.sessions[1].slots[0].room = long.clone();
        let text = summary(&sample.plan(), 80);
        assert!(text.lines().all(|line| line.width() <= 80));
        assert!(!text.chars().any(|c| c != '\n' && c.is_control()));
        assert!(!text.contains('\u{202e}'));
        assert!(text.lines().count() < 250, "{}", text.lines().count());
    }
}

#[test]
fn large_plans_stay_short() {
    for (teams, size) in [(40, 5), (41, 5), (400, 5), (2, 1000)] {
        let sample = sample::plain(Language::English, teams, size);
        let text = summary(&sample.plan(), 80);
        let says_rest = text.contains("teams stand in teams.csv");
        assert_eq!(says_rest, teams > 40, "{teams} teams");
        assert_eq!(text.contains("more stand in teams.csv"), size > 30);
        assert!(text.lines().count() < 400);
    }
}

#[test]
fn members_stand_in_columns_of_one_width() {
    for language in LANGUAGES {
        let sample = sample::proved(language);
        let text = summary(&sample.plan(), 80);
        let choice = language.pick("希望", "choice");
        let heading = text.lines().find(|line| line.trim_end().ends_with(choice));
        let column = |line: &str, at: &str| line.find(at).map(|byte| line[..byte].width());
        let at = column(heading.expect("a team's heading"), choice);
        let first = language.pick("第1希望", "1st choice");
        let team = text.lines().skip_while(|l| Some(*l) != heading).skip(1);
        let rows: Vec<&str> = team
            .take_while(|l| !l.is_empty())
            .filter(|l| l.contains(first))
            .collect();
        assert!(!rows.is_empty());
        for row in rows {
            assert_eq!(column(row, first), at, "{row}");
        }
    }
}

#[test]
fn the_headline_follows_teams_and_timetables() {
    let headline = |sample: &Sample| {
        summary(&sample.plan(), 200)
            .lines()
            .nth(1)
            .map(str::to_owned)
    };
    let mut sample = sample::proved(Language::English);
    assert_eq!(
        headline(&sample).as_deref(),
        Some("This plan is the best possible: proved.")
    );
    sample.outcome.sessions[0].status = Status::Feasible;
    assert_eq!(
        headline(&sample).as_deref(),
        Some("The teams are the best possible: proved.")
    );
    sample.outcome.sessions[0].status = Status::Infeasible;
    assert_eq!(
        headline(&sample).as_deref(),
        Some("The teams keep every hard rule, but a timetable breaks one.")
    );
    sample.outcome.status = Status::Infeasible;
    assert!(headline(&sample).is_some_and(|line| line.contains("break hard rules")));
}

#[test]
fn points_and_missing_wishes_are_told_apart() {
    let mut sample = sample::kept(Language::English);
    // In theme akiya: two themes were given more points.
    sample.workshop.participants[4].preference = Preference::Points(vec![1.0, 3.0, 0.0, 2.0]);
    sample.workshop.participants[5].preference = Preference::Points(vec![0.0, 3.0, 0.0, 2.0]);
    let text = summary(&sample.plan(), 120);
    let row = |name: &str| {
        text.lines()
            .find(|l| l.contains(name))
            .expect("a row")
            .trim_end()
            .to_owned()
    };
    assert!(row("Naoki Ito").ends_with("3rd choice"));
    assert!(row("Mari Watanabe").ends_with("unlisted"));
    assert!(row("Misaki Sato").ends_with("owner"));
    assert!(row("Yu Yamazaki").ends_with("engineer"));
}

#[test]
fn a_foreign_result_is_shown_by_its_ids() {
    let mut sample = sample::kept(Language::English);
    sample.outcome.teams[0].id = "elsewhere".to_owned();
    sample.outcome.teams[0].theme = Some("no-such-theme".to_owned());
    sample.outcome.teams[0].members[0] = "X99".to_owned();
    sample.outcome.sessions[0].id = "matinee".to_owned();
    sample.outcome.sessions[0].date = "one day".to_owned();
    sample.outcome.sessions[0].slots[0].item = "Surprise".to_owned();
    sample.outcome.rules[0].id = "made-up".to_owned();
    let text = summary(&sample.plan(), 100);
    for shown in [
        "elsewhere",
        "X99",
        "matinee",
        "one day",
        "Surprise",
        "made-up",
    ] {
        assert!(text.contains(shown), "{shown} is missing");
    }
}
