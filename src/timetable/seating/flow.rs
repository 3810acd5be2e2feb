//! Seats for items at least cost: a minimum-cost flow from items to judges with a convex price of each judge's load
//! (successive shortest paths, Busacker and Gowen 1960; negative cycles, Klein 1967). Whole numbers, so it is exact.

/// Who may sit where, and what it costs.
pub(crate) struct Seats {
    /// Seats that each item needs.
    pub wanted: usize,
    /// How many judges there are.
    pub judges: usize,
    /// `[item][judge]`: what the seat costs; `None`: it cannot be.
    pub cost: Vec<Vec<Option<i128>>>,
    /// Per item: when it is; a judge hears one item at a time. `None`: it clashes with nothing.
    pub when: Vec<Option<usize>>,
    /// `[judge][k]`: what the judge's item number k + 1 costs, never less than the one before it; as many as the judge can
    /// hear.
    pub load: Vec<Vec<i128>>,
}

/// Who sits where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Seated {
    /// Per item.
    pub panels: Vec<Vec<usize>>,
    /// Seats that nobody can take.
    pub missing: usize,
    /// What all seats cost.
    pub cost: i128,
}

/// The residual network has a node per item ("it lacks a seat"), one per judge ("hears one item too many for the load"),
/// and the sink.
struct Network<'s> {
    seats: &'s Seats,
    panels: Vec<Vec<usize>>,
    /// `[judge]`: the items heard.
    heard: Vec<Vec<usize>>,
    /// `[judge][time]`: the item heard then.
    busy: Vec<Option<usize>>,
    times: usize,
}

/// Shortest ways: per node the distance, and the node before with what is done between.
type Ways = (Vec<Option<i128>>, Vec<Option<(usize, Step)>>);

/// A step between nodes: the judge takes a seat at the item, or leaves it, or both ends of a swap.
#[derive(Clone, Copy)]
enum Step {
    /// The judge sits down at the item.
    Sit(usize, usize),
    /// The judge leaves the item.
    Leave(usize, usize),
    /// The judge sits down at the first item and leaves the second, which is at the same time.
    Switch(usize, usize, usize),
    /// The judge's load grows or shrinks.
    Load,
}

impl Seats {
    /// The cheapest of the seatings with the fewest missing seats, from panels of which those that cannot be are dropped.
    pub fn best(&self, start: &[Vec<usize>]) -> Seated {
        let items = self.cost.len();
        let times = self.when.iter().flatten().max().map_or(0, |last| last + 1);
        let mut network = Network {
            busy: vec![None; self.judges * times],
            times,
            seats: self,
            panels: vec![Vec::with_capacity(self.wanted + 1); items],
            heard: vec![Vec::new(); self.judges],
        };
        for (item, panel) in start.iter().enumerate() {
            for judge in panel {
                if network.may_sit(item, *judge) {
                    network.sit(item, *judge);
                }
            }
        }
        // Without a start, shortest paths alone are optimal.
        if start.iter().any(|panel| !panel.is_empty()) {
            while network.cancel() {}
        }
        let mut missing = 0;
        for item in 0..items {
            while network.panels[item].len() < self.wanted {
                if !network.augment(item) {
                    missing += self.wanted - network.panels[item].len();
                    break;
                }
            }
        }
        Seated {
            cost: network.cost(),
            missing,
            panels: network.panels,
        }
    }
}

