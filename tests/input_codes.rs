//! One broken little workshop for each code: the code, and nothing else, at the right file, row and column.

mod input_support;

use std::collections::BTreeSet;

use input_support::{Folder, ROSTER, TOML};
use kumiwake::input::{codes, read_grouping, read_outcome};

/// A code, its place, and what is added to the good workshop.toml. The row of a toml file is that of the line with
/// `#!`.
struct Case {
    code: &'static str,
    file: &'static str,
    row: Option<usize>,
    column: Option<&'static str>,
    folder: Folder,
}

/// The number of the line with the mark.
fn marked(text: &str) -> Option<usize> {
    text.lines()
        .position(|line| line.contains("#!"))
        .map(|line| line + 1)
}

/// A problem in workshop.toml, in lines after the good ones.
fn toml(code: &'static str, column: &'static str, more: &str) -> Case {
    let row = marked(&format!("{TOML}{more}"));
    whole_toml_with(code, row, column, Folder::good(more))
}

/// A problem in a workshop.toml of its own.
fn whole_toml(code: &'static str, column: &'static str, text: &str) -> Case {
    let folder = Folder::good("").file("workshop.toml", text);
    whole_toml_with(code, marked(text), column, folder)
}

fn whole_toml_with(
    code: &'static str,
    row: Option<usize>,
    column: &'static str,
    folder: Folder,
) -> Case {
    Case {
        code,
        file: "workshop.toml",
        row,
        column: (!column.is_empty()).then_some(column),
        folder,
    }
}

/// A problem in another file.
fn file(
    code: &'static str,
    file: &'static str,
    row: impl Into<Option<usize>>,
    column: &'static str,
    folder: Folder,
) -> Case {
    Case {
        code,
        file,
        row: row.into(),
        column: (!column.is_empty()).then_some(column),
        folder,
    }
}

/// A problem in the roster with these lines.
fn roster(
    code: &'static str,
    row: impl Into<Option<usize>>,
    column: &'static str,
    text: &str,
) -> Case {
    let toml = TOML.replace("owners = [\"M01\"]\n", "");
    let folder = Folder::new()
        .file("workshop.toml", toml)
        .file("roster.csv", text);
    file(code, "roster.csv", row, column, folder)
}

/// A session with this in place of some of its lines.
fn session(from: &str, to: &str) -> String {
    let good = "[[sessions]]\nid = \"talks\"\nitems = \"teams\"\ndate = 2026-12-18\nrooms = [\"大ホール\"]\nstart = \"13:00\"\n\
                end = \"16:00\"\ntalk = 12\nchange = 3\nbreaks = [\"14:15-14:30\"]\n";
    assert!(good.contains(from), "{from} is in the session");
    good.replace(from, to)
}

/// A block of the agenda.
fn block(lines: &str) -> String {
    format!(
        "[[agenda]]\ntitle = \"x\"\ndate = 2026-12-18\nstart = \"9:00\"\nend = \"10:00\"\n{lines}"
    )
}

/// A problem of a block where there is a facilitator, at the line with `at`.
fn with_facilitators(code: &'static str, column: &'static str, lines: &str, at: &str) -> Case {
    let more = block(lines).replace(at, &format!("{at} #!"));
    let folder = Folder::good(&more).file("facilitators.csv", "id\nF1\n");
    whole_toml_with(code, marked(&format!("{TOML}{more}")), column, folder)
}

fn past(history: &str) -> Folder {
    Folder::good("[[rules]]\nkind = \"past\"\n").file("history.csv", history)
}

fn matrix(text: &str) -> Folder {
    let rule = "[[rules]]\nkind = \"difference\"\nmatrix = \"d.csv\"\nweight = 1\n";
    Folder::good(rule).file("d.csv", text)
}

fn judges(text: &str) -> Folder {
    Folder::good("").file("judges.csv", text)
}

