//! Names that could be exchanged without changing anything: rooms, times, judges. The program then looks at one timetable
//! of each kind only.

use super::plan::Plan;
use super::scene::Scene;

/// What can be exchanged in a session.
#[derive(Clone, Debug, Default)]
pub(crate) struct Symmetry {
    /// All rooms.
    pub rooms: bool,
    /// All times.
    pub times: bool,
    /// Judges of whom nothing tells one from the other.
    pub judges: Vec<Vec<usize>>,
}

impl Symmetry {
    /// What can be exchanged where the rules allow it for rooms and times.
    pub fn of(scene: &Scene, rooms: bool, times: bool) -> Self {
        let uniform_people = (0..scene.items.len())
            .all(|item| scene.away[item].windows(2).all(|pair| pair[0] == pair[1]));
        let uniform_judges = scene
            .free
            .iter()
            .all(|times| times.windows(2).all(|pair| pair[0] == pair[1]));
        Self {
            rooms,
            times: times && uniform_people && uniform_judges,
            judges: judge_classes(scene),
        }
    }

    /// Whether a timetable of this kind may have the item so late: items are numbered, and a time gets its number from
    /// the first item that it holds.
    pub fn allows_time(&self, item: usize, time: usize) -> bool {
        !self.times || time <= item
    }

    /// The same for rooms.
    pub fn allows_room(&self, item: usize, room: usize) -> bool {
        !self.rooms || room <= item
    }

    /// The timetable of the same kind that the program looks at.
    pub fn canonical(&self, scene: &Scene, plan: &Plan) -> Plan {
        let slots: Vec<_> = (0..scene.items.len()).map(|item| plan.slot(item)).collect();
        let renamed = |exchange: bool, count: usize, name: &dyn Fn((usize, usize)) -> usize| {
            let mut order: Vec<usize> = Vec::new();
            if exchange {
                for slot in slots.iter().flatten() {
                    if !order.contains(&name(*slot)) {
                        order.push(name(*slot));
                    }
                }
            }
            let rest: Vec<usize> = (0..count).filter(|n| !order.contains(n)).collect();
            order.extend(rest);
            let mut new = vec![0; count];
            for (position, old) in order.into_iter().enumerate() {
                new[old] = position;
            }
            new
        };
        let times = renamed(self.times, scene.times(), &|slot| slot.0);
        let rooms = renamed(self.rooms, scene.rooms, &|slot| slot.1);
        let judges = self.renamed_judges(scene, plan);
        let mut canonical = Plan::empty(scene);
        for (item, slot) in slots.iter().enumerate() {
            if let Some((time, room)) = slot {
                canonical.put(item, Some((times[*time], rooms[*room])));
                let panel = plan.panel(item).iter().map(|j| judges[*j]).collect();
                canonical.seat(item, panel);
            }
        }
        canonical
    }

    /// In each class the judges with the most items come first.
    fn renamed_judges(&self, scene: &Scene, plan: &Plan) -> Vec<usize> {
        let mut new: Vec<usize> = (0..scene.judges()).collect();
        for class in &self.judges {
            let mut order = class.clone();
            order.sort_by_key(|judge| std::cmp::Reverse(plan.load(*judge)));
            for (old, name) in order.into_iter().zip(class) {
                new[old] = *name;
            }
        }
        new
    }
}

fn judge_classes(scene: &Scene) -> Vec<Vec<usize>> {
    let items = 0..scene.items.len();
    let facts = |judge: usize| {
        let conflicts: Vec<bool> = items.clone().map(|i| scene.conflict[i][judge]).collect();
        let experts: Vec<bool> = items.clone().map(|i| scene.is_expert(judge, i)).collect();
        let barred: Vec<bool> = items
            .clone()
            .map(|i| scene.seated && scene.barred[i][judge])
            .collect();
        (conflicts, barred, experts, &scene.free[judge])
    };
    let mut classes: Vec<Vec<usize>> = Vec::new();
    // Published panels tell judges apart.
    if scene.per_item == 0 || scene.published.is_some() {
        return classes;
    }
    for judge in 0..scene.judges() {
        if scene.workshop.judges[judge].participant.is_some() {
            continue;
        }
        match classes.iter_mut().find(|c| facts(c[0]) == facts(judge)) {
            Some(class) => class.push(judge),
            None => classes.push(vec![judge]),
        }
    }
    classes.retain(|class| class.len() > 1);
    classes
}
