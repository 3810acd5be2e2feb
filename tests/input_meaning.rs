//! What a good folder means (SPEC §1 to §3).

mod input_support;

use input_support::{Folder, ROSTER, TOML};
use jiff::civil::{date, time};
use kumiwake::model::*;

fn good(more: &str) -> Workshop {
    Folder::good(more).read_good().workshop
}

fn ids(numbers: &[u32]) -> Vec<ParticipantId> {
    numbers.iter().copied().map(ParticipantId).collect()
}

#[test]
fn the_roster_is_read_as_the_specification_says() {
    let workshop = good("");
    assert_eq!(
        (workshop.name.as_str(), workshop.language),
        ("small", Language::Japanese)
    );
    assert_eq!(workshop.absent, [("休 む".to_owned(), "P04".to_owned())]);
    let people = &workshop.participants;
    assert_eq!(people.len(), 4);
    assert_eq!(people[0].preference, Preference::None);
    assert_eq!(people[1].name, "髙橋 ①");
    assert_eq!(
        people[1].preference,
        Preference::Ranked(vec![ThemeId(0), ThemeId(1)])
    );
    assert_eq!((people[1].weight, people[2].weight), (2.0, 1.0));
    assert_eq!(people[2].never, [ThemeId(0)]);
    assert_eq!(people[1].block, people[2].block);
    assert!(people[1].block.is_some() && people[0].block.is_none());
    assert!(matches!(
        people[3].pin,
        Some(Pin::Team(TeamId(1)) | Pin::Theme(ThemeId(1)))
    ));
    assert_eq!(
        (people[1].with.as_slice(), people[3].without.as_slice()),
        (&ids(&[2])[..], &ids(&[1])[..])
    );
    let window = people[1].unavailable[0];
    assert_eq!(
        window,
        Window::on(date(2026, 12, 3), time(13, 0, 0, 0), time(14, 30, 0, 0))
    );
    assert_eq!(workshop.themes[0].owners, ids(&[0]));
    assert_eq!(
        workshop.themes[0].count,
        Range {
            min: Some(1),
            max: Some(1)
        }
    );
    assert_eq!(workshop.teams[1].id, "kouen");
    assert_eq!(workshop.preferences, Preferences::default());
}

#[test]
fn attributes_have_the_values_of_those_present() {
    let workshop = good("");
    let names: Vec<&str> = workshop
        .attributes
        .iter()
        .map(|attribute| attribute.name.as_str())
        .collect();
    assert_eq!(names, ["所属", "区分", "年齢", "skills"]);
    let sector = workshop.attribute(workshop.known.sector.expect("a sector"));
    assert_eq!(sector.labels, ["municipal", "private", "NPO"]);
    assert_eq!(
        sector.first(ParticipantId(1)),
        sector.first(ParticipantId(2))
    );
    let skills = &workshop.attributes[3];
    assert_eq!(skills.labels, ["law", "art"]);
    assert_eq!(skills.text(ParticipantId(2)), "art, law");
    assert_eq!(workshop.attributes[2].number(ParticipantId(3)), Some(52.0));
    assert_eq!(workshop.known.role, None);
}

