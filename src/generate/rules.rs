//! `[[rules]]` of workshop.toml.

use std::collections::BTreeSet;

use super::names::Names;
use super::person::Person;
use super::roster::{NEWCOMER, SKILL, YEARS, YES};
use super::shape::{RuleSet, Shape};
use super::stream::{Part, Stream};
use super::targets::Targets;
use super::words::{MEETINGS, SKILLS};

/// The rules as written.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    /// The text.
    pub text: String,
    /// Priorities that soft rules have.
    pub priorities: BTreeSet<u32>,
}

impl Rules {
    /// Adds a soft rule; `keys` are its lines but for id, kind, weight and priority.
    fn add(&mut self, id: &str, kind: &str, keys: &[String], weight: &str, priority: u32) {
        self.text += &format!("\n[[rules]]\nid = \"{id}\"\nkind = \"{kind}\"\n");
        for key in keys {
            self.text += key;
            self.text.push('\n');
        }
        self.text += &format!("weight = {weight}\n");
        if priority != 1 {
            self.text += &format!("priority = {priority}\n");
        }
        self.priorities.insert(priority);
    }
}

/// The attribute line of a column.
fn attribute(names: &Names, pair: (&'static str, &'static str)) -> String {
    format!("attribute = \"{}\"", names.word(pair))
}

const SECTOR: (&str, &str) = ("区分", "sector");
const INDUSTRY: (&str, &str) = ("業種", "industry");
const ROLE: (&str, &str) = ("役職", "role");
const ORGANIZATION: (&str, &str) = ("所属", "organization");
const MUNICIPAL: (&str, &str) = ("自治体", "municipal");
const PRIVATE: (&str, &str) = ("民間", "private");

/// All rules of a workshop.
pub fn rules(shape: &Shape, people: &[Person], targets: &Targets, names: &Names) -> Rules {
    let mut rules = Rules::default();
    plain(shape, targets, names, &mut rules);
    if shape.rules == RuleSet::Rich {
        mix(people, targets, names, &mut rules);
        balance(targets, names, &mut rules);
        mates(shape, people, targets, names, &mut rules);
    }
    if shape.history > 0 {
        let half_life = match shape.rules {
            RuleSet::Plain => vec![],
            RuleSet::Rich => vec!["half_life = 2".to_owned()],
        };
        let id = names.word(("初めての顔ぶれ", "new faces"));
        rules.add(id, "past", &half_life, "1", 1);
    }
    rules
}

fn plain(shape: &Shape, targets: &Targets, names: &Names, rules: &mut Rules) {
    let municipal = shape.municipal_count();
    if municipal > 0 {
        let keys = [
            attribute(names, SECTOR),
            format!("value = \"{}\"", names.word(MUNICIPAL)),
            format!("min = {}", targets.municipal.min),
            format!("max = {}", targets.municipal.max),
        ];
        let id = names.word(("自治体の人数", "municipal members"));
        rules.add(id, "count", &keys, "5", 1);
    }
    if targets.industries > 0 {
        let keys = [
            attribute(names, INDUSTRY),
            format!("goal = {}", targets.industries),
            format!(
                "where = {{ \"{}\" = \"{}\" }}",
                names.word(SECTOR),
                names.word(PRIVATE)
            ),
        ];
        let id = names.word(("業種の多様さ", "variety of industries"));
        rules.add(id, "variety", &keys, "3", 1);
    }
    if targets.roles > 0 {
        let keys = [attribute(names, ROLE), format!("goal = {}", targets.roles)];
        let id = names.word(("役職の多様さ", "variety of roles"));
        rules.add(id, "variety", &keys, "2", 1);
    }
}

/// Who should be in a team.
fn mix(people: &[Person], targets: &Targets, names: &Names, rules: &mut Rules) {
    let keys = [
        attribute(names, ORGANIZATION),
        format!("max = {}", targets.colleagues),
    ];
    let id = names.word(("同じ所属の人数", "colleagues in a team"));
    rules.add(id, "limit", &keys, "3", 1);
    if people.iter().any(|person| person.extras.newcomer) {
        let keys = [
            attribute(names, NEWCOMER),
            format!("value = \"{}\"", names.word(YES)),
        ];
        let id = names.word(("初参加を1人にしない", "no newcomer alone"));
        rules.add(id, "not_alone", &keys, "2", 1);
    }
    if people
        .iter()
        .any(|person| person.extras.skills.contains(&0))
    {
        let keys = [
            attribute(names, SKILL),
            format!("value = \"{}\"", names.word(SKILLS[0])),
            "min = 1".to_owned(),
        ];
        let id = names.word(("分析の得意な人", "somebody who analyses"));
        rules.add(id, "count", &keys, "1", 1);
    }
    let blocks = MEETINGS.map(|block| format!("\"{}\"", names.word(block)));
    let keys = [
        format!("blocks = [{}]", blocks.join(", ")),
        "min = 1".to_owned(),
    ];
    let id = names.word(("集まれる時間", "a time to meet"));
    rules.add(id, "meeting", &keys, "1", 1);
}

/// Shares and means, settled after the rest.
fn balance(targets: &Targets, names: &Names, rules: &mut Rules) {
    if targets.balance_sectors {
        let id = names.word(("官民の割合", "shares of sectors"));
        rules.add(id, "balance", &[attribute(names, SECTOR)], "1", 2);
    }
    if targets.balance_roles {
        let id = names.word(("役職の割合", "shares of roles"));
        rules.add(id, "balance", &[attribute(names, ROLE)], "0.5", 2);
    }
    let keys = [attribute(names, YEARS), "numeric = true".to_owned()];
    let id = names.word(("経験年数のつり合い", "balance of experience"));
    rules.add(id, "balance", &keys, "1", 2);
    if let Some(size) = targets.ideal_size {
        let id = names.word(("ちょうどよい人数", "a good size"));
        rules.add(id, "ideal_size", &[format!("size = {size}")], "0.5", 2);
    }
}

/// Who should be with whom.
fn mates(shape: &Shape, people: &[Person], targets: &Targets, names: &Names, rules: &mut Rules) {
    let id = names.word(("一緒・別の希望", "wishes for mates"));
    rules.add(id, "wishes", &[], "2", 1);
    let members = |places: &[usize]| {
        let ids: Vec<String> = places
            .iter()
            .map(|place| format!("\"{}\"", people[*place].id))
            .collect();
        vec![format!("members = [{}]", ids.join(", "))]
    };
    let mut random = Stream::new(shape.seed, Part::Rules);
    let mut teams = targets.members.clone();
    random.shuffle(&mut teams);
    // One pair that the hidden plan keeps together, and up to six people whom it keeps apart.
    if let Some(team) = teams.iter().find(|team| team.len() > 1) {
        let id = names.word(("案内役の2人", "the two guides"));
        rules.add(id, "together", &members(&team[..2]), "2", 1);
    }
    let apart: Vec<usize> = teams
        .iter()
        .take(6)
        .map(|team| team[team.len() - 1])
        .collect();
    if apart.len() > 1 {
        let id = names.word(("経験者を分ける", "part the old hands"));
        rules.add(id, "apart", &members(&apart), "2", 1);
    }
}