fn file_cases() -> Vec<Case> {
    let far = format!("id\n{}P1\n", "\n".repeat(200_001));
    let free = || TOML.replace("owners = [\"M01\"]\n", "");
    let workbook = |sheets: &[(&str, &str)]| {
        let folder = Folder::new().file("workshop.toml", free());
        folder.file("roster.xlsx", workbook(sheets))
    };
    let (euc, _, _) = encoding_rs::EUC_JP.encode(ROSTER);
    vec![
        file(
            "E002",
            "roster.csv",
            None,
            "",
            Folder::good("").without("roster.csv"),
        ),
        whole_toml_with("E002", None, "", Folder::good("").without("workshop.toml")),
        whole_toml_with("E003", None, "", {
            let folder = Folder::new();
            std::fs::create_dir(folder.at("workshop.toml")).expect("a folder is made");
            folder
        }),
        file("E004", "roster.csv/x", None, "", {
            let toml = free() + "[columns]\n";
            Folder::good("").file(
                "workshop.toml",
                format!("roster = \"roster.csv/x\"\n{toml}"),
            )
        }),
        file(
            "E005",
            "roster.csv",
            None,
            "",
            Folder::good("").file("roster.csv", vec![b'a'; (64 << 20) + 1]),
        ),
        roster("E006", None, "", &far),
        file(
            "E007",
            "roster.csv",
            None,
            "",
            Folder::good("").file("roster.csv", b"\xd0\xcf\x11\xe0rest"),
        ),
        file(
            "E008",
            "roster.csv",
            None,
            "",
            Folder::good("").file("roster.csv", b"id\0\0\0name"),
        ),
        file(
            "E009",
            "roster.csv",
            None,
            "",
            Folder::good("").file("roster.csv", b"PK\x03\x04 and no more"),
        ),
        roster("E010", None, "", "\n,,\n"),
        roster("E011", 3, "", "id,name\nP1,a\nP2,\"b\n"),
        file(
            "E012",
            "roster.xlsx",
            2,
            "B",
            workbook(&[("a", "id,name\nP1,=1/0\n")]),
        ),
        file(
            "E013",
            "roster.tsv",
            None,
            "",
            Folder::good("").file("roster.tsv", "id\nP1\n"),
        ),
        file(
            "N001",
            "roster.csv",
            None,
            "",
            Folder::good("").file("roster.csv", euc),
        ),
        file(
            "N002",
            "roster.xlsx",
            None,
            "",
            workbook(&[("a", "id\nP1\n"), ("b", "x\n")]),
        ),
    ]
}

/// A workbook with these sheets, each as comma-separated text; a cell beginning with = is a formula with the result
/// #DIV/0!.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, text) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a good name");
        for (row, line) in text.lines().enumerate() {
            for (column, cell) in line.split(',').enumerate() {
                let at = (row as u32, column as u16);
                if cell.starts_with('=') {
                    let formula = rust_xlsxwriter::Formula::new(cell).set_result("#DIV/0!");
                    sheet
                        .write_formula(at.0, at.1, formula)
                        .expect("a cell is written");
                } else {
                    sheet
                        .write_string(at.0, at.1, cell)
                        .expect("a cell is written");
                }
            }
        }
    }
    book.save_to_buffer().expect("a workbook is made")
}

fn roster_cases() -> Vec<Case> {
    let columns = |line: &str| format!("{TOML}[columns]\n{line} #!\n");
    let bracket = "id,希望 [第1希望]\nP1,akiya\n";
    vec![
        roster("E101", 3, "", "id,,name\nP1,,a\nP2,x,b\n"),
        roster("E102", 1, "Ｘ x", "id,xx,Ｘ x\nP1,,\n"),
        roster("E103", 3, "", "id,name\nP1,a,,\nP2,b,,c\n"),
        roster("E104", 1, "受付番号", "番号,受付番号\nP1,P2\n"),
        roster(
            "E104",
            1,
            "points:空き家の活用",
            "points:akiya,points:空き家の活用\n1,2\n",
        ),
        whole_toml("E106", "naem", &columns("naem = \"氏名\"")),
        whole_toml("E107", "role", &columns("name = \"氏名\"\nrole = \"氏名\"")),
        whole_toml("E108", "role", &columns("role = \"役職\"")),
        roster("N101", 1, "希望 [第1希望]", bracket),
        roster("E201", 3, "id", "id,name\nP1,a\n,b\n"),
        roster("E202", 4, "ID", "ID\nP1\n\nｐ１\n"),
        roster("E203", 3, "第1希望", "id,第1希望\nP1,akiya\nP2,akya\n"),
        roster("E203", 2, "never", "id,never\nP1,akiya;akya\n"),
        roster("E203", 1, "points:akya", "id,points:akya\nP1,1\n"),
        toml(
            "E203",
            "themes",
            "[[rules]]\nkind = \"wishes\"\nthemes = [\"akya\"] #!\n",
        ),
        roster("E204", None, "", "id,欠席\nP1,○\n"),
        roster("E205", 2, "一緒", "id,一緒\nP1,P2;P9\nP2,\n"),
        whole_toml("E205", "owners", &TOML.replace("[\"M01\"]", "[\"M91\"] #!")),
        toml(
            "E205",
            "members",
            "[[rules]]\nkind = \"apart\"\nmembers = [\"P01\", \"P77\"] #!\n",
        ),
        roster(
            "E207",
            2,
            "points:akiya",
            "id,choice1,points:akiya\nP1,akiya,3\n",
        ),
        file("E208", "roster.csv", 1, "第1希望", {
            let toml = "format = 1\nname = \"x\"\nteams = { count = 2 }\n";
            Folder::new()
                .file("workshop.toml", toml)
                .file("roster.csv", "id,第1希望\nP1,akiya\nP2,kouen\n")
        }),
        roster("E209", 2, "優先度", "id,優先度\nP1,\"1,234\"\n"),
        roster("E209", 3, "points:akiya", "id,points:akiya\nP1,3\nP2,-1\n"),
        roster("E210", 2, "別", "id,別\nP1,p1\n"),
        roster("E211", 2, "別", "id,一緒,別\nP1,P2,P2\nP2,,\n"),
        roster("E212", 3, "欠席", "id,欠席\nP1,×\nP2,たぶん\n"),
        roster("E213", 2, "不在", "id,不在\nP1,2026-12-03;13:00-14:30\n"),
        roster("E213", 2, "不在", "id,不在\nP1,2026-12-03 14:00-13:00\n"),
        roster("N201", 3, "予定あり", "id,予定あり\nP1,\nP2,夜\nP3,夜\n"),
        roster("E301", 2, "チーム", "id,チーム\nP1,akiya-1\n"),
    ]
}