impl Network<'_> {
    fn may_sit(&self, item: usize, judge: usize) -> bool {
        self.panels[item].len() < self.seats.wanted
            && self.seats.cost[item][judge].is_some()
            && !self.panels[item].contains(&judge)
            && self.heard[judge].len() < self.seats.load[judge].len()
            && self.clash(item, judge).is_none()
    }

    /// What the judge hears at the time of the item.
    fn clash(&self, item: usize, judge: usize) -> Option<usize> {
        self.busy[judge * self.times + self.seats.when[item]?]
    }

    fn sit(&mut self, item: usize, judge: usize) {
        self.panels[item].push(judge);
        self.heard[judge].push(item);
        self.mark(item, judge, Some(item));
    }

    fn mark(&mut self, item: usize, judge: usize, heard: Option<usize>) {
        if let Some(when) = self.seats.when[item] {
            self.busy[judge * self.times + when] = heard;
        }
    }

    fn leave(&mut self, item: usize, judge: usize) {
        self.panels[item].retain(|other| *other != judge);
        self.heard[judge].retain(|other| *other != item);
        self.mark(item, judge, None);
    }

    fn cost(&self) -> i128 {
        let seat = |(item, panel): (usize, &Vec<usize>)| -> i128 {
            panel
                .iter()
                .filter_map(|judge| self.seats.cost[item][*judge])
                .sum()
        };
        let seats: i128 = self.panels.iter().enumerate().map(seat).sum();
        let load = |(judge, heard): (usize, &Vec<usize>)| -> i128 {
            self.seats.load[judge][..heard.len()].iter().sum()
        };
        seats + self.heard.iter().enumerate().map(load).sum::<i128>()
    }

    /// Every step from a node: (other node, cost, what is done).
    fn steps(&self, node: usize, see: &mut dyn FnMut(usize, i128, Step)) {
        let (items, judges) = (self.panels.len(), self.seats.judges);
        let sink = items + judges;
        if node < items {
            for judge in 0..judges {
                let Some(cost) = self.seats.cost[node][judge] else {
                    continue;
                };
                if self.panels[node].contains(&judge) {
                    continue;
                }
                match self.clash(node, judge) {
                    Some(other) => {
                        let saved = self.seats.cost[other][judge].unwrap_or(0);
                        see(other, cost - saved, Step::Switch(judge, node, other));
                    }
                    None => see(items + judge, cost, Step::Sit(judge, node)),
                }
            }
        } else if node < sink {
            let judge = node - items;
            for item in &self.heard[judge] {
                let saved = self.seats.cost[*item][judge].unwrap_or(0);
                see(*item, -saved, Step::Leave(judge, *item));
            }
            if let Some(price) = self.seats.load[judge].get(self.heard[judge].len()) {
                see(sink, *price, Step::Load);
            }
        } else {
            for judge in 0..judges {
                if let Some(last) = self.heard[judge].len().checked_sub(1) {
                    see(items + judge, -self.seats.load[judge][last], Step::Load);
                }
            }
        }
    }

    /// The shortest ways from the start (`None`: from every node) by rounds over all nodes (Bellman 1958); and a node behind
    /// a negative cycle, where one shows.
    fn ways(&self, start: Option<usize>) -> (Ways, Option<usize>) {
        let nodes = self.panels.len() + self.seats.judges + 1;
        let mut distance: Vec<Option<i128>> = vec![None; nodes];
        match start {
            Some(start) => distance[start] = Some(0),
            None => distance.fill(Some(0)),
        }
        let mut before: Vec<Option<(usize, Step)>> = vec![None; nodes];
        let mut changed: Vec<bool> = distance.iter().map(Option::is_some).collect();
        for round in 0..=nodes {
            let mut last = None;
            for node in 0..nodes {
                if !std::mem::take(&mut changed[node]) {
                    continue;
                }
                let Some(here) = distance[node] else { continue };
                self.steps(node, &mut |next, cost, step| {
                    if distance[next].is_none_or(|known| here + cost < known) {
                        distance[next] = Some(here + cost);
                        before[next] = Some((node, step));
                        changed[next] = true;
                        last = Some(next);
                    }
                });
            }
            if last.is_none() {
                break;
            }
            if round == nodes {
                return ((distance, before), last);
            }
        }
        ((distance, before), None)
    }

    /// Gives the item one more seat on the cheapest way; `false`: there is none.
    fn augment(&mut self, item: usize) -> bool {
        let sink = self.panels.len() + self.seats.judges;
        let ((distance, before), _) = self.ways(Some(item));
        if distance[sink].is_none() {
            return false;
        }
        let mut steps = Vec::new();
        let mut node = sink;
        while node != item {
            let Some((previous, step)) = before[node] else {
                return false;
            };
            steps.push(step);
            node = previous;
        }
        self.walk(&steps);
        true
    }

    /// Makes one change that costs less; `false`: there is none.
    fn cancel(&mut self) -> bool {
        let ((_, before), on_cycle) = self.ways(None);
        let Some(mut node) = on_cycle else {
            return false;
        };
        // As many steps back as there are nodes end on the cycle itself.
        for _ in 0..before.len() {
            match before[node] {
                Some((previous, _)) => node = previous,
                None => return false,
            }
        }
        let first = node;
        let mut steps = Vec::new();
        loop {
            let Some((previous, step)) = before[node] else {
                return false;
            };
            steps.push(step);
            node = previous;
            if node == first {
                break;
            }
        }
        self.walk(&steps);
        true
    }

    /// Everybody who leaves a seat leaves before somebody sits down.
    fn walk(&mut self, steps: &[Step]) {
        for step in steps {
            match *step {
                Step::Leave(judge, item) => self.leave(item, judge),
                Step::Switch(judge, _, other) => self.leave(other, judge),
                Step::Sit(..) | Step::Load => {}
            }
        }
        for step in steps {
            match *step {
                Step::Sit(judge, item) | Step::Switch(judge, item, _) => self.sit(item, judge),
                Step::Leave(..) | Step::Load => {}
            }
        }
    }
}
