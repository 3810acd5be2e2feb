//! The people, themes and wishes of the sample, in Japanese and English.

/// Japanese and English name, sector, organization (in both languages), industry, role.
pub type Row = (
    [&'static str; 2],
    &'static str,
    [&'static str; 2],
    [&'static str; 2],
    [&'static str; 2],
);

const MAYOR: [&str; 2] = ["企画課長", "head of planning"];
const CLERK: [&str; 2] = ["主任", "officer"];
const ENGINEER: [&str; 2] = ["技術者", "engineer"];
const SALES: [&str; 2] = ["営業", "sales"];
const DIRECTOR: [&str; 2] = ["代表取締役", "director"];
const CITY: [&str; 2] = ["青葉市役所", "City of Aoba"];
const TOWN: [&str; 2] = ["海辺町役場", "Town of Umibe"];
const OFFICE: [&str; 2] = ["行政", "administration"];
const BUILDING: [&str; 2] = ["建設", "construction"];
const SOFTWARE: [&str; 2] = ["情報通信", "software"];
const TOURISM: [&str; 2] = ["観光", "tourism"];
const FINANCE: [&str; 2] = ["金融", "finance"];
const FARMING: [&str; 2] = ["農業", "farming"];

pub const ROWS: [Row; 24] = [
    (
        ["佐藤 美咲", "Misaki Sato"],
        "municipal",
        CITY,
        OFFICE,
        MAYOR,
    ),
    (
        ["鈴木 健一", "Kenichi Suzuki"],
        "municipal",
        TOWN,
        OFFICE,
        CLERK,
    ),
    (
        ["高橋 由美子", "Yumiko Takahashi"],
        "municipal",
        CITY,
        OFFICE,
        CLERK,
    ),
    (["田中 翔", "Sho Tanaka"], "municipal", TOWN, OFFICE, MAYOR),
    (
        ["伊藤 直樹", "Naoki Ito"],
        "private",
        ["北山建設株式会社", "Kitayama Construction"],
        BUILDING,
        ENGINEER,
    ),
    (
        ["渡辺 真理", "Mari Watanabe"],
        "private",
        ["株式会社みなとソフト", "Minato Software"],
        SOFTWARE,
        ENGINEER,
    ),
    (
        ["山本 大輔", "Daisuke Yamamoto"],
        "private",
        ["旅の宿組合", "Innkeepers' Association"],
        TOURISM,
        DIRECTOR,
    ),
    (
        ["中村 彩", "Aya Nakamura"],
        "private",
        ["青葉信用金庫", "Aoba Credit Union"],
        FINANCE,
        SALES,
    ),
    (
        ["小林 拓也", "Takuya Kobayashi"],
        "private",
        ["みどり農園", "Midori Farm"],
        FARMING,
        DIRECTOR,
    ),
    (
        ["加藤 千尋", "Chihiro Kato"],
        "private",
        ["株式会社みなとソフト", "Minato Software"],
        SOFTWARE,
        SALES,
    ),
    (
        ["吉田 亮", "Ryo Yoshida"],
        "private",
        ["海風トラベル", "Umikaze Travel"],
        TOURISM,
        SALES,
    ),
    (
        ["山田 恵", "Megumi Yamada"],
        "private",
        ["北山建設株式会社", "Kitayama Construction"],
        BUILDING,
        SALES,
    ),
    (
        ["佐々木 陽子", "Yoko Sasaki"],
        "private",
        [
            "東日本リノベーション技術研究所",
            "Institute for Renovation Technology",
        ],
        BUILDING,
        ENGINEER,
    ),
    (
        ["山口 隼人", "Hayato Yamaguchi"],
        "private",
        ["青葉信用金庫", "Aoba Credit Union"],
        FINANCE,
        SALES,
    ),
    (
        ["松本 さくら", "Sakura Matsumoto"],
        "private",
        ["みどり農園", "Midori Farm"],
        FARMING,
        SALES,
    ),
    (
        ["井上 誠", "Makoto Inoue"],
        "municipal",
        CITY,
        OFFICE,
        CLERK,
    ),
    (
        ["木村 里奈", "Rina Kimura"],
        "private",
        ["くもデータ合同会社", "Kumo Data LLC"],
        SOFTWARE,
        DIRECTOR,
    ),
    (
        ["林 和也", "Kazuya Hayashi"],
        "private",
        ["海風トラベル", "Umikaze Travel"],
        TOURISM,
        ENGINEER,
    ),
    (
        ["清水 香織", "Kaori Shimizu"],
        "private",
        ["北山建設株式会社", "Kitayama Construction"],
        BUILDING,
        DIRECTOR,
    ),
    (
        ["山崎 悠", "Yu Yamazaki"],
        "private",
        ["くもデータ合同会社", "Kumo Data LLC"],
        SOFTWARE,
        ENGINEER,
    ),
    (["森 優子", "Yuko Mori"], "municipal", TOWN, OFFICE, CLERK),
    (
        ["池田 竜也", "Tatsuya Ikeda"],
        "private",
        ["青葉信用金庫", "Aoba Credit Union"],
        FINANCE,
        DIRECTOR,
    ),
    (
        ["橋本 茜", "Akane Hashimoto"],
        "private",
        ["旅の宿組合", "Innkeepers' Association"],
        TOURISM,
        SALES,
    ),
    (
        ["阿部 蓮", "Ren Abe"],
        "private",
        ["株式会社みなとソフト", "Minato Software"],
        SOFTWARE,
        ENGINEER,
    ),
];

pub const THEMES: [(&str, [&str; 2], u32); 4] = [
    ("akiya", ["空き家の活用", "New life for vacant houses"], 2),
    (
        "kanko",
        ["観光と海辺のまちづくり", "Tourism on the coast"],
        1,
    ),
    ("nogyo", ["農業を継ぐ若者", "Young people in farming"], 1),
    ("dx", ["窓口のデジタル化", "Digital town hall"], 1),
];

/// The theme that each of the 24 listed first, second and third; the plan's team of each.
pub const WISHES: [[usize; 3]; 24] = [
    [0, 1, 2],
    [1, 0, 2],
    [2, 0, 1],
    [3, 0, 1],
    [0, 1, 3],
    [0, 3, 2],
    [1, 0, 2],
    [0, 2, 3],
    [2, 1, 0],
    [3, 0, 2],
    [1, 2, 0],
    [0, 1, 2],
    [0, 3, 1],
    [1, 0, 3],
    [2, 0, 3],
    [0, 1, 3],
    [3, 1, 0],
    [1, 3, 2],
    [3, 1, 0],
    [0, 3, 1],
    [3, 1, 2],
    [2, 1, 0],
    [3, 2, 1],
    [3, 0, 1],
];
pub const TEAM_OF: [usize; 24] = [
    0, 2, 3, 4, 0, 0, 2, 0, 3, 4, 2, 1, 1, 2, 3, 1, 4, 2, 3, 1, 4, 1, 3, 4,
];