fn theme_cases() -> Vec<Case> {
    let themes = |more: &str| format!("format = 1\nname = \"x\"\n{more}");
    vec![
        whole_toml("E303", "count", &format!("{TOML}[teams]\ncount = 3 #!\n")),
        whole_toml("E304", "", "format = 1\nname = \"x\"\n"),
        toml(
            "E305",
            "title",
            "[[themes]]\nid = \"new\"\ntitle = \"ＡＫＩＹＡ\" #!\n",
        ),
        toml(
            "E306",
            "id",
            "[[themes]]\nid = \"a\"\nteams = 2\n[[themes]]\nid = \"a-1\" #!\n",
        ),
        whole_toml("E307", "themes", &{
            let more: String = (0..101)
                .map(|i| format!("[[themes]]\nid = \"t{i}\"\nteams = 1000\n"))
                .collect();
            // The header of the theme that is too many.
            let cut = more.replacen(
                "[[themes]]\nid = \"t100\"",
                "[[themes]] #!\nid = \"t100\"",
                1,
            );
            themes(&cut)
        }),
        toml("E502", "themes", "[[themes]] #!\ntitle = \"x\"\n"),
        toml(
            "E502",
            "teams",
            "[[themes]]\nid = \"x\"\nteams = { min = 1 } #!\n",
        ),
        toml("E504", "teams", "[[themes]]\nid = \"x\"\nteams = 1001 #!\n"),
        toml(
            "E506",
            "teams",
            "[[themes]]\nid = \"x\"\nteams = { min = 3, max = 2 } #!\n",
        ),
    ]
}