#[test]
fn rules_are_resolved() {
    let read = Folder::good(
        r#"
[[rules]]
kind = "count"
attribute = "sector"
value = ["民間", "ＮＰＯ", "none"]
min = 1
[[rules]]
kind = "count"
id = "grown"
attribute = "年齢"
values = 35.0
max = 3
weight = 2.5
[[rules]]
kind = "variety"
attribute = "SKILLS"
goal = "all"
where = { organization = "青空株式会社", "区分" = ["企業", "行政"] }
themes = ["公園のにぎわい"]
weight = 1
priority = 2
[[rules]]
kind = "limit"
attribute = "氏名"
max = 1
[[rules]]
kind = "not_alone"
attribute = "skills"
value = "rare"
[[rules]]
kind = "together"
members = ["P03", "p01", "P04", "P03"]
[[rules]]
kind = "balance"
attribute = "年齢"
numeric = true
weight = 1
[[rules]]
kind = "meeting"
blocks = ["昼", "夜"]
min = 1
"#,
    )
    .read_good();
    let rules = &read.workshop.rules;
    let names: Vec<&str> = rules.iter().map(|rule| rule.id.as_str()).collect();
    let expected = [
        "count-1",
        "grown",
        "variety-1",
        "limit-1",
        "not_alone-1",
        "together-1",
        "balance-1",
        "meeting-1",
    ];
    assert_eq!(names, expected);
    let priorities: Vec<u32> = rules.iter().map(|rule| rule.priority).collect();
    assert_eq!(priorities, [0, 1, 2, 0, 0, 0, 1, 0]);
    assert_eq!((rules[0].weight, rules[1].weight), (None, Some(2.5)));
    let RuleKind::Count(count) = &rules[0].kind else {
        panic!("{:?}", rules[0].kind);
    };
    assert_eq!(count.values, [ValueId(1), ValueId(2)]);
    assert_eq!((count.min, count.max), (Some(1), None));
    let RuleKind::Count(count) = &rules[1].kind else {
        panic!("{:?}", rules[1].kind);
    };
    assert_eq!(count.values, [ValueId(1)]);
    assert_eq!(rules[2].seen, [false, true, true, false]);
    assert_eq!(rules[2].themes.as_deref(), Some(&[ThemeId(1)][..]));
    assert_eq!(
        rules[2].kind,
        RuleKind::Variety(Variety {
            attribute: AttributeId(3),
            goal: None
        })
    );
    // The name becomes an attribute because a rule names it.
    assert_eq!(
        rules[3].kind,
        RuleKind::Limit(Limit {
            attribute: AttributeId(4),
            max: 1
        })
    );
    assert_eq!(read.workshop.attributes[4].name, "氏名");
    // Only somebody absent has it: no notice, no value.
    assert!(matches!(&rules[4].kind, RuleKind::NotAlone(rule) if rule.values.is_empty()));
    assert_eq!(
        rules[5].kind,
        RuleKind::Together(Together {
            members: ids(&[3, 1])
        })
    );
    let RuleKind::Meeting(meeting) = &rules[7].kind else {
        panic!("{:?}", rules[7].kind);
    };
    assert_eq!(
        (&meeting.blocks[0].busy, &meeting.blocks[1].busy),
        (&ids(&[2]), &ids(&[]))
    );
    let notices: Vec<_> = read
        .notices
        .iter()
        .map(|issue| (issue.code, issue.row))
        .collect();
    assert_eq!(notices, [("N201", Some(3)), ("N601", Some(14))]);
}

#[test]
fn made_ids_avoid_given_ones() {
    let rule = "[[rules]]\nkind = \"wishes\"\n";
    let workshop = good(&format!("{rule}id = \"wishes-2\"\n{rule}{rule}"));
    let names: Vec<&str> = workshop.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(names, ["wishes-2", "wishes-3", "wishes-4"]);
}

#[test]
fn past_events_are_counted_back_by_their_dates() {
    let history = "イベント,日付,班,参加者\n\
        spring,2025-04-01,A,M01\nspring,2025-04-02,A,P01\nspring,2025-04-01,B,P02\nspring,2025-04-01,B,P03\n\
        autumn,2025/10/1,A,P01\nautumn,2025/10/1,a,P02\nautumn,2025/10/1,A,Ｐ０２\nautumn,2025/10/1,A,old\n\
        also,2025年10月1日,X,M01\nalso,2025年10月1日,X,P03\nalso,2025年10月1日,Y,P04\nalso,2025年10月1日,Y,P01\n";
    let folder = Folder::good("[[rules]]\nkind = \"past\"\nhalf_life = 2\nweight = 1\n")
        .file("history.csv", history);
    let workshop = folder.read_good().workshop;
    let RuleKind::Past(past) = &workshop.rules[0].kind else {
        panic!("{:?}", workshop.rules[0].kind);
    };
    assert_eq!(past.half_life, Some(2.0));
    let teams: Vec<(u32, Vec<u32>)> = past
        .teams
        .iter()
        .map(|team| {
            (
                team.ago,
                team.members.iter().map(|member| member.0).collect(),
            )
        })
        .collect();
    assert_eq!(
        teams,
        [
            (1, vec![1, 2]),
            (1, vec![0, 3]),
            (2, vec![0, 1]),
            (2, vec![2, 3])
        ]
    );
}

