//! All rules of a session by level, and what a timetable costs by them.

use super::formula::{Breach, Formula, Known};
use super::plan::Plan;
use super::published;
use super::rules;
use super::scene::Scene;
use super::seating::Panels;
use super::structure::{
    anchors::AnchorsRule, panel::PanelRule, placed::PlacedRule, presence::PresenceRule,
    seated::SeatedRule,
};
use crate::model::{JudgeId, Level, RuleCost, SessionFinding, SessionViolation};

/// A rule with its place in the order of comparison.
pub(crate) struct Entry {
    pub id: String,
    pub kind: &'static str,
    pub priority: u32,
    /// The part of the level; only of people affected by a change.
    pub part: Option<u32>,
    pub weight: f64,
    /// `None`: it asks nothing of this session.
    pub formula: Option<Box<dyn Formula>>,
    /// Whether it is a structure rule, which is shown only where it is broken.
    pub is_structure: bool,
}

impl Entry {
    /// The key by which levels are ordered: priority, then its parts, then the other rules (SPEC §4).
    fn level(&self) -> (u32, u32) {
        (self.priority, self.part.unwrap_or(u32::MAX))
    }
}

/// The rules of a session.
pub(crate) struct Book {
    /// Structure rules (`placed`, `presence`, `panel`: in the order in which they are written as rows), then the session's
    /// own in the order of the file.
    pub entries: Vec<Entry>,
    /// The priority of each level, ascending; the first is 0.
    pub priorities: Vec<u32>,
    /// The part of each level; parts come before the other rules of their priority.
    pub parts: Vec<Option<u32>>,
}

impl Book {
    /// The rules of the scene's session.
    pub fn new(scene: &Scene) -> Self {
        let mut structure: Vec<(&'static str, Box<dyn Formula>)> = vec![
            ("placed", Box::new(PlacedRule)),
            ("panel", Box::new(PanelRule)),
            ("presence", Box::new(PresenceRule)),
        ];
        if scene.seated {
            structure.push(("seated", Box::new(SeatedRule)));
        }
        if scene.anchors > 0 {
            structure.push(("anchors", Box::new(AnchorsRule)));
        }
        let structure = structure.into_iter().map(|(id, formula)| Entry {
            id: id.to_owned(),
            kind: id,
            priority: 0,
            part: None,
            weight: 1.0,
            formula: Some(formula),
            is_structure: true,
        });
        let own = scene.session.rules.iter().map(|rule| Entry {
            id: rule.id.clone(),
            kind: rule.kind.name(),
            priority: if rule.weight.is_none() {
                0
            } else {
                rule.priority
            },
            part: None,
            weight: rule.weight.unwrap_or(1.0),
            formula: rules::formula(scene, &rule.kind),
            is_structure: false,
        });
        let own: Vec<Entry> = own.collect();
        let last = own.iter().map(|entry| entry.priority).max().unwrap_or(0);
        let published = scene.published.as_ref();
        let published = published.map_or(Vec::new(), |p| published::entries(p, last));
        let entries: Vec<Entry> = structure.chain(published).chain(own).collect();
        let mut levels: Vec<(u32, u32)> = entries.iter().map(Entry::level).collect();
        levels.sort_unstable();
        levels.dedup();
        let part = |part: u32| (part < u32::MAX).then_some(part);
        Self {
            entries,
            priorities: levels.iter().map(|level| level.0).collect(),
            parts: levels.iter().map(|level| part(level.1)).collect(),
        }
    }

    /// The formulas of a level with their weights.
    pub fn level(&self, level: usize) -> impl Iterator<Item = (&dyn Formula, f64)> {
        let (priority, part) = (self.priorities[level], self.parts[level]);
        self.entries
            .iter()
            .filter(move |entry| (entry.priority, entry.part) == (priority, part))
            .filter_map(|entry| Some((entry.formula.as_deref()?, entry.weight)))
    }

    /// All formulas.
    pub fn formulas(&self) -> impl Iterator<Item = &dyn Formula> {
        self.entries
            .iter()
            .filter_map(|entry| entry.formula.as_deref())
    }

    /// The cost of a plan at a level.
    pub fn cost(&self, scene: &Scene, plan: &Plan, level: usize) -> f64 {
        self.level(level)
            .map(|(formula, weight)| weight * formula.violation(scene, plan))
            .sum()
    }

    /// The cost of a plan at every level.
    pub fn costs(&self, scene: &Scene, plan: &Plan) -> Vec<f64> {
        (0..self.priorities.len())
            .map(|level| self.cost(scene, plan, level))
            .collect()
    }