fn side_cases() -> Vec<Case> {
    let history = "event,date,team,participant\n";
    let judged = |rows: &str| judges(&format!("id,氏名,conflicts,available\n{rows}"));
    vec![
        file(
            "E105",
            "history.csv",
            1,
            "",
            past("event,date,team\nx,2025-01-01,A\n"),
        ),
        file(
            "E401",
            "history.csv",
            2,
            "team",
            past(&format!("{history}x,2025-01-01,,P01\n")),
        ),
        file("E401", "judges.csv", 2, "id", judged(",a,,\n")),
        file(
            "E402",
            "history.csv",
            3,
            "date",
            past(&format!("{history}x,2025-01-01,A,P01\nx,soon,A,P02\n")),
        ),
        file(
            "E403",
            "history.csv",
            3,
            "team",
            past(&format!(
                "{history}x,2025-01-01,A,P01\nX,2025-01-02,B,p01\n"
            )),
        ),
        file("E404", "judges.csv", 1, "", judges("所属\nx\n")),
        file("E405", "judges.csv", 3, "id", judged("J1,a,,\nj1,b,,\n")),
        file(
            "E213",
            "judges.csv",
            2,
            "available",
            judged("J1,a,,tomorrow\n"),
        ),
        file(
            "E203",
            "judges.csv",
            2,
            "expertise",
            judges("id,expertise\nJ1,akya\n"),
        ),
        file("N401", "judges.csv", 2, "conflicts", judged("J1,a,青空,\n")),
        file("E411", "d.csv", None, "", {
            let rows: String = (0..4001).map(|i| format!("Q{i}\n")).collect();
            let toml = "format = 1\nname = \"x\"\nteams = { count = 2 }\n[[rules]]\nkind = \"difference\"\nmatrix = \"d.csv\"\nweight = 1\n";
            Folder::new()
                .file("workshop.toml", toml)
                .file("roster.csv", format!("id\n{rows}"))
                .file("d.csv", "0\n")
        }),
        file("E412", "d.csv", None, "", matrix("0,1\n1,0\n")),
        file(
            "E412",
            "d.csv",
            5,
            "",
            matrix("0,1,1,1,1\n1,0,1,1,1\n1,1,0,1,1\n1,1,1,0,1\n1,1,1\n"),
        ),
        file("E412", "d.csv", 2, "", matrix(",M01,P01\nM01,0,1,5\n")),
        file(
            "E413",
            "d.csv",
            3,
            "id",
            matrix("id,M01,P01\nM01,0,1\nm01,0,1\n"),
        ),
        file(
            "E414",
            "d.csv",
            2,
            "distance",
            matrix("participant,participant2,distance\nM01,P01,far\n"),
        ),
        file(
            "E415",
            "d.csv",
            3,
            "M01",
            matrix(",M01,P01\nM01,0,1\nP01,2,0\n"),
        ),
        file("E205", "d.csv", 1, "P99", matrix(",M01,P99\nM01,0,1\n")),
        file("E205", "d.csv", 2, "b", matrix("a,b,距離\nM01,P99,1\n")),
    ]
}

