//! Random workshops in memory, for tests that compare the parts of the program with each other and with brute force.

#![allow(dead_code, reason = "each test file uses its part")]

use jiff::civil::date;
use kumiwake::exact::SAME;
use kumiwake::model::*;
use kumiwake::score::{Compiled, measure};
use rand::{Rng, RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

/// A generator for a seed.
pub fn random(seed: u64) -> Xoshiro256PlusPlus {
    Xoshiro256PlusPlus::seed_from_u64(seed)
}

fn below(random: &mut impl Rng, n: usize) -> usize {
    random.random_range(0..n.max(1))
}

fn chance(random: &mut impl Rng, percent: usize) -> bool {
    below(random, 100) < percent
}

/// A categorical attribute with up to `values` values; some cells are blank, some hold two values.
fn attribute(random: &mut impl Rng, people: usize, values: usize) -> Attribute {
    let cells: Vec<Vec<ValueId>> = (0..people)
        .map(|_| {
            let first = ValueId::new(below(random, values));
            let second = ValueId::new(below(random, values));
            match below(random, 8) {
                0 => Vec::new(),
                1 if first != second => vec![first, second],
                _ => vec![first],
            }
        })
        .collect();
    Attribute {
        name: "a".into(),
        labels: (0..values).map(|v| format!("v{v}")).collect(),
        cells,
        numbers: vec![None; people],
    }
}

/// A numeric attribute, sometimes the same for all.
fn numbers(random: &mut impl Rng, people: usize) -> Attribute {
    let same = chance(random, 10);
    let mut result = Attribute {
        name: "n".into(),
        ..Attribute::default()
    };
    for person in 0..people {
        if chance(random, 15) {
            result.cells.push(Vec::new());
            result.numbers.push(None);
        } else {
            let number = if same {
                3.0
            } else {
                below(random, 9) as f64 / 2.0
            };
            result.labels.push(format!("{number} of {person}"));
            result
                .cells
                .push(vec![ValueId::new(result.labels.len() - 1)]);
            result.numbers.push(Some(number));
        }
    }
    result
}

/// A random small workshop with every structure rule and `rules` random rules.
pub fn workshop(seed: u64, people: usize, rules: usize) -> Workshop {
    let mut random = random(seed);
    let random = &mut random;
    let with_themes = chance(random, 80);
    let mut workshop = Workshop {
        name: format!("seed {seed}"),
        language: Language::English,
        zone: Zone::default(),
        participants: Vec::new(),
        absent: Vec::new(),
        attributes: vec![
            attribute(random, people, 2),
            attribute(random, people, 3),
            numbers(random, people),
        ],
        known: KnownAttributes::default(),
        themes: Vec::new(),
        teams: Vec::new(),
        open: Range::default(),
        preferences: Preferences::default(),
        rules: Vec::new(),
        judges: Vec::new(),
        facilitators: Vec::new(),
        sessions: Vec::new(),
        agenda: Vec::new(),
        published_teams: Vec::new(),
        published_facilitators: Vec::new(),
    };
    if with_themes {
        let themes = 1 + below(random, 3);
        for theme in 0..themes {
            add_theme(&mut workshop, random, theme, people);
        }
    } else {
        for team in 0..1 + below(random, 3) {
            workshop.teams.push(Team {
                id: format!("{}", team + 1),
                theme: None,
                size: size(random),
            });
        }
    }
    if chance(random, 25) {
        let min = below(random, 3) as u32;
        workshop.open = Range {
            min: Some(min),
            max: chance(random, 50).then_some(min + 1),
        };
    }
    workshop.preferences = preferences(random);
    for person in 0..people {
        let participant = participant(&workshop, random, person, people);
        workshop.participants.push(participant);
    }
    for index in 0..rules {
        let kind = below(random, RuleKind::NAMES.len() + 1);
        let rule = rule(&workshop, random, index, kind);
        workshop.rules.push(rule);
    }
    if seed.is_multiple_of(4) {
        // Made again from a published plan; of numbers of its own, so that all else is as without.
        let random = &mut self::random(seed ^ 0x7ea);
        let teams = workshop.teams.len();
        let published = |_| chance(random, 80).then(|| TeamId::new(below(random, teams)));
        workshop.published_teams = (0..people).map(published).collect();
    }
    workshop
}

fn size(random: &mut impl Rng) -> Range {
    if chance(random, 40) {
        return Range::default();
    }
    let min = 1 + below(random, 2) as u32;
    Range {
        min: chance(random, 80).then_some(min),
        max: chance(random, 80).then_some(min + 1 + below(random, 2) as u32),
    }
}

fn add_theme(workshop: &mut Workshop, random: &mut impl Rng, theme: usize, people: usize) {
    let max = 1 + below(random, 2) as u32;
    let min = if chance(random, 50) { max } else { 0 };
    let size = size(random);
    let teams = (0..max)
        .map(|number| {
            workshop.teams.push(Team {
                id: format!("t{theme}-{number}"),
                theme: Some(ThemeId::new(theme)),
                size,
            });
            TeamId::new(workshop.teams.len() - 1)
        })
        .collect();
    let mut owners: Vec<ParticipantId> = Vec::new();
    for _ in 0..below(random, 3) {
        let owner = ParticipantId::new(below(random, people));
        if !owners.contains(&owner) {
            owners.push(owner);
        }
    }
    workshop.themes.push(Theme {
        id: format!("t{theme}"),
        title: format!("Theme {theme}"),
        owners,
        count: Range {
            min: Some(min),
            max: Some(max),
        },
        teams,
    });
}

fn preferences(random: &mut impl Rng) -> Preferences {
    let fairness = [
        Fairness::Total,
        Fairness::Total,
        Fairness::WorstFirst,
        Fairness::FirstFirst,
    ];
    let cost = [0.0, 1.0, 2.5].map(Price::Cost).to_vec();
    Preferences {
        cost,
        unlisted: if chance(random, 15) {
            Price::Never
        } else {
            Price::Cost(5.0)
        },
        weight: [1.0, 0.3, 2.0][below(random, 3)],
        priority: 1 + below(random, 2) as u32,
        fairness: fairness[below(random, 4)],
    }
}

fn participant(
    workshop: &Workshop,
    random: &mut impl Rng,
    person: usize,
    people: usize,
) -> Participant {
    let themes = workshop.themes.len();
    let mut order: Vec<ThemeId> = workshop.theme_ids().collect();
    for i in (1..order.len()).rev() {
        order.swap(i, below(random, i + 1));
    }
    order.truncate(below(random, themes + 1));
    let preference = if order.is_empty() {
        Preference::None
    } else if chance(random, 25) {
        let mut points: Vec<f64> = (0..themes).map(|_| below(random, 4) as f64).collect();
        points[order[0].index()] += 1.0;
        Preference::Points(points)
    } else {
        Preference::Ranked(order)
    };
    let mut others = |percent: usize| -> Vec<ParticipantId> {
        if !chance(random, percent) {
            return Vec::new();
        }
        let other = below(random, people);
        if other == person {
            Vec::new()
        } else {
            vec![ParticipantId::new(other)]
        }
    };
    let (with, without) = (others(25), others(20));
    let never = if themes > 1 && chance(random, 12) {
        vec![ThemeId::new(below(random, themes))]
    } else {
        Vec::new()
    };
    let pin = match below(random, 12) {
        0 => Some(Pin::Team(TeamId::new(below(random, workshop.teams.len())))),
        1 if themes > 0 => Some(Pin::Theme(ThemeId::new(below(random, themes)))),
        _ => None,
    };
    Participant {
        id: format!("P{}", person + 1),
        name: format!("Person {}", person + 1),
        row: person + 2,
        preference,
        never,
        weight: [1.0, 1.0, 1.5, 0.0][below(random, 4)],
        block: chance(random, 20).then(|| below(random, 2) as u32),
        pin,
        with,
        without,
        unavailable: vec![Window::on(
            date(2026, 12, 3),
            jiff::civil::time(9, 0, 0, 0),
            jiff::civil::time(10, 0, 0, 0),
        )],
    }
}

/// A random rule of the kind at position `kind` (the last one past the end is the numeric `balance`).
pub fn rule(workshop: &Workshop, random: &mut impl Rng, index: usize, kind: usize) -> Rule {
    let people = workshop.participants.len();
    let attribute = AttributeId::new(below(random, 2));
    let values = vec![ValueId::new(below(random, 2))];
    let some_people = |random: &mut dyn Rng| -> Vec<ParticipantId> {
        let mut members: Vec<ParticipantId> = workshop.participant_ids().collect();
        members.retain(|_| random.next_u32().is_multiple_of(2));
        members
    };
    let max = below(random, 3) as u32;
    let kind = match kind {
        0 => RuleKind::Count(Count {
            attribute,
            values: if chance(random, 10) {
                Vec::new()
            } else {
                values
            },
            min: Some(max),
            max: chance(random, 50).then_some(max + below(random, 2) as u32),
        }),
        1 => RuleKind::Limit(Limit { attribute, max }),
        2 => RuleKind::Variety(Variety {
            attribute,
            goal: chance(random, 60).then_some(max + 1),
        }),
        3 => RuleKind::Similar(Similar { attribute, max }),
        4 => RuleKind::Balance(Balance { attribute }),
        5 => RuleKind::NotAlone(NotAlone { attribute, values }),
        6 => RuleKind::Together(Together {
            members: some_people(random),
        }),
        7 => RuleKind::Apart(Apart {
            members: some_people(random),
        }),
        8 => RuleKind::Wishes,
        9 => RuleKind::Past(Past {
            teams: (1..4)
                .map(|ago| PastTeam {
                    ago,
                    members: some_people(random),
                })
                .collect(),
            half_life: chance(random, 50).then_some(2.0),
        }),
        10 if chance(random, 40) => {
            let mut values = vec![0.0; people * people];
            for a in 0..people {
                for b in 0..a {
                    let distance = below(random, 20) as f64 / 4.0;
                    values[a * people + b] = distance;
                    values[b * people + a] = distance;
                }
            }
            RuleKind::Difference(Difference::Matrix(Distances {
                size: people,
                values,
            }))
        }
        10 => RuleKind::Difference(Difference::Attributes(vec![attribute, AttributeId::new(2)])),
        11 => RuleKind::Meeting(Meeting {
            blocks: (0..3)
                .map(|block| {
                    let mut busy = some_people(random);
                    busy.truncate(2);
                    MeetingBlock {
                        name: format!("b{block}"),
                        busy,
                    }
                })
                .collect(),
            min: 1 + max,
        }),
        12 => RuleKind::IdealSize(IdealSize {
            size: 1.0 + below(random, 6) as f64 / 2.0,
        }),
        _ => RuleKind::NumericBalance(NumericBalance {
            attribute: AttributeId::new(2),
        }),
    };
    let hard = chance(random, 20)
        && !matches!(
            kind,
            RuleKind::Difference(_) | RuleKind::Balance(_) | RuleKind::NumericBalance(_)
        );
    let weights = [1.0, 0.7, 2.0, 1.0 / 3.0];
    let themes = workshop.themes.len();
    Rule {
        id: format!("rule-{index}"),
        weight: (!hard).then(|| weights[below(random, 4)]),
        priority: if hard { 0 } else { 1 + below(random, 3) as u32 },
        themes: (themes > 0 && chance(random, 25))
            .then(|| vec![ThemeId::new(below(random, themes))]),
        seen: if chance(random, 30) {
            (0..people).map(|_| below(random, 100) < 70).collect()
        } else {
            vec![true; people]
        },
        kind,
    }
}

/// Every assignment of the people to the teams.
pub fn every_grouping(people: usize, teams: usize) -> impl Iterator<Item = Grouping> {
    (0..teams.pow(people as u32)).map(move |mut number| Grouping {
        team_of: (0..people)
            .map(|_| {
                let team = number % teams;
                number /= teams;
                TeamId::new(team)
            })
            .collect(),
    })
}

/// Every plan that keeps the hard rules, with its cost.
pub fn plans(compiled: &Compiled) -> Vec<(Grouping, Vec<i64>)> {
    every_grouping(compiled.people, compiled.teams)
        .map(|grouping| {
            let cost = measure(compiled, &grouping);
            (grouping, cost)
        })
        .filter(|(_, cost)| cost[0] == 0)
        .collect()
}

/// Of these plans that keep the levels before at their least, as `best` does: the worst one at the level, from which much is left to
/// find, and the least cost.
pub fn worst_and_least<'a>(
    plans: &'a [(Grouping, Vec<i64>)],
    best: &[i64],
    level: usize,
) -> (&'a Grouping, i64) {
    let kept = |cost: &[i64]| (0..level).all(|l| cost[l] <= best[l] + SAME);
    let fit = plans.iter().filter(|(_, cost)| kept(cost));
    let worst = fit.clone().max_by_key(|(_, cost)| cost[level]);
    let least = fit.map(|(_, cost)| cost[level]).min();
    (
        &worst.expect("the best plan").0,
        least.expect("the best plan"),
    )
}

/// A random assignment.
pub fn any_grouping(random: &mut impl Rng, people: usize, teams: usize) -> Grouping {
    Grouping {
        team_of: (0..people)
            .map(|_| TeamId::new(below(random, teams)))
            .collect(),
    }
}

/// A generated workshop.
#[allow(dead_code)]
pub fn generated(shape: &kumiwake::generate::Shape) -> Workshop {
    let directory = tempfile::tempdir().expect("a temporary folder");
    let files = kumiwake::generate::generate(shape).expect("a good shape");
    for (name, bytes) in files.files {
        std::fs::write(directory.path().join(name), bytes).expect("a file");
    }
    let read = kumiwake::input::read(&directory.path().join("workshop.toml"));
    read.expect("a good workshop").workshop
}
