//! `audience`: every participant and pair of simultaneous talks, both of themes the participant listed or is in: 1.

use crate::exact::program::Column;
use crate::model::{Level, ParticipantId, ThemeId};
use crate::timetable::formula::{Breach, Formula, Known};
use crate::timetable::plan::Plan;
use crate::timetable::scene::Scene;
use crate::timetable::sheet::{Linear, Sheet};

/// Simultaneous talks draw on different audiences.
pub(crate) struct AudienceRule {
    /// `[item][item]`: how many participants would like to hear both.
    both: Vec<Vec<usize>>,
    /// Per participant: how many items the participant would like to hear.
    liked: Vec<usize>,
}

/// Up to so many items, every pair of talks gets a column, which makes sharper rows possible.
const EVERY_PAIR: usize = 60;

impl AudienceRule {
    pub fn new(scene: &Scene) -> Self {
        let listeners: Vec<Vec<u64>> = scene.items.iter().map(|i| bits(scene, i.theme)).collect();
        let both = |a: &Vec<u64>, b: &Vec<u64>| -> usize {
            let pairs = a.iter().zip(b);
            pairs.map(|(a, b)| (a & b).count_ones() as usize).sum()
        };
        let likes = |person: usize| {
            let liking = listeners.iter();
            let liking = liking.filter(|bits| bits[person / 64] >> (person % 64) & 1 == 1);
            liking.count()
        };
        Self {
            both: listeners
                .iter()
                .map(|a| listeners.iter().map(|b| both(a, b)).collect())
                .collect(),
            liked: (0..scene.workshop.participants.len()).map(likes).collect(),
        }
    }

    /// The bound by participants: who would like to hear more items than there are times misses least where they are spread
    /// evenly over the times.
    fn least_by_people(&self, scene: &Scene) -> f64 {
        let times = (0..scene.times()).filter(|time| scene.capacity(*time) > 0);
        let times = times.count().max(1);
        let pairs = |items: usize| items * items.saturating_sub(1) / 2;
        let person = |items: &usize| {
            let (each, more) = (items / times, items % times);
            more * pairs(each + 1) + (times - more) * pairs(each)
        };
        self.liked.iter().map(person).sum::<usize>() as f64
    }

    /// The bound by companies: right for any price, so the best of some is taken.
    fn least_in_company(&self, scene: &Scene) -> f64 {
        let items = scene.items.len();
        let times = (0..scene.times()).filter(|time| scene.capacity(*time) > 0);
        let (times, rooms) = (times.count() as f64, scene.rooms.min(items));
        // [item][company - 1]
        let costs: Vec<Vec<f64>> = (0..items)
            .map(|item| {
                let others = (0..items).filter(|other| *other != item);
                let mut counts: Vec<usize> = others.map(|other| self.both[item][other]).collect();
                counts.sort_unstable();
                let mut sum = 0.0;
                let halves = counts.into_iter().map(|count| count as f64 / 2.0);
                let sums = halves.scan(&mut sum, |sum, half| {
                    **sum += half;
                    Some(**sum)
                });
                std::iter::once(0.0).chain(sums).take(rooms).collect()
            })
            .collect();
        let at = |price: f64| -> f64 {
            let item = |costs: &Vec<f64>| {
                let companies = costs.iter().zip(1..);
                let dear = companies.map(|(cost, size)| cost + price / f64::from(size));
                dear.fold(f64::INFINITY, f64::min)
            };
            costs.iter().map(item).sum::<f64>() - price * times
        };
        // Concave in the price: a search by thirds.
        let most = costs
            .iter()
            .filter_map(|c| c.last())
            .fold(0.0, |a: f64, b| a.max(*b));
        let (mut low, mut high) = (0.0, most * rooms as f64 + 1.0);
        for _ in 0..60 {
            let third = (high - low) / 3.0;
            if at(low + third) < at(high - third) {
                low += third;
            } else {
                high -= third;
            }
        }
        (at(low) - Level::TOLERANCE).max(0.0)
    }

    /// The fewest pairs of simultaneous talks: the talks spread evenly over the times.
    fn least_pairs(scene: &Scene) -> usize {
        let (items, times) = (scene.items.len(), scene.times().max(1));
        let (each, more) = (items / times, items % times);
        let pairs = |count: usize| count * count.saturating_sub(1) / 2;
        more * pairs(each + 1) + (times - more) * pairs(each)
    }
}