#[test]
fn the_three_forms_of_a_matrix_say_the_same() {
    let cases = [
        (
            "square",
            ",M01,P01,P02,P04\nM01,0,1.5,,9\nP01,1.5,0,2,9\nP02,,2,,9\nP04,9,9,9,0\n",
        ),
        ("half a square", "id,P02,P01\nP01,2,\nM01,,1.5\n"),
        (
            "pairs",
            "participant,participant2,距離\nP01,M01,1.5\nP02,P01,2\nP01,P02,2\nP04,P01,9\n",
        ),
        (
            "bare",
            "0,1.5,0,0,9\n1.5,0,2,0,9\n0,2,0,0,9\n0,0,0,0,9\n9,9,9,9,0\n",
        ),
    ];
    for (name, text) in cases {
        let rule = "[[rules]]\nkind = \"difference\"\nmatrix = \"d.csv\"\nweight = 1\n";
        let workshop = Folder::good(rule).file("d.csv", text).read_good().workshop;
        let RuleKind::Difference(Difference::Matrix(distances)) = &workshop.rules[0].kind else {
            panic!("{:?}", workshop.rules[0].kind);
        };
        let expected = [
            [0.0, 1.5, 0.0, 0.0],
            [1.5, 0.0, 2.0, 0.0],
            [0.0, 2.0, 0.0, 0.0],
            [0.0, 0.0, 0.0, 0.0],
        ];
        assert_eq!(
            (distances.size, &distances.values),
            (4, &expected.concat()),
            "{name}"
        );
    }
}

#[test]
fn judges_are_resolved() {
    let judges = "番号,氏名,所属,参加可能,専門,利益相反\n\
        J1,審査 一,緑の会,2026-12-18 13:00-16:00,akiya;公園のにぎわい,P01、青空株式会社;kouen\n\
        M01,市川　陽,遠い会社,,,P04;みなと市\nP01,別の人,,,,\n";
    let workshop = Folder::good("")
        .file("judges.csv", judges)
        .read_good()
        .workshop;
    let [first, second, third] = workshop.judges.as_slice() else {
        panic!("{:?}", workshop.judges);
    };
    assert_eq!(first.organization_value, Some(ValueId(2)));
    assert_eq!((first.available.len(), first.expertise.len()), (1, 2));
    assert_eq!(first.conflict_participants, ids(&[1]));
    assert_eq!(first.conflict_organizations, [ValueId(1)]);
    assert_eq!(first.conflict_themes, [ThemeId(1)]);
    assert_eq!(
        (first.participant, second.participant, third.participant),
        (None, Some(ParticipantId(0)), None)
    );
    assert_eq!(
        (
            second.organization_value,
            second.conflict_participants.len()
        ),
        (None, 0)
    );
    assert_eq!(second.conflict_organizations, [ValueId(0)]);
}

#[test]
fn ties_of_judges_have_three_strengths() {
    let judges = "番号,氏名,利益相反,採点除外,申告\nJ1,審査 一,P01,青空株式会社;akiya,公園のにぎわい\nJ2,審査 二,,,\n";
    let more = r#"
[[sessions]]
id = "talks"
items = "teams"
date = 2026-12-18
rooms = ["A", "B"]
start = "13:00"
end = "16:00"
talk = 12
judges = { per_item = 1, seated = true, anchors = 2, own_organization = "recuse" }
"#;
    let workshop = Folder::good(more)
        .file("judges.csv", judges)
        .read_good()
        .workshop;
    let judge = &workshop.judges[0];
    assert_eq!(judge.conflict_participants, ids(&[1]));
    let recused = Ties {
        organizations: vec![ValueId(1)],
        themes: vec![ThemeId(0)],
        ..Ties::default()
    };
    assert_eq!(judge.recused, recused);
    assert_eq!(judge.declared.themes, [ThemeId(1)]);
    assert!(workshop.judges[1].recused.is_empty() && workshop.judges[1].declared.is_empty());
    let panel = Panel {
        seated: true,
        anchors: 2,
        own_organization: Strength::Recuse,
        ..Panel::new(1, None)
    };
    assert_eq!(workshop.sessions[0].judges, Some(panel));
}

#[test]
fn facilitators_are_read_as_judges_are() {
    let more = "[[agenda]]\nid = \"talk\"\ntitle = \"x\"\ndate = 2026-12-18\nstart = \"9:00\"\nend = \"10:00\"\n\
                facilitators = true\nteams_per_facilitator = 2\n";
    let people = "id,氏名,所属,参加可能,専門,利害関係,recuse\n\
                  F1,緑川 望,緑の会,2026-12-18 09:00-12:00,公園のにぎわい,P01,akiya\nP03,佐藤 空,,,,,\nJ1,審査 一,,,,,\nJ2,別 人,,,,,\n";
    let workshop = Folder::good(more)
        .file("facilitators.csv", people)
        .file("judges.csv", "id,name\nJ2,審査 二\nJ1,審査　一\n")
        .read_good()
        .workshop;
    let [first, second, third, fourth] = &workshop.facilitators[..] else {
        panic!("four facilitators");
    };
    assert!(first.organization_value.is_some() && first.participant.is_none());
    assert_eq!(first.available.len(), 1);
    assert_eq!(first.expertise, [ThemeId(1)]);
    assert_eq!(first.conflicts.participants, ids(&[1]));
    assert_eq!(first.conflicts.themes, [ThemeId(0)]);
    assert_eq!(second.participant, Some(ParticipantId(3)));
    assert_eq!((third.judge, fourth.judge), (Some(JudgeId(1)), None));
    let asked = workshop.agenda[0]
        .facilitation
        .as_ref()
        .expect("facilitators");
    assert_eq!((asked.id.as_str(), asked.teams_each), ("talk", 2));
}

