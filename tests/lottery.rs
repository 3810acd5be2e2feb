//! Public lotteries from the workshop folder to the reports, and what `check` finds wrong with them.

use std::path::Path;

use kumiwake::control::Cancel;
use kumiwake::input;
use kumiwake::model::{Draw, Language, LateChanges, Outcome, Workshop};
use kumiwake::report::{self, Plan};
use kumiwake::solve::{Options, Replan, replan, solve};
use kumiwake::verify;

/// The case whose figures were worked out by hand.
fn workshop() -> Workshop {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let file = root.join("instances/cases/a-public-lottery/workshop.toml");
    input::read(&file).expect("a good workshop").workshop
}

fn solved(workshop: &Workshop, seed: u64, threads: usize) -> Outcome {
    let options = Options {
        seed,
        threads,
        time_limit: None,
        ..Options::default()
    };
    let solution = solve(workshop, &options, &Cancel::default(), &());
    solution.expect("solved").outcome
}

fn draws(outcome: &mut Outcome) -> &mut Vec<Draw> {
    let lottery = outcome.sessions[0].lottery.as_mut();
    &mut lottery.expect("a lottery").draws
}

fn differences(workshop: &Workshop, outcome: &Outcome) -> Vec<String> {
    let checked = verify::check(workshop, outcome);
    checked
        .differences
        .into_iter()
        .map(|text| text.en)
        .collect()
}

#[test]
fn the_draw_depends_on_the_public_seed_only() {
    let mut workshop = workshop();
    let first = solved(&workshop, 1, 1);
    assert!(
        first.sessions[0]
            .lottery
            .as_ref()
            .is_some_and(|l| l.is_complete())
    );
    for (seed, threads) in [(2, 1), (77, 2)] {
        let other = solved(&workshop, seed, threads);
        assert_eq!(other.sessions, first.sessions);
    }
    let seeds = (0..20).map(|n| format!("other {n}"));
    let others = seeds.filter(|seed| {
        let lottery = workshop.sessions[0].lottery.as_mut();
        lottery.expect("a lottery").seed.clone_from(seed);
        solved(&workshop, 1, 1).sessions[0].slots != first.sessions[0].slots
    });
    assert!(others.count() > 10);
}

#[test]
fn whatever_is_not_as_drawn_is_found() {
    let workshop = workshop();
    let good = solved(&workshop, 1, 1);
    assert_eq!(differences(&workshop, &good), [""; 0]);
    type Change = fn(&mut Outcome);
    let cases: [(&str, Change); 11] = [
        ("record of the lottery is missing", |o| {
            o.sessions[0].lottery = None
        }),
        ("should be “Koyomi 20261218”", |o| {
            o.sessions[0].lottery.as_mut().expect("a lottery").seed = "mine".into();
        }),
        ("should draw in the order", |o| draws(o).swap(0, 1)),
        ("ticket does not follow", |o| {
            draws(o)[0].ticket = "0".repeat(15)
        }),
        ("lot does not follow", |o| draws(o)[1].lot = "0".repeat(15)),
        ("not listed once each", |o| {
            draws(o)[0].permissible.reverse()
        }),
        ("both decided and undecided", |o| {
            draws(o)[0].undecided = vec!["13:30".into()];
        }),
        ("people or judges cannot be there", |o| {
            draws(o)[0].permissible.insert(0, "13:10".into());
        }),
        ("starts that are not permissible", |o| {
            draws(o)[3].left.push("13:30".into());
        }),
        ("not what its lot says", |o| {
            draws(o)[1].left.remove(1).clear()
        }),
        ("the timetable has it at another start", |o| {
            draws(o)[0].drawn = "13:30".into();
        }),
    ];
    for (expected, change) in cases {
        let mut outcome = good.clone();
        change(&mut outcome);
        let found = differences(&workshop, &outcome);
        assert!(
            found.iter().any(|text| text.contains(expected)),
            "{expected}: {found:?}"
        );
    }
    let mut without = workshop.clone();
    without.sessions[0].lottery = None;
    let found = differences(&without, &good);
    assert!(found[0].contains("should be no lottery"), "{found:?}");
}