fn toml_cases() -> Vec<Case> {
    let replaced = |from: &str, to: &str| TOML.replace(from, to);
    let rule = |lines: &str| format!("[[rules]]\n{lines}");
    let mut cases = vec![
        whole_toml("E501", "", &format!("{TOML}[teams #!\n")),
        whole_toml("E502", "", &replaced("format = 1\n", "")),
        whole_toml("E502", "", &replaced("name = \"small\"\n", "")),
        whole_toml(
            "E503",
            "nmae",
            &replaced("name", "name = \"x\"\nnmae = 1 #!\n#"),
        ),
        toml("E503", "ower", "ower = [] #!\n"),
        toml("E503", "prefs", "[prefs] #!\n"),
        toml("E504", "weight", "[preferences]\nweight = -1 #!\n"),
        toml("E504", "weight", "[preferences]\nweight = nan #!\n"),
        toml("E504", "cost", "[preferences]\ncost = [0,\n -1] #!\n"),
        toml("E504", "priority", "[preferences]\npriority = 0 #!\n"),
        toml("E504", "size", "[teams]\nsize = 6 #!\n"),
        toml("E504", "min", "[teams]\nsize = { min = -1 } #!\n"),
        toml(
            "E504",
            "weight",
            &rule("kind = \"wishes\"\nweight = 0 #!\n"),
        ),
        toml(
            "E504",
            "weight",
            &rule("kind = \"wishes\"\nweight = \"2\" #!\n"),
        ),
        toml(
            "E504",
            "priority",
            &rule("kind = \"wishes\"\nweight = 1\npriority = 0 #!\n"),
        ),
        toml(
            "E504",
            "numeric",
            &rule("kind = \"balance\"\nattribute = \"年齢\"\nnumeric = 1 #!\n"),
        ),
        whole_toml_with("E504", Some(12), "half_life", {
            let more = rule("kind = \"past\"\nhalf_life = 0\n");
            Folder::good(&more).file(
                "history.csv",
                "event,date,team,participant\nx,2025-01-01,A,P01\n",
            )
        }),
        toml(
            "E505",
            "fairness",
            "[preferences]\nfairness = \"totl\" #!\n",
        ),
        toml(
            "E505",
            "unlisted",
            "[preferences]\nunlisted = \"none\" #!\n",
        ),
        toml("E505", "kind", &rule("kind = \"cuont\" #!\n")),
        toml(
            "E505",
            "goal",
            &rule("kind = \"variety\"\nattribute = \"年齢\"\ngoal = \"al\" #!\n"),
        ),
        whole_toml(
            "E505",
            "language",
            &replaced("name", "language = \"fr\" #!\nname"),
        ),
        toml("E506", "size", "[teams]\nsize = { min = 7, max = 5 } #!\n"),
        toml(
            "E506",
            "rules",
            "[[rules]] #!\nkind = \"count\"\nattribute = \"sector\"\nvalue = \"private\"\nmin = 2\nmax = 1\n",
        ),
        toml(
            "E507",
            "themes",
            &rule("kind = \"wishes\"\nthemes = [] #!\n"),
        ),
        toml(
            "E507",
            "blocks",
            &rule("kind = \"meeting\"\nmin = 1\nblocks = [] #!\n"),
        ),
        toml(
            "E508",
            "blocks",
            &rule("kind = \"meeting\"\nmin = 1\nblocks = [\"朝\", \"昼\", \"朝\"] #!\n"),
        ),
        whole_toml("E509", "format", &replaced("format = 1", "format = 2 #!")),
        whole_toml(
            "E510",
            "timezone",
            &replaced("name", "timezone = \"Asia/Tokio\" #!\nname"),
        ),
    ];
    cases.extend([
        toml(
            "E601",
            "max",
            &rule("kind = \"variety\"\nattribute = \"年齢\"\ngoal = 2\nmax = 1 #!\n"),
        ),
        toml(
            "E602",
            "id",
            &rule("kind = \"wishes\"\nid = \"a\"\n[[rules]]\nkind = \"wishes\"\nid = \"Ａ\" #!\n"),
        ),
        toml("E603", "id", &rule("kind = \"wishes\"\nid = \"pins\" #!\n")),
        toml(
            "E604",
            "priority",
            &rule("kind = \"wishes\"\npriority = 2 #!\n"),
        ),
        toml(
            "E605",
            "attribute",
            &rule("kind = \"limit\"\nmax = 1\nattribute = \"skils\" #!\n"),
        ),
        toml(
            "E605",
            "skils",
            &rule("kind = \"wishes\"\nwhere = { skils = \"art\" } #!\n"),
        ),
        toml(
            "E605",
            "attributes",
            &rule("kind = \"difference\"\nattributes = [\"skills\", \"x\"] #!\n"),
        ),
        toml(
            "E606",
            "rules",
            "[[rules]] #!\nkind = \"count\"\nattribute = \"sector\"\nvalue = \"private\"\n",
        ),
        toml(
            "E608",
            "members",
            &rule("kind = \"together\"\nmembers = [\"P01\"] #!\n"),
        ),
        toml("E609", "rules", "[[rules]] #!\nkind = \"past\"\n"),
        toml("E610", "rules", "[[rules]] #!\nkind = \"difference\"\n"),
        toml(
            "E508",
            "attributes",
            &rule("kind = \"difference\"\nattributes = [\"skills\", \"SKILLS\"] #!\n"),
        ),
        {
            let hard = "[[rules]] #!\nkind = \"difference\"\nmatrix = \"d.csv\"\n";
            let folder = Folder::good(hard).file("d.csv", ",M01,P01\nM01,0,1\nP01,1,0\n");
            whole_toml_with("E611", marked(&format!("{TOML}{hard}")), "rules", folder)
        },
        toml(
            "N601",
            "value",
            &rule("kind = \"not_alone\"\nattribute = \"区分\"\nvalue = \"NGO\" #!\n"),
        ),
        file("E607", "roster.csv", 3, "年齢", {
            let numeric = rule("kind = \"balance\"\nattribute = \"年齢\"\nnumeric = true\n");
            Folder::good(&numeric).file("roster.csv", ROSTER.replace(",35,", ",三十五,"))
        }),
    ]);
    cases
}