#[test]
fn the_seed_of_a_lottery_is_a_number_or_words() {
    let session = |lottery: &str| {
        good(&format!(
            "[[sessions]]\nid = \"talks\"\nitems = \"teams\"\ndate = 2026-12-18\nrooms = [\"A\"]\nstart = \"13:00\"\n\
             end = \"16:00\"\ntalk = 12\n{lottery}\n"
        ))
        .sessions[0]
            .clone()
    };
    assert_eq!(session("").lottery, None);
    for (seed, text) in [
        ("20_261_217", "20261217"),
        ("\" みなと 3丁目 \"", "みなと 3丁目"),
    ] {
        let lottery = session(&format!("lottery = {{ seed = {seed} }}")).lottery;
        assert_eq!(lottery.map(|lottery| lottery.seed).as_deref(), Some(text));
    }
}

#[test]
fn sessions_and_the_agenda_are_resolved() {
    let more = r#"
[[sessions]]
id = "first"
items = "themes"
date = "2026/12/17"
rooms = ["A", "B"]
start = 09:00:00
end = "12:00"
talk = 20

[[sessions]]
id = "talks"
title = "発表"
items = ["開会", "空き家の活用", "KOUEN"]
date = 2026-12-18
rooms = ["大ホール"]
start = "13:00"
end = "16:00"
talk = 12
change = 3
breaks = ["14:15〜14:30"]
judges = { per_item = 1, max_load = 8 }
attend = "any"
[[sessions.rules]]
kind = "pin"
item = "開会"
start = "14:30"
room = "大ホール"
[[sessions.rules]]
kind = "order"
before = "akiya"
after = "公園のにぎわい"
weight = 2
priority = 3
[[sessions.rules]]
kind = "mirror"
session = "FIRST"
weight = 1
[[sessions.rules]]
kind = "compact"
id = "tight"

[[agenda]]
title = "受付"
date = 2026-12-18
start = "8:30"
end = 09:00:00
"#;
    let workshop = Folder::good(more)
        .file("judges.csv", "id\nJ1\n")
        .read_good()
        .workshop;
    let [first, talks] = workshop.sessions.as_slice() else {
        panic!("{:?}", workshop.sessions);
    };
    assert_eq!(
        (first.title.as_str(), &first.items, first.attend),
        ("first", &Items::Themes, Attend::Members)
    );
    assert_eq!(
        (first.date, first.start, first.change),
        (date(2026, 12, 17), time(9, 0, 0, 0), 0)
    );
    assert_eq!(
        talks.items,
        Items::Titles(["開会", "akiya", "kouen"].map(str::to_owned).to_vec())
    );
    assert_eq!(talks.judges, Some(Panel::new(1, Some(8))));
    assert_eq!(talks.breaks, [(time(14, 15, 0, 0), time(14, 30, 0, 0))]);
    let rules: Vec<_> = talks
        .rules
        .iter()
        .map(|rule| (rule.id.as_str(), rule.weight, rule.priority))
        .collect();
    assert_eq!(
        rules,
        [
            ("pin-1", None, 0),
            ("order-1", Some(2.0), 3),
            ("mirror-1", Some(1.0), 1),
            ("tight", None, 0)
        ]
    );
    let pin = SessionRuleKind::Pin {
        item: "開会".to_owned(),
        start: Some(time(14, 30, 0, 0)),
        room: Some("大ホール".to_owned()),
    };
    assert_eq!(talks.rules[0].kind, pin);
    let order = SessionRuleKind::Order {
        before: "akiya".to_owned(),
        after: "kouen".to_owned(),
    };
    assert_eq!(talks.rules[1].kind, order);
    assert_eq!(
        talks.rules[2].kind,
        SessionRuleKind::Mirror {
            session: "first".to_owned()
        }
    );
    assert_eq!(workshop.agenda[0].end, time(9, 0, 0, 0));
}

