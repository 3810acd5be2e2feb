//! Own lists of syllables and words. What they combine to is invented; a likeness to somebody or something is chance.

/// First characters of family names, towns and companies.
pub const KANJI_FIRST: [&str; 36] = [
    "青", "赤", "石", "岩", "上", "梅", "江", "大", "岡", "川", "北", "黒", "桜", "島", "白", "杉",
    "高", "竹", "谷", "月", "中", "西", "野", "浜", "原", "東", "星", "堀", "前", "松", "水", "南",
    "宮", "森", "山", "吉",
];

/// Second characters of the same.
pub const KANJI_SECOND: [&str; 20] = [
    "井", "浦", "江", "岡", "川", "口", "沢", "島", "瀬", "田", "谷", "塚", "辺", "野", "橋", "原",
    "村", "本", "森", "山",
];

/// Given names.
pub const KANJI_GIVEN: [&str; 30] = [
    "一葉",
    "二郎",
    "三奈",
    "四季",
    "五月",
    "六花",
    "七海",
    "八重",
    "九十郎",
    "十和",
    "百合",
    "千里",
    "万里",
    "朝陽",
    "昼子",
    "夕映",
    "夜半",
    "春日",
    "夏生",
    "秋穂",
    "冬馬",
    "東吾",
    "西香",
    "南",
    "北斗",
    "空良",
    "海音",
    "山彦",
    "川瀬",
    "星子",
];

/// First syllables of family names, towns and companies. No two pairs of a first and a second one read alike (a test in
/// `names` looks).
pub const SYLLABLE_FIRST: [&str; 36] = [
    "Ald", "Bran", "Cor", "Dun", "El", "Fern", "Gal", "Har", "Iv", "Jas", "Kel", "Lang", "Mar",
    "Nor", "Os", "Pem", "Quil", "Rath", "Sel", "Tor", "Ul", "Ver", "Wend", "Yar", "Zel", "Ash",
    "Birch", "Crest", "Drum", "Frost", "Glen", "Hazel", "Juniper", "Larch", "Moss", "Rowan",
];

/// Second syllables of the same.
pub const SYLLABLE_SECOND: [&str; 20] = [
    "beck", "bourne", "by", "combe", "dale", "den", "fell", "field", "ford", "gate", "ham", "holt",
    "hurst", "ley", "mere", "mont", "shaw", "stead", "wick", "worth",
];

/// Given names.
pub const SYLLABLE_GIVEN: [&str; 30] = [
    "Abe", "Bea", "Cy", "Dot", "Eve", "Flo", "Gus", "Hal", "Ida", "Jo", "Kit", "Lou", "Max", "Nan",
    "Ola", "Pia", "Quin", "Rae", "Sid", "Tess", "Una", "Vic", "Wyn", "Xan", "Yve", "Zoe", "Ari",
    "Bo", "Cleo", "Dov",
];

/// Departments of a town: Japanese, English.
pub const DEPARTMENTS: [(&str, &str); 12] = [
    ("企画課", "planning"),
    ("総務課", "general affairs"),
    ("財政課", "finance"),
    ("福祉課", "welfare"),
    ("健康課", "health"),
    ("環境課", "environment"),
    ("産業課", "trade"),
    ("観光課", "tourism"),
    ("建設課", "public works"),
    ("交通課", "transport"),
    ("教育課", "education"),
    ("防災課", "disaster management"),
];

/// A word: Japanese, English.
type Word = (&'static str, &'static str);

/// Industries, and what their companies are called.
pub const INDUSTRIES: [(Word, Word); 16] = [
    (("製造", "manufacturing"), ("製作所", "Works")),
    (("金融", "finance"), ("信用金庫", "Savings")),
    (
        ("情報通信", "information technology"),
        ("システム", "Systems"),
    ),
    (("小売", "retail"), ("商店", "Stores")),
    (("建設", "construction"), ("建設", "Builders")),
    (("運輸", "transport"), ("運輸", "Haulage")),
    (("医療福祉", "health care"), ("ケア", "Care")),
    (("教育", "education"), ("学舎", "Learning")),
    (("観光宿泊", "hospitality"), ("旅館", "Inns")),
    (("農林水産", "farming and fishing"), ("農園", "Farms")),
    (("食品", "food"), ("食品", "Foods")),
    (("エネルギー", "energy"), ("電力", "Power")),
    (("不動産", "real estate"), ("不動産", "Estates")),
    (("広告", "media"), ("広告社", "Media")),
    (("コンサルティング", "consulting"), ("総研", "Advisers")),
    (("化学", "chemicals"), ("化学", "Chemicals")),
];

/// Roles, the leading ones first: Japanese, English.
pub const ROLES: [(&str, &str); 12] = [
    ("部長", "director"),
    ("課長", "manager"),
    ("係長", "team lead"),
    ("主任", "officer"),
    ("担当", "clerk"),
    ("技師", "engineer"),
    ("営業", "sales"),
    ("研究員", "researcher"),
    ("企画", "planner"),
    ("広報", "communications"),
    ("相談員", "adviser"),
    ("デザイナー", "designer"),
];

/// Skills: Japanese, English.
pub const SKILLS: [(&str, &str); 5] = [
    ("分析", "analysis"),
    ("企画", "planning"),
    ("広報", "communication"),
    ("デザイン", "design"),
    ("語学", "languages"),
];

/// Blocks of time for meetings between the workshop days: Japanese, English.
pub const MEETINGS: [(&str, &str); 4] = [
    ("月曜夕方", "Monday evening"),
    ("水曜昼", "Wednesday noon"),
    ("木曜夕方", "Thursday evening"),
    ("土曜午前", "Saturday morning"),
];

/// What themes are about: Japanese, English.
pub const SUBJECTS: [(&str, &str); 24] = [
    ("空き家", "Empty houses"),
    ("バス路線", "Bus lines"),
    ("祭り", "Festivals"),
    ("商店街", "High streets"),
    ("里山", "Village woods"),
    ("避難所", "Shelters"),
    ("図書館", "Libraries"),
    ("給食", "School meals"),
    ("見守り", "Neighbourly care"),
    ("移住", "New residents"),
    ("農産物", "Local produce"),
    ("ごみ分別", "Waste sorting"),
    ("公園", "Parks"),
    ("自転車", "Cycling"),
    ("温泉", "Hot springs"),
    ("港", "The harbour"),
    ("在宅医療", "Care at home"),
    ("子育て", "Child care"),
    ("部活動", "After-school clubs"),
    ("窓口", "Town hall counters"),
    ("再生エネルギー", "Renewable energy"),
    ("古民家", "Old farmhouses"),
    ("買い物", "Shopping"),
    ("多文化交流", "Many cultures"),
];

/// What is done about them: Japanese, English.
pub const APPROACHES: [(&str, &str); 8] = [
    ("の活用", "put to use"),
    ("の担い手づくり", "and who carries them"),
    ("の情報発信", "made known"),
    ("のデジタル化", "gone digital"),
    ("と若者", "and the young"),
    ("の費用の見直し", "at less cost"),
    ("と地域のきずな", "and neighbours"),
    ("のこれから", "in ten years"),
];