/// One bit for each participant: whether the theme is listed by, or the own one of, the participant.
fn bits(scene: &Scene, theme: Option<ThemeId>) -> Vec<u64> {
    let mut bits = vec![0; scene.workshop.participants.len().div_ceil(64)];
    if let Some(theme) = theme {
        for person in scene.workshop.participant_ids() {
            if likes(scene, person, theme) {
                bits[person.index() / 64] |= 1 << (person.index() % 64);
            }
        }
    }
    bits
}

fn likes(scene: &Scene, person: ParticipantId, theme: ThemeId) -> bool {
    let own = scene.workshop.team(scene.grouping.team(person)).theme;
    own == Some(theme)
        || scene
            .workshop
            .participant(person)
            .preference
            .rank(theme)
            .is_some()
}

impl Formula for AudienceRule {
    fn violations(&self, scene: &Scene, plan: &Plan, tell: &mut dyn FnMut(Breach)) {
        for time in 0..scene.times() {
            for (position, first) in plan.during(time).enumerate() {
                for second in plan.during(time).skip(position + 1) {
                    let count = self.both[first][second];
                    if count > 0 {
                        tell(Breach {
                            items: &[first, second],
                            people: &[],
                            judges: &[],
                            amount: count as f64,
                        });
                    }
                }
            }
        }
    }

    fn people(&self, scene: &Scene, items: &[usize]) -> Vec<ParticipantId> {
        let likes_all = |person: &ParticipantId| {
            items.iter().all(|item| {
                let theme = scene.items[*item].theme;
                theme.is_some_and(|theme| likes(scene, *person, theme))
            })
        };
        scene.workshop.participant_ids().filter(likes_all).collect()
    }

    fn translate<'s>(&'s self, sheet: &mut Sheet<'s>) -> Linear {
        let scene = sheet.scene;
        let items = scene.items.len();
        if scene.rooms < 2 {
            return Linear::default();
        }
        let sharp = items <= EVERY_PAIR && !sheet.elastic;
        let mut cost = Linear::default();
        let mut partners: Vec<Vec<(Column, f64)>> = vec![Vec::new(); items];
        for first in 0..items {
            for second in first + 1..items {
                let count = self.both[first][second];
                if count == 0 && !sharp {
                    continue;
                }
                let together = sheet.implied(move |plan| {
                    plan.time(first).is_some() && plan.time(first) == plan.time(second)
                });
                for time in 0..scene.times() {
                    let mut terms = sheet.within(first, time..time + 1, 1.0);
                    terms.extend(sheet.within(second, time..time + 1, 1.0));
                    terms.push((together, -1.0));
                    sheet.program.at_most(terms, 1.0);
                }
                partners[first].push((together, 1.0));
                partners[second].push((together, 1.0));
                cost.terms.push((together, count as f64));
            }
        }
        if sharp {
            write_partners(sheet, partners);
        }
        cost
    }

    /// The largest of three bounds. The fewest pairs, and the cheapest ones. Each participant alone. And: in company of s − 1 others, an item costs at
    /// least half of its s − 1 cheapest pairs; companies are no more than times, which enters with a price (Lagrange).
    fn least(&self, scene: &Scene, _known: &Known) -> f64 {
        let items = scene.items.len();
        let mut counts: Vec<usize> = (0..items)
            .flat_map(|first| (first + 1..items).map(move |second| (first, second)))
            .map(|(first, second)| self.both[first][second])
            .collect();
        counts.sort_unstable();
        let cheapest = counts.iter().take(Self::least_pairs(scene));
        let by_pairs = cheapest.sum::<usize>() as f64;
        by_pairs
            .max(self.least_in_company(scene))
            .max(self.least_by_people(scene))
    }

    fn tells_times_apart(&self) -> bool {
        false
    }
}

/// Where every item is placed: as many pairs as the times make necessary, and for each item as many partners as the
/// other times leave over, at most one in each other room.
fn write_partners(sheet: &mut Sheet, partners: Vec<Vec<(Column, f64)>>) {
    let scene = sheet.scene;
    let elsewhere = scene.times().saturating_sub(1) * scene.rooms;
    let least = scene.items.len().saturating_sub(elsewhere + 1);
    let mut all: Vec<(Column, f64)> = Vec::new();
    for terms in partners {
        all.extend(terms.iter().map(|(column, _)| (*column, 0.5)));
        if terms.len() >= scene.rooms {
            sheet
                .program
                .at_most(terms.clone(), scene.rooms as f64 - 1.0);
        }
        if least > 0 {
            sheet.program.at_least(terms, least as f64);
        }
    }
    let pairs = AudienceRule::least_pairs(scene);
    if pairs > 0 {
        sheet.program.at_least(all, pairs as f64);
    }
}
