//! All that a plan is measured by: structure rules, preferences and the rules of workshop.toml, in one list.

use super::term::{Collected, TermSink};
use super::{
    Formula, Scope, blocks::Blocks, never::Never, open::Open, owners::Owners, pins::Pins,
    preferences, regrouped::Regrouped, size::Size, theme_teams::ThemeTeams,
};
use crate::model::{Grouping, Rule, RuleKind, Violation, Workshop};

/// A rule with its place in the order of costs.
pub struct Clause<'a> {
    /// The rule's id; `preferences`; or a structure rule's.
    pub id: &'a str,
    /// The kind; of preferences and structure rules: the id.
    pub kind: &'static str,
    /// 0: hard.
    pub priority: u32,
    /// The part of the preferences' fairness order.
    pub part: Option<u32>,
    /// 1 of a hard rule.
    pub weight: f64,
    /// Whether it comes from the workshop's structure, not from `[[rules]]` or `[preferences]`.
    pub structure: bool,
    scope: Scope,
    formula: Box<dyn Formula + 'a>,
}

impl Clause<'_> {
    /// The key by which levels are ordered: priority, then the parts of the preferences, then the other rules (SPEC §2).
    pub fn level(&self) -> (u32, u32) {
        (self.priority, self.part.unwrap_or(u32::MAX))
    }

    /// Where the plan violates the clause.
    pub fn violations(&self, workshop: &Workshop, grouping: &Grouping) -> Vec<Violation> {
        self.formula
            .violations(&self.scope.view(workshop, grouping))
    }

    /// The clause as terms.
    pub fn terms(&self, workshop: &Workshop) -> Collected {
        let mut sink = TermSink::new(self.weight);
        self.formula.terms(workshop, &self.scope, &mut sink);
        sink.finish()
    }
}

/// All clauses of a workshop: structure, then preferences, then the rules in the order of the file.
pub fn clauses(workshop: &Workshop) -> Vec<Clause<'_>> {
    let structure: [(&'static str, Box<dyn Formula>); 7] = [
        ("owners", Box::new(Owners)),
        ("pins", Box::new(Pins)),
        ("never", Box::new(Never)),
        ("blocks", Box::new(Blocks)),
        ("size", Box::new(Size)),
        ("open", Box::new(Open)),
        ("theme_teams", Box::new(ThemeTeams)),
    ];
    let mut clauses: Vec<Clause> = structure
        .into_iter()
        .map(|(id, formula)| Clause {
            id,
            kind: id,
            priority: 0,
            part: None,
            weight: 1.0,
            structure: true,
            scope: Scope::everything(workshop),
            formula,
        })
        .collect();
    if !workshop.published_teams.is_empty() {
        clauses.push(Clause {
            id: "regrouped",
            kind: "regrouped",
            priority: 1,
            part: Some(0),
            weight: 1.0,
            structure: true,
            scope: Scope::everything(workshop),
            formula: Box::new(Regrouped),
        });
    }
    clauses.extend(
        preferences::parts(workshop)
            .into_iter()
            .map(|(part, weight, formula)| Clause {
                id: "preferences",
                kind: "preferences",
                priority: workshop.preferences.priority,
                part,
                weight,
                structure: false,
                scope: Scope::everything(workshop),
                formula,
            }),
    );
    clauses.extend(workshop.rules.iter().map(|rule| Clause {
        id: &rule.id,
        kind: rule.kind.name(),
        priority: rule.priority,
        part: None,
        weight: rule.weight.unwrap_or(1.0),
        structure: false,
        scope: Scope::of(workshop, rule),
        formula: formula(rule),
    }));
    clauses
}

/// The formula of a rule of workshop.toml: the one place that lists the kinds.
fn formula(rule: &Rule) -> Box<dyn Formula + '_> {
    match &rule.kind {
        RuleKind::Count(rule) => Box::new(rule),
        RuleKind::Limit(rule) => Box::new(rule),
        RuleKind::Variety(rule) => Box::new(rule),
        RuleKind::Similar(rule) => Box::new(rule),
        RuleKind::Balance(rule) => Box::new(rule),
        RuleKind::NumericBalance(rule) => Box::new(rule),
        RuleKind::NotAlone(rule) => Box::new(rule),
        RuleKind::Together(rule) => Box::new(rule),
        RuleKind::Apart(rule) => Box::new(rule),
        RuleKind::Wishes => Box::new(super::wishes::Wishes),
        RuleKind::Past(rule) => Box::new(rule),
        RuleKind::Difference(rule) => Box::new(rule),
        RuleKind::Meeting(rule) => Box::new(rule),
        RuleKind::IdealSize(rule) => Box::new(rule),
    }
}

impl<F: Formula + ?Sized> Formula for &F {
    fn violations(&self, view: &super::View) -> Vec<Violation> {
        (**self).violations(view)
    }

    fn terms(&self, workshop: &Workshop, scope: &Scope, sink: &mut TermSink) {
        (**self).terms(workshop, scope, sink);
    }
}
