//! The codes of all problems, for the documentation.

use super::issue::Text;

/// Each code and what it is about, Japanese and English. Errors begin with E, notices with N.
const CODES: &[(&str, &str, &str)] = &[
    (
        "E001",
        "問題が多すぎて一部を省略",
        "more problems than are listed",
    ),
    ("E002", "ファイルがない", "a file is missing"),
    (
        "E003",
        "ファイルの代わりにフォルダー",
        "a folder in place of a file",
    ),
    (
        "E004",
        "ファイルを読む権限などがない",
        "a file that the system does not let us read",
    ),
    ("E005", "ファイルが大きすぎる", "a file is too large"),
    (
        "E006",
        "表の行、列、セルが多すぎる",
        "a table with too many rows, columns or cells",
    ),
    (
        "E007",
        "読めない形式の表",
        "a table of a format that cannot be read",
    ),
    ("E008", "文字として読めない", "bytes that are no text"),
    ("E009", "壊れたExcelファイル", "a damaged workbook"),
    ("E010", "空の表", "an empty table"),
    (
        "E011",
        "閉じられていない引用符",
        "a quote that is never closed",
    ),
    ("E012", "エラー値のセル", "a cell with an error value"),
    (
        "E013",
        "同じ役割のファイルが2つ",
        "two files for one purpose",
    ),
    ("N001", "文字コードの推定", "an encoding that was guessed"),
    ("N002", "読まないシート", "sheets that are not read"),
    ("E101", "見出しのない列", "a column without a header"),
    ("E102", "重複した見出し", "a header that stands twice"),
    (
        "E103",
        "見出しより右の値",
        "values to the right of the headers",
    ),
    ("E104", "同じ意味の列が2つ", "two columns with one meaning"),
    ("E105", "必要な列がない", "a column that is missing"),
    (
        "E106",
        "[columns] の未知の項目",
        "an unknown key under [columns]",
    ),
    (
        "E107",
        "[columns] の重複",
        "two lines of [columns] that contradict each other",
    ),
    (
        "E108",
        "[columns] の見出しが名簿にない",
        "a header under [columns] that the roster does not have",
    ),
    (
        "N101",
        "角括弧の中から読み取った見出し",
        "a header recognised by its brackets",
    ),
    ("E201", "空のID", "a blank id"),
    ("E202", "重複したID", "an id that stands twice"),
    ("E203", "未知のテーマ", "an unknown theme"),
    ("E204", "参加者がいない", "no participants"),
    (
        "E205",
        "名簿にいない人",
        "a person who is not in the roster",
    ),
    ("E206", "同じテーマを2回希望", "a theme chosen twice"),
    (
        "E207",
        "希望順位と点数の併用",
        "choices and points in one row",
    ),
    (
        "E208",
        "テーマがないのに希望の列がある",
        "wishes for themes where there are none",
    ),
    (
        "E209",
        "0以上の数でないセル",
        "a cell that is no number of at least 0",
    ),
    ("E210", "自分自身の指定", "the own id among the mates"),
    (
        "E211",
        "「一緒」と「別」の矛盾",
        "one person both wanted and unwanted",
    ),
    (
        "E212",
        "欠席か出席か分からないセル",
        "a cell that says neither absent nor present",
    ),
    (
        "E213",
        "読めない日時",
        "a time window that cannot be understood",
    ),
    (
        "N201",
        "どのルールにもない枠",
        "a meeting block that no rule has",
    ),
    ("E301", "未知のチーム", "an unknown team"),
    (
        "E302",
        "複数チームのテーマの指定",
        "a theme with several teams where one team is meant",
    ),
    (
        "E303",
        "テーマと count の併用",
        "a number of teams beside themes",
    ),
    (
        "E304",
        "テーマもチーム数もない",
        "neither themes nor a number of teams",
    ),
    (
        "E305",
        "重複したテーマ名",
        "a theme's id or title that stands twice",
    ),
    ("E306", "重複したチームID", "a team's id that stands twice"),
    ("E307", "チームが多すぎる", "too many possible teams"),
    (
        "E401",
        "空のセル（審査員、過去の記録）",
        "a blank cell of judges or past teams",
    ),
    ("E402", "読めない日付", "a date that cannot be understood"),
    (
        "E403",
        "同じ回で2チーム",
        "one person in two teams of a past event",
    ),
    (
        "E404",
        "審査員や進行役のIDも氏名もない",
        "neither ids nor names of judges or facilitators",
    ),
    (
        "E405",
        "審査員や進行役の重複したID",
        "an id of a judge or facilitator that stands twice",
    ),
    (
        "E411",
        "距離の表の人数が多すぎる",
        "a matrix for too many people",
    ),
    (
        "E412",
        "距離の表の大きさが合わない",
        "a matrix of the wrong size",
    ),
    (
        "E413",
        "距離の表で重複したID",
        "an id that stands twice in a matrix",
    ),
    ("E414", "数でない距離", "a distance that is no number"),
    ("E415", "対称でない距離", "two distances for one pair"),
    (
        "N401",
        "知らない相手との利害関係",
        "a conflict with nobody and nothing known",
    ),
    (
        "E501",
        "TOMLの文法の誤り",
        "a syntax error in workshop.toml",
    ),
    ("E502", "必要な項目がない", "a key that is missing"),
    ("E503", "未知の項目", "an unknown key"),
    (
        "E504",
        "値の種類や大きさの誤り",
        "a value of the wrong type or size",
    ),
    ("E505", "選べない値", "a word that is not possible"),
    (
        "E506",
        "min が max より大きい",
        "a minimum above the maximum",
    ),
    ("E507", "空のリスト", "an empty list"),
    (
        "E508",
        "リスト内の重複",
        "a value that stands twice in a list",
    ),
    ("E509", "未知の format", "an unknown version of the format"),
    ("E510", "未知のタイムゾーン", "an unknown time zone"),
    (
        "E601",
        "この種類のルールにない項目",
        "a key that a kind of rule does not have",
    ),
    ("E602", "重複したルールID", "a rule's id that stands twice"),
    ("E603", "使えないルールID", "a rule's id that is reserved"),
    ("E604", "必須ルールの priority", "a priority on a hard rule"),
    (
        "E605",
        "名簿にない列",
        "an attribute that the roster does not have",
    ),
    (
        "E606",
        "count に min も max もない",
        "a count without min and max",
    ),
    (
        "E607",
        "数の列の中の文字",
        "text where a rule needs numbers",
    ),
    ("E608", "人数が足りない", "fewer than two members"),
    ("E609", "過去の記録がない", "no file of past teams"),
    (
        "E610",
        "attributes と matrix の指定",
        "neither or both of attributes and matrix",
    ),
    ("E611", "必須ルールの距離の表", "a hard rule with a matrix"),
    ("N601", "誰も持たない値", "a value that nobody has"),
    (
        "E701",
        "重複したセッションID",
        "a session's id that stands twice",
    ),
    ("E702", "発表の入る枠がない", "a session without a slot"),
    (
        "E703",
        "終わりが始まりより前",
        "an end that is not after its start",
    ),
    (
        "E704",
        "読めない休憩時間",
        "a break that cannot be understood",
    ),
    ("E705", "セッション外の休憩", "a break outside its session"),
    (
        "E706",
        "テーマのない \"themes\"",
        "a session of themes where there are none",
    ),
    (
        "E707",
        "審査員がいない",
        "a session that needs judges where there are none",
    ),
    (
        "E708",
        "審査員が足りない",
        "fewer judges than an item needs",
    ),
    (
        "E709",
        "anchors が審査員より多い",
        "more judges for all rooms than there are",
    ),
    (
        "E711",
        "start も room もない pin",
        "a pin without start and room",
    ),
    (
        "E712",
        "枠のない開始時刻",
        "a start at which no slot begins",
    ),
    ("E713", "未知の部屋", "an unknown room"),
    (
        "E714",
        "before と after が同じ",
        "an order of an item with itself",
    ),
    (
        "E715",
        "前にないセッション",
        "a session that is not earlier in the file",
    ),
    ("E716", "未知の発表", "an unknown item"),
    (
        "E717",
        "本番より後の日のリハーサル",
        "a rehearsal on a day after what it is for",
    ),
    (
        "E718",
        "自分自身を聞く発表",
        "an item that should hear itself",
    ),
    (
        "E721",
        "進行役がいない",
        "a block that needs facilitators where there are none",
    ),
    ("E722", "重複した予定のID", "a block's id that stands twice"),
    (
        "E723",
        "進行役のいない予定の teams_per_facilitator",
        "teams_per_facilitator of a block without facilitators",
    ),
    (
        "E801",
        "読めない結果ファイル",
        "a result that cannot be parsed",
    ),
    (
        "E802",
        "別の版の結果ファイル",
        "a result of another version",
    ),
    (
        "E803",
        "2つのチームにいる参加者",
        "a participant in two teams",
    ),
    ("E804", "チームのない参加者", "participants without a team"),
    ("E805", "チームの空欄", "a blank team"),
    (
        "N801",
        "ワークショップにない案のチーム",
        "a planned team that the workshop does not have",
    ),
    (
        "E901",
        "ワークショップの指定に file と recipe が両方ある、または両方ない",
        "workshops of a study that name both or neither of file and recipe",
    ),
    (
        "E902",
        "合うファイルのないパターン",
        "a pattern that no file matches",
    ),
    (
        "E903",
        "読めないパターン",
        "a pattern that cannot be understood",
    ),
    (
        "E904",
        "研究の中で重複した名前",
        "a name that stands twice in a study",
    ),
    (
        "E905",
        "実行するものがない研究",
        "a study with nothing to run",
    ),
    ("E906", "作れないレシピ", "a recipe that cannot be made"),
    (
        "E907",
        "戦略の設定で読めなくなるワークショップ",
        "a workshop that a strategy's own keys make unreadable",
    ),
    (
        "E908",
        "人やチームを変えてしまう戦略",
        "a strategy that changes people or teams",
    ),
    ("E909", "大きすぎる研究", "a study that is too large"),
    (
        "E910",
        "ワークショップにないルールやテーマの設定",
        "own keys for a rule or theme that a workshop does not have",
    ),
    (
        "E911",
        "複数のワークショップにつけた1つの名前",
        "one name for several workshops",
    ),
];

/// Every code that an issue can have, and what it is about.
pub fn codes() -> Vec<(&'static str, Text)> {
    let about = |(code, ja, en): &(&'static str, &str, &str)| (*code, Text::new(*ja, *en));
    CODES.iter().map(about).collect()
}