    /// The cost of a level as far as it does not matter who judges.
    pub fn placed_cost(&self, scene: &Scene, plan: &Plan, level: usize) -> f64 {
        self.level(level)
            .filter(|(formula, _)| !formula.heeds_judges())
            .map(|(formula, weight)| weight * formula.violation(scene, plan))
            .sum()
    }

    /// What is known of every timetable that keeps the hard rules and costs no more than `costs` before the level.
    pub fn known(&self, scene: &Scene, level: usize, costs: &[f64]) -> Known {
        let there = |free: &Vec<bool>| free.iter().filter(|free| **free).count();
        let most = scene.free.iter().map(there).max().unwrap_or(0);
        let most = most.min(scene.max_load.unwrap_or(usize::MAX));
        let told = (0..level).flat_map(|l| {
            let most = move |(formula, weight): (&dyn Formula, f64)| {
                formula.most_heard(scene, costs[l] / weight)
            };
            self.level(l).map(most)
        });
        Known {
            most_heard: told.fold(most, usize::min),
        }
    }

    /// No timetable that keeps the hard rules, and costs no more than `costs` at the levels before, costs less at the level:
    /// by what the rules count, each for itself, or together where they ask for seats.
    pub fn least(
        &self,
        scene: &Scene,
        level: usize,
        costs: &[f64],
        panels: Option<&Panels>,
    ) -> f64 {
        let known = self.known(scene, level, costs);
        let (mut seats, mut others) = (0.0, 0.0);
        for (formula, weight) in self.level(level) {
            let least = weight * formula.least(scene, &known);
            if formula.seating(scene).is_some() {
                seats += least;
            } else {
                others += least;
            }
        }
        others + panels.map_or(seats, |panels| panels.least(scene, level, costs).max(seats))
    }

    /// The larger bound that follows from `bound` because the cost of the level is a sum of multiples of known steps.
    pub fn rounded_up(&self, scene: &Scene, level: usize, bound: f64) -> f64 {
        /// Weights are seen as whole numbers of these; no weight in use needs more.
        const GRAIN: f64 = 1e-3;
        if !bound.is_finite() {
            return bound;
        }
        // Every unit is 1 / a whole number; in 1 / judges of a grain all are whole.
        let fine = GRAIN / scene.judges().max(1) as f64;
        let mut common = 0_u64;
        for (formula, weight) in self.level(level) {
            let step = weight * formula.unit(scene) / fine;
            if !(0.5..1e12).contains(&step) || (step - step.round()).abs() > 1e-6 {
                return bound;
            }
            common = greatest_common_divisor(common, step.round() as u64);
        }
        let step = common as f64 * fine;
        // A step near the tolerance would round on noise.
        if step < 100.0 * Level::TOLERANCE {
            return bound;
        }
        ((bound - 10.0 * Level::TOLERANCE) / step).ceil() * step
    }

    /// What each rule costs, and where it is violated.
    pub fn report(&self, scene: &Scene, plan: &Plan) -> (Vec<RuleCost>, Vec<SessionFinding>) {
        let mut rules = Vec::new();
        let mut findings = Vec::new();
        for entry in &self.entries {
            let violations = entry
                .formula
                .as_deref()
                .map_or(Vec::new(), |formula| listed(scene, plan, formula));
            let violation = violations.iter().map(|v| v.amount).sum::<f64>() + 0.0;
            if !entry.is_structure || violation > Level::TOLERANCE {
                rules.push(RuleCost {
                    id: entry.id.clone(),
                    kind: entry.kind.to_owned(),
                    priority: entry.priority,
                    part: entry.part,
                    weight: entry.weight,
                    violation,
                    cost: entry.weight * violation,
                });
            }
            if !violations.is_empty() {
                findings.push(SessionFinding {
                    session: scene.session.id.clone(),
                    rule: entry.id.clone(),
                    kind: entry.kind,
                    priority: entry.priority,
                    violations,
                });
            }
        }
        (rules, findings)
    }
}

fn listed(scene: &Scene, plan: &Plan, formula: &dyn Formula) -> Vec<SessionViolation> {
    let mut violations = Vec::new();
    formula.violations(scene, plan, &mut |breach: Breach| {
        let mut people = breach.people.to_vec();
        if people.is_empty() {
            people = formula.people(scene, breach.items);
        }
        violations.push(SessionViolation {
            items: breach
                .items
                .iter()
                .map(|item| scene.items[*item].key.clone())
                .collect(),
            people,
            judges: breach.judges.iter().map(|j| JudgeId::new(*j)).collect(),
            amount: breach.amount,
        });
    });
    violations
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}