fn session_cases() -> Vec<Case> {
    let with_rule = |lines: &str| format!("{}[[sessions.rules]]\n{lines}", session("id", "id"));
    vec![
        toml(
            "E701",
            "id",
            &format!(
                "{}{}",
                session("id", "id"),
                session("\"talks\"", "\"TALKS\" #!")
            ),
        ),
        toml(
            "E702",
            "sessions",
            &session("[[sessions]]", "[[sessions]] #!").replace("talk = 12", "talk = 100"),
        ),
        toml("E703", "end", &session("\"16:00\"", "\"12:00\" #!")),
        toml(
            "E704",
            "breaks",
            &session("[\"14:15-14:30\"]", "[\"14:30-14:15\"] #!"),
        ),
        toml(
            "E705",
            "breaks",
            &session("[\"14:15-14:30\"]", "[\"15:45-16:15\"] #!"),
        ),
        {
            let head = "format = 1\nname = \"x\"\nteams = { count = 2 }\n";
            let text = head.to_owned() + &session("\"teams\"", "\"themes\" #!");
            let folder = Folder::new()
                .file("workshop.toml", &text)
                .file("roster.csv", "id\nP1\n");
            whole_toml_with("E706", marked(&text), "items", folder)
        },
        toml(
            "E707",
            "judges",
            &session("change", "judges = { per_item = 1 } #!\nchange"),
        ),
        whole_toml_with(
            "E708",
            marked(&format!(
                "{TOML}{}",
                session("change", "judges = { per_item = 2 } #!\nchange")
            )),
            "per_item",
            {
                let more = session("change", "judges = { per_item = 2 } #!\nchange");
                Folder::good(&more).file("judges.csv", "id\nJ1\n")
            },
        ),
        whole_toml_with(
            "E709",
            marked(&format!(
                "{TOML}{}",
                session(
                    "change",
                    "judges = { per_item = 1, anchors = 2 } #!\nchange"
                )
            )),
            "anchors",
            {
                let more = session(
                    "change",
                    "judges = { per_item = 1, anchors = 2 } #!\nchange",
                );
                Folder::good(&more).file("judges.csv", "id\nJ1\n")
            },
        ),
        toml(
            "E502",
            "sessions",
            &session("rooms = [\"大ホール\"]\n", "").replace("[[sessions]]", "[[sessions]] #!"),
        ),
        toml("E504", "talk", &session("talk = 12", "talk = 0 #!")),
        toml("E504", "date", &session("2026-12-18", "\"soon\" #!")),
        toml("E504", "start", &session("\"13:00\"", "13:00:30 #!")),
        toml("E505", "items", &session("\"teams\"", "\"team\" #!")),
        toml(
            "E508",
            "rooms",
            &session("[\"大ホール\"]", "[\"大ホール\", \"大ホール\"] #!"),
        ),
        toml(
            "E508",
            "items",
            &session("\"teams\"", "[\"akiya\", \"空き家の活用\"] #!"),
        ),
        toml(
            "E711",
            "rules",
            &with_rule("kind = \"pin\"\nitem = \"akiya\"\n")
                .replace("[[sessions.rules]]", "[[sessions.rules]] #!"),
        ),
        toml(
            "E712",
            "start",
            &with_rule("kind = \"pin\"\nitem = \"akiya\"\nstart = \"13:05\" #!\n"),
        ),
        toml(
            "E713",
            "room",
            &with_rule("kind = \"pin\"\nitem = \"akiya\"\nroom = \"小ホール\" #!\n"),
        ),
        toml(
            "E714",
            "after",
            &with_rule("kind = \"order\"\nbefore = \"akiya\"\nafter = \"空き家の活用\" #!\n"),
        ),
        toml(
            "E715",
            "session",
            &with_rule("kind = \"mirror\"\nsession = \"talks\" #!\n"),
        ),
        toml(
            "E717",
            "session",
            &with_rule("kind = \"before\"\nsession = \"eve\" #!\n").replacen(
                "[[sessions]]",
                "[[sessions]]\nid = \"eve\"\nitems = \"teams\"\ndate = 2020-01-01\nrooms = [\"A\"]\nstart = \"9:00\"\nend = \"18:00\"\ntalk = 10\n[[sessions]]",
                1,
            ),
        ),
        toml(
            "E718",
            "hears",
            &with_rule("kind = \"must_hear\"\nitem = \"akiya\"\nhears = \"空き家の活用\" #!\n"),
        ),
        toml(
            "E502",
            "lottery",
            &session("change", "lottery = {} #!\nchange"),
        ),
        toml(
            "E503",
            "sed",
            &session("change", "lottery = { seed = 7, sed = 1 } #!\nchange"),
        ),
        toml("E504", "lottery", &session("change", "lottery = 7 #!\nchange")),
        toml(
            "E504",
            "seed",
            &session("change", "lottery = { seed = -1 } #!\nchange"),
        ),
        toml(
            "E504",
            "seed",
            &session("change", "lottery = { seed = \"a|b\" } #!\nchange"),
        ),
        toml(
            "E721",
            "facilitators",
            &block("id = \"x\"\nfacilitators = true #!\n"),
        ),
        with_facilitators("E502", "agenda", "facilitators = true\n", "[[agenda]]"),
        with_facilitators(
            "E504",
            "facilitators",
            "id = \"x\"\nfacilitators = 1\n",
            "facilitators = 1",
        ),
        with_facilitators(
            "E504",
            "teams_per_facilitator",
            "id = \"x\"\nfacilitators = true\nteams_per_facilitator = 0\n",
            "teams_per_facilitator = 0",
        ),
        toml(
            "E722",
            "id",
            &format!("{}{}", block("id = \"x\"\n"), block("id = \"X\" #!\n")),
        ),
        toml("E723", "teams_per_facilitator", &block("teams_per_facilitator = 2 #!\n")),
        file(
            "E405",
            "facilitators.csv",
            3,
            "id",
            Folder::good("").file("facilitators.csv", "id\nF1\nf1\n"),
        ),
        file(
            "E002",
            "helpers.csv",
            None,
            "",
            Folder::good("").file(
                "workshop.toml",
                format!("facilitators = \"helpers.csv\"\n{TOML}"),
            ),
        ),
        toml(
            "E716",
            "item",
            &with_rule("kind = \"first\"\nitem = \"opning\" #!\n")
                .replace("\"teams\"", "[\"opening\"]"),
        ),
        toml(
            "E301",
            "item",
            &with_rule("kind = \"first\"\nitem = \"akya\" #!\n"),
        ),
        toml("E302", "item", &{
            let theme = "[[themes]]\nid = \"two\"\nteams = 2\n".to_owned();
            theme + &with_rule("kind = \"first\"\nitem = \"two\" #!\n")
        }),
        toml(
            "E603",
            "id",
            &with_rule("kind = \"load\"\nid = \"panel\" #!\n"),
        ),
        toml(
            "E601",
            "item",
            &with_rule("kind = \"load\"\nitem = \"akiya\" #!\n"),
        ),
        toml(
            "E502",
            "agenda",
            "[[agenda]] #!\ntitle = \"x\"\ndate = 2026-12-18\nstart = \"9:00\"\n",
        ),
        toml(
            "E703",
            "end",
            "[[agenda]]\ntitle = \"x\"\ndate = 2026-12-18\nstart = \"9:00\"\nend = 09:00:00 #!\n",
        ),
    ]
}