#[test]
fn a_published_order_is_not_drawn_again() {
    let workshop = workshop();
    let published = solved(&workshop, 1, 1);
    let asked = Replan {
        workshop: &workshop,
        published: &published,
        inputs: &LateChanges::default(),
        plans: 1,
    };
    let options = Options::default();
    let (plans, _) = replan(&asked, &options, &Cancel::default(), &()).expect("planned again");
    let again = &plans[0].solution.outcome;
    assert_eq!(again.sessions[0].lottery, None);
    assert_eq!(again.sessions[0].slots, published.sessions[0].slots);
    assert_eq!(differences(&workshop, again), [""; 0]);
    let text = summary(&plans[0].workshop, again);
    assert!(text.contains("it is not drawn again"), "{text}");
}

#[test]
fn a_timetable_that_breaks_hard_rules_is_not_drawn() {
    let mut workshop = workshop();
    workshop.sessions[0].end = "13:30".parse().expect("a time");
    let outcome = solved(&workshop, 1, 1);
    let lottery = outcome.sessions[0].lottery.as_ref();
    assert_eq!(lottery.map(|lottery| lottery.draws.len()), Some(0));
    assert_eq!(differences(&workshop, &outcome), [""; 0]);
    assert!(summary(&workshop, &outcome).contains("Nothing was drawn"));
}

fn summary(workshop: &Workshop, outcome: &Outcome) -> String {
    let checked = verify::check(workshop, outcome);
    let plan = Plan {
        workshop,
        outcome,
        findings: &checked.findings,
        session_findings: &checked.session_findings,
    };
    report::summary(&plan, 120)
}

#[test]
fn reports_tell_the_draw_and_the_positions() {
    let mut workshop = workshop();
    let cases = [
        (
            Language::English,
            "drawn by a public lottery",
            "Statement of positions",
        ),
        (Language::Japanese, "公開の抽選で決めました", "発表順の一覧"),
    ];
    for (language, lottery, positions) in cases {
        workshop.language = language;
        let mut outcome = solved(&workshop, 1, 1);
        let text = summary(&workshop, &outcome);
        for expected in [lottery, "13:00 13:10 13:30", "20261218|talks|"] {
            assert!(text.contains(expected), "{expected} is not in\n{text}");
        }
        let folder = tempfile::tempdir().expect("a folder");
        let plan = Plan {
            workshop: &workshop,
            outcome: &outcome,
            findings: &[],
            session_findings: &[],
        };
        report::write(folder.path(), &plan).expect("written");
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("UTF-8");
        let page = read("report.html");
        for expected in [lottery, positions, "62b1c8574c2dc99", "2/4 13:10"] {
            assert!(page.contains(expected), "{expected} is not in the page");
        }
        draws(&mut outcome)[0].undecided = vec!["13:10".into()];
        let text = summary(&workshop, &outcome);
        assert!(text.contains("13:10? 13:20 13:30"), "{text}");
    }
}

/// ban dai cho asa: of four places the relative ones are 1/8, 3/8, 5/8, 7/8. Yoi Ltd. has ban and cho: 3/8.
#[test]
fn the_statement_of_positions_is_a_table_too() {
    let workshop = workshop();
    let outcome = solved(&workshop, 1, 1);
    let folder = tempfile::tempdir().expect("a folder");
    let plan = Plan {
        workshop: &workshop,
        outcome: &outcome,
        findings: &[],
        session_findings: &[],
    };
    report::write(folder.path(), &plan).expect("written");
    let text = std::fs::read_to_string(folder.path().join("positions.csv")).expect("UTF-8");
    let expected = "\u{feff}kind,name,session,place,talks,start,room,item,title,mean
theme,Mornings,Talks,4,4,13:30,r,asa,Mornings,0.875
theme,Evenings,Talks,1,4,13:00,r,ban,Evenings,0.125
theme,Butterflies,Talks,3,4,13:20,r,cho,Butterflies,0.625
theme,Terraces,Talks,2,4,13:10,r,dai,Terraces,0.375
organization,City of Koyomi,Talks,4,4,13:30,r,asa,Mornings,0.875
organization,Yoi Ltd.,Talks,1,4,13:00,r,ban,Evenings,0.375
organization,Yoi Ltd.,Talks,3,4,13:20,r,cho,Butterflies,0.375
organization,Dan & Co.,Talks,2,4,13:10,r,dai,Terraces,0.375
";
    assert_eq!(text.replace("\r\n", "\n"), expected);
}