#[test]
fn teams_form_as_the_themes_say() {
    let toml = "format = 1\nname = \"x\"\n[teams]\nsize = { min = 5, max = 7 }\nopen = { max = 3 }\n\
        [[themes]]\nid = \"a\"\nteams = { max = 2 }\n[[themes]]\nid = \"b\"\nsize = { max = 4 }\n[[themes]]\nid = \"c\"\nteams = 2\n";
    let roster = "氏名,希望 [第2希望],希望 [第1希望],点\n山田,a,c,1\n\n川上,,b,2\n";
    let read = Folder::new()
        .file("workshop.toml", toml)
        .file("roster.csv", roster)
        .read_good();
    let workshop = read.workshop;
    assert_eq!(workshop.language, Language::English);
    let teams: Vec<(&str, Option<u32>)> = workshop
        .teams
        .iter()
        .map(|team| (team.id.as_str(), team.size.max))
        .collect();
    let expected = [
        ("a-1", Some(7)),
        ("a-2", Some(7)),
        ("b", Some(4)),
        ("c-1", Some(7)),
        ("c-2", Some(7)),
    ];
    assert_eq!(teams, expected);
    let counts: Vec<_> = workshop
        .themes
        .iter()
        .map(|theme| (theme.count.min, theme.count.max))
        .collect();
    assert_eq!(
        counts,
        [(Some(0), Some(2)), (Some(1), Some(1)), (Some(2), Some(2))]
    );
    assert_eq!(workshop.open.max, Some(3));
    // Without a column of ids, people are numbered by row, blank ones left out.
    assert_eq!(
        (
            workshop.participants[1].id.as_str(),
            workshop.participants[1].row
        ),
        ("P2", 4)
    );
    assert_eq!(
        workshop.participants[0].preference,
        Preference::Ranked(vec![ThemeId(2), ThemeId(0)])
    );
    assert_eq!(read.notices.len(), 2);
    let numbered = "format = 1\nname = \"x\"\nteams = { count = 2 }\n";
    let folder = Folder::new()
        .file("workshop.toml", numbered)
        .file("roster.csv", "id,team\nP1,２\n");
    let workshop = folder.read_good().workshop;
    assert_eq!((workshop.teams.len(), workshop.teams[1].theme), (2, None));
    assert_eq!(workshop.participants[0].pin, Some(Pin::Team(TeamId(1))));
}

#[test]
fn points_and_mapped_columns_are_read() {
    let toml = TOML.replace("owners = [\"M01\"]\n", "")
        + "[preferences]\ncost = [0, 2, \"never\"]\nunlisted = \"never\"\nfairness = \"worst-first\"\n\
           [columns]\nid = \"会員 コード\"\n\"points:akiya\" = \"空き家に何点\"\n";
    let roster = "ID,会員コード,空き家に何点,点数：公園のにぎわい\nx,A,３,0\nx,B,,\n";
    let workshop = Folder::new()
        .file("workshop.toml", toml)
        .file("roster.csv", roster)
        .read_good()
        .workshop;
    assert_eq!(workshop.participants[0].id, "A");
    assert_eq!(
        workshop.participants[0].preference,
        Preference::Points(vec![3.0, 0.0])
    );
    assert_eq!(workshop.participants[1].preference, Preference::None);
    // The column that was replaced is an attribute like any other.
    assert_eq!(workshop.attributes[0].name, "ID");
    assert_eq!(
        workshop.preferences.cost,
        [Price::Cost(0.0), Price::Cost(2.0), Price::Never]
    );
    assert_eq!(workshop.preferences.fairness, Fairness::WorstFirst);
}

#[test]
fn choices_are_ordered_by_number_and_blanks_are_skipped() {
    let themes: String = (1..=11)
        .map(|i| format!("[[themes]]\nid = \"t{i}\"\n"))
        .collect();
    let roster = "id,第１０希望,第九希望,第１希望,第2希望\nP1,t10,t9,t1,\n";
    let toml = format!("format = 1\nname = \"x\"\n{themes}");
    let workshop = Folder::new()
        .file("workshop.toml", toml)
        .file("roster.csv", roster)
        .read_good()
        .workshop;
    let Preference::Ranked(themes) = &workshop.participants[0].preference else {
        panic!("choices");
    };
    assert_eq!(themes.as_slice(), [ThemeId(0), ThemeId(8), ThemeId(9)]);
}

#[test]
fn the_same_folder_is_read_the_same_twice() {
    let text = ROSTER.replace("朝", "朝;a;b;c");
    let folder = Folder::good("").file("roster.csv", text);
    assert_eq!(folder.read().ok(), folder.read().ok());
}