#[test]
fn each_problem_is_found_alone_and_at_its_place() {
    let mut tried = BTreeSet::new();
    let mut wrong = Vec::new();
    let cases = [
        file_cases(),
        roster_cases(),
        theme_cases(),
        side_cases(),
        toml_cases(),
        session_cases(),
    ];
    for (number, case) in cases.into_iter().flatten().enumerate() {
        let issues = case.folder.issues();
        let found: Vec<_> = issues
            .iter()
            // The good roster has two busy blocks that no rule knows.
            .filter(|issue| issue.code != "N201" || case.code == "N201")
            .map(|issue| {
                (
                    issue.code,
                    issue.file.as_str(),
                    issue.row,
                    issue.column.as_deref(),
                )
            })
            .collect();
        let expected = [(case.code, case.file, case.row, case.column)];
        if found != expected {
            wrong.push(format!("case {number}: {found:?} instead of {expected:?}"));
        }
        tried.insert(case.code);
    }
    assert!(
        wrong.is_empty(),
        "{}",
        wrong.join(
            "
"
        )
    );
    // These have tests of their own below.
    tried.extend([
        "E001", "E206", "E801", "E802", "E803", "E804", "E805", "N801",
    ]);
    // Studies have a test file of their own.
    let all: BTreeSet<&str> = codes()
        .into_iter()
        .map(|(code, _)| code)
        .filter(|code| !code.starts_with("E9"))
        .collect();
    assert_eq!(tried, all);
}

#[test]
fn a_theme_twice_is_shown_at_both_cells() {
    let roster = "id,第1希望,第2希望,第3希望\nP1,akiya,kouen,空き家の活用\n";
    let toml = TOML.replace("owners = [\"M01\"]\n", "");
    let issues = Folder::new()
        .file("workshop.toml", toml)
        .file("roster.csv", roster)
        .issues();
    let found: Vec<_> = issues
        .iter()
        .map(|issue| (issue.code, issue.row, issue.column.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            ("E206", Some(2), Some("第1希望")),
            ("E206", Some(2), Some("第3希望"))
        ]
    );
}

#[test]
fn a_thousand_problems_are_listed_and_the_rest_is_counted() {
    let rows: String = (0..3000).map(|i| format!("P{i},akya,夜\n")).collect();
    let roster = format!("id,choice1,busy\n{rows}");
    let toml = TOML.replace("owners = [\"M01\"]\n", "");
    let issues = Folder::new()
        .file("workshop.toml", toml)
        .file("roster.csv", roster)
        .issues();
    assert_eq!(issues.len(), 1001);
    // The notice makes room for errors.
    assert!(issues[..1000].iter().all(|issue| issue.code == "E203"));
    let last = &issues[1000];
    assert_eq!(
        (last.code, last.cause.en.as_str()),
        ("E001", "there are 2001 more problems.")
    );
}

#[test]
fn broken_results_and_teams_are_told() {
    let folder = Folder::good("");
    let workshop = folder.read_good().workshop;
    let csv = |text: &str| {
        let folder = Folder::new().file("teams.csv", text);
        let issues = read_grouping(&folder.at("teams.csv"), &workshop).expect_err("broken teams");
        issues
            .into_iter()
            .map(|issue| (issue.code, issue.row, issue.column))
            .collect::<Vec<_>>()
    };
    let column = |name: &str| Some(name.to_owned());
    let all = "id,team\nM01,akiya\nP01,akiya\nP02,kouen\nP03,kouen\n";
    assert_eq!(
        csv(&format!("{all}P01,kouen\n")),
        [("E803", Some(6), column("id"))]
    );
    assert_eq!(csv(&all.replace("P03,kouen\n", "")), [("E804", None, None)]);
    assert_eq!(
        csv(&all.replace("P03,kouen", "P33,kouen")),
        [("E205", Some(5), column("id"))]
    );
    assert_eq!(
        csv(&all.replace("P03,kouen", "P03,koen")),
        [("E301", Some(5), column("team"))]
    );
    assert_eq!(csv("id,tem\nM01,akiya\n"), [("E105", Some(1), None)]);
    let json = |text: &str| {
        let folder = Folder::new().file("result.json", text);
        let issues = read_outcome(&folder.at("result.json")).expect_err("a broken result");
        issues
            .into_iter()
            .map(|issue| (issue.code, issue.row))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        json("{\n  \"format\": 1,\n  \"workshop\": 5\n}"),
        [("E801", Some(3))]
    );
    assert_eq!(
        json(&RESULT.replace("\"format\":1", "\"format\":7")),
        [("E802", None)]
    );
}

/// A result of the good workshop.
const RESULT: &str = r#"{"format":1,"workshop":"small","status":"optimal","levels":[],"rules":[],"rank_profile":{},"teams":[
{"id":"akiya","theme":"akiya","members":["M01","P01","P04"]},{"id":"kouen","theme":"kouen","members":["P02","P03"]}],
"solver":{"method":"exact","seed":1,"threads":1,"seconds":0.1,"version":"0"}}"#;

#[test]
fn teams_are_read_from_results_and_tables() {
    let folder = Folder::good("")
        .file("result.json", RESULT)
        .file("teams.csv", "\u{feff}team,theme,id,name\nakiya,akiya,M01,x\nakiya,akiya,P01,x\nkouen,kouen,P02,x\nkouen,kouen,P03,x\n")
        .file("班.tsv", "参加者\tチーム\nｍ01\t空き家の活用\nP01\tAKIYA\nP02\tkouen\nP03\t公園のにぎわい\nP04\tkouen\n");
    let workshop = folder.read_good().workshop;
    for name in ["result.json", "teams.csv", "班.tsv"] {
        let read = read_grouping(&folder.at(name), &workshop)
            .unwrap_or_else(|issues| panic!("{name}: {issues:#?}"));
        assert_eq!(
            (read.teams.planned, read.notices),
            (None, Vec::new()),
            "{name}"
        );
        let grouping = read.teams.grouping;
        let teams: Vec<u32> = grouping.team_of.iter().map(|team| team.0).collect();
        assert_eq!(teams, [0, 0, 1, 1], "{name}");
    }
    let outcome = read_outcome(&folder.at("result.json")).expect("a good result");
    assert_eq!(outcome.teams.len(), 2);
}

#[test]
fn each_code_is_used_in_one_place_and_has_a_meaning() {
    let mut uses: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/input/problem"))
        .expect("the problems")
    {
        let text = std::fs::read_to_string(entry.expect("a file").path()).expect("a source");
        let quoted = text.split('"').filter(|word| {
            let digits = word.strip_prefix(['E', 'N']);
            digits.is_some_and(|digits| {
                digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit())
            })
        });
        uses.extend(quoted.map(str::to_owned));
    }
    uses.sort();
    let mut listed: Vec<&str> = codes().iter().map(|(code, _)| *code).collect();
    listed.sort_unstable();
    assert_eq!(uses, listed);
    for (code, about) in codes() {
        assert!(!about.ja.is_empty() && !about.en.is_empty(), "{code}");
        assert!(!about.ja.is_ascii() && about.en.is_ascii(), "{code}");
    }
}
